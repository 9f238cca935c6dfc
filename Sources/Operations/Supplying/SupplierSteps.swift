import Identity
import Orders
import Relational
import Storage
import Values

/// A supplier answers an order, or says that it has been delivered.
package struct AnswerOrder: Operation {
    package enum Step: String, Sendable, Codable, CaseIterable {
        case accept, decline, deliver
    }

    package let part: SupplierOrder.ID
    package let step: Step
    /// Told to the holder; needed to decline.
    package let note: String

    package static let noteCharactersMaximum = 500

    package init(part: SupplierOrder.ID, step: Step, note: String) {
        self.part = part
        self.step = step
        self.note = note
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        let supplier = try principal.actingForSupplier()
        guard var part = try tx.supplierOrders.find(part, of: supplier), let order = try tx.orders.find(part.order),
            let holder = try tx.holders.find(order.holder)
        else { throw NotFound() }
        if step == .decline, note.isEmpty { throw OrderRefusal.reasonMissing }
        guard note.unicodeScalars.count <= AnswerOrder.noteCharactersMaximum
        else { throw FieldProblems("note", "Write at most \(AnswerOrder.noteCharactersMaximum) characters") }
        let action: SupplierOrderAction =
            switch step {
            case .accept: .accept
            case .decline: .decline
            case .deliver: .deliver
            }
        let clerk = OrderClerk(tx: tx, principal: principal, tools: tools, holder: holder)
        try clerk.advance(&part, action, note: note.isEmpty ? nil : note)
        return part.id
    }
}
