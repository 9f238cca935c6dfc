import Baskets
import Catalogue
import Markup
import Operations
import Storage

/// What the supplier names for when a listing is not to be had.
struct Replacement: Component {
    let offer: Offer

    /// Nil where none is named, or it is not offered itself.
    init?(_ id: Listing.ID?, judge: Judge, facts: Facts, _ look: Desk.Look) throws {
        guard let id, let listing = try look.snapshot.listings.find(id, for: facts.person.place),
            listing.status == .live,
            let supplier = try look.snapshot.suppliers.find(listing.supplier)
        else { return nil }
        offer = Offer(
            Wish(
                listing: listing, supplier: supplier, quantity: listing.terms.quantityMinimum,
                priceSeen: listing.terms.unitPrice), judge: judge, facts: facts)
    }

    var html: HTML {
        InsetText {
            p {
                "If this is not to be had: "
                a(.href("/listings/\(offer.listing.id)")) { bdi { offer.terms.title } }
                " from "
                bdi { offer.supplier.name }
                ", \(offer.verdict.priceWords)."
            }
            p(.class("quiet")) { "The supplier names it. Nothing else comes before you agree to it." }
        }
    }
}
