import Catalogue
import Identity
import Values

/// Who decides on which requests: a rule of a commissioner's policy. The first whose condition holds for a line of a
/// request is taken; where none does, `ApprovalRoute.anybody` is.
package struct ApprovalRoute: Sendable, Hashable, Codable {
    package typealias ID = Identifier<ApprovalRoute>

    package let id: ID
    /// As the commissioner's staff call it.
    package let title: String
    package let condition: RouteCondition
    /// One after the other.
    package let tiers: [Tier]
    /// Who may decide as well, one more each time that a decision was due and nobody answered.
    package let escalation: [StaffRole]

    package struct Tier: Sendable, Hashable, Codable {
        package enum Needs: String, Sendable, CaseIterable, Codable {
            /// Somebody who has one of the roles.
            case any
            /// Somebody for each of the roles, and nobody for two of them.
            case all
        }

        /// None: everybody of the commissioner's staff.
        package let roles: [StaffRole]
        package let needs: Needs
        /// How many different people; as many as there are roles where each of them is needed.
        package let people: Int

        package init(roles: [StaffRole], needs: Needs = .any, people: Int = 1) {
            self.roles = roles
            self.needs = needs
            self.people = needs == .all ? max(people, roles.count) : people
        }
    }

    package init(
        id: ID, title: String, condition: RouteCondition, tiers: [Tier], escalation: [StaffRole] = []
    ) {
        self.id = id
        self.title = title
        self.condition = condition
        self.tiers = tiers
        self.escalation = escalation
    }

    package static let tiersMaximum = 3
    /// So far back a route can look at what was granted before.
    package static let recentDaysMaximum = 366
    package static let peopleMaximum = 3
    package static let titleCharactersMaximum = 80

    /// What it means that no route is for a request (reference, P33): one of the commissioner's staff decides, whoever
    /// it is, without a limit.
    package static let anybody = ApprovalRoute(
        id: ID("anybody"), title: "No route of your own", condition: .always, tiers: [Tier(roles: [])])

    /// The number of different people that a request on this route needs.
    package var people: Int { tiers.map(\.people).reduce(0, +) }

    package func isFor(_ lines: [RouteFacts]) -> Bool { lines.contains { condition.holds(for: $0) } }

    /// The same with at least two people, where the policy wants them for so much money.
    package func needing(people wanted: Int) -> ApprovalRoute {
        guard people < wanted, let last = tiers.last else { return self }
        let more = Tier(roles: last.roles, needs: last.needs, people: last.people + wanted - people)
        return ApprovalRoute(
            id: id, title: title, condition: condition, tiers: tiers.dropLast() + [more], escalation: escalation)
    }
}

extension CommissionerPolicy {
    /// Who decides on a request of these lines.
    package func route(for lines: [RouteFacts]) -> ApprovalRoute {
        CommissionerPolicy.route(for: lines, in: routes, settings.approvals)
    }

    /// The same where there may be no policy at all.
    package static func route(
        for lines: [RouteFacts], in routes: [ApprovalRoute], _ times: ApprovalTimes
    ) -> ApprovalRoute {
        let route = routes.first(where: { $0.isFor(lines) }) ?? ApprovalRoute.anybody
        guard let above = times.twoPeopleAbove, let amount = lines.map(\.request).max(), amount > above
        else { return route }
        return route.needing(people: 2)
    }
}
