import Outbox
import TestSupport
import Testing
import Values
import Workers

@Suite("Lanes") struct LanesTests {
    private let start = Moment(milliseconds: 1_000_000)
    private let fine = AttemptOutcome(.answered, status: 200, milliseconds: 5)
    private let down = AttemptOutcome(.noConnection, milliseconds: 5)
    private let slow = AttemptOutcome(.answered, status: 200, milliseconds: 9_000)

    private func ids(_ name: String, _ count: Int) -> [Delivery.ID] { (0..<count).map { .init("\(name)-\($0)") } }

    private func all(_ lanes: inout Lanes, at now: Moment) -> [String] {
        var found: [String] = []
        while let next = lanes.next(at: now) { found.append(next.text) }
        return found
    }

    /// The next delivery goes, and comes to something.
    private func go(_ lanes: inout Lanes, _ outcome: AttemptOutcome) throws {
        let next = lanes.next(at: start)
        lanes.finish(try #require(next), outcome, at: start)
    }

    @Test func `each endpoint has its turn, however much waits for another`() {
        var lanes = Lanes()
        lanes.add(ids("many", 1_000), for: .init("a"), by: .webhook)
        lanes.add(ids("few", 2), for: .init("b"), by: .webhook)
        let going = all(&lanes, at: start)
        #expect(going.count == 6)
        #expect(going.filter { $0.hasPrefix("few") }.count == 2)
    }

    @Test func `the same delivery is never under way twice`() {
        var lanes = Lanes()
        lanes.add(ids("d", 3), for: .init("a"), by: .webhook)
        lanes.add(ids("d", 3), for: .init("a"), by: .webhook)
        #expect(all(&lanes, at: start).sorted() == ["d-0", "d-1", "d-2"])
        lanes.add(ids("d", 3), for: .init("a"), by: .webhook)
        #expect(all(&lanes, at: start).isEmpty)
    }

    @Test func `an endpoint that does not answer gets one message at a time, and others all they can take`() throws {
        var lanes = Lanes()
        lanes.add(ids("down", 100), for: .init("a"), by: .webhook)
        for _ in 1...3 { try go(&lanes, down) }
        #expect(all(&lanes, at: start).isEmpty)
        lanes.add(ids("up", 100), for: .init("b"), by: .webhook)
        #expect(all(&lanes, at: start).count == 4)
        let later = start.adding(seconds: 5)
        #expect(all(&lanes, at: later).filter { $0.hasPrefix("down") }.count == 1)
    }

    @Test func `slow endpoints together cannot take all the room`() {
        var limits = Lanes.Limits()
        (limits.inAll, limits.inSlowLanes) = (20, 5)
        var lanes = Lanes(limits: limits)
        for number in 0..<30 {
            let endpoint = Endpoint.ID("slow-\(number)")
            lanes.add(ids("s\(number)", 1), for: endpoint, by: .webhook)
            if let next = lanes.next(at: start) { lanes.finish(next, slow, at: start) }
            lanes.add(ids("t\(number)", 4), for: endpoint, by: .webhook)
        }
        #expect(all(&lanes, at: start).count == 5)
        lanes.add(ids("quick", 4), for: .init("quick"), by: .webhook)
        #expect(all(&lanes, at: start).count == 4)
    }

    @Test func `one mailbox that refuses does not stop the mail, and a mail server that is down does`() throws {
        var lanes = Lanes()
        let refused = AttemptOutcome(.answered, status: 550, milliseconds: 5)
        for number in 0..<10 { lanes.add(ids("m\(number)", 10), for: .init("box-\(number)"), by: .email) }
        for _ in 1...5 { try go(&lanes, refused) }
        let going = all(&lanes, at: start)
        #expect(going.count == 8)
        for delivery in going { lanes.finish(.init(delivery), down, at: start) }
        #expect(all(&lanes, at: start).isEmpty)
    }

    @Test func `whatever happens, every delivery goes once and no lane has more under way than it may`() throws {
        try forAll { random in
            var lanes = Lanes()
            var (now, going, gone) = (start, [String](), Set<String>())
            for endpoint in 0..<5 { lanes.add(ids("e\(endpoint)", 20), for: .init("\(endpoint)"), by: .webhook) }
            for _ in 0..<3_000 {
                if let next = lanes.next(at: now) {
                    #expect(gone.insert(next.text).inserted)
                    going.append(next.text)
                    #expect(going.count { $0.prefix(2) == next.text.prefix(2) } <= 4)
                } else {
                    now = now.adding(seconds: 60)
                }
                if !going.isEmpty, Bool.random(using: &random) {
                    let done = going.remove(at: Int.random(in: 0..<going.count, using: &random))
                    lanes.finish(.init(done), [fine, down, slow, nil].randomElement(using: &random) ?? nil, at: now)
                }
            }
            #expect(gone.count == 100)
        }
    }
}
