import Baskets
import Identity
import Plans
import TestSupport
import Values

extension RuleCase {
    /// R19, R20, R23, R24, R29, R39 and R40: may this person act, and may this person be paid?
    static let peopleCases = authorities + signing + standings + ties + ages

    /// R29: from the first day to the last, both included, and for what it allows.
    private static let authorities: [RuleCase] = {
        let plan = Cast.plan(span: Cast.span("2026-01-01", "2027-12-31"))
        let wish = Cast.wish(1, Cast.session, from: always)
        let days = [
            ("2026-04-05", false), ("2026-04-06", true), ("2026-04-07", true), ("2027-03-30", true),
            ("2027-03-31", true), ("2027-04-01", false),
        ]
        let rows = days.map { day, holds in
            RuleCase(
                .R29, "Tom on \(day)", wish,
                given(plan: plan, today: Cast.day(day), authority: Cast.asCarer(limit: nil)),
                holds ? [] : [.noAuthority])
        }
        let scopes: [(Set<Authority.Scope>, [Reason], [Reason])] = [
            ([.shop, .sign], [], []), ([.shop], [], [.notInScope(.sign)]), ([.sign], [.notInScope(.shop)], []),
            ([], [.notInScope(.shop)], [.notInScope(.sign)]),
        ]
        return rows
            + scopes.map { scopes, told, whole in
                RuleCase(
                    .R29, "Tom may \(scopes.map(\.rawValue).sorted())", Cast.sessions(1),
                    given(authority: Cast.asCarer(limit: nil, scopes: scopes)), told, whole: whole)
            }
    }()

    /// R29: the limit is about the basket, and about what the budget pays of it.
    private static let signing: [RuleCase] = {
        let limits = [("159.99", false), ("160", true), ("160.01", true)]
        let rows = limits.map { limit, may in
            RuleCase(
                .R29, "signing £160 up to £\(limit)", Cast.sessions(2),
                given(authority: Cast.asCarer(limit: Cast.pounds(limit))),
                whole: may ? [] : [.overSigningLimit(Cast.pounds(limit))])
        }
        let own = Cast.wish(2, Cast.session, from: Cast.physio, contribution: Cast.pounds("60"))
        let wheelchair = managed(.notional, .wheelchair)
        let others = [("99.99", false), ("100", true)].map { limit, may in
            RuleCase(
                .R29, "signing £160, of which Ann pays £60, up to £\(limit)", own,
                given(plan: wheelchair, authority: Cast.asCarer(limit: Cast.pounds(limit))),
                whole: may ? [] : [.overSigningLimit(Cast.pounds(limit))])
        }
        return rows + others + [
            RuleCase(.R29, "in person", Cast.sessions(2), given(authority: Cast.inPerson)),
            RuleCase(.R29, "only looking", Cast.sessions(2), given(authority: nil)),
        ]
    }()

    /// R24, R39 and R40.
    private static let standings: [RuleCase] = {
        let excluded = HolderStanding(isExcludedFromDirectPayments: true)
        let direct: [Management] = [.directPayment, .managedAccount]
        return Management.allCases.map { management in
            RuleCase(
                .R24, "a court order and a \(management.words)", Cast.sessions(1),
                given(plan: managed(management), standing: excluded),
                direct.contains(management) ? [.excluded(budget: "Health budget")] : [])
        } + [
            RuleCase(.R24, "no court order", Cast.sessions(1), given(plan: managed(.directPayment))),
            RuleCase(.R39, "on hold", Cast.sessions(1), given(standing: HolderStanding(isOnHold: true)), [.onHold]),
            RuleCase(.R39, "not on hold"),
            RuleCase(
                .R40, "has died", Cast.sessions(1), given(standing: HolderStanding(diedOn: day(-1))), [.died]),
            RuleCase(.R40, "lives"),
        ]
    }()

    /// R19 and R20: who is paid through the supplier, and whether somebody has decided about it.
    private static let ties: [RuleCase] = {
        func row(
            _ code: Rule.Code, _ name: String, _ kind: HolderStanding.Tie.Kind, supplier: String = "trent",
            allowedOn: Day? = nil, as management: Management = .notional, _ told: [Reason]
        ) -> RuleCase {
            let tie = HolderStanding.Tie(kind: kind, name: "Tom Marsh", supplier: supplier, allowedOn: allowedOn)
            return RuleCase(
                code, name, Cast.sessions(1), given(plan: managed(management), standing: HolderStanding(ties: [tie])),
                told)
        }
        let blocked = Reason.household(name: "Tom Marsh", isNotional: false)
        return [
            row(.R19, "lives with Ann", .household, [.household(name: "Tom Marsh", isNotional: true)]),
            row(.R19, "lives with Ann, direct payment", .household, as: .directPayment, [blocked]),
            row(.R19, "lives with Ann, managed account", .household, as: .managedAccount, [blocked]),
            row(.R19, "lives with Ann, third party", .household, as: .thirdParty, [blocked]),
            row(.R19, "decided", .household, allowedOn: day(-1), as: .directPayment, []),
            row(.R19, "works for another supplier", .household, supplier: "careful", as: .directPayment, []),
            row(.R20, "is her nominee", .nominee, [.conflict(name: "Tom Marsh")]),
            row(.R20, "is an approver's relative", .approver, as: .directPayment, [.conflict(name: "Tom Marsh")]),
            row(.R20, "is her nominee, decided", .nominee, allowedOn: day(-1), []),
            row(.R20, "is her nominee and works elsewhere", .nominee, supplier: "careful", []),
            RuleCase(
                .R19, "a kind of thing that is a relative's wages", thing("30-07"), given(),
                [.needsDecision(.X14, category: "Spouse")]),
        ]
    }()

    /// R23: on the day it comes, on the birthday itself, and on 29 February.
    private static let ages: [RuleCase] = {
        let children = Cast.plan(
            span: Cast.span("2026-01-01", "2027-12-31"), budgets: [Cast.budget(.notional, .children)])
        let years = Cast.span("2026-01-01", "2027-12-31")
        let pots = [
            Cast.pot(Cast.line("l-rest", "The rest", covers: ["30"], span: years), "1000"), plenty[0],
        ]
        let tooOld = Reason.tooOld(budget: "Health budget", age: 18)
        func row(_ born: String, on today: Day, _ wish: Wish, plan: Plan, _ told: [Reason]) -> RuleCase {
            RuleCase(
                .R23, "born \(born), on \(today)", wish,
                given(pots, plan: plan, today: today, authority: nil, born: Cast.day(born)), told)
        }
        let (child, adult) = (thing("30-01"), thing("30-02"))
        let forChildren = Reason.wrongAge(category: "Child’s bed", .children)
        let forAdults = Reason.wrongAge(category: "Adult’s bed", .adults)
        return [
            row("2008-10-07", on: Cast.today, child, plan: children, []),
            row("2008-10-06", on: Cast.today, child, plan: children, [tooOld, forChildren]),
            row("2008-10-05", on: Cast.today, child, plan: children, [tooOld, forChildren]),
            row("2008-10-07", on: Cast.today, adult, plan: Cast.plan(), [forAdults]),
            row("2008-10-06", on: Cast.today, adult, plan: Cast.plan(), []),
            row("2008-10-05", on: Cast.today, adult, plan: Cast.plan(), []),
            row("2008-02-29", on: Cast.day("2026-02-28"), child, plan: children, []),
            row("2008-02-29", on: Cast.day("2026-03-01"), child, plan: children, [tooOld, forChildren]),
            row("2008-02-29", on: Cast.day("2026-03-02"), child, plan: children, [tooOld, forChildren]),
            // Sessions come after five days; a visit on its own day.
            row("2008-10-12", on: Cast.today, Cast.sessions(1), plan: children, []),
            row("2008-10-11", on: Cast.today, Cast.sessions(1), plan: children, [tooOld]),
            row("2008-10-13", on: Cast.today, sessions(on(7)), plan: children, [tooOld]),
            row("2008-10-14", on: Cast.today, sessions(on(7)), plan: children, []),
        ]
    }()
}
