import Identity
import Ledger
import Orders
import Plans
import Relational
import Values

/// Signed orders and what happened to them.
package struct OrderStore<Access: Reading> { let access: Access }

extension Reading {
    package var orders: OrderStore<Self> { OrderStore(access: self) }
}

extension OrderStore {
    package func find(_ id: Order.ID) throws -> Order? {
        try access.connection.row("SELECT * FROM orders WHERE id = \(id)").map(OrderStore.order)
    }

    /// By the number that people say on the telephone.
    package func find(number: String) throws -> Order? {
        try access.connection.row("SELECT * FROM orders WHERE number = \(number)").map(OrderStore.order)
    }

    /// A holder's own order; another holder's is not found.
    package func find(_ id: Order.ID, of holder: Holder.ID) throws -> Order? {
        try access.connection.row("SELECT * FROM orders WHERE id = \(id) AND holder_id = \(holder)")
            .map(OrderStore.order)
    }

    /// A holder's orders, newest first: `most` of them after the first `skipping`.
    package func list(of holder: Holder.ID, skipping: Int = 0, most: Int) throws -> [Order] {
        try access.connection.rows(
            """
            SELECT * FROM orders WHERE holder_id = \(holder) ORDER BY id DESC LIMIT \(most) OFFSET \(skipping)
            """
        ).map(OrderStore.order)
    }

    /// How many orders a holder has.
    package func count(of holder: Holder.ID) throws -> Int {
        try access.connection.row("SELECT COUNT(*) AS orders FROM orders WHERE holder_id = \(holder)")?
            .integer("orders") ?? 0
    }

    /// What orders come to now: without what fell away, was cancelled or given back, and with fees; pence with VAT.
    package func liveTotals(of orders: [Order.ID]) throws -> [Order.ID: Money] {
        var totals: [Order.ID: Money] = [:]
        for row in try access.connection.rows(
            """
            SELECT so.order_id, SUM(t.unit_price_pence * (t.ordered - t.refused - t.cancelled_before
                    - t.cancelled_after - t.returned - t.credited - t.refunded)
                + t.fee_pence - t.credit_pence - t.refund_pence) AS pence
            FROM supplier_orders so JOIN line_tallies t ON t.supplier_order_id = so.id
            WHERE so.order_id IN (\(list: orders)) GROUP BY so.order_id
            """)
        {
            totals[try row.id("order_id")] = try row.money("pence")
        }
        return totals
    }

    /// What has been delivered to a holder and waits for them to confirm it.
    package func deliveries(of holder: Holder.ID) throws -> [(order: Order.ID, number: String, supplier: String)] {
        try access.connection.rows(
            """
            SELECT o.id, o.number, s.name FROM supplier_orders so
            JOIN orders o ON o.id = so.order_id JOIN suppliers s ON s.id = so.supplier_id
            WHERE o.holder_id = \(holder) AND EXISTS (
                SELECT 1 FROM line_tallies t WHERE t.supplier_order_id = so.id AND t.unconfirmed > 0)
            ORDER BY so.id
            """
        ).map { (try $0.id("id"), try $0.text("number"), try $0.text("name")) }
    }

    /// What suppliers offer a holder instead of what was ordered, and wait for an answer to.
    package func changesOffered(
        to holder: Holder.ID
    ) throws -> [(order: Order.ID, part: SupplierOrder.ID, number: String, supplier: String, until: Moment?)] {
        try access.connection.rows(
            """
            SELECT o.id, so.id AS part, o.number, s.name, so.expires_at FROM supplier_orders so
            JOIN orders o ON o.id = so.order_id JOIN suppliers s ON s.id = so.supplier_id
            WHERE o.holder_id = \(holder) AND so.status = 'change_offered' ORDER BY so.expires_at, so.id
            """
        ).map { row in
            (
                try row.id("id"), try row.id("part"), try row.text("number"), try row.text("name"),
                try row.optionalInteger("expires_at").map(Moment.init(milliseconds:))
            )
        }
    }

    /// Every order's identifier, total and signature, one at a time, so that memory stays bounded.
    package func eachSealed(_ body: (String, Money, Signature) throws -> Void) throws {
        try access.connection.eachRow("SELECT id, total_pence, document, seal, key_id FROM orders ORDER BY id") { row in
            let signature = Signature(
                document: try row.text("document"), seal: try row.text("seal"), keyID: try row.text("key_id"))
            try body(try row.text("id"), try row.money("total_pence"), signature)
        }
    }

    /// What happened, in order, with the names of those who did it.
    package func events(of id: Order.ID) throws -> [(event: OrderEvent, name: String?)] {
        try access.connection.rows(
            """
            SELECT e.*, p.name FROM order_events e LEFT JOIN people p ON p.id = e.person_id
            WHERE e.order_id = \(id) ORDER BY e.sequence
            """
        ).map { row in
            guard let what = OrderEvent.What(code: try row.text("what")) else {
                throw DecodingFailure(column: "what", problem: "an unknown event")
            }
            let event = OrderEvent(
                order: id, supplierOrder: try row.optionalID("supplier_order_id"), what: what,
                by: try row.optionalID("person_id"), note: try row.optionalText("note"),
                reason: try row.optionalText("reason"), lines: try OrderStore.lineSteps(row),
                at: try row.moment("at"))
            return (event, try row.optionalText("name"))
        }
    }

    /// What the newest step of its kind said about which units.
    package func lastStep(
        _ action: SupplierOrderAction, of part: SupplierOrder
    ) throws -> (lines: [LineStep], at: Moment)? {
        try access.connection.row(
            """
            SELECT lines, at FROM order_events WHERE order_id = \(part.order) AND supplier_order_id = \(part.id)
                AND what = \(OrderEvent.What.supplierOrder(action).code) ORDER BY sequence DESC LIMIT 1
            """
        ).map { (try OrderStore.lineSteps($0), try $0.moment("at")) }
    }

    static func lineSteps(_ row: Row) throws -> [LineStep] {
        try row.text("lines").isEmpty ? [] : try row.json("lines")
    }

    static func order(_ row: Row) throws -> Order {
        Order(
            id: try row.id("id"), number: try row.text("number"), holder: try row.id("holder_id"),
            basket: try row.id("basket_id"), plan: try row.id("plan_id"), planVersion: try row.integer("plan_version"),
            signer: try row.id("signer_id"), authority: try row.id("authority_id"), together: try row.word("together"),
            total: try row.money("total_pence"), signedAt: try row.moment("signed_at"),
            signature: Signature(
                document: try row.text("document"), seal: try row.text("seal"), keyID: try row.text("key_id")),
            standing: OrderStanding(
                stage: try row.word("stage"), approval: try row.word("approval_standing"),
                supply: try row.word("supply"), money: try row.word("money"), attention: try row.word("attention"),
                attentionDue: try row.optionalMoment("attention_due")))
    }
}

extension OrderStore {
    /// How an order stands, from its parts, its requests and its money.
    package func standing(of id: Order.ID) throws -> OrderStanding {
        let parts = try access.connection.rows(
            "SELECT status, expires_at FROM supplier_orders WHERE order_id = \(id) ORDER BY position"
        ).map { row in
            OrderStanding.Part(
                try row.word("status"), expiresAt: try row.optionalMoment("expires_at"))
        }
        let approvals: [ApprovalStatus] = try access.connection.rows(
            "SELECT status FROM approvals WHERE order_id = \(id) ORDER BY id"
        ).map { try $0.word("status") }
        var pence: [HoldBucket: Money] = [:]
        for row in try access.connection.rows(
            """
            SELECT h.* FROM holds h JOIN supplier_orders so ON so.id = h.supplier_order_id WHERE so.order_id = \(id)
            """)
        {
            let hold = try HoldStore<Access>.hold(row)
            for bucket in HoldBucket.allCases { pence[bucket, default: .zero] += hold[bucket] }
        }
        let problems = try access.problems.list(of: id).map { OrderStanding.Trouble($0.status, dueAt: $0.dueAt) }
        return OrderStanding(parts: parts, approvals: approvals, problems: problems, pence: pence)
    }
}

extension OrderStore where Access: Writing {
    /// - Throws: `SigningKeyNotInUse`.
    package func insert(_ order: Order) throws {
        try access.signingKeys.mustBeInUse(order.signature.keyID)
        try access.connection.run(
            """
            INSERT INTO orders (id, number, holder_id, basket_id, plan_id, plan_version, signer_id, authority_id,
                together, total_pence, signed_at, document, seal, key_id, stage, approval_standing, supply, money,
                attention, attention_due)
            VALUES (\(order.id), \(order.number), \(order.holder), \(order.basket), \(order.plan),
                \(order.planVersion), \(order.signer), \(order.authority),
                \(order.together.rawValue), \(order.total), \(order.signedAt), \(order.signature.document),
                \(order.signature.seal), \(order.signature.keyID), \(order.standing.stage.rawValue),
                \(order.standing.approval.rawValue), \(order.standing.supply.rawValue),
                \(order.standing.money.rawValue), \(order.standing.attention.rawValue), \(order.standing.attentionDue))
            """)
    }

    package func append(_ event: OrderEvent) throws {
        try access.connection.run(
            """
            INSERT INTO order_events (order_id, sequence, supplier_order_id, what, person_id, note, reason, lines, at)
            SELECT \(event.order), COALESCE(MAX(sequence), 0) + 1, \(event.supplierOrder), \(event.what.code),
                \(event.by), \(event.note), \(event.reason),
                \(event.lines.isEmpty ? "" : try StoredJSON.text(event.lines)), \(event.at)
            FROM order_events WHERE order_id = \(event.order)
            """)
        guard let part = event.supplierOrder else { return }
        // That somebody was reminded or told moves nothing.
        if case .supplierOrder(let action) = event.what, action.isOnlyTold { return }
        try access.supplierOrders.noteChange(of: part, at: event.at)
    }

    /// Computes how the order stands from its parts, and stores it: the one writer of these columns.
    package func refreshStanding(of id: Order.ID) throws {
        let standing = try standing(of: id)
        try access.connection.run(
            """
            UPDATE orders SET stage = \(standing.stage.rawValue), approval_standing = \(standing.approval.rawValue),
                supply = \(standing.supply.rawValue), money = \(standing.money.rawValue),
                attention = \(standing.attention.rawValue), attention_due = \(standing.attentionDue)
            WHERE id = \(id)
            """)
    }
}
