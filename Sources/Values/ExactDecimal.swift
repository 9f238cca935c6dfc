/// A decimal number exactly as a document says it: no binary fractions.
package struct ExactDecimal: Sendable, Hashable {
    /// Without noughts at the end: 12.50 is 125 with a scale of 1.
    package let coefficient: Int
    /// Digits after the point.
    package let scale: Int

    /// More digits than any amount or quantity needs; so that sums of them never overflow.
    package static let digitsMaximum = 15

    private init(normal coefficient: Int, scale: Int) {
        var (value, digits) = (coefficient, scale)
        while digits > 0, value % 10 == 0 { (value, digits) = (value / 10, digits - 1) }
        self.coefficient = value
        self.scale = digits
    }

    package init(_ whole: Int) { self.init(normal: whole, scale: 0) }

    /// As XML Schema writes decimals: `12`, `-0.5`, `+3.`; nil for anything else, and for more than 15 digits.
    package init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { bytes.removeFirst() }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.contains(where: { !$0.isEmpty }) else { return nil }
        let whole = parts[0].drop { $0 == UInt8(ascii: "0") }
        var fraction = parts.count == 2 ? parts[1] : []
        while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
        guard whole.count + fraction.count <= ExactDecimal.digitsMaximum else { return nil }
        var value = 0
        for byte in Array(whole) + Array(fraction) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        self.init(normal: isNegative ? -value : value, scale: fraction.count)
    }

    package var isNegative: Bool { coefficient < 0 }

    /// Nil where it has a fraction.
    package var whole: Int? { scale == 0 ? coefficient : nil }

    /// In whole pence; nil where it has fractions of them.
    package var money: Money? {
        guard scale <= 2 else { return nil }
        return Money(pence: coefficient * ExactDecimal.power(2 - scale))
    }

    /// A price for so many, as the price of one in whole pence; nil where it does not come out even.
    package func unitPrice(for quantity: ExactDecimal) -> Money? {
        guard quantity.coefficient > 0 else { return nil }
        // price ÷ quantity in pence, as one fraction of whole numbers.
        let (upper, tooMuch) = coefficient.multipliedReportingOverflow(by: ExactDecimal.power(quantity.scale + 2))
        let (lower, tooFine) = quantity.coefficient.multipliedReportingOverflow(by: ExactDecimal.power(scale))
        guard !tooMuch, !tooFine, upper % lower == 0 else { return nil }
        return Money(pence: upper / lower)
    }

    private static func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { value, _ in value * 10 } }
}

extension ExactDecimal: CustomStringConvertible {
    package var description: String {
        guard scale > 0 else { return String(coefficient) }
        let digits = String(coefficient.magnitude)
        let filled = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return "\(isNegative ? "-" : "")\(filled.dropLast(scale)).\(filled.suffix(scale))"
    }
}
