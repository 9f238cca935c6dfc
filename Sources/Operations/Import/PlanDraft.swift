import Identity
import Plans
import Values

/// A plan in the making: its rows judged against each other.
struct PlanDraft {
    let outcomes: [Outcome]
    private let key: PlanKey
    private let head: PlanHead
    private let today: Day
    private let outcomeNames: Set<String>
    private var lines: [PlanLine] = []
    /// Spent in the current period before the import.
    private(set) var spent: [PlanLine.ID: Money] = [:]

    init(key: PlanKey, head: PlanHead, outcomes: [OutcomeRow], today: Day) {
        self.key = key
        self.head = head
        self.today = today
        self.outcomes = outcomes.map { Outcome(id: .init(PlanDraft.id(key, $0.outcome)), text: $0.text) }
        outcomeNames = Set(outcomes.map(\.outcome))
    }

    /// Outcomes and lines are known by `<plan>/<version>/<name>`.
    private static func id(_ key: PlanKey, _ name: String) -> String { "\(key.plan)/\(key.version)/\(name)" }

    var hasLines: Bool { !lines.isEmpty }

    /// Adds a line, and says what is wrong with it.
    mutating func add(_ row: LineRow) -> [ColumnProblem] {
        var problems: [ColumnProblem] = []
        for outcome in row.outcomes where !outcomeNames.contains(outcome) {
            problems.append(ColumnProblem("outcomes", "outcome \(outcome) is not one of \(key)"))
        }
        guard let span = span(of: row, &problems) else { return problems }
        let allocation = Allocation(amount: row.amount, every: row.every, span: span)
        // Where no period runs today, the whole amount is all there is to compare with.
        let bound = allocation.period(containing: today).map(allocation.amount(for:)) ?? row.amount
        if row.spent > bound {
            problems.append(ColumnProblem("spent", "must not be more than the \(bound) of the current period"))
        }
        let id = PlanLine.ID(PlanDraft.id(key, row.line))
        lines.append(
            PlanLine(
                id: id, kind: .agreed, title: row.title, covers: row.covers,
                outcomes: row.outcomes.map { .init(PlanDraft.id(key, $0)) }, allocation: allocation,
                priceCeiling: row.priceCeiling, approvalAbove: row.approvalAbove))
        if row.spent.isPositive { spent[id] = row.spent }
        return problems
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

    /// The whole plan, with the line for extra money that every plan has.
    var plan: Plan {
        let extras = PlanLine(
            id: .init(PlanDraft.id(key, LineRow.extras)), kind: .extras, title: "Agreed extras", covers: [],
            outcomes: [], allocation: Allocation(amount: .zero, every: .once, span: head.span), priceCeiling: nil,
            approvalAbove: nil)
        return Plan(
            id: .init(key.plan), version: key.version, holder: head.holder, eligibility: head.eligibility,
            management: head.management, span: head.span, status: head.status, coordinator: head.coordinator,
            agreedOn: head.agreedOn, outcomes: outcomes, lines: lines + [extras])
    }
}
