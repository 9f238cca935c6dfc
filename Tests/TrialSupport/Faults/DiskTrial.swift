import Foundation
import Relational
import SceneSupport
import SQLiteDriver

extension FaultTrial {
    /// Files grow by so much from try to try: it divides no page, so that the disk is full in the middle of one.
    private static let bytesMore = 1_900

    /// A disk that is full after so many more bytes: SQLite itself fails, in the middle of what it writes. It is the
    /// system's limit on the size of files, which holds for the whole process: nothing else may be at work in it.
    package func fullDisk() async throws -> Verdicts {
        var verdicts = Verdicts()
        let bytes = try await prepared()
        let complete = try await complete(bytes)
        let scene = try await Scene(bytes: bytes, idsFrom: FaultTrial.idsOfAct)
        let before = try await Dump(of: scene.database)
        let (most, place) = (try FileLimit.current(), try await Attempt.begin(scene))
        var (limit, tried) = (place, 0)
        while true {
            scene.ids.restart(from: FaultTrial.idsOfAct)
            try FileLimit.set(limit)
            let error = await failure(scene)
            try FileLimit.set(most)
            guard let error else { break }
            tried += 1
            let words = "with room for \(limit - place) bytes"
            verdicts.expect(error is StorageUnavailable, "\(deed.name): \(words) it said \(error)")
            let tables = try await Dump(of: scene.database).differences(from: before)
            verdicts.expect(tables.isEmpty, "\(deed.name): \(words) it left traces in \(tables)")
            limit += FaultTrial.bytesMore
            guard tried < 5_000 else { throw TrialFailure("\(deed.name): no room is enough") }
        }
        verdicts.expect(tried > 0, "\(deed.name): the disk was never full")
        let tables = try await Dump(of: scene.database).differences(from: complete)
        verdicts.expect(tables.isEmpty, "\(deed.name): with room again, it differs in \(tables)")
        try await verdicts.add(soundness(scene))
        verdicts.note("\(deed.name): \(tried) full disks, no trace of any; then done")
        return verdicts
    }

    func failure(_ scene: Scene) async -> (any Error)? {
        do {
            try await deed.act(scene)
            return nil
        } catch {
            return error
        }
    }

    private enum Attempt {
        /// How long the log is now: what is written goes behind it.
        static func begin(_ scene: Scene) async throws -> Int {
            try await scene.pragma("PRAGMA wal_autocheckpoint = 0")
            let log = scene.folder.database + "-wal"
            return try FileManager.default.attributesOfItem(atPath: log)[.size] as? Int ?? 0
        }
    }
}

/// The system's limit on the size of files that this process writes (setrlimit, RLIMIT_FSIZE).
package enum FileLimit {
    static func current() throws -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0
        else { throw TrialFailure("the limit of files is not told") }
        return limit.rlim_cur > UInt64(Int.max) ? Int.max : Int(limit.rlim_cur)
    }

    /// The signal that comes with it is ignored, so that writing fails as it does on a full disk.
    static func set(_ bytes: Int) throws {
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0
        else { throw TrialFailure("the limit of files is not told") }
        limit.rlim_cur = bytes == Int.max ? limit.rlim_max : rlim_t(bytes)
        guard setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0
        else { throw TrialFailure("the limit of files cannot be set") }
    }
}

extension Scene {
    func pragma(_ statement: Statement) async throws {
        _ = try await database.write { try $0.connection.rows(statement).count }
    }
}
