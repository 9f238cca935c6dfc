import Values

/// The columns of a supplier's file: which of ours each of them is.
package enum ListingColumns {
    /// The supplier's own code: says which listing a row is about.
    package static let reference = "listing"
    /// Told by files of ours, and passed over when they come back.
    package static let status = "status"

    /// Told by files of ours beside what moves while a file is away: how it was when the file was fetched. What still
    /// reads the same is not said by who brings the file back.
    package static let asFetched: [ListingField: String] = [.price: "price_now", .stock: "stock_now"]

    private static let referenceSynonyms: Set<String> = [
        "listing", "reference", "code", "sku", "product code", "item code", "item number", "part number", "id",
    ]

    /// Columns that a file may bring, with what people call them.
    package static func choices(_ attributes: [AttributeField]) -> [(name: String, title: String)] {
        [(reference, "Your code of the listing")] + ListingField.allCases.map { ($0.rawValue, $0.title) }
            + attributes.map { ($0.field, $0.title) }
            + asFetched.map { ($0.value, "\($0.key.title), when the file was fetched") }.sorted { $0.0 < $1.0 }
    }

    /// What of a file only moves prices and stock.
    package static let pricesAndStock = Set(asFetched.values).union([
        reference, ListingField.price.rawValue, ListingField.stock.rawValue,
    ])

    /// Which of ours each column of a header is; empty where none is. No two are the same.
    /// - Parameter remembered: what the supplier chose for a header before.
    package static func guess(
        _ header: [String], remembered: [String: String], attributes: [AttributeField]
    ) -> [String] {
        var taken: Set<String> = []
        let known = Set(choices(attributes).map(\.name))
        return header.map { title in
            let found = remembered[plain(title)] ?? guess(plain(title), attributes)
            guard found.isEmpty || known.contains(found), !found.isEmpty, taken.insert(found).inserted
            else { return "" }
            return found
        }
    }

    private static func guess(_ title: String, _ attributes: [AttributeField]) -> String {
        if referenceSynonyms.contains(title) { return reference }
        if let fetched = asFetched.values.first(where: { plain($0) == title }) { return fetched }
        let field = ListingField.allCases.first {
            plain($0.rawValue) == title || plain($0.title) == title || $0.synonyms.contains(title)
        }
        if let field { return field.rawValue }
        return attributes.first { plain($0.field) == title || plain($0.title) == title }?.field ?? ""
    }

    /// In small letters, with single blanks: as headers are compared and remembered.
    package static func plain(_ title: String) -> String {
        String(Text.line(title).lowercased().map { "_-./".contains($0) ? " " : $0 })
            .split(separator: " ").joined(separator: " ")
    }
}

/// Cells that spreadsheet programs would take for formulas, led by an apostrophe on the way out and freed of it on the
/// way back, so that a file that goes out and comes back changes nothing.
package enum ListingCells {
    private static let dangerous = Set("=+-@\t\r".utf8)
    private static let apostrophe = UInt8(ascii: "'")

    private static func isDangerous(_ text: String) -> Bool {
        text.utf8.first { $0 != apostrophe }.map(dangerous.contains) ?? false
    }

    package static func guarded(_ text: String) -> String { isDangerous(text) ? "'" + text : text }

    package static func freed(_ cell: String) -> String {
        cell.utf8.first == apostrophe && isDangerous(cell) ? String(cell.dropFirst()) : cell
    }
}
