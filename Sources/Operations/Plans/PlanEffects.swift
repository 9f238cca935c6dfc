import Baskets
import Catalogue
import Identity
import Orders
import Plans
import Relational
import Storage
import Values

/// What a version would do if it took effect, shown before it does: to money, to the open basket, to requests that
/// wait, and to what is ordered already.
package struct PlanEffects: Sendable {
    /// One thing in the open basket whose verdict would be another.
    package struct BasketChange: Sendable {
        package let title: String
        package let before: Verdict
        package let after: Verdict
    }

    /// A request that waits for a decision.
    package struct Request: Sendable {
        package let number: String
        package let supplier: String
        package let total: Money
        package let fate: RequestFate
    }

    /// An order that suppliers have, or have accepted: nothing about it changes.
    package struct Promise: Sendable {
        package let number: String
        package let supplier: String
        package let total: Money
        package let status: SupplierOrderStatus
        /// How often it still comes, for repeated ones.
        package let times: Int
    }

    package let change: PlanChange
    package let replaces: Plan?
    package let basket: [BasketChange]
    package let requests: [Request]
    package let promises: [Promise]
    /// What is free of each line of the version before, in its present period.
    package let free: [PlanLine.ID: Money]
    /// What the commissioner's fund has.
    package let fund: Money
    /// Of repeated orders among the promises.
    package var repeated: [Promise] { promises.filter { $0.times > 1 } }

    package init(of plan: Plan, holder: Holder, _ look: Desk.Look) throws {
        let snapshot = look.snapshot
        let current = try snapshot.plans.current(of: plan.holder)
        let old = current?.status == .ended ? nil : current
        replaces = old
        let standing = try old.map { try snapshot.budgets.budget(of: $0, on: look.today) } ?? Budget(lines: [])
        free = Dictionary(
            standing.lines.map { ($0.line.id, $0.available) }, uniquingKeysWith: { first, _ in first })
        fund = try snapshot.budgets.fund(of: holder.commissioner)
        change = PlanChange(from: old, to: plan, on: max(plan.takesEffect, look.today))
        basket = try PlanEffects.basket(plan, over: old, holder, look)
        let parts = try snapshot.supplierOrders.live(of: plan.holder)
        let suppliers = try snapshot.suppliers.find(parts.map(\.part.supplier))
        let name = { (part: SupplierOrder) in suppliers[part.supplier]?.name ?? part.supplier.text }
        let waiting = parts.filter { $0.part.status == .awaitingApproval }
        let outlook = RequestOutlook(
            plan: plan, old: old, holder: holder, shelf: look.shelf, day: max(plan.takesEffect, look.today))
        requests = try waiting.compactMap { part, number in
            guard let order = try snapshot.orders.find(part.order) else { return nil }
            return Request(
                number: number, supplier: name(part), total: part.charge,
                fate: try outlook.fate(of: part, in: order, snapshot))
        }
        promises = parts.filter { $0.part.status != .awaitingApproval }.map {
            Promise(
                number: $0.number, supplier: name($0.part), total: $0.part.charge, status: $0.part.status,
                times: $0.part.lines.map(\.times).max() ?? 1)
        }
    }

    /// What comes free, or is needed, in the present period at once: a cut takes back only what is free.
    package func atOnce(_ line: LineChange) -> Money {
        line.atOnce < .zero ? -min(-line.atOnce, free[line.line] ?? .zero) : line.atOnce
    }

    /// What the fund gives for the whole of the change; below nought where it gets money back, at most so much.
    package var needed: Money {
        change.lines.map { line in
            let later = line.difference - line.atOnce
            return later + atOnce(line)
        }.total
    }

    /// Judged as the plan is, and as it would be on the day it takes effect.
    private static func basket(
        _ plan: Plan, over old: Plan?, _ holder: Holder, _ look: Desk.Look
    ) throws -> [BasketChange] {
        guard let basket = try look.snapshot.baskets.current(of: holder.id) else { return [] }
        let place = try look.snapshot.structure.place(
            of: try Postcode(holder.address.postcode), in: look.shelf.gazetteer)
        let wishes = try look.snapshot.facts.wishes(of: basket, for: place, on: look.today)
        let facts = look.snapshot.facts
        let before = Judge(try facts.facts(for: holder, plan: old, authority: nil, on: look.today, shelf: look.shelf))
        let agreed = Agreement.Side.allCases.map { Agreement(side: $0, name: "", on: look.today, way: .online) }
        let after = Judge(
            try facts.facts(
                for: holder, plan: plan.with(status: .inForce, agreements: agreed), over: old, authority: nil,
                on: max(look.today, plan.takesEffect), shelf: look.shelf))
        return zip(before.judge(wishes).verdicts, after.judge(wishes).verdicts).compactMap { was, becomes in
            let same = was.outcome == becomes.outcome && was.reasons == becomes.reasons
            return same ? nil : BasketChange(title: was.wish.listing.terms.title, before: was, after: becomes)
        }
    }
}
