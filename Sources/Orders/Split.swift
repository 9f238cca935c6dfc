import Baskets
import Catalogue
import Plans
import Values

/// One judged basket → one part per supplier and route, in the order of the basket.
package struct Split: Sendable {
    package struct Part: Sendable, Hashable {
        package let supplier: Supplier.ID
        package let route: SupplierOrder.Route
        package let lines: [OrderLine]
    }

    package let parts: [Part]

    /// - Parameters:
    ///   - periods: the first day of the current period of each plan line.
    ///   - requests: why each listing outside the plan is asked for.
    package init(
        _ judgement: Judgement, periods: [PlanLine.ID: Day], requests: [Listing.ID: LineRequest]
    ) {
        var order: [Key] = []
        var lines: [Key: [OrderLine]] = [:]
        for (index, verdict) in judgement.verdicts.enumerated() {
            let route: SupplierOrder.Route = verdict.outcome == .inPlan ? .direct : .asked
            let key = Key(supplier: verdict.wish.supplier.id, route: route)
            var period: Day?
            if case .line(let id, _, _, _, _) = verdict.funding { period = periods[id] }
            let line = OrderLine(
                position: index + 1, verdict: verdict, period: period,
                request: route == .asked ? requests[verdict.wish.listing.id] : nil)
            if lines[key] == nil { order.append(key) }
            lines[key, default: []].append(line)
        }
        parts = order.map { Part(supplier: $0.supplier, route: $0.route, lines: lines[$0] ?? []) }
    }

    private struct Key: Hashable {
        let supplier: Supplier.ID
        let route: SupplierOrder.Route
    }
}
