import Cryptography
import Values

/// What the installation signs. The kind stands in the seal's header, so that a seal over one cannot pass for another.
package enum SealKind: String, Sendable {
    case order = "holdfast-order+jws"
    case supplierOrder = "holdfast-supplier-order+jws"
    case chainHead = "holdfast-chain-head+jws"
    case bundle = "holdfast-order-bundle+jws"
    case assertion = "holdfast-passkey-assertion+jws"

    /// Whether the header also says when, under which plan, and by whom.
    var tellsOfItsDocument: Bool { self == .order || self == .supplierOrder }
}

/// Why a seal does not hold.
package enum SealProblem: Error {
    case malformed
    /// The document was changed after it was signed, or signed by another key.
    case doesNotMatch
}

/// A JWS with detached payload (RFC 7515, appendix F): `<header>..<signature>`.
package enum DetachedSeal {
    /// Checks the seal over the canonical form of a document.
    /// - Parameter publicKey: 32 bytes as base64url.
    /// - Returns: the identifier of the key.
    /// - Throws: `SealProblem`.
    package static func verify(
        _ seal: String, over document: JSONValue, as kind: SealKind, publicKey: String
    ) throws -> String {
        let parts = seal.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[1].isEmpty, let signature = Base64URL.decode(parts[2]),
            let bytes = Base64URL.decode(publicKey), bytes.count == Ed25519.publicKeyBytes
        else { throw SealProblem.malformed }
        let key = try Ed25519.PublicKey(bytes: bytes)
        let keyID = Sealer.keyID(of: key)
        let headers = [
            SealHeader.text(for: document, keyID: keyID, kind), SealHeader.plainText(keyID: keyID, kind),
        ]
        guard let header = Base64URL.decode(parts[0]), headers.contains(where: { Array($0.utf8) == header })
        else { throw SealProblem.malformed }
        let input = Sealer.input(header: parts[0], document: document.canonical)
        guard key.verifies(signature: signature, of: input) else { throw SealProblem.doesNotMatch }
        return keyID
    }
}
