import Baskets
import Catalogue
import Plans
import Values

/// One line of a signed order: what was promised, frozen. Later changes of the listing do not touch it.
package struct OrderLine: Sendable, Hashable, Codable {
    /// Counted from 1 over the whole order.
    package let position: Int
    package let listing: Listing.ID
    package let category: Category.ID
    package let title: String
    package let unit: String
    package let quantity: Int
    /// Without VAT.
    package let unitNet: Money
    package let vat: VAT
    /// With VAT.
    package let unitPrice: Money
    package let leadDays: Int
    package let delivery: String
    package let cancellation: String
    /// The plan line that pays; nil when extra money was asked for.
    package let planLine: PlanLine.ID?
    /// First day of the plan line's period that pays; nil like `planLine`.
    package let period: Day?
    /// The rules (reference, A9) that sent the line to approval; empty when it was in the plan.
    package let rules: [String]
    /// Why the holder asks, and for which outcome; nil when nothing had to be asked.
    package let request: LineRequest?

    package var total: Money { unitPrice.times(quantity) }
    package var tax: Money { (unitPrice - unitNet).times(quantity) }

    /// As it was stored.
    package init(
        position: Int, listing: Listing.ID, category: Category.ID, title: String, unit: String, quantity: Int,
        unitNet: Money, vat: VAT, unitPrice: Money, leadDays: Int, delivery: String, cancellation: String,
        planLine: PlanLine.ID?, period: Day?, rules: [String], request: LineRequest?
    ) {
        self.position = position
        self.listing = listing
        self.category = category
        self.title = title
        self.unit = unit
        self.quantity = quantity
        self.unitNet = unitNet
        self.vat = vat
        self.unitPrice = unitPrice
        self.leadDays = leadDays
        self.delivery = delivery
        self.cancellation = cancellation
        self.planLine = planLine
        self.period = period
        self.rules = rules
        self.request = request
    }

    /// As it is promised now.
    package init(position: Int, verdict: Verdict, period: Day?, request: LineRequest?) {
        let (listing, terms) = (verdict.wish.listing, verdict.wish.listing.terms)
        self.position = position
        self.listing = listing.id
        category = terms.category
        title = terms.title
        unit = terms.unit
        quantity = verdict.wish.quantity
        unitNet = terms.price
        vat = terms.vat
        unitPrice = terms.unitPrice
        leadDays = terms.leadDays
        delivery = terms.delivery
        cancellation = terms.cancellation
        if case .line(let id, _, _, _, _) = verdict.funding { planLine = id } else { planLine = nil }
        self.period = period
        rules = verdict.reasons.map(\.rule)
        self.request = request
    }
}

/// Why something outside the plan is asked for.
package struct LineRequest: Sendable, Hashable, Codable {
    package let reason: String
    /// The outcome it serves; nil when the person says that none of them fits.
    package let outcome: Outcome.ID?

    package init(reason: String, outcome: Outcome.ID?) {
        self.reason = reason
        self.outcome = outcome
    }

    package static let reasonCharactersMaximum = 1_000
}
