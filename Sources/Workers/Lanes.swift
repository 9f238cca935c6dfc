import Outbox
import Values

/// What waits to be sent, in one lane for each program that is posted to, one for the mail server and one for text
/// messages: a lane that stands still keeps no other waiting. Pure: time is handed in.
package struct Lanes {
    /// How many may be under way at once.
    package struct Limits: Sendable {
        /// In all, in one lane, and in the lane of the mail server.
        package var inAll = 256
        package var inLane = 4
        package var inMail = 8
        /// In all lanes together that have been slow or have failed: the rest is kept for the others.
        package var inSlowLanes = 64

        package init() {}
    }

    /// A lane that took longer counts as slow.
    package static let slowMilliseconds = 2_000

    enum Key: Hashable {
        case mail
        /// Of the provider of text messages.
        case texts
        case program(Endpoint.ID)

        /// Its deliveries go through a server of ours, whoever they are for.
        var isShared: Bool { self == .mail || self == .texts }
    }

    private struct Lane {
        var waiting: ArraySlice<Delivery.ID> = []
        var underWay: Set<Delivery.ID> = []
        var breaker = CircuitBreaker()
        var isSlow = false
    }

    private let limits: Limits
    private var lanes: [Key: Lane] = [:]
    /// Whose turn it is next: all lanes in a ring, so that none is always last.
    private var ring: [Key] = []
    private var turn = 0
    /// Endpoints of mail have a lane in common.
    private var keys: [Delivery.ID: Key] = [:]

    package init(limits: Limits = Limits()) {
        self.limits = limits
    }

    package var underWay: Int { lanes.values.reduce(0) { $0 + $1.underWay.count } }

    private static func key(_ endpoint: Endpoint.ID, _ channel: Channel) -> Key {
        switch channel {
        case .email: .mail
        case .text: .texts
        case .webhook, .letter: .program(endpoint)
        }
    }

    /// Deliveries found due; those it knows already are passed over.
    package mutating func add(_ deliveries: [Delivery.ID], for endpoint: Endpoint.ID, by channel: Channel) {
        let key = Lanes.key(endpoint, channel)
        for delivery in deliveries where keys[delivery] == nil {
            if lanes[key] == nil {
                lanes[key] = Lane()
                ring.append(key)
            }
            keys[delivery] = key
            lanes[key]?.waiting.append(delivery)
        }
    }

    /// Whether more should be looked for: it has less than it could send at once.
    package func wantsMore(for endpoint: Endpoint.ID, by channel: Channel, most: Int) -> Bool {
        guard let lane = lanes[Lanes.key(endpoint, channel)] else { return true }
        return lane.waiting.count < most / 2
    }

    /// The next delivery that may go now; nil where all have to wait.
    package mutating func next(at now: Moment) -> Delivery.ID? {
        guard underWay < limits.inAll else { return nil }
        for _ in ring.indices {
            turn = (turn + 1) % ring.count
            let key = ring[turn]
            guard let lane = lanes[key], let delivery = lane.waiting.first, mayGo(lane, key, now) else { continue }
            lanes[key]?.waiting.removeFirst()
            lanes[key]?.underWay.insert(delivery)
            return delivery
        }
        return nil
    }

    private func mayGo(_ lane: Lane, _ key: Key, _ now: Moment) -> Bool {
        let usual = key.isShared ? limits.inMail : lane.isSlow ? 1 : limits.inLane
        guard lane.underWay.count < lane.breaker.allowance(usual: usual, at: now) else { return false }
        guard lane.isSlow || lane.breaker.failingSince != nil else { return true }
        return slowUnderWay < limits.inSlowLanes
    }

    private var slowUnderWay: Int {
        lanes.values.reduce(0) { $0 + ($1.isSlow || $1.breaker.failingSince != nil ? $1.underWay.count : 0) }
    }

    /// A delivery is over for now. An outcome of nil says nothing about its endpoint.
    package mutating func finish(_ delivery: Delivery.ID, _ outcome: AttemptOutcome?, at now: Moment) {
        guard let key = keys.removeValue(forKey: delivery), var lane = lanes[key] else { return }
        lane.underWay.remove(delivery)
        if let outcome {
            lane.isSlow = outcome.milliseconds > Lanes.slowMilliseconds
            // What a mail server says about one letter says nothing about the next.
            let isTheLanes =
                key.isShared ? ![.answered, .unmade].contains(outcome.code) : outcome.isTheEndpoints
            lane.breaker.note(success: !isTheLanes, at: now)
        }
        lanes[key] = lane
        drop(key)
    }

    /// A lane with nothing in it and nothing to remember is gone.
    private mutating func drop(_ key: Key) {
        guard let lane = lanes[key], lane.waiting.isEmpty, lane.underWay.isEmpty, !lane.isSlow,
            lane.breaker == CircuitBreaker()
        else { return }
        lanes[key] = nil
        ring.removeAll { $0 == key }
    }
}
