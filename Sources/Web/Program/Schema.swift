import Values

/// What a JSON value has to be like: checks what comes in, and is printed into the OpenAPI document, so that both
/// always say the same.
struct Schema: Sendable {
    indirect enum Kind: Sendable {
        /// Counted in Unicode scalars, as JSON Schema counts.
        case text(ClosedRange<Int>, TextRule?)
        case word([String])
        case integer(ClosedRange<Int>)
        case flag
        /// RFC 3339, UTC, with milliseconds.
        case moment
        case day
        case list(of: Schema, ClosedRange<Int>)
        /// Has these members and no others.
        case object([Member])
        /// Any names of at most `nameMaximum` characters, each with such a value.
        case table(of: Schema)
        /// Described once, under a name.
        case named(String, Schema)
    }

    struct Member: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool
    }

    let kind: Kind
    var isNullable = false
    var notes = ""

    init(_ kind: Kind) {
        self.kind = kind
    }
}

/// What else a text has to be like: the same as a pattern for others (ECMA-262) and as a test here.
struct TextRule: Sendable {
    let pattern: String
    let words: String
    let holds: @Sendable (String) -> Bool

    /// Something can be seen in it, so that `Text.tidy` leaves something of it.
    static let notBlank = TextRule(
        pattern: "[!-~\u{a1}-\u{167f}\u{1681}-\u{1fff}\u{3001}-\u{d7ff}]",
        words: "must hold a letter, a digit or a sign"
    ) { text in
        text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x21...0x7e, 0xa1...0x167f, 0x1681...0x1fff, 0x3001...0xd7ff: true
            default: false
            }
        }
    }

    static let identifier = TextRule(
        pattern: "^[0-9A-Za-z][0-9A-Za-z._-]*$", words: "must be an identifier of letters, digits, dots and dashes"
    ) { text in
        text.utf8.allSatisfy { signs.contains($0) } && text.first.map { $0.isLetter || $0.isNumber } ?? false
    }

    private static let signs = Set(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-".utf8)
}

extension Schema {
    static func text(_ length: ClosedRange<Int>, _ rule: TextRule? = nil) -> Schema { Schema(.text(length, rule)) }
    /// Something that people read, and that must say something.
    static func words(upTo most: Int) -> Schema { text(1...most, .notBlank) }
    static let identifier = text(1...100, .identifier)
    static func integer(_ range: ClosedRange<Int>) -> Schema { Schema(.integer(range)) }
    static let number = integer(-Schema.most...Schema.most)
    static let count = integer(0...Schema.most)
    /// Pence.
    static let pence = number.noted("Pence")
    static let flag = Schema(.flag)
    static let moment = Schema(.moment)
    static let day = Schema(.day)

    static func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> Schema
    where Word.RawValue == String { Schema(.word(type.allCases.map(\.rawValue))) }
    static func words(_ words: [String]) -> Schema { Schema(.word(words)) }

    static func list(of schema: Schema, _ count: ClosedRange<Int> = 0...Schema.most) -> Schema {
        Schema(.list(of: schema, count))
    }

    static func object(_ required: KeyValuePairs<String, Schema>, or optional: KeyValuePairs<String, Schema> = [:])
        -> Schema
    {
        Schema(
            .object(
                required.map { Member(name: $0.key, schema: $0.value, isRequired: true) }
                    + optional.map { Member(name: $0.key, schema: $0.value, isRequired: false) }))
    }

    func named(_ name: String) -> Schema { Schema(.named(name, self)) }

    var orNull: Schema {
        var schema = self
        schema.isNullable = true
        return schema
    }

    func noted(_ notes: String) -> Schema {
        var schema = self
        schema.notes = notes
        return schema
    }

    /// Of an object; none of anything else.
    var members: [Member] {
        switch kind {
        case .object(let members): members
        case .named(_, let schema): schema.members
        default: []
        }
    }

    /// Of names that are not described.
    static let nameMaximum = 100

    /// Beyond this, readers of JSON round.
    static let most = (1 << 53) - 1
}

// MARK: - Checking

/// What is wrong with one place of what came in.
struct SchemaProblem: Sendable, Hashable {
    /// Within the body (RFC 6901); of a parameter its name.
    let pointer: String
    let words: String
}

extension Schema {
    /// Everything that is wrong, each with its place.
    /// - Parameter otherNumbers: where numbers stand that are not whole.
    func problems(of value: JSONValue, at pointer: String = "", otherNumbers: Set<String> = []) -> [SchemaProblem] {
        let no = { (words: String) in [SchemaProblem(pointer: pointer, words: words)] }
        if otherNumbers.contains(pointer) { return no("must be \(expected)") }
        if value == .null { return isNullable ? [] : no("must be \(expected), not null") }
        switch (kind, value) {
        case (.named(_, let schema), _): return schema.problems(of: value, at: pointer, otherNumbers: otherNumbers)
        case (.text(let length, let rule), .string(let text)): return Self.check(text, length, rule).flatMap(no)
        case (.word(let words), .string(let text)): return words.contains(text) ? [] : no("must be \(expected)")
        case (.integer(let range), .integer(let number)): return range.contains(number) ? [] : no("must be \(expected)")
        case (.flag, .bool): return []
        case (.moment, .string(let text)): return Moment(timestamp: text) == nil ? no("must be \(expected)") : []
        case (.day, .string(let text)): return Self.isDay(text) ? [] : no("must be \(expected)")
        case (.list(let schema, let count), .array(let items)):
            guard count.contains(items.count) else { return no("must be \(expected)") }
            return items.indices.flatMap {
                schema.problems(of: items[$0], at: "\(pointer)/\($0)", otherNumbers: otherNumbers)
            }
        case (.table(let schema), .object(let members)):
            guard members.keys.allSatisfy({ $0.unicodeScalars.count <= Schema.nameMaximum })
            else { return no("must have names of at most \(Schema.nameMaximum) characters") }
            return members.sorted { $0.key < $1.key }.flatMap {
                schema.problems(
                    of: $0.value, at: "\(pointer)/\(JSONPointer.escaped($0.key))", otherNumbers: otherNumbers)
            }
        case (.object(let known), .object(let members)):
            return Self.check(members, known, pointer, otherNumbers)
        default: return no("must be \(expected)")
        }
    }

    private static func check(
        _ members: [String: JSONValue], _ known: [Member], _ pointer: String, _ otherNumbers: Set<String>
    ) -> [SchemaProblem] {
        var problems: [SchemaProblem] = []
        for member in known {
            let place = "\(pointer)/\(JSONPointer.escaped(member.name))"
            if let value = members[member.name] {
                problems += member.schema.problems(of: value, at: place, otherNumbers: otherNumbers)
            } else if member.isRequired {
                problems.append(SchemaProblem(pointer: place, words: "is missing"))
            }
        }
        let names = Set(known.map(\.name))
        for name in members.keys.sorted() where !names.contains(name) {
            problems.append(
                SchemaProblem(pointer: "\(pointer)/\(JSONPointer.escaped(name))", words: "is not a member of this"))
        }
        return problems
    }

    private static func check(_ text: String, _ length: ClosedRange<Int>, _ rule: TextRule?) -> String? {
        let count = text.unicodeScalars.count
        if count > length.upperBound { return "must not be longer than \(length.upperBound) characters" }
        if count < length.lowerBound { return "must not be empty" }
        if let rule, !rule.holds(text) { return rule.words }
        return nil
    }

    private static func isDay(_ text: String) -> Bool {
        do {
            return try Day(text).description == text
        } catch {
            return false
        }
    }

    /// As in “must be …”.
    private var expected: String {
        switch kind {
        case .text: "a text"
        case .word(let words): "one of \(words.joined(separator: ", "))"
        case .integer(let range) where range == -Schema.most...Schema.most: "a whole number"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: "true or false"
        case .moment: "a moment like 2026-04-06T13:05:09.123Z"
        case .day: "a day like 2026-04-06"
        case .list(_, let count) where count.upperBound == Schema.most: "an array"
        case .list(_, let count): "an array of \(count.lowerBound) to \(count.upperBound)"
        case .object, .table: "an object"
        case .named(_, let schema): schema.expected
        }
    }
}

extension Optional<String> {
    fileprivate func flatMap(_ tell: (String) -> [SchemaProblem]) -> [SchemaProblem] { map(tell) ?? [] }
}
