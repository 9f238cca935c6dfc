import ArgumentParser
import Foundation
import Operations
import SQLiteDriver
import Storage
import Synchronization

/// Reads a folder of CSV files into the database.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read a folder of CSV files into the database.",
        discussion: """
            Files that are not there are skipped. Good rows are kept; each bad one is reported as
            file:line: column: what is wrong, and goes with its reason to <name>.rejected.csv beside the file. A
            corrected rejected file can be imported as it is, under the name of the original. A plan is taken whole or
            not at all. Rows that say what they said last time change nothing, so that an import can be repeated.

            A commissioner's fund is granted once, when the commissioner is first imported. An agreed version of a plan
            never changes, and replacing a plan in force is not done by an import.

            A dry run does all of this on a private copy of the database, and throws it away: it needs as much room
            in the temporary folder as the database has.

            Examples:
              holdfast import catalogue
              holdfast import catalogue --dry-run
              holdfast import /srv/feeds --rejected /srv/rejected --database /var/lib/holdfast/holdfast.db

            Exit codes: 0 all rows were taken; 1 some were rejected; 2 it could not work.
            """)

    @Argument(help: "The folder with categories.csv, listings.csv, people/plans.csv and so on.")
    var dir: String

    @Flag(help: "Check everything, and write nothing at all.")
    var dryRun = false

    @Option(help: ArgumentHelp("Where files of rejected rows go (beside each file).", valueName: "folder"))
    var rejected: String?

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let path = try database.settings().database
        try mustBeFolder(dir)
        if let rejected { try mustBeFolder(rejected) }
        let report =
            if dryRun {
                try await DryRun.run(path) { database, scratch in
                    try await take(database, ImportFolder(path: dir, rejected: scratch))
                }
            } else {
                try await DatabaseUse.run(path, makes: true) { database in
                    try await take(database, ImportFolder(path: dir, rejected: rejected))
                }
            }
        for line in report.lines { Terminal.say(line) }
        if dryRun { Terminal.say("This was a dry run: nothing was written.") }
        if !report.isClean { throw ExitCode.foundProblems }
    }

    private func take(_ database: SQLiteDatabase, _ folder: ImportFolder) async throws -> ImportReport {
        let importer = Importer(
            database: database, now: Nature.now(), identifiers: Nature.identifiers, random: Nature.random)
        let view = ImportView(folder: dir)
        defer { view.finish() }
        return try await importer.run(folder, watch: view.watch)
    }

    private func mustBeFolder(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandFailure("\(path): there is no such folder")
        }
    }
}

/// Problems line by line on standard error, and below them a bar when somebody watches.
final class ImportView: Sendable {
    private let folder: String
    private let hasBar: Bool
    private let isShown = Mutex(false)

    private static let barWidth = 30

    init(folder: String, hasBar: Bool = Terminal.isWatched) {
        var path = folder[...]
        while path.count > 1, path.last == "/" { path.removeLast() }
        self.folder = String(path)
        self.hasBar = hasBar
    }

    var watch: ImportWatch {
        ImportWatch(
            problem: { problem in
                self.clear()
                Terminal.warn("\(self.folder)/\(problem)")
            },
            progress: { self.show($0) })
    }

    func finish() { clear() }

    private func show(_ progress: ImportProgress) {
        guard hasBar, progress.bytesTotal > 0 else { return }
        let done = min(progress.bytesDone, progress.bytesTotal) * ImportView.barWidth / progress.bytesTotal
        let bar = String(repeating: "#", count: done) + String(repeating: ".", count: ImportView.barWidth - done)
        isShown.withLock { $0 = true }
        Terminal.write("\r\u{1B}[K[\(bar)] \(progress.file) \(progress.rows) rows", to: .standardError)
    }

    private func clear() {
        let wasShown = isShown.withLock { shown in
            defer { shown = false }
            return shown
        }
        if wasShown { Terminal.write("\r\u{1B}[K", to: .standardError) }
    }
}

extension ImportReport {
    /// One line for each file, and one for all.
    var lines: [String] {
        var table = TextTable(["file", "added", "changed", "unchanged", "rejected", ""])
        for file in files {
            let counts = [ImportOutcome.added, .changed, .unchanged].map { String(file.counts[$0] ?? 0) }
            let note: String =
                switch file.passedOver {
                case .absent: "not there, skipped"
                case .refused: "not read, see its header"
                case nil: ""
                }
            table.add([file.name] + counts + [String(file.rejected), note])
        }
        let counts = [ImportOutcome.added, .changed, .unchanged].map { String(count($0)) }
        table.add(["together"] + counts + [String(self.rejected), ""])
        return table.lines
    }
}
