import Catalogue
import Identity
import Plans
import Relational
import Storage
import Values

/// Which version of which plan: `TAD-1001/2`.
package struct PlanVersionID: Sendable, Hashable, Codable, CommandAnswer {
    package let plan: Plan.ID
    package let version: Int

    package init(_ plan: Plan.ID, _ version: Int) {
        self.plan = plan
        self.version = version
    }

    package init(_ plan: Plan) { self.init(plan.id, plan.version) }

    package init(_ text: String) {
        let parts = text.split(separator: "/")
        plan = Plan.ID(parts.dropLast().joined(separator: "/"))
        version = parts.last.flatMap { Int($0) } ?? 0
    }

    package var text: String { "\(plan)/\(version)" }
}

/// One change of a draft.
package enum PlanEdit: Sendable, Encodable {
    /// Dates and the named person.
    case head(span: Period, takesEffect: Day, coordinator: Plan.Coordinator, allowsSplitting: Bool)
    case narrative(Narrative)
    /// Adds the budget, or takes the place of the one with its identifier.
    case budget(PlanBudget)
    case removeBudget(PlanBudget.ID)
    case outcome(Outcome)
    case removeOutcome(Outcome.ID)
    case line(PlanLine)
    case removeLine(PlanLine.ID)

    /// What is new has this identifier until it is saved.
    package static let new = "new"
}

extension Plan {
    /// The draft with one change made.
    func with(_ edit: PlanEdit) -> Plan { changed(by: edit).homingExtras() }

    private func changed(by edit: PlanEdit) -> Plan {
        switch edit {
        case .head(let span, let takesEffect, let coordinator, let splitting):
            changed(
                span: span, takesEffect: takesEffect, coordinator: coordinator,
                lines: lines.map { $0.following(from: self.span, self.takesEffect, to: span, takesEffect) },
                allowsSplitting: splitting)
        case .narrative(let narrative): changed(narrative: narrative)
        case .budget(let budget): changed(budgets: budgets.with(budget) { $0.id })
        case .removeBudget(let id): changed(budgets: budgets.filter { $0.id != id })
        case .outcome(let outcome): changed(outcomes: outcomes.with(outcome) { $0.id })
        case .removeOutcome(let id):
            changed(outcomes: outcomes.filter { $0.id != id }, lines: lines.map { $0.serving { $0 != id } })
        case .line(let line): changed(lines: lines.with(line) { $0.id })
        case .removeLine(let id): changed(lines: lines.filter { $0.id != id || $0.kind == .extras })
        }
    }

    /// The line for extra money has no page of its own: it follows the budgets.
    func homingExtras() -> Plan {
        guard let home = budgets.first, lines.contains(where: { $0.kind == .extras && self[budget: $0.budget] == nil })
        else { return self }
        return changed(lines: lines.map { $0.kind == .extras ? $0.with(budget: home.id) : $0 })
    }

    private func changed(
        span: Period? = nil, takesEffect: Day? = nil, coordinator: Coordinator? = nil, narrative: Narrative? = nil,
        budgets: [PlanBudget]? = nil, outcomes: [Outcome]? = nil, lines: [PlanLine]? = nil,
        allowsSplitting: Bool? = nil
    ) -> Plan {
        Plan(
            id: id, version: version, holder: holder, span: span ?? self.span,
            takesEffect: takesEffect ?? self.takesEffect, status: status, coordinator: coordinator ?? self.coordinator,
            narrative: narrative ?? self.narrative, agreements: agreements, budgets: budgets ?? self.budgets,
            outcomes: outcomes ?? self.outcomes, lines: lines ?? self.lines,
            allowsSplitting: allowsSplitting ?? self.allowsSplitting)
    }
}

extension PlanLine {
    /// A line that nobody has money on yet keeps to the plan's first and last day when those move.
    fileprivate func following(from old: Period, _ oldEffect: Day, to new: Period, _ newEffect: Day) -> PlanLine {
        let span = allocation.span
        let first = span.first == old.first ? new.first : span.first == oldEffect ? newEffect : span.first
        guard let moved = Period(first: first, last: span.last == old.last ? new.last : span.last) else { return self }
        return with(allocation: Allocation(amount: allocation.amount, every: allocation.every, span: moved))
    }

    fileprivate func serving(_ isServed: (Outcome.ID) -> Bool) -> PlanLine {
        with(outcomes: outcomes.filter(isServed))
    }

    func with(
        id: ID? = nil, budget: PlanBudget.ID? = nil, outcomes: [Outcome.ID]? = nil, allocation: Allocation? = nil
    ) -> PlanLine {
        PlanLine(
            id: id ?? self.id, kind: kind, budget: budget ?? self.budget, title: title, covers: covers, limits: limits,
            isExclusive: isExclusive, outcomes: outcomes ?? self.outcomes, allocation: allocation ?? self.allocation,
            carry: carry, cap: cap, priceCeiling: priceCeiling, approvalAbove: approvalAbove)
    }
}

extension Array {
    /// In the place of the one with the same key, or at the end.
    fileprivate func with<Key: Equatable>(_ element: Element, by key: (Element) -> Key) -> [Element] {
        var all = self
        if let index = all.firstIndex(where: { key($0) == key(element) }) {
            all[index] = element
        } else {
            all.append(element)
        }
        return all
    }
}

/// Makes one change of a draft.
package struct EditPlan: Operation {
    package let plan: PlanVersionID
    /// As often as it had been saved when the page was made.
    package let revision: Int
    package let edit: PlanEdit

    package init(plan: PlanVersionID, revision: Int, edit: PlanEdit) {
        self.plan = plan
        self.revision = revision
        self.edit = edit
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PlanVersionID {
        let commissioner = try principal.actingForCommissioner()
        guard let draft = try tx.plans.find(plan.plan, version: plan.version, of: commissioner) else {
            throw NotFound()
        }
        guard draft.status == .draft else { throw PlanRefusal.changedMeanwhile }
        if case .head(let span, let takesEffect, _, _) = edit, !span.contains(takesEffect) {
            throw FieldProblems(
                "takesEffect", "The plan must take effect from \(span.first.words) to \(span.last.words)")
        }
        let standing = try tx.plans.current(of: draft.holder)
        let changed = draft.with(try edit.identified(in: draft, new: { tools.new(Plan.self).text }))
        try tx.plans.save(changed.keepingDates(of: standing, as: draft), revision: revision)
        return plan
    }
}

extension PlanEdit {
    /// What is new gets an identifier of its own: money is kept by it, so nobody may choose one.
    /// - Throws: `NotFound` where the draft has no such thing.
    fileprivate func identified(in draft: Plan, new: () -> String) throws(NotFound) -> PlanEdit {
        switch self {
        case .line(let line) where line.id.text == PlanEdit.new: return .line(line.with(id: .init(new())))
        case .outcome(let outcome) where outcome.id.text == PlanEdit.new:
            return .outcome(
                Outcome(id: .init(new()), text: outcome.text, measure: outcome.measure, findings: outcome.findings))
        case .budget(let budget) where budget.id.text == PlanEdit.new:
            return .budget(budget.with(id: draft.budgets.isEmpty ? PlanBudget.first : .init(new())))
        case .line(let line): if draft[line: line.id] == nil { throw NotFound() }
        case .outcome(let outcome): if draft[outcome: outcome.id] == nil { throw NotFound() }
        case .budget(let budget): if draft[budget: budget.id] == nil { throw NotFound() }
        case .head, .narrative, .removeBudget, .removeOutcome, .removeLine: break
        }
        return self
    }
}

extension PlanBudget {
    fileprivate func with(id: ID) -> PlanBudget {
        PlanBudget(
            id: id, title: title, eligibility: eligibility, management: management, organisation: organisation,
            indicative: indicative, agreed: agreed, agreementSignedOn: agreementSignedOn)
    }
}

extension Plan {
    /// Lines that have money already keep their dates, whatever the head says; but the line for extras runs as long
    /// as the plan.
    fileprivate func keepingDates(of standing: Plan?, as draft: Plan) -> Plan {
        guard span != draft.span || takesEffect != draft.takesEffect, let standing, standing.id == id else {
            return self
        }
        return changed(
            lines: lines.map { line in
                guard let before = standing[line: line.id], let now = draft[line: line.id] else { return line }
                let last = before.kind == .extras ? span.last : now.allocation.span.last
                let kept = Period(first: before.allocation.span.first, last: last) ?? now.allocation.span
                return line.with(
                    allocation: Allocation(amount: line.allocation.amount, every: line.allocation.every, span: kept))
            })
    }
}
