import Ledger
import Orders
import Relational
import Values

// What is stored of holds and of how orders stand, compared with what it follows from.

extension LedgerVerification {
    /// I4 and I6: held and committed money is exactly what supplier orders have been promised.
    mutating func compareHolds(_ snapshot: some Reading) throws {
        let rows = try snapshot.connection.rows(
            """
            SELECT a.id, a.balance_pence, COALESCE((
                SELECT SUM(h.amount_pence) FROM holds h JOIN supplier_orders s ON s.id = h.supplier_order_id
                WHERE h.plan_line_id = a.owner AND h.period = a.period AND (
                    (a.kind = 'held' AND h.state = 'open' AND h.source = 'line') OR
                    (a.kind = 'committed' AND h.state = 'committed' AND s.status IN ('accepted', 'delivered')))
                ), 0) AS promised
            FROM ledger_accounts a WHERE a.kind IN ('held', 'committed') ORDER BY a.id
            """)
        for row in rows {
            let (balance, promised) = (try row.money("balance_pence"), try row.money("promised"))
            guard balance != promised else { continue }
            try found.append("account \(row.text("id")): \(balance), but holds come to \(promised)")
        }
        let orders = try snapshot.connection.rows(
            """
            SELECT id, due_pence, held_pence FROM (
                SELECT o.id, o.total_pence - COALESCE((
                        SELECT SUM(l.contribution_pence) FROM order_lines l
                        JOIN supplier_orders p ON p.id = l.supplier_order_id WHERE p.order_id = o.id
                    ), 0) AS due_pence, COALESCE((
                        SELECT SUM(h.amount_pence) FROM holds h
                        JOIN supplier_orders p ON p.id = h.supplier_order_id WHERE p.order_id = o.id
                    ), 0) AS held_pence
                FROM orders o
            ) sums WHERE due_pence <> held_pence ORDER BY id
            """)
        for row in orders {
            let (total, held) = (try row.money("due_pence"), try row.money("held_pence"))
            try found.append("order \(row.text("id")): signed for \(total), holds come to \(held)")
        }
    }

    /// I20: how orders stand, recomputed from their parts, is what is stored.
    mutating func compareStandings(_ snapshot: some Reading) throws {
        let parts = try LedgerVerification.words("SELECT order_id, status FROM supplier_orders", snapshot)
        let approvals = try LedgerVerification.words("SELECT order_id, status FROM approvals", snapshot)
        try snapshot.connection.eachRow("SELECT id, stage, approval_standing, supply FROM orders ORDER BY id") { row in
            let id = try row.text("id")
            let standing = OrderStanding(
                parts: (parts[id] ?? []).compactMap(SupplierOrderStatus.init(rawValue:)),
                approvals: (approvals[id] ?? []).compactMap(ApprovalStatus.init(rawValue:)))
            let stored = OrderStanding(
                stage: try row.word("stage"), approval: try row.word("approval_standing"),
                supply: try row.word("supply"))
            if standing != stored { found.append("order \(id): its standing does not follow from its parts") }
        }
    }

    private static func words(_ statement: Statement, _ snapshot: some Reading) throws -> [String: [String]] {
        var found: [String: [String]] = [:]
        try snapshot.connection.eachRow(statement) { row in
            found[try row.text("order_id"), default: []].append(try row.text("status"))
        }
        return found
    }
}
