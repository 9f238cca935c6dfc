import Values

/// The published versions of one commissioner's policy, and when each of them holds.
package struct PolicyHistory: Sendable {
    package struct Published: Sendable, Hashable {
        package let policy: CommissionerPolicy
        package let at: Moment

        package init(policy: CommissionerPolicy, at: Moment) {
            self.policy = policy
            self.at = at
        }
    }

    /// How a published version stands on a day.
    package enum Standing: Sendable, Hashable {
        /// The last day is that before the next version begins.
        case inForce(since: Day, last: Day?)
        case comes(Day, last: Day?)
        case over(first: Day, last: Day)
        /// A later version began on the same day.
        case replaced(Day)
    }

    /// By their first day, and by version where that is the same.
    package let versions: [Published]

    package init(_ versions: [Published]) {
        self.versions = versions.sorted {
            ($0.policy.takesEffect, $0.policy.version) < ($1.policy.takesEffect, $1.policy.version)
        }
    }

    /// What held at a moment. A version that was published later the same day did not hold yet.
    package func inForce(at moment: Moment) -> CommissionerPolicy? {
        let day = moment.day
        return versions.last { $0.policy.takesEffect <= day && $0.at <= moment }?.policy
    }

    /// Nil for a version that has not been published.
    package func standing(of version: Int, on today: Day) -> Standing? {
        guard let position = versions.firstIndex(where: { $0.policy.version == version }) else { return nil }
        let first = versions[position].policy.takesEffect
        let next = versions[(position + 1)...].first?.policy.takesEffect
        if next == first { return .replaced(first) }
        let last = next?.adding(days: -1)
        if first > today { return .comes(first, last: last) }
        if let last, last < today { return .over(first: first, last: last) }
        return .inForce(since: first, last: last)
    }
}
