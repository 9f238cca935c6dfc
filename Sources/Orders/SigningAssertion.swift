import Identity
import Values

/// What a signer's passkey said when an order was signed: its challenge is the digest of exactly the document that was
/// signed, so it is evidence by itself. Whose passkey it is, the installation's seal over it says.
package struct SigningAssertion: Sendable, Hashable {
    package let order: Order.ID
    /// Whose passkey it is; nil for what was stored before assertions were sealed.
    package let person: Person.ID?
    package let sealedAt: Moment?
    package let passkey: Passkey.ID
    /// COSE.
    package let algorithm: Int
    /// These four base64url.
    package let publicKey: String
    package let clientData: String
    package let authenticatorData: String
    package let signature: String
    /// Of the site that it was given to.
    package let origin: String

    package init(
        order: Order.ID, person: Person.ID?, sealedAt: Moment?, passkey: Passkey.ID, algorithm: Int,
        publicKey: String, clientData: String, authenticatorData: String, signature: String, origin: String
    ) {
        self.order = order
        self.person = person
        self.sealedAt = sealedAt
        self.passkey = passkey
        self.algorithm = algorithm
        self.publicKey = publicKey
        self.clientData = clientData
        self.authenticatorData = authenticatorData
        self.signature = signature
        self.origin = origin
    }

    package var json: JSONValue {
        [
            "type": "holdfast-passkey-assertion", "order": .string(order.text), "passkey": .string(passkey.text),
            "person": person.map { .string($0.text) } ?? .null,
            "sealed_at": sealedAt.map { .string($0.timestamp) } ?? .null,
            "algorithm": .integer(algorithm), "public_key": .string(publicKey), "client_data": .string(clientData),
            "authenticator_data": .string(authenticatorData), "signature": .string(signature),
            "origin": .string(origin),
        ]
    }
}

/// What a passkey said, under the installation's seal.
package struct SealedAssertion: Sendable, Hashable {
    package let assertion: SigningAssertion
    /// Nil for what was stored before assertions were sealed.
    package let seal: Signature?

    package init(assertion: SigningAssertion, seal: Signature?) {
        self.assertion = assertion
        self.seal = seal
    }
}

/// An order that somebody is about to sign with a passkey: its document is fixed, so that its digest can be signed.
package struct PreparedSignature: Sendable, Hashable {
    package typealias ID = Identifier<PreparedSignature>

    package let id: ID
    package let person: Person.ID
    package let holder: Holder.ID
    /// Of the order as it will be.
    package let order: Order.ID
    package let digest: Digest
    /// What is asked, as JSON.
    package let asked: String
    package let at: Moment

    /// Who thinks longer begins again.
    package static let minutes = 10

    package init(
        id: ID, person: Person.ID, holder: Holder.ID, order: Order.ID, digest: Digest, asked: String, at: Moment
    ) {
        self.id = id
        self.person = person
        self.holder = holder
        self.order = order
        self.digest = digest
        self.asked = asked
        self.at = at
    }
}
