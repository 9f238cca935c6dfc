import Values

/// What a category asks suppliers to say about everything in it: a row of `attributes.csv`.
package struct AttributeField: Sendable, Hashable {
    /// As columns of files and stored values name it: `seat_width`.
    package let field: String
    /// As forms and pages say it.
    package let title: String
    package let kind: AttributeKind
    package let isRequired: Bool
    package let hint: String

    package init(field: String, title: String, kind: AttributeKind, isRequired: Bool, hint: String) {
        self.field = field
        self.title = title
        self.kind = kind
        self.isRequired = isRequired
        self.hint = hint
    }
}

package enum AttributeKind: Sendable, Hashable {
    case text
    /// A whole number of something: `cm`, `kg`.
    case number(unit: String)
    case yesNo
    case oneOf([String])
}

/// What a supplier said.
package enum AttributeValue: Sendable, Hashable {
    case text(String)
    case number(Int)
    case yes(Bool)

    /// As it is typed, and as files hold it.
    package var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .yes(let yes): yes ? "yes" : "no"
        }
    }
}

/// A plain value of JSON: a text, a whole number, or true and false.
extension AttributeValue: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = .yes(try container.decode(Bool.self))
        } catch DecodingError.typeMismatch {
            do {
                self = .number(try container.decode(Int.self))
            } catch DecodingError.typeMismatch {
                self = .text(try container.decode(String.self))
            }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .yes(let yes): try container.encode(yes)
        }
    }
}

extension AttributeField {
    package static let textCharactersMaximum = 200
    package static let numberMaximum = 1_000_000

    /// What was typed, as a value; nil when nothing was.
    /// - Throws: `FieldProblems`, by the field's name.
    package func value(_ typed: String) throws(FieldProblems) -> AttributeValue? {
        let text = Text.line(typed)
        guard !text.isEmpty else {
            if isRequired { throw FieldProblems(field, "\(title) is missing") }
            return nil
        }
        switch kind {
        case .text:
            guard text.unicodeScalars.count <= AttributeField.textCharactersMaximum else {
                let most = AttributeField.textCharactersMaximum
                throw FieldProblems(field, "\(title) must not be longer than \(most) characters")
            }
            return .text(text)
        case .number(let unit):
            guard let number = Int(text), (0...AttributeField.numberMaximum).contains(number) else {
                throw FieldProblems(field, "\(title) must be a whole number of \(unit)")
            }
            return .number(number)
        case .yesNo:
            guard text == "yes" || text == "no" else { throw FieldProblems(field, "\(title) must be yes or no") }
            return .yes(text == "yes")
        case .oneOf(let choices):
            guard choices.contains(text) else {
                throw FieldProblems(field, "\(title) must be one of \(choices.joined(separator: ", "))")
            }
            return .text(text)
        }
    }
}

extension Categories {
    /// What is asked about everything in a category: by its groups first, then by itself.
    package func attributes(on id: Category.ID) -> [AttributeField] {
        way(from: id).reversed().flatMap { self[$0]?.attributes ?? [] }
    }
}
