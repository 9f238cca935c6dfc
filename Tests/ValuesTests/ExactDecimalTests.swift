import Testing
import TestSupport
import Values

@Suite("Exact decimals") struct ExactDecimalTests {
    @Test func `numbers are read as XML Schema writes them`() {
        let cases: [(String, String?)] = [
            ("12", "12"), ("12.50", "12.5"), ("-0.50", "-0.5"), ("+3.", "3"), (".5", "0.5"), ("007.010", "7.01"),
            ("0", "0"), ("-0", "0"), ("0.000000000000001", "0.000000000000001"), ("999999999999999", "999999999999999"),
            ("", nil), (".", nil), ("-", nil), ("1e3", nil), ("1,5", nil), ("1.2.3", nil), (" 1", nil), ("٣", nil),
            ("INF", nil), ("0x10", nil), ("9999999999999999", nil), ("1234567890.123456", nil),
        ]
        for (text, expected) in cases { #expect(ExactDecimal(text)?.description == expected, "\(text)") }
    }

    @Test func `a price for so many is the price of one only where it comes out in pence`() throws {
        let cases: [(String, String, Int?)] = [
            ("10.00", "1", 1_000), ("90", "10", 900), ("1.505", "1", nil), ("15.05", "10", nil), ("1.50", "0.5", 300),
            ("10", "3", nil), ("0", "7", 0), ("-1", "1", -100), ("1", "0", nil), ("1", "-1", nil),
            ("999999999999999", "0.000000000000001", nil),
        ]
        for (price, per, pence) in cases {
            let (amount, quantity) = (try #require(ExactDecimal(price)), try #require(ExactDecimal(per)))
            #expect(amount.unitPrice(for: quantity)?.pence == pence, "\(price) for \(per)")
        }
    }

    @Test func `money stays what it is`() throws {
        try forAll { random in
            let money = Money(pence: Int.random(in: -99_999...99_999, using: &random))
            #expect(ExactDecimal(money.decimal)?.money == money)
        }
    }
}

@Suite("Electronic addresses") struct ElectronicAddressTests {
    @Test func `a scheme of the list and an identifier`() throws {
        for text in ["0088:5012345678900", "9932:GB123456789", "0060:123456789"] {
            #expect(try ElectronicAddress(text).description == text)
        }
        let cases: [(String, ValueProblem)] = [
            ("5012345678900", .notAnElectronicAddress), ("0088:", .notAnElectronicAddress),
            ("0088:5012345678900 ", .notAnElectronicAddress), ("0088:<b>", .notAnElectronicAddress),
            ("0088:" + String(repeating: "1", count: 51), .notAnElectronicAddress),
            ("EM:ann@example.org", .notAnElectronicAddress), ("EM:ann", .schemeUnknown), ("88:1", .schemeUnknown),
            ("0088:5012345678901", .glnCheckDigit), ("0088:501234567890", .glnCheckDigit),
            ("0088:50123456789OO", .glnCheckDigit),
        ]
        for (text, problem) in cases { #expect(throws: problem, "\(text)") { try ElectronicAddress(text) } }
    }
}
