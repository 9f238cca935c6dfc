import Catalogue
import Identity
import Plans
import Values

/// Judges wishes: first everything that needs no money, then the money for all of them together.
///
/// Pure: the same facts and wishes give the same judgement, in whatever order the wishes come. No clock, no storage,
/// no floating point.
package struct Judge: Sendable {
    let facts: Facts
    private let till: Till
    private let splitting: Bool

    /// Prepares the facts once for any number of judgements, such as the badges of a page of results.
    package init(_ facts: Facts) {
        self.facts = facts
        till = Till(facts.budget)
        splitting = facts.plan?.allowsSplitting ?? false
    }

    /// The verdict on every wish and on all of them together.
    /// - Parameter asBasket: they are about to be ordered together, so that suppliers' smallest orders count. What is
    ///   judged again later, part by part, was large enough when it was signed.
    package func judge(_ wishes: [Wish], asBasket: Bool = false) -> Judgement {
        let funds = funds(for: wishes)
        let verdicts = wishes.indices.map { funds.verdict(of: $0) }
        let minimums = asBasket ? Rule.orderMinimums(verdicts) : []
        return Judgement(
            verdicts: verdicts, reasons: Rule.wholeRules.flatMap { $0(verdicts, facts) } + minimums,
            effects: funds.effects,
            showsBalances: facts.showsBalances)
    }

    /// One wish by itself: what the badge of a search result says.
    package func verdict(on wish: Wish) -> Verdict { funds(for: [wish]).verdict(of: 0) }

    private func funds(for wishes: [Wish]) -> Funds {
        let seen = wishes.map { Consideration($0, facts) }
        let order = wishes.indices.sorted { seen[$0].comes(before: seen[$1]) }
        let items = order.compactMap { seen[$0].item(at: $0) }
        let covered = CoveredWishes(items, in: till, splitting: splitting)
        var funds = Funds(facts, till: till, seen: seen, covered: covered)
        for position in order { funds.ask(position) }
        return funds
    }

    package static func judge(_ wishes: [Wish], given facts: Facts, asBasket: Bool = false) -> Judgement {
        Judge(facts).judge(wishes, asBasket: asBasket)
    }

    /// Of other offers for the same, those that are cheaper than the wish and would be in the plan: cheapest first.
    package func cheaper(than wish: Wish, among others: [Wish]) -> [Verdict] {
        others.filter { $0.listing.id != wish.listing.id && $0.unitPrice < wish.unitPrice }
            .sorted { ($0.unitPrice, $0.listing.id) < ($1.unitPrice, $1.listing.id) }
            .map { verdict(on: $0) }
            .filter { $0.outcome == .inPlan }
    }
}
