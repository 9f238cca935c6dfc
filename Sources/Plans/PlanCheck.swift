import Catalogue
import Identity
import Values

/// What is contradictory or missing in a draft: all of it at once, each problem by the name of its field. A plan
/// without problems may be proposed. What a plan must hold is in the reference, A6 and A7.
package enum PlanCheck {
    /// The first review is due so many months after the plan begins (reference, A7).
    package static let firstReviewMonths = 3
    /// And each later one so many months after the one before.
    package static let reviewMonths = 12
    /// The longest plan: wheelchair budgets run for up to five years (reference, A8).
    package static let yearsMaximum = 5
    package static let noticeDays = 0...366

    /// - Parameter old: the version that it follows; nil where there is none.
    package static func problems(
        of plan: Plan, over old: Plan? = nil, in categories: Categories
    ) -> FieldProblems {
        var problems = FieldProblems()
        checkWords(plan, &problems)
        checkReview(plan, &problems)
        checkDates(plan, &problems)
        checkBudgets(plan, over: old, &problems)
        checkOutcomes(plan, &problems)
        checkLines(plan, &problems)
        for line in plan.lines { LineCheck(line, of: plan, categories).add(to: &problems) }
        checkExclusiveLines(plan, categories, &problems)
        return problems
    }

    /// The categories that lines of an agreed plan name and that the catalogue does not have any more: the plan still
    /// opens, and says so. Only lines with such categories are in the answer.
    package static func vanished(in plan: Plan, _ categories: Categories) -> [PlanLine.ID: [Category.ID]] {
        var vanished: [PlanLine.ID: [Category.ID]] = [:]
        for line in plan.lines {
            let gone = line.covers.categories.filter { categories[$0] == nil }
            if !gone.isEmpty { vanished[line.id, default: []] += gone }
        }
        return vanished
    }
}

// MARK: - The plan as a whole

extension PlanCheck {
    /// The legal minimum (reference, A6).
    private static func checkWords(_ plan: Plan, _ problems: inout FieldProblems) {
        let narrative = plan.narrative
        if isBlank(narrative.needs) { problems.add("needs", "Write which health needs the plan is for") }
        if isBlank(narrative.monitoredBy) { problems.add("monitoredBy", "Write who monitors the health condition") }
        if isBlank(narrative.contingency) {
            problems.add("contingency", "Write what happens when the usual support falls away")
        }
        if narrative.risks.isEmpty {
            problems.add("risks", "Write at least one risk, and what was agreed about it")
        } else if narrative.risks.contains(where: { isBlank($0.text) || isBlank($0.handling) }) {
            problems.add("risks", "Write for each risk what may go wrong, and what was agreed about it")
        }
        if isBlank(plan.coordinator.name) || isBlank(plan.coordinator.telephone) {
            problems.add("coordinator", "Name one person as coordinator, with a telephone number")
        }
        if !noticeDays.contains(narrative.noticeDays) {
            problems.add(
                "noticeDays", "Notice must be from \(noticeDays.lowerBound) to \(noticeDays.upperBound) days")
        }
    }

    private static func checkReview(_ plan: Plan, _ problems: inout FieldProblems) {
        let held = plan.narrative.reviewsHeld.max()
        let latest =
            held.map { $0.adding(months: reviewMonths) } ?? plan.span.first.adding(months: firstReviewMonths)
        guard let next = plan.narrative.nextReview else {
            problems.add("nextReview", "Choose the day of the next review, not later than \(latest.words)")
            return
        }
        if let held, next <= held {
            problems.add("nextReview", "The next review must come after the last one, which was on \(held.words)")
        } else if held == nil, next < plan.span.first {
            problems.add(
                "nextReview", "The first review must not come before the plan begins on \(plan.span.first.words)")
        } else if next > latest {
            let words =
                held == nil
                ? "The first review must come within three months of the plan’s first day: not later than "
                : "The next review must come within a year of the last one: not later than "
            problems.add("nextReview", words + latest.words)
        }
    }

    private static func checkDates(_ plan: Plan, _ problems: inout FieldProblems) {
        if !plan.span.contains(plan.takesEffect) {
            problems.add(
                "takesEffect",
                "The plan must take effect from \(plan.span.first.words) to \(plan.span.last.words)")
        }
        if plan.span.last >= plan.span.first.adding(months: yearsMaximum * 12) {
            problems.add("span", "The plan must not be longer than \(yearsMaximum) years")
        }
    }

    private static func checkOutcomes(_ plan: Plan, _ problems: inout FieldProblems) {
        if plan.outcomes.isEmpty { problems.add("outcomes", "Write at least one outcome") }
        let served = Set(plan.lines.filter { $0.kind == .agreed }.flatMap(\.outcomes))
        for outcome in plan.outcomes {
            if isBlank(outcome.text) {
                problems.add("outcomes.\(outcome.id)", "Write what the person wants from life")
            } else if !served.contains(outcome.id) {
                problems.add("outcomes.\(outcome.id)", "No line serves the outcome “\(outcome.text)”")
            }
        }
        for id in repeated(plan.outcomes.map(\.id)) {
            problems.add("outcomes", "Two outcomes must not have the same identifier: \(id)")
        }
    }

    private static func checkLines(_ plan: Plan, _ problems: inout FieldProblems) {
        if !plan.lines.contains(where: { $0.kind == .agreed }) {
            problems.add("lines", "Write at least one line that says what the money is for")
        }
        if plan.lines.count(where: { $0.kind == .extras }) > 1 {
            problems.add("lines", "The plan must not have more than one line for extras")
        }
        for id in repeated(plan.lines.map(\.id)) {
            problems.add("lines", "Two lines must not have the same identifier: \(id)")
        }
    }

    static func isBlank(_ text: String) -> Bool { Text.tidy(text).isEmpty }

    /// What occurs more than once, each named once.
    private static func repeated<ID: Hashable & Comparable>(_ ids: [ID]) -> [ID] {
        Dictionary(grouping: ids, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
    }
}

// MARK: - Budgets

extension PlanCheck {
    private static func checkBudgets(_ plan: Plan, over old: Plan?, _ problems: inout FieldProblems) {
        if plan.budgets.isEmpty { problems.add("budgets", "The plan must have at least one budget") }
        for id in repeated(plan.budgets.map(\.id)) {
            problems.add("budgets", "Two budgets must not have the same identifier: \(id)")
        }
        for budget in plan.budgets {
            let needsName = budget.management == .thirdParty || budget.management == .managedAccount
            if needsName, isBlank(budget.organisation) {
                problems.add("budgets.\(budget.id).organisation", "Name the organisation that holds the money")
            }
            checkSum(of: budget, in: plan, over: old, &problems)
        }
    }

    /// Extras are granted request by request and are no part of what was decided beforehand.
    private static func checkSum(
        of budget: PlanBudget, in plan: Plan, over old: Plan?, _ problems: inout FieldProblems
    ) {
        guard let agreed = budget.agreed else { return }
        let given = plan.given(by: budget.id, over: old)
        if given > agreed {
            problems.add(
                "budgets.\(budget.id).agreed",
                "The lines give \(given), which is \(given - agreed) more than the agreed \(agreed)")
        }
    }
}

extension Plan {
    /// What the agreed and ring-fenced lines of a budget give over the whole plan.
    /// - Parameter old: the version that it follows: up to the day on which this one counts, what that one gave.
    package func given(by budget: PlanBudget.ID, over old: Plan? = nil) -> Money {
        let before = old.flatMap { $0.id == id && $0.span == span ? $0 : nil }
        let own = lines.filter { $0.budget == budget && $0.kind != .extras }
        let going = own.map { line in
            guard let was = before?[line: line.id] else { return line.allocation.total }
            return was.allocation.past(before: takesEffect) + line.allocation.remaining(from: takesEffect)
        }
        let gone = (before?.lines ?? []).filter {
            $0.budget == budget && $0.kind != .extras && self[line: $0.id] == nil
        }
        return going.total + gone.map { $0.allocation.past(before: takesEffect) }.total
    }
}

// MARK: - Exclusive lines

extension PlanCheck {
    /// A thing that two exclusive lines claim on the same day could be paid by neither. The later line has the problem.
    private static func checkExclusiveLines(
        _ plan: Plan, _ categories: Categories, _ problems: inout FieldProblems
    ) {
        let exclusive = plan.lines.filter { $0.isExclusive && $0.kind == .agreed }
        for (position, line) in exclusive.enumerated() {
            for earlier in exclusive[..<position] {
                guard line.allocation.span.overlap(earlier.allocation.span) != nil,
                    line.covers.overlap(earlier.covers, in: categories)
                else { continue }
                problems.add(
                    "lines.\(line.id).covers",
                    "“\(line.title)” and “\(earlier.title)” are both exclusive and must not cover the same things")
            }
        }
    }
}

extension Covers {
    /// Do both name the same listing or supplier, or categories of which one stands above the other?
    package func overlap(_ other: Covers, in tree: Categories) -> Bool {
        if !Set(listings).isDisjoint(with: other.listings) { return true }
        if !Set(suppliers).isDisjoint(with: other.suppliers) { return true }
        return categories.contains { mine in
            other.categories.contains { theirs in
                mine == theirs || tree.steps(from: mine, to: theirs) != nil || tree.steps(from: theirs, to: mine) != nil
            }
        }
    }
}
