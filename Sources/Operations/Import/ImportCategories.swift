import Catalogue
import Relational
import Storage
import Values

/// `categories.csv`: groups, and below each its item types. A group stands above its item types in the file.
struct ImportCategories: ImportStep {
    static let file = "categories.csv"
    static let columns = [
        "code", "parent", "title", "summary", "unit", "vat", "price_low", "price_high", "checks", "traits",
        "policy", "clause",
    ]
    static let key = ["code"]

    func check(_ row: inout RowCheck) -> Catalogue.Category? {
        let (code, parent) = (row.code("code"), row.optionalCode("parent"))
        let (title, summary) = (row.text("title", most: 120), row.text("summary", most: 500))
        let isGroup = row.isEmpty("parent")
        let item = isGroup ? nil : item(&row)
        if isGroup { mustBeEmpty(&row) }
        let policy = policy(&row)
        guard let code, let title, let summary, row.problems.isEmpty else { return nil }
        return Catalogue.Category(
            id: .init(code), parent: parent.map { .init($0) }, title: title, summary: summary, item: item,
            policy: policy)
    }

    private func mustBeEmpty(_ row: inout RowCheck) {
        for column in ["unit", "vat", "price_low", "price_high", "checks", "traits"] where !row.isEmpty(column) {
            row.add(column, "must be empty for a group")
        }
    }

    private func item(_ row: inout RowCheck) -> Catalogue.Category.Item? {
        let (unit, vat): (String?, VAT?) = (row.text("unit", most: 40), row.word("vat"))
        let (lowest, highest) = (row.money("price_low"), row.money("price_high"))
        if let lowest, let highest, highest < lowest { row.add("price_high", "must not be less than price_low") }
        let (checks, traits): ([SupplierCheck], [Trait]) = (row.words("checks"), row.words("traits"))
        if traits.contains(.children), traits.contains(.adults) {
            row.add("traits", "must not be for children only and for adults only")
        }
        guard let unit, let vat, let lowest, let highest else { return nil }
        return .init(
            unit: unit, vat: vat, lowest: lowest, highest: highest, checks: checks, traits: Set(traits))
    }

    private func policy(_ row: inout RowCheck) -> Policy? {
        guard !row.isEmpty("policy") || !row.isEmpty("clause") else { return nil }
        let (effect, clause): (Policy.Effect?, Clause?) = (row.word("policy"), row.word("clause"))
        guard let effect, let clause else { return nil }
        return Policy(effect: effect, clause: clause)
    }

    func take(
        _ candidate: Catalogue.Category, source: CanonicalBytes, in writing: inout ImportWriting
    ) throws -> RowAnswer {
        if let parent = candidate.parent {
            guard let group = try writing.category(parent) else {
                return .refused("parent", "group \(parent) is not known; it must stand above its item types")
            }
            guard group.parent == nil else { return .refused("parent", "\(parent) is an item type, not a group") }
        }
        writing.note(candidate)
        return .taken(try writing.tx.structure.take(candidate, source: source.digest))
    }

    func note(_ tx: Transaction) throws {
        try tx.structure.noteChange()
    }
}
