import Catalogue
import Storage
import Values

/// One of the three files of plans, read whole: a plan is agreed whole or not at all, so that its rows are needed
/// together. Memory grows with the number of plans, not with that of listings.
struct PlanFile<Kind: PlanRow> {
    struct Entry {
        let row: CSVRow
        let key: PlanKey?
        let candidate: Kind?
        var problems: [ColumnProblem]
        /// What became of it, once its plan was taken.
        var outcome: ImportOutcome?
        /// Why it was not taken although nothing is wrong with it.
        var leftOut: String?
    }

    var entries: [Entry] = []
    /// Positions in `entries`.
    private(set) var byKey: [PlanKey: [Int]] = [:]
    private var table: CSVTable?
    private let folder: ImportFolder
    private var seen: [String: Int] = [:]

    /// A file that is not there has no rows. - Throws: `HeaderRefused`.
    init(_ run: ImportRun, isPresent: Bool, categories: Categories) throws {
        folder = run.folder
        guard isPresent else { return }
        var table = try CSVTable(file: Kind.file, columns: Kind.columns, source: try folder.open(Kind.file))
        while let row = try table.next() {
            let entry = read(row, today: run.today, categories: categories)
            if let key = entry.key { byKey[key, default: []].append(entries.count) }
            entries.append(entry)
        }
        self.table = table
    }

    private mutating func read(_ row: CSVRow, today: Day, categories: Categories) -> Entry {
        guard row.problems.isEmpty else { return Entry(row: row, key: nil, candidate: nil, problems: []) }
        var check = RowCheck(row, today: today)
        let key = PlanKey(&check)
        let candidate = Kind(&check, key: key, categories: categories)
        if let key {
            let name = "\(key)\n\(Kind.name.isEmpty ? "" : check[Kind.name])"
            if let line = seen[name] {
                check.add(Kind.name.isEmpty ? "plan" : Kind.name, "is there already, on line \(line)")
            } else {
                seen[name] = row.line
            }
        }
        return Entry(
            row: row, key: key, candidate: check.problems.isEmpty ? candidate : nil, problems: check.problems)
    }

    /// The first row of a plan that cannot be taken, as `file line n`.
    func firstBad(of key: PlanKey) -> String? {
        byKey[key, default: []].map { entries[$0] }.first { !$0.problems.isEmpty }
            .map { "\(Kind.file) line \($0.row.line)" }
    }

    func entries(of key: PlanKey) -> [Entry] { byKey[key, default: []].map { entries[$0] } }

    mutating func settle(_ key: PlanKey, _ change: (inout Entry) -> Void) {
        for index in byKey[key, default: []] { change(&entries[index]) }
    }

    /// Rows of plans that have no row of their own.
    mutating func refuseStrangers(_ known: Set<PlanKey>) {
        for index in entries.indices {
            guard let key = entries[index].key, !known.contains(key) else { continue }
            entries[index].problems.append(ColumnProblem("plan", "\(key) is not in \(PlanHead.file)"))
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
