import TestSupport
import Testing
import Values

@Suite("Money") struct MoneyTests {
    @Test(arguments: [
        ("0", 0), ("12", 1_200), ("12.5", 1_250), ("12.50", 1_250), ("£1,234.50", 123_450),
        ("1,234,567.89", 123_456_789),
        ("£ 3", 300), (" 7.01 ", 701), ("007", 700), ("0.09", 9), ("10000000", 1_000_000_000), ("1 000", 100_000),
    ]) func `what people write is read`(text: String, pence: Int) throws {
        #expect(try Money(reading: text) == Money(pence: pence))
    }

    @Test(arguments: [
        "", " ", "£", ".", "5.", ".5", "-5", "−5", "+5", "5-", "abc", "1e3", "0x10", "£-1", "££1", "1£", "12.3.4",
        "1,23",
        "1,2345", ",123", "1,,234", "1234,567", "12,34.00", "１２", "٣", "12\u{301}", "1\u{200b}2", "12\0", "12\n", "NaN",
        "inf",
        "€5", "12.5\u{301}", "1.-5", "1. 5x", "£\u{301}5", "99999999999999999999", "1'000", "½", "12p",
    ]) func `what is not money is refused`(text: String) {
        #expect(throws: ValueProblem.notMoney) { try Money(reading: text) }
    }

    @Test(arguments: ["1.234", "0.001", "12.500"]) func `fractions of a penny are refused`(text: String) {
        #expect(throws: ValueProblem.moneyTooPrecise) { try Money(reading: text) }
    }

    @Test(arguments: ["10000000.01", "10,000,001", "999999999999999"]) func `typing mistakes of millions are refused`(
        text: String
    ) {
        #expect(throws: ValueProblem.moneyTooLarge) { try Money(reading: text) }
    }

    @Test(arguments: [
        (0, "£0.00", "0.00"), (5, "£0.05", "0.05"), (99, "£0.99", "0.99"), (100, "£1.00", "1.00"),
        (99_999, "£999.99", "999.99"), (100_000, "£1,000.00", "1000.00"), (123_456_789, "£1,234,567.89", "1234567.89"),
        (-123_450, "−£1,234.50", "-1234.50"), (-1, "−£0.01", "-0.01"),
        (Int.min, "−£92,233,720,368,547,758.08", "-92233720368547758.08"),
    ]) func `money is written for people and for files`(pence: Int, words: String, decimal: String) {
        #expect(Money(pence: pence).description == words)
        #expect(Money(pence: pence).decimal == decimal)
    }

    @Test func `what is written is read again`() throws {
        try forAll(seeds: 1_000) { random throws in
            let money = Money(pence: Int.random(in: 0...Money.readMaximum.pence, using: &random))
            #expect(try Money(reading: money.description) == money)
            #expect(try Money(reading: money.decimal) == money)
        }
    }

    @Test(arguments: [
        (100, 5_000, 50), (101, 5_000, 51), (-101, 5_000, -51), (99, 5_000, 50), (1, 4_999, 0), (1, 5_000, 1),
        (-1, 5_000, -1), (-1, 4_999, 0), (12_345, 2_000, 2_469), (0, 10_000, 0), (333, 10_000, 333),
    ]) func `a share is rounded to the nearest penny, half away from nought`(pence: Int, points: Int, share: Int) {
        #expect(Money(pence: pence).share(basisPoints: points) == Money(pence: share))
    }

    @Test func `a fraction is never further off than half a penny`() throws {
        try forAll(seeds: 1_000) { random throws in
            let pence = Int.random(in: -1_000_000_000...1_000_000_000, using: &random)
            let denominator = Int.random(in: 1...10_000, using: &random)
            let numerator = Int.random(in: 0...denominator, using: &random)
            let part = Money(pence: pence).fraction(numerator, of: denominator)
            #expect(2 * abs(part.pence * denominator - pence * numerator) <= denominator)
            #expect(Money(pence: -pence).fraction(numerator, of: denominator) == -part)
            #expect(Money(pence: pence).fraction(denominator, of: denominator).pence == pence)
        }
    }

    @Test func `half of an odd denominator is rounded the right way`() {
        #expect(Money(pence: 1).fraction(1, of: 3) == .zero)
        #expect(Money(pence: 2).fraction(1, of: 3) == Money(pence: 1))
        #expect(Money(pence: -2).fraction(1, of: 3) == Money(pence: -1))
    }

    @Test func `the units that a budget pays for fit, and one more does not`() throws {
        try forAll { random throws in
            let price = Money(pence: Int.random(in: 1...10_000, using: &random))
            let budget = Money(pence: Int.random(in: 0...1_000_000, using: &random))
            let units = try #require(price.unitsAffordable(with: budget))
            #expect(price.times(units) <= budget && price.times(units + 1) > budget)
        }
        #expect(Money.zero.unitsAffordable(with: Money(pence: 5)) == nil)
        #expect(Money(pence: 5).unitsAffordable(with: Money(pence: -5)) == 0)
    }

    @Test func `sums do not depend on the order`() throws {
        try forAll { random throws in
            let amounts = (0..<20).map { _ in Money(pence: Int.random(in: -1_000...1_000, using: &random)) }
            #expect(amounts.total == amounts.shuffled(using: &random).total)
            #expect(amounts.total == amounts.reduce(.zero) { $0 - (-$1) })
        }
    }
}
