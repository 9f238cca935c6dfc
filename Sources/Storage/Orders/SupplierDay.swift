import Baskets
import Catalogue
import Orders
import Relational
import Values

/// What a supplier has to do, and how its money stands, on one day. Like the inbox it holds first names and districts,
/// and nothing of plans, budgets or other suppliers.
package struct SupplierDay: Sendable {
    /// A delivery or a visit that is due and not recorded.
    package struct Delivery: Sendable, Hashable {
        package let part: SupplierOrder.ID
        package let number: String
        /// First name only.
        package let deliverTo: String
        package let title: String
        package let unit: String
        package let due: ComingDelivery
    }

    /// A message that the supplier has not answered.
    package struct Mail: Sendable, Hashable {
        package let part: SupplierOrder.ID
        package let number: String
        package let side: OrderNote.Side
        /// First name only.
        package let deliverTo: String
        package let at: Moment
    }

    /// How the supplier's money stands, over all its orders.
    package struct Sums: Sendable, Hashable {
        /// Set aside for what it has accepted and what has not been confirmed.
        package let accepted: Money
        /// Confirmed, and to be paid.
        package let owed: Money
        /// Since when the oldest of that is owed; nil where nothing is.
        package let owedSince: Moment?
        /// Not paid before a problem is decided.
        package let disputed: Money
        /// Paid since Monday.
        package let paidThisWeek: Money
    }

    /// What has to be answered, what is most urgent first.
    package let toAnswer: [SupplierInbox.Item]
    package let toAnswerCount: Int
    /// Due by the end of the week and not recorded, the oldest first.
    package let deliveries: [Delivery]
    package let deliveryCount: Int
    /// Unanswered messages, the oldest first.
    package let mail: [Mail]
    package let sums: Sums
}

extension SupplierDay {
    /// So much of each list is shown; how many there are in all is said.
    package static let most = 20

    /// Of an order that a supplier has yet to deliver something of.
    static let toDeliver = SupplierOrderStatus.allCases.filter { $0.allows(.deliver) }
    static let toAnswer: [SupplierOrderStatus] = [.sent, .cancelAsked, .cancelOverdue]
    static let known = SupplierOrderStatus.allCases.filter(\.isKnownToSupplier)
    /// Money can still move.
    static let open = known.filter { !$0.isOver }
}

extension SupplierOrderStore {
    /// Everything that a supplier's day needs, from one moment.
    package func day(of supplier: Supplier.ID, at now: Moment) throws -> SupplierDay {
        let due = try deliveries(of: supplier, until: now.day.monday.adding(days: 6))
        let waiting = try inbox(
            of: supplier, statuses: SupplierDay.toAnswer, oldestFirst: true, most: SupplierDay.most)
        return SupplierDay(
            toAnswer: waiting.items,
            toAnswerCount: try SupplierDay.toAnswer.reduce(0) { try $0 + count(of: supplier, status: $1) },
            deliveries: Array(due.prefix(SupplierDay.most)), deliveryCount: due.count,
            mail: try mail(of: supplier, since: now.adding(minutes: -OrderLimits.messageDays * 1_440)),
            sums: try sums(of: supplier, since: now.day.monday))
    }

    private func deliveries(of supplier: Supplier.ID, until last: Day) throws -> [SupplierDay.Delivery] {
        var found: [SupplierDay.Delivery] = []
        try access.connection.eachRow(
            """
            SELECT so.id, o.number, h.known_as, l.title, l.unit, l.quantity, l.schedule, l.lead_days, t.to_come,
                t.ordered - t.open - t.refused - t.cancelled_before - t.to_come - t.cancelled_after AS delivered,
                (SELECT MIN(e.at) FROM order_events e WHERE e.supplier_order_id = so.id
                    AND e.what IN ('supplier-order.accept', 'supplier-order.agree')) AS accepted_at
            FROM supplier_orders so
            JOIN line_tallies t ON t.supplier_order_id = so.id
            JOIN order_lines l ON l.supplier_order_id = so.id AND l.position = t.position
            JOIN orders o ON o.id = so.order_id JOIN holders h ON h.id = o.holder_id
            WHERE so.supplier_id = \(supplier) AND t.to_come > 0
                AND so.status IN (\(list: SupplierDay.toDeliver.map(\.rawValue)))
            """
        ) { row in
            guard let acceptedAt = try row.optionalMoment("accepted_at") else { return }
            let all = ComingDelivery.all(
                schedule: try row.optionalText("schedule").map { try Schedules.memory.read($0) },
                leadDays: try row.integer("lead_days"), quantity: try row.integer("quantity"),
                delivered: try row.integer("delivered"), toCome: try row.integer("to_come"),
                acceptedOn: acceptedAt.day)
            for due in all where due.day <= last {
                found.append(
                    .init(
                        part: try row.id("id"), number: try row.text("number"), deliverTo: try row.text("known_as"),
                        title: try row.text("title"), unit: try row.text("unit"), due: due))
            }
        }
        return found.sorted { ($0.due.day, $0.number, $0.title) < ($1.due.day, $1.number, $1.title) }
    }

    /// Where the last word is not the supplier's, in orders that can still be written about.
    private func mail(of supplier: Supplier.ID, since: Moment) throws -> [SupplierDay.Mail] {
        try access.connection.rows(
            """
            SELECT so.id, o.number, h.known_as, n.side, n.at FROM supplier_orders so
            JOIN order_notes n ON n.supplier_order_id = so.id
            JOIN orders o ON o.id = so.order_id JOIN holders h ON h.id = o.holder_id
            WHERE so.supplier_id = \(supplier) AND so.status IN (\(list: SupplierDay.known.map(\.rawValue)))
                AND n.side <> 'supplier' AND n.at >= \(since)
                AND NOT EXISTS (SELECT 1 FROM order_notes l WHERE l.supplier_order_id = so.id AND l.id > n.id)
            ORDER BY n.at, so.id LIMIT \(SupplierDay.most)
            """
        ).map { row in
            SupplierDay.Mail(
                part: try row.id("id"), number: try row.text("number"), side: try row.word("side"),
                deliverTo: try row.text("known_as"), at: try row.moment("at"))
        }
    }

    private func sums(of supplier: Supplier.ID, since monday: Day) throws -> SupplierDay.Sums {
        let row = try access.connection.row(
            """
            SELECT COALESCE(SUM(h.committed_pence), 0) AS accepted, COALESCE(SUM(h.owed_pence), 0) AS owed,
                COALESCE(SUM(h.disputed_pence), 0) AS disputed,
                MIN(CASE WHEN h.owed_pence > 0 THEN (SELECT MIN(e.at) FROM order_events e
                    WHERE e.supplier_order_id = so.id AND e.what IN (\(list: PaymentQueue.owing))
                        AND e.at > COALESCE((SELECT MAX(y.paid_at) FROM payments y WHERE y.supplier_order_id = so.id
                            AND y.returned_at IS NULL), 0)) END) AS owed_since
            FROM supplier_orders so JOIN holds h ON h.supplier_order_id = so.id
            WHERE so.supplier_id = \(supplier) AND so.status IN (\(list: SupplierDay.open.map(\.rawValue)))
            """)
        let paid = try access.connection.row(
            """
            SELECT COALESCE(SUM(a.amount_pence), 0) AS paid FROM payments p
            JOIN supplier_orders so ON so.id = p.supplier_order_id
            JOIN payment_holds a ON a.payment_id = p.id
            WHERE p.paid_at >= \(Moment(startOf: monday)) AND p.returned_at IS NULL AND so.supplier_id = \(supplier)
            """)
        return SupplierDay.Sums(
            accepted: try row?.money("accepted") ?? .zero, owed: try row?.money("owed") ?? .zero,
            owedSince: try row?.optionalMoment("owed_since"), disputed: try row?.money("disputed") ?? .zero,
            paidThisWeek: try paid?.money("paid") ?? .zero)
    }

    /// Whether anybody has ever sent this supplier an order.
    package func hasOrders(of supplier: Supplier.ID) throws -> Bool {
        try access.connection.row(
            """
            SELECT 1 AS one FROM supplier_orders
            WHERE supplier_id = \(supplier) AND status IN (\(list: SupplierDay.known.map(\.rawValue))) LIMIT 1
            """) != nil
    }
}

/// Schedules of order lines, read once: many lines have the same.
enum Schedules {
    static let memory = JSONMemory<Schedule>(capacity: 4_096)
}
