import Catalogue
import TestSupport
import Testing
import Values

/// Every number beside a filter is what choosing it would show, whatever else is chosen.
@Suite("Counts beside filters") struct FilterCountTests {
    private static let suppliers = [
        Cast.physio, Cast.hands, Cast.meadow,
        Cast.supplier("gone", "Gone Elsewhere", .districts(["S10"]), base: Cast.s10.centre, cqc: "1-1"),
        Cast.supplier(
            "some", "Some Things", .national, base: nil,
            approvals: [SupplierApproval(commissioner: nil, category: "04", first: Cast.day("2026-01-01"))]),
        Cast.supplier(
            "some-elsewhere", "Some Things Elsewhere", .districts(["S10"]), base: Cast.s10.centre,
            approvals: [SupplierApproval(commissioner: nil, category: "04", first: Cast.day("2026-01-01"))]),
        Cast.supplier("idle", "Idle Aids", .national, base: nil, insuredUntil: nil, status: .suspended),
    ]

    private static func shelf(_ random: inout SplitMix64) -> Shelf {
        var shelf = Shelf(categories: Cast.categories, gazetteer: Cast.gazetteer)
        for (number, supplier) in suppliers.enumerated() { shelf.put(supplier, number: number + 1) }
        let items: [Category.ID] = ["02-01", "04-01", "04-02", "07-01"]
        for row in 0..<Int.random(in: 0...60, using: &random) {
            shelf.put(
                .init(
                    row: row, supplier: suppliers[Int.random(in: suppliers.indices, using: &random)].id,
                    category: items[Int.random(in: items.indices, using: &random)],
                    unitPrice: Money(pence: Int.random(in: 1...700_00, using: &random)),
                    leadDays: Int.random(in: 0...40, using: &random),
                    isLive: Int.random(in: 0...9, using: &random) > 0))
        }
        return shelf
    }

    private static func search(_ random: inout SplitMix64) -> Search {
        var search = Search()
        if Bool.random(using: &random) { search.category = ["04", "04-01", "07"].randomElement(using: &random) }
        if Bool.random(using: &random) { search.reaches = [.local, .national] }
        if Bool.random(using: &random) { search.withinMiles = Search.milesOffered.randomElement(using: &random) }
        if Bool.random(using: &random) { search.price = PriceBand.offered.randomElement(using: &random) }
        if Bool.random(using: &random) { search.suppliers = [Cast.hands.id, Cast.meadow.id] }
        if Bool.random(using: &random) { search.checks = [.insured] }
        if Bool.random(using: &random) { search.withinDays = Search.daysOffered.randomElement(using: &random) }
        search.coveredOnly = Bool.random(using: &random)
        search.showsBeyond = Int.random(in: 0...3, using: &random) == 0
        search.order = Search.Order.allCases.randomElement(using: &random) ?? .best
        return search
    }

    @Test func `choosing a value shows as many as stood beside it, and what it has chosen keeps its numbers`() throws {
        try forAll { random in
            let (shelf, search) = (Self.shelf(&random), Self.search(&random))
            let shopper = Shelf.Shopper(
                place: Cast.ng7, day: Cast.today,
                coverage: ShelfCoverage(on: shelf, named: [Cast.meadow.id], rows: RowSet([3, 5])) {
                    category, id, reach in
                    category == "04-01" && reach == .local || id == Cast.meadow.id
                })
            let shown = { (change: (inout Search) -> Void) in
                var changed = search
                change(&changed)
                return shelf.find(changed, for: shopper, matches: nil)
            }
            let now = shown { _ in }
            for reach in Reach.allCases {
                #expect(now.counts.reach[reach, default: 0] == shown { $0.reaches = [reach] }.total)
            }
            for category in Cast.categories.all.map(\.id) {
                #expect(now.counts.category[category, default: 0] == shown { $0.category = category }.total)
            }
            for miles in Search.milesOffered {
                #expect(now.counts.within[miles, default: 0] == shown { $0.withinMiles = miles }.total)
            }
            for band in PriceBand.offered {
                #expect(now.counts.price[band, default: 0] == shown { $0.price = band }.total)
            }
            for supplier in Self.suppliers.map(\.id) {
                #expect(now.counts.supplier[supplier, default: 0] == shown { $0.suppliers = [supplier] }.total)
            }
            for check in HeldCheck.allCases {
                #expect(now.counts.checks[check, default: 0] == shown { $0.checks.insert(check) }.total)
            }
            for days in Search.daysOffered {
                #expect(now.counts.days[days, default: 0] == shown { $0.withinDays = days }.total)
            }
            // The page offers "covered by my plan" and "also what does not come" as values of one filter.
            #expect(now.counts.covered == shown { ($0.coveredOnly, $0.showsBeyond) = (true, false) }.total)
            let (with, without) = (shown { $0.showsBeyond = true }.total, shown { $0.showsBeyond = false }.total)
            #expect(now.counts.beyond == with - without)
        }
    }

    @Test func `pages of every order hold everything once`() throws {
        try forAll(seeds: 50) { random in
            let shelf = Self.shelf(&random)
            let shopper = Shelf.Shopper(place: Cast.ng7, day: Cast.today)
            for order in Search.Order.allCases {
                var (search, rows) = (Search(), [Int]())
                search.order = order
                search.showsBeyond = true
                repeat {
                    rows += shelf.find(search, for: shopper, matches: nil).hits.map(\.row)
                    search.page += 1
                } while search.page <= shelf.find(search, for: shopper, matches: nil).pages
                #expect(rows.count == shelf.liveRows.count && Set(rows).count == rows.count)
            }
        }
    }
}
