import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

/// The holder, the supplier or their commissioner writes about one part of an order; the other two can read it.
package struct WriteOrderNote: Operation {
    package let part: SupplierOrder.ID
    package let text: String

    package init(part: SupplierOrder.ID, text: String) {
        self.part = part
        self.text = text
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> OrderNote.ID {
        let (part, clerk, side) = try place(tx, principal, tools)
        guard !text.isEmpty else { throw FieldProblems("message", "Write a message") }
        guard text.unicodeScalars.count <= OrderNote.charactersMaximum
        else { throw FieldProblems("message", "Write at most \(OrderNote.charactersMaximum) characters") }
        guard part.status.takesMessages(last: try tx.supplierOrders.lastStep(of: part.id), at: tools.now)
        else { throw OrderRefusal.tooLateToWrite(days: OrderLimits.messageDays) }
        let note = OrderNote(
            id: tools.new(), supplierOrder: part.id, person: principal.person.id, side: side, text: text, at: tools.now)
        try tx.orderNotes.insert(note)
        let parties = clerk.parties(of: part)
        var recipients: [Message.Recipient] = []
        if side != .holder { recipients.append(.holder(parties.holder)) }
        // What has not been sent to a supplier is not the supplier's to know of.
        if side != .supplier, part.status.isKnownToSupplier { recipients.append(.supplier(parties.supplier)) }
        try clerk.send(recipients.map { (.noteWritten, $0) }, about: part, occasion: note.id.text)
        return note.id
    }

    /// As whom somebody writes follows from how they act.
    private func place(
        _ tx: Transaction, _ principal: Principal, _ tools: Tools
    ) throws -> (SupplierOrder, OrderClerk, OrderNote.Side) {
        switch principal.capacity {
        case .holder(let authority, _):
            guard let found = try tx.supplierOrders.find(part),
                try tx.orders.find(found.order, of: authority.holder) != nil
            else { throw NotFound() }
            let holder = try tx.holder(of: authority)
            return (found, OrderClerk(tx: tx, principal: principal, tools: tools, holder: holder), .holder)
        case .supplier:
            let (found, clerk) = try suppliedPart(part, tx, principal, tools)
            return (found, clerk, .supplier)
        case .commissioner(let commissioner, _):
            guard let found = try tx.supplierOrders.find(part), let order = try tx.orders.find(found.order),
                let holder = try tx.holders.find(order.holder), holder.commissioner == commissioner
            else { throw NotFound() }
            return (found, OrderClerk(tx: tx, principal: principal, tools: tools, holder: holder), .commissioner)
        case .nobody: throw NotFound()
        }
    }
}
