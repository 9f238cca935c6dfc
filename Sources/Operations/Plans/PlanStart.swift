import Catalogue
import Identity
import Plans
import Relational
import Storage
import Values

/// Where a new draft starts from.
package enum PlanOrigin: Sendable, Hashable, Encodable {
    case blank
    /// The newest agreed version: its lines keep their identity, and so their money.
    case copy
    /// The newest agreed version, for the year after its last day: the same words and lines, with money of their own.
    case renewal
    case template(PlanTemplate)
}

/// Begins a new version for a holder. - Throws: `PlanRefusal.draftExists` when one is being written already.
package struct StartPlanDraft: Operation {
    package let holder: Holder.ID
    package let origin: PlanOrigin

    package init(holder: Holder.ID, origin: PlanOrigin) {
        self.holder = holder
        self.origin = origin
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PlanVersionID {
        let commissioner = try principal.actingForCommissioner()
        guard let holder = try tx.holders.find(holder), holder.commissioner == commissioner else { throw NotFound() }
        guard try tx.plans.coming(of: holder.id) == nil else { throw PlanRefusal.draftExists }
        let current = try tx.plans.current(of: holder.id)
        let standing = current.flatMap { $0.status == .ended ? nil : $0 }
        let id = standing?.id ?? tools.new(Plan.self)
        let version = try tx.plans.lastVersion(of: id) + 1
        let start = Start(id: id, version: version, holder: holder.id, principal: principal, tools: tools)
        let draft: Plan
        switch origin {
        case .copy:
            guard let standing else { throw FieldProblems("origin", "There is no version to copy") }
            draft = start.copy(of: standing)
        case .renewal:
            guard let current else { throw FieldProblems("origin", "There is no version to go on from") }
            draft = start.renewal(of: current)
        case .template, .blank: draft = start.fresh(origin, beside: standing)
        }
        try tx.plans.insert(draft, by: principal.person.id)
        return PlanVersionID(draft)
    }
}

/// Makes the draft.
private struct Start {
    let id: Plan.ID
    let version: Int
    let holder: Holder.ID
    let principal: Principal
    let tools: Tools

    private var today: Day { tools.today }

    private func new() -> String { tools.new(Plan.self).text }

    func copy(of plan: Plan) -> Plan {
        make(
            like: plan, span: plan.span, takesEffect: min(max(today, plan.span.first), plan.span.last),
            narrative: plan.narrative, lines: plan.lines)
    }

    /// Lines get new identifiers and the new year's dates; what was for once is over.
    func renewal(of plan: Plan) -> Plan {
        let first = max(plan.span.last.adding(days: 1), today)
        let year = Period(from: first, days: first.adding(months: 12) - first)
        let going = plan.lines.filter { $0.kind == .extras || $0.allocation.every != .once }
        let lines = going.map { line in
            line.with(
                id: .init(new()),
                allocation: Allocation(amount: line.allocation.amount, every: line.allocation.every, span: year))
        }
        return make(like: plan, span: year, takesEffect: first, narrative: plan.narrative, lines: lines)
    }

    private func make(
        like plan: Plan, span: Period, takesEffect: Day, narrative: Narrative, lines: [PlanLine]
    ) -> Plan {
        Plan(
            id: id, version: version, holder: holder, span: span, takesEffect: takesEffect, status: .draft,
            coordinator: plan.coordinator, narrative: narrative, agreements: [], budgets: plan.budgets,
            outcomes: plan.outcomes, lines: lines, allowsSplitting: plan.allowsSplitting)
    }

    /// From a template, or with nothing in it. A plan year that is still running goes on, and with it the line that
    /// takes extra money.
    func fresh(_ origin: PlanOrigin, beside standing: Plan?) -> Plan {
        let running = standing.flatMap { $0.span.contains(today) ? $0 : nil }
        let coordinator = Plan.Coordinator(name: principal.person.name, telephone: "")
        let draft: Plan
        if case .template(let template) = origin {
            draft = template.plan(
                id: id, version: version, holder: holder, coordinator: coordinator, span: running?.span, on: today,
                new: new)
        } else {
            draft = PlanTemplate.blank(
                id: id, version: version, holder: holder, coordinator: coordinator, span: running?.span, on: today,
                new: new)
        }
        return (running?.extras.map(draft.replacing) ?? draft).homingExtras()
    }
}

extension Plan {
    fileprivate func replacing(extras: PlanLine) -> Plan {
        Plan(
            id: id, version: version, holder: holder, span: span, takesEffect: takesEffect, status: status,
            coordinator: coordinator, narrative: narrative, agreements: agreements, budgets: budgets,
            outcomes: outcomes, lines: lines.filter { $0.kind != .extras } + [extras], allowsSplitting: allowsSplitting)
    }
}
