import Identity
import Outbox
import Relational
import Storage
import Values

/// The commissioner's staff record what stops or limits buying for one holder: a hold, an exclusion, a death, people
/// close to the holder who would be paid.
package struct SetHolderStanding: Operation {
    package let holder: Holder.ID
    package let standing: HolderStanding
    /// Of the holder as they were read.
    package let version: Int

    package init(holder: Holder.ID, standing: HolderStanding, version: Int) {
        self.holder = holder
        self.standing = standing
        self.version = version
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Holder.ID {
        let commissioner = try principal.actingForCommissioner()
        guard let holder = try tx.holders.find(holder), holder.commissioner == commissioner else { throw NotFound() }
        var problems = FieldProblems()
        if let day = standing.diedOn, day > tools.today { problems.add("diedOn", "The day must not be in the future") }
        for (position, tie) in standing.ties.enumerated() {
            if tie.name.isEmpty { problems.add("ties.\(position).name", "Enter the person’s name") }
            if tie.name.unicodeScalars.count > 120 {
                problems.add("ties.\(position).name", "Enter at most 120 characters")
            }
            if try tx.suppliers.find(.init(tie.supplier)) == nil {
                problems.add("ties.\(position).supplier", "There is no supplier with this code")
            }
        }
        guard problems.isEmpty else { throw problems }
        try tx.holders.save(standing, of: holder.id, version: version)
        return holder.id
    }
}

/// Gives a person who has an account the right to act for a holder, or changes that right.
package struct SaveAuthority: Operation {
    package let holder: Holder.ID
    package let email: String
    package let kind: AuthorityKind
    package let signLimit: Money?
    package let scopes: Set<Authority.Scope>
    package let first: Day
    package let last: Day?
    /// Of the right as it was read; nil for somebody who had none.
    package let version: Int?

    package init(
        holder: Holder.ID, email: String, kind: AuthorityKind, signLimit: Money?, scopes: Set<Authority.Scope>,
        first: Day, last: Day?, version: Int?
    ) {
        self.holder = holder
        self.email = email
        self.kind = kind
        self.signLimit = signLimit
        self.scopes = scopes
        self.first = first
        self.last = last
        self.version = version
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Holder.ID {
        let commissioner = try principal.actingForCommissioner()
        guard let holder = try tx.holders.find(holder), holder.commissioner == commissioner else { throw NotFound() }
        var problems = FieldProblems()
        var person: Person?
        do {
            person = try tx.people.find(email: try EmailAddress(email))
            if person == nil { problems.add("email", "There is no account with this e-mail address") }
        } catch is ValueProblem {
            problems.add("email", "Enter an e-mail address, such as name@example.org")
        }
        if let person, !person.role.shops {
            problems.add("email", "This account belongs to staff, who cannot act for holders")
        }
        if kind == .holder, let person, person.role != .holder {
            problems.add("kind", "Only the holder acts in person")
        }
        if let person { try checkInPerson(person, holder, tx, &problems) }
        if scopes.isEmpty { problems.add("scopes", "Choose at least one thing that the person may do") }
        if scopes.contains(.sign), !scopes.contains(.shop) {
            problems.add("scopes", "Whoever signs must be able to shop")
        }
        if let last, last < first { problems.add("last", "The last day must not come before the first") }
        guard problems.isEmpty, let person else { throw problems }
        let next = Authority(
            id: tools.new(), person: person.id, holder: holder.id, kind: kind, signLimit: signLimit, scopes: scopes,
            first: first, last: last)
        try save(next, tx, tools)
        return holder.id
    }

    /// - Throws: `RecordRefusal.authorityChanged` when the right is not as it was read.
    private func save(_ next: Authority, _ tx: Transaction, _ tools: Tools) throws {
        let there = try tx.holders.authority(of: next.person, for: next.holder)
        guard there?.version == version else { throw RecordRefusal.authorityChanged }
        guard let there else {
            try tx.holders.insert(next)
            return try tell(next, .given, tx, tools)
        }
        let saved = try there.becoming(next, on: tools.today)
        try tx.holders.save(saved)
        try tell(saved, saved.state(on: tools.today) == .ended ? .ended : .changed, tx, tools)
    }

    /// Whoever can do something for a holder, or can no more, is told.
    private func tell(
        _ authority: Authority, _ change: NoticeKind.RightChange, _ tx: Transaction, _ tools: Tools
    ) throws {
        try tx.notices.insert(
            PersonalNotice(
                id: tools.new(), addressee: .person(authority.person),
                source: .right(authority.id, version: authority.version), kind: .right(change), hearing: .know,
                topic: .rights, isForStaff: false, holder: authority.holder, at: tools.now, dueAt: tools.now,
                isDaily: false))
    }

    /// One account is one person: it acts in person for one holder, and each holder has one such account at most.
    private func checkInPerson(
        _ person: Person, _ holder: Holder, _ tx: Transaction, _ problems: inout FieldProblems
    ) throws {
        let own = try tx.holders.authorities(of: person.id).map(\.authority).filter { $0.kind == .holder }
        let others = try tx.holders.authorities(for: holder.id).map(\.authority).filter { $0.kind == .holder }
        if kind == .holder, own.contains(where: { $0.holder != holder.id }) {
            problems.add("kind", "This account is another holder’s own")
        }
        if kind == .holder, others.contains(where: { $0.person != person.id }) {
            problems.add("kind", "\(holder.name) has an account of their own already")
        }
        if kind != .holder, own.contains(where: { $0.holder == holder.id }) {
            problems.add("kind", "This is the holder’s own account, which acts in person")
        }
    }
}
