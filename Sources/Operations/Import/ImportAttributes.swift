import Catalogue
import Relational
import Storage
import Values

/// `attributes.csv`: what suppliers have to say about everything in a category or group.
struct ImportAttributes: ImportStep {
    static let file = "attributes.csv"
    static let columns = ["category", "field", "title", "kind", "unit", "choices", "required", "hint"]
    static let key = ["category", "field"]

    struct Candidate: Sendable {
        let category: Catalogue.Category.ID
        let field: AttributeField
    }

    private enum Kind: String, CaseIterable {
        case text, number, yesNo = "yes_no", oneOf = "one_of"
    }

    func check(_ row: inout RowCheck) -> Candidate? {
        let category = row.code("category")
        let (field, title) = (name(&row), row.text("title", most: 80))
        let kind = answer(&row)
        let (isRequired, hint) = (row.yes("required"), row.optionalText("hint", most: 200) ?? "")
        guard let category, let field, let title, let kind, row.problems.isEmpty else { return nil }
        return Candidate(
            category: .init(category),
            field: AttributeField(field: field, title: title, kind: kind, isRequired: isRequired, hint: hint))
    }

    /// The name of a column: it must not be that of another.
    private func name(_ row: inout RowCheck) -> String? {
        guard let text = row.text("field", most: 40) else { return nil }
        let letters = Set("abcdefghijklmnopqrstuvwxyz".utf8)
        let others = Set("0123456789_".utf8)
        guard text.utf8.first.map(letters.contains) ?? false,
            text.utf8.allSatisfy({ letters.contains($0) || others.contains($0) })
        else {
            row.add("field", "must be small letters, digits and underscores, like seat_width")
            return nil
        }
        let taken = [ListingColumns.reference, ListingColumns.status] + ListingField.allCases.map(\.rawValue)
        guard !taken.contains(text) else {
            row.add("field", "is the name of a column that every listing has")
            return nil
        }
        return text
    }

    private func answer(_ row: inout RowCheck) -> AttributeKind? {
        guard let kind: Kind = row.word("kind") else { return nil }
        let choices = row.list("choices")
        if kind != .number, !row.isEmpty("unit") { row.add("unit", "is for numbers only") }
        if kind != .oneOf, !choices.isEmpty { row.add("choices", "are for one_of only") }
        switch kind {
        case .text: return .text
        case .yesNo: return .yesNo
        case .number:
            guard let unit = row.text("unit", most: 20) else { return nil }
            return .number(unit: unit)
        case .oneOf:
            guard choices.count > 1 else {
                row.add("choices", "must be two or more, with semicolons between them")
                return nil
            }
            return .oneOf(choices)
        }
    }

    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        guard try writing.category(candidate.category) != nil else {
            return .refused("category", "category \(candidate.category) is not known")
        }
        return .taken(
            try writing.tx.structure.take(candidate.field, of: candidate.category, source: source.digest))
    }

    func note(_ tx: Transaction) throws {
        try tx.structure.noteChange()
    }
}
