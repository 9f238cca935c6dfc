import Baskets
import Catalogue
import Identity
import Plans
import Relational
import Storage
import Values

/// Says when a basket line is wanted, from which line of the plan it is to be paid, and what the holder adds.
package struct ArrangeBasketLine: Operation {
    package let line: BasketLine.ID
    /// Nil: once, as soon as the supplier can.
    package let schedule: Schedule?
    /// Nil: left to the rules.
    package let planLine: PlanLine.ID?
    package let contribution: Money

    package init(
        line: BasketLine.ID, schedule: Schedule? = nil, planLine: PlanLine.ID? = nil, contribution: Money = .zero
    ) {
        self.line = line
        self.schedule = schedule
        self.planLine = planLine
        self.contribution = contribution
    }

    /// The latest first day: plans run for a year, and the next one may be agreed already.
    package static let monthsAheadMaximum = 24

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> BasketLine.ID {
        var basket = try openBasket(tx, principal)
        let latest = tools.today.adding(months: Self.monthsAheadMaximum)
        if let schedule, schedule.first < tools.today || schedule.first > latest {
            throw FieldProblems("first", "The first day must be from \(tools.today.words) to \(latest.words)")
        }
        if let planLine, try tx.plans.current(of: basket.holder)?[line: planLine] == nil {
            throw FieldProblems("plan-line", "That line is not in your plan any more; choose another")
        }
        guard contribution >= .zero else {
            throw FieldProblems("contribution", "What you pay yourself can’t be less than nothing")
        }
        let wants = BasketLine.Wants(schedule: schedule, planLine: planLine, contribution: contribution)
        try basket.arrange(wants, for: line)
        try tx.save(basket, with: tools)
        return line
    }
}
