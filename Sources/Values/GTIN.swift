/// A Global Trade Item Number of 8, 12, 13 or 14 digits with a right check digit (GS1 General Specifications 7.9).
package struct GTIN: Sendable, Hashable, CustomStringConvertible {
    package let digits: String

    /// - Throws: `.notAGTIN`, `.gtinCheckDigit`.
    package init(_ text: String) throws(ValueProblem) {
        guard GTIN.lengths.contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
        else { throw .notAGTIN }
        guard GTIN.hasRightCheckDigit(text) else { throw .gtinCheckDigit }
        digits = text
    }

    /// Of all numbers of GS1: those of things as well as those of places.
    static func hasRightCheckDigit(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return false }
        let sum = text.utf8.reversed().enumerated().reduce(0) { sum, item in
            sum + (Int(item.element) - 48) * (item.offset.isMultiple(of: 2) ? 1 : 3)
        }
        return sum.isMultiple(of: 10)
    }

    package var description: String { digits }

    /// The same number in every length that holds it: shorter ones are filled up with noughts in front
    /// (GS1 General Specifications 7.9).
    package var spellings: [String] {
        let bare = String(digits.drop { $0 == "0" })
        return GTIN.lengths.filter { $0 >= bare.utf8.count }
            .map { String(repeating: "0", count: $0 - bare.utf8.count) + bare }
    }

    private static let lengths = [8, 12, 13, 14]
}
