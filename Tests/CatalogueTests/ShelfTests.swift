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
    private static let ann = Shelf.Shopper(place: Cast.ng7) { item, _ in ["04-01", "04-02"].contains(item.category) }

    private static func shelf(_ listings: [Listing], suppliers: [Supplier]? = nil) -> Shelf {
        var shelf = Shelf(categories: Cast.categories, gazetteer: Cast.gazetteer)
        for supplier in suppliers ?? [Cast.physio, Cast.hands, Cast.meadow] { shelf.put(supplier) }
        for listing in listings { shelf.put(listing) }
        return shelf
    }

    private func answer(
        on shelf: Shelf = shelf, for shopper: Shelf.Shopper = ann, matches: [Listing.ID]? = nil,
        _ change: (inout Search) -> Void = { _ in }
    ) -> SearchAnswer {
        var search = Search()
        change(&search)
        return shelf.find(search, for: shopper, matches: matches)
    }

    private func ids(_ answer: SearchAnswer) -> [String] { answer.hits.map(\.listing.text) }

    @Test func `best match shows what the plan covers, then local before national, then the lower price`() {
        #expect(ids(answer()) == ["physio", "neuro", "carer-physio", "visit", "rollator", "ramp"])
    }

    @Test func `with words, the closer match goes before the nearer supplier, but after what the plan covers`() {
        let found = answer(matches: ["ramp", "visit", "neuro", "physio", "unknown"]) { $0.text = "at home" }
        #expect(ids(found) == ["neuro", "physio", "ramp", "visit"])
        #expect(found.total == 4)
    }

    /// A search for "?!" holds no words, so that no index was asked.
    @Test func `a search without a single word is in the same order as no search`() throws {
        try forAll(seeds: 20) { random in
            let again = Self.shelf(Self.listings.shuffled(using: &random))
            #expect(ids(answer(on: again) { $0.text = "?!" }) == ids(answer()))
        }
    }

    @Test func `the lowest price comes first, and equal prices in the order of their codes`() {
        #expect(ids(answer { $0.order = .price }) == [
            "visit", "carer-physio", "physio", "neuro", "rollator", "ramp",
        ])
    }

    @Test func `the nearest comes first, and what has no distance last`() {
        let nowhere = Cast.supplier("nowhere", "Nowhere Aids", .national, base: nil)
        let shelf = Self.shelf(
            Self.listings + [Cast.listing("aid", by: nowhere, "07-01", "1")],
            suppliers: [Cast.physio, Cast.hands, Cast.meadow, nowhere])
        let found = answer(on: shelf) { $0.order = .distance }
        #expect(ids(found) == ["neuro", "physio", "carer-physio", "visit", "ramp", "rollator", "aid"])
        #expect(found.hits.map(\.distance) == [0, 0, 5_000, 5_000, 176_313, 176_313, nil])
    }

    @Test func `without a filter every number counts everything that comes to Ann`() {
        let all = answer()
        #expect((all.total, all.page, all.pages) == (6, 1, 1))
        #expect(all.reachCounts == [.local: 2, .regional: 2, .national: 2])
        #expect(all.categoryCounts == [
            "02": 1, "02-01": 1, "04": 3, "04-01": 2, "04-02": 1, "07": 2, "07-01": 1, "07-08": 1,
        ])
        #expect(all.withinCounts == [5: 4, 10: 4, 20: 4, 50: 4])
        #expect(all.coveredCount == 3)
    }

    @Test func `a chosen filter keeps the numbers of its own other values, and moves those of the others`() {
        let local = answer { $0.reaches = [.local] }
        #expect(local.total == 2)
        #expect(local.reachCounts == [.local: 2, .regional: 2, .national: 2])
        #expect(local.categoryCounts == ["04": 2, "04-01": 1, "04-02": 1])
        #expect(local.withinCounts == [5: 2, 10: 2, 20: 2, 50: 2])
        #expect(local.coveredCount == 2)

        let therapies = answer { $0.category = "04" }
        #expect(therapies.total == 3)
        #expect(therapies.categoryCounts == answer().categoryCounts)
        #expect(therapies.reachCounts == [.local: 2, .regional: 1])

        let near = answer { $0.withinMiles = 5 }
        #expect(near.total == 4)
        #expect(near.withinCounts == answer().withinCounts)
        #expect(near.reachCounts == [.local: 2, .regional: 2])

        let covered = answer { $0.coveredOnly = true }
        #expect((covered.total, covered.coveredCount) == (3, 3))
        #expect(covered.reachCounts == [.local: 2, .regional: 1])
    }

    @Test func `several reaches are any of them, an item type is only itself`() {
        #expect(answer { $0.reaches = [.local, .national] }.total == 4)
        #expect(ids(answer { $0.category = "04-01" }) == ["physio", "carer-physio"])
        #expect(answer { $0.category = "no-such" }.total == 0)
    }

    @Test func `one supplier's shelf counts that supplier only`() {
        let meadow = answer { $0.supplier = "meadow" }
        #expect(ids(meadow) == ["rollator", "ramp"])
        #expect(meadow.reachCounts == [.national: 2])
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
        #expect(ids(answer(on: shelf) { $0.withinMiles = 5 }) == ["at-five"])
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
        #expect(answer(on: shelf).reachCounts == [.regional: 2])
    }

    @Test func `who lives elsewhere sees only who comes there, and who lives nowhere known sees only national`() {
        let sheffield = Shelf.Shopper(place: Cast.s10)
        let nowhere = Shelf.Shopper(place: nil)
        #expect(ids(answer(for: sheffield)) == ["rollator", "ramp"])
        #expect(ids(answer(for: nowhere)) == ["rollator", "ramp"])
        #expect(answer(for: nowhere).hits.map(\.distance) == [nil, nil])
        #expect(answer(for: nowhere).withinCounts == [:])
    }

    @Test func `a listing leaves the shelf when it is withdrawn and comes back when it is restored`() throws {
        var (shelf, listing) = (Self.shelf, Cast.session)
        try listing.perform(.withdraw)
        shelf.put(listing)
        #expect(!ids(answer(on: shelf)).contains("neuro"))
        try listing.perform(.restore)
        shelf.put(listing)
        #expect(ids(answer(on: shelf)) == ids(answer()))
    }

    @Test func `pages follow each other without gap or repetition, and end with what is left`() {
        let many = (0..<50).map { Cast.listing(.init("n\($0)"), by: Cast.physio, "04-01", "\(1 + $0 % 3)") }
        let shelf = Self.shelf(many)
        let pages = (1...4).map { page in answer(on: shelf) { $0.page = page } }
        #expect(pages.map(\.page) == [1, 2, 3, 3])
        #expect(pages.map(\.pages) == [3, 3, 3, 3])
        #expect(pages.prefix(3).map(\.hits.count) == [24, 24, 2])
        #expect(Set(pages.prefix(3).flatMap(ids)) == Set(many.map(\.id.text)))
    }

    @Test func `exactly one page full is one page`() {
        let full = (0..<24).map { Cast.listing(.init("n\($0)"), by: Cast.physio, "04-01", "1") }
        #expect(answer(on: Self.shelf(full)).pages == 1)
        #expect(answer(on: Self.shelf([])).pages == 1)
    }

    @Test func `the numbers of the reaches add up to the total, and each says what choosing it would show`() throws {
        try forAll { random in
            let suppliers = [Cast.physio, Cast.hands, Cast.meadow]
            let items: [Category.ID] = ["02-01", "04-01", "04-02", "07-01"]
            let listings = (0..<Int.random(in: 0...40, using: &random)).map { number in
                Cast.listing(
                    .init("n\(number)"), by: suppliers[Int.random(in: 0...2, using: &random)],
                    items[Int.random(in: 0...3, using: &random)], "\(Int.random(in: 1...9, using: &random))")
            }
            let shelf = Self.shelf(listings)
            let category: Category.ID? = Bool.random(using: &random) ? "04" : nil
            let within = [nil, 5, 50].randomElement(using: &random) ?? nil
            let coveredOnly = Bool.random(using: &random)
            let shown = { (reaches: Set<Reach>) in
                answer(on: shelf) {
                    ($0.reaches, $0.category, $0.withinMiles) = (reaches, category, within)
                    $0.coveredOnly = coveredOnly
                }
            }
            let all = shown([])
            #expect(all.reachCounts.values.reduce(0, +) == all.total)
            for reach in Reach.allCases {
                let chosen = shown([reach])
                #expect(chosen.total == all.reachCounts[reach, default: 0])
                #expect(chosen.reachCounts == all.reachCounts)
            }
        }
    }
}

@Suite("Words of a search") struct WordsTests {
    @Test func `words are lower case, parted by everything else, and at most a dozen of forty signs`() {
        #expect(Words.split("  Neuro-Physio, NG7 \"at home\" (OR *) ") == [
            "neuro", "physio", "ng7", "at", "home", "or",
        ])
        #expect(Words.split("?! -- %") == [])
        #expect(Words.split(String(repeating: "word ", count: 100)).count == 12)
        #expect(Words.split(String(repeating: "a", count: 100)) == [String(repeating: "a", count: 40)])
    }
}
