/// One line of a CSV file (RFC 4180) that is safe to open in a spreadsheet: a text that such a program would take for a
/// formula is led by an apostrophe, which it shows as text.
package struct CSVLine: Sendable {
    package private(set) var text = ""
    private var isEmpty = true

    package init() {}

    package init(_ texts: [String]) {
        for text in texts { add(text) }
    }

    /// Bytes with which formulas begin.
    private static let dangerous = Set("=+-@\t\r".utf8)
    private static let quoted = Set(",\"\n\r".utf8)

    package mutating func add(_ cell: String) {
        let isDangerous = cell.utf8.first.map(CSVLine.dangerous.contains) ?? false
        append(isDangerous ? "'" + cell : cell)
    }

    /// A number is written as it is, also below nought: it is no formula.
    package mutating func add(_ money: Money) { append(money.decimal) }

    package mutating func add(_ number: Int) { append(String(number)) }

    private mutating func append(_ cell: String) {
        if !isEmpty { text += "," }
        isEmpty = false
        guard cell.utf8.contains(where: CSVLine.quoted.contains) else {
            text += cell
            return
        }
        // Byte by byte: "\r\n" is one Character, and a quotation mark may be part of another.
        let doubled = cell.utf8.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }
        text += "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }
}
