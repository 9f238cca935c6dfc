import Catalogue
import Relational
import Values

// What categories ask about everything in them: rows of `attributes.csv`.

extension StructureStore {
    /// By category, in the order of the file.
    func attributes() throws -> [String: [AttributeField]] {
        var found: [String: [AttributeField]] = [:]
        let rows = try access.connection.rows(
            "SELECT * FROM category_attributes ORDER BY category_id, position, field")
        for row in rows {
            let field = AttributeField(
                field: try row.text("field"), title: try row.text("title"), kind: try StructureStore.kind(row),
                isRequired: try row.integer("required") == 1, hint: try row.text("hint"))
            found[try row.text("category_id"), default: []].append(field)
        }
        return found
    }

    private static func kind(_ row: Row) throws -> AttributeKind {
        switch try row.text("kind") {
        case "number": .number(unit: try row.text("detail"))
        case "yes_no": .yesNo
        case "one_of": .oneOf(try row.list("detail"))
        default: .text
        }
    }
}

extension StructureStore where Access: Writing {
    /// Takes a row of `attributes.csv`.
    package func take(_ field: AttributeField, of category: Catalogue.Category.ID, source: Digest) throws
        -> ImportOutcome
    {
        let known = try access.connection.row(
            "SELECT * FROM category_attributes WHERE category_id = \(category) AND field = \(field.field)")
        if let known, try known.optionalText("source_digest") == source.text { return .unchanged }
        let (kind, detail): (String, String) =
            switch field.kind {
            case .text: ("text", "")
            case .number(let unit): ("number", unit)
            case .yesNo: ("yes_no", "")
            case .oneOf(let choices): ("one_of", choices.joinedList)
            }
        try access.connection.run(
            """
            INSERT INTO category_attributes (category_id, field, position, title, kind, detail, required, hint,
                source_digest)
            SELECT \(category), \(field.field), COUNT(*) + 1, \(field.title), \(kind), \(detail),
                \(field.isRequired ? 1 : 0), \(field.hint), \(source)
            FROM category_attributes WHERE category_id = \(category)
            ON CONFLICT (category_id, field) DO UPDATE SET title = excluded.title, kind = excluded.kind,
                detail = excluded.detail, required = excluded.required, hint = excluded.hint,
                source_digest = excluded.source_digest
            """)
        return known == nil ? .added : .changed
    }
}
