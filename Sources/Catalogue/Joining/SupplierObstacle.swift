import Values

/// Why somebody can order nothing of a supplier, whatever it is.
package enum SupplierObstacle: Sendable, Hashable {
    /// Suspended or ended, or not let in yet.
    case takesNoOrders
    /// Their commissioner has approved nothing that it sells.
    case notApproved
    /// One that it needs has ended; its last day.
    case papersEnded(Day)
    /// It does not go where they live.
    case doesNotComeThere
}

extension Supplier {
    /// - Parameters:
    ///   - place: where the person lives; nil where it is not known.
    ///   - commissioner: whose holder they are, by its code; nil where it is not known.
    package func obstacle(at place: Place?, of commissioner: String?, on day: Day) -> SupplierObstacle? {
        if !takesOrders { return .takesNoOrders }
        if served(for: commissioner, on: day) == .nothing { return .notApproved }
        if let until = checks.papersUntil, !checks.areOtherPapersInDate(on: day) { return .papersEnded(until) }
        return covers(place) ? nil : .doesNotComeThere
    }
}
