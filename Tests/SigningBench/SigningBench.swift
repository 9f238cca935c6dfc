import Foundation
import TrialSupport

/// How fast orders are signed: at the desk, against the same statements said to SQLite directly, and through HTTP.
///
///     swift build -c release --product holdfast
///     swift run -c release SigningBench [store|http] [--rounds 5] [--seconds 15]
///
/// Figures are ratios to a limit measured in the same run, and percentiles.
@main enum SigningBench {
    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("holdfast-bench-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let result: Result<Void, any Error>
        do {
            result = .success(try await run(words, folder))
        } catch {
            result = .failure(error)
        }
        try FileManager.default.removeItem(atPath: folder)
        try result.get()
    }

    private static func run(_ words: [String], _ folder: String) async throws {
        let number = { (flag: String, other: Int) in
            words.firstIndex(of: flag).flatMap { words.indices.contains($0 + 1) ? Int(words[$0 + 1]) : nil } ?? other
        }
        if !words.contains("http") {
            let signers = number("--signers", 1_500)
            let town = try await Town.build(at: "\(folder)/town.db", catalogue: "catalogue", holders: signers)
            try await town.fillBaskets()
            try await StoreBench(town: town, folder: folder, rounds: number("--rounds", 5)).run()
        }
        if !words.contains("store") {
            let seed = UInt64(number("--seed", 1))
            try await HTTPBench(folder: folder, seconds: number("--seconds", 15), seed: seed).run()
        }
    }
}

enum Bench {
    /// Whether the statements of one signing are shown.
    static var tellsStatements: Bool { CommandLine.arguments.contains("--statements") }

    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    /// A copy of a database that nobody has open.
    static func copy(_ from: String, to: String) throws -> String {
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: to + suffix) {
            try FileManager.default.removeItem(atPath: to + suffix)
        }
        try FileManager.default.copyItem(atPath: from, toPath: to)
        return to
    }
}

/// Nanoseconds since it was made: of the clock, and of this process's work on all cores.
struct Stopwatch {
    private let wallStart = Stopwatch.now(CLOCK_MONOTONIC)
    private let cpuStart = Stopwatch.now(CLOCK_PROCESS_CPUTIME_ID)

    var wall: Int { Stopwatch.now(CLOCK_MONOTONIC) - wallStart }
    var cpu: Int { Stopwatch.now(CLOCK_PROCESS_CPUTIME_ID) - cpuStart }

    private static func now(_ clock: clockid_t) -> Int {
        var now = timespec()
        clock_gettime(clock, &now)
        return now.tv_sec * 1_000_000_000 + now.tv_nsec
    }
}
