import Catalogue
import Identity
import Orders
import Plans
import Relational
import Values

/// What waits for a commissioner's decision, the most urgent first; or what was decided, newest first.
package struct ApprovalQueue: Sendable {
    /// Which requests somebody wants to see.
    package enum Filter: String, Sendable, CaseIterable {
        /// In the person's hands, or in nobody's and theirs to decide by their roles.
        case mine
        case team
        /// A decision is due within two days.
        case due
        case overdue
        /// The holder or a supplier has to do something first.
        case paused
        case decided
    }

    package struct Item: Sendable, Hashable {
        package let approval: Approval
        package let holder: String
        package let supplier: String
        package let firstTitle: String
        package let lineCount: Int
        package let total: Money
        /// The rules that sent it here.
        package let rules: [String]
        /// The name of whoever has it in hand.
        package let assignee: String?

        package var id: Approval.ID { approval.id }
        package var status: ApprovalStatus { approval.status }
    }

    package let items: [Item]
    package let isCut: Bool

    package static let dueDays = 2

    package init(items: [Item], isCut: Bool) {
        self.items = items
        self.isCut = isCut
    }

    /// Those that belong under a filter at a moment.
    /// - Parameter isMine: whether somebody's roles name them.
    package func showing(_ filter: Filter, at now: Moment, isMine: (Approval) -> Bool) -> ApprovalQueue {
        let soon = now.adding(minutes: ApprovalQueue.dueDays * 24 * 60)
        let shown = items.filter { item in
            switch filter {
            case .mine: isMine(item.approval)
            case .team, .decided: true
            case .due: !item.status.rests && item.approval.hours.dueAt <= soon
            case .overdue: !item.status.rests && item.approval.clock.level > 0 || item.isLate(now)
            case .paused: item.status.rests
            }
        }
        return ApprovalQueue(items: shown, isCut: isCut)
    }
}

extension ApprovalQueue.Item {
    fileprivate func isLate(_ now: Moment) -> Bool { !status.rests && approval.hours.dueAt <= now }
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
    package static var queueMaximum: Int { 500 }

    package func queue(of commissioner: Commissioner.ID, waiting: Bool) throws -> ApprovalQueue {
        let most = ApprovalStore.queueMaximum
        let direction: StaticString = waiting ? "ASC" : "DESC"
        let column: StaticString = waiting ? "a.due_at" : "a.since"
        let statuses = ApprovalStatus.allCases.filter { $0.isWaiting == waiting }.map(\.rawValue)
        let found = try access.connection.rows(
            """
            SELECT a.*, h.name AS holder, s.name AS supplier, p.name AS assignee FROM approvals a
            JOIN supplier_orders so ON so.id = a.supplier_order_id JOIN suppliers s ON s.id = so.supplier_id
            JOIN orders o ON o.id = a.order_id JOIN holders h ON h.id = o.holder_id
            LEFT JOIN people p ON p.id = a.assignee_id
            WHERE a.commissioner_id = \(commissioner) AND a.status IN (\(list: statuses))
            ORDER BY \(sql: column) \(sql: direction), a.id \(sql: direction) LIMIT \(most + 1)
            """)
        let lines = try access.supplierOrders.lines(of: found.map { try $0.id("supplier_order_id") })
        let items: [ApprovalQueue.Item] = try found.prefix(most).compactMap { row in
            guard let own = lines[try row.id("supplier_order_id")], let first = own.first else { return nil }
            return ApprovalQueue.Item(
                approval: try ApprovalStore.approval(row), holder: try row.text("holder"),
                supplier: try row.text("supplier"), firstTitle: first.title, lineCount: own.count,
                total: own.map(\.charge).total, rules: Array(Set(own.flatMap(\.rules))).sorted(),
                assignee: try row.optionalText("assignee"))
        }
        return ApprovalQueue(items: items, isCut: found.count > most)
    }

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
