import Cryptography
import Orders
import Passkeys
import Relational
import Storage
import Values

/// Checks what a passkey said when an order was signed: that it signed the digest of exactly that order, and that it is
/// the passkey of who signed.
package enum AssertionCheck {
    /// - Parameters:
    ///   - said: as `SigningAssertion` is written.
    ///   - order: as it was signed, in canonical form.
    /// - Returns: what is wrong with it; nil where nothing is.
    package static func problem(with said: JSONValue, over order: [UInt8]) throws -> String? {
        let member = { (name: String) in said[name]?.text.flatMap(Base64URL.decode) }
        guard let id = member("passkey"), let key = member("public_key"),
            case .integer(let algorithm)? = said["algorithm"], let clientData = member("client_data"),
            let authenticatorData = member("authenticator_data"), let signature = member("signature"),
            let party = said["origin"]?.text.flatMap(RelyingParty.init(publicURL:))
        else { return "is no answer of a passkey" }
        let document = try JSONReader.read(order)
        guard said["order"] == document["order"] else { return "is about another order" }
        guard said["person"] == .null || said["person"] == document["signer"]?["person"]
        else { return "is the passkey of somebody who did not sign" }
        do {
            _ = try Ceremony(party).verify(
                PasskeyAnswer(clientData: clientData, authenticatorData: authenticatorData, signature: signature),
                by: PasskeyCredential(id: id, algorithm: algorithm, publicKey: key, signCount: 0),
                challenge: SHA256.digest(order))
            return nil
        } catch {
            return "is not the passkey's signature of order.json"
        }
    }
}

/// Checks every kept answer of a passkey: its seal, and that it signs the order that it is kept for.
struct AssertionVerification {
    private(set) var count = 0
    private(set) var differences: [String] = []

    init(reading snapshot: some Reading, _ keys: [String: PublishedKey]) throws {
        try snapshot.passkeys.eachAssertion { sealed in
            count += 1
            if let problem = try AssertionVerification.problem(with: sealed, in: snapshot, keys) {
                differences.append("passkey's answer of order \(sealed.assertion.order): \(problem)")
            }
        }
    }

    private static func problem(
        with sealed: SealedAssertion, in snapshot: some Reading, _ keys: [String: PublishedKey]
    ) throws -> String? {
        let said = sealed.assertion.json
        guard let order = try snapshot.orders.find(sealed.assertion.order) else { return "the order is missing" }
        guard let seal = sealed.seal else { return "it has no seal" }
        guard let key = keys[seal.keyID] else { return "the key that it was signed with is missing" }
        do {
            _ = try DetachedSeal.verify(seal.seal, over: said, as: .assertion, publicKey: key.publicKey)
        } catch {
            return "it is not what was sealed"
        }
        return try key.problem(sealing: said)
            ?? AssertionCheck.problem(with: said, over: Array(order.signature.document.utf8)).map { "it \($0)" }
    }
}
