import Identity
import Orders
import Plans
import Relational
import Values

/// One thing that was ordered and is paid from a plan line, wholly or in part.
package struct LineOrder: Sendable, Hashable {
    package let order: Order.ID
    package let number: String
    package let signedOn: Day
    package let supplier: String
    package let title: String
    /// What the line pays of it, over all its periods.
    package let amount: Money
    package let status: SupplierOrderStatus
}

extension OrderLine {
    /// What pays for each line: as signed, or as a newer version of the plan pays for what was asked.
    static let paying: StaticString = """
        (SELECT s.* FROM order_line_sources s WHERE NOT EXISTS (
            SELECT 1 FROM order_line_covers c
            WHERE c.supplier_order_id = s.supplier_order_id AND c.position = s.position)
        UNION ALL SELECT * FROM order_line_covers)
        """
}

extension BudgetReader {
    package static var lineOrdersMaximum: Int { 200 }

    /// What was ordered from one line of a holder's plan, newest first, at most `lineOrdersMaximum`; the page says when
    /// there is more.
    package func orders(
        from line: PlanLine.ID, of holder: Holder.ID
    ) throws -> (orders: [LineOrder], isCut: Bool) {
        let most = BudgetReader.lineOrdersMaximum
        let rows = try access.connection.rows(
            """
            SELECT o.id, o.number, o.signed_at, s.name AS supplier, l.title, so.status,
                SUM(u.amount_pence) AS amount_pence
            FROM \(sql: OrderLine.paying) u
            JOIN order_lines l ON l.supplier_order_id = u.supplier_order_id AND l.position = u.position
            JOIN supplier_orders so ON so.id = u.supplier_order_id
            JOIN orders o ON o.id = so.order_id
            JOIN suppliers s ON s.id = so.supplier_id
            WHERE u.plan_line_id = \(line) AND o.holder_id = \(holder)
            GROUP BY o.id, so.id, l.position, o.number, o.signed_at, s.name, l.title, so.status
            ORDER BY o.id DESC, so.id, l.position LIMIT \(most + 1)
            """)
        let orders = try rows.prefix(most).map { row in
            LineOrder(
                order: try row.id("id"), number: try row.text("number"), signedOn: try row.moment("signed_at").day,
                supplier: try row.text("supplier"), title: try row.text("title"),
                amount: try row.money("amount_pence"), status: try row.word("status"))
        }
        return (orders, rows.count > most)
    }
}
