import Baskets
import Catalogue
import Markup
import Operations
import Storage
import Values

/// Up to four listings, fact by fact. On a narrow screen each fact is a small list.
struct ComparePage: Sendable {
    let offers: [Offer]
    /// Kept for the person; otherwise the address names them.
    let isKept: Bool
    let mayShop: Bool
    let hidden: [HiddenField]
    private var problems = FieldProblems()

    /// Of the boxes that put a result beside others.
    static let tickPrefix = "pick-"

    /// - Parameter named: what the address names; nil for what the person has chosen.
    init(_ named: Comparison?, for context: HolderContext, _ look: Desk.Look, hidden: [HiddenField]) throws {
        let chosen = try named
            ?? look.snapshot.comparisons.find(of: context.holder, by: context.principal.person.id)
        isKept = named == nil
        mayShop = context.authority.allows(.shop)
        self.hidden = hidden
        let facts = try context.facts(look)
        let judge = Judge(facts)
        let listings = try look.snapshot.listings.find(chosen.listings, for: facts.person.place)
        let suppliers = try look.snapshot.suppliers.find(Array(Set(listings.values.map(\.supplier))))
        offers = chosen.listings.prefix(Comparison.listingsMaximum).compactMap { id in
            guard let listing = listings[id], let supplier = suppliers[listing.supplier] else { return nil }
            let wish = Wish(
                listing: listing, supplier: supplier, quantity: listing.terms.quantityMinimum,
                priceSeen: listing.terms.unitPrice)
            return Offer(wish, judge: judge, facts: facts)
        }
    }

    /// Says that no more than four go beside each other, and which were left out.
    mutating func refuse(_ titles: [String] = []) {
        let most = Comparison.listingsMaximum
        let what = titles.isEmpty
            ? "Only the first \(most) are shown"
            : titles.map { "“\($0)”" }.joined(separator: " and ") + " was not added"
        problems.add("compared", "You can compare \(most) things at once. \(what). Remove one first")
    }

    var view: View {
        View("Compare", place: .shop, breadcrumb: [Link("Shop", href: "/shop")], problems: problems, width: .wide) {
            h1 { "Compare" }
            if offers.isEmpty {
                EmptyState(
                    title: "You have chosen nothing to compare",
                    text: "On the page of a thing, choose “Add to compare”. Up to four go beside each other.",
                    next: Link("Go to the shop", href: "/shop"))
            } else {
                if offers.count == 1 { p(.class("lead")) { "Choose at least one more thing to compare it with." } }
                table
                acting
            }
        }
    }

    private var table: HTML {
        DataTable(
            id: "compared", caption: "What you compare", isCaptionHidden: true,
            columns: [.init("What")] + offers.map { .init(name(of: $0)) },
            rows: [
                .init(
                    HTML("Open it"),
                    offers.map { offer in
                        HTML { a(.href("/listings/\(offer.listing.id)")) { bdi { offer.terms.title } } }
                    })
            ] + OfferFact.all.map { fact in .init(HTML(fact.title), offers.map(fact.of)) }
                + [.init(HTML("Remove"), offers.map(removing))]
        ).html
    }

    /// The title alone, where that tells them apart.
    private func name(of offer: Offer) -> String {
        offers.count { $0.terms.title == offer.terms.title } > 1 ? offer.name : offer.terms.title
    }

    private func removing(_ offer: Offer) -> HTML {
        guard isKept else {
            let rest = offers.filter { $0.listing.id != offer.listing.id }.map { "listing=\($0.listing.id)" }
            return Link(
                "Remove", href: "/compare\(rest.isEmpty ? "" : "?")\(rest.joined(separator: "&"))", about: offer.name
            ).html
        }
        return PostForm(
            action: "/compare/removal",
            hidden: hidden.naming("remove-\(offer.listing.id)")
                + [HiddenField(name: "listing", value: offer.listing.id.text)]
        ) { Button("Remove", kind: .secondary, about: offer.name) }.html
    }

    private var acting: HTML {
        HTML {
            if isKept {
                PostForm(action: "/compare/removal", hidden: hidden.naming("clear")) {
                    Button("Remove all", kind: .secondary, about: "from the comparison")
                }
            }
            p { a(.href("/shop")) { "Look for more in the shop" } }
        }
    }
}

/// Below the results: puts what is ticked among them beside each other.
struct CompareTicked: Component {
    let hidden: [HiddenField]

    private static let name = "compare-ticked"

    var html: HTML {
        form(
            .class("form"), .method("post"), .action("/compare"), .id(CompareTicked.name), .novalidate
        ) {
            HiddenFields(hidden.naming("compare"))
            Button("Compare what is ticked", kind: .secondary)
        }
    }

    /// The box of one result, which belongs to that form wherever it stands.
    static func box(_ listing: Listing) -> HTML {
        let id = "pick-\(listing.id)"
        return div(.class("choice")) {
            input(
                .class("choice__box"), .type("checkbox"), .name(ComparePage.tickPrefix + listing.id.text), .id(id),
                .value("yes"), .form(name))
            label(.class("choice__label"), .for(id)) { "Compare"; Hidden(" \(listing.terms.title)") }
        }
    }
}
