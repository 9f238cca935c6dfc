import Catalogue
import Identity
import Values

/// Something that somebody has to be told about a supplier itself, not about an order. Written in the transaction of
/// what happened; unique by supplier, kind, recipient and occasion.
package struct SupplierNotice: Sendable, Hashable {
    package typealias ID = Identifier<SupplierNotice>

    package enum Kind: String, Sendable, CaseIterable {
        case applicationSent = "application-sent"
        case moreAsked = "more-asked"
        case approved
        case refused
        case suspended
        case lifted
        case ended
        case evidenceOffered = "evidence-offered"
        case evidenceRejected = "evidence-rejected"
        case evidenceRevoked = "evidence-revoked"
        case bankEntered = "bank-entered"
        case bankConfirmed = "bank-confirmed"
        case bankRefused = "bank-refused"
        case categoryApproved = "category-approved"
        case categoryWithdrawn = "category-withdrawn"
        /// It has answered questions otherwise than before.
        case answersChanged = "answers-changed"
        case answerAgreed = "answer-agreed"
        case answerKept = "answer-kept"
        /// One of its endpoints answered that it wants nothing any more, and gets nothing any more.
        case endpointGone = "endpoint-gone"
        /// A paper ends in 60, 30 or 7 days, or has ended.
        case endsIn60 = "ends-in-60"
        case endsIn30 = "ends-in-30"
        case endsIn7 = "ends-in-7"
        case paperEnded = "paper-ended"

        /// By the days that are left, as `Evidence.warningDays` has them; nought for after the end.
        package static func warning(_ days: Int) -> Kind {
            switch days {
            case 60: .endsIn60
            case 30: .endsIn30
            case 7: .endsIn7
            default: .paperEnded
            }
        }
    }

    package let id: ID
    package let supplier: Supplier.ID
    package let kind: Kind
    /// A requirement's code, a category's, a question's, or empty.
    package let subject: String
    package let recipient: Message.Recipient
    /// Tells apart what can happen again.
    package let occasion: String
    package let at: Moment

    package init(
        id: ID, supplier: Supplier.ID, kind: Kind, subject: String, recipient: Message.Recipient, occasion: String,
        at: Moment
    ) {
        self.id = id
        self.supplier = supplier
        self.kind = kind
        self.subject = subject
        self.recipient = recipient
        self.occasion = occasion
        self.at = at
    }
}
