import Relational
import Storage
import Values

/// What every file of one import needs.
struct ImportRun: Sendable {
    let folder: ImportFolder
    let database: any Database
    let recording: Recording
    let random: @Sendable (Int) -> [UInt8]
    let watch: ImportWatch
    let bytesTotal: Int

    var today: Day { recording.now.day }

    /// Writes; where nothing changed, all is undone: the revision of the offers too, which had to be taken first, so
    /// that no shelf is refreshed for nothing.
    func write(
        _ body: @escaping @Sendable (inout ImportWriting) throws -> [RowAnswer]
    ) async throws -> [RowAnswer] {
        do {
            return try await database.write { tx in
                var writing = ImportWriting(tx: tx, recording: recording, random: random)
                let answers = try body(&writing)
                guard answers.contains(where: \.changedSomething) else { throw NothingChanged(answers: answers) }
                return answers
            }
        } catch let nothing as NothingChanged {
            return nothing.answers
        }
    }
}

private struct NothingChanged: Error {
    let answers: [RowAnswer]
}

extension RowAnswer {
    var changedSomething: Bool {
        if case .taken(let outcome) = self { outcome != .unchanged } else { false }
    }
}

/// Takes one file in, batch by batch.
struct FileImport<Step: ImportStep> {
    private let step: Step
    private let run: ImportRun
    private let bytesBefore: Int
    private var report = ImportReport.File(name: Step.file)
    /// On which line a key was seen first.
    private var seen: [String: Int] = [:]

    init(_ step: Step, run: ImportRun, bytesBefore: Int) {
        self.step = step
        self.run = run
        self.bytesBefore = bytesBefore
    }

    private struct Pending: Sendable {
        let row: CSVRow
        let candidate: Step.Candidate?
        let problems: [ImportProblem]
    }

    mutating func take() async throws -> ImportReport.File {
        var table: CSVTable
        do {
            table = try CSVTable(
                file: Step.file, columns: Step.columns, optional: Step.optionalColumns,
                passesOverOthers: Step.passesOverOthers, source: try run.folder.open(Step.file))
        } catch let refused as HeaderRefused {
            for problem in refused.problems { run.watch.problem(problem) }
            report.passedOver = .refused
            return report
        }
        var rejected = RejectedFile(path: run.folder.rejectedPath(of: Step.file), table: table)
        while true {
            let batch = try nextBatch(&table)
            guard !batch.isEmpty else { break }
            try settle(batch, try await write(batch), &rejected)
            run.watch.progress(
                ImportProgress(
                    file: Step.file, rows: report.rows, bytesDone: bytesBefore + table.bytesDone,
                    bytesTotal: run.bytesTotal))
        }
        try rejected.finish()
        return report
    }

    private mutating func nextBatch(_ table: inout CSVTable) throws -> [Pending] {
        var batch: [Pending] = []
        var bytes = 0
        while batch.count < Importer.batchRowsMaximum, bytes < Importer.batchBytesMaximum {
            guard let row = try table.next() else { break }
            batch.append(read(row))
            bytes += row.raw.count
        }
        return batch
    }

    private mutating func read(_ row: CSVRow) -> Pending {
        guard row.problems.isEmpty else { return Pending(row: row, candidate: nil, problems: row.problems) }
        var check = RowCheck(row, today: run.today)
        let candidate = step.check(&check)
        if let line = earlierLine(of: row) { check.add(Step.key[0], "is there already, on line \(line)") }
        let problems = check.problems.map { row.problem($0.column, $0.words) }
        return Pending(row: row, candidate: problems.isEmpty ? candidate : nil, problems: problems)
    }

    /// Where a row of the same key stands, if one does; otherwise remembers this one. E-mail addresses are the same
    /// in capitals.
    private mutating func earlierLine(of row: CSVRow) -> Int? {
        let parts = Step.key.map { $0 == "email" ? RowCheck.tidy(row[$0]).lowercased() : RowCheck.tidy(row[$0]) }
        guard !parts.isEmpty, !parts.contains("") else { return nil }
        let key = parts.joined(separator: "\n")
        if let line = seen[key] { return line }
        seen[key] = row.line
        return nil
    }

    /// One answer for each pending row that reads well, in order.
    private func write(_ batch: [Pending]) async throws -> [RowAnswer] {
        let good = batch.compactMap { pending in
            pending.candidate.map { ($0, pending.row.canonical(without: Step.once)) }
        }
        guard !good.isEmpty else { return [] }
        return try await run.write { [step] writing in
            let answers = try good.map { candidate, source in
                do {
                    return try step.take(candidate, source: source, in: &writing)
                } catch let violation as ConstraintViolation {
                    return RowAnswer.refused(ImportProblem.wholeRow, "the database refuses it: \(violation)")
                }
            }
            if answers.contains(where: \.changedSomething) { try step.note(writing.tx) }
            return answers
        }
    }

    private mutating func settle(
        _ batch: [Pending], _ answers: [RowAnswer], _ rejected: inout RejectedFile
    ) throws {
        var answers = answers.makeIterator()
        for pending in batch {
            var problems = pending.problems
            if pending.candidate != nil, let answer = answers.next() {
                switch answer {
                case .taken(let outcome): report.count(outcome)
                case .refused(let found): problems = found.map { pending.row.problem($0.column, $0.words) }
                }
            }
            guard !problems.isEmpty else { continue }
            report.rejected += 1
            for problem in problems { run.watch.problem(problem) }
            try rejected.add(pending.row, reasons: problems.map { "\($0.column): \($0.words)" })
        }
    }
}
