import Cryptography
import Foundation
import Identity
import Operations
import Orders
import Relational
import SQLiteDriver
import Storage
import Values

/// Lets random people do random things with the real store, in simulated time, and looks after every step whether
/// what must always hold still does (reference, workflow 5.3). The same seed always does the same.
package struct Simulator: Sendable {
    package struct Settings: Sendable {
        package var seed: UInt64
        /// In all; split into episodes, each with a world of its own.
        package var steps: Int
        package var stepsOfAnEpisode = 400
        /// The whole of the books is proved again after so many steps, and at the end of each episode.
        package var proveEvery = 50
        /// Statements fail at random: the disk is full, or the engine gives up.
        package var withFaults = false
        /// Where databases are made; they are removed again.
        package var folder: String

        package init(seed: UInt64, steps: Int, folder: String, withFaults: Bool = false) {
            self.seed = seed
            self.steps = steps
            self.folder = folder
            self.withFaults = withFaults
        }
    }

    /// What was done and what was found.
    package struct Report: Sendable {
        package internal(set) var steps = 0
        package internal(set) var episodes = 0
        /// How often each move was done, refused, or failed by a fault: `done`, `refused order.blocked` …
        package internal(set) var answers: [String: [String: Int]] = [:]
        package internal(set) var proofs = 0
        /// Empty when nothing was wrong.
        package internal(set) var failure: Failure?
    }

    package struct Failure: Sendable, CustomStringConvertible {
        package let seed: UInt64
        package let step: Int
        package let move: String
        package let problems: [String]

        package var description: String {
            (["after step \(step), \(move), of seed \(seed):"] + problems.prefix(10)).joined(separator: "\n  ")
        }
    }

    package let settings: Settings

    package init(_ settings: Settings) {
        self.settings = settings
    }

    /// Plays the episodes, several side by side: they share nothing. The first that fails ends all.
    /// - Parameter lanes: how many at once.
    package func run(lanes: Int = 2) async throws -> Report {
        let episodes = (settings.steps + settings.stepsOfAnEpisode - 1) / settings.stepsOfAnEpisode
        return try await withThrowingTaskGroup(of: Report.self) { group in
            var (total, next) = (Report(), 0)
            func start() {
                guard next < episodes else { return }
                let steps = min(settings.stepsOfAnEpisode, settings.steps - next * settings.stepsOfAnEpisode)
                let episode = Episode(seed: settings.seed &+ UInt64(next), settings: settings)
                next += 1
                group.addTask { try await episode.run(steps: steps) }
            }
            for _ in 0..<max(1, lanes) { start() }
            while let report = try await group.next() {
                total.add(report)
                if report.failure != nil { return total }
                start()
            }
            return total
        }
    }
}

extension Simulator.Report {
    mutating func add(_ other: Self) {
        steps += other.steps
        episodes += other.episodes
        proofs += other.proofs
        failure = failure ?? other.failure
        for (move, found) in other.answers {
            answers[move, default: [:]].merge(found, uniquingKeysWith: +)
        }
    }
}

/// One world from its beginning to the end of the episode.
struct Episode {
    let seed: UInt64
    let settings: Simulator.Settings

    func run(steps: Int) async throws -> Simulator.Report {
        var report = Simulator.Report()
        report.episodes = 1
        let path = "\(settings.folder)/simulation-\(seed).sqlite"
        defer { Episode.remove(path) }
        Episode.remove(path)
        let stage = try await Stage(path: path, seed: seed, withFaults: settings.withFaults)
        var random = SeededRandom(seed: seed)
        for step in 1...steps {
            report.steps += 1
            let move = Moves.pick(&random)
            let answer = await stage.answer(to: move, &random)
            report.answers[move.name, default: [:]][answer, default: 0] += 1
            let isExpected = ["done", "idle", "fault", "refused"].contains { answer.hasPrefix($0) }
            var problems = isExpected ? [] : ["it ended with: \(answer)"]
            stage.stopFaults()
            problems += try await stage.database.read(Invariants.quick)
            if step.isMultiple(of: settings.proveEvery) || step == steps {
                report.proofs += 1
                problems += try await stage.database.read { try LedgerVerification(reading: $0).differences }
            }
            guard problems.isEmpty else {
                report.failure = .init(seed: seed, step: step, move: move.name, problems: problems)
                break
            }
        }
        try stage.close()
        return report
    }

    /// With the files that SQLite keeps beside it.
    private static func remove(_ path: String) {
        for end in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + end) {
            // What cannot be removed is overwritten by the next world of this number, and lies in a temporary folder.
            do { try FileManager.default.removeItem(atPath: path + end) } catch { continue }
        }
    }
}
