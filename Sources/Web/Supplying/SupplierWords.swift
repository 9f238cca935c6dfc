import Orders
import Plans

// How a supplier reads what happens to its orders. No default anywhere: what is new does not compile until it has
// words.

/// The words of one order for the supplier: they name the customer by first name, and the payer.
struct SupplierWords {
    let customer: String
    let payer: String

    /// Who has the order now, and what follows.
    func next(_ status: SupplierOrderStatus) -> String {
        switch status {
        case .sent:
            "Can you do this? The money for it is set aside. Nothing binds you until you accept; until then "
                + "\(customer) can still cancel."
        case .accepted: "You have accepted this order. Mark it as delivered once everything is done."
        case .changeOffered: "\(customer) has been asked whether your change is all right."
        case .partDelivered: "Some has been delivered. Mark the rest as delivered once it is done."
        case .cancelAsked: "\(customer) would like to cancel what has not come yet. Agree, or say why not."
        case .cancelOverdue:
            "You have not said whether you agree to cancel. \(payer) has been told. You can still answer."
        case .onHold: "\(payer) is looking at how this order goes on. What is booked goes on until you are told."
        case .lapsed: "You did not answer in time, so this order ended. The money is free again."
        case .delivered: "\(customer) is asked to confirm that everything came as ordered. Then you are paid."
        case .received: "The delivery is confirmed. \(payer) pays you next; you have nothing to do."
        case .paid: "This order is finished. \(payer) has paid you."
        case .declined: "You declined this order. \(customer) has been told your reason."
        case .cancelled: "This order was cancelled. There is nothing to do."
        case .awaitingApproval, .notSent: "This order is not with you."
        }
    }

    /// A step that has been taken.
    func done(_ action: SupplierOrderAction) -> String {
        switch action {
        case .send: "Sent to you"
        case .drop: "Not sent"
        case .grant, .askAgain: "Asked of \(payer)"
        case .propose: "You offered a change"
        case .agree: "\(customer) agreed to your change"
        case .refuseChange: "\(customer) did not want your change"
        case .lapse: "Nobody answered in time"
        case .remind: "A reminder was sent: an answer was due"
        case .escalate: "No answer about cancelling; \(payer) was told"
        case .notice: "\(customer) was told once more that it came"
        case .countReceived: "Counted as received: it came with proof, and nobody objected"
        case .close: "Finished: nothing is left to pay"
        case .askToCancel: "\(customer) asked to cancel"
        case .agreeToCancel: "You agreed to cancel"
        case .refuseToCancel: "You did not agree to cancel"
        case .closeShort: "You said that the rest will not come"
        case .report: "\(customer) said that something is wrong"
        case .settle: "A problem was settled"
        case .payBack: "The bank returned the payment"
        case .refund: "Money was paid back"
        case .putOnHold: "Put on hold by \(payer)"
        case .goOn: "\(payer) says that it goes on"
        case .finish: "\(payer) says that some of it goes on"
        case .stop: "Stopped by \(payer)"
        case .accept: "Accepted"
        case .decline: "Declined"
        case .cancel: "Cancelled by the customer"
        case .deliver: "Marked as delivered"
        case .confirm: "Delivery confirmed"
        case .pay: "Paid by \(payer)"
        }
    }

    /// A step that is still to come.
    func coming(_ action: SupplierOrderAction) -> String {
        switch action {
        case .accept: "You accept, or decline with a reason"
        case .deliver: "You deliver"
        case .confirm: "\(customer) confirms that it came as ordered"
        case .pay: "\(payer) pays you"
        case .send, .drop, .grant, .askAgain, .decline, .cancel, .propose, .agree, .refuseChange, .lapse, .askToCancel,
            .agreeToCancel, .refuseToCancel, .closeShort, .report, .settle, .payBack, .refund, .putOnHold, .goOn,
            .finish, .stop, .remind, .escalate, .notice, .countReceived, .close:
            done(action)
        }
    }

    /// Who the buyer in law is. Says nothing of how the money is run.
    func buyer(_ principal: ContractingPrincipal) -> String {
        switch principal {
        case .commissioner: payer
        case .thirdParty: "A third party on behalf of \(payer)"
        case .holder: "The customer, with money from \(payer)"
        }
    }
}

extension SupplierOrderStatus {
    /// Where an order stands, as its supplier sees it.
    var supplierTag: StatusTag {
        switch self {
        case .sent: StatusTag("Waiting for your answer", tone: .ask)
        case .accepted: StatusTag("To deliver", tone: .info)
        case .delivered: StatusTag("Waiting for the customer", tone: .info)
        case .received: StatusTag("To be paid", tone: .info)
        case .paid: StatusTag("Paid", tone: .yes)
        case .changeOffered: StatusTag("Change offered", tone: .info)
        case .partDelivered: StatusTag("Partly delivered", tone: .info)
        case .cancelAsked, .cancelOverdue: StatusTag("Customer would like to cancel", tone: .ask)
        case .onHold: StatusTag("On hold", tone: .ask)
        case .declined: StatusTag("Declined by you", tone: .plain)
        case .lapsed: StatusTag("Not answered in time", tone: .plain)
        case .cancelled: StatusTag("Cancelled", tone: .plain)
        case .awaitingApproval, .notSent: StatusTag("Not with you", tone: .plain)
        }
    }
}
