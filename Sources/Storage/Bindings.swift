import Foundation
import Relational
import Values

// How the values of the core lie in columns: pence and milliseconds as whole numbers, days and identifiers as text.

extension Money: Bindable {
    package var value: Value { .integer(Int64(pence)) }
}

extension Moment: Bindable {
    package var value: Value { .integer(Int64(milliseconds)) }
}

extension Day: Bindable {
    package var value: Value { .text(description) }
}

extension Identifier: Bindable {
    package var value: Value { .text(text) }
}

extension Digest: Bindable {
    package var value: Value { .text(text) }
}

/// Parts that are always read whole are kept as JSON, members in sorted order.
enum StoredJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension Row {
    func json<Thing: Decodable>(_ column: String) throws -> Thing {
        try JSONDecoder().decode(Thing.self, from: Data(try text(column).utf8))
    }

    func optionalJSON<Thing: Decodable>(_ column: String) throws -> Thing? {
        guard let text = try optionalText(column) else { return nil }
        return try JSONDecoder().decode(Thing.self, from: Data(text.utf8))
    }

    func money(_ column: String) throws -> Money { Money(pence: try integer(column)) }
    func optionalMoney(_ column: String) throws -> Money? { try optionalInteger(column).map(Money.init(pence:)) }
    func moment(_ column: String) throws -> Moment { Moment(milliseconds: try integer(column)) }
    func optionalMoment(_ column: String) throws -> Moment? {
        try optionalInteger(column).map(Moment.init(milliseconds:))
    }
    func day(_ column: String) throws -> Day { try Day(try text(column)) }
    func optionalDay(_ column: String) throws -> Day? { try optionalText(column).map { try Day($0) } }
    func id<Thing>(_ column: String) throws -> Identifier<Thing> { Identifier(try text(column)) }
    func optionalID<Thing>(_ column: String) throws -> Identifier<Thing>? {
        try optionalText(column).map { Identifier($0) }
    }

    /// A word of an enumeration.
    func word<Word: RawRepresentable>(_ column: String) throws -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try text(column)) else {
            throw DecodingFailure(column: column, problem: "an unknown word")
        }
        return word
    }

    /// A list kept as `a;b;c`.
    func list(_ column: String) throws -> [String] {
        try text(column).split(separator: ";").map(String.init)
    }

    func period(_ first: String, _ last: String) throws -> Period {
        guard let period = Period(first: try day(first), last: try day(last)) else {
            throw DecodingFailure(column: last, problem: "before \(first)")
        }
        return period
    }
}

extension Sequence where Element == String {
    var joinedList: String { joined(separator: ";") }
}
