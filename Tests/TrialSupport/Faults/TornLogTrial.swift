import Foundation
import SceneSupport
import SQLiteDriver
import Storage
import TestSupport
import Values

/// A write-ahead log whose end is torn off or spoilt, as by a power cut: every commit before the damage is there,
/// whole; of the others there is nothing.
package struct TornLogTrial: Sendable {
    package let orders: Int
    /// How many damaged logs are opened.
    package let damages: Int
    package let seed: UInt64

    package init(orders: Int, damages: Int, seed: UInt64) {
        self.orders = orders
        self.damages = damages
        self.seed = seed
    }

    /// One answered deed: where the log ended then, and what the database held.
    private struct Answered {
        let logBytes: Int
        let dump: Dump
        let orders: Int
    }

    private struct Story {
        let database: Data
        let log: Data
        let answered: [Answered]
    }

    package func run() async throws -> Verdicts {
        var verdicts = Verdicts()
        let story = try await story()
        guard let last = story.answered.last else { throw TrialFailure("nothing was answered") }
        verdicts.expect(
            last.logBytes <= story.log.count && story.answered.count >= orders,
            "the log is not the one that was told: \(last.logBytes) of \(story.log.count) bytes")
        var random = SplitMix64(seed: seed)
        var whole = 0
        for damage in 0..<damages {
            let place = Int.random(in: 0..<story.log.count, using: &random)
            var log = story.log
            switch damage % 3 {
            case 0: log = log.prefix(place)
            case 1: log[place] ^= UInt8(1) << UInt8.random(in: 0...7, using: &random)
            default: for index in place..<log.count { log[index] = UInt8.random(in: 0...255, using: &random) }
            }
            let kind = ["cut", "one bit", "garbled"][damage % 3]
            let found = try await open(story, log: log)
            let certain = story.answered.lastIndex { $0.logBytes <= place } ?? 0
            verdicts.expect(
                found.index.map { $0 >= certain } ?? false,
                "\(kind) at byte \(place), seed \(seed): \(found.words), but \(certain) deeds were answered before it")
            verdicts.expect(found.isSound, "\(kind) at byte \(place), seed \(seed): the books do not agree")
            whole += 1
        }
        verdicts.note(
            """
            \(whole) damaged logs (a third each cut, one bit wrong, garbled to the end) of \(story.answered.count) \
            commits: each opened to exactly the state after one commit, none before the damage lost
            """)
        return verdicts
    }

    /// Orders that are signed and answered one by one while nothing is moved from the log into the database.
    private func story() async throws -> Story {
        let scene = try await Scene()
        try await scene.pragma("PRAGMA wal_autocheckpoint = 0")
        var answered: [Answered] = []
        func note() async throws {
            answered.append(
                Answered(
                    logBytes: try LogIndex(of: scene.folder.database).bytes, dump: try await Dump(of: scene.database),
                    orders: try await scene.rows("SELECT id FROM orders").count))
        }
        let begun = Answered(logBytes: 0, dump: try await Dump(of: scene.database), orders: 0)
        answered.append(begun)
        for number in 0..<orders {
            try await scene.fill(.ann, [("rollator", 1)])
            try await note()
            let order = try await scene.sign(.ann)
            try await note()
            let part = try await scene.part(of: order, "meadow", .direct)
            if number.isMultiple(of: 2) {
                try await scene.cancel(part)
            } else {
                try await scene.answer(part, .decline, note: "Sold out")
            }
            try await note()
        }
        let path = scene.folder.database
        return Story(
            database: try Data(contentsOf: URL(fileURLWithPath: path)),
            log: try Data(contentsOf: URL(fileURLWithPath: path + "-wal")), answered: answered)
    }

    private struct Found {
        /// Which state it is; nil when it is none of them.
        let index: Int?
        let isSound: Bool

        var words: String { index.map { "it opened to the state after deed \($0)" } ?? "it is no state that ever was" }
    }

    private func open(_ story: Story, log: Data) async throws -> Found {
        let folder = try SceneFolder()
        try story.database.write(to: URL(fileURLWithPath: folder.database))
        try log.write(to: URL(fileURLWithPath: folder.database + "-wal"))
        let database = try Town.open(folder.database)
        let dump = try await Dump(of: database)
        let isSound = try await database.read { try LedgerVerification(reading: $0).differences.isEmpty }
        try database.close()
        return Found(index: story.answered.lastIndex { $0.dump == dump }, isSound: isSound)
    }
}

/// How far the write-ahead log is valid, from SQLite's own index of it (https://sqlite.org/walformat.html).
struct LogIndex {
    let bytes: Int

    init(of database: String) throws {
        let index = [UInt8](try Data(contentsOf: URL(fileURLWithPath: database + "-shm")))
        guard index.count >= 48 else { throw TrialFailure("\(database)-shm: is no index of a log") }
        // In the byte order of this machine, as SQLite writes it.
        let word = { (place: Int) in
            index[place..<place + 4].withUnsafeBytes { Int($0.loadUnaligned(as: UInt32.self)) }
        }
        let page = index[14..<16].withUnsafeBytes { Int($0.loadUnaligned(as: UInt16.self)) }
        let frames = word(16)
        bytes = frames == 0 ? 0 : 32 + frames * (24 + page)
    }
}
