import Orders
import Values

/// What a supplier's program is told (Standard Webhooks, “Payload structure”): what happened, when, to which order, how
/// the order stands now, and where to read more. With an order goes the document that was signed.
package struct WebhookBody: Sendable {
    package let message: Message
    package let orderNumber: String
    package let status: SupplierOrderStatus
    package let version: Int
    package let answerBy: Moment?
    package let link: String
    /// The supplier’s part of the order as it was sealed last, as a file would hold it; nil where the message
    /// is about something else.
    package let file: JSONValue?

    package init(
        message: Message, orderNumber: String, status: SupplierOrderStatus, version: Int, answerBy: Moment?,
        link: String, file: JSONValue?
    ) {
        self.message = message
        self.orderNumber = orderNumber
        self.status = status
        self.version = version
        self.answerBy = answerBy
        self.link = link
        self.file = file
    }

    package var bytes: [UInt8] {
        let data: [String: JSONValue] = [
            "order": .string(message.supplierOrder.text), "number": .string(orderNumber),
            "status": .string(status.rawValue), "version": .integer(version),
            "answer_by": answerBy.map { .string($0.timestamp) } ?? .null, "url": .string(link),
            "signed_order": file ?? .null,
        ]
        let body: JSONValue = [
            "type": .string(message.kind.event), "timestamp": .string(message.at.timestamp), "data": .object(data),
        ]
        return body.canonicalBytes
    }
}
