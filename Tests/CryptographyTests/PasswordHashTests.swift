import Cryptography
import TestSupport
import Testing

@Suite("Passwords") struct PasswordHashTests {
    static let salt = [UInt8](1...16)

    /// RFC 7914, section 12: the first three; the fourth needs a gigabyte.
    @Test(arguments: [
        (
            "", "", [16, 1, 1],
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        ),
        (
            "password", "NaCl", [1_024, 8, 16],
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
        (
            "pleaseletmein", "SodiumChloride", [16_384, 8, 1],
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        ),
    ]) func `scrypt derives the keys of RFC 7914`(password: String, salt: String, cost: [Int], key: String) throws {
        let cost = try #require(ScryptCost(n: cost[0], r: cost[1], p: cost[2]))
        let derived = try Scrypt.derive(
            password: Array(password.utf8), salt: Array(salt.utf8), cost: cost, length: 64)
        #expect(derived == bytes(key))
    }

    @Test func `the standard costs run within the memory that OpenSSL is given`() throws {
        let hash = try PasswordHash.make(password: "correct horse", salt: Self.salt)
        #expect(hash.text.hasPrefix("scrypt$32768$8$3$"))
        #expect(hash.verifies("correct horse"))
        #expect(!hash.verifies("correct horsf"))
    }

    @Test(arguments: ["", " ", "pass\0word", "pÅsswörd 🔑", String(repeating: "long ", count: 20)])
    func `a password verifies itself and nothing else`(password: String) throws {
        let hash = try PasswordHash.make(password: password, salt: Self.salt, cost: .quick)
        let stored = try #require(PasswordHash(text: hash.text))
        #expect(stored == hash)
        #expect(stored.verifies(password))
        for other in ["x", password + "x", "pass"] { #expect(!stored.verifies(other)) }
    }

    @Test func `two spellings of one letter are two passwords`() throws {
        let hash = try PasswordHash.make(password: "caf\u{e9}", salt: Self.salt, cost: .quick)
        #expect(hash.verifies("caf\u{e9}"))
        #expect(!hash.verifies("cafe\u{301}"))
    }

    @Test func `another salt gives another hash`() throws {
        let one = try PasswordHash.make(password: "same", salt: Self.salt, cost: .quick)
        let other = try PasswordHash.make(password: "same", salt: Self.salt.reversed(), cost: .quick)
        #expect(one.text != other.text)
    }

    @Test(arguments: [0, 15, 65]) func `a salt of the wrong length is refused`(length: Int) {
        #expect(throws: CryptographyFailure.wrongLength(expected: 16, found: length)) {
            try PasswordHash.make(password: "x", salt: [UInt8](repeating: 1, count: length), cost: .quick)
        }
    }

    @Test(arguments: [
        "", "scrypt", "bcrypt$16$1$1$AQIDBAUGBwgJCgsMDQ4PEA$", "scrypt$15$1$1", "scrypt$+16$1$1", "scrypt$016$1$1",
        "scrypt$16$0$1", "scrypt$16$1$65", "scrypt$16777216$64$64", "scrypt$9223372036854775807$8$1", "scrypt$-16$1$1",
        "scrypt$1$1$1",
    ]) func `a stored text that is not exactly the form is no hash`(start: String) throws {
        let good = try PasswordHash.make(password: "x", salt: Self.salt, cost: .quick).text
        let tail = good.split(separator: "$").suffix(2).joined(separator: "$")
        #expect(PasswordHash(text: good) != nil)
        #expect(PasswordHash(text: "\(start)$\(tail)") == nil)
        #expect(PasswordHash(text: good + "$") == nil)
        #expect(PasswordHash(text: good + "\u{301}") == nil)
        #expect(PasswordHash(text: String(good.dropLast())) == nil)
    }
}
