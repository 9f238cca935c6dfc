import Values

/// Why nothing of a category can be ordered from a supplier on a day, by what is known of it: asked of every basket,
/// and again before a request is approved.
package enum OrderObstacle: Sendable, Hashable {
    case takesNoOrders
    case notApproved
    /// Nil where none has been seen.
    case insuranceEnded(Day?)
    case papersEnded(Day)
    case checkMissing(SupplierCheck)
}

extension Supplier {
    /// What stands in the way of this category, whoever the supplier's people are.
    ///
    /// - Parameter commissioner: whose holder orders, by its code; nil where it is not known.
    package func standingObstacles(
        to category: Category.ID, for commissioner: String?, in categories: Categories, on day: Day
    ) -> [OrderObstacle] {
        var found: [OrderObstacle] = []
        if !takesOrders {
            found.append(.takesNoOrders)
        } else if !serves(commissioner, category, in: categories, on: day) {
            found.append(.notApproved)
        }
        if checks.insuredUntil.map({ $0 < day }) ?? true { found.append(.insuranceEnded(checks.insuredUntil)) }
        if let until = checks.papersUntil, !checks.areOtherPapersInDate(on: day) { found.append(.papersEnded(until)) }
        return found
    }

    /// The same, with what the item type itself asks of whoever offers it.
    package func obstacles(
        to category: Category.ID, for commissioner: String?, in categories: Categories, on day: Day
    ) -> [OrderObstacle] {
        let missing = (categories[category]?.item?.checks ?? []).filter { !checks.holds($0, on: day) }
        return standingObstacles(to: category, for: commissioner, in: categories, on: day)
            + missing.map { .checkMissing($0) }
    }
}
