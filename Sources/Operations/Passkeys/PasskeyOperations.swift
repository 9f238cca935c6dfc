import Cryptography
import Identity
import Passkeys
import Relational
import Storage
import Values

/// A person takes up a passkey, to sign with it. Their password has been checked before.
package struct AddPasskey: Operation {
    package let name: String
    package let clientData: [UInt8]
    package let authenticatorData: [UInt8]
    /// What the page asked for, and where.
    package let challenge: [UInt8]
    package let site: String

    package init(name: String, clientData: [UInt8], authenticatorData: [UInt8], challenge: [UInt8], site: String) {
        self.name = name
        self.clientData = clientData
        self.authenticatorData = authenticatorData
        self.challenge = challenge
        self.site = site
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Passkey.ID {
        guard principal.person.role.shops, let party = RelyingParty(publicURL: site) else { throw NotFound() }
        guard (1...Passkey.nameCharactersMaximum).contains(name.unicodeScalars.count)
        else { throw FieldProblems("name", "Give it a name of at most \(Passkey.nameCharactersMaximum) characters") }
        let found = try Ceremony(party).register(
            clientData: clientData, authenticatorData: authenticatorData, challenge: challenge)
        let id = Passkey.ID(Base64URL.encode(found.id))
        guard try !tx.passkeys.exists(id) else { throw PasskeyRefusal.known }
        guard try tx.passkeys.list(of: principal.person.id).count < Passkey.countMaximum
        else { throw PasskeyRefusal.tooMany }
        try tx.passkeys.insert(
            Passkey(
                id: id, person: principal.person.id, name: name, algorithm: found.algorithm,
                publicKey: Base64URL.encode(found.publicKey), signCount: found.signCount, addedAt: tools.now))
        return id
    }
}

/// A person gives one up: it signs nothing any more. What it signed stays valid.
package struct RemovePasskey: Operation {
    package let passkey: Passkey.ID

    package init(passkey: Passkey.ID) {
        self.passkey = passkey
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Passkey.ID {
        guard try tx.passkeys.find(passkey, of: principal.person.id) != nil else { throw NotFound() }
        try tx.passkeys.remove(passkey, of: principal.person.id)
        return passkey
    }
}

package enum PasskeyRefusal: Refusal, Hashable {
    /// Somebody has it already.
    case known
    case tooMany
    /// What was to be signed was prepared too long ago, or for another key.
    case tooLate
    /// It is not the signer's passkey, or did not sign this.
    case notSigned

    package var code: String {
        switch self {
        case .known: "passkey.known"
        case .tooMany: "passkey.too-many"
        case .tooLate: "passkey.too-late"
        case .notSigned: "passkey.not-signed"
        }
    }
}
