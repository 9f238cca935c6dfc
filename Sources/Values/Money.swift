/// Pounds sterling in whole pence. Never a floating-point number, never another currency.
package struct Money: Sendable, Hashable, Comparable, Codable {
    package let pence: Int

    package init(pence: Int) {
        self.pence = pence
    }

    package static let zero = Money(pence: 0)

    package static func < (left: Money, right: Money) -> Bool { left.pence < right.pence }
    package static func + (left: Money, right: Money) -> Money { Money(pence: left.pence + right.pence) }
    package static func - (left: Money, right: Money) -> Money { Money(pence: left.pence - right.pence) }
    package static func += (left: inout Money, right: Money) { left = left + right }
    package static func -= (left: inout Money, right: Money) { left = left - right }
    package static prefix func - (money: Money) -> Money { Money(pence: -money.pence) }

    package func times(_ quantity: Int) -> Money { Money(pence: pence * quantity) }

    package var isPositive: Bool { pence > 0 }

    /// A share in hundredths of a per cent, rounded to the nearest penny, half a penny away from nought.
    package func share(basisPoints: Int) -> Money { fraction(basisPoints, of: 10_000) }

    /// This money × numerator ÷ denominator, rounded to the nearest penny, half a penny away from nought.
    package func fraction(_ numerator: Int, of denominator: Int) -> Money {
        precondition(denominator > 0, "a share needs a positive whole")
        let product = pence * numerator
        let half = product < 0 ? -(denominator / 2) : denominator / 2
        return Money(pence: (product + half) / denominator)
    }

    /// The largest number of units at this price that `budget` pays for; nil when units cost nothing.
    package func unitsAffordable(with budget: Money) -> Int? {
        guard isPositive else { return nil }
        return max(0, budget.pence / pence)
    }
}

extension Sequence where Element == Money {
    package var total: Money { reduce(.zero, +) }
}

extension Money: CustomStringConvertible {
    /// As people read it: `£1,234.50`, with a minus sign in front where it is below nought.
    package var description: String {
        let size = pence.magnitude
        let pounds = String(size / 100)
        var grouped = ""
        for (position, digit) in pounds.enumerated() {
            if position > 0, (pounds.count - position).isMultiple(of: 3) { grouped += "," }
            grouped.append(digit)
        }
        return "\(pence < 0 ? "−" : "")£\(grouped).\(pennies(size))"
    }

    /// As files carry it: `1234.50`.
    package var decimal: String {
        let size = pence.magnitude
        return "\(pence < 0 ? "-" : "")\(size / 100).\(pennies(size))"
    }

    private func pennies(_ size: UInt) -> String {
        let rest = size % 100
        return rest < 10 ? "0\(rest)" : String(rest)
    }
}

extension Money {
    /// The most that is read from text: ten million pounds. Larger amounts are typing mistakes.
    package static let readMaximum = Money(pence: 1_000_000_000)

    /// Reads what a person or a file says: `12`, `12.5`, `12.50`, `£1,234.50`. Never negative.
    package init(reading text: String) throws(ValueProblem) {
        var bytes = Array(text.utf8).filter { $0 != UInt8(ascii: " ") }
        if bytes.starts(with: Array("£".utf8)) { bytes.removeFirst(2) }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let pounds = Money.whole(parts[0]) else { throw .notMoney }
        var pennies = 0
        if parts.count == 2 {
            guard let read = Money.digits(parts[1]) else { throw .notMoney }
            guard parts[1].count <= 2 else { throw .moneyTooPrecise }
            pennies = parts[1].count == 1 ? read * 10 : read
        }
        guard pounds <= Money.readMaximum.pence / 100 else { throw .moneyTooLarge }
        self.init(pence: pounds * 100 + pennies)
        guard self <= Money.readMaximum else { throw .moneyTooLarge }
    }

    /// Digits, with commas only where thousands end.
    private static func whole(_ bytes: ArraySlice<UInt8>) -> Int? {
        let groups = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard let first = groups.first, !first.isEmpty else { return nil }
        let endsThousands = first.count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
        guard groups.count == 1 || endsThousands else { return nil }
        return digits(groups.joined())
    }

    private static func digits(_ bytes: some Collection<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 15 else { return nil }
        var number = 0
        for byte in bytes {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }
}
