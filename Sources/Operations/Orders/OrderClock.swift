import Identity
import Orders
import Relational
import Storage
import Values

/// Does what time alone does to supplier orders: what nobody answered lapses, and what has lost its supplier, its plan
/// or its holder is put on hold for the commissioner to decide. Never agrees to anything; only goods that came with
/// proof count as received where two notices bring no objection.
///
/// Late or never is no harm: a step that comes too late is refused by its own guard, whether this has struck or not.
package enum OrderClock {
    /// - Returns: how many supplier orders were moved.
    static func strike(in tx: Transaction, _ due: [SupplierOrderStore<Snapshot>.Due], with tools: Tools) throws -> Int {
        var moved = 0
        for item in due {
            guard var part = try tx.supplierOrders.find(item.id), let order = try tx.orders.find(part.order),
                let holder = try tx.holders.find(order.holder)
            else { continue }
            let clerk = OrderClerk(tx: tx, person: nil, tools: tools, holder: holder)
            if item.cause == .proof {
                try clerk.strikeProofs(of: &part)
            } else {
                guard let step = step(for: item, part, tools.now) else { continue }
                try clerk.advance(&part, step)
            }
            moved += 1
        }
        return moved
    }

    /// Nil when it has moved on since it was found.
    private static func step(
        for item: SupplierOrderStore<Snapshot>.Due, _ part: SupplierOrder, _ now: Moment
    ) -> SupplierOrderStep? {
        switch item.cause {
        case .silence:
            guard part.expiresAt.map({ now >= $0 }) ?? false else { return nil }
            if part.status.allows(.escalate) { return SupplierOrderStep(.escalate) }
            return part.status.allows(.lapse) ? SupplierOrderStep(.lapse, part.all(.open, .refuse)) : nil
        case .reminder:
            let isDue = part.remindAt.map { now >= $0 } ?? false
            guard isDue, part.status.allows(.remind), part.expiresAt.map({ now < $0 }) ?? false else { return nil }
            return SupplierOrderStep(.remind)
        case .proof: return nil
        case .hold(let reason):
            guard part.status.allows(.putOnHold) else { return nil }
            return SupplierOrderStep(.putOnHold, reason: reason)
        }
    }
}

extension Desk {
    /// Lets the orders' clock strike, a bounded number at a time so that no transaction grows long.
    /// - Returns: how many supplier orders were moved.
    package func strikeOrderClock() async throws -> Int {
        let now = clock()
        let shelf = try await database.read { [keeper] in try keeper.shelf(in: $0) }
        var moved = 0
        while true {
            let due = try await database.read { try $0.supplierOrders.due(at: now, most: Desk.clockBatch) }
            guard !due.isEmpty else { return moved }
            let count = try await database.write { [identifiers, sealer] tx in
                let tools = Tools(now: now, identifiers: identifiers, sealer: sealer, shelf: shelf)
                return try OrderClock.strike(in: tx, due, with: tools)
            }
            moved += count
            guard count > 0 else { return moved }
        }
    }

    private static let clockBatch = 50
}
