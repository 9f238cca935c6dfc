import Catalogue
import Identity
import Values

/// One version of a personalised care and support plan, with its budgets. A new version never rewrites an old one.
package struct Plan: Sendable, Hashable {
    package typealias ID = Identifier<Plan>

    package let id: ID
    package let version: Int
    package let holder: Holder.ID
    /// First and last day of the plan year that the version is for.
    package let span: Period
    /// The day from which this version counts; within the span.
    package let takesEffect: Day
    package let status: PlanStatus
    package let coordinator: Coordinator
    package let narrative: Narrative
    package let agreements: [Agreement]
    package let budgets: [PlanBudget]
    package let outcomes: [Outcome]
    package let lines: [PlanLine]
    /// A basket line may be paid from several plan lines.
    package let allowsSplitting: Bool

    /// The one named person to talk to (reference, A6).
    package struct Coordinator: Sendable, Hashable, Codable {
        package let name: String
        package let telephone: String

        package init(name: String, telephone: String) {
            self.name = name
            self.telephone = telephone
        }
    }

    package init(
        id: ID, version: Int, holder: Holder.ID, span: Period, takesEffect: Day? = nil, status: PlanStatus,
        coordinator: Coordinator, narrative: Narrative = Narrative(), agreements: [Agreement], budgets: [PlanBudget],
        outcomes: [Outcome], lines: [PlanLine], allowsSplitting: Bool = false
    ) {
        self.id = id
        self.version = version
        self.holder = holder
        self.span = span
        self.takesEffect = takesEffect ?? span.first
        self.status = status
        self.coordinator = coordinator
        self.narrative = narrative
        self.agreements = agreements
        self.budgets = budgets
        self.outcomes = outcomes
        self.lines = lines
        self.allowsSplitting = allowsSplitting
    }

    package subscript(line id: PlanLine.ID) -> PlanLine? { lines.first { $0.id == id } }
    package subscript(budget id: PlanBudget.ID) -> PlanBudget? { budgets.first { $0.id == id } }
    package subscript(outcome id: Outcome.ID) -> Outcome? { outcomes.first { $0.id == id } }

    /// The line that takes extra money.
    package var extras: PlanLine? { lines.first { $0.kind == .extras } }

    /// The budget that pays a line.
    package func budget(of line: PlanLine.ID) -> PlanBudget? {
        self[line: line].flatMap { self[budget: $0.budget] }
    }

    /// When the last of both sides agreed; nil while one has not.
    package var agreedOn: Day? {
        let sides = Set(agreements.map(\.side))
        return sides.count == Agreement.Side.allCases.count ? agreements.map(\.on).max() : nil
    }

    /// The lines that run on a day and pay for what they cover.
    package func linesPaying(on day: Day) -> [PlanLine] {
        guard status == .inForce, span.contains(day) else { return [] }
        return lines.filter { $0.kind == .agreed && $0.allocation.span.contains(day) }
    }

    /// The same plan in another state, agreed to by these.
    package func with(status: PlanStatus, agreements: [Agreement]? = nil) -> Plan {
        Plan(
            id: id, version: version, holder: holder, span: span, takesEffect: takesEffect, status: status,
            coordinator: coordinator, narrative: narrative, agreements: agreements ?? self.agreements,
            budgets: budgets, outcomes: outcomes, lines: lines, allowsSplitting: allowsSplitting)
    }
}

/// That one side agreed to a version: who, when and how (reference, A6).
package struct Agreement: Sendable, Hashable, Codable {
    package enum Side: String, Sendable, CaseIterable, Codable {
        case holder, commissioner
    }

    package enum Way: String, Sendable, CaseIterable, Codable {
        /// In this service, signed in.
        case online
        case meeting, telephone, letter
        /// Brought from another system.
        case imported
    }

    package let side: Side
    /// Name of the person, and in which capacity where it is not their own.
    package let name: String
    package let on: Day
    package let way: Way

    package init(side: Side, name: String, on: Day, way: Way) {
        self.side = side
        self.name = name
        self.on = on
        self.way = way
    }
}
