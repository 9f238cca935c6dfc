import Baskets
import Catalogue
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Orders by units: part answers, offered changes, part deliveries, cancelling with fees, holds and time. Whatever
/// comes in whatever order, the books derive again, and every seal holds.
@Suite("Random walks by units") struct OrderWalkTests {
    private static let scenes = 20
    private static let steps = 60

    @Test func `after any walk the books are sound and the seals hold`() async throws {
        var taken: [String: Int] = [:]
        for batch in 0..<Self.scenes {
            let seed = UInt64(batch)
            let scene = try await Scene()
            try await scene.run("UPDATE listings SET cancel_free_days = 3, cancel_fee_percent = 50")
            var random = SplitMix64(seed: seed)
            for _ in 0..<Self.steps {
                do {
                    taken[try await Self.step(scene, using: &random), default: 0] += 1
                } catch is any Refusal {
                    // Refusals are answers, too.
                    taken["refused", default: 0] += 1
                } catch is NotFound {
                }
            }
            #expect(try await scene.verification().differences == [], "seed \(seed)")
            #expect(try await scene.seals() == [], "seed \(seed)")
        }
        // A walk that never gets anywhere would prove nothing.
        for what in ["offer", "agree", "refuse", "accept", "deliver", "short", "ask", "fee", "confirm", "clock"] {
            #expect((taken[what] ?? 0) > 0, "\(what) was never taken: \(taken)")
        }
    }

    private static func step(_ scene: Scene, using random: inout SplitMix64) async throws -> String {
        switch Int.random(in: 0..<12, using: &random) {
        case 0...1:
            let things: [Listing.ID] = ["neuro", "rollator", "ramp", "visit"]
            let thing = things.randomElement(using: &random) ?? "neuro"
            try await scene.sign(.ann, [(thing, Int.random(in: 1...4, using: &random))])
            return "sign"
        case 2:
            scene.clock.advance(minutes: Int.random(in: 1...3_000, using: &random))
            _ = try await scene.desk.strikeOrderClock()
            return "clock"
        default: return try await move(scene, using: &random)
        }
    }

    private static let over = SupplierOrderStatus.allCases.filter(\.isOver).map(\.rawValue)

    private static func move(_ scene: Scene, using random: inout SplitMix64) async throws -> String {
        let rows = try await scene.rows(
            "SELECT id FROM supplier_orders WHERE status NOT IN (\(list: over)) ORDER BY id")
        guard let row = rows.randomElement(using: &random) else { return "nothing" }
        let id = SupplierOrder.ID(try row.text("id"))
        guard let part = try await scene.database.read({ try $0.supplierOrders.find(id) }) else { return "nothing" }
        switch part.status {
        case .sent, .changeOffered: return try await answer(scene, part, using: &random)
        case .accepted, .partDelivered, .cancelAsked: return try await deliver(scene, part, using: &random)
        case .delivered: return try await confirm(scene, part, using: &random)
        case .onHold:
            try await scene.perform(
                ReviewOrder(part: id, version: part.version, outcome: .goOn, note: "Go on."), as: .bilal)
            return "review"
        default:
            try await scene.pay(part)
            return "pay"
        }
    }

    private static func answer(
        _ scene: Scene, _ part: SupplierOrder, using random: inout SplitMix64
    ) async throws -> String {
        switch (part.status, Int.random(in: 0..<5, using: &random)) {
        case (.changeOffered, 0):
            try await scene.refuse(part)
            return "refuse"
        case (.changeOffered, _):
            try await scene.agree(part)
            return "agree"
        case (_, 0...2):
            let price = String(Int.random(in: 20...110, using: &random))
            try await scene.offer(part, price: price, quantity: Int.random(in: 1...4, using: &random))
            return "offer"
        default:
            try await scene.perform(
                AcceptOrder(part: part.id, units: units(part, .open, using: &random), note: "So many."),
                as: .staff(of: part.supplier.text))
            return "accept"
        }
    }

    private static func deliver(
        _ scene: Scene, _ part: SupplierOrder, using random: inout SplitMix64
    ) async throws -> String {
        let (id, staff) = (part.id, Player.staff(of: part.supplier.text))
        let some = units(part, .toCome, using: &random)
        switch (part.status, Int.random(in: 0..<5, using: &random)) {
        case (.cancelAsked, let dice):
            let fee = Money(pence: Int.random(in: 0...2_000, using: &random))
            try await scene.perform(
                AnswerCancellation(
                    part: id, version: part.version, answer: dice > 0 ? .agree : .refuse, fee: fee, note: "So."),
                as: staff)
            return dice > 0 ? "fee" : "keep"
        case (_, 0):
            try await scene.perform(AskToCancel(part: id, version: part.version, units: some, note: ""), as: .ann)
            return "ask"
        case (_, 1):
            try await scene.perform(CloseShort(part: id, version: part.version, units: some, note: "No."), as: staff)
            return "short"
        case (.partDelivered, 2): return try await confirm(scene, part, using: &random)
        default:
            try await scene.perform(DeliverOrder(part: id, units: some), as: staff)
            return "deliver"
        }
    }

    private static func confirm(
        _ scene: Scene, _ part: SupplierOrder, using random: inout SplitMix64
    ) async throws -> String {
        try await scene.perform(
            ConfirmDelivery(part: part.id, units: units(part, .unconfirmed, using: &random)), as: .ann)
        return "confirm"
    }

    /// Some of what there is of each line; of one line at least one.
    private static func units(
        _ part: SupplierOrder, _ state: UnitState, using random: inout SplitMix64
    ) -> [Int: Int] {
        var units: [Int: Int] = [:]
        for tally in part.tallies where tally[state] > 0 {
            units[tally.position] = Int.random(in: units.isEmpty ? 1...tally[state] : 0...tally[state], using: &random)
        }
        return units
    }
}
