import Gateways
import Operations
import Outbox
import Values

/// Carries messages out: looks for new ones, sends what is due, and writes down what became of it. Everything it knows
/// it can forget: what was not written down is sent again, under the same identifier.
package actor DeliveryWorker {
    private let desk: Desk
    private let routing: RoutingSettings
    private let loop: TransferLoop
    private let texts: any TextProvider
    /// From 0 to 999.
    private let chance: @Sendable () -> Int
    private let warn: @Sendable (String) -> Void
    private var lanes: Lanes
    private var waiter: CheckedContinuation<Void, Never>?
    private var hasNews = false

    /// Whether a delivery came to an end since the last look: another may take its place.
    private var hasFinished = false
    /// What was the matter with the last look, as it was told.
    private var trouble: String?
    /// Until when what is due need not be looked for.
    private var nextLook: Moment?

    /// Of deliveries taken from the store for one endpoint at once.
    private static let batch = 64
    private static let lookMilliseconds = 500
    /// How long it waits where there is nothing to do.
    private let pause: Duration

    package init(
        desk: Desk, routing: RoutingSettings, loop: TransferLoop, texts: any TextProvider,
        limits: Lanes.Limits = .init(), pause: Duration = .milliseconds(100), chance: @escaping @Sendable () -> Int,
        warn: @escaping @Sendable (String) -> Void
    ) {
        self.desk = desk
        self.routing = routing
        self.loop = loop
        self.texts = texts
        self.pause = pause
        self.chance = chance
        self.warn = warn
        lanes = Lanes(limits: limits)
    }

    /// Works until the task is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                do {
                    try await look()
                    trouble = nil
                } catch {
                    await endure(error)
                }
                while let delivery = lanes.next(at: desk.now) {
                    group.addTask { await self.send(delivery) }
                }
                await rest()
            }
            group.cancelAll()
        }
    }

    /// A trouble is told once, however long it lasts, and nothing is asked of the database for a while.
    private func endure(_ error: any Error) async {
        let words = "messages were not looked for: \(error)"
        if words != trouble { warn(words) }
        trouble = words
        do { try await Task.sleep(for: .seconds(2)) } catch { return }
    }

    /// New messages are looked for each time, for that costs next to nothing; what has become due, less often.
    private func look() async throws {
        let hasRouted = try await desk.routeMessages(routing) > 0
        let isNew = try await desk.gatherNotices(routing) > 0 || hasRouted
        guard isNew || hasFinished || nextLook.map({ desk.now >= $0 }) ?? true else { return }
        hasFinished = false
        nextLook = Moment(milliseconds: desk.now.milliseconds + DeliveryWorker.lookMilliseconds)
        try await desk.giveUpStranded(routing)
        let due = try await desk.dueDeliveries(most: DeliveryWorker.batch) { [lanes] endpoint, channel in
            lanes.wantsMore(for: endpoint, by: channel, most: DeliveryWorker.batch)
        }
        for (endpoint, channel, deliveries) in due { lanes.add(deliveries, for: endpoint, by: channel) }
    }

    /// Until something was finished, or it is time to look again.
    private func rest() async {
        if hasNews {
            hasNews = false
            return
        }
        let alarm = Task {
            do { try await Task.sleep(for: pause) } catch { return }
            self.ring()
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter = $0 }
        } onCancel: {
            Task { await self.ring() }
        }
        alarm.cancel()
        hasNews = false
    }

    private func ring() {
        hasNews = true
        waiter?.resume()
        waiter = nil
    }

    private func send(_ delivery: Delivery.ID) async {
        var outcome: AttemptOutcome?
        do {
            switch try await desk.pack(delivery, routing) {
            case .notWanted: break
            case .tooLate: await insist { try await self.desk.giveUp(delivery, self.routing) }
            case .overtaken: await insist { try await self.desk.settleOvertaken(delivery) }
            case .ready(let parcel): outcome = await loop.carryOut(parcel)
            case .text(let text): outcome = await texts.send(text, as: delivery)
            }
        } catch is CancellationError {
            // The server ends: nothing was tried.
        } catch {
            warn("delivery \(delivery) could not be written: \(error)")
            outcome = AttemptOutcome(.unmade, milliseconds: 0)
        }
        if let outcome {
            let thousandths = chance()
            await insist {
                try await self.desk.note(outcome, of: delivery, self.routing, thousandths: thousandths)
            }
        }
        lanes.finish(delivery, outcome, at: desk.now)
        hasFinished = true
        ring()
    }

    /// Tries until it is written down, however long a full disk takes: what is not written down would be sent again
    /// and again.
    private func insist(_ write: () async throws -> Void) async {
        var pause = Duration.seconds(1)
        while true {
            do {
                return try await write()
            } catch {
                warn("what became of a delivery was not noted: \(error)")
            }
            do { try await Task.sleep(for: pause) } catch { return }
            pause = min(pause * 2, .seconds(60))
        }
    }
}
