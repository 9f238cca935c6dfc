import Baskets
import Catalogue
import Identity
import Plans
import Relational
import Values

/// Collects the facts that rules may look at.
package struct FactsReader<Access: Reading> { let access: Access }

extension Reading {
    package var facts: FactsReader<Self> { FactsReader(access: self) }
}

extension FactsReader {
    /// Everything about one holder on one day.
    package func facts(
        for holder: Holder, authority: Authority?, on day: Day, shelf: Shelf
    ) throws -> Facts {
        let plan = try access.plans.current(of: holder.id)
        let postcode = try Postcode(holder.address.postcode)
        return Facts(
            today: day, plan: plan,
            budget: try plan.map { try access.budgets.budget(of: $0, on: day) } ?? Budget(lines: []),
            categories: shelf.categories, place: shelf.gazetteer.place(of: postcode), postcode: postcode.description,
            authority: authority)
    }

    /// The lines of a basket with their listings and suppliers, as wishes to be judged.
    package func wishes(of basket: Basket) throws -> [Wish] {
        let listings = try access.listings.find(basket.lines.map(\.listing))
        let suppliers = try access.suppliers.find(Array(Set(listings.values.map(\.supplier))))
        return basket.lines.compactMap { line in
            guard let listing = listings[line.listing], let supplier = suppliers[listing.supplier] else { return nil }
            return Wish(listing: listing, supplier: supplier, quantity: line.quantity, priceSeen: line.priceSeen)
        }
    }
}
