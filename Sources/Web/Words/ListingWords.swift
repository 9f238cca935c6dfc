import Catalogue
import Markup
import Storage
import Values

// How listings, their fields and what happened to them are put to suppliers and reviewers.

extension ListingStatus {
    var words: String {
        switch self {
        case .draft: "Draft"
        case .proposed: "Waiting for review"
        case .changesAsked: "Changes asked"
        case .live: "In the shop"
        case .paused: "Paused"
        case .rejected: "Rejected"
        case .withdrawn: "Withdrawn"
        }
    }

    var supplierTag: StatusTag {
        switch self {
        case .draft, .withdrawn: StatusTag(words, tone: .plain)
        case .proposed: StatusTag(words, tone: .info)
        case .changesAsked, .paused: StatusTag(words, tone: .ask)
        case .live: StatusTag(words, tone: .yes)
        case .rejected: StatusTag(words, tone: .no)
        }
    }
}

extension ListingEvent.What {
    var words: String {
        switch self {
        case .drafted: "Written as a draft"
        case .added: "Added"
        case .revised: "Changed"
        case .imported: "Changed by an import"
        case .proposed: "Proposed"
        case .accepted: "Accepted into the shop"
        case .changesAsked: "Changes asked for"
        case .rejected: "Rejected"
        case .paused: "Paused"
        case .resumed: "Offered again"
        case .withdrawn: "Withdrawn"
        case .restored: "Put back"
        case .changeAsked: "Change asked for"
        case .changeAccepted: "Change accepted"
        case .changeRefused: "Change refused"
        case .changeWithdrawn: "Change no longer wanted"
        case .priceSet: "Price set"
        case .priceRecalled: "Coming price taken back"
        case .counted: "Counted"
        }
    }
}

/// Fields and their values as people read them.
struct FieldWords {
    let categories: Categories

    /// Names of attributes are looked for in every schema: a change may move a listing from one category to another.
    func title(_ field: String) -> String {
        if let known = ListingField(rawValue: field) { return known.title }
        return categories.all.lazy.flatMap(\.attributes).first { $0.field == field }?.title ?? field
    }

    func value(_ text: String, of field: String) -> HTML {
        guard !text.isEmpty else { return HTML { span(.class("quiet")) { "Nothing" } } }
        switch ListingField(rawValue: field) {
        case .category: return HTML(categories[.init(text)]?.title ?? text)
        case .price: return HTML("£\(text)")
        case .vat: return HTML(VAT(rawValue: text)?.choice.label ?? text)
        case nil: return HTML(attribute(text, field))
        default: return HTML.lines(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        }
    }

    private func attribute(_ text: String, _ field: String) -> String {
        let known = categories.all.lazy.flatMap(\.attributes).first { $0.field == field }
        switch known?.kind {
        case .number(let unit): return "\(text) \(unit)"
        case .yesNo: return text == "yes" ? "Yes" : "No"
        default: return text
        }
    }
}

/// What changes, field by field: as it is beside as it would be.
struct FieldDiff: Component {
    let id: String
    let caption: String
    let changes: [FieldChange]
    let categories: Categories

    var html: HTML {
        let words = FieldWords(categories: categories)
        DataTable(
            id: id, caption: caption, columns: [.init("Field"), .init("Now"), .init("After")],
            rows: changes.map { change in
                .init(
                    HTML(words.title(change.field)),
                    [
                        HTML { del(.class("before")) { words.value(change.before, of: change.field) } },
                        HTML { ins(.class("after")) { words.value(change.after, of: change.field) } },
                    ])
            })
    }
}

/// Everything a listing says.
struct ListingSheet: Component {
    let text: ListingText
    let categories: Categories

    var html: HTML {
        let words = FieldWords(categories: categories)
        let attributes = text.attributes.keys.sorted()
        SummaryList(
            (ListingField.allCases.map(\.rawValue) + attributes).filter { !text[$0].isEmpty }.map { field in
                .init(words.title(field), words.value(text[field], of: field))
            })
    }
}
