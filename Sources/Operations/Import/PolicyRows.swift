import Catalogue
import Identity
import Policies
import Values

/// Whose policy a row belongs to.
struct PolicyKey: GroupKey {
    let commissioner: Commissioner.ID

    var description: String { commissioner.text }

    init?(_ row: inout RowCheck) {
        guard let commissioner = row.code("commissioner") else { return nil }
        self.commissioner = .init(commissioner)
    }
}

/// `people/policies.csv`: one rule of a commissioner's own.
struct PolicyRow: GroupedRow {
    static let file = "people/policies.csv"
    static let columns = [
        "commissioner", "rule", "by", "starts", "effect", "category", "supplier", "unit_price_above", "total_above",
        "words", "clause",
    ]
    static let names = ["rule"]

    let rule: PolicyRule
    /// Who published the policy: somebody of the commissioner's staff.
    let by: EmailAddress
    let starts: Day
    /// Whom the rule is about, to be looked up; nil where it is about something else.
    let supplier: Supplier.ID?

    init?(_ row: inout RowCheck, key: PolicyKey?, categories: Categories) {
        let (code, by, starts) = (row.code("rule"), row.email("by"), row.day("starts"))
        let effect: PolicyRule.Effect? = row.word("effect")
        let words = row.text("words", most: PolicyRule.wordsCharactersMaximum)
        let clause: Clause? = row.isEmpty("clause") ? nil : row.word("clause")
        supplier = row.optionalCode("supplier").map { .init($0) }
        let subject = PolicyRow.subject(&row, supplier, categories)
        let condition = PolicyRow.condition(&row)
        guard let key, let code, let by, let starts, let effect, let words, row.problems.isEmpty else { return nil }
        rule = PolicyRule(
            id: .init("\(key)-\(code)"), effect: effect, subject: subject, condition: condition, words: words,
            clause: clause)
        self.by = by
        self.starts = starts
    }

    private static func subject(
        _ row: inout RowCheck, _ supplier: Supplier.ID?, _ categories: Categories
    ) -> PolicyRule.Subject {
        guard let code = row.optionalCode("category") else { return supplier.map { .supplier($0) } ?? .everything }
        if supplier != nil { row.add("supplier", "must be empty where a category is named") }
        let category = Catalogue.Category.ID(code)
        if categories[category] == nil { row.add("category", "category \(category) is not known") }
        return .category(category)
    }

    private static func condition(_ row: inout RowCheck) -> PolicyRule.Condition {
        let (ceiling, threshold) = (row.optionalMoney("unit_price_above"), row.optionalMoney("total_above"))
        if ceiling != nil, threshold != nil { row.add("total_above", "must be empty beside unit_price_above") }
        return ceiling.map { .unitPriceAbove($0) } ?? threshold.map { .totalAbove($0) } ?? .always
    }
}
