import Baskets
import Catalogue
import Markup
import Operations
import Storage
import Values

/// One listing: what it is, its terms, its supplier, and what this person's plan says to it.
struct ListingPage: Sendable {
    let verdict: Verdict
    let distance: Int?
    let category: Catalogue.Category?
    let picture: String
    let others: [Verdict]
    let cheaper: [Verdict]
    let relief: ReliefNote?
    /// What its supplier says of it, what it cost before, and when it is free.
    let offer: OfferFacts
    let hidden: [HiddenField]
    var quantity = "1"
    var problems = FieldProblems()

    /// - Throws: `NotFound` when there is no such listing, or it has been withdrawn.
    init(_ id: Listing.ID, for context: HolderContext, _ look: Desk.Look, hidden: [HiddenField]) throws {
        let facts = try context.facts(look)
        guard let listing = try look.snapshot.listings.find(id, for: facts.person.place), listing.status == .live,
            let supplier = try look.snapshot.suppliers.find(listing.supplier)
        else { throw NotFound() }
        let wish = Wish(
            listing: listing, supplier: supplier, quantity: listing.terms.quantityMinimum,
            priceSeen: listing.terms.unitPrice)
        offer = try OfferFacts(listing, for: facts.person.place, look)
        quantity = String(listing.terms.quantityMinimum)
        let judge = Judge(facts)
        verdict = judge.verdict(on: wish)
        cheaper = try CheaperOffers(facts, judge, look).offers(for: verdict)
        relief = ReliefNote(verdict, facts)
        distance = supplier.distance(to: facts.person.place)
        category = look.shelf.categories[listing.terms.category]
        picture = CategoryPicture.address(of: listing.terms.category, in: look.shelf.categories)
        self.hidden = hidden
        others = try ListingPage.others(than: listing, place: facts.person.place, look)
            .map { judge.verdict(on: $0) }
    }

    private static let othersMaximum = 5

    /// The same item type from other suppliers that come here, cheapest first.
    private static func others(
        than listing: Listing, place: Catalogue.Place?, _ look: Desk.Look
    ) throws -> [Wish] {
        var search = Search()
        search.category = listing.terms.category
        search.order = .price
        search.without = listing.supplier
        let hits = look.shelf.find(search, for: .init(place: place, day: look.today), matches: nil).hits
        return try look.wishes(Array(hits.prefix(othersMaximum)), for: place)
    }

    private var listing: Listing { verdict.wish.listing }
    private var terms: ListingTerms { listing.terms }
    private var supplier: Supplier { verdict.wish.supplier }

    var view: View {
        View(
            terms.title, place: .shop,
            breadcrumb: [Link("Shop", href: "/shop")]
                + (category.map { [Link($0.title, href: "/shop?category=\($0.id)&show=all")] } ?? []),
            problems: problems, width: .wide
        ) {
            h1 { bdi { terms.title } }
            div(.class("with-side with-side--lead")) {
                div(.class("with-side__side stack")) { buying }
                div(.class("with-side__main")) { about }
            }
            if !others.isEmpty { othersTable }
        }
    }

    private var about: HTML {
        HTML {
            img(.class("card__picture"), .src(picture), .alt(""), .width(480), .height(360))
            div(.class("text")) {
                for paragraph in terms.description.split(separator: "\n") { p { String(paragraph) } }
            }
            SummaryList([
                .init("Supplier", HTML { a(.href("/suppliers/\(supplier.id)")) { bdi { supplier.name } } }),
                .init(
                    "Price",
                    HTML {
                        strong(.class("amount")) { verdict.unitPrice.description }
                        " \(Unit.words(terms.unit))"
                    }),
                .init("VAT", relief?.html ?? HTML(terms.vat.words)),
                .init(
                    "Lead time",
                    HTML(terms.leadWords)),
                .init("Delivery or visits", HTML(terms.delivery)),
                .init("Cancelling", HTML.lines([terms.cancellation, terms.cancelling.words])),
            ] + (listing.stock == nil ? [] : [.init("In stock", HTML(listing.stockWords))]))
            offer
            Checks(supplier: supplier)
        }
    }

    private var buying: HTML {
        HTML {
            div(.class("panel panel--marked")) {
                ReachTag(supplier.reach.tag, distance: distance.map(Distance.words))
                p(.class("lead")) {
                    strong(.class("amount")) { verdict.unitPrice.description }
                    " \(Unit.words(terms.unit))"
                }
                VerdictBox(verdict: verdict, cheaper: cheaper)
                if verdict.mayShop { adding }
            }
        }
    }

    private var adding: HTML {
        PostForm(
            action: "/basket/lines",
            hidden: hidden + [
                HiddenField(name: "listing", value: listing.id.text),
                HiddenField(name: "price", value: String(terms.unitPrice.pence)),
            ]
        ) {
            if terms.quantityMaximum == 1, problems.isEmpty {
                HiddenFields([HiddenField(name: "quantity", value: "1")])
            } else {
                TextField(
                    name: "quantity", label: "How many?",
                    hint: "From \(terms.quantityMinimum) to \(terms.quantityMaximum)",
                    value: quantity, problem: problems["quantity"], inputmode: "numeric", width: .short)
            }
            Button("Add to basket", about: terms.title)
        }.html
    }

    private var othersTable: HTML {
        DataTable(
            id: "others", caption: "The same kind of thing from others",
            columns: [.init("What"), .init("Supplier"), .init("Price", align: .end), .init("Your plan")],
            rows: others.map { other in
                .init(
                    HTML { a(.href("/listings/\(other.wish.listing.id)")) { bdi { other.wish.listing.terms.title } } },
                    [
                        HTML {
                            bdi { other.wish.supplier.name }
                            " "
                            ReachTag(other.wish.supplier.reach.tag)
                        },
                        HTML(other.priceWords), other.badge.html,
                    ])
            }
        ).html
    }
}

/// What has been seen of a supplier's papers, with dates.
struct Checks: Component {
    let supplier: Supplier

    var html: HTML {
        h2 { "Checks" }
        ul(.class("bullets")) {
            if let cqc = supplier.checks.cqc { li { "Registered with the Care Quality Commission: \(cqc)" } }
            if let register = supplier.checks.register { li { "Professional register: \(register)" } }
            if let until = supplier.checks.insuredUntil {
                li { "Insurance seen, valid until \(until.words)" }
            } else {
                li { "No proof of insurance seen" }
            }
        }
    }
}
