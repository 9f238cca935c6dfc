import Orders
import Relational
import Values

// What time, or something outside the order, has caught up with.

extension SupplierOrderStore {
    package struct Due: Sendable, Hashable {
        package enum Cause: Sendable, Hashable {
            /// Nobody answered in time.
            case lapsed
            /// A `HoldReason`.
            case hold(String)
        }

        package let id: SupplierOrder.ID
        package let cause: Cause
    }

    /// - Returns: at most so many, those that have waited longest first.
    package func due(at now: Moment, most: Int) throws -> [Due] {
        let waiting = SupplierOrderStatus.allCases.filter { $0.allows(.lapse) }.map(\.rawValue)
        let lapsed = try access.connection.rows(
            """
            SELECT id FROM supplier_orders WHERE expires_at <= \(now) AND status IN (\(list: waiting))
            ORDER BY expires_at, id LIMIT \(most)
            """
        ).map { Due(id: try $0.id("id"), cause: .lapsed) }
        guard lapsed.count < most else { return lapsed }
        return lapsed + (try orphaned(most: most - lapsed.count))
    }

    /// Live orders that have lost their supplier, their plan or their holder, once for each reason.
    private func orphaned(most: Int) throws -> [Due] {
        let live = SupplierOrderStatus.allCases.filter { $0.allows(.putOnHold) && $0 != .received }.map(\.rawValue)
        return try access.connection.rows(
            """
            SELECT id, reason FROM (
                SELECT so.id, CASE
                    WHEN s.status <> 'approved' THEN 'supplier_suspended'
                    WHEN h.standing LIKE '%"diedOn"%' THEN 'holder_died'
                    WHEN EXISTS (SELECT 1 FROM plans p WHERE p.id = o.plan_id AND p.status = 'ended')
                        THEN 'plan_ended' END AS reason
                FROM supplier_orders so
                JOIN suppliers s ON s.id = so.supplier_id
                JOIN orders o ON o.id = so.order_id JOIN holders h ON h.id = o.holder_id
                WHERE so.status IN (\(list: live))
            ) found
            WHERE reason IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM order_events e WHERE e.supplier_order_id = found.id
                    AND e.what = 'supplier-order.put_on_hold' AND e.reason = found.reason)
            ORDER BY id LIMIT \(most)
            """
        ).map { Due(id: try $0.id("id"), cause: .hold(try $0.text("reason"))) }
    }
}
