import Catalogue
import Identity
import Plans
import Values

/// A plan in the making: its rows judged against each other. What an agreed plan should say is not judged here, only
/// what would make it unusable: it is agreed already.
struct PlanDraft {
    private let key: PlanKey
    private let head: PlanHead
    private let budgets: [PlanBudget]
    private let outcomes: [OutcomeRow]
    private let risks: [Narrative.Risk]
    private let competencies: [Narrative.Competency]
    private let today: Day
    private let offers: KnownOffers
    private let categories: Categories
    private var lines: [PlanLine] = []
    /// Spent in the current period before the import.
    private(set) var spent: [PlanLine.ID: Money] = [:]

    init(
        _ key: PlanKey, _ head: PlanHead, _ parts: PlanParts, offers: KnownOffers, categories: Categories, today: Day
    ) {
        self.key = key
        self.head = head
        budgets = parts.budgets.candidates(of: key).map(\.budget)
        outcomes = parts.outcomes.candidates(of: key)
        risks = parts.risks.candidates(of: key).map(\.risk)
        competencies = parts.competencies.candidates(of: key).map(\.competency)
        self.today = today
        self.offers = offers
        self.categories = categories
    }

    /// Outcomes and lines are known by `<plan>/<version>/<name>`.
    private func id(_ name: String) -> String { "\(key.plan)/\(key.version)/\(name)" }

    /// The file that has nothing for the plan although it must.
    var missing: String? {
        if budgets.isEmpty { return "has no budget in \(BudgetRow.file)" }
        if outcomes.isEmpty { return "has no outcome in \(OutcomeRow.file)" }
        return lines.isEmpty ? "has no line in \(LineRow.file)" : nil
    }

    // MARK: Lines

    /// Adds a line, and says what is wrong with it.
    mutating func add(_ row: LineRow) -> [ColumnProblem] {
        var problems = offers.problems(row.covers.listings, in: "listings")
        problems += offers.problems(row.covers.suppliers, in: "suppliers")
        problems += offers.problems(row.limits.suppliers, in: "only_suppliers")
        for outcome in row.outcomes where !outcomes.contains(where: { $0.outcome == outcome }) {
            problems.append(ColumnProblem("outcomes", "outcome \(outcome) is not one of \(key)"))
        }
        let budget = budget(of: row, &problems)
        guard let span = span(of: row, &problems) else { return problems }
        let allocation = Allocation(amount: row.amount, every: row.every, span: span)
        // Where no period runs today, the whole amount is all there is to compare with.
        let bound = allocation.period(containing: today).map(allocation.amount(for:)) ?? row.amount
        if row.spent > bound {
            problems.append(ColumnProblem("spent", "must not be more than the \(bound) of the current period"))
        }
        let line = line(row, allocation, budget)
        problems += overlaps(of: line)
        lines.append(line)
        if row.spent.isPositive { spent[line.id] = row.spent }
        return problems
    }

    private func line(_ row: LineRow, _ allocation: Allocation, _ budget: PlanBudget.ID) -> PlanLine {
        PlanLine(
            id: .init(id(row.line)), kind: row.kind, budget: budget, title: row.title, covers: row.covers,
            limits: row.limits, isExclusive: row.isExclusive, outcomes: row.outcomes.map { .init(id($0)) },
            allocation: allocation, carry: row.carry, cap: row.cap, priceCeiling: row.priceCeiling,
            approvalAbove: row.approvalAbove)
    }

    /// A plan with one budget need not name it.
    private func budget(of row: LineRow, _ problems: inout [ColumnProblem]) -> PlanBudget.ID {
        guard let budget = row.budget else {
            if budgets.count > 1 { problems.append(ColumnProblem("budget", "is missing: \(key) has several")) }
            return budgets.first?.id ?? PlanBudget.first
        }
        if !budgets.isEmpty, !budgets.contains(where: { $0.id == budget }) {
            problems.append(ColumnProblem("budget", "budget \(budget) is not one of \(key)"))
        }
        return budget
    }

    private func span(of row: LineRow, _ problems: inout [ColumnProblem]) -> Period? {
        let (first, last) = (row.first ?? head.span.first, row.last ?? head.span.last)
        if !head.span.contains(first) {
            problems.append(ColumnProblem("starts", "\(first) lies outside the plan, \(words)"))
        }
        if !head.span.contains(last) {
            problems.append(ColumnProblem("ends", "\(last) lies outside the plan, \(words)"))
        }
        guard let span = Period(first: first, last: last) else {
            problems.append(ColumnProblem("ends", "must not come before starts"))
            return nil
        }
        return span
    }

    private var words: String { "\(head.span.first) to \(head.span.last)" }

    /// What two exclusive lines claim on the same day could be paid by neither.
    private func overlaps(of line: PlanLine) -> [ColumnProblem] {
        guard line.isExclusive else { return [] }
        return lines.filter { other in
            other.isExclusive && other.allocation.span.overlap(line.allocation.span) != nil
                && line.covers.overlap(other.covers, in: categories)
        }
        .map { ColumnProblem("exclusive", "must not be yes: “\($0.title)” is exclusive for the same things") }
    }

    // MARK: Other parts

    /// What is wrong with a budget once all lines are there.
    func problems(of budget: PlanBudget) -> [ColumnProblem] {
        let given = lines.filter { $0.budget == budget.id }.map(\.allocation.total).total
        guard let agreed = budget.agreed, given > agreed else { return [] }
        return [ColumnProblem("agreed", "must not be less than the \(given) that the lines give")]
    }

    func problems(of competency: Narrative.Competency) -> [ColumnProblem] {
        offers.problems([competency.supplier].compactMap(\.self), in: "supplier")
    }

    /// The whole plan, with the line for extra money that every plan has.
    var plan: Plan {
        let extras = PlanLine(
            id: .init(id(LineRow.extras)), kind: .extras, budget: budgets.first?.id ?? PlanBudget.first,
            title: "Agreed extras", covers: Covers(), outcomes: [],
            allocation: Allocation(amount: .zero, every: .once, span: head.span))
        let agreements = Agreement.Side.allCases.map {
            Agreement(side: $0, name: "", on: head.agreedOn, way: .imported)
        }
        var narrative = head.narrative
        narrative.risks = risks
        narrative.competencies = competencies
        return Plan(
            id: .init(key.plan), version: key.version, holder: head.holder, span: head.span, status: head.status,
            coordinator: head.coordinator, narrative: narrative, agreements: agreements, budgets: budgets,
            outcomes: outcomes.map { .init(id: .init(id($0.outcome)), text: $0.text, measure: $0.measure) },
            lines: lines + [extras], allowsSplitting: head.allowsSplitting)
    }
}
