import Baskets
import Catalogue
import Plans
import Values

/// One judged basket → one part per supplier, route and budget, in the order of the basket. Lines are counted within
/// their part: from the number of a line no supplier learns how much else was ordered.
package struct Split: Sendable {
    package struct Part: Sendable, Hashable {
        package let supplier: Supplier.ID
        package let route: SupplierOrder.Route
        package let payer: SupplierOrder.Payer
        package let lines: [OrderLine]
    }

    package let parts: [Part]

    /// - Parameter requests: why listings are asked for, or paid from emergency money.
    package init(_ judgement: Judgement, plan: Plan, requests: [Listing.ID: LineRequest]) {
        var order: [Key] = []
        var lines: [Key: [OrderLine]] = [:]
        for verdict in judgement.verdicts {
            let route: SupplierOrder.Route = verdict.outcome == .inPlan ? .direct : .asked
            let budget = verdict.funding?.budget ?? PlanBudget.first
            let key = Key(supplier: verdict.wish.supplier.id, route: route, budget: budget)
            let line = OrderLine(
                position: (lines[key]?.count ?? 0) + 1, verdict: verdict,
                request: verdict.needsWhy ? requests[verdict.wish.listing.id] : nil)
            if lines[key] == nil { order.append(key) }
            lines[key, default: []].append(line)
        }
        parts = order.map { key in
            let management = plan[budget: key.budget]?.management ?? .notional
            return Part(
                supplier: key.supplier, route: key.route, payer: .init(budget: key.budget, management: management),
                lines: lines[key] ?? [])
        }
    }

    private struct Key: Hashable {
        let supplier: Supplier.ID
        let route: SupplierOrder.Route
        let budget: PlanBudget.ID
    }
}
