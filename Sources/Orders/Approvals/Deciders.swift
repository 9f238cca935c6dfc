import Identity
import Policies
import Values

/// What one person has said about a request, in one round.
package struct ApprovalVote: Sendable, Hashable {
    package let round: Int
    package let tier: Int
    package let person: Person.ID
    /// For whom, where they stood in for somebody.
    package let onBehalfOf: Person.ID?
    /// The role in which they decided; nil where none was needed.
    package let role: StaffRole?
    package let decision: ApprovalDecision
    package let at: Moment

    package init(
        round: Int, tier: Int, person: Person.ID, onBehalfOf: Person.ID?, role: StaffRole?,
        decision: ApprovalDecision, at: Moment
    ) {
        self.round = round
        self.tier = tier
        self.person = person
        self.onBehalfOf = onBehalfOf
        self.role = role
        self.decision = decision
        self.at = at
    }
}

/// Why somebody can never decide on a request or a problem, whatever a route or a setting says (reference, workflow
/// I16).
package enum Exclusion: String, Sendable, CaseIterable, Codable {
    case requester
    /// Signed the order, reported the problem, or wrote about it for the holder or the supplier.
    case involved
    /// Holds an authority for the holder, or has held one.
    case actsForHolder = "acts_for_holder"
    /// On record as close to the holder.
    case closeToHolder = "close_to_holder"
    case supplierStaff = "supplier_staff"
    /// Has declared an interest in the holder or the supplier.
    case interest
}

/// Who may decide on one request, in which role, and why others cannot.
package struct Deciders: Sendable {
    /// As what somebody may decide now.
    package struct Seat: Sendable, Hashable {
        /// Nil where the route names no roles.
        package let role: StaffRole?
        package let limit: Money?
        /// For whom, where the person stands in.
        package let onBehalfOf: Person.ID?

        package init(role: StaffRole?, limit: Money?, onBehalfOf: Person.ID?) {
            self.role = role
            self.limit = limit
            self.onBehalfOf = onBehalfOf
        }

        package func allows(_ amount: Money) -> Bool { limit.map { amount <= $0 } ?? true }
    }

    package enum Standing: Sendable, Hashable {
        case may([Seat])
        case excluded(Exclusion)
        /// Said something in this round already.
        case hasVoted
        /// Decided before the review that is going on now.
        case decidedBefore
        /// Neither has one of the roles nor stands in for somebody who has.
        case notNamed
    }

    private let staff: [StaffMember]
    private let delegations: [Delegation]
    private let excluded: [Person.ID: Exclusion]
    private let approval: Approval
    private let votes: [ApprovalVote]
    private let day: Day

    package init(
        of approval: Approval, staff: [StaffMember], delegations: [Delegation], excluded: [Person.ID: Exclusion],
        votes: [ApprovalVote], on day: Day
    ) {
        self.approval = approval
        self.staff = staff
        self.delegations = delegations
        self.excluded = excluded
        self.votes = votes
        self.day = day
    }

    /// The roles that decide now: the tier's, and one more for each time that nobody answered.
    package var roles: [StaffRole] {
        let tier = approval.currentTier.roles
        guard !tier.isEmpty else { return [] }
        let more = approval.terms.route.escalation.prefix(approval.clock.level).filter { !tier.contains($0) }
        return tier + more
    }

    package func standing(of person: Person.ID) -> Standing {
        if person == approval.requestedBy { return .excluded(.requester) }
        if let exclusion = excluded[person] { return .excluded(exclusion) }
        guard staff.contains(where: { $0.person == person }) else { return .notNamed }
        if votes.contains(where: { $0.person == person && $0.round == approval.round }) { return .hasVoted }
        if approval.status == .reconsideration,
            votes.contains(where: { $0.person == person && $0.at <= approval.clock.startedAt })
        {
            return .decidedBefore
        }
        let seats = seats(of: person)
        return seats.isEmpty ? .notNamed : .may(seats)
    }

    /// The person's own roles first, then those of whoever they stand in for.
    private func seats(of person: Person.ID) -> [Seat] {
        guard !roles.isEmpty else { return [Seat(role: nil, limit: nil, onBehalfOf: nil)] }
        return own(person, for: nil) + sources(of: person).flatMap { own($0, for: $0) }
    }

    private func own(_ person: Person.ID, for behalf: Person.ID?) -> [Seat] {
        guard let member = staff.first(where: { $0.person == person }) else { return [] }
        return member.posts.filter { roles.contains($0.role) }.map {
            Seat(role: $0.role, limit: $0.limit, onBehalfOf: behalf)
        }
    }

    /// Whoever passes their work on to the person, over at most `Delegation.chainMaximum` steps; never through
    /// somebody who may not decide themselves, and nobody twice.
    private func sources(of person: Person.ID) -> [Person.ID] {
        let acting = delegations.filter { $0.acts(on: day, isOverdue: approval.clock.level > 0) }
        var (found, edge): ([Person.ID], [Person.ID]) = ([], [person])
        for _ in 0..<Delegation.chainMaximum {
            edge = edge.flatMap { to in acting.filter { $0.to == to }.map(\.from) }.filter {
                $0 != person && !found.contains($0) && excluded[$0] == nil && $0 != approval.requestedBy
            }
            found += edge
        }
        return found
    }

    /// Everybody who may decide now, by name.
    package var all: [StaffMember] {
        staff.filter { if case .may = standing(of: $0.person) { true } else { false } }
            .sorted { ($0.name, $0.person) < ($1.name, $1.person) }
    }

    /// Whether one more vote would be the last that the tier needs.
    package func completes(_ vote: ApprovalVote) -> Bool {
        let tier = approval.currentTier
        let cast = votes.filter { $0.round == approval.round && $0.tier == approval.tier } + [vote]
        guard Set(cast.map(\.person)).count >= tier.people else { return false }
        guard tier.needs == .all else { return true }
        // Those whom it was passed on to fill the place of anybody.
        let fit = tier.roles.map { role in
            cast.indices.filter { cast[$0].role == role || cast[$0].role.map { !tier.roles.contains($0) } ?? false }
        }
        return Seats(fit).filled == tier.roles.count
    }
}
