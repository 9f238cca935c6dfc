import Markup

/// What the supplier names for when a listing is not to be had.
struct Replacement: Component {
    let offer: Offer

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
