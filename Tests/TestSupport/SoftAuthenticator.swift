import Cryptography

/// An authenticator in software, with a key of Ed25519: says what it is told to say, also what a real one would not.
package struct SoftAuthenticator: Sendable {
    package let id: [UInt8]
    private let key: Ed25519.PrivateKey
    package var site = "shop.example"
    package var origin = "https://shop.example"
    /// The person was there (1), and it was made sure that it is the person (4).
    package var flags: UInt8 = 0x05
    package var count: UInt32 = 0

    package init(seed: UInt8) throws {
        key = try Ed25519.PrivateKey(seed: Array(repeating: seed, count: 32))
        id = Array(repeating: seed, count: 16)
    }

    /// What the browser says that was asked.
    package func clientData(_ challenge: [UInt8], _ type: String) -> [UInt8] {
        Array(
            "{\"type\":\"\(type)\",\"challenge\":\"\(Base64URL.encode(challenge))\",\"origin\":\"\(origin)\"}".utf8)
    }

    private func head(_ flags: UInt8) -> [UInt8] {
        let counted = (0..<4).map { UInt8(truncatingIfNeeded: count >> UInt32(24 - $0 * 8)) }
        return SHA256.digest(Array(site.utf8)) + [flags] + counted
    }

    /// With the new key in it, as COSE writes it (RFC 9053): OKP, EdDSA, Ed25519.
    package var registration: [UInt8] {
        let cose: [UInt8] = [0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20] + key.publicKey.bytes
        return head(flags | 0x40) + Array(repeating: 0, count: 16) + [0, UInt8(id.count)] + id + cose
    }

    /// What a browser hands over for an answer: client data, authenticator data, signature.
    package func answer(
        _ challenge: [UInt8], type: String = "webauthn.get"
    ) throws -> (clientData: [UInt8], authenticatorData: [UInt8], signature: [UInt8]) {
        let (client, head) = (clientData(challenge, type), head(flags))
        return (client, head, try key.sign(head + SHA256.digest(client)))
    }
}
