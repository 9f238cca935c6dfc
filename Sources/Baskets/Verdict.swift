import Catalogue
import Plans
import Values

/// May this be bought, and what pays?
package struct Verdict: Sendable, Hashable {
    package enum Outcome: String, Sendable, CaseIterable {
        case inPlan, needsApproval, notAllowed
    }

    package let wish: Wish
    package let outcome: Outcome
    /// All of them, never only the first.
    package let reasons: [Reason]
    /// Nil when nothing may be bought.
    package let funding: Funding?
    package let waysForward: [WayForward]
    /// Whether the person who acts may be told what the lines of the plan have left (workflow 4.8).
    package let showsBalances: Bool

    /// The rules that were looked at and had nothing to say.
    package var passed: [Rule.Code] {
        let spoke = Set(reasons.map(\.code))
        let looked = Rule.table.filter { $0.isLookedAt(funded: funding != nil) }
        return looked.map(\.code).filter { !spoke.contains($0) }
    }

    /// Must the person say why when they sign? To ask for something, and to use the contingency (R10).
    package var needsWhy: Bool {
        outcome == .needsApproval
            || outcome == .inPlan
                && reasons.contains { if case .usesContingency = $0 { true } else { false } }
    }
}

/// Where the money for one basket line comes from.
package struct Funding: Sendable, Hashable {
    /// Part of one plan line's money, in one of its periods.
    package struct Source: Sendable, Hashable {
        package let line: PlanLine.ID
        package let budget: PlanBudget.ID
        package let title: String
        package let period: Period
        package let amount: Money
        /// How many units of the wish fall into the period.
        package let units: Int
        /// What the line has left in that period before the whole basket, and after it.
        package let before: Money
        package let after: Money
    }

    /// Why this line and not another.
    package enum Choice: String, Sendable, CaseIterable {
        /// No other line pays for it.
        case only
        /// It names this more closely than others do.
        case closest
        /// Of the lines that name it equally closely, its money lapses first.
        case endsFirst
        /// A line that comes first has not enough for everything in the basket.
        case othersShort
        /// The person chose it.
        case chosen
        /// Several lines pay together, as the plan allows.
        case split
        /// Nothing but the emergency money is left.
        case contingency
    }

    package struct Other: Sendable, Hashable {
        package let line: PlanLine.ID
        package let title: String
    }

    /// Units that count towards a line's cap although emergency money pays in its place.
    package struct Count: Sendable, Hashable {
        package let line: PlanLine.ID
        package let period: Period
        package let units: Int
    }

    /// In the order of their periods; empty when everything is asked for as extra money.
    package let sources: [Source]
    package let counts: [Count]
    /// What no line can pay: the commissioner is asked for it.
    package let extra: Money
    /// The budget whose rules apply, and whose principal contracts.
    package let budget: PlanBudget.ID
    /// What one unit costs the budget: without VAT where relief applies.
    package let unitPrice: Money
    package let isRelieved: Bool
    package let contribution: Money
    package let choice: Choice
    /// Other lines that could pay for it.
    package let others: [Other]

    /// What the public purse pays.
    package var total: Money { sources.map(\.amount).total + extra }
    package var line: PlanLine.ID? { sources.first?.line }
}

/// What the person can do about a verdict that is not "in your plan".
package enum WayForward: Sendable, Hashable {
    case lowerQuantity(to: Int)
    case raiseQuantity(to: Int)
    case fewerTimes(to: Int)
    case acceptPrice(Money)
    /// Another line of the plan can pay for it.
    case otherLine(PlanLine.ID, title: String)
    /// From that day on the line has enough.
    case waitUntil(Day, title: String)
    /// The first day on which the supplier can.
    case startOn(Day)
    case askForApproval
    case lookForCheaper(category: Category.ID)
    case remove
    case talkToCoordinator(Plan.Coordinator)
}

/// The verdict on a whole basket.
package struct Judgement: Sendable, Hashable {
    package let verdicts: [Verdict]
    /// About the basket as a whole, such as a signing limit.
    package let reasons: [Reason]
    package let effects: [LineEffect]
    /// Whether the person who acts may be told of the effects.
    package let showsBalances: Bool

    /// What the basket does to one plan line in its current period.
    package struct LineEffect: Sendable, Hashable {
        package let line: PlanLine.ID
        package let title: String
        package let before: Money
        package let after: Money
        package let last: Day
    }

    /// What the basket costs the public purse: wishes that are not allowed count at their full price.
    package var total: Money { verdicts.map { $0.funding?.total ?? $0.wish.total }.total }

    /// What goes at once.
    package var inPlanTotal: Money { total(of: .inPlan) }

    /// What waits for approval.
    package var askTotal: Money { total(of: .needsApproval) }

    package var isBlocked: Bool {
        verdicts.isEmpty || reasons.contains { $0.severity == .block }
            || verdicts.contains { $0.outcome == .notAllowed }
    }

    private func total(of outcome: Verdict.Outcome) -> Money {
        verdicts.filter { $0.outcome == outcome }.compactMap { $0.funding?.total }.total
    }
}
