import Identity
import Operations
import Plans
import Storage
import Testing
import TestSupport
import Values

/// New versions of Ann's plan, and authorities with less in them.
extension Scene {
    /// Says what Ann's plan lacks before it can be proposed: needs, risks, reviews and the rest.
    package static let annNarrative = Narrative(
        aboutMe: "I was a gardener. I still love plants.", needs: "Help to wash and dress.",
        risks: [.init(text: "I may fall.", handling: "Two people help me.")],
        contingency: "My sister comes. Call her first.", monitoredBy: "Dr Nasreen Iqbal", communication: "Large print.",
        competencies: [
            .init(
                task: "Tube feeding", worker: "Sam Okafor", supplier: "careful", signedOffBy: "Sister Mary Dunne",
                until: Cast.day("2027-01-31"))
        ], nextReview: Cast.day("2027-03-01"), reviewsHeld: [Cast.day("2026-06-30")])

    /// A copy of Ann's plan with these changes, agreed by her commissioner and put to her.
    @discardableResult
    package func propose(
        _ edits: [PlanEdit] = [], takesEffect: Day? = nil, reason: String = ""
    ) async throws -> PlanVersionID {
        let id = try await perform(StartPlanDraft(holder: "h-ann", origin: .copy), as: .bilal)
        return try await propose(id, edits, takesEffect: takesEffect, reason: reason)
    }

    /// The same for a draft that is there.
    @discardableResult
    package func propose(
        _ id: PlanVersionID, _ edits: [PlanEdit], takesEffect: Day? = nil, reason: String = ""
    ) async throws -> PlanVersionID {
        let head = PlanEdit.head(
            span: World.annPlan.span, takesEffect: takesEffect ?? clock.now.day,
            coordinator: World.annPlan.coordinator, allowsSplitting: false)
        for edit in [head, .narrative(Scene.annNarrative)] + edits {
            try await perform(EditPlan(plan: id, revision: try await revision(of: id), edit: edit), as: .bilal)
        }
        let proposal = ProposePlan(plan: id, revision: try await revision(of: id), reason: reason)
        return try await perform(proposal, as: .bilal)
    }

    package func revision(of id: PlanVersionID) async throws -> Int {
        try #require(try await database.read { try $0.plans.revision(of: id.plan, version: id.version) })
    }

    package func plan(_ id: PlanVersionID) async throws -> Plan {
        try #require(try await database.read { try $0.plans.find(id.plan, version: id.version) })
    }

    package func agree(to id: PlanVersionID, as who: Player = .ann) async throws {
        try await perform(AgreeToPlan(plan: id, revision: try await revision(of: id)), as: who)
    }

    /// From now on the person may do only this for Ann.
    package func restrict(_ who: Player, to scopes: Set<Authority.Scope>, kind: AuthorityKind = .carer) async throws {
        let day = clock.now.day
        try await database.write { tx in
            let right = Authority(
                id: .init("a-\(who.rawValue)"), person: who.person.id, holder: "h-ann", kind: kind, signLimit: nil,
                scopes: scopes, first: Cast.day("2026-04-06"), last: nil)
            if let there = try tx.holders.authority(of: right.person, for: right.holder) {
                try tx.holders.save(try there.becoming(right, on: day))
            } else {
                try tx.holders.insert(right)
            }
        }
    }
}

extension PlanLine {
    /// Of Ann's plan, with these things different.
    package static func ann(
        _ id: PlanLine.ID, amount: String? = nil, title: String? = nil, carry: CarryForward = .none,
        cap: UsageCap? = nil, priceCeiling: String? = nil, suppliers: [String] = [], above: String? = nil
    ) -> PlanLine {
        guard let line = World.annPlan[line: id] else { preconditionFailure("Ann has no line \(id)") }
        return PlanLine(
            id: id, kind: line.kind, budget: line.budget, title: title ?? line.title, covers: line.covers,
            limits: SupplierLimits(suppliers: suppliers.map { .init($0) }), outcomes: line.outcomes,
            allocation: Allocation(
                amount: amount.map(Cast.pounds) ?? line.allocation.amount, every: line.allocation.every,
                span: line.allocation.span),
            carry: carry, cap: cap, priceCeiling: priceCeiling.map(Cast.pounds),
            approvalAbove: above.map(Cast.pounds) ?? line.approvalAbove)
    }
}
