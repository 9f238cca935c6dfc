import Identity
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Whatever people do about deliveries, payments and problems, in whatever order: the books stay sound, and everything
/// can come to an end.
@Suite("Random walks over problems") struct ProblemWalkTests {
    @Test(arguments: 0..<24) func `after every step of any walk the books are sound, and at the end all can be settled`(
        seed: Int
    ) async throws {
        let scene = try await Scene()
        var random = SplitMix64(seed: UInt64(seed))
        var parts = [try await scene.sessions(3), try await scene.sessions(2)]
        if Bool.random(using: &random) {
            let order = try await scene.sign(.ann, [("rollator", 2)])
            let part = try await scene.part(of: order, "meadow")
            try await scene.answer(part, .accept)
            try await scene.answer(part, .deliver)
            parts.append(part)
        }
        for step in 0..<40 {
            do {
                try await Self.step(scene, parts, using: &random)
            } catch is any Refusal {
                // Refusals are answers, too.
            } catch is NotFound {
            }
            let verification = try await scene.verification()
            #expect(verification.differences == [], "seed \(seed), step \(step)")
            if !verification.isSound { return }
        }
        try await Self.settleAll(scene, parts)
        try await scene.expectSound()
        for part in parts {
            let now = try await scene.fresh(part)
            #expect([.paid, .cancelled].contains(now.status), "seed \(seed): \(now.status)")
            #expect(["-", "0.00"].contains(try await scene.balance("disputed:\(part.id)")), "seed \(seed)")
        }
    }

    private static func step(_ scene: Scene, _ parts: [SupplierOrder], using random: inout SplitMix64) async throws {
        let part = try await scene.fresh(try #require(parts.randomElement(using: &random)))
        let staff = Player.staff(of: part.supplier.text)
        let position = part.lines[0].position
        let problems = try await scene.database.read { try $0.problems.list(of: part.id) }
        let units = Int.random(in: 1...2, using: &random)
        switch Int.random(in: 0..<12, using: &random) {
        case 0...1: try await scene.perform(ConfirmDelivery(part: part.id, units: [position: units]), as: .ann)
        case 2...3: try await pay(scene, part, using: &random)
        case 4...5:
            let states: [UnitState] = [.unconfirmed, .received, .paid]
            _ = try await scene.report(part, states.randomElement(using: &random) ?? .paid, units)
        case 6:
            let payments = try await scene.database.read { try $0.payments.recent(of: "TAD", most: 20) }
            guard let payment = payments.randomElement(using: &random) else { return }
            try await scene.perform(ReturnPayment(payment: payment.payment.id, words: ""), as: .bilal)
        case 7: scene.clock.advance(days: Int.random(in: 1...12, using: &random))
        case 8: try await scene.desk.strikeProblemClock()
        default:
            guard let problem = problems.randomElement(using: &random) else { return }
            try await act(scene, on: problem, staff, using: &random)
        }
    }

    private static func pay(_ scene: Scene, _ part: SupplierOrder, using random: inout SplitMix64) async throws {
        let queue = try await scene.database.read { try $0.supplierOrders.payments(due: "TAD") }
        guard let item = queue.items.first(where: { $0.id == part.id }) else { return }
        let kept = queue.refunds(for: item).prefix(1).map { refund in
            KeptBack(problem: refund.problem, amount: min(refund.left, item.owed), left: refund.left)
        }
        let keeps = Bool.random(using: &random)
        try await scene.perform(
            RecordPayment(part: part.id, reference: "B", owed: item.owed, keptBack: keeps ? kept : []), as: .bilal)
    }

    private static func act(
        _ scene: Scene, on problem: Problem, _ staff: Player, using random: inout SplitMix64
    ) async throws {
        let amount = Money(pence: Int.random(in: 1...9_000, using: &random))
        let remedies = [
            Remedy(.replace), Remedy(.replace, needsReturn: true), Remedy(.refund), Remedy(.refund, needsReturn: true),
            Remedy(.partRefund, amount: amount), nil,
        ]
        let id = problem.id
        switch Int.random(in: 0..<12, using: &random) {
        case 0...2:
            let remedy = remedies.randomElement(using: &random) ?? nil
            try await scene.perform(AnswerProblem(problem: id, remedy: remedy, words: "So."), as: staff)
        case 3:
            let reception = Reception.allCases.randomElement(using: &random) ?? .received
            try await scene.perform(RecordReturn(problem: id, reception: reception, words: "So."), as: staff)
        case 4: try await scene.perform(ConfirmReplacement(problem: id), as: .ann)
        case 5: try await scene.perform(EscalateProblem(problem: id), as: .ann)
        case 6: try await scene.perform(WithdrawProblem(problem: id), as: .ann)
        case 7:
            let rulings: [ProblemRuling] = [.forHolder, .forSupplier, .split(amount)]
            try await scene.decide(id, rulings.randomElement(using: &random) ?? .forSupplier)
        case 8: try await scene.perform(AllowKeepingBack(problem: id), as: staff)
        case 9: try await scene.perform(ProposeWriteOff(problem: id, reason: "Gone."), as: .bilal)
        case 10: try await scene.perform(WriteOffRefund(problem: id, left: problem.left), as: .joan)
        default:
            let part = min(amount, problem.left)
            try await scene.perform(
                RecordRefund(problem: id, amount: part, left: problem.left, reference: "IN"), as: .bilal)
        }
    }

    /// Everybody does what is left to do.
    private static func settleAll(_ scene: Scene, _ parts: [SupplierOrder]) async throws {
        scene.clock.advance(days: 40)
        try await scene.desk.strikeProblemClock()
        for part in parts {
            for problem in try await scene.database.read({ try $0.problems.list(of: part.id) }) {
                if problem.status == .escalated { try await scene.decide(problem.id, .forSupplier) }
                if problem.left.isPositive {
                    try await scene.refund(problem.id, problem.left.decimal, left: problem.left.decimal)
                }
            }
            if try await scene.fresh(part).count(.unconfirmed) > 0 { try await scene.confirm(part) }
            let owed = try await scene.database.read { try $0.supplierOrders.payments(due: "TAD") }
            if owed.items.contains(where: { $0.id == part.id }) { try await scene.pay(part, reference: "LAST") }
        }
    }
}
