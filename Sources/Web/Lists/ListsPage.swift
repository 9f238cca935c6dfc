import Baskets
import Catalogue
import Markup
import Operations
import Storage
import Values

/// The lists that somebody may see for the holder, and how to begin another.
struct ListsPage: Sendable {
    struct Item: Sendable {
        let list: ShoppingList
        let author: String
        let isOwn: Bool
    }

    let items: [Item]
    let searches: Int
    /// Baskets that were put aside.
    let putAside: Int
    let mayShop: Bool
    let holderName: String
    let hidden: [HiddenField]
    var title = ""
    var problems = FieldProblems()

    init(for context: HolderContext, _ look: Desk.Look, hidden: [HiddenField]) throws {
        let person = context.principal.person.id
        items = try look.snapshot.shoppingLists.list(of: context.holder, seenBy: person).map { list, author in
            Item(list: list, author: author, isOwn: list.author == person)
        }
        searches = try look.snapshot.savedSearches.list(of: context.holder, by: person).count
        putAside = try look.snapshot.baskets.saved(of: context.holder).count { !$0.lines.isEmpty }
        mayShop = context.authority.allows(.shop)
        holderName = context.holderName
        self.hidden = hidden
    }

    var view: View {
        View("Lists", place: .lists, problems: problems) {
            h1 { "Lists" }
            if items.isEmpty {
                EmptyState(
                    title: "There is no list yet",
                    text: "On a page of the shop, “Save to Favourites” puts the thing on your first list.",
                    next: Link("Go to the shop", href: "/shop"))
            } else {
                table
            }
            if mayShop { creating }
            h2 { "Also kept for later" }
            ul(.class("bullets")) {
                li {
                    a(.href("/searches")) { "Saved searches" }
                    " (\(searches))"
                }
                if putAside > 0 {
                    li {
                        a(.href("/basket/saved")) { "Baskets that were put aside" }
                        " (\(putAside))"
                    }
                }
            }
        }
    }

    private var table: HTML {
        DataTable(
            id: "lists", caption: "Lists", isCaptionHidden: true,
            columns: [.init("List"), .init("Things", align: .end), .init("By"), .init("Who sees it")],
            rows: items.map { item in
                .init(
                    HTML { a(.href("/lists/\(item.list.id)")) { bdi { item.list.title } } },
                    [
                        HTML(String(item.list.lines.count)),
                        item.isOwn ? HTML("You") : HTML { bdi { item.author } },
                        HTML(ListSight.words(item.list, isOwn: item.isOwn, holder: holderName)),
                    ])
            }
        ).html
    }

    private var creating: HTML {
        HTML {
            h2 { "Begin a list" }
            PostForm(action: "/lists", hidden: hidden) {
                TextField(
                    name: "title", label: "What shall it be called?",
                    hint: "For example “Every month”. Nobody else sees it until you share it.", value: title,
                    problem: problems["title"], width: .long)
                Button("Begin the list")
            }
        }
    }
}

/// Who sees a list, in words.
enum ListSight {
    static func words(_ list: ShoppingList, isOwn: Bool, holder: String) -> String {
        list.isShared ? "Everybody who acts for \(holder)" : isOwn ? "Only you" : "Only its author"
    }
}
