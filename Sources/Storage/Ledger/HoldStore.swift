import Ledger
import Orders
import Relational
import Values

/// Money promised to lines of supplier orders.
package struct HoldStore<Access: Reading> { let access: Access }

extension Reading {
    package var holds: HoldStore<Self> { HoldStore(access: self) }
}

extension HoldStore {
    /// Those of one supplier order, in the order in which they pay: by line, the plan's own money before extra money,
    /// earlier periods first.
    package func list(of part: SupplierOrder.ID) throws -> [Hold] {
        try access.connection.rows(
            """
            SELECT * FROM holds WHERE supplier_order_id = \(part)
            ORDER BY position, source DESC, period, plan_line_id, id
            """
        ).map(HoldStore.hold)
    }

    static func hold(_ row: Row) throws -> Hold {
        var buckets: [HoldBucket: Money] = [:]
        for (bucket, column) in HoldColumns.all { buckets[bucket] = try row.money(column) }
        return Hold(
            id: try row.id("id"), supplierOrder: try row.text("supplier_order_id"),
            position: try row.integer("position"),
            pot: .init(planLine: try row.text("plan_line_id"), period: try row.text("period")),
            source: try row.word("source"), buckets: buckets)
    }

    /// For walks over many of them.
    static var columns: String {
        "h.id, h.supplier_order_id, h.position, h.plan_line_id, h.period, h.source, "
            + HoldBucket.allCases.map { "h.\($0.rawValue)_pence" }.joined(separator: ", ")
    }

    /// - Parameter first: where `columns` begin.
    static func hold(_ row: any Cursor, from first: Int) throws -> Hold {
        var buckets: [HoldBucket: Money] = [:]
        for (index, bucket) in HoldBucket.allCases.enumerated() {
            let pence = try row.integer(first + 6 + index)
            if pence != 0 { buckets[bucket] = Money(pence: pence) }
        }
        return Hold(
            id: .init(try row.text(first)), supplierOrder: try row.text(first + 1),
            position: try row.integer(first + 2),
            pot: .init(planLine: try row.text(first + 3), period: try row.text(first + 4)),
            source: try row.word(first + 5), buckets: buckets)
    }
}

private enum HoldColumns {
    static let all = HoldBucket.allCases.map { ($0, "\($0.rawValue)_pence") }
}

extension HoldStore where Access: Writing {
    package func insert(_ hold: Hold) throws {
        try access.connection.run(
            """
            INSERT INTO holds (id, supplier_order_id, position, plan_line_id, period, source, amount_pence,
                reserved_pence, held_pence, released_pence, committed_pence, decommitted_pence, owed_pence,
                disputed_pence, credited_pence, paid_pence, refund_due_pence, refunded_pence)
            VALUES (\(hold.id), \(hold.supplierOrder), \(hold.position), \(hold.pot.planLine), \(hold.pot.period),
                \(hold.source.rawValue), \(hold.amount), \(hold[.reserved]), \(hold[.held]), \(hold[.released]),
                \(hold[.committed]), \(hold[.decommitted]), \(hold[.owed]), \(hold[.disputed]), \(hold[.credited]),
                \(hold[.paid]), \(hold[.refundDue]), \(hold[.refunded]))
            """)
    }

    /// Saves where the pence are, if they still are where they were read.
    /// - Throws: `LedgerRefusal.holdResolved`.
    package func save(_ hold: Hold, from before: Hold) throws {
        let changed = try access.connection.run(
            """
            UPDATE holds SET reserved_pence = \(hold[.reserved]), held_pence = \(hold[.held]),
                released_pence = \(hold[.released]), committed_pence = \(hold[.committed]),
                decommitted_pence = \(hold[.decommitted]), owed_pence = \(hold[.owed]),
                disputed_pence = \(hold[.disputed]), credited_pence = \(hold[.credited]), paid_pence = \(hold[.paid]),
                refund_due_pence = \(hold[.refundDue]), refunded_pence = \(hold[.refunded])
            WHERE id = \(hold.id) AND reserved_pence = \(before[.reserved]) AND held_pence = \(before[.held])
                AND committed_pence = \(before[.committed]) AND owed_pence = \(before[.owed])
                AND disputed_pence = \(before[.disputed]) AND paid_pence = \(before[.paid])
                AND refund_due_pence = \(before[.refundDue])
            """)
        guard changed == 1 else { throw LedgerRefusal.holdResolved }
    }

    /// Puts the pence where they belong, whatever was stored.
    func restore(_ hold: Hold) throws {
        try access.connection.run(
            """
            UPDATE holds SET amount_pence = \(hold.amount), reserved_pence = \(hold[.reserved]),
                held_pence = \(hold[.held]), released_pence = \(hold[.released]),
                committed_pence = \(hold[.committed]), decommitted_pence = \(hold[.decommitted]),
                owed_pence = \(hold[.owed]), disputed_pence = \(hold[.disputed]),
                credited_pence = \(hold[.credited]), paid_pence = \(hold[.paid]),
                refund_due_pence = \(hold[.refundDue]), refunded_pence = \(hold[.refunded])
            WHERE id = \(hold.id)
            """)
    }
}
