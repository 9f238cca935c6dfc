import Values

extension Shelf {
    /// Who asks, as far as the shelf is concerned.
    package struct Shopper: Sendable {
        package let place: Place?
        /// Whose holder; nil where it is nobody's.
        package let commissioner: String?
        package let day: Day
        /// What the person's plan has a line for; nil where there is nothing to cover anything.
        package let coverage: ShelfCoverage?
        /// Of the place and day, if somebody keeps them; worked out otherwise.
        package let around: Surroundings?

        package init(
            place: Place?, of commissioner: String? = nil, day: Day, coverage: ShelfCoverage? = nil,
            around: Surroundings? = nil
        ) {
            self.place = place
            self.commissioner = commissioner
            self.day = day
            self.coverage = coverage
            self.around = around
        }
    }

    /// Rows that hold the words of a search, and those among them that hold them in their names.
    package struct Matches: Sendable {
        package let rows: RowSet
        package let named: RowSet

        package init(rows: RowSet, named: RowSet) {
            self.rows = rows
            self.named = named
        }
    }

    /// - Parameter matches: nil when no words were given.
    package func find(_ search: Search, for shopper: Shopper, matches: Matches?) -> SearchAnswer {
        let around = shopper.around
            ?? surroundings(for: shopper.place, of: shopper.commissioner, on: shopper.day)
        var tally = Tally(search, for: shopper, on: self, around)
        walk(matches?.rows) { row, entry in
            tally.add(row, entry, isInName: matches?.named.contains(row) ?? true)
        }
        return tally.answer(around)
    }
}

/// Collects hits and counts in one walk.
///
/// A thing that fails one filter alone counts for the other values of that filter, and for nothing else: so a chosen
/// filter keeps the counts of its own values. What the seller decides is counted by seller, and looked at once at the
/// end of the walk.
struct Tally {
    private let search: Search
    private let shelf: Shelf
    private let facts: [SellerFacts]
    private let kindFails: [ThingFilters]
    private let coverage: [Bool]
    private let coveredRows: RowSet?
    private let served: [Bool]
    private let prices: ClosedRange<UInt32>
    /// What costs something else where the shopper is.
    private let regionalPrices: [Int: UInt32]
    private let leadDays: UInt16

    private var best: Smallest
    private var total = 0
    /// Things that pass all filters of things, by seller.
    private var bySeller: [Int]
    private var byKind: [Int]
    private var byPrice = [Int](repeating: 0, count: PriceBand.offered.count)
    private var byDays = [Int](repeating: 0, count: Search.daysOffered.count + 1)
    private var covered = 0
    /// Things that only lack that their sellers come with them.
    private var beyond = 0

    init(_ search: Search, for shopper: Shelf.Shopper, on shelf: Shelf, _ around: Surroundings) {
        self.search = search
        self.shelf = shelf
        (facts, served) = Tally.facts(search, shopper, shelf, around)
        kindFails = shelf.kinds.map { kind in
            search.category.map { shelf.categories.steps(from: kind, to: $0) != nil } ?? true ? [] : .category
        }
        coverage = shopper.coverage?.table ?? []
        coveredRows = shopper.coverage.flatMap { $0.rows.isEmpty ? nil : $0.rows }
        prices = Tally.range(search.price)
        regionalPrices = shopper.place.flatMap { shelf.regionalPrices[$0.region] } ?? [:]
        leadDays = search.withinDays.map { UInt16(clamping: $0) } ?? .max
        best = Smallest(min(max(1, search.page), Tally.pagesMaximum) * Search.pageSize)
        bySeller = Array(repeating: 0, count: facts.count)
        byKind = Array(repeating: 0, count: shelf.kinds.count)
    }

    /// Nobody turns more pages than there are rows.
    private static let pagesMaximum = 1 << 24

    private static func range(_ band: PriceBand?) -> ClosedRange<UInt32> {
        guard let band else { return 0...UInt32.max }
        let from = UInt32(clamping: band.from.pence)
        let last = band.below.map { UInt32(clamping: max($0.pence - 1, 0)) } ?? .max
        return from...max(from, last)
    }

    private static func facts(
        _ search: Search, _ shopper: Shelf.Shopper, _ shelf: Shelf, _ around: Surroundings
    ) -> (facts: [SellerFacts], served: [Bool]) {
        var served: [Bool] = []
        let chosen = Set(search.suppliers.compactMap { shelf.sellerSlots[$0] })
        let without = search.without.flatMap { shelf.sellerSlots[$0] }
        let wanted = HeldCheck.bits(of: search.checks)
        let facts = around.sellers.enumerated().map { slot, seller in
            var start: Int?
            if let allowed = around.served[slot] {
                start = served.count
                served += allowed
            }
            var fails: SellerFilters = []
            if !seller.isOpen, !search.showsBeyond { fails.insert(.open) }
            if !search.reaches.isEmpty, !search.reaches.contains(seller.reach) { fails.insert(.reach) }
            if let miles = search.withinMiles, !isWithin(seller.distance, miles: miles) { fails.insert(.within) }
            if !search.suppliers.isEmpty, !chosen.contains(slot) { fails.insert(.supplier) }
            if seller.checks & wanted != wanted { fails.insert(.checks) }
            if let stars = search.stars, (seller.stars ?? 0) < stars * 10 { fails.insert(.stars) }
            return SellerFacts(
                fails: fails, reach: seller.reach, distance: seller.distance, stars: seller.stars,
                coverage: shopper.coverage?.start(of: slot, seller.reach, kinds: shelf.kinds.count) ?? 0,
                served: start, isOpen: seller.isOpen, isAsked: slot != without)
        }
        return (facts, served)
    }

    mutating func add(_ row: Int, _ entry: Shelf.Entry, isInName: Bool) {
        let (slot, kind) = (Int(entry.seller), Int(entry.kind))
        let seller = facts[slot]
        guard seller.isAsked else { return }
        var isCovered = !coverage.isEmpty && coverage[seller.coverage + kind]
        if !isCovered, let coveredRows { isCovered = coveredRows.contains(row) }
        let price = entry.hasRegionalPrice ? regionalPrices[row] ?? entry.price : entry.price
        var fails = kindFails[kind]
        if !prices.contains(price) { fails.insert(.price) }
        if entry.leadDays > leadDays { fails.insert(.days) }
        if search.coveredOnly, !isCovered { fails.insert(.covered) }
        let comes = seller.isOpen && seller.served.map { served[$0 + kind] } ?? true
        if !comes, seller.fails.isSubset(of: .open), fails.isEmpty { beyond += 1 }
        if !comes, seller.isOpen, !search.showsBeyond { fails.insert(.served) }
        if fails.isEmpty { bySeller[slot] += 1 }
        guard seller.fails.isEmpty else { return }
        guard fails.isEmpty || fails.rawValue & (fails.rawValue - 1) == 0 else { return }
        if fails.isEmpty || fails == .category { byKind[kind] += 1 }
        if fails.isEmpty || fails == .price { byPrice[Tally.band(price)] += 1 }
        if fails.isEmpty || fails == .days { byDays[Tally.step(entry.leadDays)] += 1 }
        if isCovered, comes, fails.isEmpty || fails == .covered { covered += 1 }
        guard fails.isEmpty else { return }
        total += 1
        best.add(
            Ranking.key(
                .init(row: row, price: price, isInName: isInName, isCovered: isCovered), seller, search.order))
    }

    private static let bandEnds = PriceBand.offered.map { $0.below.map { UInt32(clamping: $0.pence) } ?? .max }

    private static func band(_ price: UInt32) -> Int {
        var band = 0
        while band < bandEnds.count - 1, price >= bandEnds[band] { band += 1 }
        return band
    }

    /// The first number of days offered that is enough; one more than there are for what takes longer.
    private static func step(_ leadDays: UInt16) -> Int {
        var step = 0
        while step < Search.daysOffered.count, Int(leadDays) > Search.daysOffered[step] { step += 1 }
        return step
    }

    mutating func answer(_ around: Surroundings) -> SearchAnswer {
        let pages = max(1, (total + Search.pageSize - 1) / Search.pageSize)
        let page = min(max(1, search.page), pages)
        let shown = best.sorted().prefix(page * Search.pageSize).dropFirst((page - 1) * Search.pageSize)
        let hits = shown.map { key in
            let row = Ranking.row(of: key)
            return SearchAnswer.Hit(row: row, distance: shelf.entry(row).flatMap { facts[Int($0.seller)].distance })
        }
        return SearchAnswer(hits: hits, total: total, page: page, pages: pages, counts: counts(around))
    }

    private func counts(_ around: Surroundings) -> SearchCounts {
        var counts = SearchCounts()
        for (kind, count) in byKind.enumerated() where count > 0 {
            for above in shelf.categories.way(from: shelf.kinds[kind]) { counts.category[above, default: 0] += count }
        }
        for (band, count) in zip(PriceBand.offered, byPrice) where count > 0 { counts.price[band] = count }
        var soFar = 0
        for (days, count) in zip(Search.daysOffered, byDays) {
            soFar += count
            counts.days[days] = soFar
        }
        counts.covered = covered
        counts.beyond = beyond
        for (slot, count) in bySeller.enumerated() where count > 0 {
            Tally.add(count, of: facts[slot], around.sellers[slot], search, to: &counts)
        }
        countSuppliers(&counts)
        return counts
    }

    /// Thousands have something, and a page names a few.
    private func countSuppliers(_ counts: inout SearchCounts) {
        var most = Smallest(Search.suppliersOffered)
        for (slot, count) in bySeller.enumerated()
        where count > 0 && (facts[slot].fails.isEmpty || facts[slot].fails == .supplier) {
            counts.supplierCount += 1
            if search.suppliers.contains(shelf.sellers[slot].id) {
                counts.supplier[shelf.sellers[slot].id] = count
            } else {
                // The larger the count, the smaller the key; equals in the order in which they came.
                most.add(UInt64(UInt32.max - UInt32(clamping: count)) << 32 | UInt64(slot))
            }
        }
        for key in most.sorted() {
            let slot = Int(key & 0xffff_ffff)
            counts.supplier[shelf.sellers[slot].id] = bySeller[slot]
        }
    }

    private static func add(
        _ count: Int, of facts: SellerFacts, _ seller: Surroundings.Seller, _ search: Search,
        to counts: inout SearchCounts
    ) {
        let fails = facts.fails
        if fails.isEmpty || fails == .reach { counts.reach[facts.reach, default: 0] += count }
        if fails.isEmpty || fails == .within {
            for miles in Search.milesOffered where isWithin(facts.distance, miles: miles) {
                counts.within[miles, default: 0] += count
            }
        }
        if fails.isEmpty || fails == .stars {
            for stars in Search.starsOffered where (facts.stars ?? 0) >= stars * 10 {
                counts.stars[stars, default: 0] += count
            }
        }
        guard fails.isEmpty else { return }
        for (bit, check) in HeldCheck.allCases.enumerated() where seller.checks & (1 << UInt8(bit)) != 0 {
            counts.checks[check, default: 0] += count
        }
    }

    /// A mile is 1,609.344 metres.
    private static func isWithin(_ distance: Int?, miles: Int) -> Bool {
        distance.map { ($0 * 1_000 + 1_609_343) / 1_609_344 <= miles } ?? false
    }
}

extension HeldCheck {
    /// One bit for each, in the order of all.
    static func bits(of checks: Set<HeldCheck>) -> UInt8 {
        allCases.enumerated().reduce(0) { bits, item in
            checks.contains(item.element) ? bits | 1 << UInt8(item.offset) : bits
        }
    }
}
