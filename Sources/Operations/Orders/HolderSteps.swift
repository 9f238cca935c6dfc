import Identity
import Orders
import Relational
import Storage
import Values

/// The holder cancels a part that the supplier has not accepted yet.
package struct CancelSupplierOrder: Operation {
    package let part: SupplierOrder.ID
    /// Which the person was looking at; nil where they were not shown one.
    package let version: Int?

    package init(part: SupplierOrder.ID, version: Int? = nil) {
        self.part = part
        self.version = version
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        var (part, clerk) = try ownPart(part, .sign, tx, principal, tools)
        try part.must(.cancel)
        try clerk.advance(&part, SupplierOrderStep(.cancel, part.all(.open, .cancel)), seen: version)
        return part.id
    }
}

/// The holder asks the supplier to cancel what has not come yet, after it was accepted: everything that is to come
/// where nothing is named.
package struct AskToCancel: AnsweringPart {
    package let said: PartAnswer
    package init(_ said: PartAnswer) { self.said = said }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try said.mustFit()
        var (part, clerk) = try ownPart(said.part, .sign, tx, principal, tools)
        try part.must(.askToCancel)
        // Nothing moves yet: the event says for how many units the supplier is asked.
        let asked = try part.steps(.toCome, .cancel, said.units)
            .map { LineStep($0.position, .toCome, nil, $0.units) }
        let step = SupplierOrderStep(
            .askToCancel, asked, note: said.noteOrNil,
            expiresAt: tools.now.adding(minutes: OrderLimits.cancelAnswerDays * 1_440))
        try clerk.advance(&part, step, seen: said.version)
        return part.id
    }
}

/// The holder confirms that something came as ordered: everything that was delivered and is not confirmed where nothing
/// is named. From now on it is owed to the supplier.
package struct ConfirmDelivery: AnsweringPart {
    package let said: PartAnswer
    package init(_ said: PartAnswer) { self.said = said }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        var (part, clerk) = try ownPart(said.part, .confirm, tx, principal, tools)
        try part.must(.confirm)
        let lines = try part.steps(.unconfirmed, .confirm, said.units)
        try clerk.advance(&part, SupplierOrderStep(.confirm, lines), seen: said.version)
        return part.id
    }
}

/// The holder no longer asks. Where everything was to be kept together, nothing of the order goes out.
package struct WithdrawRequest: Operation {
    package let part: SupplierOrder.ID

    package init(part: SupplierOrder.ID) {
        self.part = part
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        let (part, clerk) = try ownPart(part, .sign, tx, principal, tools)
        guard var approval = try tx.approvals.find(supplierOrder: part.id), let order = try tx.orders.find(part.order)
        else { throw NotFound() }
        try clerk.advance(&approval, of: part, .withdraw, note: nil)
        // What was declined, and is looked at again, holds nothing any more.
        if part.status == .awaitingApproval { try clerk.drop(part, of: order) }
        return part.id
    }
}

/// A part of an order of the holder whom the person acts for. Whoever may sign may also undo what was signed.
func ownPart(
    _ id: SupplierOrder.ID, _ scope: Authority.Scope, _ tx: Transaction, _ principal: Principal, _ tools: Tools
) throws -> (SupplierOrder, OrderClerk) {
    let authority = try principal.actingForHolder(to: scope)
    guard let part = try tx.supplierOrders.find(id), try tx.orders.find(part.order, of: authority.holder) != nil
    else { throw NotFound() }
    return (part, OrderClerk(tx: tx, principal: principal, tools: tools, holder: try tx.holder(of: authority)))
}

func mustFit(_ note: String) throws(FieldProblems) {
    let most = OrderNote.charactersMaximum
    guard note.unicodeScalars.count <= most else { throw FieldProblems("note", "Write at most \(most) characters") }
}
