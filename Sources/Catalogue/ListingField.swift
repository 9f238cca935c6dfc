import Values

/// The fields of a listing, as files, forms and differences name them.
package enum ListingField: String, Sendable, CaseIterable, Codable {
    case category, title, description, unit, price, vat
    case quantityMinimum = "minimum_quantity"
    case quantityMaximum = "maximum_quantity"
    case stock
    case capacity = "weekly_capacity"
    case leadDays = "lead_days"
    case delivery, cancellation
    case cancelFeePercent = "cancel_fee_percent"
    case cancelFreeDays = "cancel_free_days"
    case gtin, replacement

    /// As people read it.
    package var title: String { ListingField.table[self]?.title ?? rawValue }

    /// What becomes of a change of it, once the listing is in the shop.
    package var fate: Fate { ListingField.table[self]?.fate ?? .reviewed }

    /// How other people's files call the column, in small letters.
    package var synonyms: [String] { ListingField.table[self]?.synonyms ?? [] }

    package enum Fate: Sendable {
        /// Somebody of a commissioner's staff looks at it first.
        case reviewed
        /// A number of the supplier's own: counts at once.
        case atOnce
        /// Less counts at once; more, after notice.
        case price
    }

    private typealias Entry = (
        path: any WritableKeyPath<ListingText, String> & Sendable, title: String, fate: Fate, synonyms: [String]
    )

    private static let table: [ListingField: Entry] = [
        .category: (\.category, "Category", .reviewed, ["category code", "item type", "type"]),
        .title: (\.title, "Title", .reviewed, ["name", "product", "product name", "item", "item name", "service"]),
        .description: (\.description, "Description", .reviewed, ["details", "text", "long description", "body"]),
        .unit: (\.unit, "Unit", .reviewed, ["unit of measure", "uom", "per", "sold by"]),
        .price: (\.price, "Price without VAT", .price, ["net price", "price net", "unit price", "cost"]),
        .vat: (\.vat, "VAT", .reviewed, ["vat code", "tax", "tax code", "vat rate"]),
        .quantityMinimum: (\.quantityMinimum, "Smallest quantity", .reviewed, ["minimum", "min qty", "moq"]),
        .quantityMaximum: (\.quantityMaximum, "Largest quantity", .reviewed, ["maximum", "max qty", "max quantity"]),
        .stock: (\.stock, "In stock", .atOnce, ["in stock", "stock level", "quantity in stock", "qty", "on hand"]),
        .capacity: (\.capacity, "Units in one week", .atOnce, ["capacity", "capacity per week", "per week"]),
        .leadDays: (\.leadDays, "Lead time in days", .reviewed, ["lead time", "days", "delivery days"]),
        .delivery: (\.delivery, "Delivery or visit", .reviewed, ["shipping", "delivery terms", "visits"]),
        .cancellation: (\.cancellation, "Cancellation and returns", .reviewed, ["returns", "cancellation terms"]),
        .cancelFeePercent: (\.cancelFeePercent, "Late cancelling, per cent", .reviewed, ["cancellation fee"]),
        .cancelFreeDays: (\.cancelFreeDays, "Free cancelling, days before", .reviewed, ["cancellation days"]),
        .gtin: (\.gtin, "Barcode number", .reviewed, ["ean", "barcode", "upc", "gtin number"]),
        .replacement: (\.replacement, "Replacement", .reviewed, ["replaced by", "alternative", "substitute"]),
    ]

    fileprivate var path: (any WritableKeyPath<ListingText, String> & Sendable)? { ListingField.table[self]?.path }
}

extension ListingText {
    package subscript(field: ListingField) -> String {
        get { field.path.map { self[keyPath: $0] } ?? "" }
        set { if let path = field.path { self[keyPath: path] = newValue } }
    }

    /// A field, or an attribute, by its name.
    package subscript(name: String) -> String {
        get { ListingField(rawValue: name).map { self[$0] } ?? attributes[name] ?? "" }
        set {
            if let field = ListingField(rawValue: name) {
                self[field] = newValue
            } else {
                attributes[name] = newValue.isEmpty ? nil : newValue
            }
        }
    }
}

/// One field before and after: what a reviewer compares, and what history keeps.
package struct FieldChange: Sendable, Hashable {
    /// Of `ListingField`, or of an attribute.
    package let field: String
    package let before: String
    package let after: String

    package init(field: String, before: String, after: String) {
        self.field = field
        self.before = before
        self.after = after
    }
}

/// What the supplier wants to be different, told apart by what becomes of it.
package struct ListingEdit: Sendable, Hashable {
    package private(set) var reviewed: [FieldChange] = []
    package private(set) var atOnce: [FieldChange] = []
    /// The price before and after, where it changes.
    package private(set) var price: FieldChange?

    package var isEmpty: Bool { reviewed.isEmpty && atOnce.isEmpty && price == nil }
    /// All of it, as history keeps it.
    package var all: [FieldChange] { reviewed + (price.map { [$0] } ?? []) + atOnce }

    /// - Parameters:
    ///   - old: as the listing reads now.
    ///   - new: as it should read: the text of checked terms, so that spelling alone is no change.
    package init(from old: ListingText, to new: ListingText) {
        let attributes = Set(old.attributes.keys).union(new.attributes.keys).sorted()
        for name in ListingField.allCases.map(\.rawValue) + attributes where old[name] != new[name] {
            let change = FieldChange(field: name, before: old[name], after: new[name])
            switch ListingField(rawValue: name)?.fate ?? .reviewed {
            case .reviewed: reviewed.append(change)
            case .atOnce: atOnce.append(change)
            case .price: price = change
            }
        }
    }
}

/// What the supplier of something in the shop wants to be different: it waits for a reviewer, and until then the
/// listing stays as it is. Whoever decides names the version they have read; what was amended since is read again.
package struct ListingChange: Sendable, Hashable {
    package typealias ID = Identifier<ListingChange>

    package let id: ID
    package let listing: Listing.ID
    package private(set) var fields: [FieldChange]
    package private(set) var status: ListingChangeStatus
    package private(set) var version: Int
    package let askedAt: Moment

    package init(
        id: ID, listing: Listing.ID, fields: [FieldChange], status: ListingChangeStatus = .pending, version: Int = 1,
        askedAt: Moment
    ) {
        self.id = id
        self.listing = listing
        self.fields = fields
        self.status = status
        self.version = version
        self.askedAt = askedAt
    }

    /// - Throws: `WorkflowRefusal` where it has been decided.
    package mutating func amend(_ fields: [FieldChange]) throws(WorkflowRefusal) {
        try perform(.amend)
        self.fields = fields
    }

    /// - Throws: `WorkflowRefusal` where the table has no such step.
    package mutating func perform(_ action: ListingChangeAction) throws(WorkflowRefusal) {
        status = try ListingChangeStatus.workflow.next(from: status, on: action)
        version += 1
    }

    /// A text with what is asked for in it.
    package func applied(to text: ListingText) -> ListingText {
        var text = text
        for change in fields { text[change.field] = change.after }
        return text
    }
}
