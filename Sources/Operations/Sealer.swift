import Cryptography
import Orders
import Values

/// Signs orders and heads of chains with the installation's key: JWS with detached payload (RFC 7515, appendix F),
/// EdDSA with Ed25519 (RFC 8037).
package struct Sealer: Sendable {
    private let key: Ed25519.PrivateKey
    package let keyID: String

    package init(key: Ed25519.PrivateKey) {
        self.key = key
        keyID = Sealer.keyID(of: key.publicKey)
    }

    /// The public half as base64url (RFC 8037 `x`).
    package var publicKey: String { Base64URL.encode(key.publicKey.bytes) }

    package func seal(_ document: JSONValue, as kind: SealKind = .order) throws -> Signature {
        let text = document.canonical
        let header = Base64URL.encode(Array(SealHeader.text(for: document, keyID: keyID, kind).utf8))
        let signature = try key.sign(Sealer.input(header: header, document: text))
        return Signature(document: text, seal: "\(header)..\(Base64URL.encode(signature))", keyID: keyID)
    }

    /// The bare signature over some bytes, 64 of them: for formats that are no JWS.
    func sign(_ bytes: [UInt8]) throws -> [UInt8] { try key.sign(bytes) }

    /// The key's thumbprint (RFC 7638).
    package static func keyID(of key: Ed25519.PublicKey) -> String {
        let jwk: JSONValue = ["crv": "Ed25519", "kty": "OKP", "x": .string(Base64URL.encode(key.bytes))]
        return Base64URL.encode(SHA256.digest(Array(jwk.canonical.utf8)))
    }

    static func input(header: String, document: String) -> [UInt8] {
        Array("\(header).\(Base64URL.encode(Array(document.utf8)))".utf8)
    }
}
