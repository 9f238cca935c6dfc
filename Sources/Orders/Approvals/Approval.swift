import Identity
import Policies
import Values

/// A request to the commissioner about one supplier order that is not simply in the plan.
package struct Approval: Sendable, Hashable {
    package typealias ID = Identifier<Approval>

    /// What is fixed on asking: of whom, about what, and within which times.
    package struct Terms: Sendable, Hashable, Codable {
        /// Who decides, as the policy of that day says.
        package let route: ApprovalRoute
        package let times: ApprovalTimes
        /// Nil where the commissioner had no policy.
        package let policyVersion: Int?

        package init(route: ApprovalRoute, times: ApprovalTimes = ApprovalTimes(), policyVersion: Int? = nil) {
            self.route = route
            self.times = times
            self.policyVersion = policyVersion
        }

        /// One of the staff decides, whoever it is.
        package static let anybody = Terms(route: .anybody)
    }

    package let id: ID
    package let order: Order.ID
    package let supplierOrder: SupplierOrder.ID
    /// Of exactly what is asked, with the plan as it is: a decision about other content is void.
    package private(set) var content: Digest
    /// Of the plan's version that the content names; nil where it was asked before content named one.
    package private(set) var planVersion: Int?
    package let requestedBy: Person.ID
    package let requestedAt: Moment
    package let terms: Terms
    package private(set) var status: ApprovalStatus
    package private(set) var version: Int
    /// Decided afresh, it begins a new round: after a pause, when it is opened again, and on review.
    package private(set) var round: Int
    /// The tier of the route that decides now, counted from 0.
    package private(set) var tier: Int
    package private(set) var clock: RequestClock
    /// Who has it in hand; nil where anybody of the team takes it.
    package private(set) var assignee: Person.ID?

    package init(
        id: ID, order: Order.ID, supplierOrder: SupplierOrder.ID, content: Digest, requestedBy: Person.ID,
        requestedAt: Moment, planVersion: Int? = nil, terms: Terms = .anybody, status: ApprovalStatus = .pending,
        version: Int = 1, round: Int = 1, tier: Int = 0, clock: RequestClock? = nil, assignee: Person.ID? = nil
    ) {
        self.id = id
        self.order = order
        self.supplierOrder = supplierOrder
        self.content = content
        self.planVersion = planVersion
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
        self.terms = terms
        self.status = status
        self.version = version
        self.round = round
        self.tier = tier
        self.clock = clock ?? RequestClock(startedAt: requestedAt)
        self.assignee = assignee
    }

    package static let reasonCharactersMaximum = 1_000

    /// What the clock's times come to for this request now.
    package var hours: RequestHours { RequestHours(status, clock, terms.times) }

    /// The tier that decides now.
    package var currentTier: ApprovalRoute.Tier {
        terms.route.tiers.indices.contains(tier) ? terms.route.tiers[tier] : .init(roles: [])
    }

    package var isLastTier: Bool { tier + 1 >= terms.route.tiers.count }

    /// Moves it on, and returns what happened.
    /// - Parameter holding: the guards that hold by the facts of the step; those of time and tier it knows itself.
    /// - Throws: `WorkflowRefusal` where the table has no such step, or a guard does not hold.
    package mutating func perform(
        _ action: ApprovalAction, by person: Person.ID?, note: String? = nil, at now: Moment,
        holding: Set<ApprovalGuard> = []
    ) throws(WorkflowRefusal) -> OrderEvent {
        let known = holding.union(hours.guards(at: now))
        let edge = try Approval.workflow.edge(from: status, on: action) { known.contains($0) }
        clock.move(action, from: status, to: edge.to, at: now)
        if Approval.begins(action, from: status) { (round, tier) = (round + 1, 0) }
        if action == .approveTier { tier += 1 }
        if edge.to != status || action == .approveTier { assignee = nil }
        status = edge.to
        version += 1
        return OrderEvent(
            order: order, supplierOrder: supplierOrder, what: .approval(action), by: person, note: note, at: now)
    }

    /// From now on it is asked under another version of the plan.
    package mutating func bind(to content: Digest, planVersion: Int) {
        self.content = content
        self.planVersion = planVersion
    }

    /// Gives it into somebody's hands.
    package mutating func assign(
        to person: Person.ID, by other: Person.ID, note: String?, at now: Moment, holding: Set<ApprovalGuard>
    ) throws(WorkflowRefusal) -> OrderEvent {
        let event = try perform(.assign, by: other, note: note, at: now, holding: holding)
        assignee = person
        return event
    }

    /// What was said under an older plan, or before a pause, counts no more.
    private static func begins(_ action: ApprovalAction, from status: ApprovalStatus) -> Bool {
        switch action {
        case .resume, .reopen, .askReview: true
        case .followPlan: status.isWaiting
        default: false
        }
    }

    /// How it stands whether or not the clock has struck: what is over is over.
    package func status(at now: Moment) -> ApprovalStatus {
        var copy = self
        while let action = copy.hours.demand(at: now), let next = copy.status.after(action) {
            guard next == copy.status else { return next }
            copy.clock.move(action, from: copy.status, to: next, at: now)
        }
        return copy.status
    }
}
