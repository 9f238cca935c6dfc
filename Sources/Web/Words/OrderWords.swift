import Identity
import Orders
import Outbox
import Plans

// The words of orders, requests and their steps. No default anywhere: what is new does not compile until it has words.

extension SupplierOrderStatus {
    var words: String {
        switch self {
        case .awaitingApproval: "Waiting for approval"
        case .sent: "Sent to the supplier"
        case .accepted: "Accepted"
        case .changeOffered: "Change offered"
        case .partDelivered: "Partly delivered"
        case .cancelAsked: "Cancelling asked for"
        case .cancelOverdue: "Cancelling not answered"
        case .onHold: "On hold"
        case .lapsed: "Not answered in time"
        case .delivered: "Delivered"
        case .received: "Received"
        case .paid: "Paid"
        case .declined: "Declined by the supplier"
        case .cancelled: "Cancelled"
        case .notSent: "Not sent"
        }
    }

    var tag: StatusTag {
        switch self {
        case .awaitingApproval: StatusTag(words, tone: .ask)
        case .sent, .cancelAsked: StatusTag(words, tone: .info)
        case .changeOffered, .cancelOverdue, .onHold: StatusTag(words, tone: .ask)
        case .accepted, .partDelivered, .delivered, .received, .paid: StatusTag(words, tone: .yes)
        case .declined, .lapsed: StatusTag(words, tone: .no)
        case .cancelled, .notSent: StatusTag(words, tone: .plain)
        }
    }

    /// What comes next, for the holder: who has it now.
    var nextForHolder: String? {
        switch self {
        case .awaitingApproval: "Your commissioner decides. The money is set aside until then."
        case .sent: "The supplier answers. You can still cancel."
        case .accepted: "The supplier delivers."
        case .changeOffered: "The supplier offers a change. Please say whether it is all right."
        case .partDelivered: "Please confirm what has come. The supplier delivers the rest."
        case .cancelAsked: "The supplier says whether it can still be cancelled."
        case .cancelOverdue: "The supplier has not said whether it can be cancelled. Your commissioner sees to it."
        case .onHold: "Your commissioner says how this goes on. What is booked goes on until you are told."
        case .delivered: "Please confirm that it came as ordered."
        case .received: "Your commissioner pays the supplier."
        case .paid, .declined, .lapsed, .cancelled, .notSent: nil
        }
    }
}

extension SupplierOrder {
    /// What comes next, for the holder.
    var nextForHolder: String? { openProblem ?? status.nextForHolder }
    /// The same, for the commissioner.
    var nextForCommissioner: String { openProblem ?? status.nextForCommissioner }

    /// All that came is confirmed, and nothing of it waits to be paid: only what is wrong with some of it is open.
    private var openProblem: String? {
        guard status == .received, count(.received) == 0 else { return nil }
        return count(.disputed) > 0
            ? "A problem is being settled. The money that it is about is set aside until then."
            : "A problem with something that is paid for is being settled."
    }
}

extension OrderEvent.What {
    /// As a timeline says it; `supplier` is the name of the part's supplier.
    func words(supplier: String) -> String {
        switch self {
        case .signed: "Order signed"
        case .supplierOrder(let action): action.words(supplier: supplier)
        case .approval(let action): action.words(supplier: supplier)
        }
    }
}

extension SupplierOrderAction {
    func words(supplier: String) -> String {
        switch self {
        case .send: "Sent to \(supplier)"
        case .drop: "Not sent to \(supplier); the money is free again"
        case .grant: "Approved in part"
        case .askAgain: "Asked for once more"
        case .accept: "Accepted by \(supplier)"
        case .propose: "\(supplier) offered a change"
        case .agree: "The change was agreed and signed"
        case .refuseChange: "The change was not wanted; its money is free again"
        case .lapse: "Nobody answered in time; the money is free again"
        case .remind: "A reminder was sent: an answer is due"
        case .escalate: "\(supplier) did not answer about cancelling; the commissioner was told"
        case .notice: "Told once more that goods came: silence will count as received"
        case .countReceived: "Counted as received: it came with proof, and nobody objected"
        case .close: "Finished: nothing is left to pay"
        case .askToCancel: "\(supplier) was asked to cancel"
        case .agreeToCancel: "\(supplier) agreed to cancel"
        case .refuseToCancel: "\(supplier) did not agree to cancel"
        case .closeShort: "\(supplier) says that the rest will not come; its money is free again"
        case .report: "A problem with \(supplier) was reported"
        case .settle: "A problem with \(supplier) was settled"
        case .payBack: "The bank returned the payment to \(supplier)"
        case .refund: "\(supplier) paid back"
        case .putOnHold: "Put on hold"
        case .goOn: "It goes on as ordered"
        case .finish: "Some of it goes on; the rest was cancelled"
        case .stop: "What had not come was cancelled"
        case .decline: "Declined by \(supplier); the money is free again"
        case .cancel: "Cancelled; the money is free again"
        case .deliver: "Delivered by \(supplier)"
        case .confirm: "Receipt confirmed"
        case .pay: "\(supplier) was paid"
        }
    }
}

extension OrderStanding.Stage {
    var words: String {
        switch self {
        case .placed: "Under way"
        case .closed: "Finished"
        case .cancelled: "Cancelled"
        }
    }

    var tag: StatusTag {
        switch self {
        case .placed: StatusTag(words, tone: .info)
        case .closed: StatusTag(words, tone: .yes)
        case .cancelled: StatusTag(words, tone: .plain)
        }
    }
}

extension Message.Kind {
    /// As the recipient's home page says it.
    func words(supplier: String) -> String {
        switch self {
        case .orderSent: "A new order"
        case .orderCancelled: "An order was cancelled"
        case .receiptConfirmed: "Receipt was confirmed"
        case .paid: "You were paid"
        case .orderAccepted: "\(supplier) accepted your order"
        case .orderDeclined: "\(supplier) declined your order"
        case .changeOffered: "\(supplier) offers a change to your order"
        case .changeAgreed: "Your change was agreed"
        case .changeRefused: "Your change was not wanted"
        case .orderLapsed: "An order was not answered in time"
        case .cancelAsked: "A customer would like to cancel"
        case .cancelAgreed: "\(supplier) agreed to cancel"
        case .cancelRefused: "\(supplier) did not agree to cancel"
        case .closedShort: "\(supplier) will not deliver the rest"
        case .problemReported: "A problem was reported"
        case .problemSettled: "A problem was settled"
        case .problemAnswered: "\(supplier) answered about a problem"
        case .problemEscalated: "The commissioner decides about a problem"
        case .problemDecided: "The commissioner decided about a problem"
        case .problemWithdrawn: "A problem was withdrawn"
        case .refundLate: "A refund is overdue"
        case .statementAdded: "Something new was said about a problem"
        case .paymentReturned: "A payment was returned by the bank"
        case .refunded: "A refund was settled"
        case .putOnHold: "An order is on hold"
        case .goesOn: "An order goes on"
        case .stopped: "An order was stopped"
        case .noteWritten: "A new message about an order"
        case .contingencyUsed: "Emergency money was used at \(supplier)"
        case .delivered: "\(supplier) says it has delivered"
        case .requestMade, .requestWithdrawn, .requestApproved, .requestDeclined, .requestPartApproved,
            .requestQuestion, .requestAnswered, .questionReminder, .requestReminder, .requestPassedOn,
            .requestVoided, .requestEnded, .requestPaused, .requestResumed, .requestNotNeeded, .reviewAsked,
            .reviewUpheld, .reviewChanged:
            requestWords(supplier: supplier) ?? rawValue
        case .cancelOverdue, .answerReminder, .receiptNotice, .countedReceived, .invoiceQuestioned, .invoiceRejected:
            otherWords
        case .supplierReviewPublished, .supplierReviewRefused: reviewWords(supplier: supplier)
        }
    }

    private func reviewWords(supplier: String) -> String {
        "Your review of \(supplier) \(self == .supplierReviewPublished ? "is" : "was not") published"
    }

    /// What time alone tells of, and what is about an invoice.
    private var otherWords: String {
        switch self {
        case .cancelOverdue: "A request to cancel was not answered in time"
        case .answerReminder: "An answer is due soon"
        case .invoiceQuestioned: "There is a question about an invoice"
        case .invoiceRejected: "An invoice was rejected"
        case .receiptNotice: "Goods came with proof: say if something is wrong"
        default: "Goods count as received: nobody objected"
        }
    }
}

extension ContractingPrincipal {
    /// Who the buyer in law is, for suppliers.
    func words(commissioner: String) -> String {
        switch self {
        case .commissioner: commissioner
        case .thirdParty: "The third party that runs the budget"
        case .holder: "The customer, with money from \(commissioner)"
        }
    }
}
