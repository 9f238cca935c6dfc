import Relational
import Values

/// Public halves of the keys that orders were signed with. The private halves are never in the database.
package struct SigningKeyStore<Access: Reading> { let access: Access }

extension Reading {
    package var signingKeys: SigningKeyStore<Self> { SigningKeyStore(access: self) }
}

/// The public half of a key, with the moment it was first used.
package struct SigningKey: Sendable, Hashable {
    package let id: String
    /// 32 bytes as base64url (RFC 8037 `x`).
    package let publicKey: String
    package let firstUsedAt: Moment

    package init(id: String, publicKey: String, firstUsedAt: Moment) {
        self.id = id
        self.publicKey = publicKey
        self.firstUsedAt = firstUsedAt
    }
}

extension SigningKeyStore {
    package func list() throws -> [SigningKey] {
        try access.connection.rows("SELECT * FROM signing_keys ORDER BY first_used_at, id").map { row in
            SigningKey(
                id: try row.text("id"), publicKey: try row.text("public_key"),
                firstUsedAt: try row.moment("first_used_at"))
        }
    }
}

extension SigningKeyStore where Access: Writing {
    /// Does nothing when the key is known.
    package func insert(_ key: SigningKey) throws {
        try access.connection.run(
            """
            INSERT INTO signing_keys (id, public_key, first_used_at)
            VALUES (\(key.id), \(key.publicKey), \(key.firstUsedAt)) ON CONFLICT (id) DO NOTHING
            """)
    }
}
