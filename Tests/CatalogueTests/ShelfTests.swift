import Catalogue
import TestSupport
import Testing
import Values

@Suite("Shelf") struct ShelfTests {
    /// Trent Neuro Physio is next door and local, Careful Hands 5 km away and regional, Meadow Mobility 176 km away
    /// and national.
    private static let listings = [
        Cast.listing("neuro", by: Cast.physio, "04-02", "80"), Cast.listing("physio", by: Cast.physio, "04-01", "60"),
        Cast.listing("visit", by: Cast.hands, "02-01", "30"),
        Cast.listing("carer-physio", by: Cast.hands, "04-01", "60"),
        Cast.listing("rollator", by: Cast.meadow, "07-01", "100"),
        Cast.listing("ramp", by: Cast.meadow, "07-08", "150"),
    ]

    private static let shelf = shelf(listings)
    private static let ann = at(Cast.ng7)

    /// Somebody there, whose plan covers physiotherapy and neuro-physiotherapy.
    private static func at(_ place: Place?) -> Shelf.Shopper {
        Shelf.Shopper(
            place: place, day: Cast.today,
            coverage: ShelfCoverage(on: shelf, named: [], rows: RowSet()) { category, _, _ in
                ["04-01", "04-02"].contains(category)
            })
    }

    private static func shelf(_ listings: [Listing], suppliers: [Supplier]? = nil) -> Shelf {
        var shelf = Shelf(categories: Cast.categories, gazetteer: Cast.gazetteer)
        for (number, supplier) in (suppliers ?? [Cast.physio, Cast.hands, Cast.meadow]).enumerated() {
            shelf.put(supplier, number: number + 1)
        }
        for (row, listing) in listings.enumerated() { shelf.put(.init(listing, row: row)) }
        return shelf
    }

    private func answer(
        on shelf: Shelf = shelf, for shopper: Shelf.Shopper = ann, matches: Shelf.Matches? = nil,
        _ change: (inout Search) -> Void = { _ in }
    ) -> SearchAnswer {
        var search = Search()
        change(&search)
        return shelf.find(search, for: shopper, matches: matches)
    }

    private func ids(_ answer: SearchAnswer, _ listings: [Listing] = listings) -> [String] {
        answer.hits.map { listings[$0.row].id.text }
    }

    @Test func `best match shows what the plan covers, then local before national, then the lower price`() {
        #expect(ids(answer()) == ["physio", "neuro", "carer-physio", "visit", "rollator", "ramp"])
    }

    @Test func `with words, what has them in its name goes before what the plan covers`() {
        let matches = Shelf.Matches(rows: RowSet([0, 1, 2, 5, 99]), named: RowSet([2, 5]))
        let found = answer(matches: matches) { $0.text = "at home" }
        #expect(ids(found) == ["visit", "ramp", "physio", "neuro"])
        #expect(found.total == 4)
    }

    @Test func `words that nothing holds find nothing`() {
        #expect(answer(matches: .init(rows: RowSet(), named: RowSet())).total == 0)
    }

    @Test func `the lowest price comes first, and equal prices as they were first offered`() {
        #expect(ids(answer { $0.order = .price }) == [
            "visit", "physio", "carer-physio", "neuro", "rollator", "ramp",
        ])
    }

    @Test func `the nearest comes first, and what has no distance last`() {
        let nowhere = Cast.supplier("nowhere", "Nowhere Aids", .national, base: nil)
        let shelf = Self.shelf(
            Self.listings + [Cast.listing("aid", by: nowhere, "07-01", "1")],
            suppliers: [Cast.physio, Cast.hands, Cast.meadow, nowhere])
        let found = answer(on: shelf) { $0.order = .distance }
        #expect(found.hits.map(\.row) == [0, 1, 2, 3, 4, 5, 6])
        #expect(found.hits.map(\.distance) == [0, 0, 5_000, 5_000, 176_313, 176_313, nil])
    }

    @Test func `without a filter every number counts everything that comes to Ann`() {
        let all = answer()
        #expect((all.total, all.page, all.pages) == (6, 1, 1))
        #expect(all.counts.reach == [.local: 2, .regional: 2, .national: 2])
        #expect(all.counts.category == [
            "02": 1, "02-01": 1, "04": 3, "04-01": 2, "04-02": 1, "07": 2, "07-01": 1, "07-08": 1,
        ])
        #expect(all.counts.within == [5: 4, 10: 4, 20: 4, 50: 4])
        #expect(all.counts.covered == 3)
    }

    @Test func `a chosen filter keeps the numbers of its own other values, and moves those of the others`() {
        let local = answer { $0.reaches = [.local] }
        #expect(local.total == 2)
        #expect(local.counts.reach == [.local: 2, .regional: 2, .national: 2])
        #expect(local.counts.category == ["04": 2, "04-01": 1, "04-02": 1])
        #expect(local.counts.within == [5: 2, 10: 2, 20: 2, 50: 2])
        #expect(local.counts.covered == 2)

        let therapies = answer { $0.category = "04" }
        #expect(therapies.total == 3)
        #expect(therapies.counts.category == answer().counts.category)
        #expect(therapies.counts.reach == [.local: 2, .regional: 1])

        let near = answer { $0.withinMiles = 5 }
        #expect(near.total == 4)
        #expect(near.counts.within == answer().counts.within)
        #expect(near.counts.reach == [.local: 2, .regional: 2])

        let covered = answer { $0.coveredOnly = true }
        #expect((covered.total, covered.counts.covered) == (3, 3))
        #expect(covered.counts.reach == [.local: 2, .regional: 1])
    }

    @Test func `several reaches are any of them, an item type is only itself`() {
        #expect(answer { $0.reaches = [.local, .national] }.total == 4)
        #expect(ids(answer { $0.category = "04-01" }) == ["physio", "carer-physio"])
        #expect(answer { $0.category = "no-such" }.total == 0)
    }

    @Test func `one supplier's shelf counts that supplier only`() {
        let meadow = answer { $0.suppliers = ["meadow"] }
        #expect(ids(meadow) == ["rollator", "ramp"])
        #expect(meadow.counts.reach == [.national: 2])
    }

    @Test func `five miles to the metre is within five miles`() {
        let centre = Cast.ng7.centre
        let at = { (code: Supplier.ID, metres: Int) in
            Cast.supplier(
                code, code.text, .national,
                base: GridPoint(easting: centre.easting, northing: centre.northing + metres))
        }
        let (near, further) = (at("near", 8_046), at("further", 8_047))
        let shelf = Self.shelf(
            [Cast.listing("at-five", by: near, "02-01", "1"), Cast.listing("over", by: further, "02-01", "1")],
            suppliers: [near, further])
        #expect(answer(on: shelf) { $0.withinMiles = 5 }.hits.map(\.row) == [0])
    }

    @Test func `distances and pages beyond all sense are answered like any others`() {
        #expect(answer { $0.withinMiles = .max }.total == 6)
        #expect(answer { $0.withinMiles = .min }.total == 0)
        #expect(answer { $0.page = .max }.page == 1)
        #expect(answer { $0.page = .min }.page == 1)
    }

    @Test func `a supplier that is suspended, or unknown, has nothing on the shelf`() {
        let suspended = Cast.supplier(
            "trent", "Trent Neuro Physio", .districts(["NG7"]), base: Cast.ng7.centre, status: .suspended)
        let shelf = Self.shelf(Self.listings, suppliers: [suspended, Cast.hands])
        #expect(ids(answer(on: shelf)) == ["carer-physio", "visit"])
        #expect(answer(on: shelf).counts.beyond == 2)
        #expect(ids(answer(on: shelf) { $0.showsBeyond = true }) == ["physio", "neuro", "carer-physio", "visit"])
        #expect(answer(on: shelf).counts.reach == [.regional: 2])
    }

    @Test func `who lives elsewhere sees only who comes there, and who lives nowhere known sees only national`() {
        let sheffield = Self.at(Cast.s10)
        let nowhere = Self.at(nil)
        #expect(ids(answer(for: sheffield)) == ["rollator", "ramp"])
        #expect(ids(answer(for: nowhere)) == ["rollator", "ramp"])
        #expect(answer(for: nowhere).hits.map(\.distance) == [nil, nil])
        #expect(answer(for: nowhere).counts.within == [:])
    }

    @Test func `a listing leaves the shelf when it is withdrawn and comes back when it is restored`() throws {
        var (shelf, listing) = (Self.shelf, Cast.session)
        try listing.perform(.withdraw)
        shelf.put(.init(listing, row: 0))
        #expect(!ids(answer(on: shelf)).contains("neuro"))
        try listing.perform(.restore)
        shelf.put(.init(listing, row: 0))
        #expect(ids(answer(on: shelf)) == ids(answer()))
    }

    @Test func `pages follow each other without gap or repetition, and end with what is left`() {
        let many = (0..<50).map { Cast.listing(.init("n\($0)"), by: Cast.physio, "04-01", "\(1 + $0 % 3)") }
        let shelf = Self.shelf(many)
        let pages = (1...4).map { page in answer(on: shelf) { $0.page = page } }
        #expect(pages.map(\.page) == [1, 2, 3, 3])
        #expect(pages.map(\.pages) == [3, 3, 3, 3])
        #expect(pages.prefix(3).map(\.hits.count) == [24, 24, 2])
        #expect(Set(pages.prefix(3).flatMap { $0.hits.map(\.row) }) == Set(0..<50))
    }

    @Test func `exactly one page full is one page`() {
        let full = (0..<24).map { Cast.listing(.init("n\($0)"), by: Cast.physio, "04-01", "1") }
        #expect(answer(on: Self.shelf(full)).pages == 1)
        #expect(answer(on: Self.shelf([])).pages == 1)
    }
}
