import Plans
import TestSupport
import Testing
import Values

/// The figures are those of the reference (domain, B6).
@Suite("Worked budgets") struct WorkedBudgetsTests {
    private func total(_ plan: Plan, _ ids: PlanLine.ID...) -> Money {
        ids.map { plan[line: $0]?.allocation.total ?? .zero }.total
    }

    @Test func `the adult's lines add up to the table, step by step`() {
        let plan = WorkedBudgets.adult
        #expect(total(plan, "a-days", "a-nights") == Cast.pounds("91858.00"))
        #expect(total(plan, "a-holidays") == Cast.pounds("11087.26"))
        #expect(total(plan, "a-days", "a-nights", "a-holidays") == Cast.pounds("102945.26"))
        #expect(total(plan, "a-employer") == Cast.pounds("1191.79") + Cast.pounds("2152.36"))
        #expect(total(plan, "a-payroll", "a-insurance", "a-training") == Cast.pounds("2650.00"))
        #expect(total(plan, "a-start") == Cast.pounds("1587.50"))
    }

    @Test func `the adult's year is £108,939.41, besides what starts it and what is kept for emergencies`() {
        let plan = WorkedBudgets.adult
        let regular = plan.lines.filter { $0.kind == .agreed && $0.allocation.every != .once }
        let year = regular.map(\.allocation.total).total
        #expect(year == Cast.pounds("108939.41"))
        #expect(year.fraction(1, of: 52) == Cast.pounds("2094.99"))
        #expect(year.fraction(4, of: 52) == Cast.pounds("8379.95"))
        let emergency = plan.lines.filter { $0.kind == .contingency }
        #expect(emergency.map(\.allocation.total) == [Cast.pounds("2094.99")])
        let budget = plan.budgets.first
        #expect(plan.given(by: PlanBudget.first) == budget?.agreed)
        #expect(budget?.agreed == year + Cast.pounds("1587.50") + Cast.pounds("2094.99"))
    }

    @Test func `the child's year is £92,995.76`() {
        let plan = WorkedBudgets.child
        #expect(total(plan, "c-nights", "c-days") == Cast.pounds("85475.00"))
        #expect(total(plan, "c-holidays") == Cast.pounds("7520.76"))
        let year = plan.given(by: PlanBudget.first)
        #expect(year == Cast.pounds("92995.76"))
        #expect(year == plan.budgets.first?.agreed)
        #expect(year.fraction(1, of: 52) == Cast.pounds("1788.38"))
        #expect(year.fraction(4, of: 52) == Cast.pounds("7153.52"))
    }

    @Test func `each week gives what the tables say for a week`() throws {
        let adult = WorkedBudgets.adult.lines.filter { $0.allocation.every == .week }
        #expect(adult.map(\.allocation.amount).total == Cast.pounds("1766.50"))
        let child = WorkedBudgets.child.lines.filter { $0.allocation.every == .week }
        #expect(child.map(\.allocation.amount).total == Cast.pounds("1643.75"))
        for line in adult + child { #expect(line.allocation.periods.count == 52) }
    }

    @Test func `both plans could be proposed as they are`() {
        for plan in [WorkedBudgets.adult, WorkedBudgets.child] {
            #expect(PlanCheck.problems(of: plan, in: WorkedBudgets.categories).problems == [])
            #expect(PlanCheck.vanished(in: plan, WorkedBudgets.categories).isEmpty)
            #expect(plan.agreedOn == Cast.day("2026-03-20"))
        }
    }
}
