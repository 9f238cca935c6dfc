import Ledger
import Relational
import Values

/// Money promised to supplier orders.
package struct HoldStore<Access: Reading> { let access: Access }

extension Reading {
    package var holds: HoldStore<Self> { HoldStore(access: self) }
}

extension HoldStore {
    package func list(of supplierOrder: String) throws -> [Hold] {
        try access.connection.rows("SELECT * FROM holds WHERE supplier_order_id = \(supplierOrder) ORDER BY id")
            .map { row in
                Hold(
                    id: try row.id("id"), supplierOrder: supplierOrder,
                    pot: .init(planLine: try row.text("plan_line_id"), period: try row.text("period")),
                    amount: try row.money("amount_pence"), source: try row.word("source"),
                    state: try row.word("state"))
            }
    }
}

extension HoldStore where Access: Writing {
    package func insert(_ hold: Hold) throws {
        try access.connection.run(
            """
            INSERT INTO holds (id, supplier_order_id, plan_line_id, period, amount_pence, source, state)
            VALUES (\(hold.id), \(hold.supplierOrder), \(hold.pot.planLine), \(hold.pot.period), \(hold.amount),
                \(hold.source.rawValue), \(hold.state.rawValue))
            """)
    }

    /// A hold resolves once.
    /// - Throws: `LedgerRefusal.holdResolved`.
    package func resolve(_ hold: Hold, as state: Hold.State) throws {
        let changed = try access.connection.run(
            """
            UPDATE holds SET state = \(state.rawValue) WHERE id = \(hold.id) AND state = 'open'
            """)
        guard changed == 1 else { throw LedgerRefusal.holdResolved }
    }

    /// Extra money that was asked for has been granted: the plan line holds it now.
    /// - Throws: `LedgerRefusal.holdResolved`.
    package func grant(_ hold: Hold) throws {
        let changed = try access.connection.run(
            """
            UPDATE holds SET source = 'line' WHERE id = \(hold.id) AND state = 'open' AND source = 'fund'
            """)
        guard changed == 1 else { throw LedgerRefusal.holdResolved }
    }
}
