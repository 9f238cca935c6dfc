import Baskets
import Catalogue
import Markup
import Operations
import Values

/// A listing as one person would get it today: what it costs where they live, how it comes, and what their plan says.
struct Offer: Sendable {
    let verdict: Verdict
    /// Metres; nil where not known.
    let distance: Int?
    let category: Catalogue.Category?
    let today: Day

    init(_ wish: Wish, judge: Judge, facts: Facts) {
        verdict = judge.verdict(on: wish)
        distance = wish.supplier.distance(to: facts.person.place)
        category = facts.categories[wish.listing.terms.category]
        today = facts.today
    }

    var listing: Listing { verdict.wish.listing }
    var terms: ListingTerms { listing.terms }
    var supplier: Supplier { verdict.wish.supplier }
    /// Both, where titles alone would not tell offers apart.
    var name: String { "\(terms.title) – \(supplier.name)" }

    var link: HTML {
        HTML {
            a(.href("/listings/\(listing.id)")) { bdi { terms.title } }
            br()
            span(.class("quiet")) { bdi { supplier.name } }
        }
    }
}

/// Something that is said about each of several offers, so that they can be told apart.
struct OfferFact: Sendable {
    let title: String
    var align = DataTable.Align.start
    let of: @Sendable (Offer) -> HTML

    /// Beside each other on the page of a listing.
    static let brief = [price, lead, reach, checks, rating, plan]
    /// All that a comparison tells.
    static let all = [
        supplier, price, vat, plan, paying, lead, delivery, reach, checks, rating, cancelling, stock, most, kind,
        code,
    ]

    private static let supplier = OfferFact(title: "Supplier") { offer in
        HTML { a(.href("/suppliers/\(offer.supplier.id)")) { bdi { offer.supplier.name } } }
    }
    private static let price = OfferFact(title: "Price for you") { offer in
        HTML { span(.class("amount")) { offer.verdict.priceWords } }
    }
    private static let vat = OfferFact(title: "VAT") { HTML($0.terms.vat.words) }
    private static let plan = OfferFact(title: "Your plan") { $0.verdict.badge.html }
    private static let paying = OfferFact(title: "What pays") { offer in
        HTML { for words in offer.verdict.payers { p { words } } }
    }
    private static let lead = OfferFact(title: "Comes in") { HTML($0.terms.leadWords) }
    private static let delivery = OfferFact(title: "Delivery or visits") { HTML($0.terms.delivery) }
    private static let reach = OfferFact(title: "Where from") { offer in
        ReachTag(offer.supplier.reach.tag, distance: offer.distance.map(Distance.words)).html
    }
    private static let checks = OfferFact(title: "Checks") { offer in
        let words = CheckWords(offer.supplier, needed: offer.category?.item?.checks ?? [], today: offer.today)
        return HTML { for line in words.lines { p { if line.isHeld { line.words } else { strong { line.words } } } } }
    }
    private static let rating = OfferFact(title: "Rating") { offer in
        HTML(offer.supplier.starsInTenths.map { "\($0 / 10).\($0 % 10) out of 5" } ?? "None yet")
    }
    private static let cancelling = OfferFact(title: "Cancelling") { offer in
        HTML.lines([offer.terms.cancellation, offer.terms.cancelling.words])
    }
    private static let stock = OfferFact(title: "In stock") { HTML($0.listing.stockWords) }
    private static let most = OfferFact(title: "Most at once") { HTML(String($0.terms.quantityMaximum)) }
    private static let kind = OfferFact(title: "Kind of thing") { HTML($0.category?.title ?? "") }
    private static let code = OfferFact(title: "Product number (GTIN)") { HTML($0.terms.gtin?.digits ?? "None given") }
}
