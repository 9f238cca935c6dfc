import Baskets
import Catalogue
import Orders
import Relational
import Values

extension SupplierOrderStore {
    /// A supplier's own figures, counted from steps and payments.
    /// - Parameter today: the last day that counts.
    package func figures(of supplier: Supplier.ID, until today: Day) throws -> SupplierFigures {
        let since = Moment(startOf: today.adding(days: 1 - SupplierFigures.days))
        var parts = try steps(of: supplier)
        try addLines(to: &parts, of: supplier, since: since)
        return SupplierFigures(
            parts.values, daysToPayment: try daysToPayment(of: supplier, since: since), since: since)
    }

    private typealias Parts = [SupplierOrder.ID: SupplierFigures.Part]

    private func steps(of supplier: Supplier.ID) throws -> Parts {
        var parts: Parts = [:]
        try access.connection.eachRow(
            """
            SELECT so.id, e.what, MIN(e.at) AS first_at, MAX(e.at) AS last_at
            FROM supplier_orders so JOIN order_events e ON e.supplier_order_id = so.id
            WHERE so.supplier_id = \(supplier) AND e.what IN ('supplier-order.accept', 'supplier-order.agree',
                'supplier-order.decline', 'supplier-order.propose', 'supplier-order.lapse', 'supplier-order.deliver')
            GROUP BY so.id, e.what
            """
        ) { row in
            let (first, last) = (try row.moment("first_at"), try row.moment("last_at"))
            var part = parts[try row.id("id")] ?? SupplierFigures.Part()
            switch try row.text("what") {
            case "supplier-order.deliver": part.deliveredAt = last
            case "supplier-order.lapse": part.lapsedAt = first
            case "supplier-order.agree": part.acceptedAt = min(part.acceptedAt ?? first, first)
            case "supplier-order.decline":
                part.declinedAt = first
                part.answeredAt = min(part.answeredAt ?? first, first)
            case "supplier-order.accept":
                part.acceptedAt = min(part.acceptedAt ?? first, first)
                part.answeredAt = min(part.answeredAt ?? first, first)
            default: part.answeredAt = min(part.answeredAt ?? first, first)
            }
            parts[try row.id("id")] = part
        }
        return parts
    }

    /// What was promised and what was not kept, of the orders that were delivered.
    private func addLines(to parts: inout Parts, of supplier: Supplier.ID, since: Moment) throws {
        var regular: Set<SupplierOrder.ID> = []
        try access.connection.eachRow(
            """
            SELECT so.id, l.schedule, l.times, l.lead_days, t.returned + t.credited + t.refunded AS given_back
            FROM supplier_orders so
            JOIN order_lines l ON l.supplier_order_id = so.id
            JOIN line_tallies t ON t.supplier_order_id = so.id AND t.position = l.position
            WHERE so.supplier_id = \(supplier) AND EXISTS (
                SELECT 1 FROM order_events e WHERE e.supplier_order_id = so.id
                    AND e.what = 'supplier-order.deliver' AND e.at >= \(since))
            """
        ) { row in
            let id: SupplierOrder.ID = try row.id("id")
            guard var part = parts[id] else { return }
            if try row.integer("given_back") > 0 { part.isReturned = true }
            if try row.integer("times") > 1 {
                regular.insert(id)
            } else if let accepted = part.acceptedAt?.day {
                let lead = accepted.adding(days: try row.integer("lead_days"))
                let promised = try row.optionalText("schedule").map { try Schedules.memory.read($0).first } ?? lead
                part.promisedOn = max(part.promisedOn ?? promised, promised)
            }
            parts[id] = part
        }
        for id in regular { parts[id]?.promisedOn = nil }
    }

    private func daysToPayment(of supplier: Supplier.ID, since: Moment) throws -> [Int] {
        var days: [Int] = []
        try access.connection.eachRow(
            """
            SELECT p.paid_at, (SELECT MIN(e.at) FROM order_events e WHERE e.supplier_order_id = so.id
                    AND e.what IN ('supplier-order.accept', 'supplier-order.agree')) AS accepted_at
            FROM supplier_orders so JOIN payments p ON p.supplier_order_id = so.id
            WHERE so.supplier_id = \(supplier) AND p.paid_at >= \(since) AND p.returned_at IS NULL
            """
        ) { row in
            guard let accepted = try row.optionalMoment("accepted_at") else { return }
            days.append(try row.moment("paid_at").day - accepted.day)
        }
        return days
    }
}
