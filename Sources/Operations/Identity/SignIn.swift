import Cryptography
import Identity
import Relational
import Storage
import Values

extension Desk {
    /// A session that has just begun. The secret goes into the cookie and nowhere else.
    package struct SignedIn: Sendable {
        package let secret: String
        package let person: Person
    }

    /// - Returns: nil when e-mail and password do not belong together. An unknown address takes as long as a wrong
    ///   password, so that accounts cannot be found out by trying.
    /// - Parameter device: with what they come, in words; empty where it is not known.
    package func signIn(email: String, password: String, device: String = "") async throws -> SignedIn? {
        guard let found = try await check(email: email, password: password, at: door) else { return nil }
        return try await begin(as: found, with: device)
    }

    /// Begins a session for somebody who has shown who they are.
    /// - Parameter holder: for whom they act; nil for the only one they may act for, where there is one.
    func begin(as found: Person, with device: String, for holder: Holder.ID? = nil) async throws -> SignedIn {
        let secret = Base64URL.encode(try RandomBytes.make(32))
        let now = clock()
        let authorities = try await database.read { try $0.holders.authorities(of: found.id) }
        let live = authorities.map(\.authority).filter { $0.isInForce(on: now.day) }
        let session = Session(
            id: identifiers.new(at: now), person: found.id,
            holder: holder ?? (live.count == 1 ? live.first?.holder : nil),
            device: device, startedAt: now, seenAt: now)
        try await database.write { tx in
            try tx.sessions.deleteUnused(since: now.adding(minutes: -SessionLimits.longest.idleMinutes))
            try tx.sessions.insert(session, digest: Digest(of: secret))
        }
        return SignedIn(secret: secret, person: found)
    }

    /// Whether the password is the person's own, without beginning a session: the step before signing.
    package func confirms(_ password: String, person: Person) async throws -> Bool {
        try await check(email: person.email.text, password: password, at: counter)?.id == person.id
    }

    /// Who has applied to be a supplier signs in with the number of the application, until an address is known to be
    /// theirs.
    private static func address(_ typed: String) -> String {
        let text = Text.line(typed)
        return text.utf8.contains(UInt8(ascii: "@")) ? text : "\(text)@\(JoinNumber.domain)"
    }

    private func check(email: String, password: String, at booth: PasswordBooth) async throws -> Person? {
        let address: EmailAddress?
        do { address = try EmailAddress(Desk.address(email)) } catch { address = nil }
        let (person, stored) = try await database.read { snapshot -> (Person?, String?) in
            guard let address, let person = try snapshot.people.find(email: address) else { return (nil, nil) }
            return (person, try snapshot.people.passwordHash(of: person.id))
        }
        let hash = stored.flatMap { PasswordHash(text: $0) }
        let verified = try await booth.verifies(password, against: hash ?? Desk.nobody)
        guard verified, let person, let hash else { return nil }
        if hash.cost < passwordCost { try await raise(hash, of: password, of: person.id, at: booth) }
        return person
    }

    /// Stores a password that was right as dearly as passwords are stored by now.
    private func raise(
        _ old: PasswordHash, of password: String, of person: Person.ID, at booth: PasswordBooth
    ) async throws {
        let new = try await booth.hash(password, cost: passwordCost)
        do {
            try await database.write { try $0.people.raise(passwordHash: old.text, to: new, of: person) }
        } catch is StorageUnavailable {
            // A full disk must not keep anybody out; it is raised another time.
        }
    }

    /// Stands in for accounts that are not there; no password fits it. Its cost is that of real ones.
    private static let nobody: PasswordHash = {
        do {
            return try PasswordHash.make(password: "", salt: Array(repeating: 0, count: 16))
        } catch {
            preconditionFailure("scrypt does not work here: \(error)")
        }
    }()

    package func signOut(secret: String) async throws {
        try await database.write { try $0.sessions.delete(Digest(of: secret)) }
    }

    /// Who is signed in with this secret, and for whom; nil when the session has ended.
    package func principal(secret: String) async throws -> Principal? {
        let (now, digest) = (clock(), Digest(of: secret))
        let found = try await database.read { snapshot -> (session: Session, principal: Principal)? in
            guard let session = try snapshot.sessions.find(digest),
                let person = try snapshot.people.find(session.person),
                session.isLive(at: now, .of(person.role))
            else { return nil }
            return (session, try Desk.principal(person, holder: session.holder, on: now.day, in: snapshot))
        }
        guard let found else { return nil }
        if found.session.needsNote(at: now) {
            do {
                try await database.write { try $0.sessions.note(seenAt: now, digest: digest) }
            } catch is StorageUnavailable {
                // A full disk must not keep anybody from reading; the session then ends a little earlier.
            }
        }
        return found.principal
    }

    /// In which capacity a person acts today.
    package static func principal(
        _ person: Person, holder: Holder.ID?, on day: Day, in snapshot: some Reading
    ) throws -> Principal {
        switch person.role {
        case .holder, .carer:
            let chosen = try snapshot.holders.authorities(of: person.id)
                .first { $0.authority.holder == holder && $0.authority.isInForce(on: day) }
            return Principal(
                person: person, capacity: chosen.map { .holder($0.authority, name: $0.name) } ?? .nobody)
        case .supplier:
            guard let id = person.organisation, let supplier = try snapshot.suppliers.find(.init(id.text))
            else { return Principal(person: person, capacity: .nobody) }
            let team = try snapshot.teams.roles(of: person.id)
            return Principal(
                person: person, capacity: team.isEmpty ? .nobody : .supplier(id, name: supplier.name), team: team,
                isJoining: !supplier.status.isKnown)
        case .commissioner:
            guard let id = person.organisation, let board = try snapshot.holders.commissioner(.init(id.text))
            else { return Principal(person: person, capacity: .nobody) }
            return Principal(person: person, capacity: .commissioner(board.id, name: board.name))
        }
    }

    /// The person chooses for whom they act from now on in this session.
    /// - Throws: `NotFound` when they may not act for this holder today.
    package func choose(_ holder: Holder.ID, as person: Person, secret: String) async throws {
        let (now, digest) = (clock(), Digest(of: secret))
        try await database.write { tx in
            let allowed = try tx.holders.authorities(of: person.id)
                .contains { $0.authority.holder == holder && $0.authority.isInForce(on: now.day) }
            guard allowed else { throw NotFound() }
            try tx.sessions.choose(holder, digest: digest)
        }
    }
}
