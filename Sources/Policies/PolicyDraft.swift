import Identity
import Values

// A draft is written step by step; what is published never changes.

extension CommissionerPolicy {
    /// Far more than anybody can read; a page shows them all.
    package static let rulesMaximum = 200
    /// A later first day is a typing mistake.
    package static let yearsAheadMaximum = 2

    /// What a version is called in the audit: `TAD/3`.
    package var id: Identifier<CommissionerPolicy> { Identifier("\(commissioner)/\(version)") }

    /// The next version to be written: a copy of the newest published one, or empty.
    package static func draft(
        after newest: CommissionerPolicy?, version: Int, of commissioner: Commissioner.ID
    ) -> CommissionerPolicy {
        CommissionerPolicy(
            commissioner: commissioner, version: version, takesEffect: undated, rules: newest?.rules ?? [],
            settings: newest?.settings ?? PolicySettings(), routes: newest?.routes ?? [])
    }

    /// A draft has no day yet: it reads as if it took effect after all others.
    package static let undated = Day(number: .max / 2)

    package subscript(rule id: PolicyRule.ID) -> PolicyRule? { rules.first { $0.id == id } }

    /// With one more rule at the end, or with the rule of that identifier changed where it stands.
    /// - Throws: `.full` with the limit.
    package func putting(_ rule: PolicyRule) throws(PolicyRefusal) -> CommissionerPolicy {
        var rules = rules
        if let position = rules.firstIndex(where: { $0.id == rule.id }) {
            rules[position] = rule
        } else {
            let maximum = CommissionerPolicy.rulesMaximum
            guard rules.count < maximum else { throw .full(maximum: maximum) }
            rules.append(rule)
        }
        return with(rules: rules)
    }

    package func removing(_ id: PolicyRule.ID) -> CommissionerPolicy { with(rules: rules.filter { $0.id != id }) }

    package func setting(_ settings: PolicySettings) -> CommissionerPolicy { with(settings: settings) }

    package subscript(route id: ApprovalRoute.ID) -> ApprovalRoute? { routes.first { $0.id == id } }

    /// With one more route at the end, or with the route of that identifier changed where it stands: the order of the
    /// routes says which comes first.
    /// - Throws: `.full` with the limit.
    package func putting(_ route: ApprovalRoute) throws(PolicyRefusal) -> CommissionerPolicy {
        var routes = routes
        if let position = routes.firstIndex(where: { $0.id == route.id }) {
            routes[position] = route
        } else {
            guard routes.count < CommissionerPolicy.routesMaximum
            else { throw .full(maximum: CommissionerPolicy.routesMaximum) }
            routes.append(route)
        }
        return with(routes: routes)
    }

    package func removing(route id: ApprovalRoute.ID) -> CommissionerPolicy {
        with(routes: routes.filter { $0.id != id })
    }

    /// A page shows them all, and somebody has to know which comes first.
    package static let routesMaximum = 30

    private func with(
        rules: [PolicyRule]? = nil, settings: PolicySettings? = nil, routes: [ApprovalRoute]? = nil
    ) -> CommissionerPolicy {
        CommissionerPolicy(
            commissioner: commissioner, version: version, takesEffect: takesEffect, rules: rules ?? self.rules,
            settings: settings ?? self.settings, routes: routes ?? self.routes)
    }

    /// May a version take effect from this day on?
    /// - Throws: `.startsInThePast`, `.startsTooLate`.
    package static func mustStart(_ day: Day, today: Day) throws(PolicyRefusal) {
        guard day >= today else { throw .startsInThePast(today: today) }
        let latest = today.adding(months: 12 * yearsAheadMaximum)
        guard day <= latest else { throw .startsTooLate(latest: latest) }
    }
}
