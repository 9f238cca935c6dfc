import Identity
import Orders
import Relational
import Storage
import Values

/// A commissioner approves or declines a request.
package struct DecideApproval: Operation {
    package enum Decision: String, Sendable, Codable, CaseIterable {
        case approve, decline
    }

    package let approval: Approval.ID
    package let decision: Decision
    /// Told to the holder; needed to decline.
    package let reason: String
    /// Of the content that the page showed: a decision is about nothing else.
    package let content: Digest

    package init(approval: Approval.ID, decision: Decision, reason: String, content: Digest) {
        self.approval = approval
        self.decision = decision
        self.reason = reason
        self.content = content
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Approval.ID {
        let commissioner = try principal.actingForCommissioner()
        guard var approval = try tx.approvals.find(approval, of: commissioner),
            let part = try tx.supplierOrders.find(approval.supplierOrder),
            let order = try tx.orders.find(approval.order),
            let holder = try tx.holders.find(order.holder)
        else { throw NotFound() }
        guard approval.content == content else { throw OrderRefusal.contentChanged }
        if decision == .decline, reason.isEmpty { throw OrderRefusal.reasonMissing }
        guard reason.unicodeScalars.count <= Approval.reasonCharactersMaximum
        else { throw FieldProblems("reason", "Write at most \(Approval.reasonCharactersMaximum) characters") }
        let clerk = OrderClerk(tx: tx, principal: principal, tools: tools, holder: holder)
        let action: ApprovalAction = decision == .approve ? .approve : .decline
        try clerk.advance(&approval, of: part, action, note: reason.isEmpty ? nil : reason)
        switch decision {
        case .approve:
            try mustStillBePossible(part, order, holder, tx, on: tools.today)
            try clerk.release(part, of: order)
        case .decline: try clerk.drop(part, of: order)
        }
        return approval.id
    }

    /// Asked about everything that waits with the part: kept together, all of it goes out or none.
    private func mustStillBePossible(
        _ part: SupplierOrder, _ order: Order, _ holder: Holder, _ tx: Transaction, on today: Day
    ) throws {
        let standing = holder.standing
        guard !standing.isOnHold, standing.diedOn == nil,
            !standing.isExcludedFromDirectPayments || part.payer.principal != .holder
        else { throw OrderRefusal.holderStopped }
        let going =
            order.together == .keepTogether
            ? try tx.supplierOrders.list(of: order.id).filter { $0.status == .awaitingApproval } : [part]
        let suppliers = try tx.suppliers.find(going.map(\.supplier))
        guard going.allSatisfy({ suppliers[$0.supplier]?.takesOrders == true })
        else { throw OrderRefusal.supplierSuspended }
        // A newer version may have taken the place of the one that was signed under: what counts is that a plan is in
        // force, and that it has the lines that pay.
        guard let plan = try tx.plans.current(of: order.holder), plan.status == .inForce, today <= plan.span.last,
            try going.allSatisfy({ try tx.isPayable($0, under: plan) })
        else { throw OrderRefusal.planNotInForce }
    }
}
