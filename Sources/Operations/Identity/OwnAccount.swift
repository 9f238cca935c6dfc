import Identity
import Relational
import Storage
import Values

/// A person changes their own password: every session ends. The old one has been checked before.
struct ChangePassword: Operation {
    /// No part of what is asked, which a repeat has to match.
    let passwordHash: String

    private enum CodingKeys: CodingKey {}

    func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Person.ID {
        try tx.people.set(passwordHash: passwordHash, of: principal.person.id)
        return principal.person.id
    }
}

/// A person ends one of their own sessions, wherever it is.
package struct EndSession: Operation {
    package let session: Session.ID

    package init(session: Session.ID) {
        self.session = session
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Session.ID {
        guard try tx.sessions.list(of: principal.person.id).contains(where: { $0.id == session })
        else { throw NotFound() }
        try tx.sessions.end(session, of: principal.person.id)
        return session
    }
}

/// A person ends all their sessions but the one that they are in.
package struct EndOtherSessions: Operation {
    /// Of the one that goes on.
    package let session: Session.ID

    package init(than session: Session.ID) {
        self.session = session
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Session.ID {
        for other in try tx.sessions.list(of: principal.person.id) where other.id != session {
            try tx.sessions.end(other.id, of: principal.person.id)
        }
        return session
    }
}

extension Desk {
    /// Where somebody is signed in, and which of it is here.
    package struct SignIns: Sendable {
        package let here: Session
        package let others: [Session]
    }

    /// - Throws: `NotFound` where the session has ended meanwhile.
    package func signIns(of person: Person, secret: String) async throws -> SignIns {
        let (now, digest) = (clock(), Digest(of: secret))
        return try await database.read { snapshot in
            guard let here = try snapshot.sessions.find(digest), here.person == person.id else { throw NotFound() }
            let all = try snapshot.sessions.list(of: person.id)
            return SignIns(here: here, others: all.filter { $0.id != here.id && $0.isLive(at: now, .of(person.role)) })
        }
    }

    /// Changes somebody's own password, ends all their sessions, and begins a new one here. The old one has been
    /// checked before.
    /// - Throws: `FieldProblems` for `new-password`; `Crowded`.
    package func changePassword(
        to new: String, as principal: Principal, device: String, key: String
    ) async throws -> SignedIn {
        let person = principal.person
        if let fault = passwords.fault(in: new, own: [person.name, person.email.text]) {
            throw FieldProblems("new-password", fault.words)
        }
        let hash = try await counter.hash(new, cost: passwordCost)
        _ = try await perform(ChangePassword(passwordHash: hash), as: principal, key: key)
        return try await begin(as: person, with: device, for: principal.authority?.holder)
    }
}
