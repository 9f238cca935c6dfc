import Values

/// Takes the steps of a timeline again, from the beginning: what is stored must be where they lead.
package struct SupplierOrderReplay: Sendable {
    private var part: SupplierOrder
    private let later: [LineTally]

    package var status: SupplierOrderStatus { part.status }
    package var tallies: [LineTally] { part.tallies }

    /// - Parameters:
    ///   - part: whatever is stored of it; only whose it is matters.
    ///   - signed: its lines as they were signed.
    ///   - later: lines that were agreed in the place of others, before anything happened to them.
    package init(of part: SupplierOrder, signed: [LineTally], later: [LineTally]) {
        self.part = SupplierOrder(
            id: part.id, order: part.order, supplier: part.supplier, route: part.route, payer: part.payer, lines: [],
            tallies: signed, status: SupplierOrderStatus.workflow.start, version: 1)
        self.later = later
    }

    /// - Returns: what is wrong with the step; nil when it was possible.
    package mutating func take(_ event: OrderEvent) -> String? {
        guard case .supplierOrder(let action) = event.what else { return nil }
        if action == .agree {
            let positions = event.lines.map(\.position)
            part.add(later.filter { positions.contains($0.position) })
        }
        let lines = event.lines.isEmpty ? part.whole(action) : event.lines
        do {
            let step = SupplierOrderStep(action, lines, holding: SupplierOrderGuard.notOfPhases)
            _ = try part.take(step, by: event.by, at: event.at)
        } catch {
            return "\(event.what.code) was not possible when it happened"
        }
        return nil
    }
}

extension SupplierOrder {
    /// Steps that say nothing of units moved all of them: so did every step before units were counted.
    fileprivate func whole(_ action: SupplierOrderAction) -> [LineStep] {
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

    /// One of those of which exactly one holds.
    var isOfUnits: Bool { self != .unanswered && SupplierOrderGuard.phases.contains(self) }

    /// That these held when a step was taken cannot be asked again.
    fileprivate static let notOfPhases = Set(allCases).subtracting(phases)
}
