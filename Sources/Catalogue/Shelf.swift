import Values

/// The live catalogue in memory, as small facts: what filtering, counting and ordering need, and nothing else.
///
/// Words are found by the engine's index; everything else is answered here, the same on every engine. A copy of the
/// shelf shares its rows until one of them is changed, and then all but a small piece of them.
package struct Shelf: Sendable {
    /// What is known of a listing here. 16 bytes, for a million of them are walked for one page.
    struct Entry: Sendable {
        /// With VAT, pence.
        var price: UInt32
        /// Where its supplier stands in `sellers`.
        var seller: UInt32
        /// Where its item type stands in `kinds`.
        var kind: UInt16
        var leadDays: UInt16
        var isLive: Bool
        /// Some region has another price.
        var hasRegionalPrice = false

        static let none = Entry(price: 0, seller: 0, kind: 0, leadDays: 0, isLive: false)
    }

    /// What a listing brings to the shelf.
    package struct Item: Sendable {
        package let row: Int
        package let supplier: Supplier.ID
        package let category: Category.ID
        /// With VAT.
        package let unitPrice: Money
        package let leadDays: Int
        package let isLive: Bool

        /// - Parameter row: the listing's number, from 1; the same for ever.
        package init(
            row: Int, supplier: Supplier.ID, category: Category.ID, unitPrice: Money, leadDays: Int, isLive: Bool
        ) {
            self.row = row
            self.supplier = supplier
            self.category = category
            self.unitPrice = unitPrice
            self.leadDays = leadDays
            self.isLive = isLive
        }

        package init(_ listing: Listing, row: Int) {
            self.init(
                row: row, supplier: listing.supplier, category: listing.terms.category,
                unitPrice: listing.terms.unitPrice, leadDays: listing.terms.leadDays, isLive: listing.status == .live)
        }
    }

    private static let pieceSize = 4_096

    /// Rows in pieces: changing one row copies its piece and no more.
    private(set) var pieces: [[Entry]] = []
    /// By region and row, with VAT, pence: the few that cost something else there.
    private(set) var regionalPrices: [String: [Int: UInt32]] = [:]
    private(set) var sellers: [Supplier] = []
    private(set) var sellerSlots: [Supplier.ID: Int] = [:]
    /// By the numbers under which their words are found.
    private var numberedSellers: [Int: Int] = [:]
    package private(set) var categories: Categories
    package private(set) var gazetteer: Gazetteer
    /// The item types and groups by their place in the tree's list.
    let kinds: [Category.ID]
    let kindSlots: [Category.ID: Int]
    /// Grows whenever a supplier changes: what was worked out about suppliers holds for one version.
    package private(set) var sellersVersion: Int

    /// - Parameter structure: the revision of the groups and places. The versions of suppliers go on from there, so
    ///   that what was worked out about a shelf is never taken for that of another.
    package init(categories: Categories, gazetteer: Gazetteer, structure: Int = 0) {
        sellersVersion = structure << 32
        self.categories = categories
        self.gazetteer = gazetteer
        kinds = categories.all.map(\.id)
        kindSlots = Dictionary(zip(kinds, kinds.indices), uniquingKeysWith: { first, _ in first })
    }

    /// Takes a listing in as it is now, at one price everywhere; one that is not live leaves the shelf. Its supplier
    /// and category are there.
    package mutating func put(_ item: Item) {
        guard let seller = sellerSlots[item.supplier], let kind = kindSlots[item.category] else { return }
        let (piece, place) = item.row.quotientAndRemainder(dividingBy: Shelf.pieceSize)
        while pieces.count <= piece { pieces.append(Array(repeating: .none, count: Shelf.pieceSize)) }
        if pieces[piece][place].hasRegionalPrice {
            for region in regionalPrices.keys { regionalPrices[region]?[item.row] = nil }
        }
        pieces[piece][place] = Entry(
            price: UInt32(clamping: item.unitPrice.pence), seller: UInt32(seller), kind: UInt16(kind),
            leadDays: UInt16(clamping: item.leadDays), isLive: item.isLive)
    }

    /// Takes in what a listing that is here costs in one region.
    ///
    /// - Parameter unitPrice: with VAT.
    package mutating func put(_ unitPrice: Money, ofRow row: Int, in region: String) {
        let (piece, place) = row.quotientAndRemainder(dividingBy: Shelf.pieceSize)
        guard pieces.indices.contains(piece) else { return }
        pieces[piece][place].hasRegionalPrice = true
        regionalPrices[region, default: [:]][row] = UInt32(clamping: unitPrice.pence)
    }

    /// - Parameter number: the same for ever.
    package mutating func put(_ supplier: Supplier, number: Int) {
        sellersVersion += 1
        if let slot = sellerSlots[supplier.id] {
            sellers[slot] = supplier
        } else {
            sellerSlots[supplier.id] = sellers.count
            numberedSellers[number] = sellers.count
            sellers.append(supplier)
        }
    }

    /// The first suppliers of these numbers, by name, and how many there are: of those that people may know of.
    package func suppliers(_ most: Int, numbered numbers: Set<Int>) -> (first: [Supplier], count: Int) {
        var (first, count): ([Supplier], Int) = ([], 0)
        for slot in numbers.compactMap({ numberedSellers[$0] })
        where sellers[slot].status.isKnown && sellers[slot].status != .ended {
            count += 1
            let (id, name) = (sellers[slot].id, sellers[slot].name)
            if first.count == most, let last = first.last, (last.name, last.id) < (name, id) { continue }
            first.insert(sellers[slot], at: first.firstIndex { (name, id) < ($0.name, $0.id) } ?? first.count)
            if first.count > most { first.removeLast() }
        }
        return (first, count)
    }

    /// Whose it is and what it is; nil where nothing live is.
    package func whose(_ row: Int) -> (supplier: Supplier, category: Category.ID)? {
        entry(row).map { (sellers[Int($0.seller)], kinds[Int($0.kind)]) }
    }

    package func supplier(_ id: Supplier.ID) -> Supplier? { sellerSlots[id].map { sellers[$0] } }

    /// In the order in which they came.
    package var suppliers: [Supplier] { sellers }

    /// Rows of what is live.
    package var liveRows: RowSet { rows { _ in true } }

    /// Rows of everything live of these suppliers, or of these item types and groups.
    package func rows(ofSuppliersNumbered numbers: Set<Int>, orIn categories: Set<Category.ID>) -> RowSet {
        guard !numbers.isEmpty || !categories.isEmpty else { return RowSet() }
        var isSeller = [Bool](repeating: false, count: sellers.count)
        for slot in numbers.compactMap({ numberedSellers[$0] }) { isSeller[slot] = true }
        let isKind = kinds.map { kind in self.categories.way(from: kind).contains { categories.contains($0) } }
        return rows { isSeller[Int($0.seller)] || isKind[Int($0.kind)] }
    }

    private func rows(where holds: (Entry) -> Bool) -> RowSet {
        var found = RowSet()
        for (piece, entries) in pieces.enumerated() {
            for (place, entry) in entries.enumerated() where entry.isLive && holds(entry) {
                found.insert(piece * Shelf.pieceSize + place)
            }
        }
        return found
    }

    /// What is known of one row; nil where nothing live is.
    func entry(_ row: Int) -> Entry? {
        let (piece, place) = row.quotientAndRemainder(dividingBy: Shelf.pieceSize)
        guard pieces.indices.contains(piece), pieces[piece][place].isLive else { return nil }
        return pieces[piece][place]
    }

    /// Walks over all live rows, or those of a set, in ascending order.
    func walk(_ rows: RowSet?, _ body: (Int, Entry) -> Void) {
        if let rows {
            rows.forEach { row in if let entry = entry(row) { body(row, entry) } }
        } else {
            for (piece, entries) in pieces.enumerated() {
                let first = piece * Shelf.pieceSize
                entries.withUnsafeBufferPointer { entries in
                    for place in entries.indices where entries[place].isLive { body(first + place, entries[place]) }
                }
            }
        }
    }
}
