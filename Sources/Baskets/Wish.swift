import Catalogue
import Plans
import Values

/// One thing to be judged: so many of a listing from its supplier, once or again and again.
package struct Wish: Sendable, Hashable {
    package let listing: Listing
    package let supplier: Supplier
    /// Each time; between nought and `quantityCountedMaximum`. What was typed beyond is judged as that many, and
    /// refused.
    package let quantity: Int
    /// The unit price the person last went on with.
    package let priceSeen: Money
    /// Nil: as soon as the supplier can.
    package let schedule: Schedule?
    /// The plan line that the person wants it paid from; nil to leave it to the rules.
    package let choice: PlanLine.ID?
    /// What the holder pays to the supplier themselves, where the budget allows it.
    package let contribution: Money
    /// How much the supplier can give in which week; nil where nobody counts.
    package let capacity: WeeklyCapacity?

    package init(
        listing: Listing, supplier: Supplier, quantity: Int, priceSeen: Money, schedule: Schedule? = nil,
        choice: PlanLine.ID? = nil, contribution: Money = .zero, capacity: WeeklyCapacity? = nil
    ) {
        self.listing = listing
        self.supplier = supplier
        self.quantity = min(max(0, quantity), Wish.quantityCountedMaximum)
        self.priceSeen = priceSeen
        self.schedule = schedule
        self.choice = choice
        self.contribution = max(.zero, contribution)
        self.capacity = capacity
    }

    /// Far above what any listing allows, and small enough that no sum of a basket can overflow.
    package static let quantityCountedMaximum = 1_000_000

    /// With VAT, and without any relief.
    package var unitPrice: Money { listing.terms.unitPrice }
    package var times: Int { schedule?.times ?? 1 }
    /// All times together.
    package var units: Int { quantity * times }
    package var isRepeated: Bool { times > 1 }
    /// All times together, with VAT and without any relief.
    package var total: Money { unitPrice.times(quantity * times) }

    /// The same wish in another size.
    package func with(quantity: Int? = nil, times: Int? = nil) -> Wish {
        Wish(
            listing: listing, supplier: supplier, quantity: quantity ?? self.quantity, priceSeen: priceSeen,
            schedule: times.map { times in schedule.map { $0.with(times: times) } } ?? schedule, choice: choice,
            contribution: contribution, capacity: capacity)
    }
}
