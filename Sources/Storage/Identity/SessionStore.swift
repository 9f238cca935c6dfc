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
        try access.connection.row("SELECT * FROM sessions WHERE digest = \(digest)").map { row in
            Session(
                person: try row.id("person_id"), holder: try row.optionalID("holder_id"),
                startedAt: try row.moment("started_at"), seenAt: try row.moment("seen_at"))
        }
    }
}

extension SessionStore where Access: Writing {
    package func insert(_ session: Session, digest: Digest) throws {
        try access.connection.run(
            """
            INSERT INTO sessions (digest, person_id, holder_id, started_at, seen_at)
            VALUES (\(digest), \(session.person), \(session.holder), \(session.startedAt), \(session.seenAt))
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

    /// Removes what nobody can use any more.
    package func deleteUnused(since moment: Moment) throws {
        try access.connection.run("DELETE FROM sessions WHERE seen_at < \(moment)")
    }
}
