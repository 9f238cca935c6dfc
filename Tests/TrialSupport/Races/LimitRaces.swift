import Operations
import Orders
import Relational
import SceneSupport
import Storage
import TestSupport
import Values

/// Many at once against a limit that a number in the database sets.
extension RaceTrials {
    /// I13: one is left in stock, and everybody who has it in the basket signs at once.
    package static func lastUnit(crowd: Int) async throws -> Verdicts {
        var verdicts = Verdicts()
        let scene = try await Scene()
        let each = Cast.pounds("60")
        let people = try await scene.crowd(crowd, fundLeft: each.times(crowd))
        try await scene.stock("lights", 1)
        let codes = await atOnce(people) { number in await refusal { try await scene.signAsCrowd(number) } }
        let done = codes.count { $0 == "done" }
        // Whoever looked before it was gone is refused by the guard, whoever looked after that by the finding.
        let told = codes.count { $0 == "listing.out-of-stock" || $0.hasPrefix("order.") }
        verdicts.expect(done == 1, "\(done) signed for the last one")
        verdicts.expect(told == crowd - 1, "\(told) of \(crowd - 1) were told that it is gone: \(codes)")
        let orders = try await scene.rows("SELECT id FROM orders").count
        let holds = try await scene.rows("SELECT id FROM holds").count
        verdicts.expect(orders == 1 && holds == 1, "\(orders) orders and \(holds) holds for the last one")
        verdicts.expect(try await scene.stockLeft("lights") == 0, "it is still in stock")
        let taken = try await scene.rows("SELECT units FROM stock_movements WHERE units IS NOT NULL").count
        verdicts.expect(taken == 1, "\(taken) movements of stock for one unit")
        try await verdicts.add(books(scene))
        verdicts.note("\(crowd) sign at once for the last one in stock: \(done) done, \(told) told that it is gone")
        return verdicts
    }

    /// I9: a refund in ten parts, and twenty who record a part each at once. Who finds that less is left than they
    /// believed looks again and tries again, until nothing is left.
    package static func refundCap(clerks: Int, parts: Int) async throws -> Verdicts {
        var verdicts = Verdicts()
        let scene = try await Scene()
        let problem = try await scene.refundDue()
        let cap = try await scene.refund(of: problem).left
        let each = Money(pence: cap.pence / parts)
        verdicts.expect(each.times(parts) == cap, "\(cap) is not \(parts) equal parts")
        let answers = await atOnce(Array(0..<clerks)) { number in
            await scene.recordPart(each, of: problem, clerk: number, triesMaximum: clerks * 2)
        }
        let done = answers.count { $0.code == "done" }
        let told = answers.count { $0.code == "problem.more-than-left" || $0.code == "problem.not-possible" }
        verdicts.expect(done == parts, "\(done) refunds of \(each) against \(cap)")
        verdicts.expect(told == clerks - parts, "\(told) of \(clerks - parts) were told: \(answers)")
        let after = try await scene.refund(of: problem)
        verdicts.expect(after == (.zero, cap), "\(after.left) is left, \(after.back) came back of \(cap)")
        let entries = try await scene.rows("SELECT id FROM ledger_entries WHERE code = 'REFUND_IN'").count
        verdicts.expect(entries == parts, "\(entries) refunds are in the books")
        try await verdicts.add(books(scene))
        let again = answers.map(\.tries).reduce(0, +) - clerks
        verdicts.note(
            "\(clerks) record a refund of \(each) at once where \(cap) is due: \(done) done, \(told) told that no more "
                + "is due, \(again) times the sum that was believed was not the sum any more")
        return verdicts
    }
}

extension Scene {
    /// A session that was paid and that the supplier is to pay back.
    fileprivate func refundDue() async throws -> Problem.ID {
        let order = try await sign(.ann, [("neuro", 1)])
        let part = try await part(of: order, "trent")
        for step in [SupplierAnswer.accept, .deliver] { try await answer(part, step) }
        try await confirm(part)
        try await pay(part)
        let problem = try await perform(
            ReportProblem(
                part: part.id, position: part.lines[0].position, state: .paid, units: 1, kind: .poorQuality,
                wish: .refund, words: "Nobody came"), as: .ann)
        try await perform(
            AnswerProblem(
                problem: problem, remedy: Remedy(.refund, amount: nil, needsReturn: false), words: "We are sorry"),
            as: .petra)
        return problem
    }

    fileprivate func refund(of problem: Problem.ID) async throws -> (left: Money, back: Money) {
        guard let found = try await database.read({ try $0.problems.find(problem) }) else { throw NotFound() }
        return (found.left, found.refunded)
    }

    /// - Returns: how it ended, and after how many tries.
    fileprivate func recordPart(
        _ amount: Money, of problem: Problem.ID, clerk: Int, triesMaximum: Int
    ) async -> (code: String, tries: Int) {
        var code = "never tried"
        for number in 1...triesMaximum {
            code = await refusal {
                let left = try await refund(of: problem).left
                try await perform(
                    RecordRefund(
                        problem: problem, amount: min(amount, max(left, Money(pence: 1))), left: left,
                        reference: "IN-\(clerk)"), as: .bilal, key: "refund-\(clerk)-\(number)")
            }
            guard code == "problem.more-than-left" else { return (code, number) }
        }
        return (code, triesMaximum)
    }
}
