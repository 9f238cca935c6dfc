/// The words of letters to suppliers, in one place.
enum SupplierLetterWords {
    static func subject(of kind: Message.Kind) -> String {
        switch kind {
        case .orderSent: "a new order"
        case .orderCancelled: "cancelled"
        case .receiptConfirmed: "receipt confirmed"
        case .paid: "paid"
        case .changeAgreed: "your change was agreed"
        case .changeRefused: "your change was not wanted"
        case .orderLapsed: "not answered in time"
        case .answerReminder: "your answer is due soon"
        case .cancelAsked: "the customer would like to cancel"
        case .cancelOverdue: "the question about cancelling was not answered in time"
        case .problemReported: "a problem was reported"
        case .problemSettled: "a problem was settled"
        case .problemEscalated: "the commissioner decides about a problem"
        case .problemDecided: "the commissioner decided about a problem"
        case .problemWithdrawn: "a problem was withdrawn"
        case .refundLate: "a refund is overdue"
        case .statementAdded: "something new was said about a problem"
        case .paymentReturned: "a payment was returned by the bank"
        case .refunded: "a refund was settled"
        case .putOnHold: "on hold"
        case .goesOn: "goes on"
        case .stopped: "stopped"
        case .noteWritten: "a new message"
        case .invoiceQuestioned: "a question about an invoice"
        case .invoiceRejected: "an invoice was rejected"
        default: "something happened"
        }
    }

    /// What happened, and what it asks of them.
    static func happened(_ kind: Message.Kind, order: String, commissioner: String) -> String {
        switch kind {
        case .orderSent:
            "\(commissioner) has sent you order \(order). Please accept it, offer a change or decline it. Deliver only "
                + "what you have accepted."
        case .orderCancelled: "Order \(order) was cancelled before you answered it. There is nothing to deliver."
        case .receiptConfirmed: "Receipt of what you delivered for order \(order) was confirmed. It will be paid."
        case .paid: "Order \(order) was paid."
        case .changeAgreed:
            "The customer agreed to the change you offered for order \(order). Please deliver as agreed."
        case .changeRefused: "The customer does not want the change you offered for order \(order)."
        case .orderLapsed:
            "Something about order \(order) was not answered in time and has ended. The order shows what still comes, "
                + "if anything does."
        case .answerReminder: "Order \(order) still waits for your answer. Without one it ends by itself."
        case .cancelAsked: "The customer would like to cancel order \(order), or a part of it. Please say if you agree."
        case .cancelOverdue:
            "Whether order \(order) may be cancelled was not answered in time. \(commissioner) has been told. Please "
                + "answer now."
        case .problemReported: "A problem with order \(order) was reported. Please say what you will do about it."
        case .problemEscalated: "\(commissioner) looks at a problem with order \(order) now."
        case .problemDecided: "\(commissioner) decided about a problem with order \(order)."
        case .refundLate: "A refund for order \(order) is overdue."
        case .putOnHold:
            "Order \(order) is on hold. What is booked goes on until you hear from \(commissioner). Please book "
                + "nothing new."
        case .goesOn: "\(commissioner) has decided how order \(order) goes on. Please look at what still comes."
        case .stopped: "Order \(order) was stopped. Please deliver nothing more."
        case .noteWritten: "There is a new message about order \(order)."
        case .invoiceQuestioned:
            "An invoice about order \(order) differs from what was signed and confirmed, and is not paid like that. "
                + "See what differs; credit it and send a right one, or ask \(commissioner)."
        case .invoiceRejected: "\(commissioner) rejected an invoice about order \(order), and says why."
        case .paymentReturned:
            "The bank returned a payment for order \(order). Please check the bank account that you gave us."
        default: "There is news about order \(order): \(subject(of: kind))."
        }
    }
}
