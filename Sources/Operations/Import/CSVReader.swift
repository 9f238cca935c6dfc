/// Reads records of RFC 4180 from chunks of bytes: one record in memory at a time, and never walking Characters, of
/// which one may hide a quote with a combining mark.
///
/// **When quotes do not work out.** A quote that is never closed would take the rest of the file for one cell. It
/// shows itself in one of four ways: text follows the quote that seems to close it, the cell or the record grows
/// beyond its limit, the file ends, or a record over several lines has the wrong number of cells. Then the record is
/// cut at the end of the line on which the faulty quote began, and reading goes on with the next line. So one missing
/// quote costs one row; where a proper cell over several lines was meant, its other lines are reported as well.
package struct CSVReader {
    /// No cell of ours comes near it.
    package static let cellBytesMaximum = 64 * 1024
    package static let recordBytesMaximum = 256 * 1024
    /// How much of a longer record is kept to show it.
    package static let shownBytesMaximum = 1024

    private let source: ByteSource
    private var buffer: [UInt8] = []
    /// Where the record to be read next begins in the buffer.
    private var start = 0
    private var line = 1
    private var isAtEnd = false
    private var bytesRead = 0
    /// How many cells the header has; other numbers make a record over several lines suspect.
    package var cellsExpected: Int?

    package init(_ source: @escaping ByteSource) {
        self.source = source
    }

    /// Bytes of the file that have been dealt with, for the progress.
    package var bytesDone: Int { bytesRead - (buffer.count - start) }

    /// The next record, nil at the end of the file. Empty lines are no records.
    /// - Throws: what the source throws.
    package mutating func next() throws -> CSVRecord? {
        if start >= CSVReader.cellBytesMaximum {
            buffer.removeFirst(start)
            start = 0
        }
        if line == 1, bytesRead == 0 { try skipByteOrderMark() }
        while try skipEmptyLine() {}
        guard try byte(at: start) != nil else { return nil }
        var scan = Scan(position: start, line: line)
        while true {
            switch try cell(&scan) {
            case .comma: continue
            case .line: return try finish(scan)
            case .broken(let fault): return try cut(fault)
            }
        }
    }

    // MARK: - Bytes

    private mutating func byte(at position: Int) throws -> UInt8? {
        while position >= buffer.count {
            guard !isAtEnd else { return nil }
            let chunk = try source()
            isAtEnd = chunk.isEmpty
            bytesRead += chunk.count
            buffer += chunk
        }
        return buffer[position]
    }

    private mutating func skipByteOrderMark() throws {
        _ = try byte(at: 2)
        if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    }

    private mutating func skipEmptyLine() throws -> Bool {
        let first = try byte(at: start)
        if first == Sign.newline {
            start += 1
        } else if try first == Sign.carriageReturn && byte(at: start + 1) == Sign.newline {
            start += 2
        } else {
            return false
        }
        line += 1
        return true
    }

    // MARK: - Cells

    private enum Ending {
        case comma, line
        case broken(Fault)
    }

    private struct Fault {
        /// Where the line of the faulty quote can be found in the buffer.
        let position: Int
        let line: Int
        let cell: Int
        let words: String
    }

    private struct Cell {
        let range: Range<Int>
        let line: Int
        var hasDoubledQuotes = false
    }

    private struct Scan {
        var position: Int
        var line: Int
        var cells: [Cell] = []
        /// The first cell that goes over several lines.
        var long: (position: Int, line: Int, cell: Int)?
    }

    private mutating func cell(_ scan: inout Scan) throws -> Ending {
        try byte(at: scan.position) == Sign.quote ? try quotedCell(&scan) : try plainCell(&scan)
    }

    private mutating func plainCell(_ scan: inout Scan) throws -> Ending {
        let begin = scan.position
        var position = begin
        while let byte = try byte(at: position), byte != Sign.comma, byte != Sign.newline {
            guard byte != Sign.quote else {
                return broken(scan, "a quote inside the cell: double it, and put the cell between quotes")
            }
            position += 1
            if let words = CSVReader.excess(position - begin, position - start) { return broken(scan, words) }
        }
        let endsRecord = position >= buffer.count || buffer[position] == Sign.newline
        let hasReturn = endsRecord && position > begin && buffer[position - 1] == Sign.carriageReturn
        scan.cells.append(Cell(range: begin..<(hasReturn ? position - 1 : position), line: scan.line))
        scan.position = position + 1
        return endsRecord ? .line : .comma
    }

    private mutating func quotedCell(_ scan: inout Scan) throws -> Ending {
        let begin = scan.position
        var cell = Cell(range: begin..<begin, line: scan.line)
        var position = begin + 1
        var lines = 0
        while true {
            guard let byte = try byte(at: position) else {
                return broken(scan, "a quote is opened here and never closed")
            }
            if byte == Sign.quote {
                guard try self.byte(at: position + 1) == Sign.quote else { break }
                cell.hasDoubledQuotes = true
                position += 1
            } else if byte == Sign.newline {
                lines += 1
            }
            position += 1
            if CSVReader.excess(position - begin, position - start) != nil {
                return broken(scan, "a quote is opened here and not closed within \(CSVReader.limit)")
            }
        }
        if lines > 0, scan.long == nil { scan.long = (begin, scan.line, scan.cells.count) }
        let isBroken = try !endsCell(position + 1)
        if isBroken {
            return broken(scan, lines == 0 ? CSVReader.strayQuote : "a quote is opened here and not closed on its line")
        }
        cell = Cell(range: begin + 1..<position, line: scan.line, hasDoubledQuotes: cell.hasDoubledQuotes)
        scan.cells.append(cell)
        scan.line += lines
        return try step(over: position + 1, &scan)
    }

    private static let strayQuote = "text after the closing quote: double the quotes that belong to the cell"
    private static let limit = "\(cellBytesMaximum / 1024) KiB"

    private mutating func endsCell(_ position: Int) throws -> Bool {
        switch try byte(at: position) {
        case nil, Sign.comma, Sign.newline: true
        case Sign.carriageReturn: try byte(at: position + 1) == Sign.newline
        default: false
        }
    }

    private mutating func step(over position: Int, _ scan: inout Scan) throws -> Ending {
        let ending = try byte(at: position)
        scan.position = position + (ending == Sign.carriageReturn ? 2 : 1)
        return ending == Sign.comma ? .comma : .line
    }

    private static func excess(_ cell: Int, _ record: Int) -> String? {
        if cell > cellBytesMaximum { return "the cell is longer than \(limit)" }
        return record > recordBytesMaximum ? "the row is longer than \(recordBytesMaximum / 1024) KiB" : nil
    }

    private func broken(_ scan: Scan, _ words: String) -> Ending {
        .broken(Fault(position: scan.position, line: scan.line, cell: scan.cells.count, words: words))
    }

    // MARK: - Records

    private mutating func finish(_ scan: Scan) throws -> CSVRecord {
        if let expected = cellsExpected, scan.cells.count != expected, let long = scan.long {
            let words = "a quote is opened here and not closed on its line: the row has \(scan.cells.count) cells"
            return try cut(Fault(position: long.position, line: long.line, cell: long.cell, words: words))
        }
        var problems: [CSVProblem] = []
        let cells = scan.cells.enumerated().map { index, cell in
            text(of: cell) { problems.append(CSVProblem(line: cell.line, cell: index, words: $0)) }
        }
        let end = min(scan.position, buffer.count)
        let record = CSVRecord(
            line: line, cells: cells, raw: withoutLineEnd(start..<end), problems: problems, isSplit: true)
        start = end
        line = scan.line + 1
        return record
    }

    private func text(of cell: Cell, problem: (String) -> Void) -> String {
        let bytes = buffer[cell.range]
        if bytes.contains(0) {
            problem("holds a NUL byte")
            return ""
        }
        let plain = cell.hasDoubledQuotes ? CSVReader.single(bytes) : nil
        let text = plain.map { String(validating: $0, as: UTF8.self) } ?? String(validating: bytes, as: UTF8.self)
        guard let text else {
            problem("is not UTF-8")
            return ""
        }
        return text
    }

    private static func single(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var skips = false
        for byte in bytes {
            if byte == Sign.quote { skips.toggle() }
            if byte != Sign.quote || skips { plain.append(byte) }
        }
        return plain
    }

    private func withoutLineEnd(_ range: Range<Int>) -> [UInt8] {
        var raw = buffer[range]
        if raw.last == Sign.newline { raw.removeLast() }
        if raw.last == Sign.carriageReturn { raw.removeLast() }
        return Array(raw)
    }

    /// Ends the record with the line on which the fault began.
    private mutating func cut(_ fault: Fault) throws -> CSVRecord {
        var end = fault.position
        var raw: [UInt8]?
        while let byte = try byte(at: end), byte != Sign.newline {
            end += 1
            guard end - start > CSVReader.recordBytesMaximum else { continue }
            // Too long to keep: only its beginning is.
            raw = raw ?? Array(buffer[start..<start + CSVReader.shownBytesMaximum])
            buffer.removeFirst(end)
            (start, end) = (0, 0)
        }
        let record = CSVRecord(
            line: line, cells: [], raw: raw ?? withoutLineEnd(start..<end),
            problems: [CSVProblem(line: fault.line, cell: fault.cell, words: fault.words)], isSplit: false)
        start = min(end + 1, buffer.count)
        line = fault.line + 1
        return record
    }
}

private enum Sign {
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    static let newline = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
}
