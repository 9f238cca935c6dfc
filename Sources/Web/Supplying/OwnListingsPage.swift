import Catalogue
import Markup
import Values

/// Everything a supplier offers, those in the shop first.
struct OwnListingsPage: Sendable {
    let listings: [Listing]

    var view: View {
        View("Your listings", place: .listings, width: .wide) {
            div(.class("row row--apart")) {
                h1 { "Your listings" }
                ButtonLink("Add a listing", href: "/supplier/listings/new")
            }
            if listings.isEmpty {
                EmptyState(
                    title: "You offer nothing yet",
                    text: "Add what you sell, and people whose plans it fits can find it.",
                    next: Link("Add your first listing", href: "/supplier/listings/new"))
            } else {
                p(.class("lead")) { summary }
                DataTable(
                    id: "listings", caption: "Your listings", isCaptionHidden: true,
                    columns: [
                        .init("Title"), .init("Without VAT", align: .end), .init("With VAT", align: .end),
                        .init("Unit"), .init("In stock", align: .end), .init("Status"), .init("Edit", isHidden: true),
                    ],
                    rows: listings.map(row))
            }
        }
    }

    private var summary: String {
        let live = listings.count { $0.status == .live }
        let rest = listings.count - live
        return "\(live) in the shop" + (rest == 0 ? "." : ", \(rest) withdrawn.")
    }

    private func row(_ listing: Listing) -> DataTable.Row {
        let (terms, address) = (listing.terms, "/supplier/listings/\(listing.id)")
        return .init(
            HTML { a(.class("link"), .href(address)) { bdi { terms.title } } },
            [
                HTML { span(.class("amount")) { "\(terms.price)" } },
                HTML { span(.class("amount")) { "\(terms.unitPrice)" } }, HTML(terms.unit),
                HTML(listing.stock.map(String.init) ?? "Not counted"),
                listing.status.supplierTag.html,
                Link("Edit", href: address, about: terms.title).html,
            ])
    }
}

extension ListingStatus {
    var supplierTag: StatusTag {
        switch self {
        case .live: StatusTag("In the shop", tone: .yes)
        case .withdrawn: StatusTag("Withdrawn", tone: .plain)
        }
    }
}
