import Testing

@testable import Cryptography

@Suite("Secrets at rest") struct SecretBoxTests {
    struct Example: Sendable {
        let key, nonce, context, plain, encrypted, tag: String
    }

    /// NIST's submission of the mode (McGrew and Viega, appendix B): test cases 13, 14, 15 and 16.
    static let examples = [
        Example(
            key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12), context: "", plain: "",
            encrypted: "", tag: "530f8afbc74536b9a963b4f1c4cb738b"),
        Example(
            key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12), context: "",
            plain: String(repeating: "00", count: 16), encrypted: "cea7403d4d606b6e074ec5d3baf39d18",
            tag: "d0d1c8a799996bf0265b98b5d48ab919"),
        Example(
            key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
            nonce: "cafebabefacedbaddecaf888", context: "",
            plain: "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255",
            encrypted: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad",
            tag: "b094dac5d93471bdec1a502270e3cc6c"),
        Example(
            key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
            nonce: "cafebabefacedbaddecaf888", context: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            plain: "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            encrypted: "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
            tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
    ]

    @Test(arguments: examples) func `it seals as NIST says`(example: Example) throws {
        let box = try SecretBox(key: bytes(example.key))
        let sealed = try box.seal(
            bytes(example.plain), context: bytes(example.context), nonce: bytes(example.nonce))
        #expect(sealed.encrypted == bytes(example.encrypted))
        #expect(sealed.tag == bytes(example.tag))
    }

    @Test func `what is sealed opens with its key and context, and with nothing else`() throws {
        let box = try SecretBox(key: Array(repeating: 1, count: 32))
        let other = try SecretBox(key: Array(repeating: 2, count: 32))
        for secret in ["", "s", String(repeating: "secret", count: 100)] {
            let sealed = try box.seal(Array(secret.utf8), for: "row 1", nonce: try RandomBytes.make(12))
            #expect(sealed.count == secret.utf8.count + SecretBox.overhead)
            #expect(try box.open(sealed, for: "row 1") == Array(secret.utf8))
            #expect(throws: CryptographyFailure.notOpened) { try box.open(sealed, for: "row 2") }
            #expect(throws: CryptographyFailure.notOpened) { try other.open(sealed, for: "row 1") }
            for index in sealed.indices {
                var changed = sealed
                changed[index] ^= 1
                #expect(throws: CryptographyFailure.notOpened) { try box.open(changed, for: "row 1") }
            }
            #expect(throws: CryptographyFailure.notOpened) { try box.open(Array(sealed.dropLast()), for: "row 1") }
        }
        #expect(throws: CryptographyFailure.notOpened) { try box.open([], for: "") }
    }

    @Test func `keys and nonces of the wrong length are refused`() throws {
        #expect(throws: CryptographyFailure.wrongLength(expected: 32, found: 16)) {
            try SecretBox(key: Array(repeating: 1, count: 16))
        }
        let box = try SecretBox(key: Array(repeating: 1, count: 32))
        #expect(throws: CryptographyFailure.wrongLength(expected: 12, found: 0)) {
            try box.seal([1], for: "", nonce: [])
        }
    }

    @Test func `keys are derived as RFC 5869 says`() throws {
        // Appendix A.1 and A.3.
        let secret = [UInt8](repeating: 0x0b, count: 22)
        #expect(
            try HKDF.derive(
                from: secret, label: bytes("f0f1f2f3f4f5f6f7f8f9"), salt: bytes("000102030405060708090a0b0c"),
                length: 42)
                == bytes(
                    "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"))
        #expect(
            try HKDF.derive(from: secret, label: "", length: 42)
                == bytes(
                    "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"))
    }
}
