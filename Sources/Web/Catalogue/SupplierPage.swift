import Baskets
import Catalogue
import Markup
import Operations
import Storage
import Values

/// One supplier, with what it offers to this person.
struct SupplierPage: Sendable {
    let supplier: Supplier
    let comesHere: Bool
    let postcode: String
    let distance: Int?
    let results: [SearchPage.Result]
    let total: Int

    /// - Throws: `NotFound`.
    init(_ id: Supplier.ID, for context: HolderContext, _ look: Desk.Look) throws {
        guard let supplier = try look.snapshot.suppliers.find(id) else { throw NotFound() }
        let facts = try context.facts(look)
        self.supplier = supplier
        comesHere = supplier.covers(facts.person.place) && supplier.takesOrders
        postcode = facts.person.postcode
        distance = supplier.distance(to: facts.person.place)
        var form = SearchForm("", today: look.today)
        form.search.suppliers = [id]
        let found = try SearchResults(form, for: context, look).page
        results = found.results
        total = found.answer.total
    }

    var view: View {
        View(supplier.name, place: .shop, breadcrumb: [Link("Shop", href: "/shop")], width: .wide) {
            h1 { bdi { supplier.name } }
            ReachTag(supplier.reach.tag, distance: distance.map(Distance.words))
            div(.class("text")) { p(.class("lead")) { supplier.description } }
            if !supplier.takesOrders {
                InsetText { p { "This supplier can’t take orders just now." } }
            } else if !comesHere {
                InsetText { p { "This supplier does not come to \(postcode)." } }
            }
            SummaryList([
                .init("Telephone", HTML { a(.href("tel:\(telephone)")) { supplier.telephone } }),
                .init("E-mail", HTML { a(.href("mailto:\(supplier.email)")) { supplier.email.text } }),
            ])
            Checks(supplier: supplier)
            if !results.isEmpty { offers }
        }
    }

    private var telephone: String { supplier.telephone.filter { $0 != " " } }

    private var offers: HTML {
        HTML {
            SectionHeading(
                "What they offer", count: total,
                link: total > results.count ? Link("See all", href: "/shop?supplier=\(supplier.id)&show=all") : nil)
            DataTable(
                id: "offers", caption: "What they offer", isCaptionHidden: true,
                columns: [.init("What"), .init("Price", align: .end), .init("Your plan")],
                rows: results.map { result in
                    .init(
                        HTML {
                            a(.href("/listings/\(result.wish.listing.id)")) { bdi { result.wish.listing.terms.title } }
                        },
                        [
                            HTML(result.verdict.priceWords),
                            result.verdict.badge.html,
                        ])
                })
        }
    }
}
