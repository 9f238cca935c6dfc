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
}

/// Where the money for one line comes from.
package enum Funding: Sendable, Hashable {
    /// A line of the plan, with what is left before and after.
    case line(PlanLine.ID, title: String, before: Money, after: Money, last: Day)
    /// Nothing in the plan can pay: the commissioner is asked for extra money.
    case extra
}

/// What the person can do about a verdict that is not "in your plan".
package enum WayForward: Sendable, Hashable {
    case lowerQuantity(to: Int)
    case acceptPrice(Money)
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

    /// What the basket does to one plan line.
    package struct LineEffect: Sendable, Hashable {
        package let line: PlanLine.ID
        package let title: String
        package let before: Money
        package let after: Money
        package let last: Day
    }

    package var total: Money { verdicts.map(\.wish.total).total }

    /// What goes at once.
    package var inPlanTotal: Money { total(of: .inPlan) }

    /// What waits for approval.
    package var askTotal: Money { total(of: .needsApproval) }

    package var isBlocked: Bool {
        verdicts.isEmpty || !reasons.isEmpty || verdicts.contains { $0.outcome == .notAllowed }
    }

    private func total(of outcome: Verdict.Outcome) -> Money {
        verdicts.filter { $0.outcome == outcome }.map(\.wish.total).total
    }
}
