import Foundation
import SceneSupport
import SQLiteDriver
import Storage

/// I14 with a process that dies: killed at a moment of the deed's writes, or just after its answer. What is found
/// afterwards, by another process, is either the state before or the whole deed.
package struct KillTrial: Sendable {
    let trial: FaultTrial
    /// The program that dies: one that calls `KillTrial.die` with the words that it is given.
    let program: URL

    package init(_ deed: Deed, program: URL) {
        trial = FaultTrial(deed)
        self.program = program
    }

    package static let word = "die"

    /// - Parameter step: 1 for every moment, 7 for each seventh.
    package func kills(step: Int = 1, from first: Int = 0) async throws -> Verdicts {
        var verdicts = Verdicts()
        let bytes = try await trial.prepared()
        let complete = try await trial.complete(bytes)
        let before = try await FaultTrial.dump(bytes)
        let folder = try SceneFolder()
        try bytes.write(to: URL(fileURLWithPath: folder.database))
        var (place, tried) = (first, 0)
        while true {
            let path = try death(at: place, folder)
            let database = try Town.open(path)
            let found = try await Dump(of: database)
            let verification = try await database.read { try LedgerVerification(reading: $0) }
            try database.close()
            for difference in verification.differences {
                verdicts.fail("\(trial.deed.name): killed at moment \(place): \(difference)")
            }
            try FileManager.default.removeItem(
                at: URL(fileURLWithPath: path).deletingLastPathComponent())
            tried += 1
            guard found == before else {
                verdicts.expect(
                    found.hasSameCounts(as: complete),
                    "\(trial.deed.name): killed at moment \(place), it is half: \(found.differences(from: before))")
                break
            }
            place += step
            guard place < 10_000 else { throw TrialFailure("\(trial.deed.name): it is never done") }
        }
        verdicts.note("\(trial.deed.name): \(tried) kills, no trace before the commit, all of it after")
        return verdicts
    }

    /// Runs the deed in another process until it dies.
    /// - Returns: where its database is.
    private func death(at place: Int, _ folder: SceneFolder) throws -> String {
        let process = Process()
        process.executableURL = program
        process.arguments = [KillTrial.word, trial.deed.name, folder.database, String(place)]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let told = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationReason == .uncaughtSignal, process.terminationStatus == SIGKILL,
            let path = told.split(separator: "\n").first
        else { throw TrialFailure("\(trial.deed.name): at moment \(place) it did not die as told: \(told)") }
        return String(path)
    }

    /// What the other process does.
    /// - Parameter words: the deed, the database to begin with, and the moment to die at.
    package static func die(_ words: [String]) async throws {
        guard words.count == 3, let deed = Deed.named(words[0]), let place = Int(words[2])
        else { throw TrialFailure("die needs a deed, a database and a moment") }
        let plan = FaultPlan { kill(getpid(), SIGKILL) }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: words[1]))
        let scene = try await Scene(bytes: bytes, idsFrom: FaultTrial.idsOfAct) {
            WatchedDatabase($0, watcher: plan)
        }
        FileHandle.standardOutput.write(Data("\(scene.folder.database)\n".utf8))
        plan.arm(at: place, .death)
        try await deed.act(scene)
        // Answered: from now on it must all be there.
        kill(getpid(), SIGKILL)
    }
}

extension FaultTrial {
    /// What a closed database holds.
    static func dump(_ bytes: Data) async throws -> Dump {
        let folder = try SceneFolder()
        try bytes.write(to: URL(fileURLWithPath: folder.database))
        let database = try Town.open(folder.database)
        let dump = try await Dump(of: database)
        try database.close()
        return dump
    }
}
