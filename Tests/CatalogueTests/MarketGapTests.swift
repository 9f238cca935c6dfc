import Catalogue
import Testing

/// What is kept of a search in vain, and what is not.
@Suite("Market gaps") struct MarketGapTests {
    static let table: [(typed: String, kept: String?)] = [
        ("Bath lift", "bath lift"), ("  WHEELCHAIR   ramp!! ", "wheelchair ramp"),
        ("4 wheel rollator", "4 wheel rollator"),
        ("pads size 12", "pads size 12"), ("", nil), ("?!", nil),
        ("chair for ann marsh", "chair for"), ("Ann", nil), ("tom marsh lift", "lift"),
        ("hoist ann.marsh@example.org", "hoist"), ("hoist NG7 2RD", "hoist"), ("hoist ng72rd please", "hoist please"),
        ("rail 0115 496 0001", "rail"), ("rail 01154960001", "rail"), ("943 476 5919 pads", "pads"),
        ("born 14/03/1961 chair", "born chair"), ("chair 14 3 61", "chair 14 3 61"),
        ("bulb 240 60", "bulb 240 60"), ("=cmd|calc", "cmd calc"),
    ]

    @Test(arguments: table) func `words are kept folded, and without what tells who it was`(
        typed: String, kept: String?
    ) {
        #expect(MarketGap.words(of: typed, without: ["Ann Marsh", "Ann", "Tom Marsh"]) == kept)
    }
}
