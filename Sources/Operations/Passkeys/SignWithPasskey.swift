import Cryptography
import Foundation
import Identity
import Orders
import Passkeys
import Relational
import Storage
import Values

/// Fixes the document of an order that somebody is about to sign with a passkey. Nothing is ordered by it.
package struct PrepareSignature: Operation {
    package let order: SignOrder

    package init(_ order: SignOrder) {
        self.order = order
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> PreparedSignature.ID {
        let authority = try principal.actingForHolder(to: .sign)
        try order.strike(in: tx, as: principal, with: tools)
        let judged = try order.judged(in: tx, as: principal, with: tools)
        let prepared = PreparedSignature(
            id: tools.new(), person: principal.person.id, holder: authority.holder, order: judged.order.id,
            digest: Digest(of: judged.order.signature.document),
            asked: String(decoding: try JSONEncoder().encode(order), as: UTF8.self), at: tools.now)
        try tx.passkeys.prepare(
            prepared, forgettingBefore: tools.now.adding(minutes: -PreparedSignature.minutes))
        return prepared.id
    }
}

/// Signs what was prepared with a passkey: the document is made again, judged again, and must be the same one, byte by
/// byte; its digest is the challenge that the passkey signed.
package struct SignWithPasskey: Operation {
    package let prepared: PreparedSignature.ID
    package let passkey: Passkey.ID
    package let answer: PasskeyAnswer
    package let site: String

    package init(prepared: PreparedSignature.ID, passkey: Passkey.ID, answer: PasskeyAnswer, site: String) {
        self.prepared = prepared
        self.passkey = passkey
        self.answer = answer
        self.site = site
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Order.ID {
        let authority = try principal.actingForHolder(to: .sign)
        guard let party = RelyingParty(publicURL: site),
            let known = try tx.passkeys.prepared(prepared, of: principal.person.id), known.holder == authority.holder,
            let key = try tx.passkeys.find(passkey, of: principal.person.id)
        else { throw PasskeyRefusal.notSigned }
        let first = try tx.signingKeys.find(tools.sealer.keyID)?.firstUsedAt
        guard tools.now < known.at.adding(minutes: PreparedSignature.minutes), known.at >= first ?? known.at
        else { throw PasskeyRefusal.tooLate }
        let asked = try JSONDecoder().decode(SignOrder.self, from: Data(known.asked.utf8))
        try asked.strike(in: tx, as: principal, with: tools)
        let (checkout, order) = try asked.judged(
            in: tx, as: principal, with: tools, stamp: .init(order: known.order, at: known.at))
        guard Digest(of: order.signature.document) == known.digest else { throw OrderRefusal.changedSinceShown }
        let count = try signed(order, by: key, party)
        let id = try asked.carryOut(checkout, order, in: tx, as: principal, with: tools)
        try tx.passkeys.note(key.id, signCount: count, usedAt: tools.now)
        let assertion = assertion(of: id, by: key, party, principal.person.id, at: tools.now)
        try tx.passkeys.insert(
            SealedAssertion(assertion: assertion, seal: try tools.sealer.seal(assertion.json, as: .assertion)))
        try tx.passkeys.removePrepared(known.id)
        return id
    }

    private func signed(_ order: Order, by key: Passkey, _ party: RelyingParty) throws -> Int {
        guard let id = Base64URL.decode(key.id.text), let publicKey = Base64URL.decode(key.publicKey)
        else { throw PasskeyRefusal.notSigned }
        do {
            return try Ceremony(party).verify(
                answer,
                by: PasskeyCredential(
                    id: id, algorithm: key.algorithm, publicKey: publicKey, signCount: key.signCount),
                challenge: SHA256.digest(Array(order.signature.document.utf8)))
        } catch {
            throw PasskeyRefusal.notSigned
        }
    }

    private func assertion(
        of order: Order.ID, by key: Passkey, _ party: RelyingParty, _ person: Person.ID, at now: Moment
    ) -> SigningAssertion {
        SigningAssertion(
            order: order, person: person, sealedAt: now, passkey: key.id, algorithm: key.algorithm,
            publicKey: key.publicKey, clientData: Base64URL.encode(answer.clientData),
            authenticatorData: Base64URL.encode(answer.authenticatorData),
            signature: Base64URL.encode(answer.signature), origin: party.origin)
    }
}
