import Baskets
import Catalogue
import Markup
import Values

/// One thing on a list: what it costs today, what the plan says, its note, and what can be done with it.
struct ListLinePanel: Sendable {
    let list: ShoppingList.ID
    let line: ShoppingList.Line
    let verdict: Verdict
    /// Lists that it could be put on.
    let others: [ShoppingList]
    let mayShop: Bool
    let hidden: [HiddenField]
    let typed: ListPage.Typed?

    private var listing: Listing { verdict.wish.listing }
    private var title: String { listing.terms.title }
    private var isOffered: Bool { listing.status == .live }
    private var address: String { "/lists/\(list)/lines/\(line.id)" }

    static func field(_ name: String, _ line: ShoppingList.Line.ID) -> String { "\(name)-\(line)" }
}

extension ListLinePanel: Component {
    var html: HTML {
        section(.class("panel stack"), .ariaLabelledBy("line-\(line.id)")) {
            h2(.id("line-\(line.id)")) { a(.href("/listings/\(listing.id)")) { bdi { title } } }
            p {
                "From "
                bdi { verdict.wish.supplier.name }
                ", "
                span(.class("amount")) { verdict.priceWords }
                priceWords
            }
            if isOffered { verdict.badge } else { gone }
            p { "How many at once: \(line.quantity)" }
            if !line.note.isEmpty { p { "Note: "; bdi { line.note } } }
            if mayShop { acting }
        }
    }

    private var priceWords: String {
        let now = listing.terms.unitPrice
        guard now != line.priceThen else { return "" }
        return " (it was \(line.priceThen) when it was put here, now it is \(now))"
    }

    private var gone: HTML {
        HTML {
            StatusTag("No longer offered", tone: .no)
            p {
                "The supplier has taken it out of the shop. "
                a(.href("/shop?category=\(listing.terms.category)&show=all")) {
                    "Look for the same kind of thing"
                    Hidden(" as \(title)")
                }
            }
        }
    }

    @HTMLBuilder private var acting: HTML {
        Details("Change number or note", isOpen: typed != nil) { writing }
        if !others.isEmpty { Details("Put it on another list") { transferring } }
        PostForm(action: "\(address)/removal", hidden: hidden.naming("remove-\(line.id)")) {
            Button("Remove", kind: .secondary, about: "\(title) from the list")
        }
    }

    private var writing: HTML {
        let (quantity, note) = (ListLinePanel.field("quantity", line.id), ListLinePanel.field("note", line.id))
        return PostForm(
            action: address,
            hidden: hidden.naming("write-\(line.id)") + [HiddenField(name: "seen", value: line.digest.text)]
        ) {
            TextField(
                name: quantity, label: "How many at once?",
                hint: "From \(listing.terms.quantityMinimum) to \(listing.terms.quantityMaximum)",
                value: typed?.quantity ?? String(line.quantity), problem: typed?.problems[quantity],
                inputmode: "numeric", width: .short)
            TextArea(
                name: note, label: "Note", value: typed?.note ?? line.note, problem: typed?.problems[note], rows: 2,
                maximum: ShoppingList.Line.noteCharactersMaximum)
            Button("Save", kind: .secondary, about: "number and note of \(title)")
        }.html
    }

    private var transferring: HTML {
        PostForm(action: "\(address)/transfer", hidden: hidden.naming("transfer-\(line.id)")) {
            Select(
                name: ListLinePanel.field("target", line.id), label: "Which list?",
                choices: others.map { Choice($0.id.text, $0.title) })
            ButtonRow {
                Button("Move it there", kind: .secondary, name: "way", value: "move", about: title)
                Button("Copy it there", kind: .secondary, name: "way", value: "copy", about: title)
            }
        }.html
    }
}
