import Orders
import Relational
import Values

// How the units of order lines stand.

extension SupplierOrderStore {
    func tallies(of part: SupplierOrder.ID) throws -> [LineTally] {
        try access.connection.rows(
            "SELECT * FROM line_tallies WHERE supplier_order_id = \(part) ORDER BY position"
        ).map(SupplierOrderStore.tally)
    }

    static func tally(_ row: Row) throws -> LineTally {
        LineTally(
            position: try row.integer("position"), unitPrice: try row.money("unit_price_pence"),
            fee: try row.money("fee_pence"), credit: try row.money("credit_pence"),
            refund: try row.money("refund_pence"),
            units: try UnitState.allCases.map { try row.integer($0.rawValue) })
    }
}

extension SupplierOrderStore where Access: Writing {
    func insert(_ tally: LineTally, of part: SupplierOrder.ID) throws {
        try access.connection.run(
            """
            INSERT INTO line_tallies (supplier_order_id, position, ordered, unit_price_pence, fee_pence, credit_pence,
                refund_pence, open, refused, cancelled_before, to_come, cancelled_after, unconfirmed, questioned,
                returned, received, disputed, credited, paid, contested, refunded)
            VALUES (\(part), \(tally.position), \(tally.ordered), \(tally.unitPrice), \(tally.fee), \(tally.credit),
                \(tally.refund), \(tally[.open]), \(tally[.refused]), \(tally[.cancelledBefore]), \(tally[.toCome]),
                \(tally[.cancelledAfter]), \(tally[.unconfirmed]), \(tally[.questioned]), \(tally[.returned]),
                \(tally[.received]), \(tally[.disputed]), \(tally[.credited]), \(tally[.paid]), \(tally[.contested]),
                \(tally[.refunded]))
            """)
    }

    /// Called together with `save`, which makes sure that nobody else has moved them since.
    package func save(_ tally: LineTally, of part: SupplierOrder.ID) throws {
        try access.connection.run(
            """
            UPDATE line_tallies SET unit_price_pence = \(tally.unitPrice), fee_pence = \(tally.fee),
                credit_pence = \(tally.credit), refund_pence = \(tally.refund), open = \(tally[.open]),
                refused = \(tally[.refused]), cancelled_before = \(tally[.cancelledBefore]),
                to_come = \(tally[.toCome]), cancelled_after = \(tally[.cancelledAfter]),
                unconfirmed = \(tally[.unconfirmed]), questioned = \(tally[.questioned]),
                returned = \(tally[.returned]), received = \(tally[.received]), disputed = \(tally[.disputed]),
                credited = \(tally[.credited]), paid = \(tally[.paid]), contested = \(tally[.contested]),
                refunded = \(tally[.refunded])
            WHERE supplier_order_id = \(part) AND position = \(tally.position)
            """)
    }

    /// Puts the units of a part where its steps lead, whatever was stored. Whoever has read it before has to read it
    /// again.
    func restore(_ tallies: [LineTally], of part: SupplierOrder.ID) throws {
        try access.connection.run("DELETE FROM line_tallies WHERE supplier_order_id = \(part)")
        for tally in tallies { try insert(tally, of: part) }
        try access.connection.run("UPDATE supplier_orders SET version = version + 1 WHERE id = \(part)")
    }

    /// The same with where the part stands.
    func restore(_ status: SupplierOrderStatus, of part: SupplierOrder.ID) throws {
        try access.connection.run(
            "UPDATE supplier_orders SET status = \(status.rawValue), version = version + 1 WHERE id = \(part)")
    }
}
