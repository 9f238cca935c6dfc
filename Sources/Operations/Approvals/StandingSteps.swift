import Catalogue
import Identity
import Orders
import Plans
import Policies
import Relational
import Storage
import Values

/// One of the staff authorises something once and for all uses within its caps.
package struct GrantStanding: Operation {
    package let holder: Holder.ID
    package let caps: StandingAuthorisation.Caps
    package let words: String

    package init(holder: Holder.ID, caps: StandingAuthorisation.Caps, words: String) {
        self.holder = holder
        self.caps = caps
        self.words = words
    }

    package func run(
        in tx: Transaction, as principal: Principal, with tools: Tools
    ) throws -> StandingAuthorisation.ID {
        let commissioner = try principal.actingForCommissioner()
        guard let holder = try tx.holders.find(holder, of: commissioner) else { throw NotFound() }
        try caps.checked(today: tools.today)
        let line = Text.line(words)
        guard !line.isEmpty else { throw FieldProblems("words", "Say why, in words for the holder") }
        guard line.unicodeScalars.count <= StandingAuthorisation.wordsCharactersMaximum else {
            let most = StandingAuthorisation.wordsCharactersMaximum
            throw FieldProblems("words", "The words must not be longer than \(most) characters")
        }
        try tx.mustAuthorise(caps, for: holder, by: principal.person.id, commissioner)
        let times = try tx.policies.inForce(of: commissioner, on: tools.today)?.settings.approvals
        let needsTwo = times?.twoPeopleAbove.map { caps.perPeriod > $0 } ?? false
        let authorisation = StandingAuthorisation(
            id: tools.new(), holder: holder.id, caps: caps, words: line, grantedBy: principal.person.id,
            grantedAt: tools.now, status: needsTwo ? .proposed : .active)
        try tx.standing.insert(authorisation, commissioner: commissioner)
        return authorisation.id
    }
}

/// Confirms, pauses, resumes or takes back a standing authorisation.
package struct MoveStanding: Operation {
    package let authorisation: StandingAuthorisation.ID
    package let event: String

    package init(authorisation: StandingAuthorisation.ID, event: StandingAuthorisation.Event) {
        self.authorisation = authorisation
        self.event = event.rawValue
    }

    package func run(
        in tx: Transaction, as principal: Principal, with tools: Tools
    ) throws -> StandingAuthorisation.ID {
        let commissioner = try principal.actingForCommissioner()
        guard var found = try tx.standing.find(authorisation, of: commissioner),
            let holder = try tx.holders.find(found.holder, of: commissioner),
            let event = StandingAuthorisation.Event(rawValue: event), event != .use, event != .end
        else { throw NotFound() }
        var holding: Set<StandingAuthorisation.Guard> = []
        do {
            try tx.mustAuthorise(found.caps, for: holder, by: principal.person.id, commissioner)
            holding.insert(.withinLimit)
        } catch is StandingRefusal {
            // The guard does not hold; the table says whether that matters.
        }
        try found.perform(event, by: principal.person.id, on: tools.today, holding: holding)
        try tx.standing.save(found)
        return found.id
    }
}

/// Why somebody may not authorise so much.
package enum StandingRefusal: Refusal, Hashable {
    case overLimit
    case excluded

    package var code: String {
        switch self {
        case .overLimit: "standing-authorisation.over-limit"
        case .excluded: "standing-authorisation.excluded"
        }
    }
}

extension Transaction {
    /// Whoever authorises must be one who could decide on as much: with a role and a limit for what a period may cost
    /// where the policy has routes, and never about somebody or something of their own.
    fileprivate func mustAuthorise(
        _ caps: StandingAuthorisation.Caps, for holder: Holder, by person: Person.ID, _ commissioner: Commissioner.ID
    ) throws {
        let members = try staff.list(of: commissioner)
        for supplier in caps.suppliers.isEmpty ? [Supplier.ID("")] : caps.suppliers {
            guard try exclusions(of: members, holder: holder, supplier: supplier)[person] == nil
            else { throw StandingRefusal.excluded }
        }
        let posts = members.first { $0.person == person }?.posts ?? []
        // Nobody has a role: nobody has a limit either (P33).
        guard members.contains(where: { !$0.posts.isEmpty }) else { return }
        guard posts.contains(where: { $0.allows(caps.perPeriod) })
        else { throw StandingRefusal.overLimit }
    }
}

extension OrderClerk {
    /// Where a standing authorisation covers a part that is asked for, it is approved in the name of whoever gave the
    /// authorisation, as it is asked: each use stays on record like any other request.
    func useStanding(for part: SupplierOrder, of order: Order) throws {
        guard let approval = try tx.approvals.find(supplierOrder: part.id), approval.status == .pending,
            let standing = try standing(for: part)
        else { return }
        var clerk = try ApprovalClerk(approval, tx, by: standing.grantedBy, tools)
        let note = "Standing authorisation: \(standing.words)"
        try clerk.advance(
            .approve, note: note, holding: [.mayDecide, .withinLimit, .sameContent, .lastTier, .reasonGiven])
        try tx.approvals.insert(
            .whole(part.lines, note: note), on: approval.id, round: approval.round, at: tools.now)
        try tx.standing.save(standing)
        try tx.standing.insert(
            .init(approval: approval.id, amount: part.lines.map(\.total).total, day: tools.today), of: standing.id)
        try clerk.mustStillBePossible()
        try clerk.send(.whole(part.lines))
    }

    /// The oldest that covers it, after this use; nil where none does.
    private func standing(for part: SupplierOrder) throws -> StandingAuthorisation? {
        let categories = tools.shelf.categories
        for var standing in try tx.standing.active(of: holder.id) {
            let uses = try tx.standing.uses(of: standing.id)
            let holding = standing.guards(for: part.lines, of: part.supplier, uses: uses, on: tools.today) {
                Set(categories.way(from: $0))
            }
            do {
                try standing.perform(.use, by: standing.grantedBy, on: tools.today, holding: holding)
                return standing
            } catch {
                continue
            }
        }
        return nil
    }
}

extension ApprovalClerk {
    /// Found otherwise on review: what was refused can be ordered again, once and as it was signed, without asking.
    func authorise(_ decision: ApprovalDecision, by person: Person.ID) throws {
        let before = try tx.approvals.decision(on: approval.id)
        let refused = part.lines.compactMap { line -> (OrderLine, Money)? in
            let granted = part.status == .notSent ? 0 : before?[line.position]?.units ?? 0
            let units = (decision[line.position]?.units ?? 0) - granted
            return units > 0 ? (line, line.unitPrice.times(units)) : nil
        }
        let amount = refused.map(\.1).total
        guard amount.isPositive else { return }
        let caps = StandingAuthorisation.Caps(
            perUse: amount, perPeriod: amount, every: .once, first: tools.today,
            last: tools.today.adding(days: approval.terms.times.validDays), suppliers: [part.supplier],
            listings: refused.map(\.0.listing))
        let standing = StandingAuthorisation(
            id: tools.new(), holder: holder.id, caps: caps, words: "Found otherwise when it was looked at again.",
            grantedBy: person, grantedAt: tools.now, status: .active)
        try tx.standing.insert(standing, commissioner: holder.commissioner)
    }
}
