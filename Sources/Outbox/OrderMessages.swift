import Catalogue
import Identity
import Orders
import Values

/// Which event makes which message, to whom: one table.
package enum OrderMessages {
    /// The three parties of a supplier order.
    package struct Parties: Sendable {
        package let holder: Holder.ID
        package let supplier: Supplier.ID
        package let commissioner: Commissioner.ID

        package init(holder: Holder.ID, supplier: Supplier.ID, commissioner: Commissioner.ID) {
            self.holder = holder
            self.supplier = supplier
            self.commissioner = commissioner
        }
    }

    /// - Parameter status: in which the supplier order was before: it says who has to answer.
    package static func messages(
        for action: SupplierOrderAction, from status: SupplierOrderStatus = .sent, _ parties: Parties
    ) -> [(kind: Message.Kind, recipient: Message.Recipient)] {
        switch action {
        case .send: [(.orderSent, .supplier(parties.supplier))]
        case .cancel: [(.orderCancelled, .supplier(parties.supplier))]
        case .accept: [(.orderAccepted, .holder(parties.holder))]
        case .decline: [(.orderDeclined, .holder(parties.holder))]
        case .propose: [(.changeOffered, .holder(parties.holder))]
        case .agree: [(.changeAgreed, .supplier(parties.supplier))]
        case .refuseChange: [(.changeRefused, .supplier(parties.supplier))]
        case .lapse: [(.orderLapsed, .holder(parties.holder)), (.orderLapsed, .supplier(parties.supplier))]
        case .remind where status == .changeOffered: [(.answerReminder, .holder(parties.holder))]
        case .remind: [(.answerReminder, .supplier(parties.supplier))]
        case .escalate:
            everybody(.cancelOverdue, parties) + [(.cancelOverdue, .commissioner(parties.commissioner))]
        case .notice: [(.receiptNotice, .holder(parties.holder))]
        case .countReceived: [
            (.countedReceived, .holder(parties.holder)), (.receiptConfirmed, .supplier(parties.supplier)),
            (.receiptConfirmed, .commissioner(parties.commissioner)),
        ]
        case .askToCancel: [(.cancelAsked, .supplier(parties.supplier))]
        case .agreeToCancel: [(.cancelAgreed, .holder(parties.holder))]
        case .refuseToCancel: [(.cancelRefused, .holder(parties.holder))]
        case .deliver: [(.delivered, .holder(parties.holder))]
        case .closeShort: [(.closedShort, .holder(parties.holder))]
        case .confirm: [
            (.receiptConfirmed, .supplier(parties.supplier)),
            (.receiptConfirmed, .commissioner(parties.commissioner)),
        ]
        case .report: [
            (.problemReported, .supplier(parties.supplier)), (.problemReported, .commissioner(parties.commissioner)),
        ]
        case .settle: everybody(.problemSettled, parties)
        case .pay: [(.paid, .supplier(parties.supplier))]
        case .payBack: [(.paymentReturned, .supplier(parties.supplier))]
        case .refund: everybody(.refunded, parties)
        case .putOnHold: everybody(.putOnHold, parties)
        case .goOn, .finish: everybody(.goesOn, parties)
        case .stop: everybody(.stopped, parties)
        case .drop, .grant, .askAgain, .close: []
        }
    }

    private static func everybody(
        _ kind: Message.Kind, _ parties: Parties
    ) -> [(kind: Message.Kind, recipient: Message.Recipient)] {
        [(kind, .holder(parties.holder)), (kind, .supplier(parties.supplier))]
    }

    package static func messages(
        for action: ProblemAction, _ parties: Parties
    ) -> [(kind: Message.Kind, recipient: Message.Recipient)] {
        switch action {
        case .agree, .refuse, .goodsMissing: [(.problemAnswered, .holder(parties.holder))]
        case .silence:
            everybody(.problemEscalated, parties) + [(.problemEscalated, .commissioner(parties.commissioner))]
        case .escalate: [
            (.problemEscalated, .supplier(parties.supplier)), (.problemEscalated, .commissioner(parties.commissioner)),
        ]
        case .decideForHolder, .decideForSupplier, .decideSplit: everybody(.problemDecided, parties)
        case .allowKeepingBack: [(.problemAnswered, .commissioner(parties.commissioner))]
        case .late: [(.refundLate, .supplier(parties.supplier)), (.refundLate, .commissioner(parties.commissioner))]
        case .withdraw: [
            (.problemWithdrawn, .supplier(parties.supplier)), (.problemWithdrawn, .commissioner(parties.commissioner)),
        ]
        // The order's own step tells of these.
        case .goodsBack, .replaced, .settle, .refund, .keepBack, .writeOff, .proposeWriteOff: []
        }
    }
}
