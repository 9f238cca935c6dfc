import Values

/// Takes the steps of a timeline again, from the beginning: what is stored must be where they lead.
package struct SupplierOrderReplay: Sendable {
    package private(set) var status = SupplierOrderStatus.workflow.start
    package private(set) var tallies: [LineTally]
    private let part: SupplierOrder

    package init(of part: SupplierOrder) {
        self.part = part
        tallies = part.lines.filter { $0.replaces == nil }.map(LineTally.init(of:))
    }

    /// - Returns: what is wrong with the step; nil when it was possible.
    package mutating func take(_ event: OrderEvent) -> String? {
        guard case .supplierOrder(let action) = event.what else { return nil }
        if action == .agree {
            tallies += part.lines.filter { line in
                line.replaces != nil && event.lines.contains { $0.position == line.position }
            }.map(LineTally.init(of:))
        }
        let lines = event.lines.isEmpty ? whole(action) : event.lines
        var next = SupplierOrder(
            id: part.id, order: part.order, supplier: part.supplier, route: part.route, payer: part.payer,
            lines: part.lines, tallies: tallies, status: status, version: part.version)
        // That guards held when it happened cannot be asked again, except for how units stand.
        let known = Set(SupplierOrderGuard.allCases).subtracting(SupplierOrderGuard.phases)
        do {
            _ = try next.take(SupplierOrderStep(action, lines, holding: known), by: event.by, at: event.at)
        } catch {
            return "\(event.what.code) was not possible when it happened"
        }
        (status, tallies) = (next.status, next.tallies)
        return nil
    }

    /// Steps that say nothing of units moved all of them: so did every step before units were counted.
    private func whole(_ action: SupplierOrderAction) -> [LineStep] {
        let moves: [SupplierOrderAction: (UnitState, UnitEvent)] = [
            .accept: (.open, .accept), .decline: (.open, .refuse), .drop: (.open, .refuse), .cancel: (.open, .cancel),
            .deliver: (.toCome, .deliver), .confirm: (.unconfirmed, .confirm), .pay: (.received, .pay),
        ]
        guard let (state, unit) = moves[action] else { return [] }
        return tallies.filter { $0[state] > 0 }.map { LineStep($0.position, state, unit, $0[state]) }
    }
}

extension SupplierOrderGuard {
    /// How units stand: exactly one of them holds once all are answered.
    package static let phases: Set<SupplierOrderGuard> = [
        .nothingHere, .partHere, .allHere, .allConfirmed, .allPaid, .nothingLeft, .unanswered,
    ]
}
