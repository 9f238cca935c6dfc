import Values

/// What of the shelf a person's plan has a line for, worked out once and then looked up for each row.
package struct ShelfCoverage: Sendable {
    /// Sellers whom the plan treats alike, by their item types: the first classes are those of the reaches, then one
    /// for each supplier that the plan or a policy names.
    private(set) var table: [Bool] = []
    private(set) var classes: [Int: Int] = [:]
    /// Rows that are covered by name.
    private(set) var rows: RowSet

    /// - Parameters:
    ///   - named: every supplier of whom something is said by name.
    ///   - rows: listings that are covered by name.
    ///   - covers: an item type from a supplier of this reach; of one that is named, or of any other.
    package init(
        on shelf: Shelf, named: Set<Supplier.ID>, rows: RowSet,
        covers: (Category.ID, _ supplier: Supplier.ID?, Reach) -> Bool
    ) {
        self.rows = rows
        for reach in Reach.allCases { table += shelf.kinds.map { covers($0, nil, reach) } }
        for (position, id) in named.sorted().enumerated() {
            guard let slot = shelf.sellerSlots[id] else {
                table += shelf.kinds.map { _ in false }
                continue
            }
            classes[slot] = Reach.allCases.count + position
            table += shelf.kinds.map { covers($0, id, shelf.sellers[slot].reach) }
        }
    }

    /// Where a seller's item types begin in the table.
    func start(of slot: Int, _ reach: Reach, kinds: Int) -> Int {
        (classes[slot] ?? Reach.allCases.firstIndex(of: reach) ?? 0) * kinds
    }
}
