/// A Global Trade Item Number of 8, 12, 13 or 14 digits with a right check digit (GS1 General Specifications 7.9).
package struct GTIN: Sendable, Hashable, CustomStringConvertible {
    package let digits: String

    /// - Throws: `.notAGTIN`, `.gtinCheckDigit`.
    package init(_ text: String) throws(ValueProblem) {
        let numbers = text.utf8.map { Int($0) - Int(UInt8(ascii: "0")) }
        guard GTIN.lengths.contains(numbers.count), numbers.allSatisfy((0...9).contains) else { throw .notAGTIN }
        let sum = numbers.reversed().enumerated().reduce(0) { sum, item in
            sum + item.element * (item.offset.isMultiple(of: 2) ? 1 : 3)
        }
        guard sum.isMultiple(of: 10) else { throw .gtinCheckDigit }
        digits = text
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
