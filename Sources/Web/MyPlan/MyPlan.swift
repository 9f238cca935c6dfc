import Identity
import Operations
import Plans
import Storage
import Values

/// A holder's plan and everything that their pages say about it, from one moment.
struct MyPlan: Sendable {
    let holder: Holder
    let authority: Authority
    /// The one that the holder lives by; nil before the first.
    let plan: Plan?
    let budget: Budget
    /// Put to the holder, or agreed and waiting for its day.
    let coming: Plan?
    /// Newest first, with who did it.
    let notices: [(notice: Plans.PlanNotice, by: String)]
    /// Newest first, with who asked.
    let requests: [(request: PlanRequest, by: String)]
    /// Agreed once and not in force any more, newest first.
    let older: [Plan]
    let names: PlanNames
    let today: Day

    /// - Throws: `AuthorityRefusal` when the person acting may not see the plan.
    init(for context: HolderContext, _ look: Desk.Look) throws {
        try context.authority.must(.statement)
        let snapshot = look.snapshot
        guard let holder = try snapshot.holders.find(context.holder) else { throw NotFound() }
        self.holder = holder
        authority = context.authority
        let plan = try snapshot.plans.current(of: holder.id)
        self.plan = plan
        budget = try plan.map { try snapshot.budgets.budget(of: $0, on: look.today) } ?? Budget(lines: [])
        coming = try MyPlan.coming(of: holder.id, look)
        let all = try snapshot.plans.list(of: holder.id)
        let nameOf = { (id: Person.ID) in try snapshot.people.find(id)?.name ?? "" }
        notices = try plan.map { try MyPlan.notices(of: $0, all, look).map { ($0, try nameOf($0.by)) } } ?? []
        requests = try snapshot.planNotices.requests(of: holder.id).map { request in
            let isOwn = try snapshot.holders.authorities(of: request.askedBy)
                .contains { $0.authority.holder == holder.id && $0.authority.kind == .holder }
            let name = try nameOf(request.askedBy)
            return (request, isOwn ? name : "\(name) for \(holder.name)")
        }
        older = all.filter { other in
            other.status.isAgreed && other.status != .agreed
                && (other.id != plan?.id || other.version != plan?.version)
        }
        names = try PlanNames(of: [plan, coming].compactMap(\.self), look)
        today = look.today
    }

    /// Drafts are their authors' own.
    static func coming(of holder: Holder.ID, _ look: Desk.Look) throws -> Plan? {
        guard let coming = try look.snapshot.plans.coming(of: holder), coming.status != .draft else { return nil }
        return coming
    }

    /// What was announced of a version that was taken back again is not true any more; of what was announced twice, the
    /// newest is.
    static func notices(of plan: Plan, _ all: [Plan], _ look: Desk.Look) throws -> [Plans.PlanNotice] {
        let gone = all.filter { $0.id == plan.id && ($0.status == .draft || $0.status == .discarded) }.map(\.version)
        var cuts: Set<Int> = []
        return try look.snapshot.planNotices.list(of: plan.id).filter { notice in
            guard notice.kind == .cut else { return true }
            return !gone.contains(notice.version) && cuts.insert(notice.version).inserted
        }
    }

    var isSelf: Bool { authority.kind == .holder }
    /// "your", or "Ann Marsh’s" where somebody else reads it.
    var whose: String { isSelf ? "your" : "\(holder.name)’s" }
    var title: String { isSelf ? "My plan" : "The plan of \(holder.name)" }

    var isReviewOverdue: Bool {
        guard let plan, plan.status == .inForce, let next = plan.narrative.nextReview else { return false }
        return next < today
    }

    /// What can be paid from a budget today, as the ledger has it: all its lines together.
    func left(of budget: PlanBudget) -> Money {
        plan?.status == .inForce
            ? self.budget.lines.filter { $0.line.budget == budget.id }.map(\.left).total : .zero
    }

    /// What was decided for the whole of the plan, or what its lines give together.
    static func total(of budget: PlanBudget, in plan: Plan) -> Money {
        budget.agreed ?? plan.lines.filter { $0.budget == budget.id }.map(\.allocation.total).total
    }
}
