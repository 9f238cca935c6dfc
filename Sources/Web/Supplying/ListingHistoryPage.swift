import Catalogue
import Markup
import Operations
import Storage

/// Who changed what of a listing, and when: the newest first.
struct ListingHistoryPage {
    let listing: Listing
    let events: [ListingEvent]
    let categories: Categories

    /// More than anybody reads; what is older stays stored.
    static let most = 200

    init(_ listing: Listing, _ look: Desk.Look) throws {
        self.listing = listing
        events = try look.snapshot.listingHistory.list(of: listing.id, most: Self.most)
        categories = look.shelf.categories
    }

    var view: View {
        let address = "/supplier/listings/\(listing.id)"
        return View(
            "History of \(listing.terms.title)", place: .listings,
            breadcrumb: [
                Link("Your listings", href: "/supplier/listings"), Link(listing.terms.title, href: address),
            ]
        ) {
            h1 { "History" }
            p(.class("lead")) { bdi { listing.terms.title } }
            if events.isEmpty { p { "It came with an import and has not been changed since." } }
            ol(.class("stack")) { for (number, event) in events.enumerated() { li { entry(event, number) } } }
            if events.count == Self.most { p { "Only the newest \(Self.most) entries are shown." } }
        }
    }

    @HTMLBuilder private func entry(_ event: ListingEvent, _ number: Int) -> HTML {
        p {
            strong { event.what.words }
            ", \(event.at.day.words)"
            if let person = event.person { " by "; bdi { person } }
        }
        if let note = event.note { p { bdi { note } } }
        if !event.fields.isEmpty {
            FieldDiff(
                id: "event-\(number)", caption: "What changed, \(events.count - number)", changes: event.fields,
                categories: categories)
        }
    }
}
