import Baskets
import Catalogue
import Markup
import Operations
import Storage
import Values

/// The same thing from other suppliers: the very same product by its number first, then the same kind of thing.
struct SameItems: Sendable {
    let listing: Listing.ID
    let category: Catalogue.Category?
    let postcode: String
    /// By the product's number, cheapest first.
    let products: [Offer]
    /// Of the very same product, from suppliers that do not come here or take no orders.
    let elsewhere: Int
    /// Of the same item type from other suppliers, cheapest first.
    let kinds: [Offer]
    /// How many of the kind come here from other suppliers, the very same product among them.
    let kindTotal: Int

    static let kindsMaximum = 5

    init(_ listing: Listing, judge: Judge, facts: Facts, _ look: Desk.Look) throws {
        self.listing = listing.id
        category = facts.categories[listing.terms.category]
        postcode = facts.person.postcode
        let twins = try listing.terms.gtin.map { try look.snapshot.listings.live(gtin: $0) } ?? []
        let here = try look.snapshot.listings.find(
            twins.map(\.id).filter { $0 != listing.id }, for: facts.person.place)
        let wishes = SameItems.wishes(here.values.sorted { $0.id < $1.id }, look)
        let coming = wishes.filter { $0.supplier.takesOrders && $0.supplier.covers(facts.person.place) }
        products = coming.sorted { ($0.unitPrice, $0.listing.id) < ($1.unitPrice, $1.listing.id) }
            .map { Offer($0, judge: judge, facts: facts) }
        elsewhere = wishes.count - coming.count
        var search = Search()
        search.category = listing.terms.category
        search.order = .price
        search.without = listing.supplier
        let answer = look.shelf.find(search, for: try look.shopper(facts, nil), matches: nil)
        kindTotal = answer.total
        let same = Set(twins.map(\.id))
        kinds = try look.wishes(answer.hits, for: facts.person.place).filter { !same.contains($0.listing.id) }
            .prefix(SameItems.kindsMaximum).map { Offer($0, judge: judge, facts: facts) }
    }

    private static func wishes(_ listings: [Listing], _ look: Desk.Look) -> [Wish] {
        listings.compactMap { listing in
            look.shelf.supplier(listing.supplier).map {
                Wish(
                    listing: listing, supplier: $0, quantity: listing.terms.quantityMinimum,
                    priceSeen: listing.terms.unitPrice)
            }
        }
    }
}

extension SameItems: Component {
    var html: HTML {
        if !products.isEmpty || elsewhere > 0 {
            h2 { "The very same product from others" }
            p { "They have the same product number (GTIN), so it is the same thing. \(elsewhereWords)" }
            if !products.isEmpty { table(products, id: "same-product", caption: "The very same product") }
        }
        if !kinds.isEmpty {
            h2 { "The same kind of thing from others" }
            p {
                """
                These are of the same kind\(category.map { " (\($0.title))" } ?? ""), but may differ. The cheapest of \
                \(kindTotal) that come to you from others. \

                """
                a(.href("/shop?category=\(category?.id.text ?? "")&show=all&order=price")) { "See all of the kind" }
            }
            table(kinds, id: "others", caption: "The same kind of thing from others")
        }
    }

    private var elsewhereWords: String {
        switch elsewhere {
        case 0: "Cheapest first."
        case 1: "One other supplier has it, but can’t deliver it to \(postcode) now."
        default: "\(elsewhere) other suppliers have it, but can’t deliver it to \(postcode) now."
        }
    }

    /// With boxes to look at several beside this one.
    private func table(_ offers: [Offer], id: String, caption: String) -> HTML {
        form(.class("form"), .method("get"), .action("/compare")) {
            HiddenFields([HiddenField(name: "listing", value: listing.text)])
            DataTable(
                id: id, caption: caption, isCaptionHidden: true,
                columns: [.init("What")] + OfferFact.brief.map { .init($0.title, align: $0.align) }
                    + [.init("Compare")],
                rows: offers.map { offer in
                    .init(
                        offer.link,
                        OfferFact.brief.map { $0.of(offer) } + [
                            CompareBox(offer: offer, name: "listing", id: "\(id)-\(offer.listing.id)").html
                        ])
                })
            Button("Compare with this one", kind: .secondary, about: "what is ticked")
        }
    }
}

/// A box that puts an offer beside others.
struct CompareBox: Component {
    let offer: Offer
    let name: String
    let id: String

    var html: HTML {
        div(.class("choice")) {
            input(
                .class("choice__box"), .type("checkbox"), .name(name), .id(id), .value(offer.listing.id.text))
            // The column says what it is for.
            label(.class("choice__label"), .for(id)) { Hidden("Compare \(offer.name)") }
        }
    }
}
