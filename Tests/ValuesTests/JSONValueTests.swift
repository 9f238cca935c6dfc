import Foundation
import TestSupport
import Testing
import Values

@Suite("Canonical JSON") struct JSONValueTests {
    /// RFC 8785, section 3.2.3: the order of UTF-16 code units, in which an emoji comes before U+FB33.
    @Test func `members are sorted as in RFC 8785`() {
        let value: JSONValue = [
            "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh", "1": "One",
            "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis",
        ]
        #expect(
            value.canonical.utf8.elementsEqual(
                ("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\","
                    + "\"\u{f6}\":\"Latin Small Letter O With Diaeresis\",\"\u{20ac}\":\"Euro Sign\","
                    + "\"\u{1f600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}").utf8))
    }

    static let table: [(JSONValue, String)] = [
        (.null, "null"), (true, "true"), (false, "false"), (0, "0"), (-12, "-12"),
        (9_007_199_254_740_991, "9007199254740991"), (-9_007_199_254_740_991, "-9007199254740991"),
        ([], "[]"), ([:], "{}"), ([1, "a", [.null]], "[1,\"a\",[null]]"),
        (["b": 1, "a": ["d": 2, "c": 3], "": 0], "{\"\":0,\"a\":{\"c\":3,\"d\":2},\"b\":1}"),
        (["a": 1, "aa": 2, "B": 3, "_": 4], "{\"B\":3,\"_\":4,\"a\":1,\"aa\":2}"),
    ]

    @Test func `values are written without spaces`() {
        for (value, text) in Self.table { #expect(value.canonical == text) }
    }

    /// RFC 8785, section 3.2.2.2: only quote, backslash and the controls below a space are escaped.
    @Test func `texts are escaped as briefly as can be`() {
        let text = "\u{20ac}$\u{f}\nA'B\"\\\"/\u{8}\t\u{c}\r\u{0}\u{1f}\u{7f}\u{2028}<>&"
        let written = "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\"/\\b\\t\\f\\r\\u0000\\u001f\u{7f}\u{2028}<>&\""
        #expect(JSONValue.string(text).canonical.utf8.elementsEqual(written.utf8))
    }

    /// A quote and its accent are one Character that is no quote: escaping must not go by Characters.
    @Test func `a quote under an accent is escaped, and the line end of Windows twice`() {
        #expect(JSONValue.string("\"\u{301}").canonical.utf8.elementsEqual("\"\\\"\u{301}\"".utf8))
        #expect(JSONValue.string("\r\n").canonical == "\"\\r\\n\"")
    }

    @Test func `two spellings of one letter stay two texts`() {
        #expect(!JSONValue.string("\u{e9}").canonical.utf8.elementsEqual(JSONValue.string("e\u{301}").canonical.utf8))
    }

    @Test func `other readers read what is written, and any order gives the same bytes`() throws {
        try forAll(seeds: 200) { random throws in
            let letters = Array("ab\"\\\n\u{1}é€😀\u{fb33}/".unicodeScalars)
            func text() -> String {
                var text = ""
                for _ in 0..<Int.random(in: 0...6, using: &random) {
                    text.unicodeScalars.append(letters[Int.random(in: letters.indices, using: &random)])
                }
                return text
            }
            let pairs = Dictionary(
                (0..<8).map { _ in
                    (text(), JSONValue.array([.string(text()), .integer(Int.random(in: -9...9, using: &random))]))
                },
                uniquingKeysWith: { first, _ in first })
            let shuffled = Dictionary(uniqueKeysWithValues: pairs.map { ($0, $1) }.shuffled(using: &random))
            let canonical = JSONValue.object(pairs).canonical
            #expect(canonical == JSONValue.object(shuffled).canonical)
            let read = try JSONSerialization.jsonObject(with: Data(canonical.utf8))
            let members = try #require(read as? [String: [Any]])
            #expect(members.count == pairs.count)
            for (key, value) in members {
                #expect(pairs[key] == .array([.string(value[0] as? String ?? "?"), .integer(value[1] as? Int ?? 99)]))
            }
        }
    }

    @Test func `members and texts are looked up`() {
        let value: JSONValue = ["a": "x", "b": 1]
        #expect(value["a"]?.text == "x")
        #expect(value["b"]?.text == nil && value["c"] == nil && JSONValue.null["a"] == nil)
    }
}

@Suite("Digest") struct ValueDigestTests {
    @Test func `the digest of a text is that of its UTF-8 bytes, in small hexadecimal digits`() {
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(Digest(of: "abc").text == digest && Digest(of: Array("abc".utf8)) == Digest(digest))
        #expect(Digest.hexadecimal([0, 15, 16, 255]) == "000f10ff")
    }
}
