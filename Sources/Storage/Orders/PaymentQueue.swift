import Identity
import Orders
import Relational
import Values

/// What a commissioner owes: received, confirmed, and not paid yet.
package struct PaymentQueue: Sendable {
    package struct Item: Sendable, Hashable {
        package let id: SupplierOrder.ID
        package let number: String
        package let supplier: String
        /// Finance needs no names.
        package let pseudonym: String
        package let receivedAt: Moment
        package let total: Money
    }

    package let items: [Item]
    package let isCut: Bool
}

extension SupplierOrderStore {
    /// Oldest first, at most `inboxMaximum`.
    package func payments(due commissioner: Commissioner.ID) throws -> PaymentQueue {
        let most = SupplierOrderStore.inboxMaximum
        let rows = try access.connection.rows(
            """
            SELECT so.id, o.number, s.name, h.pseudonym,
                (SELECT MAX(e.at) FROM order_events e
                    WHERE e.supplier_order_id = so.id AND e.what = 'supplier-order.confirm') AS received_at,
                (SELECT SUM(l.unit_price_pence * l.quantity * l.times - l.contribution_pence)
                    FROM order_lines l WHERE l.supplier_order_id = so.id)
                    AS total_pence
            FROM supplier_orders so JOIN suppliers s ON s.id = so.supplier_id
            JOIN orders o ON o.id = so.order_id JOIN holders h ON h.id = o.holder_id
            WHERE h.commissioner_id = \(commissioner) AND so.status = 'received'
            ORDER BY received_at, so.id LIMIT \(most + 1)
            """)
        let items = try rows.prefix(most).map { row in
            PaymentQueue.Item(
                id: try row.id("id"), number: try row.text("number"), supplier: try row.text("name"),
                pseudonym: try row.text("pseudonym"), receivedAt: try row.moment("received_at"),
                total: try row.money("total_pence"))
        }
        return PaymentQueue(items: items, isCut: rows.count > most)
    }
}
