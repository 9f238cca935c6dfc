import Catalogue
import Identity
import Orders
import Outbox
import Relational
import Values

/// A delivery as people look at it.
package struct DeliveryItem: Sendable, Hashable {
    package let delivery: Delivery
    package let kind: Message.Kind
    /// When it happened.
    package let at: Moment
    package let order: Order.ID
    package let orderNumber: String
    package let supplierOrder: SupplierOrder.ID
    package let supplier: Supplier.ID
    package let supplierName: String
    package let supplierTelephone: String
    package let channel: Channel
    package let address: String
    /// What the newest attempt came to; nil before the first.
    package let last: DeliveryAttempt?
    /// Somebody has told them by telephone.
    package let wasCalled: Bool
}

extension DeliveryStore {
    /// Of which messages somebody has to tell the supplier by telephone, one delivery for each: by every way nobody
    /// tries any more, or it has been tried in vain for as long as five attempts take. Not when they have answered
    /// meanwhile.
    package func toCall(
        for commissioner: Commissioner.ID, waitingSince: Moment, skipping: Int, most: Int
    ) throws -> [DeliveryItem] {
        try access.connection.rows(
            """
            \(sql: DeliveryColumns.all)
            WHERE h.commissioner_id = \(commissioner) AND d.status IN ('waiting', 'dead')
                AND NOT EXISTS (SELECT 1 FROM deliveries hopeful
                    WHERE hopeful.message_id = d.message_id AND hopeful.status = 'waiting'
                        AND hopeful.call_since IS NULL AND m.at > \(waitingSince))
                \(sql: DeliveryColumns.unheard)
            ORDER BY m.id LIMIT \(most) OFFSET \(skipping)
            """
        ).map(item)
    }

    package func toCallCount(for commissioner: Commissioner.ID, waitingSince: Moment) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS deliveries \(sql: DeliveryColumns.from)
            WHERE h.commissioner_id = \(commissioner) AND d.status IN ('waiting', 'dead')
                AND NOT EXISTS (SELECT 1 FROM deliveries hopeful
                    WHERE hopeful.message_id = d.message_id AND hopeful.status = 'waiting'
                        AND hopeful.call_since IS NULL AND m.at > \(waitingSince))
                \(sql: DeliveryColumns.unheard)
            """
        )?.integer("deliveries") ?? 0
    }

    /// What was sent to an owner, the newest first.
    package func log(of owner: Message.Recipient, skipping: Int, most: Int) throws -> [DeliveryItem] {
        try access.connection.rows(
            """
            \(sql: DeliveryColumns.all) WHERE e.owner = \(owner.code)
            ORDER BY d.id DESC LIMIT \(most) OFFSET \(skipping)
            """
        ).map(item)
    }

    package func logCount(of owner: Message.Recipient) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS deliveries FROM endpoints e JOIN deliveries d ON d.endpoint_id = e.id
            WHERE e.owner = \(owner.code)
            """)?.integer("deliveries") ?? 0
    }

    /// One, if it is about an order of the commissioner's holders.
    package func item(_ id: Delivery.ID, of commissioner: Commissioner.ID) throws -> DeliveryItem? {
        try access.connection.row(
            "\(sql: DeliveryColumns.all) WHERE d.id = \(id) AND h.commissioner_id = \(commissioner)"
        ).map(item)
    }

    /// How the messages about a part are getting to its supplier, oldest first.
    package func list(of part: SupplierOrder.ID) throws -> [DeliveryItem] {
        try access.connection.rows(
            "\(sql: DeliveryColumns.all) WHERE m.supplier_order_id = \(part) ORDER BY d.id"
        ).map(item)
    }

    /// What people did about a delivery, with their names, oldest first.
    package func notes(of delivery: Delivery.ID) throws -> [(note: DeliveryNote, name: String)] {
        try access.connection.rows(
            """
            SELECT n.*, p.name FROM delivery_notes n JOIN people p ON p.id = n.person_id
            WHERE n.delivery_id = \(delivery) ORDER BY n.sequence
            """
        ).map { row in
            (
                DeliveryNote(
                    try row.word("what"), by: try row.id("person_id"), try row.text("note"), at: try row.moment("at")),
                try row.text("name")
            )
        }
    }

    private func item(_ row: Row) throws -> DeliveryItem {
        DeliveryItem(
            delivery: try row.delivery(), kind: try row.word("kind"), at: try row.moment("happened_at"),
            order: try row.id("order_id"), orderNumber: try row.text("number"),
            supplierOrder: try row.id("supplier_order_id"), supplier: try row.id("supplier_id"),
            supplierName: try row.text("name"), supplierTelephone: try row.text("telephone"),
            channel: try row.word("channel"), address: try row.text("address"), last: try row.lastAttempt(),
            wasCalled: try row.integer("called") == 1)
    }
}

private enum DeliveryColumns {
    static let all: StaticString = """
        SELECT d.*, m.kind, m.at AS happened_at, m.order_id, m.supplier_order_id, o.number, so.supplier_id, s.name,
            s.telephone, e.channel, e.address, a.at AS tried_at, a.code AS tried_code, a.status AS tried_status,
            a.milliseconds AS tried_milliseconds,
            CASE WHEN EXISTS (SELECT 1 FROM delivery_notes n WHERE n.delivery_id = d.id AND n.what = 'called')
                THEN 1 ELSE 0 END AS called
        FROM deliveries d JOIN outbox_messages m ON m.id = d.message_id JOIN endpoints e ON e.id = d.endpoint_id
        JOIN orders o ON o.id = m.order_id JOIN holders h ON h.id = o.holder_id
        JOIN supplier_orders so ON so.id = m.supplier_order_id JOIN suppliers s ON s.id = so.supplier_id
        LEFT JOIN delivery_attempts a ON a.delivery_id = d.id AND a.sequence =
            (SELECT MAX(b.sequence) FROM delivery_attempts b WHERE b.delivery_id = d.id)
        """
    static let from: StaticString = """
        FROM deliveries d JOIN outbox_messages m ON m.id = d.message_id
        JOIN orders o ON o.id = m.order_id JOIN holders h ON h.id = o.holder_id
        JOIN supplier_orders so ON so.id = m.supplier_order_id
        """
    /// No other way has brought the message, nobody has told them, and they have not answered the order meanwhile.
    static let unheard: StaticString = """
        AND d.delivered_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM deliveries other WHERE other.message_id = d.message_id
            AND (other.delivered_at IS NOT NULL OR other.id < d.id AND other.status IN ('waiting', 'dead')
                OR EXISTS (SELECT 1 FROM delivery_notes n WHERE n.delivery_id = other.id AND n.what = 'called')))
        AND (m.kind NOT IN ('order-sent', 'answer-reminder') OR so.status = 'sent')
        """
}
