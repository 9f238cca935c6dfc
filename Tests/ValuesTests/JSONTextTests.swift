import Testing
import TestSupport
import Values

/// JSON of strangers: what is read, what is refused, and why.
@Suite("JSON of others") struct JSONTextTests {
    private func read(_ text: String) throws -> JSONValue { try JSONText(Array(text.utf8)).value }

    @Test(arguments: [
        ("null", JSONValue.null), (" true ", true), ("-0", 0), ("1.0", 1), ("12e2", 1_200), ("1200e-2", 12),
        ("9007199254740991", 9_007_199_254_740_991), ("\"a\\u00e9\\ud83d\\ude00\\/\"", "aé😀/"),
        ("{\"a\" : [1, {\"b\": \"\\n\"}], \"\": []}", ["a": [1, ["b": "\n"]], "": []]), ("[]", []), ("{}", [:]),
    ] as [(String, JSONValue)]) func `what is JSON is read`(text: String, value: JSONValue) throws {
        #expect(try read(text) == value)
    }

    @Test(arguments: [
        "", " ", "tru", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "01", "+1", "1.", ".5", "1e", "-", "\"a",
        "\"\n\"", "\"\\x\"", "\"\\u12\"", "\"\\u+123\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "[1] 2",
        "{\"a\":1,\"a\":2}", "nul", "[1 2]", "'a'", "NaN", "{\"a\":1,\"\\u0061\":2}",
    ]) func `what is not is refused`(text: String) {
        #expect(throws: JSONProblem.self) { try read(text) }
    }

    @Test func `bytes that are no text are refused, and so is what is nested without end`() throws {
        #expect(throws: JSONProblem.self) { try JSONText([0x22, 0xff, 0x22]) }
        #expect(throws: JSONProblem.self) { try JSONText([0x22, 0xc0, 0x80, 0x22]) }
        let deep = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        #expect(try read(deep(JSONText.depthMaximum)) != .null)
        #expect(throws: JSONProblem.self) { try read(deep(JSONText.depthMaximum + 1)) }
        #expect(throws: JSONProblem.self) { try read(deep(1_000_000)) }
    }

    @Test(arguments: ["1.5", "1e400", "9007199254740992", "-9007199254740992", "1e-1", "1e99999999999999999999"])
    func `numbers that nobody here can mean are told by their place`(number: String) throws {
        let text = try JSONText(Array("{\"a/b\":[0,\(number)]}".utf8))
        #expect(text.otherNumbers == ["/a~1b/1"])
    }

    @Test func `places are told as long as they are few and short`() throws {
        let long = String(repeating: "x", count: JSONText.nameBytesMaximum)
        #expect(try JSONText(Array("{\"\(long)\":1.5}".utf8)).otherNumbers == ["/\(long)"])
        #expect(throws: JSONProblem.self) { try JSONText(Array("{\"\(long)x\":1}".utf8)) }
        let numbers = { (count: Int) in
            "[" + Array(repeating: "1.5", count: count).joined(separator: ",") + "]"
        }
        let most = JSONText.otherNumbersMaximum
        #expect(try JSONText(Array(numbers(most).utf8)).otherNumbers.count == most)
        #expect(throws: JSONProblem.self) { try JSONText(Array(numbers(most + 1).utf8)) }
    }

    @Test func `whatever is written is read again`() throws {
        try forAll { random in
            let value = Self.value(&random, depth: 0)
            let read = try JSONText(value.canonicalBytes)
            #expect(read.value == value && read.otherNumbers.isEmpty)
        }
    }

    private static func value(_ random: inout some RandomNumberGenerator, depth: Int) -> JSONValue {
        switch Int.random(in: 0...(depth > 3 ? 3 : 5), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2: .integer(Int.random(in: -(1 << 53) + 1 ..< 1 << 53, using: &random))
        case 3: .string(text(&random))
        case 4: .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(&random, depth: depth + 1) })
        default:
            .object(
                Dictionary(
                    (0..<Int.random(in: 0...4, using: &random)).map { _ in
                        (text(&random), value(&random, depth: depth + 1))
                    }, uniquingKeysWith: { first, _ in first }))
        }
    }

    private static func text(_ random: inout some RandomNumberGenerator) -> String {
        String(
            String.UnicodeScalarView(
                (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in
                    Unicode.Scalar(UInt32.random(in: 0...0x11_0000, using: &random))
                }))
    }
}
