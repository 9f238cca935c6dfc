import Orders
import Relational
import Values

// What time, or something outside the order, has caught up with.

extension SupplierOrderStore {
    package struct Due: Sendable, Hashable {
        package enum Cause: Sendable, Hashable {
            /// Nobody answered in time.
            case silence
            /// Whoever has to answer is to be reminded.
            case reminder
            /// Goods came with proof, and the holder has said nothing.
            case proof
            /// A `HoldReason`.
            case hold(String)
        }

        package let id: SupplierOrder.ID
        package let cause: Cause
    }

    /// - Returns: at most so many of each cause, those that have waited longest first.
    package func due(at now: Moment, most: Int) throws -> [Due] {
        try silent(at: now, most: most) + remindable(at: now, most: most)
            + access.provedDeliveries.due(at: now, most: most).map { Due(id: $0, cause: .proof) }
            + orphaned(most: most)
    }

    private func silent(at now: Moment, most: Int) throws -> [Due] {
        let waiting = SupplierOrderStatus.allCases.filter { $0.allows(.lapse) || $0.allows(.escalate) }.map(\.rawValue)
        return try access.connection.rows(
            """
            SELECT id FROM supplier_orders WHERE expires_at <= \(now) AND status IN (\(list: waiting))
            ORDER BY expires_at, id LIMIT \(most)
            """
        ).map { Due(id: try $0.id("id"), cause: .silence) }
    }

    private func remindable(at now: Moment, most: Int) throws -> [Due] {
        let waiting = SupplierOrderStatus.allCases.filter { $0.allows(.remind) }.map(\.rawValue)
        return try access.connection.rows(
            """
            SELECT id FROM supplier_orders
            WHERE remind_at <= \(now) AND expires_at > \(now) AND status IN (\(list: waiting))
            ORDER BY remind_at, id LIMIT \(most)
            """
        ).map { Due(id: try $0.id("id"), cause: .reminder) }
    }

    /// Live orders that have lost their supplier, their plan or their holder, once for each reason. Looked for from
    /// what was lost, which is little, and only among orders that are not over: the order of the joins says so, which
    /// the engine would otherwise choose itself.
    private func orphaned(most: Int) throws -> [Due] {
        let live = SupplierOrderStatus.allCases.filter(\.followsSupplier).map(\.rawValue)
        return try access.connection.rows(
            """
            SELECT found.id, found.reason FROM (
                SELECT so.id, 'supplier_suspended' AS reason FROM suppliers s CROSS JOIN supplier_orders so
                WHERE s.status <> 'approved' AND so.supplier_id = s.id AND so.status IN (\(list: live))
                UNION ALL
                SELECT so.id, 'holder_died' FROM holders h CROSS JOIN orders o CROSS JOIN supplier_orders so
                WHERE h.standing LIKE '%"diedOn"%' AND o.holder_id = h.id AND o.stage = 'placed'
                    AND so.order_id = o.id AND so.status IN (\(list: live))
                UNION ALL
                SELECT so.id, 'plan_ended' FROM plans p CROSS JOIN orders o CROSS JOIN supplier_orders so
                WHERE p.status = 'ended' AND o.holder_id = p.holder_id AND o.plan_id = p.id AND o.stage = 'placed'
                    AND so.order_id = o.id AND so.status IN (\(list: live))
            ) found
            WHERE NOT EXISTS (
                SELECT 1 FROM order_events e WHERE e.order_id = (
                        SELECT own.order_id FROM supplier_orders own WHERE own.id = found.id)
                    AND e.supplier_order_id = found.id AND e.what = 'supplier-order.put_on_hold'
                    AND e.reason = found.reason)
            ORDER BY found.id LIMIT \(most)
            """
        ).map { Due(id: try $0.id("id"), cause: .hold(try $0.text("reason"))) }
    }
}
