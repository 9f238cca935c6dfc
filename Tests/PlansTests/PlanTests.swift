import Catalogue
import Plans
import TestSupport
import Testing
import Values

@Suite("Plan") struct PlanTests {
    @Test func `a line stands closer to what it names itself than to what stands below a group it names`() {
        let both = Cast.line("l", "Both", covers: ["04", "04-02"])
        let answers = ["04-02", "04-01", "04", "02-01", "no-such"].map {
            both.closeness(to: Category.ID($0), in: Cast.categories)
        }
        #expect(answers == [0, 1, 0, nil, nil])
    }

    @Test func `the line for extras covers nothing by itself`() {
        let extras = Cast.line("l", "Extras", covers: ["04", "04-02"], kind: .extras)
        #expect(extras.closeness(to: "04-02", in: Cast.categories) == nil)
        #expect(Cast.plan().extras?.id == "l-extras")
        #expect(Cast.plan([Cast.physioLine]).extras == nil)
    }

    @Test func `a plan covers the items of its lines, and no group, while it runs`() {
        let covered = Cast.plan().coveredItems(on: Cast.today, in: Cast.categories)
        #expect(covered == ["02-01", "04-01", "04-02"])
    }

    @Test(arguments: [
        ("2026-04-05", 0), ("2026-04-06", 3), ("2027-04-05", 3), ("2027-04-06", 0),
    ])
    func `a plan covers something from its first day to its last`(day: String, items: Int) {
        #expect(Cast.plan().coveredItems(on: Cast.day(day), in: Cast.categories).count == items)
    }

    @Test(arguments: [("2026-06-30", 0), ("2026-07-01", 2), ("2026-09-30", 2), ("2026-10-01", 0)])
    func `a line that runs for one summer covers something in that summer only`(day: String, items: Int) {
        let summer = Cast.line("l", "Summer", covers: ["04"], span: Cast.span("2026-07-01", "2026-09-30"))
        #expect(Cast.plan([summer]).coveredItems(on: Cast.day(day), in: Cast.categories).count == items)
    }

    @Test func `a plan that is suspended or ended covers nothing`() {
        for status in [PlanStatus.suspended, .ended] {
            #expect(Cast.plan(status: status).coveredItems(on: Cast.today, in: Cast.categories) == [])
        }
    }

    @Test func `lines are found by their identifier`() {
        #expect(Cast.plan()[line: "l-care"]?.title == "Care at home")
        #expect(Cast.plan()[line: "l-nobody"] == nil)
    }

    @Test func `who manages the money decides who buys`() {
        #expect(Management.allCases.map { "\($0.rawValue): \($0.contractingPrincipal.rawValue)" } == [
            "notional: commissioner", "third-party: third-party", "direct-payment: holder", "managed-account: holder",
        ])
    }

    @Test func `what a period gave is the sum of where it is now`() {
        let budget = LineBudget(
            line: Cast.physioLine, period: Cast.year, available: Cast.pounds("1"), held: Cast.pounds("20"),
            committed: Cast.pounds("300"), owed: Cast.pounds("4000"), paid: Cast.pounds("50000"))
        #expect(budget.given == Cast.pounds("54321"))
        #expect(Budget(lines: [budget])[line: "l-physio"] == budget)
        #expect(Budget(lines: [budget])[line: "l-care"] == nil)
    }
}
