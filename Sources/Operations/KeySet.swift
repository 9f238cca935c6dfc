import Cryptography
import Relational
import Storage
import Values

/// The public keys of an installation as a JSON Web Key Set (RFC 7517; RFC 8037 for Ed25519). Whoever checks an old
/// seal goes by the keys of that time.
package enum KeySet {
    package static func json(of keys: [SigningKey]) -> JSONValue {
        ["keys": .array(keys.map { PublishedKey($0).json })]
    }
}

/// A public key as it is published. Beside the members of the standard it says in which time it seals, in whole seconds
/// since 1970, by the names that OpenID Federation gives to the dates of historical keys: `nbf`, not before which, and
/// `exp`, not after which nothing is sealed with it. A key without `exp` is in use.
package struct PublishedKey: Sendable, Hashable {
    /// Its thumbprint (RFC 7638).
    package let id: String
    /// 32 bytes as base64url.
    package let publicKey: String
    /// Nil where whoever wrote the key down did not say.
    private let first: Int?
    private let last: Int?

    package init(_ key: SigningKey) {
        id = key.id
        publicKey = key.publicKey
        first = key.firstUsedAt.second
        // Begun seconds count as a whole: what was sealed within them is within.
        last = key.retiredAt?.adding(seconds: 1).second
    }

    /// Nil for what is no public key of Ed25519, or goes by a name that is not its own.
    package init?(_ jwk: JSONValue) {
        guard jwk["kty"]?.text == "OKP", jwk["crv"]?.text == "Ed25519", let x = jwk["x"]?.text,
            let bytes = Base64URL.decode(x)
        else { return nil }
        let name: String
        do {
            name = Sealer.keyID(of: try Ed25519.PublicKey(bytes: bytes))
        } catch {
            return nil
        }
        guard jwk["kid"].map({ $0.text == name }) ?? true else { return nil }
        id = name
        publicKey = Base64URL.encode(bytes)
        (first, last) = (jwk["nbf"]?.whole, jwk["exp"]?.whole)
    }

    package var json: JSONValue {
        var members: [String: JSONValue] = [
            "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": .string(id),
            "x": .string(publicKey),
        ]
        members["nbf"] = first.map(JSONValue.integer)
        members["exp"] = last.map(JSONValue.integer)
        return .object(members)
    }

    /// Whether it was in use when it sealed, by what the document says of its time; nil where it was.
    package func problem(sealing document: JSONValue) -> String? {
        let time = (document["sealed_at"] ?? document["signed_at"])?.text.flatMap(Moment.init(timestamp:))
        guard let second = time?.second else { return nil }
        if second < first ?? second { return "it was sealed before its key came into use" }
        return second > last ?? second ? "it was sealed after its key was retired" : nil
    }
}

extension JSONValue {
    fileprivate var whole: Int? {
        if case .integer(let number) = self { number } else { nil }
    }
}

extension Reading {
    /// The installation's keys, by identifier.
    package func publishedKeys() throws -> [String: PublishedKey] {
        Dictionary(
            try signingKeys.list().map { ($0.id, PublishedKey($0)) }, uniquingKeysWith: { first, _ in first })
    }
}
