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
    static let fieldBytesMaximum = 64 * 1024

    /// - Parameter body: the whole body, already limited in size.
    /// - Throws: `Malformed`.
    init(_ body: some Collection<UInt8>, boundary: String) throws {
        var stream = MultipartStream(boundary: boundary)
        var (part, content): (MultipartHead?, [UInt8]) = (nil, [])
        var count = 0
        try stream.feed(body) { event in
            switch event {
            case .part(let head):
                count += 1
                guard count <= Multipart.partsMaximum else { throw Malformed() }
                (part, content) = (head, [])
            case .data(let bytes): content += bytes
            case .end: if let part { try add(part, content) }
            }
        }
        try stream.finish()
    }

    private mutating func add(_ head: MultipartHead, _ content: [UInt8]) throws {
        if let name = head.file {
            // A file field in which nothing was chosen comes as a file without name and content.
            guard !name.isEmpty || !content.isEmpty else { return }
            files[head.field, default: []].append(File(name: name, type: head.type, bytes: content))
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
