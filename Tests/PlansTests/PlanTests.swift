import Catalogue
import Plans
import TestSupport
import Testing
import Values

@Suite("Plan") struct PlanTests {
    private let walking = Cast.day("2026-10-06")

    private func inForce(_ change: (inout Draft) -> Void = { _ in }) -> Plan {
        var draft = Draft()
        draft.status = .inForce
        change(&draft)
        return draft.plan
    }

    /// Of a listing of Trent Neuro Physio's, by its category.
    private func closeness(of covers: Covers, to category: Category.ID, kind: PlanLine.Kind = .agreed) -> Int? {
        Draft.line("l", "L", kind: kind, covers: covers)
            .closeness(to: "neuro", of: "trent", in: category, Draft.categories)
    }

    @Test func `a line stands closest to a listing it names, then to its kind, its supplier, its group`() {
        #expect(closeness(of: Covers(listings: ["neuro"]), to: "04-02") == 0)
        #expect(closeness(of: Covers(categories: ["04-02"], suppliers: ["trent"]), to: "04-02") == 1)
        #expect(closeness(of: Covers(categories: ["04"], suppliers: ["trent"]), to: "04-02") == 2)
        #expect(closeness(of: Covers(categories: ["04"]), to: "04-02") == 3)
        #expect(
            closeness(of: Covers(categories: ["07"], listings: ["other"], suppliers: ["meadow"]), to: "04-02") == nil)
        #expect(closeness(of: Covers(categories: ["04"]), to: "no-such") == nil)
    }

    @Test func `lines for extras and for emergencies cover nothing by themselves`() {
        for kind in [PlanLine.Kind.extras, .contingency] {
            #expect(closeness(of: Covers(categories: ["04"]), to: "04-02", kind: kind) == nil)
        }
        #expect(Draft().plan.extras?.id == "extras")
    }

    @Test(arguments: [("2026-04-05", 0), ("2026-04-06", 2), ("2027-04-05", 2), ("2027-04-06", 0)])
    func `agreed lines pay from the plan's first day to its last`(day: String, lines: Int) {
        #expect(inForce().linesPaying(on: Cast.day(day)).count == lines)
    }

    @Test(arguments: [("2026-06-30", 0), ("2026-07-01", 1), ("2026-09-30", 1), ("2026-10-01", 0)])
    func `a line that runs for one summer pays in that summer only`(day: String, lines: Int) {
        let plan = inForce { draft in
            draft.lines = [Draft.line("summer", "Summer", span: Cast.span("2026-07-01", "2026-09-30"))]
        }
        #expect(plan.linesPaying(on: Cast.day(day)).count == lines)
    }

    @Test func `only a plan in force pays`() {
        let paying = PlanStatus.allCases.filter { status in
            !inForce { $0.status = status }.linesPaying(on: walking).isEmpty
        }
        #expect(paying == [.inForce])
    }

    @Test func `lines, budgets and outcomes are found by their identifier`() {
        let plan = Draft().plan
        #expect(plan[line: "care"]?.title == "Care at home")
        #expect(plan[line: "nobody"] == nil)
        #expect(plan[budget: "wheels"]?.title == "Wheelchair")
        #expect(plan[outcome: "home"]?.text == "Stay at home")
        #expect(plan.budget(of: "care")?.title == "Health")
        #expect(plan.budget(of: "nobody") == nil)
    }

    @Test func `a plan is agreed when both sides have agreed, on the later day`() {
        func plan(_ agreements: [(Agreement.Side, String)]) -> Plan {
            var draft = Draft()
            draft.agreements = agreements.map {
                Agreement(side: $0.0, name: "Somebody", on: Cast.day($0.1), way: .meeting)
            }
            return draft.plan
        }
        #expect(plan([]).agreedOn == nil)
        #expect(plan([(.commissioner, "2026-03-18")]).agreedOn == nil)
        #expect(plan([(.holder, "2026-03-20"), (.holder, "2026-03-21")]).agreedOn == nil)
        #expect(plan([(.holder, "2026-03-20"), (.commissioner, "2026-03-18")]).agreedOn == Cast.day("2026-03-20"))
    }

    @Test func `who manages the money decides who buys`() {
        #expect(
            Management.allCases.map { "\($0.rawValue): \($0.contractingPrincipal.rawValue)" } == [
                "notional: commissioner", "third-party: third-party", "direct-payment: holder",
                "managed-account: holder",
            ])
    }

    @Test func `only a notional budget needs no signed agreement, and only a wheelchair may be paid towards`() {
        func budget(_ management: Management, _ eligibility: Eligibility) -> PlanBudget {
            PlanBudget(title: "Budget", eligibility: eligibility, management: management)
        }
        #expect(Management.allCases.filter { !budget($0, .chc).needsAgreement } == [.notional])
        #expect(Eligibility.allCases.filter { budget(.notional, $0).allowsContribution } == [.wheelchair])
    }

    @Test(arguments: [
        (SupplierLimits(), true), (SupplierLimits(suppliers: ["trent", "meadow"]), true),
        (SupplierLimits(suppliers: ["meadow"]), false), (SupplierLimits(reaches: [.regional, .national]), true),
        (SupplierLimits(reaches: [.local]), false), (SupplierLimits(suppliers: ["trent"], reaches: [.local]), false),
    ])
    func `a line may be used only from suppliers and reaches within its limits`(
        limits: SupplierLimits, isAllowed: Bool
    ) throws {
        let trent = Supplier(
            id: "trent", name: "Trent Neuro Physio", description: "", coverage: .national, basePostcode: nil, base: nil,
            email: try EmailAddress("office@example.org"), telephone: "",
            checks: .init(cqc: nil, register: nil, insuredUntil: nil), status: .approved)
        #expect(limits.allow(trent) == isAllowed)
    }

    @Test func `a cap counts what is sold by its unit, or everything`() {
        #expect(UsageCap(quantity: 7, unit: "hour").counts("hour"))
        #expect(!UsageCap(quantity: 7, unit: "hour").counts("night"))
        #expect(UsageCap(quantity: 7, unit: nil).counts("night"))
    }

    @Test func `carrying forward is written and read again; anything else is not read`() {
        let rules: [CarryForward] = [.none, .all, .upTo(Cast.pounds("150")), .periods(1), .periods(520)]
        #expect(rules.map(\.text) == ["none", "all", "upto:150.00", "periods:1", "periods:520"])
        #expect(rules.map(\.text).map { CarryForward($0) } == rules)
        for text in ["", "some", "all:1", "upto", "upto:", "upto:-5", "upto:x", "periods:0", "periods:521", "none:"] {
            #expect(CarryForward(text) == nil, "\(text)")
        }
    }

    @Test func `what a period gave is the sum of where it is now`() {
        let line = Draft.line("physio", "Physiotherapy")
        let budget = LineBudget(
            line: line, period: line.allocation.span, available: Cast.pounds("1"), held: Cast.pounds("20"),
            committed: Cast.pounds("300"), owed: Cast.pounds("4000"), paid: Cast.pounds("50000"))
        #expect(budget.given == Cast.pounds("54321"))
        #expect(budget.left == Cast.pounds("1"))
        #expect(budget.carried == .zero)
        #expect(Budget(lines: [budget])[line: "physio"] == budget)
        #expect(Budget(lines: [budget])[line: "care"] == nil)
    }

    @Test func `what earlier weeks left over counts as carried, and is not more than is left`() throws {
        let line = Draft.line("physio", "Physiotherapy", amount: "10", every: .week, carry: .all)
        let third = try #require(line.allocation.period(at: 2))
        let purse = Purse(
            allocation: line.allocation, carry: .all, opened: [third.first: .init(available: Cast.pounds("4"))])
        let budget = LineBudget(
            line: line, period: third, available: Cast.pounds("4"), held: Cast.pounds("6"), committed: .zero,
            owed: .zero, paid: .zero, purse: purse)
        #expect(budget.left == Cast.pounds("24"))
        #expect(budget.carried == Cast.pounds("20"))
    }
}
