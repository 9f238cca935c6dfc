import Orders
import Relational
import Values

/// Goods that came with proof.
package struct ProvedDeliveryStore<Access: Reading> { let access: Access }

extension Reading {
    package var provedDeliveries: ProvedDeliveryStore<Self> { ProvedDeliveryStore(access: self) }
}

extension ProvedDeliveryStore {
    /// Those of a part that are not wholly confirmed or in question, the oldest first.
    package func open(of part: SupplierOrder.ID) throws -> [ProvedDelivery] {
        try access.connection.rows(
            """
            SELECT * FROM proved_deliveries WHERE supplier_order_id = \(part) AND units > 0
            ORDER BY delivery, position
            """
        ).map(ProvedDeliveryStore.delivery)
    }

    /// Parts of which something came with proof that is due for a notice, or counts as received: those that have waited
    /// longest first. From at most so many deliveries.
    package func due(at now: Moment, most: Int) throws -> [SupplierOrder.ID] {
        let open = SupplierOrderStatus.allCases.filter { $0.allows(.notice) }.map(\.rawValue)
        let found: [SupplierOrder.ID] = try access.connection.rows(
            """
            SELECT d.supplier_order_id AS id FROM proved_deliveries d CROSS JOIN supplier_orders so
            WHERE d.strikes_at IS NOT NULL AND d.strikes_at <= \(now) AND d.units > 0
                AND so.id = d.supplier_order_id AND so.status IN (\(list: open))
            ORDER BY d.strikes_at, d.supplier_order_id LIMIT \(most)
            """
        ).map { try $0.id("id") }
        var seen: Set<SupplierOrder.ID> = []
        return found.filter { seen.insert($0).inserted }
    }

    private static func delivery(_ row: Row) throws -> ProvedDelivery {
        ProvedDelivery(
            supplierOrder: try row.id("supplier_order_id"), position: try row.integer("position"),
            delivery: try row.integer("delivery"), proof: try row.text("proof"), units: try row.integer("units"),
            notices: try row.integer("notices"), strikesAt: try row.optionalMoment("strikes_at"))
    }
}

extension ProvedDeliveryStore where Access: Writing {
    package func insert(_ delivery: ProvedDelivery) throws {
        try access.connection.run(
            """
            INSERT INTO proved_deliveries (supplier_order_id, position, delivery, proof, units, notices, strikes_at)
            VALUES (\(delivery.supplierOrder), \(delivery.position), \(delivery.delivery), \(delivery.proof),
                \(delivery.units), \(delivery.notices), \(delivery.strikesAt))
            """)
    }

    /// Called within a step of the part, whose version makes sure that nobody else moves them.
    package func save(_ delivery: ProvedDelivery) throws {
        try access.connection.run(
            """
            UPDATE proved_deliveries SET units = \(delivery.units), notices = \(delivery.notices),
                strikes_at = \(delivery.strikesAt)
            WHERE supplier_order_id = \(delivery.supplierOrder) AND position = \(delivery.position)
                AND delivery = \(delivery.delivery)
            """)
    }
}
