import Identity
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

    /// What has been delivered to a holder and waits for them to confirm it.
    package func deliveries(of holder: Holder.ID) throws -> [(order: Order.ID, number: String, supplier: String)] {
        try access.connection.rows(
            """
            SELECT o.id, o.number, s.name FROM supplier_orders so
            JOIN orders o ON o.id = so.order_id JOIN suppliers s ON s.id = so.supplier_id
            WHERE o.holder_id = \(holder) AND so.status = 'delivered' ORDER BY so.id
            """
        ).map { (try $0.id("id"), try $0.text("number"), try $0.text("name")) }
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
    package func events(of id: Order.ID) throws -> [(event: OrderEvent, name: String)] {
        try access.connection.rows(
            """
            SELECT e.*, p.name FROM order_events e JOIN people p ON p.id = e.person_id
            WHERE e.order_id = \(id) ORDER BY e.sequence
            """
        ).map { row in
            guard let what = OrderEvent.What(code: try row.text("what")) else {
                throw DecodingFailure(column: "what", problem: "an unknown event")
            }
            let event = OrderEvent(
                order: id, supplierOrder: try row.optionalID("supplier_order_id"), what: what,
                by: try row.id("person_id"), note: try row.optionalText("note"), at: try row.moment("at"))
            return (event, try row.text("name"))
        }
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
                supply: try row.word("supply")))
    }
}

extension OrderStore where Access: Writing {
    package func insert(_ order: Order) throws {
        try access.connection.run(
            """
            INSERT INTO orders (id, number, holder_id, basket_id, plan_id, plan_version, signer_id, authority_id,
                together, total_pence, signed_at, document, seal, key_id, stage, approval_standing, supply)
            VALUES (\(order.id), \(order.number), \(order.holder), \(order.basket), \(order.plan),
                \(order.planVersion), \(order.signer), \(order.authority),
                \(order.together.rawValue), \(order.total), \(order.signedAt), \(order.signature.document),
                \(order.signature.seal), \(order.signature.keyID), \(order.standing.stage.rawValue),
                \(order.standing.approval.rawValue), \(order.standing.supply.rawValue))
            """)
    }

    package func append(_ event: OrderEvent) throws {
        try access.connection.run(
            """
            INSERT INTO order_events (order_id, sequence, supplier_order_id, what, person_id, note, at)
            SELECT \(event.order), COALESCE(MAX(sequence), 0) + 1, \(event.supplierOrder), \(event.what.code),
                \(event.by), \(event.note), \(event.at)
            FROM order_events WHERE order_id = \(event.order)
            """)
    }

    /// Computes how the order stands from its parts, and stores it: the one writer of these columns.
    package func refreshStanding(of id: Order.ID) throws {
        let parts: [SupplierOrderStatus] = try access.connection.rows(
            "SELECT status FROM supplier_orders WHERE order_id = \(id)"
        ).map { try $0.word("status") }
        let approvals: [ApprovalStatus] = try access.connection.rows(
            "SELECT status FROM approvals WHERE order_id = \(id)"
        ).map { try $0.word("status") }
        let standing = OrderStanding(parts: parts, approvals: approvals)
        try access.connection.run(
            """
            UPDATE orders SET stage = \(standing.stage.rawValue), approval_standing = \(standing.approval.rawValue),
                supply = \(standing.supply.rawValue)
            WHERE id = \(id)
            """)
    }
}
