import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// An order comes to its end although nobody has anything to pay for it.
@Suite("Orders with nothing to pay") struct OrderClosingTests {
    @Test func `what costs nothing is finished when it is confirmed, and can still be reported`() async throws {
        let scene = try await Scene()
        try await scene.run("UPDATE listings SET price_pence = 0 WHERE id = 'neuro'")
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.perform(ConfirmDelivery(part: part.id, units: [1: 1]), as: .ann)
        #expect(try await scene.part(of: part.order, "trent").status == .delivered)
        try await scene.perform(ConfirmDelivery(part: part.id), as: .ann)
        #expect(try await scene.part(of: part.order, "trent").status == .paid)
        #expect(try await scene.order(part.order).standing.stage == .closed)
        let event = try #require(try await scene.database.read { try $0.orders.events(of: part.order) }.last?.event)
        #expect((event.what, event.by) == (.supplierOrder(.close), nil))
        try await scene.expectSound()
        let problem = try await scene.perform(
            ReportProblem(
                part: part.id, position: 1, state: .paid, units: 1, kind: .poorQuality, wish: .replace,
                words: "It was too short."), as: .ann)
        #expect(try await scene.order(part.order).standing.stage == .placed)
        try await scene.perform(WithdrawProblem(problem: problem), as: .ann)
        #expect(try await scene.order(part.order).standing.stage == .closed)
        try await scene.expectSound()
    }

    @Test func `where something is owed, it waits to be paid`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        #expect(try await scene.part(of: part.order, "trent").status == .received)
        try await scene.pay(part)
        #expect(try await scene.part(of: part.order, "trent").status == .paid)
    }

    /// A session of £80: £50 off, then again what was left.
    @Test func `what was taken off twice is never more than it cost`() async throws {
        let above = "problem.amount-not-part"
        for (second, code) in [("29.99", "done"), ("30", above), ("30.01", above)] {
            let scene = try await Scene()
            let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
            try await scene.answer(part, .accept)
            try await scene.answer(part, .deliver)
            try await scene.confirm(part)
            var codes: [String] = []
            for amount in ["50", second] {
                let problem = try await scene.perform(
                    ReportProblem(
                        part: part.id, position: 1, state: .received, units: 1, kind: .poorQuality, wish: .refund,
                        words: "It was too short."), as: .ann)
                codes.append(
                    await refusal {
                        try await scene.perform(
                            AnswerProblem(
                                problem: problem, remedy: Remedy(.partRefund, amount: Cast.pounds(amount)),
                                words: "Sorry."), as: .petra)
                    })
            }
            #expect(codes == ["done", code], "\(second)")
            try await scene.expectSound()
        }
    }
}
