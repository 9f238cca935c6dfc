import Identity
import Orders
import Relational
import Storage
import Values

/// The commissioner has paid a supplier for a part that was received and confirmed.
package struct RecordPayment: Operation {
    package let part: SupplierOrder.ID
    /// What the bank or the finance system calls the payment.
    package let reference: String

    package static let referenceCharactersMaximum = 35

    package init(part: SupplierOrder.ID, reference: String) {
        self.part = part
        self.reference = reference
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        let commissioner = try principal.actingForCommissioner()
        guard var part = try tx.supplierOrders.find(part), let order = try tx.orders.find(part.order),
            let holder = try tx.holders.find(order.holder), holder.commissioner == commissioner
        else { throw NotFound() }
        guard (1...RecordPayment.referenceCharactersMaximum).contains(reference.unicodeScalars.count)
        else { throw FieldProblems("reference", "Enter the payment’s reference, at most 35 characters") }
        let clerk = OrderClerk(tx: tx, principal: principal, tools: tools, holder: holder)
        let owed = try tx.holds.list(of: part.id).map { $0[.owed] }.total
        try clerk.advance(
            &part,
            SupplierOrderStep(
                .pay, part.all(.received, .pay), note: "Reference: \(reference)",
                holding: owed.isPositive ? [.somethingOwed] : []),
            reference: reference)
        return part.id
    }
}
