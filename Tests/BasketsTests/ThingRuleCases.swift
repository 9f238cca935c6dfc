import Baskets
import Catalogue
import Plans
import Policies
import TestSupport
import Values

extension RuleCase {
    /// R04 to R07, R21, R22 and R26: may this kind of thing be bought with this money?
    static let thingCases = prohibitions + policies + inPlan + employment + competencies

    /// R06 and what is decided each time everywhere.
    private static let prohibitions: [RuleCase] = {
        let gin = Cast.wish(1, Cast.gin, from: Cast.meadow)
        let lights = thing("20-03")
        return [
            RuleCase(.R06, "gin", gin, given(), [.prohibited(.X1, category: "Bottle of gin")]),
            RuleCase(
                .R06, "gin by any amount of money", gin,
                given([
                    Cast.pot(Cast.line("l", "Anything", covers: ["20"]), "1000")
                ]), [.prohibited(.X1, category: "Bottle of gin")]),
            RuleCase(.R06, "physiotherapy"),
            RuleCase(
                .R07, "Christmas lights", lights, given(),
                [
                    .needsDecision(.X17, category: "Christmas lights"), .notInPlan(category: "Christmas lights"),
                ]),
            RuleCase(.R07, "a massage", thing("30-08"), given(), [.needsDecision(.X16, category: "Massage")]),
            RuleCase(
                .R26, "a bed from the loan service", thing("30-06"), given(), [.needsDecision(.X15, category: "Bed")]),
            RuleCase(.R26, "a bed that nobody lends", thing("30-02")),
        ]
    }()

    /// R07, R12, R14, R19 and R26, as far as the commissioner wrote them.
    private static let policies: [RuleCase] = {
        func row(
            _ code: Rule.Code, _ name: String, _ condition: PolicyRule.Condition = .always,
            subject: PolicyRule.Subject = .category("04"), effect: PolicyRule.Effect = .refer, clause: Clause? = nil,
            speaks: Bool
        ) -> RuleCase {
            let rule = PolicyRule(
                id: "r-1", effect: effect, subject: subject, condition: condition, words: "We look at this.",
                clause: clause)
            return RuleCase(
                code, "\(effect.rawValue): \(name)", Cast.sessions(2), given(policy: Cast.policy([rule])),
                speaks ? [.policy(rule)] : [])
        }
        let effects = PolicyRule.Effect.allCases.flatMap { effect in
            [
                row(.R07, "about all therapies", effect: effect, speaks: true),
                row(.R07, "about mobility", subject: .category("07"), effect: effect, speaks: false),
                row(.R12, "£79.99 each", .unitPriceAbove(Cast.pounds("79.99")), effect: effect, speaks: true),
                row(.R12, "£80 each", .unitPriceAbove(Cast.pounds("80")), effect: effect, speaks: false),
                row(.R12, "£80.01 each", .unitPriceAbove(Cast.pounds("80.01")), effect: effect, speaks: false),
                row(.R14, "£159.99 in all", .totalAbove(Cast.pounds("159.99")), effect: effect, speaks: true),
                row(.R14, "£160 in all", .totalAbove(Cast.pounds("160")), effect: effect, speaks: false),
                row(.R14, "£160.01 in all", .totalAbove(Cast.pounds("160.01")), effect: effect, speaks: false),
            ]
        }
        return effects + [
            row(.R07, "about this supplier", subject: .supplier("trent"), speaks: true),
            row(.R07, "about another supplier", subject: .supplier("meadow"), speaks: false),
            row(.R07, "about everything", subject: .everything, speaks: true),
            row(.R19, "by the clause about families", clause: .X14, speaks: true),
            row(.R26, "by the clause about what the NHS gives", clause: .X15, speaks: true),
            RuleCase(.R07, "no policy", Cast.sessions(2), given(policy: nil)),
        ]
    }()

    /// R04 and R05.
    private static let inPlan: [RuleCase] = {
        func row(_ code: Rule.Code, _ name: String, _ line: PlanLine, _ told: [Reason]) -> RuleCase {
            RuleCase(code, name, Cast.sessions(1), given([Cast.pot(line, "1000")]), told)
        }
        let notIn = Reason.notInPlan(category: "Neuro-physiotherapy")
        let notFrom = Reason.notFromSupplier(title: "Therapies", supplier: "Trent Neuro Physio")
        func limited(_ limits: SupplierLimits) -> PlanLine {
            Cast.line("l", "Therapies", covers: ["04"], limits: limits)
        }
        return [
            row(.R05, "its group is named", Cast.line("l", "Therapies", covers: ["04"]), []),
            row(.R05, "its item type is named", Cast.line("l", "Neuro", covers: ["04-02"]), []),
            row(.R05, "another item type is named", Cast.line("l", "Physio", covers: ["04-01"]), [notIn]),
            row(.R05, "another group is named", Cast.line("l", "Mobility", covers: ["07"]), [notIn]),
            row(.R05, "the listing is named", Cast.line("l", "By name", covers: [], listings: ["neuro"]), []),
            row(.R05, "another listing is named", Cast.line("l", "By name", covers: [], listings: ["visit"]), [notIn]),
            row(.R05, "the supplier is named", Cast.line("l", "Trent", covers: [], suppliers: ["trent"]), []),
            row(
                .R05, "another is named", Cast.line("l", "Hands", covers: [], suppliers: ["careful"]), [notIn]),
            row(.R05, "nothing is named", Cast.line("l", "Nothing", covers: []), [notIn]),
            row(.R05, "only emergency money", Cast.line("l", "Emergency", covers: [], kind: .contingency), [notIn]),
            row(.R05, "only from Trent", limited(.init(suppliers: ["trent"])), []),
            row(.R05, "only from others", limited(.init(suppliers: ["careful"])), [notFrom]),
            row(.R05, "only local", limited(.init(reaches: [.local])), []),
            row(.R05, "only national", limited(.init(reaches: [.national])), [notFrom]),
            RuleCase(.R05, "no line at all", Cast.sessions(1), given([]), [notIn]),
            row(.R04, "its line serves an outcome", Cast.line("l", "Physio", covers: ["04"], outcomes: ["walk"]), []),
            row(
                .R04, "and one that is gone", Cast.line("l", "Physio", covers: ["04"], outcomes: ["x", "walk"]), []),
            row(
                .R04, "its line serves none", Cast.line("l", "Physio", covers: ["04"], outcomes: []),
                [
                    .noOutcome(title: "Physio")
                ]),
            row(
                .R04, "its line serves one that is gone", Cast.line("l", "Physio", covers: ["04"], outcomes: ["x"]),
                [
                    .noOutcome(title: "Physio")
                ]),
        ]
    }()

    /// R21: only a notional budget cannot employ.
    private static let employment: [RuleCase] = Management.allCases.map { management in
        RuleCase(
            .R21, "wages from a \(management.words)", thing("30-03"), given(plan: managed(management)),
            management == .notional ? [.directEmployment(budget: "Health budget")] : [])
    }

    /// R22: somebody is signed off until the end of the last visit's day.
    private static let competencies: [RuleCase] = {
        func row(
            _ name: String, until: Int?, supplier: String? = "meadow", _ schedule: Schedule? = nil, isSignedOff: Bool
        ) -> RuleCase {
            let competency = until.map {
                Narrative.Competency(
                    task: "Tube feeding", worker: "Mia", supplier: supplier.map { .init($0) },
                    signedOffBy: "Nurse Osei",
                    until: day($0))
            }
            let plan = Cast.plan(narrative: Narrative(competencies: competency.map { [$0] } ?? []))
            return RuleCase(
                .R22, name, thing("30-04", on: schedule), given(plan: plan),
                isSignedOff ? [] : [.competencyMissing(category: "Tube feeding")])
        }
        return [
            row("nobody", until: nil, isSignedOff: false), row("until yesterday", until: -1, isSignedOff: false),
            row("until today", until: 0, isSignedOff: true), row("until tomorrow", until: 1, isSignedOff: true),
            row("until the day before the last visit", until: 13, on(7, times: 2), isSignedOff: false),
            row("until the last visit", until: 14, on(7, times: 2), isSignedOff: true),
            row("somebody of this supplier", until: 0, supplier: "meadow", isSignedOff: true),
            row("somebody whom Ann employs herself", until: 0, supplier: nil, isSignedOff: false),
            row("somebody of another supplier", until: 0, supplier: "careful", isSignedOff: false),
            RuleCase(.R22, "nothing that needs it", thing("30-02")),
        ]
    }()
}
