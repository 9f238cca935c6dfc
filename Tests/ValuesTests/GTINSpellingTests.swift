import Testing
import Values

@Suite("GTIN in all its lengths") struct GTINSpellingTests {
    @Test(arguments: [
        ("5065100510311", ["5065100510311", "05065100510311"]),
        ("05065100510311", ["5065100510311", "05065100510311"]),
        ("96385074", ["96385074", "000096385074", "0000096385074", "00000096385074"]),
        ("15065100510318", ["15065100510318"]),
    ]) func `noughts in front make no other number`(digits: String, spellings: [String]) throws {
        let gtin = try GTIN(digits)
        #expect(gtin.spellings == spellings)
        #expect(gtin.spellings.contains(digits))
        for spelling in gtin.spellings { #expect(try GTIN(spelling).spellings == spellings) }
    }
}
