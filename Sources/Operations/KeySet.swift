import Storage
import Values

/// The public keys of an installation as a JSON Web Key Set (RFC 7517; RFC 8037 for Ed25519). Beside the members of the
/// standard, each key says in which time it seals, in whole seconds since 1970, by the names that OpenID Federation
/// gives to the dates of historical keys: `nbf`, not before which, and `exp`, not after which nothing is sealed with
/// it. A key without `exp` is in use. Whoever checks an old seal goes by the keys of that time.
package enum KeySet {
    package static func json(of keys: [SigningKey]) -> JSONValue {
        ["keys": .array(keys.map(json))]
    }

    private static func json(of key: SigningKey) -> JSONValue {
        var members: [String: JSONValue] = [
            "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": .string(key.id),
            "x": .string(key.publicKey), "nbf": .integer(key.firstUsedAt.second),
        ]
        // Begun seconds count as a whole: what was sealed within them is within.
        if let retired = key.retiredAt { members["exp"] = .integer(retired.adding(seconds: 1).second) }
        return .object(members)
    }
}
