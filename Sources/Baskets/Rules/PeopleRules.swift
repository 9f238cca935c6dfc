import Catalogue
import Identity
import Plans
import Values

extension Rule {
    /// May this person act, and may this person be paid?
    static let peopleRules = [
        Rule(
            .R29, "Authority", [.block], needs: "authority of the person who acts, basket total",
            text: "Whoever acts for somebody needs authority that is in force today, that allows it, and that is large "
                + "enough for the basket.",
            source: "A5; SI 2013/1617 regs 4 to 6; workflow 4.8", steps: "somebody who may sign; a smaller basket",
            check: .wish(authority)),
        Rule(
            .R29, "Signing limit", [.block], needs: "authority, basket total",
            text: "Whoever signs must be allowed to sign for that much.", source: "workflow 4.8",
            steps: "a smaller basket; somebody who may sign for more", check: .whole(signingLimit)),
        Rule(
            .R39, "No hold", [.block], needs: "standing of the holder",
            text: "Nothing can be ordered while a concern about the account is looked into.", source: "A9 R39",
            steps: "talk to the coordinator",
            check: .wish { _, facts in facts.person.standing.isOnHold ? [.onHold] : [] }),
        Rule(
            .R40, "Person lives", [.block], needs: "standing of the holder",
            text: "When a person has died, what is agreed is finished and nothing new begins.", source: "A8; A9 R40",
            steps: "talk to the coordinator",
            check: .wish { _, facts in facts.person.standing.diedOn == nil ? [] : [.died] }),
        Rule(
            .R24, "Not excluded", [.block], needs: "standing of the holder, budget",
            text: "Some court orders rule out direct payments. Other ways of managing the money stay open.",
            source: "A5; SI 2013/1617, Schedule", steps: "another line; talk to the coordinator",
            check: .budget { _, budget, facts in
                facts.person.standing.isExcludedFromDirectPayments && budget.management.contractingPrincipal == .holder
                    ? [.excluded(budget: budget.title)] : []
            }),
        Rule(
            .R19, "Same household", [.warn, .refer, .block], needs: "people close to the holder, budget",
            text: "Somebody who lives with you can be paid only after your commissioner has decided that it is needed.",
            source: "A4 X14; SI 2013/1617 reg 7, as amended by SI 2017/219", steps: "ask; another supplier",
            check: .budget(household)),
        Rule(
            .R20, "Conflict of interest", [.refer], needs: "people close to the holder",
            text: "Your commissioner decides before your nominee, your representative or an approver’s relative is "
                + "paid.",
            source: "A5; A9 R20", steps: "ask; another supplier",
            check: .wish { wish, facts in
                ties(of: wish, facts).filter { $0.kind != .household }.map { .conflict(name: $0.name) }
            }),
        Rule(
            .R23, "Age", [.refer], needs: "date of birth, budget, item type",
            text: "Children’s budgets end at 18, and some things are for children or for adults only.",
            source: "A5; A9 R23", steps: "ask; talk to the coordinator", check: .budget(age)),
        Rule(
            .R30, "Two people", [.block], needs: "requester, approver",
            text: "Nobody decides what they asked for themselves.", source: "A9 R30; workflow I16",
            steps: "a colleague decides", check: .elsewhere("decisions on requests")),
    ]

    private static func authority(_ wish: Wish, _ facts: Facts) -> [Reason] {
        guard let authority = facts.authority else { return [] }
        guard authority.isInForce(on: facts.today) else { return [.noAuthority] }
        return authority.scopes.contains(.shop) ? [] : [.notInScope(.shop)]
    }

    /// The limit is about what the budget pays.
    private static func signingLimit(_ verdicts: [Verdict], _ facts: Facts) -> [Reason] {
        guard let authority = facts.authority, !verdicts.isEmpty else { return [] }
        guard authority.scopes.contains(.sign) else { return [.notInScope(.sign)] }
        let total = verdicts.map { $0.funding?.total ?? $0.wish.total }.total
        guard let limit = authority.signLimit, total > limit else { return [] }
        return [.overSigningLimit(limit)]
    }

    /// Ties for which no decision is on file.
    private static func ties(of wish: Wish, _ facts: Facts) -> [HolderStanding.Tie] {
        facts.person.standing.ties.filter { $0.supplier == wish.supplier.id.text && $0.allowedOn == nil }
    }

    private static func household(_ wish: Wish, _ budget: PlanBudget, _ facts: Facts) -> [Reason] {
        ties(of: wish, facts).filter { $0.kind == .household }
            .map { .household(name: $0.name, isNotional: budget.management == .notional) }
    }

    private static func age(_ wish: Wish, _ budget: PlanBudget, _ facts: Facts) -> [Reason] {
        let last = wish.schedule?.last ?? facts.today.adding(days: wish.listing.terms.leadDays)
        let age = facts.person.age(on: last)
        var reasons: [Reason] = []
        if budget.eligibility == .children, age >= adultAge {
            reasons.append(.tooOld(budget: budget.title, age: adultAge))
        }
        let category = facts.categories[wish.listing.terms.category]
        let traits = category?.item?.traits ?? []
        for (trait, isWrong) in [(.children, age >= adultAge), (.adults, age < adultAge)] as [(Trait, Bool)]
        where traits.contains(trait) && isWrong {
            reasons.append(.wrongAge(category: category?.title ?? "", trait))
        }
        return reasons
    }

    private static let adultAge = 18
}
