import Baskets
import Identity
import Ledger
import Orders
import Plans
import Relational
import Storage
import Values

// What becomes of a holder's requests when a version of their plan takes effect, in the transaction in which it does.

extension PlanClerk {
    private var orders: OrderClerk { OrderClerk(tx: tx, principal: principal, tools: tools, holder: holder) }
    private var withinChange: OrderClerk {
        OrderClerk(tx: tx, principal: principal, tools: tools, holder: holder, isWithinPlanChange: true)
    }

    /// Before any money of the plan moves: what is void lets its money go the way of the line's other money, and so
    /// does what another line is about to pay for.
    /// - Returns: requests whose money was let go although they still wait, with what becomes of them where no line
    ///   pays after all.
    func loosenRequests(before plan: Plan, replacing old: Plan) throws -> [Approval.ID: String] {
        let outlook = RequestOutlook(plan: plan, old: old, holder: holder, shelf: tools.shelf, day: tools.today)
        var loose: [Approval.ID: String] = [:]
        for (approval, part, order) in try waiting() {
            guard try isWaiting(part), let words = try outlook.loss(of: part, in: order, tx) else { continue }
            let isAlone = order.together == .sendNow && approval.status.after(.findNotNeeded) != nil
            if isAlone, try outlook.coverage(of: part, in: order, tx) != nil {
                try withinChange.free(part, part.all(.open, .refuse))
                loose[approval.id] = words
            } else {
                try void(approval, part, order, words)
            }
        }
        return loose
    }

    /// Closes every request: nothing will pay for any of them.
    func voidRequests(because words: String) throws {
        for (approval, part, order) in try waiting() where try isWaiting(part) {
            try void(approval, part, order, words)
        }
    }

    /// When the version is in force: what it pays for without asking goes out; everything else is looked at under it.
    /// The oldest first, so that money for one of two goes to whoever asked first.
    func requestsFollow(_ plan: Plan, loose: [Approval.ID: String]) throws {
        let outlook = RequestOutlook(plan: plan, old: nil, holder: holder, shelf: tools.shelf, day: tools.today)
        for (approval, part, order) in try waiting() where try isWaiting(part) {
            if approval.status.after(.findNotNeeded) != nil,
                let funding = try outlook.coverage(of: part, in: order, tx)
            {
                try goWithoutAsking(approval, part, order, funding, plan)
            } else if let words = loose[approval.id] {
                try void(approval, part, order, words)
            } else {
                try follow(approval, part)
            }
        }
        for approval in try tx.approvals.reviewing(of: holder.id) {
            guard let part = try tx.supplierOrders.find(approval.supplierOrder) else { continue }
            try follow(approval, part)
        }
    }

    private func follow(_ approval: Approval, _ part: SupplierOrder) throws {
        var moved = approval
        try orders.advance(&moved, of: part, .followPlan, note: nil)
    }

    /// The hold moves to the lines that pay now, and the supplier gets the order.
    private func goWithoutAsking(
        _ approval: Approval, _ part: SupplierOrder, _ order: Order, _ funding: [Int: Funding], _ plan: Plan
    ) throws {
        var moved = approval
        let clerk = orders
        try clerk.cover(part, by: funding, plan: plan)
        try clerk.advance(&moved, of: part, .findNotNeeded, note: nil)
        try clerk.release(part, of: order)
    }

    private func void(_ approval: Approval, _ part: SupplierOrder, _ order: Order, _ words: String) throws {
        var moved = approval
        try withinChange.advance(&moved, of: part, .void, note: words)
        try withinChange.drop(part, of: order)
    }

    /// Oldest first; read once: what was closed with another is left out by `isWaiting`.
    private func waiting() throws -> [(Approval, SupplierOrder, Order)] {
        try tx.approvals.waiting(of: holder.id).compactMap { approval in
            guard let part = try tx.supplierOrders.find(approval.supplierOrder),
                let order = try tx.orders.find(approval.order)
            else { return nil }
            return (approval, part, order)
        }
    }

    private func isWaiting(_ part: SupplierOrder) throws -> Bool {
        try tx.supplierOrders.find(part.id)?.status == .awaitingApproval
    }
}

extension OrderClerk {
    /// Moves the money of a part from where it is held, or reserved, to the lines that pay for it now. In one
    /// transaction: it is never free between.
    func cover(_ part: SupplierOrder, by funding: [Int: Funding], plan: Plan) throws {
        try free(part, part.all(.open, .refuse))
        let wanted = funding.flatMap { position, funding in funding.sources.map { (position, $0) } }
            .sorted { ($0.1.period.first, $0.1.line.text, $0.0) < ($1.1.period.first, $1.1.line.text, $1.0) }
        for (position, source) in wanted {
            try tx.supplierOrders.cover(
                part.id, position,
                by: .init(
                    planLine: source.line, period: source.period.first, amount: source.amount, units: source.units))
            guard source.amount.isPositive else { continue }
            let pot = Books.Pot(planLine: source.line.text, period: source.period.first.description)
            try place(source.amount, on: pot, of: part, position, plan: plan)
        }
    }
}
