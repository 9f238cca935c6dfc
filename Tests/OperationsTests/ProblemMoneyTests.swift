import Identity
import Ledger
import Operations
import Orders
import Plans
import SceneSupport
import Storage
import Synchronization
import Testing
import TestSupport
import Values

/// Refunds kept back, payments returned, races for one cap, and who may do what.
@Suite("Refunds and payments") struct ProblemMoneyTests {
    /// A refund of £80 that Trent has to pay back.
    private func refunding(_ scene: Scene) async throws -> (SupplierOrder, Problem.ID) {
        let part = try await scene.sessions(2, confirmed: 2, paid: true)
        let problem = try await scene.report(part, .paid)
        try await scene.perform(AnswerProblem(problem: problem, remedy: Remedy(.refund)), as: .petra)
        return (part, problem)
    }

    @Test func `a refund is kept back from the next payment, with the supplier’s consent and never more than that`()
        async throws
    {
        let scene = try await Scene()
        let (part, problem) = try await refunding(scene)
        let next = try await scene.sessions(1, confirmed: 1)
        func pay(_ amount: String, left: String) -> RecordPayment {
            RecordPayment(
                part: next.id, reference: "BACS-2", owed: Cast.pounds("80"),
                keptBack: [KeptBack(problem: problem, amount: Cast.pounds(amount), left: Cast.pounds(left))])
        }
        #expect(await refusal { try await scene.perform(pay("80", left: "80"), as: .bilal) } == "problem.consent-given")
        try await scene.perform(AllowKeepingBack(problem: problem), as: .petra)
        #expect(
            await refusal { try await scene.perform(pay("80.01", left: "80"), as: .bilal) }
                == "payment.kept-back-too-much")
        #expect(
            await refusal { try await scene.perform(pay("80", left: "79"), as: .bilal) } == "problem.more-than-left")
        try await scene.perform(pay("50", left: "80"), as: .bilal)
        // £160 and £80 were booked as paid; the bank carried £190 of it.
        #expect(try await scene.money(part) == "210.00 0.00 0.00 - 30.00 30.00 19810.00")
        try await scene.expectSound()
        try await scene.refund(problem, "30", left: "30")
        #expect(try await scene.problem(problem).status == .closed)
        try await scene.expectSound()
    }

    @Test func `of twenty refunds at once against one cap, as many come through as it has room for`() async throws {
        let scene = try await Scene()
        let (part, problem) = try await refunding(scene)
        let bilal = try await scene.principal(.bilal)
        // Each believes what was left when they looked: one wins, and the others have to look again.
        let outcomes = await withTaskGroup(of: String.self, returning: [String].self) { group in
            for number in 0..<20 {
                group.addTask {
                    await refusal {
                        _ = try await scene.desk.perform(
                            RecordRefund(
                                problem: problem, amount: Cast.pounds("30"), left: Cast.pounds("80"),
                                reference: "IN-\(number)"), as: bilal, key: "race-\(number)")
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == "done" } == 1)
        #expect(outcomes.count { $0 == "problem.more-than-left" } == 19)
        #expect(try await scene.problem(problem).left == Cast.pounds("50"))
        // Seven times £7 and once £1.
        #expect(await refundersWhoLookAgain(scene, problem) == 8)
        #expect(try await scene.problem(problem).left == .zero)
        #expect(try await scene.balance("supplier_receivable:trent") == "0.00")
        #expect(try await scene.fresh(part).status == .paid)
        try await scene.expectSound()
    }

    /// Twenty who look each time at what is left get through until nothing is, and never further.
    /// - Returns: how many refunds were recorded.
    private func refundersWhoLookAgain(_ scene: Scene, _ problem: Problem.ID) async -> Int {
        await withTaskGroup(of: Int.self, returning: Int.self) { group in
            for number in 0..<20 {
                group.addTask {
                    var done = 0
                    for attempt in 0..<40 {
                        let outcome = await refusal {
                            let left = try await scene.problem(problem).left
                            let bilal = try await scene.principal(.bilal)
                            _ = try await scene.desk.perform(
                                RecordRefund(
                                    problem: problem, amount: min(left, Cast.pounds("7")), left: left,
                                    reference: "IN"), as: bilal, key: "again-\(number)-\(attempt)")
                        }
                        if outcome == "done" { done += 1 }
                    }
                    return done
                }
            }
            return await group.reduce(0, +)
        }
    }

    @Test func `a returned payment takes back its own money and no other, and what is in question is set aside`()
        async throws
    {
        let scene = try await Scene()
        let part = try await scene.sessions(3, confirmed: 1, paid: true)
        try await scene.perform(ConfirmDelivery(part: part.id), as: .ann)
        try await scene.pay(part, reference: "BACS-2")
        #expect(try await scene.money(part) == "160.00 0.00 0.00 - - - 19760.00")
        let problem = try await scene.report(part, .paid, 2)
        let payments = try await scene.database.read { snapshot in
            try snapshot.payments.recent(of: "TAD", most: 10).map(\.payment)
        }
        #expect(payments.map(\.reference) == ["BACS-2", "BACS-1"])
        try await scene.perform(ReturnPayment(payment: payments[1].id, words: "No such account"), as: .bilal)
        #expect(try await scene.money(part) == "160.00 0.00 80.00 - - - 19840.00")
        #expect(try await scene.problem(problem).place == .contested)
        try await scene.expectSound()
        try await scene.perform(ReturnPayment(payment: payments[0].id, words: ""), as: .bilal)
        #expect(try await scene.problem(problem).place == .disputed)
        #expect(try await scene.money(part) == "160.00 0.00 80.00 160.00 - - 20000.00")
        try await scene.expectSound()
        #expect(await refusal {
            try await scene.perform(ReturnPayment(payment: payments[0].id, words: ""), as: .bilal)
        } == "payment.returned-before")
        try await scene.perform(AnswerProblem(problem: problem, remedy: Remedy(.refund)), as: .petra)
        try await scene.pay(part, reference: "BACS-3")
        #expect(try await scene.money(part) == "320.00 0.00 0.00 0.00 - - 19920.00")
        #expect(try await scene.fresh(part).status == .paid)
        try await scene.expectSound()
    }

    @Test func `what the supplier is paying back of a payment is settled before the bank’s return`() async throws {
        let scene = try await Scene()
        let (part, problem) = try await refunding(scene)
        let payment = try #require(
            try await scene.database.read { try $0.payments.recent(of: "TAD", most: 1).first?.payment.id })
        let back = ReturnPayment(payment: payment, words: "")
        #expect(await refusal { try await scene.perform(back, as: .bilal) } == "payment.refund-under-way")
        try await scene.refund(problem, "80", left: "80")
        try await scene.perform(back, as: .bilal)
        #expect(try await scene.money(part) == "320.00 0.00 80.00 - 0.00 0.00 20000.00")
        try await scene.expectSound()
    }

    @Test func `money for a line that is closed, or a period that lapsed, is the commissioner’s, and says so`()
        async throws
    {
        let scene = try await Scene()
        let (part, problem) = try await refunding(scene)
        scene.clock.advance(days: 100)
        try await scene.refund(problem, "80", left: "80")
        #expect(try await scene.balance("returned") == "80.00")
        #expect(try await scene.money(part) == "240.00 0.00 0.00 - 0.00 0.00 19920.00")
        let given = try await scene.database.read { try $0.problems.givenUp(of: part.id) }
        #expect(given == Cast.pounds("80"))
        try await scene.expectSound()
    }

    @Test func `whoever is not concerned does not find it, and a stale page is refused`() async throws {
        let scene = try await Scene()
        let part = try await scene.sessions(2, confirmed: 2)
        let problem = try await scene.report(part, .received)
        let before = try await scene.fingerprint()
        for who in [Player.zara, .dana] {
            await #expect(throws: NotFound.self) {
                try await scene.perform(WithdrawProblem(problem: problem), as: who)
            }
        }
        await #expect(throws: NotFound.self) {
            try await scene.perform(AnswerProblem(problem: problem, remedy: Remedy(.refund)), as: .carol)
        }
        await #expect(throws: NotFound.self) { try await scene.decide(problem, .forHolder, as: .quinn) }
        await #expect(throws: NotFound.self) {
            try await scene.perform(AddStatement(problem: problem, text: "Hm"), as: .milo)
        }
        #expect(
            await refusal {
                try await scene.perform(
                    AnswerProblem(problem: problem, version: 7, remedy: Remedy(.refund)), as: .petra)
            } == "order.changed-meanwhile")
        #expect(
            await refusal { try await scene.perform(RecordPayment(
                part: part.id, reference: "B", owed: Cast.pounds("160")), as: .bilal) } == "payment.owed-changed")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `the supplier reads what was written to it, and nothing else`() async throws {
        let scene = try await Scene()
        let part = try await scene.sessions(1, confirmed: 1)
        let problem = try await scene.report(
            part, .received, words: "It hurt.", privateWords: "My diagnosis is private.")
        try await scene.perform(AddStatement(problem: problem, text: "For all."), as: .bilal)
        try await scene.perform(AddStatement(problem: problem, text: "Inside.", isForSupplier: false), as: .bilal)
        let read = try await scene.database.read { snapshot in
            try ProblemSide.allCases.map { side in
                try snapshot.problems.view(problem, for: side)?.statements.map { "\($0.name): \($0.text)" } ?? []
            }
        }
        let all = [
            "Ann Marsh: It hurt.", "Ann Marsh: My diagnosis is private.", "Bilal Rahman: For all.",
            "Bilal Rahman: Inside.",
        ]
        // In the order of the sides: holder, supplier, commissioner.
        #expect(read == [all, ["Ann: It hurt.", "Trent and Dove ICB: For all."], all])
    }
}
