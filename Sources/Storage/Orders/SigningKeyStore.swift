import Relational
import Values

/// Public halves of the keys that orders were signed with, kept for ever. The private halves are never in the database.
package struct SigningKeyStore<Access: Reading> { let access: Access }

extension Reading {
    package var signingKeys: SigningKeyStore<Self> { SigningKeyStore(access: self) }
}

/// The public half of a key, with the time in which it seals.
package struct SigningKey: Sendable, Hashable {
    package let id: String
    /// 32 bytes as base64url (RFC 8037 `x`).
    package let publicKey: String
    package let firstUsedAt: Moment
    /// Nothing is sealed with it after this; nil while it is in use.
    package let retiredAt: Moment?

    package init(id: String, publicKey: String, firstUsedAt: Moment, retiredAt: Moment? = nil) {
        self.id = id
        self.publicKey = publicKey
        self.firstUsedAt = firstUsedAt
        self.retiredAt = retiredAt
    }
}

/// Something was to be stored under the seal of a key that is retired, or was never taken up. Whoever sealed it has to
/// take up the key that is in use, and seal it again.
package struct SigningKeyNotInUse: Error, CustomStringConvertible {
    package let id: String

    package init(id: String) {
        self.id = id
    }

    package var description: String { "the signing key \(id) is not in use: it was retired, or never taken up" }
}

extension SigningKeyStore {
    package func list() throws -> [SigningKey] {
        try access.connection.rows(
            """
            SELECT k.id, k.public_key, k.first_used_at, r.retired_at FROM signing_keys k
            LEFT JOIN signing_key_retirements r ON r.key_id = k.id ORDER BY k.first_used_at, k.id
            """
        ).map(SigningKeyStore.key)
    }

    package func find(_ id: String) throws -> SigningKey? {
        try access.connection.row(
            """
            SELECT k.id, k.public_key, k.first_used_at, r.retired_at FROM signing_keys k
            LEFT JOIN signing_key_retirements r ON r.key_id = k.id WHERE k.id = \(id)
            """
        ).map(SigningKeyStore.key)
    }

    /// Asked in the transaction that stores a seal: there is one at a time, so nothing is sealed with a key after the
    /// moment at which it was retired, whichever process seals.
    /// - Throws: `SigningKeyNotInUse`.
    package func mustBeInUse(_ id: String) throws {
        guard let key = try find(id), key.retiredAt == nil else { throw SigningKeyNotInUse(id: id) }
    }

    private static func key(_ row: Row) throws -> SigningKey {
        SigningKey(
            id: try row.text("id"), publicKey: try row.text("public_key"),
            firstUsedAt: try row.moment("first_used_at"), retiredAt: try row.optionalMoment("retired_at"))
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

    /// For ever: a key that was retired does not come back.
    /// - Throws: `SigningKeyNotInUse` where it is retired already, or unknown.
    package func retire(_ id: String, at now: Moment) throws {
        try mustBeInUse(id)
        try access.connection.run(
            "INSERT INTO signing_key_retirements (key_id, retired_at) VALUES (\(id), \(now))")
    }
}
