import Catalogue
import Identity
import Relational
import Storage
import Values

/// Goes through a supplier's file once, batch by batch: looking only, or carrying it out. Each batch is one
/// transaction, with how far the file is, so that a run that broke off goes on where it was.
struct RunPass {
    let desk: Desk
    let folder: RunFolder
    let principal: Principal
    private(set) var run: ListingRun
    private let columns: [(header: String, field: String)]
    /// On which line a code was seen first.
    private var seen: [String: Int] = [:]
    private var coming: Set<String> = []
    /// Rows that were done before the program ended: they are read again for the file of wrong rows alone.
    private var done: Int
    private let isDry: Bool

    static let batchRowsMaximum = 500
    static let batchBytesMaximum = 4 << 20

    init(_ run: ListingRun, desk: Desk, folder: RunFolder, principal: Principal) {
        self.run = run
        self.desk = desk
        self.folder = folder
        self.principal = principal
        isDry = run.status == .checking
        // Looking begins anew; carrying out goes on.
        if isDry { (self.run.tally, self.run.problems) = (.init(), []) }
        done = self.run.tally.rows
        columns = zip(run.header, run.mapping).filter { !$0.1.isEmpty }.map { (header: $0.0, field: $0.1) }
    }

    /// - Throws: `HeaderRefused`, `ImportFailure`; what the database throws.
    mutating func go() async throws -> ListingRun {
        try await desk.strikePriceClock()
        var table = try CSVTable(
            file: run.name, columns: run.header.filter { $0 != CSVTable.reasonColumn }, source: try folder.open(run.id))
        var wrong = RejectedFile(
            path: folder.wrongRows(run.id), table: table,
            guarding: { ListingCells.guarded(ListingCells.freed($0)) })
        while true {
            let batch = try nextBatch(&table)
            guard !batch.isEmpty else { break }
            try await settle(batch, &wrong)
        }
        try wrong.finish()
        return run
    }

    private mutating func nextBatch(_ table: inout CSVTable) throws -> [RunRow] {
        var (batch, bytes): ([RunRow], Int) = ([], 0)
        while batch.count < RunPass.batchRowsMaximum, bytes < RunPass.batchBytesMaximum,
            let row = try table.next()
        {
            var read = RunRow(row, columns: columns, scope: run.scope)
            if read.problems.isEmpty {
                if let line = seen[read.reference] {
                    read.add(ListingColumns.reference, "The code is there already, on line \(line)", columns)
                } else {
                    seen[read.reference] = row.line
                }
            }
            batch.append(read)
            bytes += row.raw.count
        }
        return batch
    }

    private mutating func settle(_ batch: [RunRow], _ wrong: inout RejectedFile) async throws {
        let again = min(done, batch.count)
        done -= again
        let (pass, known) = (Batch(self), coming)
        let answers = isDry
            ? try await desk.look { look in try pass.look(batch, coming: known, look) }
            : try await answered(batch.prefix(again)) + carryOut(Array(batch.dropFirst(again)), pass)
        for (row, answer) in zip(batch, answers) {
            if case .added = answer { coming.insert(row.reference) }
            if case .wrong(let problems) = answer {
                try wrong.add(row.row, reasons: problems.map { "\($0.column): \($0.words)" })
            }
        }
        for answer in answers.dropFirst(again) { note(answer) }
        if isDry {
            let run = run
            try await desk.database.write { try $0.runs.saveProgress(of: run) }
        }
    }

    /// What became of rows that were done before: which of them were wrong, as it was told then.
    private func answered(_ rows: ArraySlice<RunRow>) async throws -> [RowAnswered] {
        guard let first = rows.first?.row.line, let last = rows.last?.row.line else { return [] }
        let id = run.id
        let wrong = try await desk.database.read { try $0.runs.wrongRows(of: id, lines: first...last) }
        return rows.map { row in wrong[row.row.line].map(RowAnswered.wrong) ?? .unchanged }
    }

    /// The tally is saved with the rows that it counts, and with what was wrong with them.
    private func carryOut(_ batch: [RunRow], _ pass: Batch) async throws -> [RowAnswered] {
        guard !batch.isEmpty else { return [] }
        let (now, identifiers, sealer, keeper) = (desk.now, desk.identifiers, desk.sealer, desk.keeper)
        let before = self
        let shelf = try await desk.database.read { try keeper.shelf(in: $0) }
        return try await desk.database.write { tx in
            let tools = Tools(now: now, identifiers: identifiers, sealer: sealer, shelf: shelf)
            let answers = try pass.carryOut(batch, in: tx, with: tools)
            var after = before
            for (row, answer) in zip(batch, answers) {
                after.note(answer)
                guard case .wrong(let problems) = answer else { continue }
                try tx.runs.note(wrong: problems, line: row.row.line, of: after.run.id)
            }
            try tx.runs.saveProgress(of: after.run)
            return answers
        }
    }

    private mutating func note(_ answer: RowAnswered) {
        switch answer {
        case .added: run.tally.added += 1
        case .changed: run.tally.changed += 1
        case .unchanged: run.tally.unchanged += 1
        case .wrong(let problems):
            run.tally.wrong += 1
            run.problems += problems.prefix(max(0, ListingRun.problemsShown - run.problems.count))
        }
    }

    /// What a batch needs to know of its pass.
    struct Batch: Sendable {
        let principal: Principal
        let supplier: Supplier.ID
        let scope: ListingRun.Scope
        let columns: [(header: String, field: String)]

        init(_ pass: RunPass) {
            principal = pass.principal
            supplier = pass.run.supplier
            scope = pass.run.scope
            columns = pass.columns
        }
    }
}

/// What became of a row.
enum RowAnswered: Sendable {
    case added, changed, unchanged
    case wrong([ListingRun.Problem])
}

extension RunPass.Batch {
    /// Decides, and stores nothing.
    func look(_ batch: [RunRow], coming: Set<String>, _ look: Desk.Look) throws -> [RowAnswered] {
        var judge = try judge(look.snapshot, look.shelf.categories, look.today)
        judge.coming = coming
        let own = try known(batch, look.snapshot)
        return try batch.map { row in
            guard row.problems.isEmpty else { return .wrong(row.problems) }
            switch try judge.fate(of: row, own: own[row.reference]) {
            case .unchanged: return .unchanged
            case .change: return .changed
            case .wrong(let problems): return .wrong(named(problems, row))
            case .add:
                judge.coming.insert(row.reference)
                return .added
            }
        }
    }

    /// Decides, and carries it out.
    func carryOut(_ batch: [RunRow], in tx: Transaction, with tools: Tools) throws -> [RowAnswered] {
        let clerk = try ListingClerk(tx, tools, principal)
        let judge = try judge(tx, tools.shelf.categories, tools.today)
        let own = try known(batch, tx)
        return try batch.map { row in
            guard row.problems.isEmpty else { return .wrong(row.problems) }
            switch try judge.fate(of: row, own: own[row.reference]) {
            case .unchanged: return .unchanged
            case .wrong(let problems): return .wrong(named(problems, row))
            case .add(let checked):
                _ = try clerk.add(checked, reference: row.reference, proposes: true)
                return .added
            case .change(let outcome, let own, let checked):
                try clerk.carryOut(outcome, on: own, to: checked, stockSeen: own.listing.stock)
                return .changed
            }
        }
    }

    private func judge(_ access: some Reading, _ categories: Categories, _ today: Day) throws -> RowJudge {
        RowJudge(
            access: access, supplier: supplier, categories: categories, scope: scope, today: today,
            noticeDays: try access.setting(.priceNoticeDays))
    }

    private func known(_ batch: [RunRow], _ access: some Reading) throws -> [String: OwnListing] {
        let codes = batch.filter(\.problems.isEmpty).map(\.reference)
        let listings = Array(try access.listings.find(references: codes, of: supplier).values)
        let own = try access.own(listings)
        return Dictionary(
            listings.compactMap { listing in own[listing.id].map { (listing.reference, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// The problems by the names of the file's own columns.
    private func named(_ problems: FieldProblems, _ row: RunRow) -> [ListingRun.Problem] {
        var row = row
        for problem in problems.problems { row.add(problem.field, problem.words, columns) }
        return row.problems
    }
}
