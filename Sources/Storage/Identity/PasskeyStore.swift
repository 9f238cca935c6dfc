import Identity
import Orders
import Relational
import Values

/// Passkeys, what is about to be signed with one, and what was.
package struct PasskeyStore<Access: Reading> { let access: Access }

extension Reading {
    package var passkeys: PasskeyStore<Self> { PasskeyStore(access: self) }
}

extension PasskeyStore {
    /// Oldest first.
    package func list(of person: Person.ID) throws -> [Passkey] {
        try access.connection.rows("SELECT * FROM passkeys WHERE person_id = \(person) ORDER BY added_at, id")
            .map(PasskeyStore.passkey)
    }

    /// A person's own; another's is not found.
    package func find(_ id: Passkey.ID, of person: Person.ID) throws -> Passkey? {
        try access.connection.row("SELECT * FROM passkeys WHERE id = \(id) AND person_id = \(person)")
            .map(PasskeyStore.passkey)
    }

    package func exists(_ id: Passkey.ID) throws -> Bool {
        try access.connection.row("SELECT id FROM passkeys WHERE id = \(id)") != nil
    }

    package func prepared(_ id: PreparedSignature.ID, of person: Person.ID) throws -> PreparedSignature? {
        try access.connection.row("SELECT * FROM prepared_signatures WHERE id = \(id) AND person_id = \(person)").map {
            PreparedSignature(
                id: try $0.id("id"), person: try $0.id("person_id"), holder: try $0.id("holder_id"),
                order: try $0.id("order_id"), digest: Digest(try $0.text("digest")), asked: try $0.text("asked"),
                at: try $0.moment("at"))
        }
    }

    /// With which passkey an order was signed; nil where it was by password.
    package func assertion(of order: Order.ID) throws -> SealedAssertion? {
        try access.connection.row("SELECT * FROM order_assertions WHERE order_id = \(order)")
            .map(PasskeyStore.assertion)
    }

    /// All of them, one after another.
    package func eachAssertion(_ body: (SealedAssertion) throws -> Void) throws {
        try access.connection.eachRow("SELECT * FROM order_assertions ORDER BY order_id") {
            try body(try PasskeyStore.assertion($0))
        }
    }

    private static func assertion(_ row: Row) throws -> SealedAssertion {
        let assertion = SigningAssertion(
            order: try row.id("order_id"), person: try row.optionalID("person_id"),
            sealedAt: try row.optionalMoment("sealed_at"), passkey: try row.id("passkey_id"),
            algorithm: try row.integer("algorithm"), publicKey: try row.text("public_key"),
            clientData: try row.text("client_data"), authenticatorData: try row.text("authenticator_data"),
            signature: try row.text("signature"), origin: try row.text("origin"))
        guard let seal = try row.optionalText("seal"), let key = try row.optionalText("key_id") else {
            return SealedAssertion(assertion: assertion, seal: nil)
        }
        return SealedAssertion(
            assertion: assertion, seal: Signature(document: assertion.json.canonical, seal: seal, keyID: key))
    }

    private static func passkey(_ row: Row) throws -> Passkey {
        Passkey(
            id: try row.id("id"), person: try row.id("person_id"), name: try row.text("name"),
            algorithm: try row.integer("algorithm"), publicKey: try row.text("public_key"),
            signCount: try row.integer("sign_count"), addedAt: try row.moment("added_at"),
            usedAt: try row.optionalMoment("used_at"))
    }
}

extension PasskeyStore where Access: Writing {
    package func insert(_ passkey: Passkey) throws {
        try access.connection.run(
            """
            INSERT INTO passkeys (id, person_id, name, algorithm, public_key, sign_count, added_at)
            VALUES (\(passkey.id), \(passkey.person), \(passkey.name), \(passkey.algorithm), \(passkey.publicKey),
                \(passkey.signCount), \(passkey.addedAt))
            """)
    }

    package func note(_ id: Passkey.ID, signCount: Int, usedAt now: Moment) throws {
        try access.connection.run(
            "UPDATE passkeys SET sign_count = \(signCount), used_at = \(now) WHERE id = \(id)")
    }

    package func remove(_ id: Passkey.ID, of person: Person.ID) throws {
        try access.connection.run("DELETE FROM passkeys WHERE id = \(id) AND person_id = \(person)")
    }

    /// In the place of what the person was about to sign before. What nobody can sign any more goes with it: it says
    /// why people need things.
    /// - Parameter oldest: from before which moment nothing can be signed.
    package func prepare(_ signature: PreparedSignature, forgettingBefore oldest: Moment) throws {
        try access.connection.run(
            "DELETE FROM prepared_signatures WHERE person_id = \(signature.person) OR at < \(oldest)")
        try access.connection.run(
            """
            INSERT INTO prepared_signatures (id, person_id, holder_id, order_id, digest, asked, at)
            VALUES (\(signature.id), \(signature.person), \(signature.holder), \(signature.order), \(signature.digest),
                \(signature.asked), \(signature.at))
            """)
    }

    package func removePrepared(_ id: PreparedSignature.ID) throws {
        try access.connection.run("DELETE FROM prepared_signatures WHERE id = \(id)")
    }

    package func insert(_ sealed: SealedAssertion) throws {
        let assertion = sealed.assertion
        try access.connection.run(
            """
            INSERT INTO order_assertions (order_id, person_id, sealed_at, passkey_id, algorithm, public_key,
                client_data, authenticator_data, signature, origin, seal, key_id)
            VALUES (\(assertion.order), \(assertion.person), \(assertion.sealedAt), \(assertion.passkey),
                \(assertion.algorithm), \(assertion.publicKey), \(assertion.clientData),
                \(assertion.authenticatorData), \(assertion.signature), \(assertion.origin), \(sealed.seal?.seal),
                \(sealed.seal?.keyID))
            """)
    }
}
