import Catalogue
import Markup
import Operations
import Relational
import Storage
import Values

/// What a supplier offers, page by page: it may be very much.
struct OwnListingsPage {
    typealias Filter = ListingStore<Snapshot>.OwnFilter

    static let most = 50

    let filter: Filter
    let page: Int
    let count: Int
    let counts: [ListingStatus: Int]
    let listings: [Listing]
    let pending: Set<Listing.ID>
    let orderMinimum: Money?

    init(of supplier: Supplier.ID, _ filter: Filter, page: Int, _ look: Desk.Look) throws {
        let store = look.snapshot.listings
        self.filter = filter
        counts = try store.counts(of: supplier)
        count = try store.count(of: supplier, filter)
        let last = max(1, (count + Self.most - 1) / Self.most)
        self.page = min(max(1, page), last)
        listings = try store.list(of: supplier, filter, skipping: (self.page - 1) * Self.most, most: Self.most)
        pending = Set(try look.snapshot.listingChanges.pending(of: listings.map(\.id)).keys)
        orderMinimum = try look.snapshot.suppliers.find(supplier)?.orderMinimum
    }

    private var pageCount: Int { max(1, (count + Self.most - 1) / Self.most) }

    var view: View {
        View("Your listings", place: .listings, width: .wide) {
            div(.class("row row--apart")) {
                h1 { "Your listings" }
                ButtonLink("Add a listing", href: "/supplier/listings/new")
            }
            p {
                a(.href("/supplier/files")) { "Many at once, by file" }
                " · "
                a(.href("/supplier/keys")) { "By program" }
                " · "
                a(.href("/supplier/order-minimum")) {
                    orderMinimum.map { "Smallest order: \($0)" } ?? "Smallest order: none"
                }
            }
            if counts.isEmpty {
                EmptyState(
                    title: "You offer nothing yet",
                    text: "Add what you sell, and people whose plans it fits can find it.",
                    next: Link("Add your first listing", href: "/supplier/listings/new"))
            } else {
                search
                found
            }
        }
    }

    @HTMLBuilder private var search: HTML {
        form(.class("search"), .method("get"), .action("/supplier/listings"), .role("search")) {
            label(.class("search__label"), .for("q")) { "Part of a title or of your code" }
            div(.class("search__row")) {
                input(.class("input search__input"), .type("search"), .id("q"), .name("q"), .value(filter.words))
                Button("Search")
            }
        }
        nav(.ariaLabel("By status")) {
            ul(.class("row")) {
                li { link(nil, "All", counts.values.reduce(0, +)) }
                for status in ListingStatus.allCases {
                    if let count = counts[status] { li { link(status, status.words, count) } }
                }
            }
        }
    }

    private func link(_ status: ListingStatus?, _ words: String, _ count: Int) -> HTML {
        a(
            .href("/supplier/listings?status=\(status?.rawValue ?? "")"),
            .when(filter.status == status, .ariaCurrent("true"))
        ) { "\(words) (\(count))" }
    }

    @HTMLBuilder private var found: HTML {
        DataTable(
            id: "listings", caption: "Your listings", isCaptionHidden: true,
            columns: [
                .init("Title"), .init("Your code"), .init("Without VAT", align: .end),
                .init("With VAT", align: .end), .init("Unit"), .init("In stock", align: .end), .init("Status"),
                .init("Edit", isHidden: true),
            ],
            rows: listings.map(row), empty: "None of your listings is like that.")
        let query = "q=\(SignInPage.encode(filter.words))&status=\(filter.status?.rawValue ?? "")&"
        Pagination(
            page: page, pageCount: pageCount, address: "/supplier/listings?\(query)page=", subject: "Listings")
    }

    private func row(_ listing: Listing) -> DataTable.Row {
        let (terms, address) = (listing.terms, "/supplier/listings/\(listing.id)")
        return .init(
            HTML { a(.class("link"), .href(address)) { bdi { terms.title } } },
            [
                HTML { bdi { listing.reference } }, HTML { span(.class("amount")) { "\(terms.price)" } },
                HTML { span(.class("amount")) { "\(terms.unitPrice)" } }, HTML(terms.unit),
                HTML(listing.stock.map(String.init) ?? "Not counted"),
                HTML {
                    listing.status.supplierTag
                    if pending.contains(listing.id) { " "; StatusTag("Change waits", tone: .info) }
                },
                Link("Edit", href: address, about: terms.title).html,
            ])
    }
}
