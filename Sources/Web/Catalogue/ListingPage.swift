import Baskets
import Catalogue
import Markup
import Operations
import Storage
import Values

/// One listing: what it is, its terms, its supplier, and what this person's plan says to it.
struct ListingPage: Sendable {
    let offer: Offer
    /// The drawing of its category.
    let picture: String
    let pictures: [ListingPicture]
    let same: SameItems
    let cheaper: [Verdict]
    let relief: ReliefNote?
    var keeping: KeepingPanel
    /// What its supplier says of it, what it cost before, and when there is room.
    let details: OfferDetails
    let replacement: Replacement?
    let hidden: [HiddenField]
    var quantity = "1"
    var problems = FieldProblems()

    /// - Throws: `NotFound` when there is no such listing.
    init(_ id: Listing.ID, for context: HolderContext, _ look: Desk.Look, hidden: [HiddenField]) throws {
        let facts = try context.facts(look)
        guard let listing = try look.snapshot.listings.find(id, for: facts.person.place), listing.isAccepted,
            let supplier = try look.snapshot.suppliers.find(listing.supplier)
        else { throw NotFound() }
        let judge = Judge(facts)
        offer = Offer(
            Wish(
                listing: listing, supplier: supplier, quantity: listing.terms.quantityMinimum,
                priceSeen: listing.terms.unitPrice), judge: judge, facts: facts)
        details = try OfferDetails(listing, for: facts.person.place, look)
        replacement = try Replacement(listing.terms.replacement, judge: judge, facts: facts, look)
        quantity = String(listing.terms.quantityMinimum)
        cheaper = try CheaperOffers(facts, judge, look).offers(for: offer.verdict)
        relief = ReliefNote(offer.verdict, facts)
        picture = CategoryPicture.address(of: listing.terms.category, in: look.shelf.categories)
        pictures = try look.snapshot.pictures.list(of: id)
        keeping = try KeepingPanel(listing, for: context, look, hidden: hidden)
        self.hidden = hidden
        same = try SameItems(listing, judge: judge, facts: facts, look)
    }

    private var listing: Listing { offer.listing }
    private var terms: ListingTerms { offer.terms }
    private var verdict: Verdict { offer.verdict }
    private var category: Catalogue.Category? { offer.category }

    private var isOffered: Bool { listing.status == .live }

    var view: View {
        View(
            terms.title, place: .shop,
            breadcrumb: [Link("Shop", href: "/shop")]
                + (category.map { [Link($0.title, href: "/shop?category=\($0.id)&show=all")] } ?? []),
            problems: problems, width: .wide
        ) {
            h1 { bdi { terms.title } }
            div(.class("with-side with-side--lead")) {
                div(.class("with-side__side stack")) {
                    if isOffered { buying } else { withdrawn }
                    keeping.with(problems)
                }
                div(.class("with-side__main")) { about }
            }
            same
        }
    }

    private var about: HTML {
        HTML {
            ListingPictures(pictures: pictures, drawing: picture)
            div(.class("text")) {
                for paragraph in terms.description.split(separator: "\n") { p { String(paragraph) } }
            }
            SummaryList([
                .init("Supplier", HTML { a(.href("/suppliers/\(offer.supplier.id)")) { bdi { offer.supplier.name } } }),
                .init(
                    isOffered ? "Price" : "Last price",
                    HTML {
                        strong(.class("amount")) { verdict.unitPrice.description }
                        " \(Unit.words(terms.unit))"
                    }),
                .init("VAT", relief?.html ?? HTML(terms.vat.words)),
                .init("Lead time", HTML(terms.leadWords)),
                .init("Delivery or visits", HTML(terms.delivery)),
                .init("Cancelling", HTML.lines([terms.cancellation, terms.cancelling.words])),
            ] + (listing.stock == nil ? [] : [.init("In stock", HTML(listing.stockWords))]) + productNumber)
            replacement
            details
            Checks(offer.supplier, needed: category?.item?.checks ?? [], today: offer.today)
        }
    }

    private var productNumber: [SummaryList.Row] {
        terms.gtin.map { [.init("Product number (GTIN)", HTML($0.digits))] } ?? []
    }

    private var buying: HTML {
        HTML {
            div(.class("panel panel--marked")) {
                ReachTag(offer.supplier.reach.tag, distance: offer.distance.map(Distance.words))
                p(.class("lead")) {
                    strong(.class("amount")) { verdict.unitPrice.description }
                    " \(Unit.words(terms.unit))"
                }
                VerdictBox(verdict: verdict, cheaper: cheaper)
                if verdict.mayShop { adding }
            }
        }
    }

    /// What is not offered any more stays to be read where it is on a list or an order, with the way forward.
    private var withdrawn: HTML {
        div(.class("panel")) {
            h2 { "No longer offered" }
            p { "The supplier has taken this out of the shop. Orders signed before stay as they are." }
            p {
                a(.href("/shop?category=\(terms.category)&show=all")) { "Look for the same kind of thing" }
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
            if terms.quantityMaximum == 1, problems["quantity"] == nil {
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
}
