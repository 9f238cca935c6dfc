import Values

/// What a person can sign with instead of their password: the private half never leaves their device.
package struct Passkey: Sendable, Hashable {
    package typealias ID = Identifier<Passkey>

    /// The authenticator's own name for it, base64url.
    package let id: ID
    package let person: Person.ID
    /// The person's own word for it.
    package let name: String
    /// COSE.
    package let algorithm: Int
    /// Base64url.
    package let publicKey: String
    package let signCount: Int
    package let addedAt: Moment
    package let usedAt: Moment?

    package static let nameCharactersMaximum = 60
    package static let countMaximum = 10

    package init(
        id: ID, person: Person.ID, name: String, algorithm: Int, publicKey: String, signCount: Int, addedAt: Moment,
        usedAt: Moment? = nil
    ) {
        self.id = id
        self.person = person
        self.name = name
        self.algorithm = algorithm
        self.publicKey = publicKey
        self.signCount = signCount
        self.addedAt = addedAt
        self.usedAt = usedAt
    }
}
