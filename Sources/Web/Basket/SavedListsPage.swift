import Baskets
import Catalogue
import Identity
import Markup
import Operations
import Storage
import Values

/// The holder's saved lists, the newest first, each with what is on it.
struct SavedListsPage: Sendable {
    struct Item: Sendable {
        let line: BasketLine
        let listing: Listing
    }

    struct List: Sendable {
        let id: Basket.ID
        let touchedAt: Moment
        let items: [Item]
    }

    let lists: [List]
    let hasBasket: Bool
    let mayShop: Bool
    let hidden: [HiddenField]

    init(for context: HolderContext, _ look: Desk.Look, hidden: [HiddenField]) throws {
        let saved = try look.snapshot.baskets.saved(of: context.holder).filter { !$0.lines.isEmpty }
        let listings = try look.snapshot.listings.find(saved.flatMap(\.lines).map(\.listing))
        lists = saved.map { basket in
            List(
                id: basket.id, touchedAt: basket.touchedAt,
                items: basket.lines.compactMap { line in
                    listings[line.listing].map { Item(line: line, listing: $0) }
                })
        }
        hasBasket = try look.snapshot.baskets.current(of: context.holder) != nil
        mayShop = context.authority.allows(.shop)
        self.hidden = hidden
    }

    var view: View {
        View("Saved lists", place: .basket, breadcrumb: [Link("Your basket", href: "/basket")]) {
            h1 { "Saved lists" }
            p(.class("lead")) {
                "A basket that nobody touches for \(Basket.daysKept) days becomes a saved list. Nothing on it is lost."
            }
            if lists.isEmpty {
                EmptyState(
                    title: "There is no saved list", text: "What you have chosen lately is in your basket.",
                    next: Link("Go to your basket", href: "/basket"))
            }
            div(.class("stack")) { for (number, list) in lists.enumerated() { panel(list, number: number) } }
        }
    }

    private func panel(_ list: List, number: Int) -> HTML {
        section(.class("panel stack"), .ariaLabelledBy("list-\(number)")) {
            h2(.id("list-\(number)")) { "Last touched on \(list.touchedAt.day.words)" }
            ul(.class("bullets")) {
                for item in list.items {
                    li {
                        "\(item.line.quantity) × "
                        a(.href("/listings/\(item.listing.id)")) { bdi { item.listing.terms.title } }
                        if item.listing.status != .live { " (no longer offered)" }
                    }
                }
            }
            if mayShop {
                p {
                    hasBasket
                        ? "It is put into your basket. What is there already stays as it is, and so does this list."
                        : "It becomes your basket again, judged as things are today."
                }
                PostForm(action: "/basket/saved/\(list.id)", hidden: hidden.naming("list-\(number)")) {
                    Button(
                        hasBasket ? "Put it into the basket" : "Take it up again", kind: .secondary,
                        about: "the list of \(list.touchedAt.day.words)")
                }
            }
        }
    }
}
