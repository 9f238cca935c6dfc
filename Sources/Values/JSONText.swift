/// JSON that somebody else wrote, read strictly (RFC 8259): UTF-8, no name twice in one object, nothing after the end,
/// and not deeper than anybody means it.
package struct JSONText: Sendable {
    package let value: JSONValue
    /// Where numbers stand that are not whole, or too large for every reader to agree on: `/lines/0/units` (RFC 6901).
    /// They are read as null, and nobody here asks for any.
    package let otherNumbers: Set<String>

    package static let depthMaximum = 32
    /// Of a name of a member, and of numbers that are not whole: each place is told with all names that lead to it.
    package static let nameBytesMaximum = 400
    package static let otherNumbersMaximum = 100

    /// - Throws: `JSONProblem`.
    package init(_ bytes: [UInt8]) throws(JSONProblem) {
        var reader = JSONTextReader(bytes: bytes)
        reader.skipBlanks()
        value = try reader.value(at: "", depth: 0)
        reader.skipBlanks()
        guard reader.isAtEnd else { throw reader.problem("something follows after the end") }
        otherNumbers = reader.otherNumbers
    }
}

/// Why some bytes are no JSON.
package struct JSONProblem: Error, Hashable, Sendable {
    /// Ready for a person, without its full stop.
    package let words: String
    /// Of the byte where it was found, from nought.
    package let position: Int
}

private struct JSONTextReader {
    let bytes: [UInt8]
    var position = 0
    var otherNumbers: Set<String> = []

    var isAtEnd: Bool { position == bytes.count }

    func problem(_ words: String) -> JSONProblem { JSONProblem(words: words, position: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipBlanks() {
        while let byte = next, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { position += 1 }
    }

    private mutating func takes(_ sign: Character) -> Bool {
        guard let byte = sign.asciiValue, next == byte else { return false }
        position += 1
        return true
    }

    private mutating func takes(word: String) -> Bool {
        guard bytes[position...].starts(with: word.utf8) else { return false }
        position += word.utf8.count
        return true
    }

    mutating func value(at pointer: String, depth: Int) throws(JSONProblem) -> JSONValue {
        guard depth < JSONText.depthMaximum else { throw problem("it is nested too deeply") }
        switch next ?? 0 {
        case UInt8(ascii: "{"): return try object(at: pointer, depth: depth)
        case UInt8(ascii: "["): return try array(at: pointer, depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(at: pointer)
        default: break
        }
        if takes(word: "true") { return .bool(true) }
        if takes(word: "false") { return .bool(false) }
        if takes(word: "null") { return .null }
        throw problem(isAtEnd ? "it ends too early" : "a value was expected")
    }

    private mutating func object(at pointer: String, depth: Int) throws(JSONProblem) -> JSONValue {
        position += 1
        var members: [String: JSONValue] = [:]
        skipBlanks()
        if takes("}") { return .object(members) }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw problem("a name was expected") }
            let name = try string()
            guard name.utf8.count <= JSONText.nameBytesMaximum else { throw problem("a name is too long") }
            guard members[name] == nil else { throw problem("a name stands twice in one object") }
            skipBlanks()
            guard takes(":") else { throw problem("a colon was expected") }
            skipBlanks()
            members[name] = try value(at: "\(pointer)/\(JSONPointer.escaped(name))", depth: depth + 1)
            skipBlanks()
        } while takes(",")
        guard takes("}") else { throw problem("a comma or the end of an object was expected") }
        return .object(members)
    }

    private mutating func array(at pointer: String, depth: Int) throws(JSONProblem) -> JSONValue {
        position += 1
        var items: [JSONValue] = []
        skipBlanks()
        if takes("]") { return .array(items) }
        repeat {
            skipBlanks()
            items.append(try value(at: "\(pointer)/\(items.count)", depth: depth + 1))
            skipBlanks()
        } while takes(",")
        guard takes("]") else { throw problem("a comma or the end of an array was expected") }
        return .array(items)
    }

    /// `1.0` and `1e2` are whole, too, as JSON Schema counts.
    private mutating func number(at pointer: String) throws(JSONProblem) -> JSONValue {
        let begin = position
        _ = takes("-")
        guard takes("0") || digits() > 0 else { throw problem("a digit was expected") }
        if takes("."), digits() == 0 { throw problem("a digit was expected") }
        if takes("e") || takes("E") {
            _ = takes("+") || takes("-")
            guard digits() > 0 else { throw problem("a digit was expected") }
        }
        let text = String(decoding: bytes[begin..<position], as: UTF8.self)
        guard let whole = WholeNumber(text)?.value else {
            guard otherNumbers.count < JSONText.otherNumbersMaximum
            else { throw problem("too many numbers are not whole, or too large") }
            otherNumbers.insert(pointer)
            return .null
        }
        return .integer(whole)
    }

    private mutating func digits() -> Int {
        let begin = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position - begin
    }

    private mutating func string() throws(JSONProblem) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw problem("it is not UTF-8") }
                return string
            case UInt8(ascii: "\\"): text += try escape()
            case 0..<0x20: throw problem("a control character stands in a text")
            default: text.append(byte)
            }
        }
        throw problem("a text does not end")
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5c, UInt8(ascii: "/"): 0x2f, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0c, UInt8(ascii: "n"): 0x0a, UInt8(ascii: "r"): 0x0d, UInt8(ascii: "t"): 0x09,
    ]

    private mutating func escape() throws(JSONProblem) -> [UInt8] {
        guard let sign = next else { throw problem("a text does not end") }
        position += 1
        if let byte = Self.escapes[sign] { return [byte] }
        guard sign == UInt8(ascii: "u") else { throw problem("there is no such escape") }
        var code = try unit()
        if (0xd800..<0xdc00).contains(code) {
            guard takes("\\"), takes("u") else { throw problem("half a character stands in a text") }
            let low = try unit()
            guard (0xdc00..<0xe000).contains(low) else { throw problem("half a character stands in a text") }
            code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw problem("half a character stands in a text") }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func unit() throws(JSONProblem) -> UInt32 {
        guard position + 4 <= bytes.count else { throw problem("a text does not end") }
        let text = String(decoding: bytes[position..<position + 4], as: UTF8.self)
        guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let code = UInt32(text, radix: 16)
        else { throw problem("four hexadecimal digits were expected") }
        position += 4
        return code
    }
}

/// A number of JSON as a whole one, where it is one and no reader would round it.
private struct WholeNumber {
    let value: Int

    init?(_ text: String) {
        let parts = text.lowercased().split(separator: "e", maxSplits: 1)
        guard let exponent = parts.count == 2 ? Int(parts[1]) : 0, (-400...400).contains(exponent) else { return nil }
        let halves = parts[0].split(separator: ".", maxSplits: 1)
        var digits = halves[0].drop { $0 == "-" } + (halves.count == 2 ? halves[1] : "")
        var zeros = exponent - (halves.count == 2 ? halves[1].count : 0)
        while zeros < 0, digits.last == "0" {
            digits.removeLast()
            zeros += 1
        }
        let significant = digits.drop { $0 == "0" }
        if significant.isEmpty {
            value = 0
            return
        }
        guard zeros >= 0, significant.count + zeros <= 16,
            let number = Int(significant + String(repeating: "0", count: zeros)), number < 1 << 53
        else { return nil }
        value = text.hasPrefix("-") ? -number : number
    }
}

/// Names of places in a JSON document (RFC 6901).
package enum JSONPointer {
    package static func escaped(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    /// A pointer as the fragment of an address (RFC 6901, 6).
    package static func fragment(_ pointer: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        let bytes = pointer.utf8.flatMap { byte in
            plain.contains(byte) ? [byte] : [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        }
        return "#" + String(decoding: bytes, as: UTF8.self)
    }

    /// What stands in a fragment as it is (RFC 3986, 3.5).
    private static let plain = Set(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~!$&'()*+,;=:@/?".utf8)
}
