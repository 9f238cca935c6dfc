import Baskets
import Catalogue
import Identity
import Markup
import Operations
import Storage
import Values

/// One list: each thing with today's price and verdict, and what can be done with it and with the whole.
struct ListPage: Sendable {
    /// What was typed and could not be taken, with the line it was typed for.
    struct Typed: Sendable {
        var line: ShoppingList.Line.ID?
        var title: String?
        var quantity = ""
        var note = ""
        let problems: FieldProblems
    }

    let list: ShoppingList
    let author: String
    let lines: [ListLinePanel]
    let isOwn: Bool
    let isKept: Bool
    let mayShop: Bool
    let holderName: String
    let hidden: [HiddenField]
    let typed: Typed?

    /// - Throws: `NotFound` for a list that the person may not see.
    init(
        _ id: ShoppingList.ID, for context: HolderContext, _ look: Desk.Look, hidden: [HiddenField],
        typed: Typed? = nil
    ) throws {
        let person = context.principal.person.id
        let seen = try look.snapshot.shoppingLists.list(of: context.holder, seenBy: person)
        guard let (list, author) = seen.first(where: { $0.list.id == id }) else { throw NotFound() }
        self.list = list
        self.author = author
        isOwn = list.author == person
        isKept = list.isKept(by: context.authority)
        mayShop = context.authority.allows(.shop)
        holderName = context.holderName
        self.hidden = hidden
        self.typed = typed
        let facts = try context.facts(look)
        let judge = Judge(facts)
        let listings = try look.snapshot.listings.find(list.lines.map(\.listing), for: facts.person.place)
        let suppliers = try look.snapshot.suppliers.find(Array(Set(listings.values.map(\.supplier))))
        let others = seen.map(\.list).filter { $0.id != list.id }
        lines = list.lines.compactMap { line in
            guard let listing = listings[line.listing], let supplier = suppliers[listing.supplier] else { return nil }
            let wish = Wish(
                listing: listing, supplier: supplier, quantity: line.quantity, priceSeen: listing.terms.unitPrice)
            return ListLinePanel(
                list: list.id, line: line, verdict: judge.verdict(on: wish),
                others: others.filter { !$0.holds(line.listing) }, mayShop: context.authority.allows(.shop),
                hidden: hidden, typed: typed?.line == line.id ? typed : nil)
        }
    }

    private var problems: FieldProblems { typed?.problems ?? FieldProblems() }

    var view: View {
        View(
            list.title, place: .lists, breadcrumb: [Link("Lists", href: "/lists")], problems: problems, width: .wide
        ) {
            h1 { bdi { list.title } }
            p(.class("lead")) {
                isOwn ? "Your list. " : "A list by \(author). "
                "Seen by: \(ListSight.words(list, isOwn: isOwn, holder: holderName).lowercasedFirst)."
            }
            if lines.isEmpty {
                EmptyState(
                    title: "There is nothing on this list",
                    text: "On a page of the shop, choose “Save to another list”.",
                    next: Link("Go to the shop", href: "/shop"))
            } else {
                if mayShop {
                    ButtonRow { ButtonLink("Put the list into the basket", href: "/lists/\(list.id)/basket") }
                }
                div(.class("stack")) { for line in lines { line } }
            }
            if mayShop, isOwn || isKept { keeping }
        }
    }

    private var keeping: HTML {
        HTML {
            h2 { "About this list" }
            if isOwn { sharing }
            if isKept, list.kind == .named {
                Details("Give it another name", isOpen: problems["title"] != nil) {
                    PostForm(action: "\(address)/name", hidden: hidden.naming("name")) {
                        TextField(
                            name: "title", label: "Name of the list", value: typed?.title ?? list.title,
                            problem: problems["title"], width: .long)
                        Button("Save the name", kind: .secondary)
                    }
                }
                Details("Delete the list") {
                    p { "The list is gone for everybody, with its notes. The things stay in the shop." }
                    PostForm(action: "\(address)/removal", hidden: hidden.naming("removal")) {
                        Button("Delete the list", kind: .warning, about: list.title)
                    }
                }
            }
        }
    }

    @HTMLBuilder private var sharing: HTML {
        p {
            list.isShared
                ? "It is shared: everybody who acts for \(holderName) sees it, and whoever may shop can change it."
                : "Only you see it. You can share it with everybody who acts for \(holderName)."
        }
        PostForm(
            action: "\(address)/sharing",
            hidden: hidden.naming("sharing") + [HiddenField(name: "shared", value: list.isShared ? "no" : "yes")]
        ) {
            Button(list.isShared ? "Stop sharing" : "Share the list", kind: .secondary, about: list.title)
        }
    }

    private var address: String { "/lists/\(list.id)" }
}

extension String {
    /// In the middle of a sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
