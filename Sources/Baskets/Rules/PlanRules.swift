import Plans
import Values

extension Rule {
    /// Is there a plan, is it agreed, and does it run when this comes?
    static let planRules = [
        Rule(
            .R01, "Budget active", [.block], needs: "plan, days of delivery",
            text: "The plan must run on the day you order and on each day something is delivered or done.",
            source: "A9 R01; workflow 4.8", steps: "choose other days; talk to the coordinator",
            check: .wish(planDates)),
        Rule(
            .R02, "Agreement signed", [.block], needs: "budget",
            text: "A direct payment or a third party needs a signed agreement before any money moves.",
            source: "A6; SI 2013/1617 reg 8", steps: "another line; talk to the coordinator",
            check: .budget { _, budget, _ in
                budget.needsAgreement && budget.agreementSignedOn == nil
                    ? [.agreementMissing(budget: budget.title)] : []
            }),
        Rule(
            .R03, "Plan in force", [.block], needs: "plan",
            text: "A plan must be in force, agreed by you and by your commissioner.", source: "A6; SI 2013/1617 reg 8",
            steps: "talk to the coordinator", check: .wish(planInForce)),
        Rule(
            .R34, "Review held", [.warn, .refer], needs: "day of the next review, commissioner’s days of grace",
            text: "Plans are reviewed within three months and then every year. Long after a missed review, new "
                + "repeated orders are referred.",
            source: "A7; A9 R34", steps: "order it once; ask; talk to the coordinator", check: .wish(review)),
        Rule(
            .R35, "Surplus", [.warn], needs: "what is left, weeks",
            text: "Much money left over for many weeks is looked at together at the review.", source: "A8; A9 R35",
            steps: "none needed", check: .elsewhere("the person's page of the commissioner")),
        Rule(
            .R36, "Ends before delivery", [.refer], needs: "plan, plan line, days of delivery",
            text: "What comes after the plan or its line ends has to be asked for.", source: "A9 R36",
            steps: "earlier days; another line; ask", check: .line(endsBeforeDelivery)),
    ]

    private static func planInForce(_ wish: Wish, _ facts: Facts) -> [Reason] {
        switch facts.plan?.status {
        case nil: [.noPlan]
        case .suspended: [.planSuspended]
        case .ended, .superseded: facts.plan.map { [.planEnded($0.span.last)] } ?? []
        case .draft, .proposed, .agreed, .discarded: [.planNotAgreed]
        case .inForce: facts.plan?.agreedOn == nil ? [.planNotAgreed] : []
        }
    }

    private static func planDates(_ wish: Wish, _ facts: Facts) -> [Reason] {
        guard let plan = facts.plan, plan.status == .inForce else { return [] }
        let starts = max(plan.span.first, plan.takesEffect)
        if facts.today < starts { return [.planNotStarted(starts)] }
        if facts.today > plan.span.last { return [.planEnded(plan.span.last)] }
        guard let schedule = wish.schedule else { return [] }
        let earliest = facts.today.adding(days: wish.listing.terms.leadDays)
        var reasons: [Reason] = []
        if schedule.first < earliest { reasons.append(.tooSoon(earliest: earliest)) }
        if schedule.last > plan.span.last { reasons.append(.afterPlan(schedule.last, last: plan.span.last)) }
        return reasons
    }

    private static func review(_ wish: Wish, _ facts: Facts) -> [Reason] {
        guard let due = facts.plan?.narrative.nextReview, due < facts.today else { return [] }
        let late = facts.today - due > facts.settings.reviewGraceDays
        return [late && wish.isRepeated ? .reviewStopsRuns(since: due) : .reviewOverdue(since: due)]
    }

    /// Things without a day of their own come after the supplier's lead time.
    private static func endsBeforeDelivery(_ wish: Wish, _ line: PlanLine, _ facts: Facts, _: Money) -> [Reason] {
        let delivery = wish.schedule?.last ?? facts.today.adding(days: wish.listing.terms.leadDays)
        let planEnd = facts.plan?.span.last.adding(days: -facts.settings.endingDays)
        // Goods ordered in time may come after a line's own end, but not after the plan's.
        let last = wish.schedule == nil ? planEnd : [planEnd, line.allocation.span.last].compactMap(\.self).min()
        guard let last, delivery > last else { return [] }
        return [.lineEnds(title: line.title, last: last, delivery: delivery)]
    }
}
