import Identity
import Relational
import Values

/// Signed-in browsers, by the digest of their secret.
package struct SessionStore<Access: Reading> { let access: Access }

extension Reading {
    package var sessions: SessionStore<Self> { SessionStore(access: self) }
}

extension SessionStore {
    package func find(_ digest: Digest) throws -> Session? {
        try access.connection.row("SELECT * FROM sessions WHERE digest = \(digest)").map(SessionStore.session)
    }

    /// Where a person is signed in, the one used last first.
    package func list(of person: Person.ID) throws -> [Session] {
        try access.connection.rows(
            "SELECT * FROM sessions WHERE person_id = \(person) ORDER BY seen_at DESC, id"
        ).map(SessionStore.session)
    }

    private static func session(_ row: Row) throws -> Session {
        Session(
            id: try row.id("id"), person: try row.id("person_id"), holder: try row.optionalID("holder_id"),
            device: try row.text("device"), startedAt: try row.moment("started_at"), seenAt: try row.moment("seen_at"))
    }
}

extension SessionStore where Access: Writing {
    package func insert(_ session: Session, digest: Digest) throws {
        try access.connection.run(
            """
            INSERT INTO sessions (digest, id, person_id, holder_id, device, started_at, seen_at)
            VALUES (\(digest), \(session.id), \(session.person), \(session.holder), \(session.device),
                \(session.startedAt), \(session.seenAt))
            """)
    }

    package func note(seenAt now: Moment, digest: Digest) throws {
        try access.connection.run("UPDATE sessions SET seen_at = \(now) WHERE digest = \(digest)")
    }

    package func choose(_ holder: Holder.ID, digest: Digest) throws {
        try access.connection.run("UPDATE sessions SET holder_id = \(holder) WHERE digest = \(digest)")
    }

    package func delete(_ digest: Digest) throws {
        try access.connection.run("DELETE FROM sessions WHERE digest = \(digest)")
    }

    /// Ends one of a person's own, or all but one.
    package func end(_ id: Session.ID, of person: Person.ID) throws {
        try access.connection.run("DELETE FROM sessions WHERE id = \(id) AND person_id = \(person)")
    }

    package func endOthers(of person: Person.ID, than digest: Digest) throws {
        try access.connection.run("DELETE FROM sessions WHERE person_id = \(person) AND digest <> \(digest)")
    }

    /// Removes what nobody can use any more.
    package func deleteUnused(since moment: Moment) throws {
        try access.connection.run("DELETE FROM sessions WHERE seen_at < \(moment)")
    }
}
