import Baskets
import Catalogue
import Markup
import Operations
import Orders
import Storage
import Values

/// One supplier, with what it offers to this person.
struct SupplierPage: Sendable {
    let supplier: Supplier
    /// Why this person can order nothing here.
    let obstacle: SupplierObstacle?
    let postcode: String
    let distance: Int?
    let today: Day
    /// The closure that today falls into, or the next within eight weeks, and the day on which they open again.
    let closure: (closure: Closure, isNow: Bool, opens: Day)?
    let results: [SearchPage.Result]
    let total: Int
    /// The newest of them.
    let reviews: [SupplierReview]
    let reviewCount: Int

    /// - Throws: `NotFound`.
    init(_ id: Supplier.ID, for context: HolderContext, _ look: Desk.Look) throws {
        // Who applies is nobody's to see but their own and the staff's.
        guard let supplier = try look.snapshot.suppliers.find(id), supplier.status.isKnown else { throw NotFound() }
        closure = supplier.nextClosure(from: look.today)
        let facts = try context.facts(look)
        self.supplier = supplier
        reviews = try look.snapshot.supplierReviews.published(of: id, most: SupplierPage.reviewsMaximum)
        reviewCount = try look.snapshot.supplierReviews.publishedCount(of: id)
        obstacle = supplier.obstacle(
            at: facts.person.place, of: facts.person.commissioner?.text, on: look.today)
        postcode = facts.person.postcode
        distance = supplier.distance(to: facts.person.place)
        today = look.today
        var form = SearchForm("", today: look.today)
        form.search.suppliers = [id]
        let found = try SearchResults(form, for: context, look).page
        results = found.results
        total = found.answer.total
    }

    private static let reviewsMaximum = 3

    var view: View {
        View(supplier.name, place: .shop, breadcrumb: [Link("Shop", href: "/shop")], width: .wide) {
            h1 { bdi { supplier.name } }
            ReachTag(supplier.reach.tag, distance: distance.map(Distance.words))
            div(.class("text")) { p(.class("lead")) { supplier.description } }
            if let obstacle { InsetText { p { words(of: obstacle) } } }
            if let closure {
                InsetText {
                    p {
                        closure.isNow
                            ? "Closed until \(closure.opens.words): " : "Closed \(closure.closure.days.words): "
                        bdi { closure.closure.words }
                        ". Nothing new can come on these days."
                    }
                }
            }
            SummaryList([
                .init("Telephone", HTML { a(.href("tel:\(telephone)")) { supplier.telephone } }),
                .init("E-mail", HTML { a(.href("mailto:\(supplier.email)")) { supplier.email.text } }),
            ])
            if !supplier.places.isEmpty { places }
            Checks(supplier, today: today)
            if !results.isEmpty { offers }
            if reviewCount > 0 { said }
        }
    }

    private func words(of obstacle: SupplierObstacle) -> String {
        switch obstacle {
        case .takesNoOrders: "This supplier can’t take orders just now."
        case .notApproved: "This supplier is not approved for people with your plan, so you can’t order here."
        case .papersEnded(let day):
            """
            This supplier can’t take orders: a document that it must have was valid until \(day.words). It may be able \
            to again soon.
            """
        case .doesNotComeThere: "This supplier does not come to \(postcode)."
        }
    }

    private var places: HTML {
        HTML {
            h2 { "Where they work from" }
            SummaryList(
                supplier.places.map { place in
                    .init(
                        place.name,
                        HTML.lines(
                            [place.postcode?.description ?? "", place.telephone, place.opening]
                                .filter { !$0.isEmpty }))
                })
        }
    }

    @HTMLBuilder private var said: HTML {
        SectionHeading(
            "What people say", count: reviewCount,
            link: reviewCount > reviews.count ? Link("See all", href: "/suppliers/\(supplier.id)/reviews") : nil)
        RatingLine(rating: supplier.rating, count: reviewCount)
        ReviewList(reviews: reviews, supplier: supplier.name)
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

extension Supplier {
    private static let closureWeeksAhead = 8

    /// What is worth telling: closed now, or soon.
    fileprivate func nextClosure(from day: Day) -> (closure: Closure, isNow: Bool, opens: Day)? {
        let soon = day.adding(days: Self.closureWeeksAhead * 7)
        return closures.filter { $0.days.last >= day && $0.days.first <= soon }
            .min { $0.days.first < $1.days.first }
            .map { ($0, $0.days.contains(day), openDay(from: $0.days.first)) }
    }
}
