import Values

/// A form with files, as browsers send it (RFC 7578; the frame is RFC 2046, 5.1.1). Strict: what no browser writes is
/// refused as a whole, so that it cannot be read in two ways.
struct Multipart: Sendable {
    /// A file that came with a form.
    struct File: Sendable {
        /// As the sender calls it: shown at most, never believed.
        let name: String
        /// The type as the sender calls it: never believed.
        let type: String
        let bytes: [UInt8]
    }

    private(set) var fields: [String: String] = [:]
    /// By the name of their field, in the order in which they were sent. A field without a chosen file is not here.
    private(set) var files: [String: [File]] = [:]

    /// What is wrong with the bytes: no form of this site.
    struct Malformed: Error {}

    static let partsMaximum = 100
    static let headCharactersMaximum = 4_096
    static let fieldBytesMaximum = 64 * 1024

    /// - Parameter body: the whole body, already limited in size.
    /// - Throws: `Malformed`.
    init(_ body: [UInt8], boundary: String) throws {
        var reader = MultipartReader(body: body, boundary: boundary)
        for _ in 0..<Multipart.partsMaximum {
            guard let (head, content) = try reader.next() else { return }
            try add(try MultipartHead(head), content)
        }
        guard try reader.next() == nil else { throw Malformed() }
    }

    private mutating func add(_ head: MultipartHead, _ content: ArraySlice<UInt8>) throws {
        if let name = head.file {
            // A file field in which nothing was chosen comes as a file without name and content.
            guard !name.isEmpty || !content.isEmpty else { return }
            files[head.field, default: []].append(File(name: name, type: head.type, bytes: Array(content)))
            return
        }
        guard content.count <= Multipart.fieldBytesMaximum, fields[head.field] == nil,
            let text = String(validating: content, as: UTF8.self)
        else { throw Malformed() }
        fields[head.field] = text
    }

    /// The boundary that a content type names; nil when it is no form with files, or names none that may be.
    static func boundary(of type: String) -> String? {
        let parts = type.split(separator: ";").map { Text.tidy(String($0)) }
        guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
        let named = parts.dropFirst().filter { $0.lowercased().hasPrefix("boundary=") }
        guard named.count == 1, var value = named.first?.dropFirst("boundary=".count) else { return nil }
        if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") { value = value.dropFirst().dropLast() }
        guard (1...70).contains(value.utf8.count), value.utf8.allSatisfy(isBoundaryByte) else { return nil }
        return String(value)
    }

    /// RFC 2046's characters, without the blank, which no browser uses.
    private static func isBoundaryByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: "'()+_,-./:=?".utf8.contains(byte)
        }
    }
}

/// Cuts a body at its boundaries.
private struct MultipartReader {
    private let body: [UInt8]
    /// A line break, two dashes and the boundary; the first stands at the very start, without the line break.
    private let delimiter: [UInt8]
    private var place: Int
    private var isDone = false

    private static let lineBreak: [UInt8] = [13, 10]
    private static let dashes: [UInt8] = [45, 45]
    private static let emptyLine: [UInt8] = [13, 10, 13, 10]

    init(body: [UInt8], boundary: String) {
        self.body = body
        delimiter = Self.lineBreak + Self.dashes + Array(boundary.utf8)
        place = 0
    }

    /// The next part's head, without the empty line, and its content; nil after the last.
    mutating func next() throws -> (head: ArraySlice<UInt8>, content: ArraySlice<UInt8>)? {
        if isDone { return nil }
        if place == 0 {
            guard starts(at: 0, delimiter[2...]) else { throw Multipart.Malformed() }
            guard try pass(delimiter.count - 2) else { return nil }
        }
        guard let headEnd = find(Self.emptyLine[...], from: place, most: Multipart.headCharactersMaximum),
            let end = find(delimiter[...], from: headEnd + 4, most: body.count)
        else { throw Multipart.Malformed() }
        let part = (body[place..<headEnd], body[(headEnd + 4)..<end])
        _ = try pass(end + delimiter.count)
        return part
    }

    /// Goes on behind a delimiter: to the next part, or to the end, where nothing may follow but a line break.
    /// - Returns: whether a part follows.
    private mutating func pass(_ behind: Int) throws -> Bool {
        if starts(at: behind, Self.lineBreak[...]) {
            place = behind + 2
            return true
        }
        let rest = behind + 2
        guard starts(at: behind, Self.dashes[...]),
            rest == body.count || (starts(at: rest, Self.lineBreak[...]) && rest + 2 == body.count)
        else { throw Multipart.Malformed() }
        isDone = true
        return false
    }

    private func starts(at start: Int, _ wanted: ArraySlice<UInt8>) -> Bool {
        start + wanted.count <= body.count && body[start..<(start + wanted.count)].elementsEqual(wanted)
    }

    /// Looks for the bytes, which begin with a carriage return, in the next `most` bytes.
    private func find(_ wanted: ArraySlice<UInt8>, from start: Int, most: Int) -> Int? {
        let end = min(body.count, start + most)
        var from = start
        while from < end, let found = body[from..<end].firstIndex(of: 13) {
            if starts(at: found, wanted) { return found }
            from = found + 1
        }
        return nil
    }
}

/// The head of a part: the field, and for a file its name and type.
private struct MultipartHead {
    let field: String
    let file: String?
    let type: String

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
