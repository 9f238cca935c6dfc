import Identity
import Ledger
import Orders
import Plans
import Relational
import Values

/// Orders as a commissioner's staff find them: only those of their own holders.
package struct OrderBook: Sendable {
    /// A part that the commissioner has to see to.
    package struct Item: Sendable, Hashable {
        package let order: Order.ID
        package let number: String
        package let holder: String
        package let supplier: String
        package let firstTitle: String
        package let since: Moment
        /// A code; nil where a person gave their own reason.
        package let reason: String?
        package let note: String?
    }

    /// They wait for a decision on how they go on.
    package let onHold: [Item]
    package let isCut: Bool
    /// Requests to cancel that the supplier has not answered in time.
    package let cancelOverdue: [Item]
    package let isOverdueCut: Bool
}

/// One order with everything that its commissioner may see.
package struct OrderCase: Sendable {
    package let order: OrderView
    package let holder: Holder
    /// The version that it was signed under.
    package let plan: Plan?
    /// As it is now: what a newer version pays for is paid from its lines.
    package let newest: Plan?
    /// Where the public money of each part is.
    package let holds: [SupplierOrder.ID: [Hold]]
}

extension OrderStore {
    package static var bookMaximum: Int { 200 }

    /// Of a commissioner's own holders; another's is not found.
    package func find(_ id: Order.ID, overseenBy commissioner: Commissioner.ID) throws -> Order? {
        try access.connection.row(
            """
            SELECT o.* FROM orders o JOIN holders h ON h.id = o.holder_id
            WHERE o.id = \(id) AND h.commissioner_id = \(commissioner)
            """
        ).map(OrderStore.order)
    }

    /// The same by the number that people say on the telephone.
    package func find(number: String, overseenBy commissioner: Commissioner.ID) throws -> Order? {
        guard let order = try find(number: number) else { return nil }
        return try find(order.id, overseenBy: commissioner)
    }

    /// The oldest first, at most `bookMaximum` of each kind.
    package func book(of commissioner: Commissioner.ID) throws -> OrderBook {
        let (onHold, isCut) = try items(of: commissioner, .onHold, since: .putOnHold)
        let (overdue, isOverdueCut) = try items(of: commissioner, .cancelOverdue, since: .escalate)
        return OrderBook(onHold: onHold, isCut: isCut, cancelOverdue: overdue, isOverdueCut: isOverdueCut)
    }

    /// Parts in one status, with the newest step that brought them there.
    private func items(
        of commissioner: Commissioner.ID, _ status: SupplierOrderStatus, since action: SupplierOrderAction
    ) throws -> (items: [OrderBook.Item], isCut: Bool) {
        let most = OrderStore.bookMaximum
        let rows = try access.connection.rows(
            """
            SELECT o.id, o.number, h.name AS holder, s.name AS supplier, e.at, e.reason, e.note,
                (SELECT title FROM order_lines l WHERE l.supplier_order_id = so.id ORDER BY position LIMIT 1) AS title
            FROM supplier_orders so JOIN orders o ON o.id = so.order_id JOIN holders h ON h.id = o.holder_id
            JOIN suppliers s ON s.id = so.supplier_id
            JOIN order_events e ON e.order_id = o.id AND e.sequence = (
                SELECT MAX(last.sequence) FROM order_events last WHERE last.order_id = o.id
                    AND last.supplier_order_id = so.id AND last.what = \(OrderEvent.What.supplierOrder(action).code))
            WHERE h.commissioner_id = \(commissioner) AND so.status = \(status.rawValue)
            ORDER BY e.at, so.id LIMIT \(most + 1)
            """)
        let items = try rows.prefix(most).map { row in
            OrderBook.Item(
                order: try row.id("id"), number: try row.text("number"), holder: try row.text("holder"),
                supplier: try row.text("supplier"), firstTitle: try row.text("title"), since: try row.moment("at"),
                reason: try row.optionalText("reason"), note: try row.optionalText("note"))
        }
        return (items, rows.count > most)
    }

    /// - Returns: nil where it is not of one of the commissioner's own holders.
    package func orderCase(_ id: Order.ID, of commissioner: Commissioner.ID) throws -> OrderCase? {
        guard let order = try find(id, overseenBy: commissioner), let holder = try access.holders.find(order.holder)
        else { return nil }
        let view = try view(of: order)
        var holds: [SupplierOrder.ID: [Hold]] = [:]
        for part in view.parts { holds[part.part.id] = try access.holds.list(of: part.part.id) }
        return OrderCase(
            order: view, holder: holder, plan: try access.plans.find(order.plan, version: order.planVersion),
            newest: try access.plans.current(of: holder.id), holds: holds)
    }
}
