import Values

/// How a supplier order stood after one of its steps, told from its timeline: what was sent then can be said again at
/// any time, whatever has happened since.
package struct SupplierOrderMoment: Sendable, Hashable {
    /// The version that the step made.
    package let version: Int
    package let action: SupplierOrderAction
    package let status: SupplierOrderStatus
    package let tallies: [LineTally]
    /// What the step moved.
    package let lines: [LineStep]
    package let note: String?
    package let at: Moment

    package init(
        version: Int, action: SupplierOrderAction, status: SupplierOrderStatus, tallies: [LineTally],
        lines: [LineStep], note: String?, at: Moment
    ) {
        self.version = version
        self.action = action
        self.status = status
        self.tallies = tallies
        self.lines = lines
        self.note = note
        self.at = at
    }
}

extension SupplierOrder {
    /// One for each step that made a version, from the beginning.
    /// - Parameter events: of this part, in order; others are passed over.
    /// - Returns: up to the first step that cannot be told again.
    package func moments(_ events: [OrderEvent]) -> [SupplierOrderMoment] {
        let later = lines.filter { $0.replaces != nil }.map(LineTally.init(of:))
        var replay = SupplierOrderReplay(
            of: self, signed: lines.filter { $0.replaces == nil }.map(LineTally.init(of:)), later: later)
        var version = 1
        var moments: [SupplierOrderMoment] = []
        for event in events where event.supplierOrder == id {
            guard case .supplierOrder(let action) = event.what, !action.isOnlyTold else { continue }
            guard replay.take(event) == nil else { break }
            version += 1
            moments.append(
                SupplierOrderMoment(
                    version: version, action: action, status: replay.status, tallies: replay.tallies,
                    lines: event.lines, note: event.note, at: event.at))
        }
        return moments
    }
}
