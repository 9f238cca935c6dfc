import Catalogue
import Identity
import Plans
import Values

/// Everything a rule may look at. Collected elsewhere; a rule has no other way to know anything.
package struct Facts: Sendable {
    package let today: Day
    package let plan: Plan?
    package let budget: Budget
    package let categories: Categories
    /// Where it is to be delivered; nil when the gazetteer does not know the postcode.
    package let place: Place?
    package let postcode: String
    /// Under which the person acts; nil when only looking.
    package let authority: Authority?

    package init(
        today: Day, plan: Plan?, budget: Budget, categories: Categories, place: Place?, postcode: String,
        authority: Authority?
    ) {
        self.today = today
        self.plan = plan
        self.budget = budget
        self.categories = categories
        self.place = place
        self.postcode = postcode
        self.authority = authority
    }
}

/// One thing to be judged: so many of a listing from its supplier.
package struct Wish: Sendable, Hashable {
    package let listing: Listing
    package let supplier: Supplier
    /// Between nought and `quantityCountedMaximum`; what was typed beyond is judged as that many, and refused.
    package let quantity: Int
    /// The unit price the person last went on with.
    package let priceSeen: Money

    package init(listing: Listing, supplier: Supplier, quantity: Int, priceSeen: Money) {
        self.listing = listing
        self.supplier = supplier
        self.quantity = min(max(0, quantity), Wish.quantityCountedMaximum)
        self.priceSeen = priceSeen
    }

    /// Far above what any listing allows, and small enough that no sum of a basket can overflow.
    package static let quantityCountedMaximum = 1_000_000

    package var unitPrice: Money { listing.terms.unitPrice }
    package var total: Money { unitPrice.times(quantity) }
    package var tax: Money { listing.terms.vat.tax(on: listing.terms.price).times(quantity) }
}
