import Catalogue
import Markup
import Operations
import Orders
import Storage

/// All reviews of a supplier that everybody may read, newest first.
struct PublishedReviewsPage {
    static let most = 20

    let supplier: Supplier
    let reviews: [SupplierReview]
    let count: Int
    let page: Int
    let pageCount: Int
    let place: View.Place
    let breadcrumb: [Link]
    /// Of the list itself.
    let address: String
    /// Below this address the supplier can reply to a review; nil for everybody else.
    var replying: String?

    init(
        supplier: Supplier, page: PageNumber, _ look: Desk.Look, place: View.Place, breadcrumb: [Link] = [],
        address: String, replying: String? = nil
    ) throws {
        let store = look.snapshot.supplierReviews
        self.supplier = supplier
        self.place = place
        self.breadcrumb = breadcrumb
        self.address = address
        self.replying = replying
        count = try store.publishedCount(of: supplier.id)
        (self.page, pageCount) = page.of(count, most: Self.most)
        reviews = try store.published(of: supplier.id, skipping: (self.page - 1) * Self.most, most: Self.most)
    }

    private var title: String { replying == nil ? "Reviews of \(supplier.name)" : "What people say about you" }

    var view: View {
        View(title, place: place, breadcrumb: breadcrumb) {
            h1 { bdi { title } }
            if count == 0 {
                EmptyState(
                    title: "There are no reviews yet",
                    text: "People can write one when something that they ordered has come.")
            } else {
                RatingLine(rating: supplier.rating, count: count)
                if replying == nil {
                    ReviewList(reviews: reviews, supplier: supplier.name)
                } else {
                    p { "You can reply once to each. Others read your reply below the review. Name nobody in it." }
                    ul(.class("list")) { for review in reviews { li { own(review) } } }
                }
                Pagination(page: page, pageCount: pageCount, address: "\(address)?page=", subject: "Reviews")
            }
        }
    }

    @HTMLBuilder private func own(_ review: SupplierReview) -> HTML {
        ReviewText(review: review, supplier: supplier.name)
        if review.reply.status != .absent { p { "Your reply: "; review.reply.status.tag } }
        if let replying {
            p {
                Link(
                    review.reply.status == .absent ? "Reply to this review" : "Your reply",
                    href: "\(replying)/\(review.id)", about: "of \(review.month), \(review.starsInWords)")
            }
        }
    }
}

/// The average, where there are enough reviews for one, and how many there are.
struct RatingLine: Component {
    let rating: Rating?
    let count: Int

    var html: HTML {
        if let rating {
            p(.class("lead")) { strong { rating.words } }
        } else {
            p(.class("lead")) {
                count == 1 ? "One review." : "\(count) reviews."
                " An average is shown once \(Rating.countMinimum) people have written."
            }
        }
    }
}
