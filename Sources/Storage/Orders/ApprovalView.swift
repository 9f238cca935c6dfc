import Catalogue
import Identity
import Orders
import Plans
import Relational
import Values

/// One request with everything needed to decide it, and to defend the decision.
package struct ApprovalView: Sendable {
    package let approval: Approval
    package let order: OrderView
    package let part: SupplierOrder
    package let supplier: Supplier
    package let holder: Holder
    package let plan: Plan
    package let budget: Budget
    package let requester: String
    package let votes: [ApprovalVote]
    package let questions: [ApprovalQuestion]
    /// What was decided last; nil while nothing has been.
    package let decision: ApprovalDecision?
    /// By position of the line: the cheapest of the same item type elsewhere.
    package let others: [Int: [OtherOffer]]

    /// The same kind of thing from another supplier.
    package struct OtherOffer: Sendable, Hashable {
        package let listing: Listing
        package let supplier: String
    }

    package static let othersMaximum = 5
}

extension ApprovalStore {
    /// How many requests wait: for the header of every page.
    package func waitingCount(of commissioner: Commissioner.ID) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS waiting FROM approvals
            WHERE commissioner_id = \(commissioner)
                AND status IN (\(list: ApprovalStatus.waiting.map(\.rawValue)))
            """)?.integer("waiting") ?? 0
    }

    /// A commissioner's own request; nil for any other.
    package func view(_ id: Approval.ID, of commissioner: Commissioner.ID, on day: Day) throws -> ApprovalView? {
        guard let approval = try find(id, of: commissioner),
            let order = try access.orders.find(approval.order),
            let part = try access.supplierOrders.find(approval.supplierOrder),
            let supplier = try access.suppliers.find(part.supplier),
            let holder = try access.holders.find(order.holder),
            let plan = try access.plans.find(order.plan, version: order.planVersion)
        else { return nil }
        return ApprovalView(
            approval: approval, order: try access.orders.view(of: order), part: part, supplier: supplier,
            holder: holder, plan: plan, budget: try access.budgets.budget(of: plan, on: day),
            requester: try access.people.find(approval.requestedBy)?.name ?? "",
            votes: try votes(on: id), questions: try questions(on: id), decision: try decision(on: id),
            others: try others(part))
    }

    /// The cheapest live offers of the same item types from suppliers in good standing, this one's own left out.
    private func others(_ part: SupplierOrder) throws -> [Int: [ApprovalView.OtherOffer]] {
        var found: [Int: [ApprovalView.OtherOffer]] = [:]
        for line in part.lines {
            found[line.position] = try access.connection.rows(
                """
                SELECT l.*, s.name AS supplier_name FROM listings l JOIN suppliers s ON s.id = l.supplier_id
                WHERE l.category_id = \(line.category) AND l.status = 'live' AND s.status = 'approved'
                    AND l.id <> \(line.listing)
                ORDER BY l.price_pence, l.id LIMIT \(ApprovalView.othersMaximum)
                """
            ).map { .init(listing: try ListingStore<Access>.listing($0), supplier: try $0.text("supplier_name")) }
        }
        return found
    }
}
