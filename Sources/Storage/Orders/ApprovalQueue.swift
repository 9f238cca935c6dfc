import Catalogue
import Identity
import Orders
import Plans
import Relational
import Values

/// What waits for a commissioner's decision, oldest first; or what was decided, newest first.
package struct ApprovalQueue: Sendable {
    package struct Item: Sendable, Hashable {
        package let id: Approval.ID
        package let status: ApprovalStatus
        package let holder: String
        package let requestedAt: Moment
        package let supplier: String
        package let firstTitle: String
        package let lineCount: Int
        package let total: Money
        /// The rules that sent it here.
        package let rules: [String]
    }

    package let items: [Item]
    package let isCut: Bool
}

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
}

extension ApprovalStore {
    package static var queueMaximum: Int { 200 }

    package func queue(of commissioner: Commissioner.ID, waiting: Bool) throws -> ApprovalQueue {
        let most = ApprovalStore.queueMaximum
        let direction: StaticString = waiting ? "ASC" : "DESC"
        let statuses = ApprovalStatus.allCases.filter { ($0 == .waiting) == waiting }.map(\.rawValue)
        let found = try access.connection.rows(
            """
            SELECT a.id, a.status, a.requested_at, h.name AS holder, s.name AS supplier, a.supplier_order_id
            FROM approvals a
            JOIN supplier_orders so ON so.id = a.supplier_order_id JOIN suppliers s ON s.id = so.supplier_id
            JOIN orders o ON o.id = a.order_id JOIN holders h ON h.id = o.holder_id
            WHERE a.commissioner_id = \(commissioner) AND a.status IN (\(list: statuses))
            ORDER BY a.requested_at \(sql: direction), a.id \(sql: direction) LIMIT \(most + 1)
            """)
        let lines = try access.supplierOrders.lines(of: found.map { try $0.id("supplier_order_id") })
        let items: [ApprovalQueue.Item] = try found.prefix(most).compactMap { row in
            guard let own = lines[try row.id("supplier_order_id")], let first = own.first else { return nil }
            return ApprovalQueue.Item(
                id: try row.id("id"), status: try row.word("status"), holder: try row.text("holder"),
                requestedAt: try row.moment("requested_at"), supplier: try row.text("supplier"),
                firstTitle: first.title, lineCount: own.count, total: own.map(\.charge).total,
                rules: Array(Set(own.flatMap(\.rules))).sorted())
        }
        return ApprovalQueue(items: items, isCut: found.count > most)
    }

    /// How many requests wait: for the header of every page.
    package func waitingCount(of commissioner: Commissioner.ID) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS waiting FROM approvals WHERE commissioner_id = \(commissioner) AND status = 'waiting'
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
            requester: try access.people.find(approval.requestedBy)?.name ?? "")
    }
}
