import Values

/// The live catalogue in memory, as small facts: what filtering, counting and ordering need, and nothing else.
///
/// Words are found by the engine's index; everything else is answered here, the same on every engine.
package struct Shelf: Sendable {
    package struct Item: Sendable {
        package let listing: Listing.ID
        package let supplier: Supplier.ID
        package let category: Category.ID
        package let title: String
        package let unitPrice: Money

        package init(_ listing: Listing) {
            self.listing = listing.id
            supplier = listing.supplier
            category = listing.terms.category
            title = listing.terms.title
            unitPrice = listing.terms.unitPrice
        }
    }

    package private(set) var items: [Listing.ID: Item] = [:]
    package private(set) var suppliers: [Supplier.ID: Supplier] = [:]
    package private(set) var categories: Categories
    package private(set) var gazetteer: Gazetteer

    package init(categories: Categories, gazetteer: Gazetteer) {
        self.categories = categories
        self.gazetteer = gazetteer
    }

    /// Takes a listing in as it is now; a withdrawn one leaves the shelf.
    package mutating func put(_ listing: Listing) {
        items[listing.id] = listing.status == .live ? Item(listing) : nil
    }

    package mutating func put(_ supplier: Supplier) {
        suppliers[supplier.id] = supplier
    }

    /// Who asks, as far as the shelf is concerned.
    package struct Shopper: Sendable {
        package let place: Place?
        /// Does the person's plan have a line for it?
        package let isCovered: @Sendable (Item, Supplier) -> Bool

        package init(place: Place?, isCovered: @escaping @Sendable (Item, Supplier) -> Bool = { _, _ in false }) {
            self.place = place
            self.isCovered = isCovered
        }
    }

    /// - Parameter matches: listings that hold the words, best first; nil when no words were given.
    package func find(_ search: Search, for shopper: Shopper, matches: [Listing.ID]?) -> SearchAnswer {
        var tally = Tally()
        for (position, item) in candidates(matches).enumerated() {
            let rank = matches == nil ? 0 : position
            guard let candidate = Candidate(item, rank: rank, on: self, for: shopper) else { continue }
            tally.add(candidate, search: search, categories: categories)
        }
        return tally.answer(search)
    }

    private func candidates(_ matches: [Listing.ID]?) -> [Item] {
        matches.map { $0.compactMap { items[$0] } } ?? Array(items.values)
    }
}

/// A listing that can be delivered to the shopper, with what ordering needs.
struct Candidate {
    let item: Shelf.Item
    let rank: Int
    let reach: Reach
    let distance: Int?
    let isCovered: Bool

    /// Nil when the supplier is not known, suspended, or does not come to the shopper.
    init?(_ item: Shelf.Item, rank: Int, on shelf: Shelf, for shopper: Shelf.Shopper) {
        guard let supplier = shelf.suppliers[item.supplier], supplier.takesOrders,
            supplier.covers(shopper.place)
        else { return nil }
        self.item = item
        self.rank = rank
        reach = supplier.reach
        distance = supplier.distance(to: shopper.place)
        isCovered = shopper.isCovered(item, supplier)
    }
}

/// Collects hits and counts in one walk.
struct Tally {
    private var hits: [Candidate] = []
    private var reachCounts: [Reach: Int] = [:]
    private var categoryCounts: [Category.ID: Int] = [:]
    private var withinCounts: [Int: Int] = [:]
    private var coveredCount = 0

    mutating func add(_ candidate: Candidate, search: Search, categories: Categories) {
        guard search.supplier == nil || search.supplier == candidate.item.supplier else { return }
        let reach = search.reaches.isEmpty || search.reaches.contains(candidate.reach)
        let category = search.category.map { categories.steps(from: candidate.item.category, to: $0) != nil } ?? true
        let within = search.withinMiles.map { candidate.isWithin(miles: $0) } ?? true
        let covered = !search.coveredOnly || candidate.isCovered
        if category, within, covered { reachCounts[candidate.reach, default: 0] += 1 }
        if reach, within, covered {
            categoryCounts[candidate.item.category, default: 0] += 1
            if let parent = categories[candidate.item.category]?.parent { categoryCounts[parent, default: 0] += 1 }
        }
        if reach, category, covered {
            for miles in Search.milesOffered where candidate.isWithin(miles: miles) {
                withinCounts[miles, default: 0] += 1
            }
        }
        if reach, category, within, candidate.isCovered { coveredCount += 1 }
        if reach, category, within, covered { hits.append(candidate) }
    }

    func answer(_ search: Search) -> SearchAnswer {
        let pages = max(1, (hits.count + Search.pageSize - 1) / Search.pageSize)
        let page = min(max(1, search.page), pages)
        let sorted = hits.sorted { Ranking.comes($0, before: $1, in: search) }
        let shown = sorted.dropFirst((page - 1) * Search.pageSize).prefix(Search.pageSize)
        return SearchAnswer(
            hits: shown.map { .init(listing: $0.item.listing, distance: $0.distance) }, total: hits.count, page: page,
            pages: pages, reachCounts: reachCounts, categoryCounts: categoryCounts, withinCounts: withinCounts,
            coveredCount: coveredCount)
    }
}

extension Candidate {
    /// A mile is 1,609.344 metres.
    func isWithin(miles: Int) -> Bool { distance.map { ($0 * 1_000 + 1_609_343) / 1_609_344 <= miles } ?? false }
}
