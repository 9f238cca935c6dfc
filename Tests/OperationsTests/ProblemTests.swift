import Ledger
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What holders report, what suppliers answer, what commissioners decide; with every penny.
@Suite("Problems") struct ProblemTests {
    @Test func `only the money in question waits: the rest is paid on time`() async throws {
        let scene = try await Scene()
        let part = try await scene.sessions(3, confirmed: 3)
        let problem = try await scene.report(part, .received)
        #expect(try await scene.money(part) == "160.00 0.00 160.00 80.00 - - 20000.00")
        try await scene.pay(part)
        #expect(try await scene.money(part) == "160.00 0.00 0.00 80.00 - - 19840.00")
        try await scene.perform(AnswerProblem(problem: problem, remedy: nil, words: "It was done well."), as: .petra)
        try await scene.decide(problem, .forSupplier)
        #expect(try await scene.money(part) == "160.00 0.00 80.00 0.00 - - 19840.00")
        try await scene.expectSound()
        try await scene.pay(part, reference: "BACS-2")
        #expect(try await scene.fresh(part).status == .paid)
        #expect(try await scene.money(part) == "160.00 0.00 0.00 0.00 - - 19760.00")
        try await scene.expectSound()
    }

    @Test func `before it is confirmed, giving back frees the money, and keeping it makes it owed`() async throws {
        let scene = try await Scene()
        let part = try await scene.sessions(3)
        let back = try await scene.report(part, .unconfirmed)
        let kept = try await scene.report(part, .unconfirmed)
        #expect(try await scene.money(part) == "160.00 240.00 - - - - 20000.00")
        await #expect(throws: OrderRefusal.unitsMissing(wanted: 2, there: 1)) {
            try await scene.perform(
                ConfirmDelivery(part: part.id, units: [part.lines[0].position: 2]), as: .ann)
        }
        try await scene.perform(AnswerProblem(problem: back, remedy: Remedy(.refund)), as: .petra)
        #expect(try await scene.money(part) == "240.00 160.00 - - - - 20000.00")
        try await scene.expectSound()
        try await scene.perform(WithdrawProblem(problem: kept), as: .ann)
        #expect(try await scene.money(part) == "240.00 80.00 80.00 - - - 20000.00")
        #expect(try await scene.problem(back).status == .closed)
        #expect(try await scene.problem(kept).status == .withdrawn)
        try await scene.expectSound()
    }

    @Test func `a part refund before payment is a credit note, after it a refund that has to come`() async throws {
        let scene = try await Scene()
        let part = try await scene.sessions(3, confirmed: 3)
        let credit = try await scene.report(part, .received)
        let remedy = Remedy(.partRefund, amount: Cast.pounds("30"))
        try await scene.perform(AnswerProblem(problem: credit, remedy: remedy), as: .petra)
        #expect(try await scene.money(part) == "190.00 0.00 210.00 0.00 - - 20000.00")
        try await scene.expectSound()
        try await scene.pay(part)
        let refund = try await scene.report(part, .paid)
        try await scene.perform(AnswerProblem(problem: refund, remedy: remedy), as: .petra)
        #expect(try await scene.money(part) == "190.00 0.00 0.00 0.00 30.00 30.00 19790.00")
        #expect(try await scene.problem(refund).status == .refunding)
        try await scene.expectSound()
        try await scene.refund(refund, "10", left: "30")
        #expect(await refusal { try await scene.refund(refund, "20", left: "30") } == "problem.more-than-left")
        try await scene.refund(refund, "20", left: "20")
        #expect(try await scene.money(part) == "220.00 0.00 0.00 0.00 0.00 0.00 19820.00")
        #expect(try await scene.problem(refund).status == .closed)
        try await scene.expectSound()
    }

    @Test func `goods go back first, and what came back short is disputed`() async throws {
        let scene = try await Scene()
        let part = try await scene.sessions(2, confirmed: 2, paid: true)
        let problem = try await scene.report(part, .paid, 2)
        let remedy = Remedy(.refund, needsReturn: true)
        try await scene.perform(AnswerProblem(problem: problem, remedy: remedy), as: .petra)
        #expect(try await scene.problem(problem).status == .agreed)
        #expect(await refusal {
            try await scene.perform(RecordReturn(problem: problem, reception: .short), as: .petra)
        } == "FieldProblems")
        try await scene.perform(RecordReturn(problem: problem, reception: .short, words: "One of two."), as: .petra)
        #expect(try await scene.problem(problem).status == .disputed)
        try await scene.perform(EscalateProblem(problem: problem, words: "I sent both."), as: .ann)
        try await scene.decide(problem, .forHolder)
        #expect(try await scene.problem(problem).left == Cast.pounds("160"))
        #expect(try await scene.fresh(part).tally(part.lines[0].position)?[.refunded] == 2)
        try await scene.expectSound()
    }

    @Test func `a replacement leaves the money where it is until it has come`() async throws {
        let scene = try await Scene()
        let part = try await scene.sessions(1)
        let problem = try await scene.report(part, .unconfirmed, kind: .notDelivered)
        try await scene.perform(
            AnswerProblem(problem: problem, remedy: Remedy(.replace), words: "We come on Friday."), as: .petra)
        #expect(try await scene.problem(problem).status == .replacing)
        #expect(try await scene.money(part) == "320.00 80.00 - - - - 20000.00")
        try await scene.perform(ConfirmReplacement(problem: problem), as: .ann)
        #expect(try await scene.problem(problem).status == .closed)
        #expect(try await scene.money(part) == "320.00 0.00 80.00 - - - 20000.00")
        try await scene.expectSound()
    }

    @Test func `a split gives each side its part`() async throws {
        let scene = try await Scene()
        let part = try await scene.sessions(1, confirmed: 1)
        let problem = try await scene.report(part, .received)
        try await scene.perform(AnswerProblem(problem: problem, remedy: nil, words: "No."), as: .petra)
        for amount in ["0", "80", "80.01"] {
            #expect(
                await refusal { try await scene.decide(problem, .split(Cast.pounds(amount))) }
                    == "problem.amount-not-part")
        }
        try await scene.decide(problem, .split(Cast.pounds("79.99")))
        #expect(try await scene.money(part) == "399.99 0.00 0.01 0.00 - - 20000.00")
        try await scene.expectSound()
    }

    @Test func `what a supplier does not answer goes to the commissioner, swept or not`() async throws {
        let scene = try await Scene()
        let part = try await scene.sessions(2, confirmed: 2)
        let swept = try await scene.report(part, .received)
        let unswept = try await scene.report(part, .received)
        scene.clock.advance(minutes: ProblemLimits.answerDays * 1_440 - 1)
        #expect(try await scene.desk.strikeProblemClock() == 0)
        scene.clock.advance(minutes: 1)
        #expect(await refusal {
            try await scene.perform(AnswerProblem(problem: unswept, remedy: nil, words: "No."), as: .petra)
        } == "problem.not-possible")
        #expect(try await scene.desk.strikeProblemClock() == 2)
        #expect(try await scene.problem(swept).status == .escalated)
        #expect(try await scene.messages().filter { $0.hasPrefix("problem-escalated") }.count == 6)
        // Giving in is possible until it is decided.
        try await scene.perform(AnswerProblem(problem: unswept, remedy: Remedy(.refund)), as: .petra)
        try await scene.decide(swept, .forSupplier)
        try await scene.expectSound()
    }

    @Test func `a refund that does not come is overdue after thirty days, and two people write it off`() async throws {
        let scene = try await Scene()
        let part = try await scene.sessions(1, confirmed: 1, paid: true)
        let problem = try await scene.report(part, .paid)
        try await scene.perform(AnswerProblem(problem: problem, remedy: Remedy(.refund)), as: .petra)
        let propose = ProposeWriteOff(problem: problem, reason: "The supplier is insolvent.")
        #expect(await refusal { try await scene.perform(propose, as: .bilal) } == "problem.not-possible")
        scene.clock.advance(days: ProblemLimits.refundDays)
        try await scene.perform(propose, as: .bilal)
        let writeOff = WriteOffRefund(problem: problem, left: Cast.pounds("80"))
        #expect(await refusal { try await scene.perform(writeOff, as: .bilal) } == "problem.two-people")
        try await scene.perform(writeOff, as: .joan)
        #expect(try await scene.problem(problem).status == .closed)
        #expect(try await scene.money(part) == "400.00 0.00 0.00 - 0.00 0.00 19920.00")
        #expect(try await scene.balance("write_off") == "80.00")
        try await scene.expectSound()
    }
}
