import Catalogue
import Identity
import Orders
import Values

/// Something that somebody has to be told about an order. Written in the transaction of what happened, so that none
/// is lost and none told twice; unique by what it is about, kind, recipient and occasion.
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

        /// From the same; nil where it is none.
        package init?(code: String) {
            guard let colon = code.firstIndex(of: ":") else { return nil }
            let id = String(code[colon...].dropFirst())
            switch code[..<colon] {
            case "holder": self = .holder(.init(id))
            case "supplier": self = .supplier(.init(id))
            case "commissioner": self = .commissioner(.init(id))
            default: return nil
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
        case changeOffered = "change-offered"
        case changeAgreed = "change-agreed"
        case changeRefused = "change-refused"
        case orderLapsed = "order-lapsed"
        case cancelAsked = "cancel-asked"
        case cancelAgreed = "cancel-agreed"
        case cancelRefused = "cancel-refused"
        case cancelOverdue = "cancel-overdue"
        case answerReminder = "answer-reminder"
        case receiptNotice = "receipt-notice"
        case countedReceived = "counted-received"
        case closedShort = "closed-short"
        case problemReported = "problem-reported"
        case problemSettled = "problem-settled"
        case problemAnswered = "problem-answered"
        case problemEscalated = "problem-escalated"
        case problemDecided = "problem-decided"
        case problemWithdrawn = "problem-withdrawn"
        case refundLate = "refund-late"
        case statementAdded = "statement-added"
        case paymentReturned = "payment-returned"
        case refunded
        case putOnHold = "put-on-hold"
        case goesOn = "goes-on"
        case stopped
        case noteWritten = "note-written"
        case supplierReviewPublished = "supplier-review-published"
        case supplierReviewRefused = "supplier-review-refused"
        /// An invoice cannot be right; its supplier can read why.
        case invoiceQuestioned = "invoice-questioned"
        case invoiceRejected = "invoice-rejected"

        /// Messages about an invoice have its identifier and version for their occasion.
        package var isAboutInvoice: Bool { self == .invoiceQuestioned || self == .invoiceRejected }
    }

    package let id: ID
    package let order: Order.ID
    package let supplierOrder: SupplierOrder.ID
    package let kind: Kind
    package let recipient: Recipient
    /// Tells apart what can happen again: the second delivery, the third reminder. Empty for what happens once.
    package let occasion: String
    package let at: Moment

    package init(
        id: ID, order: Order.ID, supplierOrder: SupplierOrder.ID, kind: Kind, recipient: Recipient,
        occasion: String = "", at: Moment
    ) {
        self.id = id
        self.order = order
        self.supplierOrder = supplierOrder
        self.kind = kind
        self.recipient = recipient
        self.occasion = occasion
        self.at = at
    }
}
