import Foundation
import TestSupport
import Testing
import Values

@Suite("Postcode") struct PostcodeTests {
    @Test(arguments: [
        ("M1 1AE", "M", "M1", "1AE"), ("B33 8TH", "B", "B33", "8TH"), ("CR2 6XH", "CR", "CR2", "6XH"),
        ("DN55 1PT", "DN", "DN55", "1PT"), ("W1A 1HQ", "W", "W1A", "1HQ"), ("EC1A 1BB", "EC", "EC1A", "1BB"),
        ("ng72rd", "NG", "NG7", "2RD"), ("  n g 7 2 r d ", "NG", "NG7", "2RD"),
    ]) func `every form of postcode is read`(text: String, area: String, district: String, inward: String) throws {
        let postcode = try Postcode(text)
        #expect(postcode.area == area && postcode.district == district && postcode.inward == inward)
        #expect(postcode.description == "\(district) \(inward)")
        #expect(try Postcode(postcode.description) == postcode)
    }

    @Test(arguments: [
        "", "NG7", "NG7 2R", "NG7 RD2", "7NG 2RD", "NGG7 2RD", "NG777 2RD", "NG7 2RD1", "NG7-2RD", "NG7\u{a0}2RD",
        "ＮＧ７ 2RD", "NG7 2RD\u{301}", "ÑG7 2RD", "NG7 2RD\n", "A1A1 1AA", "NG٧ 2RD", "\0NG72RD", "1A1 1AA",
    ]) func `what has not the form of a postcode is refused`(text: String) {
        #expect(throws: ValueProblem.notAPostcode) { try Postcode(text) }
    }

    @Test func `areas and districts are told from other texts`() {
        for text in ["N", "NG", "NG7", "SW1A", "W1A", "E1", "DN55"] {
            #expect(Postcode.isDistrictOrArea(text), "\(text)")
        }
        for text in ["", "ng7", "NG7 2RD", "NGA", "7", "NG777", "NG7 "] {
            #expect(!Postcode.isDistrictOrArea(text), "\(text)")
        }
    }
}

@Suite("E-mail address") struct EmailAddressTests {
    @Test(arguments: [
        ("ann@example.com", "ann@example.com"), ("  Ann.Smith@Example.ORG ", "ann.smith@example.org"),
        ("a+b_c-d'e@sub.example.co.uk", "a+b_c-d'e@sub.example.co.uk"), ("a@1.2", "a@1.2"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
    ]) func `addresses are read in lower case`(text: String, address: String) throws {
        #expect(try EmailAddress(text).text == address)
    }

    @Test(arguments: [
        "", "@", "a@", "@b.c", "a@b", "a@@b.c", "a@b@c.d", "a b@c.d", "a@b..c", "a@.b", "a@b.", "a@-b.c", "a@b-.c",
        "a@b_c.d",
        "ä@b.c", "a@bü.c", "a@b.c\u{301}", "a@b.c\n", "a\0@b.c", "a@b.c,d@e.f", "<a@b.c>", "a@[1.2.3.4]", "a＠b.c",
        "\"a\"@b.c",
        "a\r\nBcc: x@y.z", String(repeating: "a", count: 65) + "@b.c", "a@" + String(repeating: "b", count: 64) + ".c",
        "a@" + Array(repeating: "abcdefghi", count: 26).joined(separator: "."),
    ]) func `what is no address is refused`(text: String) {
        #expect(throws: ValueProblem.notAnEmailAddress) { try EmailAddress(text) }
    }
}

@Suite("GTIN") struct GTINTests {
    /// Examples of GS1, and ISBN numbers, which are GTINs too.
    @Test(arguments: ["96385074", "036000291452", "4006381333931", "9780141036144", "10012345678902", "00000000"])
    func `numbers with a right check digit are read`(text: String) throws {
        #expect(try GTIN(text).digits == text)
    }

    @Test func `each single wrong digit is noticed`() throws {
        let right = Array("4006381333931")
        for position in right.indices {
            for digit in "0123456789" where digit != right[position] {
                var wrong = right
                wrong[position] = digit
                #expect(throws: ValueProblem.gtinCheckDigit) { try GTIN(String(wrong)) }
            }
        }
    }

    @Test(arguments: [
        "", "1", "1234567", "123456789", "40063813339312", "4006381 333931", "400638133393X", "４006381333931",
        "4006381333931\u{301}", "-006381333931", "٤006381333931",
    ])
    func `other texts are refused`(text: String) {
        #expect(throws: ValueProblem.self) { try GTIN(text) }
    }
}

@Suite("Identifier") struct IdentifierTests {
    enum Thing {}

    @Test func `a new identifier is a UUID of version 7 that begins with its time`() throws {
        let identifiers = Identifiers.random { count in [UInt8](repeating: 0xff, count: count) }
        let made: Identifier<Thing> = identifiers.new(at: Moment(milliseconds: 0x0123_4567_89ab))
        #expect(made.text == "01234567-89ab-7fff-bfff-ffffffffffff")
        #expect(UUID(uuidString: made.text) != nil)
        let zeroes = Identifiers.random { count in [UInt8](repeating: 0, count: count) }
        #expect(zeroes.new(Thing.self, at: Moment(milliseconds: -5)).text == "00000000-0000-7000-8000-000000000000")
    }

    @Test func `identifiers sort by their time whatever the random bytes`() throws {
        try forAll { random throws in
            let bytes = (0..<20).map { _ in UInt8.random(in: 0...255, using: &random) }
            let early = Int.random(in: 0...4_000_000_000_000, using: &random)
            let late = early + Int.random(in: 1...1_000_000, using: &random)
            let first = Identifiers.random { Array(bytes.prefix($0)) }.new(Thing.self, at: Moment(milliseconds: early))
            let second = Identifiers.random { Array(bytes.suffix($0)) }.new(Thing.self, at: Moment(milliseconds: late))
            #expect(first < second && first.text.utf8.count == 36)
        }
    }

    @Test func `an identifier goes through JSON as its text`() throws {
        let encoded = try JSONEncoder().encode([Identifier<Thing>("x-1")])
        #expect(String(decoding: encoded, as: UTF8.self) == #"["x-1"]"#)
        #expect(try JSONDecoder().decode([Identifier<Thing>].self, from: encoded) == [Identifier("x-1")])
    }
}
