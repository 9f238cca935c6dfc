import Catalogue
import Identity
import Orders
import Relational
import Values

/// One part of an order in a list for programs. It holds nothing about plans, budgets or reasons.
package struct ProgramOrderItem: Sendable, Hashable {
    package let id: SupplierOrder.ID
    package let number: String
    package let status: SupplierOrderStatus
    package let version: Int
    package let signedAt: Moment
    /// When something happened to it last.
    package let changedAt: Moment
    /// Until when somebody has to answer; nil where nobody has to.
    package let expiresAt: Moment?
    /// First name only.
    package let deliverTo: String
    package let total: Money
}

extension SupplierOrderStore {
    /// A supplier's own parts that were sent, the newest first.
    /// - Parameters:
    ///   - changedSince: only those to which something happened then or later.
    ///   - before: after this one in the list.
    package func page(
        of supplier: Supplier.ID, status: SupplierOrderStatus?, changedSince: Moment?, before: SupplierOrder.ID?,
        most: Int
    ) throws -> [ProgramOrderItem] {
        try access.connection.rows(
            """
            SELECT * FROM (
                SELECT s.id, s.status, s.version, s.expires_at, o.number, o.signed_at, h.known_as,
                    COALESCE((SELECT MAX(e.at) FROM order_events e WHERE e.supplier_order_id = s.id
                        AND e.what NOT IN ('supplier-order.remind', 'supplier-order.notice')), o.signed_at)
                        AS changed_at,
                    (SELECT SUM(t.unit_price_pence * (t.ordered - t.refused - t.cancelled_before - t.cancelled_after
                            - t.returned - t.credited - t.refunded) + t.fee_pence - t.credit_pence - t.refund_pence)
                        FROM line_tallies t WHERE t.supplier_order_id = s.id) AS total_pence
                FROM supplier_orders s JOIN orders o ON o.id = s.order_id JOIN holders h ON h.id = o.holder_id
                WHERE s.supplier_id = \(supplier) AND s.status NOT IN ('awaiting_approval', 'not_sent')
                    AND (\(status?.rawValue) IS NULL OR s.status = \(status?.rawValue))
                    AND (\(before) IS NULL OR s.id < \(before))
            ) AS found WHERE \(changedSince) IS NULL OR changed_at >= \(changedSince)
            ORDER BY id DESC LIMIT \(most)
            """
        ).map { row in
            ProgramOrderItem(
                id: try row.id("id"), number: try row.text("number"), status: try row.word("status"),
                version: try row.integer("version"), signedAt: try row.moment("signed_at"),
                changedAt: try row.moment("changed_at"), expiresAt: try row.optionalMoment("expires_at"),
                deliverTo: try row.text("known_as"), total: try row.money("total_pence"))
        }
    }
}
