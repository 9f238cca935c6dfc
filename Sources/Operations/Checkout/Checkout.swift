import Baskets
import Catalogue
import Identity
import Orders
import Plans
import Relational
import Storage
import Values

/// The basket, judged, split and declared: what the review page shows and what signing signs come from here, so
/// that they cannot differ.
package struct Checkout: Sendable {
    package let basket: Basket
    package let holder: Holder
    package let plan: Plan
    package let judgement: Judgement
    package let split: Split
    package let declaration: Declaration

    /// - Parameter requests: why each listing outside the plan is asked for; none while only looking.
    /// - Returns: nil when there is nothing in the basket, or no plan.
    package init?(
        of holder: Holder.ID, authority: Authority, requests: [Listing.ID: LineRequest] = [:], shelf: Shelf, today: Day,
        in access: some Reading
    ) throws {
        guard let basket = try access.baskets.current(of: holder), !basket.lines.isEmpty,
            let person = try access.holders.find(holder)
        else { return nil }
        let facts = try access.facts.facts(for: person, authority: authority, on: today, shelf: shelf)
        guard let plan = facts.plan else { return nil }
        let wishes = try access.facts.wishes(of: basket, for: facts.person.place, on: today)
        let judgement = Judge.judge(wishes, given: facts, asBasket: true)
        let split = Split(judgement, plan: plan, requests: requests)
        let names = judgement.verdicts.map { ($0.wish.supplier.id.text, $0.wish.supplier.name) }
        self.basket = basket
        self.holder = person
        self.plan = plan
        self.judgement = judgement
        self.split = split
        declaration = Declaration(
            holder: person, plan: plan, authority: authority, parts: split.parts,
            supplierNames: Dictionary(names, uniquingKeysWith: { first, _ in first }))
    }
}
