import Foundation

/// Takes a `multipart/form-data` body apart while it comes (RFC 7578, RFC 2046 5.1): never more of it in memory than
/// one piece of what the network brings, and one line.
struct MultipartStream {
    enum Event {
        /// A field begins.
        case part(name: String, filename: String?)
        case data(ArraySlice<UInt8>)
        /// The field is over.
        case end
    }

    /// What no multipart body looks like.
    struct Malformed: Error {}

    private enum State {
        case preamble, afterDelimiter, headers, body, done
    }

    static let headerBytesMaximum = 8 * 1024

    private let delimiter: [UInt8]
    private var buffer: [UInt8] = Array("\r\n".utf8)
    private var state = State.preamble

    /// - Parameter type: the `Content-Type`; nil where it names no boundary.
    init?(type: String) {
        guard type.lowercased().hasPrefix("multipart/form-data"),
            let range = type.range(of: "boundary=", options: .caseInsensitive)
        else { return nil }
        var boundary = type[range.upperBound...].prefix { $0 != ";" }
        if boundary.hasPrefix("\"") { boundary = boundary.dropFirst().prefix { $0 != "\"" } }
        guard (1...70).contains(boundary.utf8.count) else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    var isDone: Bool { state == .done }

    /// - Throws: `Malformed`.
    mutating func feed(_ bytes: some Sequence<UInt8>, _ handle: (Event) async throws -> Void) async throws {
        buffer += bytes
        while try await step(handle) {}
    }

    /// - Returns: whether there may be more to do with what is there.
    private mutating func step(_ handle: (Event) async throws -> Void) async throws -> Bool {
        switch state {
        case .done:
            buffer = []
            return false
        case .preamble, .body: return try await content(handle)
        case .afterDelimiter:
            guard buffer.count >= 2 else { return false }
            if buffer.starts(with: "--".utf8) {
                state = .done
            } else if buffer.starts(with: "\r\n".utf8) {
                buffer.removeFirst(2)
                state = .headers
            } else {
                throw Malformed()
            }
            return true
        case .headers:
            guard let end = MultipartStream.find(Array("\r\n\r\n".utf8), in: buffer) else {
                guard buffer.count <= MultipartStream.headerBytesMaximum else { throw Malformed() }
                return false
            }
            let part = try MultipartStream.part(String(decoding: buffer[..<end], as: UTF8.self))
            buffer.removeFirst(end + 4)
            state = .body
            try await handle(part)
            return true
        }
    }

    /// Everything up to the delimiter; of what may be the beginning of one, nothing yet.
    private mutating func content(_ handle: (Event) async throws -> Void) async throws -> Bool {
        let isBody = state == .body
        guard let end = MultipartStream.find(delimiter, in: buffer) else {
            let safe = buffer.count - (delimiter.count - 1)
            guard safe > 0 else { return false }
            if isBody { try await handle(.data(buffer[..<safe])) }
            buffer.removeFirst(safe)
            return false
        }
        if isBody {
            if end > 0 { try await handle(.data(buffer[..<end])) }
            try await handle(.end)
        }
        buffer.removeFirst(end + delimiter.count)
        state = .afterDelimiter
        return true
    }

    private static func find(_ wanted: [UInt8], in bytes: [UInt8]) -> Int? {
        guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            var position = 0
            let last = bytes.count - wanted.count
            while position <= last {
                if bytes[position] == first,
                    (1..<wanted.count).allSatisfy({ bytes[position + $0] == wanted[$0] })
                {
                    return position
                }
                position += 1
            }
            return nil
        }
    }

    private static func part(_ headers: String) throws(Malformed) -> Event {
        for line in headers.split(whereSeparator: \.isNewline)
        where line.lowercased().hasPrefix("content-disposition:") {
            guard let name = value("name", in: line) else { throw Malformed() }
            return .part(name: name, filename: value("filename", in: line))
        }
        throw Malformed()
    }

    /// `; name="file"`. Browsers write a quotation mark inside as %22.
    private static func value(_ key: String, in line: Substring) -> String? {
        for piece in line.split(separator: ";").dropFirst() {
            let piece = piece.drop { $0 == " " }
            guard piece.hasPrefix("\(key)=") else { continue }
            return String(piece.dropFirst(key.count + 1)).trimmingQuotes
        }
        return nil
    }
}

extension String {
    fileprivate var trimmingQuotes: String {
        hasPrefix("\"") && hasSuffix("\"") && count >= 2 ? String(dropFirst().dropLast()) : self
    }
}
