import Orders
import Outbox
import Relational
import Values

/// Messages about orders.
package struct OutboxStore<Access: Reading> { let access: Access }

extension Reading {
    package var outbox: OutboxStore<Self> { OutboxStore(access: self) }
}

/// A message as its reader finds it.
package struct News: Sendable, Hashable {
    package let kind: Message.Kind
    package let order: Order.ID
    package let supplierOrder: SupplierOrder.ID
    package let orderNumber: String
    package let supplier: String
    package let at: Moment
}

extension OutboxStore {
    /// The newest messages to one recipient.
    package func latest(for recipient: Message.Recipient, count: Int) throws -> [News] {
        try access.connection.rows(
            """
            SELECT m.kind, m.order_id, m.supplier_order_id, m.at, o.number, s.name FROM outbox_messages m
            JOIN orders o ON o.id = m.order_id
            JOIN supplier_orders so ON so.id = m.supplier_order_id JOIN suppliers s ON s.id = so.supplier_id
            WHERE m.recipient = \(recipient.code) ORDER BY m.id DESC LIMIT \(count)
            """
        ).map { row in
            News(
                kind: try row.word("kind"), order: try row.id("order_id"),
                supplierOrder: try row.id("supplier_order_id"),
                orderNumber: try row.text("number"), supplier: try row.text("name"), at: try row.moment("at"))
        }
    }
}

extension OutboxStore {
    /// Messages that have not been looked at for sending, oldest first.
    package func unrouted(most: Int) throws -> [Message] {
        try access.connection.rows(
            "SELECT * FROM outbox_messages WHERE routed_at IS NULL ORDER BY id LIMIT \(most)"
        ).map { try $0.message() }
    }

    package func find(_ id: Message.ID) throws -> Message? {
        try access.connection.row("SELECT * FROM outbox_messages WHERE id = \(id)").map { try $0.message() }
    }
}

extension Row {
    func message() throws -> Message {
        Message(
            id: try id("id"), order: try id("order_id"), supplierOrder: try id("supplier_order_id"),
            kind: try word("kind"), recipient: try recipient("recipient"), occasion: try text("occasion"),
            at: try moment("at"))
    }
}

extension OutboxStore where Access: Writing {
    /// They have set out, wherever they go.
    package func markRouted(_ messages: [Message.ID], at now: Moment) throws {
        try access.connection.run(
            "UPDATE outbox_messages SET routed_at = \(now) WHERE id IN (\(list: messages)) AND routed_at IS NULL")
    }

    /// Unique by supplier order, kind, recipient and occasion: saying it again does nothing.
    package func insert(_ message: Message) throws {
        try access.connection.run(
            """
            INSERT INTO outbox_messages (id, order_id, supplier_order_id, kind, recipient, occasion, at)
            VALUES (\(message.id), \(message.order), \(message.supplierOrder), \(message.kind.rawValue),
                \(message.recipient.code), \(message.occasion), \(message.at))
            ON CONFLICT (supplier_order_id, kind, recipient, occasion) DO NOTHING
            """)
    }
}
