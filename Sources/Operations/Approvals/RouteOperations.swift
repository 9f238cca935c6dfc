import Identity
import Policies
import Relational
import Storage
import Values

/// Adds a route to the draft of the policy, or changes one. One on which nobody could decide is refused.
package struct SaveApprovalRoute: PolicyDraftChange {
    /// Nil for a new one.
    package let route: ApprovalRoute.ID?
    package let title: String
    package let condition: RouteCondition
    package let tiers: [ApprovalRoute.Tier]
    package let escalation: [StaffRole]
    /// Of the draft that the person was looking at.
    package let revision: Int

    package init(
        route: ApprovalRoute.ID?, title: String, condition: RouteCondition, tiers: [ApprovalRoute.Tier],
        escalation: [StaffRole], revision: Int
    ) {
        self.route = route
        self.title = title
        self.condition = condition
        self.tiers = tiers
        self.escalation = escalation
        self.revision = revision
    }

    package func changing(
        _ draft: CommissionerPolicy, in tx: Transaction, with tools: Tools
    ) throws -> CommissionerPolicy {
        if let route, draft[route: route] == nil { throw NotFound() }
        let saved = ApprovalRoute(
            id: route ?? tools.new(), title: title, condition: condition, tiers: tiers, escalation: escalation)
        let staff = try tx.staff.list(of: draft.commissioner)
        let problems = saved.problems(
            with: staff, twoPeopleAbove: draft.settings.approvals.twoPeopleAbove)
        guard problems.isEmpty else { throw RouteRefusal(problems: problems) }
        return try draft.putting(saved)
    }
}

/// Nobody could ever decide on the route (reference, P31).
package struct RouteRefusal: Refusal, Hashable {
    package let problems: [RouteProblem]

    package var code: String { "route.nobody-can-decide" }
}

/// Takes a route out of the draft.
package struct RemoveApprovalRoute: PolicyDraftChange {
    package let route: ApprovalRoute.ID
    package let revision: Int

    package init(route: ApprovalRoute.ID, revision: Int) {
        self.route = route
        self.revision = revision
    }

    package func changing(
        _ draft: CommissionerPolicy, in tx: Transaction, with tools: Tools
    ) throws -> CommissionerPolicy {
        guard draft[route: route] != nil else { throw NotFound() }
        return draft.removing(route: route)
    }
}

/// Saves the draft's times of requests. Routes that could no longer be decided are named and stop it.
package struct SaveApprovalTimes: PolicyDraftChange {
    package let times: ApprovalTimes
    package let revision: Int

    package init(times: ApprovalTimes, revision: Int) {
        self.times = times
        self.revision = revision
    }

    package func changing(
        _ draft: CommissionerPolicy, in tx: Transaction, with tools: Tools
    ) throws -> CommissionerPolicy {
        try times.checked()
        let staff = try tx.staff.list(of: draft.commissioner)
        let problems = draft.routes.flatMap {
            $0.problems(with: staff, twoPeopleAbove: times.twoPeopleAbove)
        }
        guard problems.isEmpty else { throw RouteRefusal(problems: problems) }
        var settings = draft.settings
        settings.approvals = times
        return draft.setting(settings)
    }
}
