import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Goods that came with proof: what the holder is told, and what their silence means.
@Suite("Goods with proof") struct ProofTests {
    private static let day = 1_440

    /// One ramp and one rollator for Ann, accepted by Meadow Mobility.
    private static func accepted(_ scene: Scene) async throws -> SupplierOrder {
        let order = try await scene.sign(.ann, [("rollator", 2), ("ramp", 1)])
        let part = try await scene.part(of: order, "meadow")
        try await scene.answer(part, .accept)
        return part
    }

    private static func deliver(
        _ scene: Scene, _ part: SupplierOrder, _ units: [Int: Int] = [:], proof: String = "Taken in by M. Green"
    ) async throws {
        try await scene.perform(DeliverOrder(part: part.id, units: units, proof: proof), as: .milo)
    }

    private static func strike(_ scene: Scene, after minutes: Int = 0) async throws {
        scene.clock.advance(minutes: minutes)
        _ = try await scene.desk.strikeOrderClock()
    }

    private static func status(_ scene: Scene, _ part: SupplierOrder) async throws -> SupplierOrderStatus {
        try await scene.part(of: part.order, "meadow").status
    }

    private static func notices(_ scene: Scene) async throws -> Int {
        try await scene.messages().count { $0 == "receipt-notice → holder:h-ann" }
    }

    @Test func `seven days after two notices goods count as received, and not a minute before`() async throws {
        let scene = try await Scene()
        let part = try await Self.accepted(scene)
        try await Self.deliver(scene, part)
        #expect(try await Self.notices(scene) == 1)
        try await Self.strike(scene, after: OrderLimits.receiptNoticeDays * Self.day - 1)
        #expect(try await Self.notices(scene) == 1)
        try await Self.strike(scene, after: 1)
        #expect(try await Self.notices(scene) == 2)
        try await Self.strike(scene, after: OrderLimits.receiptDays * Self.day - 1)
        #expect(try await Self.status(scene, part) == .delivered)
        #expect(try await scene.balance("payable:meadow") == "-")
        try await Self.strike(scene, after: 1)
        #expect(try await Self.status(scene, part) == .received)
        #expect(try await scene.balance("payable:meadow") == "420.00")
        let event = try #require(try await scene.database.read { try $0.orders.events(of: part.order) }.last)
        #expect(event.event.what == .supplierOrder(.countReceived))
        #expect(event.event.by == nil && event.name == nil)
        #expect(try await scene.messages().contains("counted-received → holder:h-ann"))
        try await scene.pay(part)
        #expect(try await Self.status(scene, part) == .paid)
        try await scene.expectSound()
    }

    @Test func `the days count from the notice that was given, however late the clock strikes`() async throws {
        let scene = try await Scene()
        let part = try await Self.accepted(scene)
        try await Self.deliver(scene, part)
        try await Self.strike(scene, after: 60 * Self.day)
        #expect(try await (Self.notices(scene), Self.status(scene, part)) == (2, .delivered))
        try await Self.strike(scene, after: OrderLimits.receiptDays * Self.day - 1)
        #expect(try await Self.status(scene, part) == .delivered)
        try await Self.strike(scene, after: 1)
        #expect(try await Self.status(scene, part) == .received)
        try await scene.expectSound()
    }

    @Test func `without proof nothing is ever received by silence`() async throws {
        let scene = try await Scene()
        let part = try await Self.accepted(scene)
        try await Self.deliver(scene, part, proof: "")
        for _ in 0..<6 { try await Self.strike(scene, after: 30 * Self.day) }
        #expect(try await (Self.notices(scene), Self.status(scene, part)) == (0, .delivered))
    }

    @Test func `whether somebody came, only the holder says: help from people has no proof`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(part, .accept)
        let before = try await scene.fingerprint()
        let code = await refusal {
            try await scene.perform(DeliverOrder(part: part.id, proof: "She was there"), as: .petra)
        }
        #expect(code == "order.proof-of-no-goods")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `what was confirmed or is in question is taken from what has proof, the oldest first`() async throws {
        let scene = try await Scene()
        let part = try await Self.accepted(scene)
        try await Self.deliver(scene, part, [1: 1])
        try await Self.strike(scene, after: Self.day)
        try await Self.deliver(scene, part, [1: 1, 2: 1])
        try await scene.perform(ConfirmDelivery(part: part.id, units: [1: 1]), as: .ann)
        try await scene.perform(
            ReportProblem(
                part: part.id, position: 2, state: .unconfirmed, units: 1, kind: .damaged, wish: .refund,
                words: "It is bent."), as: .ann)
        let left = try await scene.database.read { try $0.provedDeliveries.open(of: part.id) }
        #expect(left.map { [$0.position, $0.units] } == [[1, 1]])
        try await Self.strike(scene, after: OrderLimits.receiptNoticeDays * Self.day)
        try await Self.strike(scene, after: OrderLimits.receiptDays * Self.day)
        let now = try await scene.part(of: part.order, "meadow")
        #expect((now.tally(1)?[.received], now.tally(2)?[.questioned]) == (2, 1))
        try await scene.expectSound()
    }

    enum Click: CaseIterable, Sendable {
        case confirm, report

        func happens(_ scene: Scene, _ part: SupplierOrder) async throws {
            switch self {
            case .confirm:
                try await scene.perform(ConfirmDelivery(part: part.id, version: part.version), as: .ann)
            case .report:
                try await scene.perform(
                    ReportProblem(
                        part: part.id, version: part.version, position: 1, state: .unconfirmed, units: 2,
                        kind: .damaged, wish: .refund, words: "They are bent."), as: .ann)
            }
        }
    }

    @Test(arguments: Click.allCases) func `click and clock cross: whoever comes second changes nothing of the first`(
        _ click: Click
    ) async throws {
        for clockFirst in [true, false] {
            let scene = try await Scene()
            let part = try await Self.accepted(scene)
            try await Self.deliver(scene, part)
            try await Self.strike(scene, after: OrderLimits.receiptNoticeDays * Self.day)
            let seen = try await scene.part(of: part.order, "meadow")
            scene.clock.advance(days: OrderLimits.receiptDays)
            if clockFirst {
                try await Self.strike(scene)
                let before = try await scene.fingerprint()
                let code = await refusal { try await click.happens(scene, seen) }
                let late = ["order.units-missing", "supplier-order.not-possible", "order.changed-meanwhile"]
                #expect(late.contains(code))
                #expect(try await scene.changes(since: before) == [])
                #expect(try await Self.status(scene, part) == .received)
            } else {
                try await click.happens(scene, seen)
                let before = try await scene.part(of: part.order, "meadow").tally(1)
                try await Self.strike(scene)
                #expect(try await scene.part(of: part.order, "meadow").tally(1) == before)
            }
            try await scene.expectSound()
        }
    }

    /// The notice made no new version, so a page from before it still counts.
    @Test func `a notice leaves the page that is open as it is`() async throws {
        let scene = try await Scene()
        let part = try await Self.accepted(scene)
        try await Self.deliver(scene, part)
        let seen = try await scene.part(of: part.order, "meadow")
        try await Self.strike(scene, after: OrderLimits.receiptNoticeDays * Self.day)
        try await Click.confirm.happens(scene, seen)
        #expect(try await Self.status(scene, part) == .received)
    }

    @Test func `while the commissioner looks into it silence says nothing, and afterwards it is asked again`()
        async throws
    {
        let scene = try await Scene()
        let part = try await Self.accepted(scene)
        try await Self.deliver(scene, part)
        try await Self.strike(scene, after: OrderLimits.receiptNoticeDays * Self.day)
        try await scene.perform(PutOnHold(part: part.id, version: nil, note: "A concern."), as: .bilal)
        try await Self.strike(scene, after: 30 * Self.day)
        #expect(try await Self.status(scene, part) == .onHold)
        try await scene.perform(
            ReviewOrder(part: part.id, version: nil, outcome: .goOn, note: "All is well."), as: .bilal)
        for _ in 0..<2 { try await Self.strike(scene) }
        #expect(try await (Self.notices(scene), Self.status(scene, part)) == (3, .delivered))
        try await Self.strike(scene, after: OrderLimits.receiptNoticeDays * Self.day)
        try await Self.strike(scene, after: OrderLimits.receiptDays * Self.day)
        #expect(try await (Self.notices(scene), Self.status(scene, part)) == (4, .received))
        try await scene.expectSound()
    }
}
