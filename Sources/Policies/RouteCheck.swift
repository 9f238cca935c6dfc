import Identity
import Values

/// Why a route cannot be saved (reference, P31): nobody could ever decide on it.
package enum RouteProblem: Sendable, Hashable {
    case noTier
    /// Nobody has one of the roles.
    case nobodyHas([StaffRole], tier: Int)
    /// Not enough different people for all the tiers together.
    case tooFewPeople(needed: Int, found: Int)
    /// Nobody of a tier may approve as much as the route is for.
    case limitsTooLow(tier: Int, highest: Money, upTo: Money?)
    case nobodyToEscalateTo(StaffRole)
}

extension ApprovalRoute {
    /// Whether the staff there are could decide on every request that the route is for.
    package func problems(with staff: [StaffMember], twoPeopleAbove: Money?) -> [RouteProblem] {
        guard !tiers.isEmpty else { return [.noTier] }
        let most = condition.mostAmount
        let needsTwo = twoPeopleAbove.map { above in most.map { $0 > above } ?? true } ?? false
        let tiers = needing(people: needsTwo ? 2 : 1).tiers
        var problems: [RouteProblem] = []
        for (number, tier) in tiers.enumerated() {
            let missing =
                tier.needs == .all
                ? tier.roles.filter { role in !staff.contains { $0[role] != nil } }
                : tier.roles.contains { role in staff.contains { $0[role] != nil } } ? [] : tier.roles
            if !missing.isEmpty { problems.append(.nobodyHas(missing, tier: number + 1)) }
        }
        for role in escalation where !staff.contains(where: { $0[role] != nil }) {
            problems.append(.nobodyToEscalateTo(role))
        }
        guard problems.isEmpty else { return problems }
        for (number, tier) in tiers.enumerated() {
            if let highest = tier.highestLimit(of: staff, below: most) {
                problems.append(.limitsTooLow(tier: number + 1, highest: highest, upTo: most))
            }
        }
        guard problems.isEmpty else { return problems }
        let found = Seats(tiers.flatMap { tier in
            tier.seats.map { roles in
                staff.indices.filter { staff[$0].isFit(for: roles, upTo: most) }
            }
        }).filled
        let needed = tiers.map(\.people).reduce(0, +)
        return found < needed ? [.tooFewPeople(needed: needed, found: found)] : []
    }
}

extension ApprovalRoute.Tier {
    /// The roles that each of the people of the tier may have.
    var seats: [[StaffRole]] {
        let named = needs == .all ? roles.map { [$0] } : []
        return named + Array(repeating: roles, count: max(0, people - named.count))
    }

    /// The highest limit where nobody's is enough; nil where somebody's is.
    fileprivate func highestLimit(of staff: [StaffMember], below most: Money?) -> Money? {
        let posts = staff.flatMap(\.posts).filter { roles.isEmpty || roles.contains($0.role) }
        if roles.isEmpty || posts.contains(where: { $0.isEnough(upTo: most) }) { return nil }
        return posts.compactMap(\.limit).max()
    }
}

extension StaffPost {
    /// - Parameter most: the largest request there can be; nil where there is no largest.
    fileprivate func isEnough(upTo most: Money?) -> Bool {
        guard let limit else { return true }
        return most.map { $0 <= limit } ?? false
    }
}

extension StaffMember {
    fileprivate func isFit(for roles: [StaffRole], upTo most: Money?) -> Bool {
        roles.isEmpty || posts.contains { roles.contains($0.role) && $0.isEnough(upTo: most) }
    }
}

extension RouteCondition {
    /// The largest request for which the condition can hold; nil where there is none. A limit upwards is a test that
    /// must not hold: not above £500.
    var mostAmount: Money? { bound(isWanted: true) }

    private func bound(isWanted: Bool) -> Money? {
        switch (self, isWanted) {
        case (.test(.requestAbove(let money)), false): money
        case (.test, _): nil
        case (.not(let part), _): part.bound(isWanted: !isWanted)
        case (.all(let parts), true), (.any(let parts), false):
            parts.compactMap { $0.bound(isWanted: isWanted) }.min()
        case (.any(let parts), true), (.all(let parts), false):
            parts.allSatisfy { $0.bound(isWanted: isWanted) != nil }
                ? parts.compactMap { $0.bound(isWanted: isWanted) }.max() : nil
        }
    }
}

/// How many of several seats can be filled, each by another person (the largest matching in a bipartite graph, by
/// augmenting paths).
package struct Seats: Sendable {
    /// Who may sit where.
    private let fit: [[Int]]

    package init(_ fit: [[Int]]) {
        self.fit = fit
    }

    package var filled: Int {
        var seat: [Int: Int] = [:]
        return fit.indices.count { index in
            var tried: Set<Int> = []
            return take(index, &seat, &tried)
        }
    }

    private func take(_ index: Int, _ seat: inout [Int: Int], _ tried: inout Set<Int>) -> Bool {
        for person in fit[index] where tried.insert(person).inserted {
            guard let held = seat[person] else {
                seat[person] = index
                return true
            }
            if take(held, &seat, &tried) {
                seat[person] = index
                return true
            }
        }
        return false
    }
}
