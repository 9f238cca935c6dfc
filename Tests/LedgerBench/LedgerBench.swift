import Foundation
import Relational
import SQLiteDriver
import Storage

/// How long verifying the ledger takes, and how much memory at most, with many postings. Run it in release:
///
///     swift run -c release LedgerBench [--orders 100] [postings] [folder]
///
/// The books are those of orders, with their lines, units, holds and steps: all of the journal, or so much of it in per
/// cent; the rest of it is money that is held and released again.
///
/// The limit that it is compared with is measured in the same run: reading every column of the same rows in the same
/// order, with nothing done about them. The folder is for the database, about 6 GB for ten million postings; it is
/// removed afterwards.
@main enum LedgerBench {
    static let postingsUsual = 10_000_000

    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        var share = 100
        if let flag = arguments.firstIndex(of: "--orders"), arguments.indices.contains(flag + 1) {
            share = max(0, min(100, Int(arguments[flag + 1]) ?? 100))
            arguments.removeSubrange(flag...flag + 1)
        }
        let wanted = arguments.first.flatMap(Int.init) ?? postingsUsual
        let parent = arguments.dropFirst().first ?? NSTemporaryDirectory()
        let folder = URL(fileURLWithPath: parent).appendingPathComponent("ledger-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { remove(folder) }
        let database = try SQLiteDatabase.open(
            path: folder.appendingPathComponent("bench.db").path, migrations: Migrations.all, nowMilliseconds: 0)
        let generator = Generator(database: database, share: share)
        let making = try await measured { try await generator.make(postings: wanted) }
        say("made \(making.answer.postings) postings, \(making.answer.orders) orders in \(seconds(making.took))")
        let bare = try await measured { try await database.read(readAll) }
        say("read \(bare.answer) rows, every column: \(seconds(bare.took))")
        resetPeak()
        let before = peakKibibytes()
        let verifying = try await measured { try await database.read { try LedgerVerification(reading: $0) } }
        let result = verifying.answer
        say(
            "verified \(result.entries) entries, \(result.postings) postings, \(result.accounts) accounts: "
                + "\(seconds(verifying.took)), peak memory \(peakKibibytes() / 1_024) MiB "
                + "(\(before / 1_024) MiB before), \(result.differenceCount) differences")
        for difference in result.differences.prefix(5) { say("  \(difference)") }
        say("ratio to reading: \(ratio(verifying.took, bare.took))")
        try database.close()
        guard result.isSound else { exit(1) }
    }

    private static let readAll: @Sendable (Snapshot) throws -> Int = { snapshot in
        let entries = try snapshot.connection.cursor(
            "SELECT * FROM ledger_entries ORDER BY commissioner_id, sequence")
        let postings = try snapshot.connection.cursor(
            "SELECT * FROM ledger_postings ORDER BY commissioner_id, sequence, position")
        return try count(entries, columns: entryColumns) + count(postings, columns: postingColumns)
    }

    /// Whole numbers among the columns; the others are texts.
    private static let entryColumns = (count: 15, numbers: Set([2, 4, 6]))
    private static let postingColumns = (count: 6, numbers: Set([1, 2, 5]))

    private static func count(_ rows: any Cursor, columns: (count: Int, numbers: Set<Int>)) throws -> Int {
        var (count, sum) = (0, 0)
        while try rows.next() {
            count += 1
            for position in 0..<columns.count {
                sum &+= columns.numbers.contains(position) ? try rows.integer(position)
                    : (try rows.utf8(position)?.count ?? 0)
            }
        }
        precondition(sum != 0 || count == 0, "rows hold something")
        return count
    }

    private static func measured<Answer: Sendable>(
        _ work: @Sendable () async throws -> Answer
    ) async throws -> (answer: Answer, took: Took) {
        let clock = ContinuousClock()
        let (began, processor) = (clock.now, processorSeconds())
        let answer = try await work()
        return (answer, Took(duration: clock.now - began, processor: processorSeconds() - processor))
    }

    /// How long something took, by the clock and by the processor: other programs may want it as well.
    private struct Took: Sendable {
        let duration: Duration
        let processor: Double
    }

    private static func seconds(_ took: Took) -> String {
        let clock = Double(took.duration.components.seconds) + Double(took.duration.components.attoseconds) / 1e18
        return String(format: "%.1f s (%.1f s of processor)", clock, took.processor)
    }

    private static func ratio(_ one: Took, _ other: Took) -> String {
        String(format: "%.2f", one.processor / other.processor)
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The most that was resident since the last reset (Linux).
    private static func peakKibibytes() -> Int {
        guard let status = FileManager.default.contents(atPath: "/proc/self/status") else { return 0 }
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }

    private static func resetPeak() {
        guard let handle = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
        do {
            try handle.write(contentsOf: Data("5".utf8))
        } catch {
            say("the peak is that of the whole run: \(error)")
        }
    }

    private static func remove(_ folder: URL) {
        do { try FileManager.default.removeItem(at: folder) } catch { say("\(folder.path) stays behind: \(error)") }
    }

    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
