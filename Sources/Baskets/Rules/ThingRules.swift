import Catalogue
import Plans
import Policies
import Values

extension Rule {
    /// May this kind of thing be bought with this money?
    static let thingRules = [
        Rule(
            .R06, "National prohibition", [.block], needs: "item type",
            text: "Some things no health budget may pay for, whoever asks: alcohol, tobacco, gambling, debts, NHS "
                + "charges, and what the NHS gives free.",
            source: "A4 X1 to X12; SI 2013/1617 reg 8", steps: "leave it out", check: .wish(prohibition)),
        Rule(
            .R07, "Commissioner’s policy", [.warn, .refer, .block], needs: "item type, supplier, policy in force",
            text: "Your commissioner may have rules of its own about kinds of things and about suppliers.",
            source: "A4 X16 and X17; A9 R07", steps: "ask; something else", check: .wish(policy)),
        Rule(
            .R26, "NHS provides it", [.warn, .refer, .block], needs: "item type, policy in force",
            text: "What the NHS or the equipment loan service already gives is not paid for twice without a decision.",
            source: "A4 X15; A9 R26", steps: "ask; borrow it", check: .elsewhere("rule R07, by the clause X15")),
        Rule(
            .R05, "In the plan", [.refer], needs: "plan lines, item type, supplier",
            text: "A line of your plan must be for it, and for this supplier.", source: "A4 X13; A9 R05",
            steps: "ask, and say which outcome it serves", check: .line(fromSupplier)),
        Rule(
            .R04, "Serves an outcome", [.refer], needs: "plan line, outcomes",
            text: "Each purchase serves something that matters to you.", source: "A4 X13; A6; A9 R04",
            steps: "ask, and say which outcome it serves",
            check: .line { _, line, facts, _ in
                let known = facts.plan?.outcomes ?? []
                return line.outcomes.contains { id in known.contains { $0.id == id } }
                    ? [] : [.noOutcome(title: line.title)]
            }),
        Rule(
            .R21, "Direct employment", [.block], needs: "item type, budget",
            text: "With a notional budget nobody can be employed directly: an agency employs them.",
            source: "A2; A9 R21", steps: "an agency; talk to the coordinator",
            check: .budget { wish, budget, facts in
                traits(of: wish, facts).contains(.employed) && budget.management == .notional
                    ? [.directEmployment(budget: budget.title)] : []
            }),
        Rule(
            .R22, "Competency", [.block], needs: "item type, competencies in the plan",
            text: "Health tasks that a nurse delegates need a worker who has been signed off for them.",
            source: "A6; A9 R22", steps: "talk to the coordinator", check: .wish(competency)),
    ]

    static func traits(of wish: Wish, _ facts: Facts) -> Set<Trait> {
        facts.categories[wish.listing.terms.category]?.item?.traits ?? []
    }

    private static func prohibition(_ wish: Wish, _ facts: Facts) -> [Reason] {
        guard let category = facts.categories[wish.listing.terms.category] else { return [] }
        return facts.categories.policies(on: category.id).filter { $0.effect == .block }.prefix(1)
            .map { .prohibited($0.clause, category: category.title) }
    }

    /// What is decided each time everywhere, and what this commissioner adds to it.
    private static func policy(_ wish: Wish, _ facts: Facts) -> [Reason] {
        let id = wish.listing.terms.category
        var reasons: [Reason] = []
        if let category = facts.categories[id] {
            reasons += facts.categories.policies(on: id).filter { $0.effect == .refer }.prefix(1)
                .map { .needsDecision($0.clause, category: category.title) }
        }
        guard let policy = facts.policy else { return reasons }
        let bought = PolicyRule.Bought(
            category: id, supplier: wish.supplier.id, unitPrice: wish.unitPrice, total: wish.total)
        return reasons + policy.speaking(of: bought, in: facts.categories).map { .policy($0) }
    }

    private static func fromSupplier(_ wish: Wish, _ line: PlanLine, _ facts: Facts, _: Money) -> [Reason] {
        line.limits.allow(wish.supplier) ? [] : [.notFromSupplier(title: line.title, supplier: wish.supplier.name)]
    }

    /// Somebody must be signed off until the last visit: one of the supplier's workers, or, for people whom the holder
    /// employs, one who comes through no supplier.
    private static func competency(_ wish: Wish, _ facts: Facts) -> [Reason] {
        guard let category = facts.categories[wish.listing.terms.category],
            category.item?.traits.contains(.delegated) == true
        else { return [] }
        let last = wish.schedule?.last ?? facts.today
        let isEmployed = category.item?.traits.contains(.employed) == true
        let isSignedOff = (facts.plan?.narrative.competencies ?? []).contains {
            $0.until >= last && ($0.supplier.map { $0 == wish.supplier.id } ?? isEmployed)
        }
        return isSignedOff ? [] : [.competencyMissing(category: category.title)]
    }
}
