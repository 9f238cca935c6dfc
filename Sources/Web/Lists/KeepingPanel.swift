import Baskets
import Catalogue
import Markup
import Operations
import Storage
import Values

/// Beside a listing: put it on a list, and look at it beside others.
struct KeepingPanel: Sendable {
    let listing: Listing
    let mayShop: Bool
    /// That it is on already.
    let holding: [ShoppingList]
    /// That it could be put on.
    let others: [ShoppingList]
    let hasFavourite: Bool
    let comparison: Comparison
    let hidden: [HiddenField]
    var title = ""
    private var problems = FieldProblems()

    init(_ listing: Listing, for context: HolderContext, _ look: Desk.Look, hidden: [HiddenField]) throws {
        let person = context.principal.person.id
        let lists = try look.snapshot.shoppingLists.list(of: context.holder, seenBy: person).map(\.list)
        self.listing = listing
        mayShop = context.authority.allows(.shop)
        holding = lists.filter { $0.holds(listing.id) }
        hasFavourite = holding.contains { $0.kind == .favourites && $0.author == person }
        others = lists.filter { list in
            !list.holds(listing.id) && !(list.kind == .favourites && list.author == person)
        }
        comparison = try look.snapshot.comparisons.find(of: context.holder, by: person)
        self.hidden = hidden
    }

    /// With what was wrong in its form.
    func with(_ problems: FieldProblems) -> KeepingPanel {
        var panel = self
        panel.problems = problems
        return panel
    }

    static let newList = "new"
    static let favourites = "favourites"
}

extension KeepingPanel: Component {
    var html: HTML {
        div(.class("panel stack")) {
            h2 { "Keep it for later" }
            if !holding.isEmpty {
                p {
                    "On "
                    for (position, list) in holding.enumerated() {
                        if position > 0 { ", " }
                        a(.href("/lists/\(list.id)")) { bdi { list.title } }
                    }
                }
            }
            if mayShop, listing.status == .live { saving }
            comparing
        }
    }

    @HTMLBuilder private var saving: HTML {
        if !hasFavourite {
            PostForm(
                action: address,
                hidden: hidden.naming("favourite") + [HiddenField(name: "place", value: KeepingPanel.favourites)]
            ) {
                Button("Save to Favourites", kind: .secondary, about: listing.terms.title)
            }
        }
        Details("Save to another list", isOpen: problems["title"] != nil) {
            PostForm(action: address, hidden: hidden.naming("keep")) {
                if others.isEmpty {
                    HiddenFields([HiddenField(name: "place", value: KeepingPanel.newList)])
                } else {
                    Select(
                        name: "place", label: "Which list?",
                        choices: others.map { Choice($0.id.text, $0.title) }
                            + [Choice(KeepingPanel.newList, "A new list")],
                        value: problems["title"] == nil ? "" : KeepingPanel.newList)
                }
                TextField(
                    name: "title", label: "Name of the new list",
                    hint: others.isEmpty ? "Nobody else sees it until you share it." : "Only for a new list.",
                    value: title, problem: problems["title"])
                Button("Save", kind: .secondary, about: "\(listing.terms.title) to the list")
            }
        }
    }

    @HTMLBuilder private var comparing: HTML {
        if comparison.listings.contains(listing.id) {
            p { a(.href("/compare")) { "Compare what you have chosen (\(comparison.listings.count))" } }
        } else {
            PostForm(
                action: "/compare",
                hidden: hidden.naming("compare") + [HiddenField(name: "listing", value: listing.id.text)]
            ) {
                Button("Add to compare", kind: .secondary, about: listing.terms.title)
            }
        }
    }

    private var address: String { "/listings/\(listing.id)/lists" }
}
