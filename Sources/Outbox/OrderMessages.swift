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

    package static func messages(
        for action: SupplierOrderAction, _ parties: Parties
    ) -> [(kind: Message.Kind, recipient: Message.Recipient)] {
        switch action {
        case .send: [(.orderSent, .supplier(parties.supplier))]
        case .cancel: [(.orderCancelled, .supplier(parties.supplier))]
        case .accept: [(.orderAccepted, .holder(parties.holder))]
        case .decline: [(.orderDeclined, .holder(parties.holder))]
        case .deliver: [(.delivered, .holder(parties.holder))]
        case .confirm: [
            (.receiptConfirmed, .supplier(parties.supplier)),
            (.receiptConfirmed, .commissioner(parties.commissioner)),
        ]
        case .pay: [(.paid, .supplier(parties.supplier))]
        case .drop: []
        }
    }
}
