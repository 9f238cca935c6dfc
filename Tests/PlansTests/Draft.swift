import Catalogue
import Plans
import TestSupport
import Values

/// A plan that a test may write into. As it begins, it has no problems.
struct Draft: Sendable {
    var span = Cast.span("2026-04-06", "2027-04-05")
    var takesEffect = Cast.day("2026-04-06")
    var status = PlanStatus.draft
    var coordinator = "Ruth Okoro"
    var narrative = Narrative(
        needs: "Strength and balance after a stroke.", risks: [.init(text: "Falls.", handling: "Alarm at the wrist.")],
        contingency: "Tom helps for two days, then Careful Hands.", monitoredBy: "Dr Nasreen Iqbal",
        nextReview: Cast.day("2026-06-30"))
    var agreements: [Agreement] = []
    var budgets = [
        PlanBudget(title: "Health", eligibility: .chc, management: .notional, agreed: Cast.pounds("5000")),
        PlanBudget(id: "wheels", title: "Wheelchair", eligibility: .wheelchair, management: .notional),
    ]
    var outcomes = [
        Outcome(id: "walk", text: "Walk to the shop"), Outcome(id: "home", text: "Stay at home"),
    ]
    var lines = [
        line("physio", "Physiotherapy", covers: Covers(categories: ["04"]), amount: "3000", isExclusive: true),
        line("care", "Care at home", covers: Covers(categories: ["02-01"]), outcomes: ["home"], amount: "1500"),
        line("emergency", "Emergencies", kind: .contingency, covers: Covers(), amount: "500"),
        line("extras", "Extras", kind: .extras, covers: Covers(), outcomes: [], amount: "0"),
    ]

    var plan: Plan {
        Plan(
            id: "plan-1", version: 1, holder: "ann", span: span, takesEffect: takesEffect, status: status,
            coordinator: .init(name: coordinator, telephone: "0115 496 0100"), narrative: narrative,
            agreements: agreements, budgets: budgets, outcomes: outcomes, lines: lines)
    }

    static let categories = Categories([
        group("02"), item("02-01"), group("04"), item("04-01"), item("04-02"), group("07"), item("07-01"),
        item("07-08"),
    ])

    static func line(
        _ id: PlanLine.ID, _ title: String, kind: PlanLine.Kind = .agreed, budget: PlanBudget.ID = PlanBudget.first,
        covers: Covers = Covers(categories: ["07-01"]), limits: SupplierLimits = SupplierLimits(),
        outcomes: [Outcome.ID] = ["walk"], amount: String = "100", every: Frequency = .year,
        span: Period = Cast.span("2026-04-06", "2027-04-05"), isExclusive: Bool = false, carry: CarryForward = .none,
        cap: UsageCap? = nil, ceiling: Money? = nil, above: Money? = nil
    ) -> PlanLine {
        PlanLine(
            id: id, kind: kind, budget: budget, title: title, covers: covers, limits: limits, isExclusive: isExclusive,
            outcomes: outcomes, allocation: Allocation(amount: Cast.pounds(amount), every: every, span: span),
            carry: carry, cap: cap, priceCeiling: ceiling, approvalAbove: above)
    }

    private static func group(_ id: Category.ID) -> Catalogue.Category {
        Category(id: id, parent: nil, title: "Group \(id)", summary: "", item: nil, policy: nil)
    }

    private static func item(_ id: Category.ID) -> Catalogue.Category {
        Category(
            id: id, parent: Category.ID(String(id.text.prefix(2))), title: "Item \(id)", summary: "",
            item: Category.Item(
                unit: "each", vat: .exempt, lowest: Cast.pounds("1"), highest: Cast.pounds("100"), checks: []),
            policy: nil)
    }
}
