import Baskets
import Catalogue
import Identity
import Values

/// What a supplier offers in the place of lines that it does not take as they were signed: something else, or at
/// another price, on other days, or another quantity. Nothing of it comes before the holder has agreed (reference,
/// workflow 4.4).
package struct ChangeOffer: Sendable, Hashable {
    package typealias ID = Identifier<ChangeOffer>

    /// How an offer ends: as the step of the supplier order that ends it says.
    package enum Status: String, Sendable, CaseIterable {
        case open, agreed, refused, lapsed
        /// The commissioner put the order on hold before anybody answered.
        case overtaken

        package init(after action: SupplierOrderAction) {
            switch action {
            case .agree: self = .agreed
            case .refuseChange: self = .refused
            case .lapse: self = .lapsed
            default: self = .overtaken
            }
        }
    }

    /// What is offered in the place of one line: frozen as it was offered.
    package struct Line: Sendable, Hashable, Codable {
        /// Of the line in whose place it would come.
        package let position: Int
        package let offer: OrderLine.Offer
        /// Each time.
        package let quantity: Int
        /// Nil: as soon as the supplier can, once.
        package let schedule: Schedule?

        package init(position: Int, offer: OrderLine.Offer, quantity: Int, schedule: Schedule?) {
            self.position = position
            self.offer = offer
            self.quantity = quantity
            self.schedule = schedule
        }

        /// All times together, pence with VAT and without any relief.
        package var total: Money { offer.unitPrice.times(quantity * (schedule?.times ?? 1)) }

        /// Whether anything is different from what was signed.
        package func differs(from line: OrderLine) -> Bool {
            offer.listing != line.listing || offer.unitNet != line.unitNet || quantity != line.quantity
                || schedule != line.schedule
        }
    }

    package let id: ID
    package let supplierOrder: SupplierOrder.ID
    package let lines: [Line]
    /// Told to the holder.
    package let note: String
    package let offeredBy: Person.ID
    package let offeredAt: Moment
    package let status: Status

    package init(
        id: ID, supplierOrder: SupplierOrder.ID, lines: [Line], note: String, offeredBy: Person.ID,
        offeredAt: Moment, status: Status = .open
    ) {
        self.id = id
        self.supplierOrder = supplierOrder
        self.lines = lines
        self.note = note
        self.offeredBy = offeredBy
        self.offeredAt = offeredAt
        self.status = status
    }
}

extension ChangeOffer.Line {
    /// As something to be judged: what was offered, whatever has become of the listing since.
    ///
    /// What the holder was to pay themselves falls away first, as it does when units fall away.
    /// - Parameter capacity: of what is offered, as if what goes were given back; nil where nobody counts.
    package func wish(inPlaceOf line: OrderLine, from supplier: Supplier, capacity: WeeklyCapacity?) -> Wish {
        let terms = ListingTerms(
            category: offer.category, title: offer.title, description: "", unit: offer.unit, price: offer.unitNet,
            vat: offer.vat, leadDays: offer.leadDays, delivery: offer.delivery, cancellation: offer.cancellation,
            gtin: nil, quantityMaximum: max(1, quantity), cancelling: offer.cancelling)
        let listing = Listing(id: offer.listing, supplier: supplier.id, terms: terms, status: .live, version: 1)
        return Wish(
            listing: listing, supplier: supplier, quantity: quantity, priceSeen: terms.unitPrice, schedule: schedule,
            contribution: min(line.contribution, max(.zero, total - line.charge)), capacity: capacity)
    }
}
