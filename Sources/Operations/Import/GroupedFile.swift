import Catalogue
import Storage
import Values

/// A row of a file whose rows are taken group by group, such as those of one plan.
protocol GroupedRow: Sendable {
    associatedtype Key: GroupKey

    static var file: String { get }
    static var columns: [String] { get }
    /// What names the row within its group; empty where a group has one row only.
    static var names: [String] { get }

    /// Nil when something is wrong with the cells, which `row` then holds.
    init?(_ row: inout RowCheck, key: Key?, categories: Categories)
}

/// What the rows of a group share.
protocol GroupKey: Sendable, Hashable, CustomStringConvertible {
    /// Nil when the row does not say it properly; `row` then holds why.
    init?(_ row: inout RowCheck)
}

/// A file that is read whole, because its rows are taken in groups or not at all. Memory grows with the number of
/// plans and policies, not with that of listings.
struct GroupedFile<Kind: GroupedRow> {
    struct Entry: Sendable {
        let row: CSVRow
        let key: Kind.Key?
        let candidate: Kind?
        var problems: [ColumnProblem]
        /// What became of it, once its group was taken.
        var outcome: ImportOutcome?
        /// Why it was not taken although nothing is wrong with it.
        var leftOut: String?
    }

    var entries: [Entry] = []
    /// Positions in `entries`.
    private(set) var byKey: [Kind.Key: [Int]] = [:]
    /// The groups in the order of the file.
    private(set) var keys: [Kind.Key] = []
    private var table: CSVTable?
    private let folder: ImportFolder
    private var seen: [[String]: Int] = [:]

    /// A file that is not there has no rows. - Throws: `HeaderRefused`.
    init(_ run: ImportRun, isPresent: Bool, categories: Categories) throws {
        folder = run.folder
        guard isPresent else { return }
        var table = try CSVTable(file: Kind.file, columns: Kind.columns, source: try folder.open(Kind.file))
        while let row = try table.next() {
            let entry = read(row, today: run.today, categories: categories)
            if let key = entry.key {
                if byKey[key] == nil { keys.append(key) }
                byKey[key, default: []].append(entries.count)
            }
            entries.append(entry)
        }
        self.table = table
    }

    private mutating func read(_ row: CSVRow, today: Day, categories: Categories) -> Entry {
        guard row.problems.isEmpty else { return Entry(row: row, key: nil, candidate: nil, problems: []) }
        var check = RowCheck(row, today: today)
        let key = Kind.Key(&check)
        let candidate = Kind(&check, key: key, categories: categories)
        if let key {
            let name = [key.description] + Kind.names.map { check[$0] }
            if let line = seen[name] {
                check.add(Kind.names.first ?? Kind.columns[0], "is there already, on line \(line)")
            } else {
                seen[name] = row.line
            }
        }
        return Entry(
            row: row, key: key, candidate: check.problems.isEmpty ? candidate : nil, problems: check.problems)
    }

    /// The first row of a group that cannot be taken, as `file line n`.
    func firstBad(of key: Kind.Key) -> String? {
        byKey[key, default: []].map { entries[$0] }.first { !$0.problems.isEmpty }
            .map { "\(Kind.file) line \($0.row.line)" }
    }

    func entries(of key: Kind.Key) -> [Entry] { byKey[key, default: []].map { entries[$0] } }

    func candidates(of key: Kind.Key) -> [Kind] { entries(of: key).compactMap(\.candidate) }

    mutating func settle(_ key: Kind.Key, _ change: (inout Entry) -> Void) {
        for index in byKey[key, default: []] { change(&entries[index]) }
    }

    /// Rows of groups that should have a row in another file, and have none.
    mutating func refuseStrangers(_ known: Set<Kind.Key>, in file: String) {
        for index in entries.indices {
            guard let key = entries[index].key, !known.contains(key) else { continue }
            entries[index].problems.append(ColumnProblem(Kind.columns[0], "\(key) is not in \(file)"))
        }
    }

    /// Tells every problem, writes the rejected rows, and counts.
    func finish(_ watch: ImportWatch) throws -> ImportReport.File {
        guard let table else { return ImportReport.File(name: Kind.file, passedOver: .absent) }
        var report = ImportReport.File(name: Kind.file)
        var rejected = RejectedFile(path: folder.rejectedPath(of: Kind.file), table: table)
        for entry in entries {
            let problems = entry.row.problems + entry.problems.map { entry.row.problem($0.column, $0.words) }
            for problem in problems { watch.problem(problem) }
            if problems.isEmpty, let outcome = entry.outcome {
                report.count(outcome)
            } else {
                report.rejected += 1
                let reasons = problems.map { "\($0.column): \($0.words)" } + [entry.leftOut].compactMap(\.self)
                try rejected.add(entry.row, reasons: reasons)
            }
        }
        try rejected.finish()
        return report
    }
}
