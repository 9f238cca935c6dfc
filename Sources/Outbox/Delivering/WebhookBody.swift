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
    /// The supplier's part of the order as it was signed last; nil where the message is about something else.
    package let signed: Signature?

    package init(
        message: Message, orderNumber: String, status: SupplierOrderStatus, version: Int, answerBy: Moment?,
        link: String, signed: Signature?
    ) {
        self.message = message
        self.orderNumber = orderNumber
        self.status = status
        self.version = version
        self.answerBy = answerBy
        self.link = link
        self.signed = signed
    }

    package var bytes: [UInt8] {
        var data: [String: JSONValue] = [
            "order": .string(message.supplierOrder.text), "number": .string(orderNumber),
            "status": .string(status.rawValue), "version": .integer(version),
            "answer_by": answerBy.map { .string($0.timestamp) } ?? .null, "url": .string(link),
        ]
        if let signed {
            // As a text, because the seal is over just these bytes.
            data["document"] = .string(signed.document)
            data["seal"] = .string(signed.seal)
        }
        let body: JSONValue = [
            "type": .string(message.kind.event), "timestamp": .string(message.at.timestamp), "data": .object(data),
        ]
        return body.canonicalBytes
    }
}
