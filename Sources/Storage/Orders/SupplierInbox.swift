import Baskets
import Catalogue
import Identity
import Orders
import Plans
import Relational
import Values

/// What waits for a supplier, and what it has done. Holds nothing about plans, budgets, reasons or other suppliers:
/// a supplier's page cannot show what this type does not carry.
package struct SupplierInbox: Sendable {
    package struct Item: Sendable, Hashable {
        package let id: SupplierOrder.ID
        package let number: String
        package let status: SupplierOrderStatus
        package let signedAt: Moment
        /// Until when it has to be answered; nil where nobody has to.
        package let expiresAt: Moment?
        /// First name only.
        package let deliverTo: String
        package let district: String
        package let firstTitle: String
        package let lineCount: Int
        package let total: Money
    }

    package let items: [Item]
    package let isCut: Bool
}

extension SupplierOrderStore {
    package static var inboxMaximum: Int { 200 }

    /// - Parameters:
    ///   - statuses: only these.
    ///   - oldestFirst: for what waits: what has to be answered first, then the oldest, so that nothing is forgotten;
    ///     what is finished comes newest first.
    ///   - most: so many are read.
    package func inbox(
        of supplier: Supplier.ID, statuses: [SupplierOrderStatus], oldestFirst: Bool = false,
        most: Int = SupplierOrderStore.inboxMaximum
    ) throws -> SupplierInbox {
        let sorting: StaticString = oldestFirst ? "s.expires_at IS NULL, s.expires_at, s.id" : "s.id DESC"
        let visible = statuses.filter { $0 != .awaitingApproval && $0 != .notSent }.map(\.rawValue)
        let rows = try access.connection.rows(
            """
            SELECT s.id, s.status, s.expires_at, o.number, o.signed_at, h.known_as, h.postcode,
                (SELECT title FROM order_lines l WHERE l.supplier_order_id = s.id ORDER BY position LIMIT 1) AS title,
                (SELECT COUNT(*) FROM order_lines l WHERE l.supplier_order_id = s.id) AS line_count,
                (SELECT SUM(t.unit_price_pence * (t.ordered - t.refused - t.cancelled_before - t.cancelled_after
                        - t.returned - t.credited - t.refunded) + t.fee_pence - t.credit_pence - t.refund_pence)
                    FROM line_tallies t WHERE t.supplier_order_id = s.id) AS total_pence
            FROM supplier_orders s JOIN orders o ON o.id = s.order_id JOIN holders h ON h.id = o.holder_id
            WHERE s.supplier_id = \(supplier) AND s.status IN (\(list: visible))
            ORDER BY \(sql: sorting) LIMIT \(most + 1)
            """)
        let items = try rows.prefix(most).map { row in
            SupplierInbox.Item(
                id: try row.id("id"), number: try row.text("number"), status: try row.word("status"),
                signedAt: try row.moment("signed_at"),
                expiresAt: try row.optionalInteger("expires_at").map(Moment.init(milliseconds:)),
                deliverTo: try row.text("known_as"),
                district: try Postcode(try row.text("postcode")).district, firstTitle: try row.text("title"),
                lineCount: try row.integer("line_count"), total: try row.money("total_pence"))
        }
        return SupplierInbox(items: items, isCut: rows.count > most)
    }

    /// How many parts of a supplier stand so: for the header of every page.
    package func count(of supplier: Supplier.ID, status: SupplierOrderStatus) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS parts FROM supplier_orders
            WHERE supplier_id = \(supplier) AND status = \(status.rawValue)
            """)?.integer("parts") ?? 0
    }

    /// How many parts of a supplier are not over: something is to come, to be answered or to be paid.
    package func openCount(of supplier: Supplier.ID) throws -> Int {
        let open = SupplierOrderStatus.allCases.filter { !$0.isOver }.map(\.rawValue)
        return try access.connection.row(
            """
            SELECT COUNT(*) AS parts FROM supplier_orders
            WHERE supplier_id = \(supplier) AND status IN (\(list: open))
            """)?.integer("parts") ?? 0
    }
}
