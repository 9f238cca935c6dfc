import Relational
import Values

/// Who did what, for whom, when; appended only.
package struct AuditStore<Access: Reading> { let access: Access }

extension Reading {
    package var audit: AuditStore<Self> { AuditStore(access: self) }
}

extension AuditStore where Access: Writing {
    /// - Parameters:
    ///   - subject: the identifier of what was acted on or came out of it; never a name.
    ///   - digest: of the whole command, so that what was asked can be shown to have been just that.
    package func append(
        id: String, at now: Moment, actor: String, onBehalfOf: String?, operation: String, subject: String,
        digest: Digest
    ) throws {
        try access.connection.run(
            """
            INSERT INTO audit_records (id, at, actor, on_behalf_of, operation, subject, digest)
            VALUES (\(id), \(now), \(actor), \(onBehalfOf), \(operation), \(subject), \(digest))
            """)
    }
}
