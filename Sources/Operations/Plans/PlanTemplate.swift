import Catalogue
import Identity
import Plans
import Values

/// Plans to begin a draft from: the usual budget and lines for a kind of support, with nothing filled in that only the
/// person can say. Amounts are left at nought for the authors to set.
package enum PlanTemplate: String, Sendable, CaseIterable, Encodable {
    case careAtHome = "care-at-home"
    case childAtHome = "child-at-home"
    case wheelchair
    case wellbeing

    package var words: String {
        switch self {
        case .careAtHome: "Adult, care at home (Continuing Healthcare)"
        case .childAtHome: "Child or young person, continuing care"
        case .wheelchair: "Personal wheelchair budget"
        case .wellbeing: "Section 117 after-care and wellbeing"
        }
    }

    private var eligibility: Eligibility {
        switch self {
        case .careAtHome: .chc
        case .childAtHome: .children
        case .wheelchair: .wheelchair
        case .wellbeing: .section117
        }
    }

    private struct Draft {
        let title: String
        let covers: [String]
        let every: Frequency
        var kind = PlanLine.Kind.agreed
    }

    private var drafts: [Draft] {
        switch self {
        case .careAtHome:
            [
                .init(title: "People who support me", covers: ["01", "02"], every: .week),
                .init(title: "Therapies", covers: ["04"], every: .quarter),
                .init(title: "Things I use up", covers: ["09", "10"], every: .fourWeeks),
                .init(title: "Employer’s costs", covers: ["15"], every: .year),
                .init(title: "For emergencies", covers: [], every: .year, kind: .contingency),
            ]
        case .childAtHome:
            [
                .init(title: "Support at home", covers: ["01", "02"], every: .week),
                .init(title: "Short breaks", covers: ["03"], every: .year),
                .init(title: "Therapies", covers: ["04", "05"], every: .quarter),
                .init(title: "For emergencies", covers: [], every: .year, kind: .contingency),
            ]
        case .wheelchair:
            [
                .init(title: "My wheelchair", covers: ["07-02", "07-03", "07-05"], every: .once),
                .init(title: "Keeping it going", covers: ["07-07", "07-06"], every: .year),
            ]
        case .wellbeing:
            [
                .init(title: "Talking and support", covers: ["05", "15-10"], every: .quarter),
                .init(title: "Staying active", covers: ["06"], every: .month),
            ]
        }
    }

    /// - Parameters:
    ///   - span: of a plan year that is running already; nil for a year from tomorrow.
    ///   - new: makes identifiers.
    func plan(
        id: Plan.ID, version: Int, holder: Holder.ID, coordinator: Plan.Coordinator, span: Period?, on today: Day,
        new: () -> String
    ) -> Plan {
        let span = span ?? PlanTemplate.year(from: today)
        let takesEffect = max(span.first, today)
        let lines = drafts.map { draft in
            PlanLine(
                id: .init(new()), kind: draft.kind, title: draft.title,
                covers: Covers(categories: draft.covers.map { .init($0) }), outcomes: [],
                allocation: Allocation(
                    amount: .zero, every: draft.every,
                    span: Period(first: takesEffect, last: span.last) ?? span))
        }
        let budget = PlanBudget(title: eligibility.words, eligibility: eligibility, management: .notional)
        return PlanTemplate.draft(
            id, version, holder, coordinator, span, takesEffect, budgets: [budget],
            lines: lines + [PlanTemplate.extras(span, new)])
    }

    static func blank(
        id: Plan.ID, version: Int, holder: Holder.ID, coordinator: Plan.Coordinator, span: Period?, on today: Day,
        new: () -> String
    ) -> Plan {
        let span = span ?? year(from: today)
        return draft(
            id, version, holder, coordinator, span, max(span.first, today), budgets: [], lines: [extras(span, new)])
    }

    private static func draft(
        _ id: Plan.ID, _ version: Int, _ holder: Holder.ID, _ coordinator: Plan.Coordinator, _ span: Period,
        _ takesEffect: Day, budgets: [PlanBudget], lines: [PlanLine]
    ) -> Plan {
        Plan(
            id: id, version: version, holder: holder, span: span, takesEffect: takesEffect, status: .draft,
            coordinator: coordinator,
            narrative: Narrative(nextReview: span.first.adding(months: PlanCheck.firstReviewMonths)), agreements: [],
            budgets: budgets, outcomes: [], lines: lines)
    }

    private static func extras(_ span: Period, _ new: () -> String) -> PlanLine {
        PlanLine(
            id: .init(new()), kind: .extras, title: "Agreed extras", covers: Covers(), outcomes: [],
            allocation: Allocation(amount: .zero, every: .once, span: span))
    }

    private static func year(from today: Day) -> Period {
        let first = today.adding(days: 1)
        return Period(from: first, days: first.adding(months: 12) - first)
    }
}
