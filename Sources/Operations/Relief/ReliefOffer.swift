import Baskets
import Catalogue
import Identity
import Orders
import Plans
import Relational
import Storage
import Values

/// For what a declaration of VAT relief can be made: one supplier and one class of its goods, reached from a listing.
package struct ReliefOffer: Sendable {
    package let listing: Listing
    package let supplier: Supplier
    /// The class of goods: a group of categories.
    package let goods: Catalogue.Category
    package let holder: Holder
    /// Why it can't be made; nil when it can.
    package let refusal: ReliefRefusal?

    /// - Returns: nil when there is no such listing in the shop.
    package init?(
        _ id: Listing.ID, for person: Holder.ID, on day: Day, categories: Categories, in access: some Reading
    ) throws {
        guard let listing = try access.listings.find(id), listing.status == .live,
            let supplier = try access.suppliers.find(listing.supplier),
            let goods = categories.group(of: listing.terms.category),
            let holder = try access.holders.find(person)
        else { return nil }
        self.listing = listing
        self.supplier = supplier
        self.goods = goods
        self.holder = holder
        let live = try access.reliefs.list(of: person).first {
            $0.revokedAt == nil && $0.supplier == supplier.id && $0.goods == goods.id
        }
        let plan = try access.plans.current(of: person)
        if listing.terms.vat != .zeroWithDeclaration {
            refusal = .notForThis
        } else if !(plan.map { $0.makesHolderBuyer(on: day) } ?? false) {
            refusal = .notTheBuyer
        } else {
            refusal = live.map { .declaredAlready($0.id) }
        }
    }
}

extension Plan {
    /// Relief needs a supply to the disabled person (reference, D5): one of the budgets must make them the buyer.
    fileprivate func makesHolderBuyer(on day: Day) -> Bool {
        status == .inForce && span.contains(day)
            && budgets.contains { $0.management.contractingPrincipal == .holder }
    }
}
