import Identity
import Plans
import Relational
import Storage
import Values

/// The commissioner agrees to a draft and puts it to the holder.
package struct ProposePlan: Operation {
    package let plan: PlanVersionID
    package let revision: Int
    /// Why something is taken away; needed only then. Told to the holder.
    package let reason: String

    package init(plan: PlanVersionID, revision: Int, reason: String) {
        self.plan = plan
        self.revision = revision
        self.reason = reason
    }

    /// - Throws: `FieldProblems` with everything that is contradictory or missing; `PlanRefusal.noticeTooShort` and
    ///   `.reasonMissing` where less is given than before.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PlanVersionID {
        let (draft, clerk) = try ownPlan(plan, tx, principal, tools)
        guard try tx.plans.revision(of: draft.id, version: draft.version) == revision
        else { throw PlanRefusal.changedMeanwhile }
        let current = try tx.plans.current(of: draft.holder)
        let old = current?.status == .ended ? nil : current
        var problems = PlanCheck.problems(of: draft, over: old, in: tools.shelf.categories)
        for problem in PlanChange.problems(from: old, to: draft).problems { problems.add(problem.field, problem.words) }
        guard problems.isEmpty else { throw problems }
        let change = PlanChange(from: old, to: draft, on: max(draft.takesEffect, tools.today))
        if change.isCut {
            let earliest = change.earliestEffect(told: tools.today)
            guard draft.takesEffect >= earliest else { throw PlanRefusal.noticeTooShort(earliest: earliest) }
            try clerk.note(.cut, draft, reason: reason, takesEffect: draft.takesEffect, isDone: true)
        }
        let agreement = Agreement(
            side: .commissioner, name: principal.person.name, on: tools.today, way: .online)
        _ = try clerk.move(draft, .propose, adding: [agreement])
        return plan
    }
}

/// Back to the draft, or away with it, before it is in force.
package struct TakeBackPlan: Operation {
    package enum Fate: String, Sendable, Encodable, CaseIterable {
        case draft, discard
    }

    package let plan: PlanVersionID
    package let fate: Fate

    package init(plan: PlanVersionID, fate: Fate) {
        self.plan = plan
        self.fate = fate
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PlanVersionID {
        let (version, clerk) = try ownPlan(plan, tx, principal, tools)
        _ = try clerk.move(version, fate == .draft ? .takeBack : .discard)
        return plan
    }
}

/// The commissioner's staff record that the holder agreed in another way than here.
package struct RecordAgreement: Operation {
    package let plan: PlanVersionID
    /// Who agreed, and in which capacity where it is not their own.
    package let name: String
    package let on: Day
    package let way: Agreement.Way
    /// As the page showed it: a version that was taken back, changed and proposed again has to be agreed again.
    package let revision: Int

    package init(plan: PlanVersionID, revision: Int, name: String, on: Day, way: Agreement.Way) {
        self.plan = plan
        self.revision = revision
        self.name = name
        self.on = on
        self.way = way
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PlanVersionID {
        let (version, clerk) = try ownPlan(plan, tx, principal, tools)
        var problems = FieldProblems()
        if name.isEmpty { problems.add("name", "Enter who agreed") }
        if name.unicodeScalars.count > 120 { problems.add("name", "Enter at most 120 characters") }
        if on > tools.today { problems.add("on", "The day must not be in the future") }
        if let proposed = version.agreements.first(where: { $0.side == .commissioner })?.on, on < proposed {
            problems.add("on", "The day must not come before \(proposed.words), when it was proposed")
        }
        if way == .online || way == .imported { problems.add("way", "Choose how they agreed") }
        guard problems.isEmpty else { throw problems }
        guard try tx.plans.revision(of: version.id, version: version.version) == revision
        else { throw PlanRefusal.changedMeanwhile }
        try clerk.agree(version, Agreement(side: .holder, name: name, on: on, way: way))
        return plan
    }
}

/// The holder, or somebody who may decide for them, agrees here.
package struct AgreeToPlan: Operation {
    package let plan: PlanVersionID
    /// As the page showed it: a version that was taken back, changed and proposed again must be read again.
    package let revision: Int

    package init(plan: PlanVersionID, revision: Int) {
        self.plan = plan
        self.revision = revision
    }

    /// - Throws: `AuthorityRefusal`; `PlanRefusal.changedMeanwhile` when it is not what the page showed.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PlanVersionID {
        let authority = try principal.actingForHolder(to: .statement)
        guard authority.mayAgree else { throw AuthorityRefusal.mayNotAgree }
        guard let version = try tx.plans.find(plan.plan, version: plan.version), version.holder == authority.holder
        else { throw NotFound() }
        guard version.status == .proposed, try tx.plans.revision(of: plan.plan, version: plan.version) == revision
        else { throw PlanRefusal.changedMeanwhile }
        let holder = try tx.holder(of: authority)
        let name =
            authority.kind == .holder
            ? principal.person.name
            : "\(principal.person.name), \(authority.kind.words) of \(holder.name)"
        let clerk = PlanClerk(tx: tx, principal: principal, tools: tools, holder: holder)
        try clerk.agree(version, Agreement(side: .holder, name: name, on: tools.today, way: .online))
        return plan
    }
}

extension PlanClerk {
    /// Both sides have agreed: it takes effect at once, or on its day.
    func agree(_ plan: Plan, _ agreement: Agreement) throws {
        let agreed = try move(plan, .agree, adding: [agreement])
        if agreed.takesEffect <= tools.today { try bringIntoForce(agreed) }
    }

    /// Something was done to a plan, for a reason.
    /// - Throws: `PlanRefusal.reasonMissing`.
    func note(
        _ kind: PlanNotice.Kind, _ plan: Plan, reason: String, about: String = "", takesEffect: Day, isDone: Bool
    ) throws {
        guard !reason.isEmpty else { throw PlanRefusal.reasonMissing }
        guard reason.unicodeScalars.count <= PlanNotice.reasonCharactersMaximum
        else { throw FieldProblems("reason", "Write at most \(PlanNotice.reasonCharactersMaximum) characters") }
        try tx.planNotices.insert(
            PlanNotice(
                id: tools.new(), plan: plan.id, version: plan.version, kind: kind, reason: about + reason,
                toldOn: tools.today, takesEffect: takesEffect, by: principal.person.id, isDone: isDone))
    }
}

/// A version of a plan of this commissioner's holders, with somebody to move it.
func ownPlan(
    _ id: PlanVersionID, _ tx: Transaction, _ principal: Principal, _ tools: Tools
) throws -> (Plan, PlanClerk) {
    let commissioner = try principal.actingForCommissioner()
    guard let plan = try tx.plans.find(id.plan, version: id.version, of: commissioner),
        let holder = try tx.holders.find(plan.holder)
    else { throw NotFound() }
    return (plan, PlanClerk(tx: tx, principal: principal, tools: tools, holder: holder))
}
