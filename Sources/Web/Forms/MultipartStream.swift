/// Takes a `multipart/form-data` body apart while it comes (RFC 7578; the frame is RFC 2046, 5.1.1): never more of it
/// in memory than one piece of what the network brings, and the head of one part.
struct MultipartStream {
    enum Event {
        /// A part begins.
        case part(MultipartHead)
        case data(ArraySlice<UInt8>)
        /// The part is over.
        case end
    }

    private enum State {
        case beginning, afterDelimiter, head, content, done
    }

    static let headBytesMaximum = 4_096

    private static let lineBreak: [UInt8] = [13, 10]
    private static let dashes: [UInt8] = [45, 45]
    private static let emptyLine: [UInt8] = [13, 10, 13, 10]

    /// A line break, two dashes and the boundary.
    private let delimiter: [UInt8]
    /// The first delimiter stands at the very start, without a line break: it is given one here.
    private var buffer = lineBreak
    private var state = State.beginning

    /// - Parameter boundary: as `Multipart.boundary(of:)` reads it.
    init(boundary: String) {
        delimiter = Self.lineBreak + Self.dashes + Array(boundary.utf8)
    }

    /// - Throws: `Multipart.Malformed`, or what the handler throws.
    mutating func feed(_ bytes: some Sequence<UInt8>, _ handle: (Event) throws -> Void) throws {
        buffer += bytes
        while try step(handle) {}
    }

    /// The body has ended.
    /// - Throws: `Multipart.Malformed` when it broke off.
    func finish() throws {
        guard state == .done, buffer.isEmpty || buffer == Self.lineBreak else { throw Multipart.Malformed() }
    }

    /// - Returns: whether there may be more to do with what is there.
    private mutating func step(_ handle: (Event) throws -> Void) throws -> Bool {
        switch state {
        case .beginning:
            guard buffer.count >= delimiter.count else { return false }
            return try pass(delimiter, to: .afterDelimiter)
        case .afterDelimiter:
            guard buffer.count >= 2 else { return false }
            if buffer.starts(with: Self.dashes) { return try pass(Self.dashes, to: .done) }
            return try pass(Self.lineBreak, to: .head)
        case .head: return try head(handle)
        case .content: return try content(handle)
        case .done:
            // Nothing may follow but one line break.
            guard Self.lineBreak.starts(with: buffer) else { throw Multipart.Malformed() }
            return false
        }
    }

    private mutating func pass(_ expected: [UInt8], to next: State) throws -> Bool {
        guard buffer.starts(with: expected) else { throw Multipart.Malformed() }
        buffer.removeFirst(expected.count)
        state = next
        return true
    }

    private mutating func head(_ handle: (Event) throws -> Void) throws -> Bool {
        guard let end = place(of: Self.emptyLine) else {
            guard buffer.count < Self.headBytesMaximum + Self.emptyLine.count else { throw Multipart.Malformed() }
            return false
        }
        guard end < Self.headBytesMaximum else { throw Multipart.Malformed() }
        let head = try MultipartHead(buffer[..<end])
        buffer.removeFirst(end + Self.emptyLine.count)
        state = .content
        try handle(.part(head))
        return true
    }

    /// Everything up to the delimiter; of what may be the beginning of one, nothing yet.
    private mutating func content(_ handle: (Event) throws -> Void) throws -> Bool {
        guard let end = place(of: delimiter) else {
            let safe = buffer.count - (delimiter.count - 1)
            guard safe > 0 else { return false }
            try handle(.data(buffer[..<safe]))
            buffer.removeFirst(safe)
            return false
        }
        if end > 0 { try handle(.data(buffer[..<end])) }
        try handle(.end)
        buffer.removeFirst(end + delimiter.count)
        state = .afterDelimiter
        return true
    }

    /// - Parameter wanted: begins with a carriage return.
    private func place(of wanted: [UInt8]) -> Int? {
        buffer.withUnsafeBufferPointer { bytes in
            let last = bytes.count - wanted.count
            var place = 0
            while place <= last {
                if bytes[place] == 13, wanted.indices.allSatisfy({ bytes[place + $0] == wanted[$0] }) { return place }
                place += 1
            }
            return nil
        }
    }
}
