import Values

/// A CSV file whose header row names its columns, in any order.
struct CSVTable {
    /// Corrected rejected rows can be imported as they are: their column of reasons is passed over.
    static let reasonColumn = "reason"

    let file: String
    /// The header's names as the file has them, and how the file spells its header.
    let header: [String]
    let rawHeader: [UInt8]
    /// Where each wanted column stands among the cells.
    private let positions: [Int]
    private let columns: [String]
    private var reader: CSVReader

    /// - Parameters:
    ///   - optional: columns that a file may leave out; their cells are then empty.
    ///   - passesOverOthers: columns that nobody asks for are no problem.
    /// - Throws: `HeaderRefused` when a column is missing, unknown or there twice; what the source throws.
    init(
        file: String, columns: [String], optional: [String] = [], passesOverOthers: Bool = false,
        source: @escaping ByteSource
    ) throws {
        var reader = CSVReader(source)
        let first = try reader.next()
        let header = (first?.cells ?? []).map(Text.tidy)
        let columns = columns + optional.filter(header.contains)
        let wanted = passesOverOthers ? header.filter(columns.contains) : header
        let problems = CSVTable.problems(first, header: wanted, columns: columns)
        guard let first, problems.isEmpty else {
            throw HeaderRefused(
                problems: problems.map { ImportProblem(file: file, line: 1, column: $0.column, words: $0.words) })
        }
        reader.cellsExpected = header.count
        self.file = file
        self.header = header
        rawHeader = first.raw
        self.columns = columns
        positions = columns.compactMap { header.firstIndex(of: $0) }
        self.reader = reader
    }

    private static func problems(_ first: CSVRecord?, header: [String], columns: [String]) -> [ColumnProblem] {
        guard let first else { return [ColumnProblem("header", "the file is empty")] }
        if let problem = first.problems.first { return [ColumnProblem("header", problem.words)] }
        let missing = columns.filter { !header.contains($0) }.map { ColumnProblem($0, "the column is missing") }
        let unknown = header.filter { !columns.contains($0) && $0 != reasonColumn }
            .map { ColumnProblem(shown($0), "the column is not known") }
        let twice = columns.filter { column in header.count { $0 == column } > 1 }
            .map { ColumnProblem($0, "the column is there twice") }
        return missing + unknown + twice
    }

    /// A name that fits on a line.
    private static func shown(_ name: String) -> String {
        name.isEmpty ? "header" : String(name.prefix(60))
    }

    var bytesDone: Int { reader.bytesDone }

    mutating func next() throws -> CSVRow? {
        guard let record = try reader.next() else { return nil }
        var problems = record.problems.map { problem in
            let column = problem.cell.flatMap { header.indices.contains($0) ? header[$0] : nil }
            return located(problem.line, column ?? ImportProblem.wholeRow, problem.words)
        }
        let fits = record.isSplit && record.cells.count == header.count
        if record.isSplit, !fits {
            let words = "has \(record.cells.count) cells, but the header has \(header.count)"
            problems.append(located(record.line, ImportProblem.wholeRow, words))
        }
        let cells = fits ? positions.map { record.cells[$0] } : []
        return CSVRow(
            file: file, line: record.line, columns: columns, cells: cells, all: fits ? record.cells : nil,
            raw: record.raw, problems: problems)
    }

    private func located(_ line: Int, _ column: String, _ words: String) -> ImportProblem {
        ImportProblem(file: file, line: line, column: column, words: words)
    }
}

/// One row of a table.
struct CSVRow: Sendable {
    let file: String
    let line: Int
    let columns: [String]
    /// In the order of `columns`; empty when the row does not fit the header.
    let cells: [String]
    /// In the order of the file; nil when the row does not fit the header.
    let all: [String]?
    let raw: [UInt8]
    let problems: [ImportProblem]

    /// A cell by its column, as the file has it.
    subscript(column: String) -> String {
        guard let position = columns.firstIndex(of: column), cells.indices.contains(position) else { return "" }
        return cells[position]
    }

    func problem(_ column: String, _ words: String) -> ImportProblem {
        ImportProblem(file: file, line: line, column: column, words: words)
    }

    /// What the row says, whatever the order of the columns and the quoting: tells whether it says the same as at
    /// the last import. Dates like `today-3` count as written, so that time alone changes nothing.
    func canonical(without left: Set<String> = []) -> CanonicalBytes {
        var bytes = CanonicalBytes(version: "holdfast-row-1")
        for (column, cell) in zip(columns, cells) where !left.contains(column) { bytes.add(cell) }
        return bytes
    }
}
