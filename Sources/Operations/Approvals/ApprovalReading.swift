import Catalogue
import Identity
import Orders
import Plans
import Policies
import Relational
import Storage
import Values

extension Reading {
    /// Who may decide on a request now, and why others cannot.
    package func deciders(
        of approval: Approval, for part: SupplierOrder, holder: Holder, on day: Day
    ) throws -> Deciders {
        let members = try staff.list(of: holder.commissioner)
        return Deciders(
            of: approval, staff: members, delegations: try staff.delegations(of: holder.commissioner),
            excluded: try exclusions(of: members, holder: holder, supplier: part.supplier),
            votes: try approvals.votes(on: approval.id), on: day)
    }

    /// Who is to decide on a part, by the policy in force, and within which times.
    func terms(for part: SupplierOrder, of order: Order, holder: Holder, _ tools: Tools) throws -> Approval.Terms {
        let policy = try policies.inForce(of: holder.commissioner, on: tools.today)
        let times = policy?.settings.approvals ?? ApprovalTimes()
        let facts = try routeFacts(of: part, order, holder, tools)
        return Approval.Terms(
            route: CommissionerPolicy.route(for: facts, in: policy?.routes ?? [], times), times: times,
            policyVersion: policy?.version)
    }

    private func routeFacts(
        of part: SupplierOrder, _ order: Order, _ holder: Holder, _ tools: Tools
    ) throws -> [RouteFacts] {
        guard let plan = try plans.find(order.plan, version: order.planVersion),
            let supplier = try suppliers.find(part.supplier)
        else { return [] }
        let budget = try budgets.budget(of: plan, on: tools.today)
        let categories = tools.shelf.categories
        let before = tools.today.adding(days: -ApprovalRoute.recentDaysMaximum)
        let granted = try approvals.granted(to: holder.id, since: before)
        let isNew = try !supplierOrders.isKnown(part.supplier, to: holder.id, before: order.id)
        let kind = try holders.authorities(for: holder.id).first { $0.authority.id == order.authority }?.authority.kind
        return part.lines.map { line in
            let planLine = line.planLine.flatMap { plan[line: $0] }
            let needed = categories[line.category]?.item?.checks ?? []
            return RouteFacts(
                line: line.total, request: part.total, granted: granted, today: tools.today,
                left: line.planLine.flatMap { budget[line: $0]?.available }.map { $0 + line.charge },
                categories: Set(categories.way(from: line.category)), supplier: part.supplier,
                reach: supplier.reach, isOffPlan: line.sources.isEmpty, units: line.units,
                times: line.times, isOverCeiling: planLine?.priceCeiling.map { line.unitPrice > $0 } ?? false,
                isCheckMissing: needed.contains { !supplier.checks.holds($0, on: tools.today) },
                isNewSupplier: isNew, signedAs: kind ?? .holder, daysToPlanEnd: plan.span.last - tools.today)
        }
    }
}
