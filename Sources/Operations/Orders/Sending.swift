import Orders
import Relational
import Storage
import Values

/// What an approval gives to one line.
package struct Grant: Sendable, Hashable, Codable {
    /// So many of its units; none: the line is refused.
    package let units: Int
    /// At most so much a unit, pence with VAT; nil: as signed.
    package let unitPrice: Money?

    package init(units: Int, unitPrice: Money? = nil) {
        self.units = units
        self.unitPrice = unitPrice
    }
}

// What becomes of parts that were asked for: they go out, wholly or as far as granted, or they do not.

extension OrderClerk {
    /// Sends a part; the supplier has so many days to answer.
    func send(_ part: inout SupplierOrder, _ lines: [LineStep] = []) throws {
        try advance(
            &part,
            SupplierOrderStep(
                .send, lines, expiresAt: tools.now.adding(minutes: OrderLimits.answerDays * 1_440)))
    }

    /// A part will not go out. Where the order was to be kept together, none of it will: requests that are open or
    /// approved are closed, and all money is free again.
    func drop(_ part: SupplierOrder, of order: Order) throws {
        for var other in try tx.supplierOrders.going(with: part, of: order) {
            if order.together == .keepTogether, var approval = try tx.approvals.find(supplierOrder: other.id),
                approval.status.after(.close) != nil
            {
                try advance(&approval, of: other, .close, note: nil)
            }
            try advance(&other, SupplierOrderStep(.drop, other.all(.open, .refuse)))
        }
    }

    /// A part may go out. Where the order is kept together, it waits until the last request is approved.
    func release(_ part: SupplierOrder, of order: Order) throws {
        try grant(part, of: order, [:])
    }

    /// A part may go out as far as it was granted: the rest is refused, and its money free again.
    /// - Parameter grants: by position of the line; a line that is not named is granted as signed.
    /// - Throws: `OrderRefusal.unitsMissing` where more is granted than was asked for.
    func grant(_ part: SupplierOrder, of order: Order, _ grants: [Int: Grant]) throws {
        var part = part
        let lines = try part.tallies.flatMap { tally -> [LineStep] in
            guard let grant = grants[tally.position] else { return [] }
            guard (0...tally[.open]).contains(grant.units) else {
                throw OrderRefusal.unitsMissing(wanted: grant.units, there: tally[.open])
            }
            let price = grant.unitPrice.flatMap { $0 < tally.unitPrice ? $0 : nil }
            let refused = tally[.open] - grant.units
            if refused == 0, price == nil { return [] }
            return [LineStep(tally.position, .open, refused == 0 ? nil : .refuse, refused, price: price)]
        }
        guard order.together == .keepTogether else { return try send(&part, lines) }
        if !lines.isEmpty { try advance(&part, SupplierOrderStep(.grant, lines)) }
        guard try tx.approvals.list(of: order.id).allSatisfy({ $0.status.isGranted }) else { return }
        for var other in try tx.supplierOrders.list(of: order.id) where other.status == .awaitingApproval {
            try send(&other)
        }
    }

    /// The commissioner is asked once more about a part that was not sent: its money is held again, as far as there
    /// still is any.
    /// - Throws: `LedgerRefusal.insufficient`, `.fundShort`.
    func holdAgain(_ part: inout SupplierOrder) throws {
        guard let plan = try tx.plans.current(of: holder.id) else { throw OrderRefusal.planNotInForce }
        let lines = part.all(.refused, .askAgain)
        try advance(&part, SupplierOrderStep(.askAgain, lines))
        try hold([part], lines: Set(lines.map(\.position)), plan: plan)
        try tx.orders.refreshStanding(of: part.order)
    }
}

extension SupplierOrder {
    /// Steps of so many units of each line.
    /// - Parameter units: by position; empty for all that are in the state.
    /// - Throws: `OrderRefusal.unitsMissing` where there are not so many, or none at all.
    func steps(_ state: UnitState, _ event: UnitEvent, _ units: [Int: Int]) throws(OrderRefusal) -> [LineStep] {
        if units.isEmpty { return all(state, event) }
        for (position, count) in units {
            let there = tally(position)?[state] ?? 0
            guard (0...there).contains(count) else { throw .unitsMissing(wanted: count, there: there) }
        }
        let steps = units.sorted { $0.key < $1.key }.filter { $0.value > 0 }
            .map { LineStep($0.key, state, event, $0.value) }
        guard !steps.isEmpty else { throw .unitsMissing(wanted: 0, there: 0) }
        return steps
    }
}
