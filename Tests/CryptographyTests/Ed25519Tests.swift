import Cryptography
import Foundation
import TestSupport
import Testing

@Suite("Ed25519") struct Ed25519Tests {
    struct Example: Sendable {
        let seed, publicKey, message, signature: String
    }

    /// RFC 8032, section 7.1: tests 1, 2 and 3.
    static let examples = [
        Example(
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            message: "",
            signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        Example(
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            message: "72",
            signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        Example(
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            message: "af82",
            signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ]

    @Test(arguments: examples) func `keys and signatures are those of RFC 8032`(example: Example) throws {
        let key = try Ed25519.PrivateKey(seed: bytes(example.seed))
        #expect(key.publicKey.bytes == bytes(example.publicKey))
        #expect(try key.sign(bytes(example.message)) == bytes(example.signature))
        #expect(key.publicKey.verifies(signature: bytes(example.signature), of: bytes(example.message)))
    }

    @Test func `one changed bit in message, signature or key is noticed`() throws {
        try forAll(seeds: 50) { random in
            let seed = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
            let message = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
            let key = try Ed25519.PrivateKey(seed: seed)
            let signature = try key.sign(message)
            func changed(_ bytes: [UInt8]) -> [UInt8] {
                var bytes = bytes
                bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                return bytes
            }
            #expect(key.publicKey.verifies(signature: signature, of: message))
            #expect(!key.publicKey.verifies(signature: changed(signature), of: message))
            #expect(!key.publicKey.verifies(signature: signature, of: changed(message)))
            let other = try Ed25519.PublicKey(bytes: changed(key.publicKey.bytes))
            #expect(!other.verifies(signature: signature, of: message))
        }
    }

    @Test func `signatures and keys of the wrong length are refused`() throws {
        let key = try Ed25519.PrivateKey(seed: [UInt8](repeating: 7, count: 32))
        let signature = try key.sign([1])
        for wrong in [[], Array(signature.dropLast()), signature + [0]] {
            #expect(!key.publicKey.verifies(signature: wrong, of: [1]))
        }
        for length in [0, 31, 33] {
            let wrong = [UInt8](repeating: 7, count: length)
            #expect(throws: CryptographyFailure.wrongLength(expected: 32, found: length)) {
                try Ed25519.PrivateKey(seed: wrong)
            }
            #expect(throws: CryptographyFailure.wrongLength(expected: 32, found: length)) {
                try Ed25519.PublicKey(bytes: wrong)
            }
        }
    }

    /// RFC 8410, section 10.3.
    static let pem = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
        -----END PRIVATE KEY-----

        """

    @Test func `the key of RFC 8410 is read and written again letter by letter`() throws {
        let key = try Ed25519.PrivateKey(pem: Self.pem)
        #expect(try key.pem() == Self.pem)
        let publicKey = "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1"
        #expect(key.publicKey.bytes == bytes(publicKey))
    }

    @Test(arguments: [
        "", "hello", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
        String(pem.dropFirst(40)), pem.replacingOccurrences(of: "VwBC", with: "VuBC"), x25519, encrypted,
    ]) func `what is not an open Ed25519 key is refused, and no pass phrase asked`(text: String) {
        #expect(throws: CryptographyFailure.notAPrivateKey) { try Ed25519.PrivateKey(pem: text) }
    }

    @Test func `an encrypted key opens with its passphrase and with no other`() throws {
        let key = try Ed25519.PrivateKey(seed: [UInt8](repeating: 7, count: 32))
        let pem = try key.pem(passphrase: "four words of ours", salt: [UInt8](repeating: 9, count: 16))
        #expect(pem.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
        #expect(try Ed25519.PrivateKey(pem: pem, passphrase: "four words of ours").seed == key.seed)
        // Made by OpenSSL's own command.
        _ = try Ed25519.PrivateKey(pem: Self.encrypted, passphrase: "x")
        // One that is not encrypted needs none, and takes any.
        #expect(try Ed25519.PrivateKey(pem: key.pem(), passphrase: "any").seed == key.seed)
        for passphrase in ["", "four words of ourS", String(repeating: "x", count: 2_000)] {
            #expect(throws: CryptographyFailure.notAPrivateKey) {
                try Ed25519.PrivateKey(pem: pem, passphrase: passphrase)
            }
        }
    }

    /// Made with `openssl genpkey -algorithm X25519`: another algorithm of the same family.
    static let x25519 = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VuBCIEIOjg/Ni/OxbsyqW+6dKAzP8YWhfFFBUHGM696KhUSydJ
        -----END PRIVATE KEY-----
        """

    /// Made with `openssl genpkey -algorithm ED25519 -aes-256-cbc -pass pass:x`.
    static let encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgApjQv1QN72QICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEPcooF+ngwxM3HOipsDFiA0EQNxJ
        DctlZvCK/XAmULQCryc5rcwpT5uU0EShbEBp2yXHlxwCFjpceAhbWSlHeyjg3PSv
        eYlzCsRZtYFkW9EDJZI=
        -----END ENCRYPTED PRIVATE KEY-----
        """
}
