import Foundation
import Operations
import SQLiteDriver
import Storage
import TrialSupport

/// How long the catalogue takes to import, and how long a page of results takes, with everything on it: words, filters
/// with their counts, and verdicts. In this process, through all of the site but its socket. Run it in release:
///
///     swift run -c release CatalogueBench [listings …]
///
/// The limits that it is compared with are measured in the same run: for the import, reading the files and putting the
/// same rows into a bare table with an index of words; for a page without words, walking over as many rows of 16 bytes.
@main enum CatalogueBench {
    static let sizesUsual = [10_000, 100_000, 1_000_000]
    static let suppliers = 10_000

    static func main() async throws {
        let asked = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        for size in asked.isEmpty ? sizesUsual : asked { try await measure(size) }
    }

    private static func measure(_ size: Int) async throws {
        let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("catalogue-bench-\(getpid())")
        defer { remove(folder) }
        let catalogue = URL(fileURLWithPath: "catalogue")
        let files = folder.appendingPathComponent("files")
        try GeneratedCatalogue(folder: files, listings: size, suppliers: min(suppliers, size)).write(from: catalogue)
        let path = folder.appendingPathComponent("bench.db").path
        let database = try Town.open(path)
        try await importing(files, into: database, size: size)
        say("  database \(bytes(of: path) >> 20) MiB")
        try await Shop(database: database, folder: folder.path).ask(Questions.all)
        say("  memory at most \(peakMebibytes()) MiB")
        try database.close()
    }

    private static func importing(_ files: URL, into database: SQLiteDatabase, size: Int) async throws {
        let importer = Importer(database: database, now: Town.now(), identifiers: Town.identifiers) { count in
            (0..<count).map { _ in UInt8.random(in: 0...255) }
        }
        let clock = ContinuousClock()
        let began = clock.now
        let report = try await importer.run(
            ImportFolder(path: files.path), watch: ImportWatch { problem in say("  \(problem)") })
        let took = clock.now - began
        say("\(size) listings from \(min(suppliers, size)) suppliers")
        say("  imported \(report.count(.added)) rows in \(took.formatted())")
        // What was made must fit the import: otherwise something smaller is measured. Of the demonstration's people a
        // few name things that are not here.
        let rejected = report.files.filter { ["suppliers.csv", "listings.csv"].contains($0.name) }.map(\.rejected)
        guard rejected == [0, 0] else { throw Rejected(rows: rejected) }
    }

    private struct Rejected: Error {
        let rows: [Int]
    }

    static func say(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }

    private static func remove(_ folder: URL) {
        do { try FileManager.default.removeItem(at: folder) } catch { say("left behind: \(folder.path)") }
    }

    private static func bytes(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Of this process since it began, as the system counts it.
    private static func peakMebibytes() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss >> 10
    }
}
