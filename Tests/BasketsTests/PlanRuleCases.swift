import Baskets
import Identity
import Plans
import Policies
import TestSupport
import Values

extension RuleCase {
    /// R01 to R03, R34 and R36: is there a plan, is it agreed, and does it run when this comes?
    static let planCases = daysOfOrdering + daysOfDelivery + agreements + statuses + reviews + ends

    private static let last = Cast.year.last

    /// R01: a plan pays from its first day to its last, both included. Insured for long, delivered the same day.
    private static let daysOfOrdering: [RuleCase] = {
        let wish = Cast.wish(
            1, Cast.listing("neuro", by: always, "04-02", "80", leadDays: 0), from: always)
        func row(_ day: String, takesEffect: Day? = nil, _ told: [Reason]) -> RuleCase {
            let facts = given(plan: Cast.plan(takesEffect: takesEffect), today: Cast.day(day), authority: nil)
            return RuleCase(.R01, "ordered on \(day)", wish, facts, told)
        }
        let june = Cast.day("2026-06-01")
        return [
            row("2026-04-05", [.planNotStarted(Cast.year.first)]), row("2026-04-06", []), row("2026-04-07", []),
            row("2027-04-04", []), row("2027-04-05", []), row("2027-04-06", [.planEnded(last)]),
            row("2026-05-31", takesEffect: june, [.planNotStarted(june)]), row("2026-06-01", takesEffect: june, []),
            row("2026-06-02", takesEffect: june, []),
        ]
    }()

    static let always = Cast.supplier(
        "trent", "Trent Neuro Physio", .national, base: nil, register: "PH98765", insuredUntil: Cast.day("2030-12-31"))

    /// R01: not before the supplier can, which is in five days, and not after the plan.
    private static let daysOfDelivery: [RuleCase] = {
        let untilEnd = last - Cast.today
        return [
            RuleCase(.R01, "a day too soon", sessions(on(4)), given(), [.tooSoon(earliest: day(5))]),
            RuleCase(.R01, "as soon as the supplier can", sessions(on(5))),
            RuleCase(.R01, "a day later", sessions(on(6))),
            RuleCase(.R01, "in the past", sessions(on(-1)), given(), [.tooSoon(earliest: day(5))]),
            RuleCase(.R01, "the day before the plan's last", sessions(on(untilEnd - 1))),
            RuleCase(.R01, "on the plan's last day", sessions(on(untilEnd))),
            RuleCase(
                .R01, "a day after", sessions(on(untilEnd + 1)), given(), [.afterPlan(day(untilEnd + 1), last: last)]),
            RuleCase(.R01, "the last time on the plan's last day", sessions(on(untilEnd - 14, times: 3))),
            RuleCase(
                .R01, "the last time a day after", sessions(on(untilEnd - 13, times: 3)), given(),
                [.afterPlan(day(untilEnd + 1), last: last)]),
        ]
    }()

    /// R02: any way but the notional needs a signed agreement.
    private static let agreements: [RuleCase] = Management.allCases.flatMap { management in
        let told: [Reason] = management == .notional ? [] : [.agreementMissing(budget: "Health budget")]
        return [
            RuleCase(
                .R02, "\(management.words) unsigned", Cast.sessions(1), given(plan: managed(management, signedOn: nil)),
                told),
            RuleCase(.R02, "\(management.words) signed", Cast.sessions(1), given(plan: managed(management))),
        ]
    }

    /// R03: in force, and agreed by both sides.
    private static let statuses: [RuleCase] = {
        let said: [PlanStatus: [Reason]] = [
            .inForce: [], .suspended: [.planSuspended], .ended: [.planEnded(last)], .superseded: [.planEnded(last)],
            .draft: [.planNotAgreed], .proposed: [.planNotAgreed], .agreed: [.planNotAgreed],
            .discarded: [.planNotAgreed],
        ]
        let rows = PlanStatus.allCases.map { status in
            RuleCase(
                .R03, "the plan is \(status)", Cast.sessions(1), given(plan: Cast.plan(status: status)),
                said[status] ?? [.noPlan])
        }
        let agreed = [[], [0], [1], [0, 1]].map { (sides: [Int]) in
            RuleCase(
                .R03, "agreed by \(sides.count) sides", Cast.sessions(1),
                given(plan: Cast.plan(agreements: sides.map { Cast.agreements[$0] })),
                sides.count == 2 ? [] : [.planNotAgreed])
        }
        return rows + agreed + [RuleCase(.R03, "no plan", Cast.sessions(1), given(plan: nil), [.noPlan])]
    }()

    /// R34: overdue from the day after; runs are referred when more than the days of grace have gone by.
    private static let reviews: [RuleCase] = {
        func row(_ due: Int?, times: Int, grace: Int? = nil, _ told: [Reason]) -> RuleCase {
            let plan = Cast.plan(narrative: Narrative(nextReview: due.map(day)))
            let policy = grace.map { Cast.policy(settings: PolicySettings(reviewGraceDays: $0)) }
            let name = "due \(due.map { "\($0) days from today" } ?? "at no time"), \(times) times"
            return RuleCase(.R34, name, sessions(on(5, times: times)), given(plan: plan, policy: policy), told)
        }
        return [
            row(nil, times: 2, []), row(1, times: 2, []), row(0, times: 2, []),
            row(-1, times: 2, [.reviewOverdue(since: day(-1))]), row(-27, times: 2, [.reviewOverdue(since: day(-27))]),
            row(-28, times: 2, [.reviewOverdue(since: day(-28))]),
            row(-29, times: 2, [.reviewStopsRuns(since: day(-29))]),
            row(-29, times: 1, [.reviewOverdue(since: day(-29))]),
            row(-1, times: 2, grace: 0, [.reviewStopsRuns(since: day(-1))]), row(0, times: 2, grace: 0, []),
        ]
    }()

    /// R36: delivery after five days, or on the days that the person chose.
    private static let ends: [RuleCase] = {
        func plan(_ days: Int) -> Plan { Cast.plan(span: Cast.span("2026-04-06", day(days).description)) }
        func late(_ last: Int, _ delivery: Int) -> Reason {
            .lineEnds(title: "Physiotherapy", last: day(last), delivery: day(delivery))
        }
        func line(_ days: Int) -> [LineBudget] {
            [
                Cast.pot(
                    Cast.line(
                        "l-physio", "Physiotherapy", covers: ["04"],
                        span: Cast.span("2026-04-06", day(days).description)))
            ]
        }
        let early = Cast.policy(settings: PolicySettings(endingDays: 3))
        let short = Reason.overLine(
            title: "Physiotherapy", left: .zero, last: day(6), short: Cast.pounds("80"))
        return [
            RuleCase(.R36, "comes after the plan", Cast.sessions(1), given(plan: plan(4)), [late(4, 5)]),
            RuleCase(.R36, "comes on its last day", Cast.sessions(1), given(plan: plan(5))),
            RuleCase(.R36, "comes before", Cast.sessions(1), given(plan: plan(6))),
            RuleCase(.R36, "comes three days before", Cast.sessions(1), given(plan: plan(8), policy: early)),
            RuleCase(.R36, "two days before", Cast.sessions(1), given(plan: plan(7), policy: early), [late(4, 5)]),
            RuleCase(.R36, "goods come after the line, but not after the plan", Cast.sessions(1), given(line(1))),
            RuleCase(.R36, "a visit on the line's last day", sessions(on(6)), given(line(6))),
            RuleCase(.R36, "a visit the day before", sessions(on(6)), given(line(7))),
            RuleCase(.R36, "a visit the day after", sessions(on(7)), given(line(6)), [late(6, 7), short]),
            RuleCase(.R36, "the last visit on the line's last day", sessions(on(6, times: 2)), given(line(13))),
            RuleCase(
                .R36, "the last visit a day after", sessions(on(6, times: 2)), given(line(12)),
                [late(12, 13), .runDoesNotFit(title: "Physiotherapy", fits: 1, of: 2)]),
        ]
    }()
}
