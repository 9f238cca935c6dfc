import Cryptography
import TestSupport
import Testing

@Suite("Bytes: base64url, randomness, comparison") struct BytesTests {
    /// RFC 4648, section 10, without the padding; the last two show the URL-safe letters.
    static let table: [([UInt8], String)] = [
        ([], ""), (Array("f".utf8), "Zg"), (Array("fo".utf8), "Zm8"), (Array("foo".utf8), "Zm9v"),
        (Array("foob".utf8), "Zm9vYg"), (Array("fooba".utf8), "Zm9vYmE"), (Array("foobar".utf8), "Zm9vYmFy"),
        ([0xfb, 0xff], "-_8"), ([0xff, 0xff, 0xff], "____"),
    ]

    @Test func `base64url writes and reads the examples of RFC 4648`() {
        for (bytes, text) in Self.table {
            #expect(Base64URL.encode(bytes) == text)
            #expect(Base64URL.decode(text) == bytes)
        }
    }

    @Test(arguments: [
        "Z", "Zg==", "Zg=", "Zh", "Zm9", "Zm 8", "Zm8\n", "+/8", "Zm9v\u{301}", "Ｚｇ", "Zm9vZ", "\0",
    ]) func `base64url reads nothing that it would not write`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test func `whatever base64url writes it reads again`() throws {
        try forAll { random in
            let bytes = (0..<Int.random(in: 0...100, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
    }

    @Test func `random bytes come as many as asked for and differ each time`() throws {
        #expect(try RandomBytes.make(0).isEmpty)
        #expect(try RandomBytes.make(1_000).count == 1_000)
        #expect(try RandomBytes.make(16) != RandomBytes.make(16))
    }

    @Test func `comparison in constant time says what == says`() {
        #expect(ConstantTime.equal([], []))
        #expect(ConstantTime.equal([1, 2, 3], [1, 2, 3]))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2, 4]))
        #expect(!ConstantTime.equal([0, 2, 3], [1, 2, 3]))
        #expect(!ConstantTime.equal([1, 2, 3], [1, 2]))
        #expect(!ConstantTime.equal([], [0]))
    }
}
