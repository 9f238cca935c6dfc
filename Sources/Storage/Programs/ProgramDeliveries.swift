import Orders
import Outbox
import Relational
import Values

/// A message on its way to a program, with every attempt.
package struct DeliveryRecord: Sendable, Hashable {
    package let delivery: Delivery
    /// What is delivered; each attempt names it.
    package let message: Message.ID
    package let kind: Message.Kind
    /// When it happened.
    package let at: Moment
    package let supplierOrder: SupplierOrder.ID
    package let orderNumber: String
    /// Oldest first.
    package let attempts: [DeliveryAttempt]
}

private enum DeliveryColumns {
    static let all: StaticString = """
        SELECT d.*, m.kind, m.at AS happened_at, m.supplier_order_id, o.number
        FROM deliveries d JOIN outbox_messages m ON m.id = d.message_id JOIN orders o ON o.id = m.order_id
        """
}

extension DeliveryStore {
    /// What was sent to an endpoint, the newest first.
    /// - Parameter before: after this one in the list.
    package func page(of endpoint: Endpoint.ID, before: Delivery.ID?, most: Int) throws -> [DeliveryRecord] {
        try access.connection.rows(
            """
            \(sql: DeliveryColumns.all) WHERE d.endpoint_id = \(endpoint) AND (\(before) IS NULL OR d.id < \(before))
            ORDER BY d.id DESC LIMIT \(most)
            """
        ).map(record)
    }

    package func record(_ id: Delivery.ID, of endpoint: Endpoint.ID) throws -> DeliveryRecord? {
        try access.connection.row(
            "\(sql: DeliveryColumns.all) WHERE d.id = \(id) AND d.endpoint_id = \(endpoint)"
        ).map(record)
    }

    private func record(_ row: Row) throws -> DeliveryRecord {
        let delivery = try row.delivery()
        return DeliveryRecord(
            delivery: delivery, message: try row.id("message_id"), kind: try row.word("kind"),
            at: try row.moment("happened_at"), supplierOrder: try row.id("supplier_order_id"),
            orderNumber: try row.text("number"), attempts: try attempts(of: delivery.id))
    }
}
