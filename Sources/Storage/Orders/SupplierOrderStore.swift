import Catalogue
import Identity
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

    /// A holder's parts that are not over, oldest first, with the numbers of their orders.
    package func live(of holder: Holder.ID) throws -> [(part: SupplierOrder, number: String)] {
        try access.connection.rows(
            """
            SELECT so.*, o.number FROM supplier_orders so JOIN orders o ON o.id = so.order_id
            WHERE o.holder_id = \(holder) AND so.status IN (\(list: SupplierOrderStatus.live))
            ORDER BY o.id, so.position
            """
        ).map { (try supplierOrder($0), try $0.text("number")) }
    }

    func supplierOrder(_ row: Row) throws -> SupplierOrder {
        let id: SupplierOrder.ID = try row.id("id")
        let lines = try lines(of: [id])[id] ?? []
        let tallies = try tallies(of: id)
        return SupplierOrder(
            id: id, order: try row.id("order_id"), supplier: try row.id("supplier_id"), route: try row.word("route"),
            payer: .init(budget: try row.id("budget_id"), management: try row.word("management")), lines: lines,
            tallies: tallies, status: try row.word("status"),
            expiresAt: try row.optionalMoment("expires_at"), reminders: try row.integer("reminders"),
            version: try row.integer("version"))
    }

    /// The lines of several parts, in order.
    func lines(of parts: [SupplierOrder.ID]) throws -> [SupplierOrder.ID: [OrderLine]] {
        var sources: [String: [OrderLine.Source]] = [:]
        for row in try access.connection.rows(
            """
            SELECT * FROM order_line_sources WHERE supplier_order_id IN (\(list: parts))
            ORDER BY supplier_order_id, position, period, plan_line_id
            """)
        {
            let key = "\(try row.text("supplier_order_id"))/\(try row.integer("position"))"
            sources[key, default: []].append(
                .init(
                    planLine: try row.id("plan_line_id"), period: try row.day("period"),
                    amount: try row.money("amount_pence"), units: try row.integer("units")))
        }
        var found: [SupplierOrder.ID: [OrderLine]] = [:]
        for row in try access.connection.rows(
            """
            SELECT * FROM order_lines WHERE supplier_order_id IN (\(list: parts)) ORDER BY supplier_order_id, position
            """)
        {
            let id: SupplierOrder.ID = try row.id("supplier_order_id")
            let key = "\(id)/\(try row.integer("position"))"
            found[id, default: []].append(try SupplierOrderStore.line(row, sources: sources[key] ?? []))
        }
        return found
    }

    private static func line(_ row: Row, sources: [OrderLine.Source]) throws -> OrderLine {
        let request = try row.optionalText("request_reason").map {
            LineRequest(reason: $0, outcome: try row.optionalID("request_outcome_id"))
        }
        // What counts without paying costs nothing; a thing that costs nothing is paid from its line all the same.
        let paying = sources.filter(\.amount.isPositive)
        let counts = paying.isEmpty ? [] : sources.filter { !$0.amount.isPositive }
        return OrderLine(
            position: try row.integer("position"),
            offer: .init(
                listing: try row.id("listing_id"), category: try row.id("category_id"), title: try row.text("title"),
                unit: try row.text("unit"), unitNet: try row.money("unit_net_pence"), vat: try row.word("vat"),
                unitPrice: try row.money("unit_price_pence"), leadDays: try row.integer("lead_days"),
                delivery: try row.text("delivery"), cancellation: try row.text("cancellation"),
                cancelling: .init(
                    freeDays: try row.integer("cancel_free_days"), feePercent: try row.integer("cancel_fee_percent"))),
            quantity: try row.integer("quantity"), schedule: try row.optionalJSON("schedule"),
            sources: paying.isEmpty ? sources : paying, counts: counts, extra: try row.money("extra_pence"),
            contribution: try row.money("contribution_pence"), isRelieved: try row.integer("relieved") == 1,
            rules: try row.list("rules"), request: request, replaces: try row.optionalInteger("replaces"))
    }
}

extension SupplierOrderStore where Access: Writing {
    package func insert(_ part: SupplierOrder, position: Int) throws {
        try access.connection.run(
            """
            INSERT INTO supplier_orders (id, order_id, supplier_id, route, budget_id, management, position, status,
                expires_at, reminders, remind_at, version)
            VALUES (\(part.id), \(part.order), \(part.supplier), \(part.route.rawValue), \(part.payer.budget),
                \(part.payer.management.rawValue), \(position), \(part.status.rawValue),
                \(part.expiresAt), \(part.reminders), \(part.remindAt), \(part.version))
            """)
        let order = try access.connection.row("SELECT signed_at FROM orders WHERE id = \(part.order)")
        if let order { try noteChange(of: part.id, at: try order.moment("signed_at")) }
        for line in part.lines { try insert(line, of: part.id) }
        for tally in part.tallies { try insert(tally, of: part.id) }
    }

    func insert(_ line: OrderLine, of part: SupplierOrder.ID) throws {
        try access.connection.run(
            """
            INSERT INTO order_lines (supplier_order_id, position, listing_id, category_id, title, unit, quantity,
                schedule, times, unit_net_pence, vat, relieved, unit_price_pence, extra_pence, contribution_pence,
                lead_days, delivery, cancellation, cancel_free_days, cancel_fee_percent, rules, request_reason,
                request_outcome_id, replaces)
            VALUES (\(part), \(line.position), \(line.listing), \(line.category), \(line.title), \(line.unit),
                \(line.quantity), \(try line.schedule.map { try StoredJSON.text($0) }), \(line.times), \(line.unitNet),
                \(line.vat.rawValue), \(line.isRelieved ? 1 : 0), \(line.unitPrice), \(line.extra),
                \(line.contribution), \(line.leadDays), \(line.delivery), \(line.cancellation),
                \(line.cancelling.freeDays), \(line.cancelling.feePercent), \(line.rules.joinedList),
                \(line.request?.reason), \(line.request?.outcome), \(line.replaces))
            """)
        for source in line.sources + line.counts {
            try access.connection.run(
                """
                INSERT INTO order_line_sources (supplier_order_id, position, plan_line_id, period, amount_pence, units)
                VALUES (\(part), \(line.position), \(source.planLine), \(source.period), \(source.amount),
                    \(source.units))
                """)
        }
    }

    /// A plan line pays for what was asked for: in the place of what was signed.
    package func cover(_ part: SupplierOrder.ID, _ position: Int, by source: OrderLine.Source) throws {
        try access.connection.run(
            """
            INSERT INTO order_line_covers (supplier_order_id, position, plan_line_id, period, amount_pence, units)
            VALUES (\(part), \(position), \(source.planLine), \(source.period), \(source.amount), \(source.units))
            """)
    }

    /// Saves the status and the units if nobody else has saved since it was read.
    /// - Throws: `OrderRefusal.changedMeanwhile`.
    package func save(_ part: SupplierOrder) throws {
        let changed = try access.connection.run(
            """
            UPDATE supplier_orders SET status = \(part.status.rawValue), expires_at = \(part.expiresAt),
                reminders = \(part.reminders), remind_at = \(part.remindAt), version = \(part.version)
            WHERE id = \(part.id) AND version = \(part.version - 1)
            """)
        guard changed == 1 else { throw OrderRefusal.changedMeanwhile }
    }

    /// Saves that somebody was told something, which makes no new version.
    /// - Throws: `OrderRefusal.changedMeanwhile`.
    package func saveTold(_ part: SupplierOrder) throws {
        let changed = try access.connection.run(
            """
            UPDATE supplier_orders SET reminders = \(part.reminders), remind_at = \(part.remindAt)
            WHERE id = \(part.id) AND version = \(part.version)
            """)
        guard changed == 1 else { throw OrderRefusal.changedMeanwhile }
    }

    /// A line that was agreed after the signing, with its units.
    package func add(_ line: OrderLine, to part: SupplierOrder.ID) throws {
        try insert(line, of: part)
        try insert(LineTally(of: line), of: part)
    }
}
