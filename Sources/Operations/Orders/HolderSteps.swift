import Identity
import Orders
import Relational
import Storage
import Values

/// The holder cancels a part that the supplier has not accepted yet.
package struct CancelSupplierOrder: Operation {
    package let part: SupplierOrder.ID

    package init(part: SupplierOrder.ID) {
        self.part = part
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        var (part, clerk) = try ownPart(part, .sign, tx, principal, tools)
        try clerk.advance(&part, .cancel)
        return part.id
    }
}

/// The holder confirms that a part came as ordered; from now on it is owed to the supplier.
package struct ConfirmDelivery: Operation {
    package let part: SupplierOrder.ID

    package init(part: SupplierOrder.ID) {
        self.part = part
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        var (part, clerk) = try ownPart(part, .confirm, tx, principal, tools)
        try clerk.advance(&part, .confirm)
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
private func ownPart(
    _ id: SupplierOrder.ID, _ scope: Authority.Scope, _ tx: Transaction, _ principal: Principal, _ tools: Tools
) throws -> (SupplierOrder, OrderClerk) {
    let authority = try principal.actingForHolder(to: scope)
    guard let part = try tx.supplierOrders.find(id), try tx.orders.find(part.order, of: authority.holder) != nil
    else { throw NotFound() }
    return (part, OrderClerk(tx: tx, principal: principal, tools: tools, holder: try tx.holder(of: authority)))
}

extension OrderClerk {
    /// A part will not go out. Where the order was to be kept together, none of it will: requests that are open or
    /// approved are closed, and all money is free again.
    func drop(_ part: SupplierOrder, of order: Order) throws {
        guard order.together == .keepTogether else {
            var part = part
            return try advance(&part, .drop)
        }
        for var other in try tx.supplierOrders.list(of: order.id) where other.status == .awaitingApproval {
            if var approval = try tx.approvals.find(supplierOrder: other.id), approval.status.after(.close) != nil {
                try advance(&approval, of: other, .close, note: nil)
            }
            try advance(&other, .drop)
        }
    }

    /// A part may go out. Where the order is kept together, it waits until the last request is approved.
    func release(_ part: SupplierOrder, of order: Order) throws {
        guard order.together == .keepTogether else {
            var part = part
            return try advance(&part, .send)
        }
        guard try tx.approvals.list(of: order.id).allSatisfy({ $0.status.isGranted }) else { return }
        for var other in try tx.supplierOrders.list(of: order.id) where other.status == .awaitingApproval {
            try advance(&other, .send)
        }
    }
}
