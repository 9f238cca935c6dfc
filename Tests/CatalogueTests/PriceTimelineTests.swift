import Catalogue
import TestSupport
import Testing
import Values

/// What a listing costs on which day follows from the prices that were set.
@Suite("Price timeline") struct PriceTimelineTests {
    private static let ten = Cast.pounds("10")

    private static func stated(
        _ sequence: Int, _ price: String?, from first: String, until last: String? = nil, in region: String? = nil
    ) -> StatedPrice {
        StatedPrice(
            sequence: sequence, region: region, first: Cast.day(first), last: last.map(Cast.day),
            price: price.map(Cast.pounds))
    }

    /// £10 from October on, £8 in December, £12 from 15 January; £9 in London until the region's own price ends.
    private static let timeline = PriceTimeline(
        [
            stated(1, "10", from: "2026-10-01"), stated(2, "8", from: "2026-12-01", until: "2026-12-31"),
            stated(3, "12", from: "2027-01-15"), stated(4, "9", from: "2026-11-01", in: "London"),
            stated(5, nil, from: "2027-02-01", in: "London"),
        ], otherwise: Cast.pounds("11"))

    @Test(arguments: [
        ("2026-09-30", "11", "11"), ("2026-10-01", "10", "10"), ("2026-11-01", "10", "9"),
        ("2026-11-30", "10", "9"), ("2026-12-01", "8", "9"), ("2026-12-31", "8", "9"), ("2027-01-01", "10", "9"),
        ("2027-01-14", "10", "9"), ("2027-01-15", "12", "9"), ("2027-01-31", "12", "9"), ("2027-02-01", "12", "12"),
    ]) func `on that day it costs`(day: String, everywhere: String, london: String) {
        #expect(Self.timeline.price(on: Cast.day(day)) == Cast.pounds(everywhere))
        #expect(Self.timeline.price(on: Cast.day(day), in: "London") == Cast.pounds(london))
    }

    @Test func `the price that was set last counts where two cover a day`() {
        let timeline = PriceTimeline(
            [Self.stated(2, "7", from: "2026-10-01"), Self.stated(1, "9", from: "2026-10-05")], otherwise: Self.ten)
        #expect(timeline.price(on: Cast.day("2026-10-06")) == Cast.pounds("7"))
    }

    /// Today is 6 October; notice is 28 days, so that 3 November is the first announced day.
    @Test(arguments: [
        ("9.99", "2026-10-06", nil, "2026-10-06"), ("10", "2026-10-06", nil, "2026-10-06"),
        ("10.01", "2026-10-06", nil, "2026-11-03"), ("10.01", "2026-11-02", nil, "2026-11-03"),
        ("10.01", "2026-11-03", nil, "2026-11-03"), ("50", "2027-01-01", nil, "2027-01-01"),
        ("10.01", "2026-10-10", "2026-10-12", "2026-11-03"), ("5", "2026-10-10", "2026-10-12", "2026-10-10"),
    ] as [(String, String, String?, String)])
    func `a price may begin`(price: String, first: String, last: String?, earliest: String) {
        let timeline = PriceTimeline([Self.stated(1, "10", from: "2026-10-01")], otherwise: Self.ten)
        let new = Self.stated(9, price, from: first, until: last)
        let found = timeline.earliest(for: new, today: Cast.today, noticeDays: 28)
        #expect(found == Cast.day(earliest))
    }

    @Test func `a price that is lower on its first day and higher later within the notice is a rise`() {
        let offer = PriceTimeline(
            [
                Self.stated(1, "10", from: "2026-10-01"),
                Self.stated(2, "6", from: "2026-10-20", until: "2026-10-25"),
            ], otherwise: Self.ten)
        let new = Self.stated(9, "8", from: "2026-10-06")
        #expect(
            offer.earliest(for: new, today: Cast.today, noticeDays: 28) == Cast.day("2026-10-26"),
            "when the offer is over it is none")
        #expect(offer.earliest(for: new, today: Cast.today, noticeDays: 14) == Cast.today)
    }

    /// £90; £1,000 was announced by mistake for 3 November. Today is 26 October.
    @Test(arguments: [
        ("100", "2026-11-03"), ("999.99", "2026-11-03"), ("1000.01", "2026-11-23"), ("90", "2026-11-03"),
        ("80", "2026-10-26"), ("1000", nil),
    ] as [(String, String?)])
    func `a price that is said takes the place of a dearer one that is announced`(price: String, start: String?) {
        let timeline = PriceTimeline(
            [Self.stated(1, "90", from: "2026-10-01"), Self.stated(2, "1000", from: "2026-11-03")],
            otherwise: Self.ten)
        let found = timeline.start(of: Cast.pounds(price), today: Cast.day("2026-10-26"), noticeDays: 28)
        #expect(found == start.map(Cast.day))
    }

    @Test func `what is said again moves nothing, and neither an offer that ends nor a cheaper price to come`() {
        let timeline = PriceTimeline(
            [
                Self.stated(1, "90", from: "2026-10-01"), Self.stated(2, "60", from: "2026-10-01", until: "2026-10-10"),
                Self.stated(3, "50", from: "2026-12-01"),
            ], otherwise: Self.ten)
        for price in ["60", "90"] {
            #expect(timeline.start(of: Cast.pounds(price), today: Cast.today, noticeDays: 28) == nil, "\(price)")
        }
    }

    @Test func `what is to come is told price by price, for a region by its own`() {
        let told = { (region: String?) in
            Self.timeline.coming(after: Cast.day("2026-12-15"), in: region).map { "\($0.day) \($0.price)" }
        }
        #expect(told(nil) == ["2027-01-01 £10.00", "2027-01-15 £12.00"])
        #expect(told("London") == ["2027-02-01 £12.00"])
        #expect(Self.timeline.coming(after: Cast.day("2027-02-01")).isEmpty)
    }

    @Test func `nobody is told since when a price has counted that nobody has stated`() {
        let unstated = PriceTimeline([], otherwise: Self.ten)
        #expect(unstated.steps(from: Cast.day("2026-01-01"), to: Cast.today).isEmpty)
    }

    @Test func `ending the lower price of a region is a rise there`() {
        let new = Self.stated(9, nil, from: "2026-11-10", in: "London")
        let found = Self.timeline.earliest(for: new, today: Cast.day("2026-11-09"), noticeDays: 7)
        #expect(found == Cast.day("2026-11-16"))
    }

    @Test func `the history shows each price once, with the day from which it counted`() {
        let steps = Self.timeline.steps(from: Cast.day("2026-01-01"), to: Cast.day("2027-01-20"))
        #expect(
            steps.map { "\($0.day) \($0.price)" } == [
                "2026-10-01 £10.00", "2026-12-01 £8.00", "2027-01-01 £10.00", "2027-01-15 £12.00",
            ])
    }

    @Test func `without notice of a rise no day within it ever costs more than it would have`() throws {
        try forAll { random in
            let stated = (1...5).map { sequence in
                let first = Cast.today.adding(days: Int.random(in: -20...40, using: &random))
                let last = first.adding(days: Int.random(in: 0...20, using: &random))
                return StatedPrice(
                    sequence: sequence, first: first, last: Bool.random(using: &random) ? last : nil,
                    price: Money(pence: Int.random(in: 1...9, using: &random)))
            }
            let before = PriceTimeline(stated, otherwise: Money(pence: 5))
            let new = StatedPrice(
                sequence: 6, first: Cast.today.adding(days: Int.random(in: 0...40, using: &random)),
                price: Money(pence: Int.random(in: 1...9, using: &random)))
            let notice = Int.random(in: 0...30, using: &random)
            let first = before.earliest(for: new, today: Cast.today, noticeDays: notice)
            #expect(first >= new.first)
            let moved = StatedPrice(sequence: 6, first: first, price: new.price)
            let after = PriceTimeline(stated + [moved], otherwise: Money(pence: 5))
            #expect(after.firstRise(over: before, today: Cast.today, noticeDays: notice) == nil)
            for day in (0..<notice).map({ Cast.today.adding(days: $0) }) {
                #expect(after.price(on: day) <= before.price(on: day))
            }
        }
    }
}
