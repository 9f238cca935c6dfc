import Catalogue
import Orders
import Plans
import Relational
import Values

/// The parts of orders, one per supplier and route.
package struct SupplierOrderStore<Access: Reading> { let access: Access }

extension Reading {
    package var supplierOrders: SupplierOrderStore<Self> { SupplierOrderStore(access: self) }
}

extension SupplierOrderStore {
    package func find(_ id: SupplierOrder.ID) throws -> SupplierOrder? {
        try access.connection.row("SELECT * FROM supplier_orders WHERE id = \(id)").map(supplierOrder)
    }

    /// A supplier's own part, once it has been sent; what waits for approval is not the supplier's to know of.
    package func find(_ id: SupplierOrder.ID, of supplier: Supplier.ID) throws -> SupplierOrder? {
        try access.connection.row(
            """
            SELECT * FROM supplier_orders
            WHERE id = \(id) AND supplier_id = \(supplier) AND status NOT IN ('awaiting_approval', 'not_sent')
            """
        ).map(supplierOrder)
    }

    /// The parts of one order, as they were signed.
    package func list(of order: Order.ID) throws -> [SupplierOrder] {
        try access.connection.rows("SELECT * FROM supplier_orders WHERE order_id = \(order) ORDER BY position")
            .map(supplierOrder)
    }

    private func supplierOrder(_ row: Row) throws -> SupplierOrder {
        let id: SupplierOrder.ID = try row.id("id")
        let lines = try access.connection.rows(
            "SELECT * FROM order_lines WHERE supplier_order_id = \(id) ORDER BY position"
        ).map(SupplierOrderStore.line)
        return SupplierOrder(
            id: id, order: try row.id("order_id"), supplier: try row.id("supplier_id"), route: try row.word("route"),
            lines: lines, status: try row.word("status"), version: try row.integer("version"))
    }

    static func line(_ row: Row) throws -> OrderLine {
        let request = try row.optionalText("request_reason").map {
            LineRequest(reason: $0, outcome: try row.optionalID("request_outcome_id"))
        }
        return OrderLine(
            position: try row.integer("position"), listing: try row.id("listing_id"),
            category: try row.id("category_id"), title: try row.text("title"), unit: try row.text("unit"),
            quantity: try row.integer("quantity"), unitNet: try row.money("unit_net_pence"), vat: try row.word("vat"),
            unitPrice: try row.money("unit_price_pence"), leadDays: try row.integer("lead_days"),
            delivery: try row.text("delivery"), cancellation: try row.text("cancellation"),
            planLine: try row.optionalID("plan_line_id"), period: try row.optionalDay("period"),
            rules: try row.list("rules"), request: request)
    }
}

extension SupplierOrderStore where Access: Writing {
    package func insert(_ part: SupplierOrder, position: Int) throws {
        try access.connection.run(
            """
            INSERT INTO supplier_orders (id, order_id, supplier_id, route, position, status, version)
            VALUES (\(part.id), \(part.order), \(part.supplier), \(part.route.rawValue), \(position),
                \(part.status.rawValue), \(part.version))
            """)
        for line in part.lines {
            try access.connection.run(
                """
                INSERT INTO order_lines (supplier_order_id, position, listing_id, category_id, title, unit, quantity,
                    unit_net_pence, vat, unit_price_pence, lead_days, delivery, cancellation, plan_line_id, period,
                    rules, request_reason, request_outcome_id)
                VALUES (\(part.id), \(line.position), \(line.listing), \(line.category), \(line.title), \(line.unit),
                    \(line.quantity), \(line.unitNet), \(line.vat.rawValue), \(line.unitPrice), \(line.leadDays),
                    \(line.delivery), \(line.cancellation), \(line.planLine), \(line.period), \(line.rules.joinedList),
                    \(line.request?.reason), \(line.request?.outcome))
                """)
        }
    }

    /// Saves the status if nobody else has saved since it was read.
    /// - Throws: `OrderRefusal.changedMeanwhile`.
    package func save(_ part: SupplierOrder) throws {
        let changed = try access.connection.run(
            """
            UPDATE supplier_orders SET status = \(part.status.rawValue), version = \(part.version)
            WHERE id = \(part.id) AND version = \(part.version - 1)
            """)
        guard changed == 1 else { throw OrderRefusal.changedMeanwhile }
    }
}
