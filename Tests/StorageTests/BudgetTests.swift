import Ledger
import Operations
import Plans
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Where the money stands, read from the ledger and from dates.
@Suite("Budget") struct BudgetTests {
    /// `l-care 2026-10-05…2026-10-11 available 120.00 held 0.00 committed 0.00 owed 0.00 paid 0.00`.
    private func budget(_ scene: Scene, on day: String? = nil) async throws -> [String] {
        let day = day.map(Cast.day) ?? scene.clock.now.day
        let budget = try await scene.database.read { try $0.budgets.budget(of: World.annPlan, on: day) }
        return budget.lines.map { line in
            let sums = [line.available, line.held, line.committed, line.owed, line.paid].map(\.decimal)
            let names = ["available", "held", "committed", "owed", "paid"]
            let words = zip(names, sums).map { "\($0) \($1)" }.joined(separator: " ")
            return "\(line.line.id) \(line.period.first)…\(line.period.last) \(words)"
        }
    }

    private let zeroes = "held 0.00 committed 0.00 owed 0.00 paid 0.00"

    @Test func `periods that nobody has touched give what their dates say`() async throws {
        let scene = try await Scene()
        #expect(
            try await budget(scene) == [
                "l-care 2026-10-05…2026-10-11 available 120.00 \(zeroes)",
                "l-physio 2026-10-06…2027-01-05 available 400.00 \(zeroes)",
                "l-mobility 2026-04-06…2027-04-05 available 600.00 \(zeroes)",
                "l-ramp 2026-04-06…2027-04-05 available 250.00 \(zeroes)",
                "l-extras 2026-04-06…2027-04-05 available 0.00 \(zeroes)",
            ])
        // The last week of the plan has one day.
        #expect(
            try await budget(scene, on: "2027-04-05").first
                == "l-care 2027-04-05…2027-04-05 available 17.14 \(zeroes)")
        #expect(try await budget(scene, on: "2027-04-06") == [])
        #expect(try await budget(scene, on: "2026-04-05") == [])
    }

    @Test func `money moves from available to paid, and the next period is fresh`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("visit", 3)])
        let part = try await scene.part(of: order, "careful")
        let week = "l-care 2026-10-05…2026-10-11"
        var seen = [try await budget(scene)[0]]
        try await scene.answer(part, .accept)
        seen.append(try await budget(scene)[0])
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        seen.append(try await budget(scene)[0])
        try await scene.pay(part)
        seen.append(try await budget(scene)[0])
        #expect(
            seen == [
                "\(week) available 30.00 held 90.00 committed 0.00 owed 0.00 paid 0.00",
                "\(week) available 30.00 held 0.00 committed 90.00 owed 0.00 paid 0.00",
                "\(week) available 30.00 held 0.00 committed 0.00 owed 90.00 paid 0.00",
                "\(week) available 30.00 held 0.00 committed 0.00 owed 0.00 paid 90.00",
            ])
        #expect(
            try await budget(scene, on: "2026-10-12")[0] == "l-care 2026-10-12…2026-10-18 available 120.00 \(zeroes)")
        try await scene.expectSound()
    }

    @Test func `what was spent before the books were opened counts as paid`() async throws {
        let scene = try await Scene()
        let line = World.line("l-new", "Care", ["02-01"], "50", .week, outcome: "o")
        let plan = World.plan("plan-new", of: "h-zara", outcome: "o", [line], status: .suspended)
        let now = scene.clock.now
        try await scene.database.write { tx in
            try AgreePlan.agree(
                plan, commissioner: "SYB", spent: ["l-new": Cast.pounds("35")], source: nil, in: tx,
                as: Recording(actor: "import", now: now, identifiers: SceneIdentifiers(from: 9_000).identifiers))
            let budget = try #require(try tx.budgets.budget(of: plan, on: now.day)[line: "l-new"])
            #expect(budget.available == Cast.pounds("15"))
            #expect(budget.paid == Cast.pounds("35"))
            #expect(budget.given == Cast.pounds("50"))
        }
        try await scene.expectSound()
    }

    @Test func `granted extras are seen on the line for extras`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("lights", 1)])
        let part = try await scene.part(of: order, "meadow", .asked)
        let period = "l-extras 2026-04-06…2027-04-05"
        #expect(try await budget(scene)[4] == "\(period) available 0.00 \(zeroes)")
        try await scene.decide(part, .approve)
        #expect(try await budget(scene)[4] == "\(period) available 0.00 held 60.00 committed 0.00 owed 0.00 paid 0.00")
        try await scene.answer(part, .decline, note: "Sold out")
        #expect(try await budget(scene)[4] == "\(period) available 60.00 \(zeroes)")
    }

    @Test func `the sums of a line make up what its period gave, whatever happens`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("visit", 2), ("neuro", 1), ("ramp", 1)])
        try await scene.answer(try await scene.part(of: order, "careful"), .accept)
        try await scene.answer(try await scene.part(of: order, "trent"), .decline, note: "Fully booked")
        try await scene.sign(.ann, [("visit", 1)])
        let day = scene.clock.now.day
        let lines = try await scene.database.read { try $0.budgets.budget(of: World.annPlan, on: day).lines }
        for line in lines { #expect(line.given == line.line.allocation.amount(for: line.period), "\(line.line.id)") }
    }

    @Test func `the statement tells every movement, newest first`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 2)])
        let part = try await scene.part(of: order, "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        try await scene.pay(part)
        let statement = try await scene.database.read { try $0.budgets.statement(of: World.annPlan, most: 100) }
        #expect(statement.count == (try await scene.database.read { try $0.budgets.statementCount(of: World.annPlan) }))
        let told = statement.prefix(5).map { "\($0.code.rawValue) \($0.planLine) \($0.amount.decimal)" }
        #expect(
            told == [
                "PAY_OK Therapy 160.00", "MATCH Therapy 160.00", "COMMIT Therapy 160.00", "HOLD Therapy 160.00",
                "OPEN Therapy 400.00",
            ])
        let first = try #require(statement.first)
        #expect(first.orderNumber == (try await scene.order(order).number))
        #expect(first.supplier == "Trent Neuro Physio")
        #expect(first.on == Cast.today)
        #expect(statement.last?.code == .allocate)
        let zara = try await scene.database.read { try $0.budgets.statement(of: World.zaraPlan, most: 100) }
        #expect(zara.map(\.code) == [.allocate])
    }
}
