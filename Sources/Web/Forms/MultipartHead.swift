import Values

/// The head of a part: the field, and for a file its name and type.
struct MultipartHead {
    let field: String
    let file: String?
    let type: String

    /// - Throws: `Multipart.Malformed`.
    init(_ bytes: ArraySlice<UInt8>) throws {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Multipart.Malformed() }
        var (disposition, type): (String?, String?)
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            guard let colon = line.firstIndex(of: ":"), !line.contains(where: \.isNewline)
            else { throw Multipart.Malformed() }
            let value = Text.tidy(String(line[line.index(after: colon)...]))
            switch line[..<colon].lowercased() {
            case "content-disposition" where disposition == nil: disposition = value
            case "content-type" where type == nil: type = value
            default: throw Multipart.Malformed()
            }
        }
        var parameters = DispositionReader(disposition ?? "")
        try parameters.read()
        guard let field = parameters.values["name"], !field.isEmpty else { throw Multipart.Malformed() }
        self.field = field
        file = parameters.values["filename"]
        self.type = type ?? "text/plain"
    }
}

/// Reads `form-data; name="picture"; filename="ramp.png"`. Browsers write quotes and line breaks inside as %22, %0D
/// and %0A (HTML, "multipart form data"); only those are undone.
private struct DispositionReader {
    // Bytes, not characters: a mark that joins a quote would hide it.
    private var rest: ArraySlice<UInt8>
    private(set) var values: [String: String] = [:]

    init(_ text: String) {
        rest = Array(text.utf8)[...]
    }

    mutating func read() throws {
        guard take(until: UInt8(ascii: ";"), orEnd: true) == "form-data" else { throw Multipart.Malformed() }
        while !rest.isEmpty {
            rest = rest.drop { $0 == UInt8(ascii: " ") }
            guard let name = take(until: UInt8(ascii: "="), orEnd: false), ["name", "filename"].contains(name),
                values[name] == nil, take(until: UInt8(ascii: "\""), orEnd: false) == "",
                let value = take(until: UInt8(ascii: "\""), orEnd: false),
                take(until: UInt8(ascii: ";"), orEnd: true) == ""
            else { throw Multipart.Malformed() }
            values[name] = Self.plain(value)
        }
    }

    /// The text before the next such byte, which is passed; nil when there is none.
    private mutating func take(until mark: UInt8, orEnd: Bool) -> String? {
        let end = rest.firstIndex(of: mark)
        guard end != nil || orEnd else { return nil }
        let text = String(decoding: rest[..<(end ?? rest.endIndex)], as: UTF8.self)
        rest = end.map { rest[($0 + 1)...] } ?? []
        return text
    }

    private static func plain(_ text: String) -> String {
        text.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }
}
