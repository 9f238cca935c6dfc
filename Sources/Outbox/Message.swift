import Catalogue
import Identity
import Orders
import Values

/// Something that somebody has to be told about an order. Written in the transaction of what happened, so that none
/// is lost and none told twice; unique by what it is about, kind and recipient.
package struct Message: Sendable, Hashable {
    package typealias ID = Identifier<Message>

    package enum Recipient: Sendable, Hashable {
        case holder(Holder.ID)
        case supplier(Supplier.ID)
        case commissioner(Commissioner.ID)

        /// As it is stored: `supplier:calder-physio`.
        package var code: String {
            switch self {
            case .holder(let id): "holder:\(id)"
            case .supplier(let id): "supplier:\(id)"
            case .commissioner(let id): "commissioner:\(id)"
            }
        }
    }

    package enum Kind: String, Sendable, CaseIterable {
        case orderSent = "order-sent"
        case orderCancelled = "order-cancelled"
        case receiptConfirmed = "receipt-confirmed"
        case paid
        case requestMade = "request-made"
        case requestWithdrawn = "request-withdrawn"
        case requestApproved = "request-approved"
        case requestDeclined = "request-declined"
        case orderAccepted = "order-accepted"
        case orderDeclined = "order-declined"
        case delivered
        case contingencyUsed = "contingency-used"
        case requestPartApproved = "request-part-approved"
        case requestQuestion = "request-question"
        case requestAnswered = "request-answered"
        case questionReminder = "question-reminder"
        case requestReminder = "request-reminder"
        case requestPassedOn = "request-passed-on"
        case requestVoided = "request-voided"
        case requestEnded = "request-ended"
        case requestPaused = "request-paused"
        case requestResumed = "request-resumed"
        case requestNotNeeded = "request-not-needed"
        case reviewAsked = "review-asked"
        case reviewUpheld = "review-upheld"
        case reviewChanged = "review-changed"
    }

    package let id: ID
    package let order: Order.ID
    package let supplierOrder: SupplierOrder.ID
    package let kind: Kind
    package let recipient: Recipient
    package let at: Moment

    package init(
        id: ID, order: Order.ID, supplierOrder: SupplierOrder.ID, kind: Kind, recipient: Recipient, at: Moment
    ) {
        self.id = id
        self.order = order
        self.supplierOrder = supplierOrder
        self.kind = kind
        self.recipient = recipient
        self.at = at
    }
}
