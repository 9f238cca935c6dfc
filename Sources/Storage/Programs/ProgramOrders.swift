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
    /// When something happened to it last: later than what had happened to any other by then.
    package let changedAt: Moment
    /// Until when somebody has to answer; nil where nobody has to.
    package let expiresAt: Moment?
    /// First name only.
    package let deliverTo: String
    package let total: Money
}

/// A list of a supplier's parts of orders, and where its page begins.
package enum ProgramOrderList: Sendable, Hashable {
    /// The newest first, after one of them.
    case newest(before: SupplierOrder.ID?)
    /// Those to which something happened at a moment or later, in the order in which it did. Whatever moves meanwhile
    /// comes again at the end, so that nothing is missed.
    /// - Parameter after: the last one of that moment that is known; nil for all of them.
    case changed(since: Moment, after: SupplierOrder.ID?)
}

extension SupplierOrderStore {
    /// A supplier's own parts that were sent.
    package func page(
        of supplier: Supplier.ID, status: SupplierOrderStatus?, _ list: ProgramOrderList, most: Int
    ) throws -> [ProgramOrderItem] {
        try access.connection.rows(
            SupplierOrderStore.question(of: supplier, status: status, list, most: most)
        ).map { row in
            ProgramOrderItem(
                id: try row.id("id"), number: try row.text("number"), status: try row.word("status"),
                version: try row.integer("version"), signedAt: try row.moment("signed_at"),
                changedAt: try row.moment("changed_at"), expiresAt: try row.optionalMoment("expires_at"),
                deliverTo: try row.text("known_as"), total: try row.money("total_pence"))
        }
    }

    package static func question(
        of supplier: Supplier.ID, status: SupplierOrderStatus?, _ list: ProgramOrderList, most: Int
    ) -> Statement {
        let status = status?.rawValue
        return switch list {
        case .newest(let last):
            """
            \(sql: ProgramOrderColumns.all) WHERE s.supplier_id = \(supplier) AND \(sql: ProgramOrderColumns.isKnown)
                AND (\(status) IS NULL OR s.status = \(status)) AND (\(last) IS NULL OR s.id < \(last))
            ORDER BY s.id DESC LIMIT \(most)
            """
        case .changed(let since, let last):
            """
            \(sql: ProgramOrderColumns.all) WHERE s.supplier_id = \(supplier) AND \(sql: ProgramOrderColumns.isKnown)
                AND (\(status) IS NULL OR s.status = \(status))
                AND (s.changed_at, s.id) > (\(since), \(last?.text ?? ""))
            ORDER BY s.changed_at, s.id LIMIT \(most)
            """
        }
    }
}

private enum ProgramOrderColumns {
    static let all: StaticString = """
        SELECT s.id, s.status, s.version, s.expires_at, s.changed_at, o.number, o.signed_at, h.known_as,
            (SELECT SUM(t.unit_price_pence * (t.ordered - t.refused - t.cancelled_before - t.cancelled_after
                    - t.returned - t.credited - t.refunded) + t.fee_pence - t.credit_pence - t.refund_pence)
                FROM line_tallies t WHERE t.supplier_order_id = s.id) AS total_pence
        FROM supplier_orders s JOIN orders o ON o.id = s.order_id JOIN holders h ON h.id = o.holder_id
        """

    static let isKnown: StaticString = "s.status NOT IN ('awaiting_approval', 'not_sent')"
}

extension SupplierOrderStore where Access: Writing {
    /// Something happened to a part: it comes last in its supplier's list of changes. The clock was read before the
    /// transaction, so that another may have been quicker; then it counts as a millisecond after that one, or whoever
    /// has read the list would miss it.
    func noteChange(of part: SupplierOrder.ID, at moment: Moment) throws {
        let last = try access.connection.row(
            """
            SELECT p.changed_at FROM supplier_orders p
            WHERE p.supplier_id = (SELECT s.supplier_id FROM supplier_orders s WHERE s.id = \(part)) AND p.id <> \(part)
            ORDER BY p.changed_at DESC LIMIT 1
            """)?.moment("changed_at").milliseconds ?? 0
        let changed = Moment(milliseconds: max(moment.milliseconds, last + 1))
        try access.connection.run(
            "UPDATE supplier_orders SET changed_at = \(changed) WHERE id = \(part) AND changed_at < \(changed)")
    }
}
