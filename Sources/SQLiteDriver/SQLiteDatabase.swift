import GRDB
import Relational

/// A database in one SQLite file: one connection that writes, several that read.
///
/// WAL with `synchronous=FULL`: what was answered survives a power cut.
package final class SQLiteDatabase: Relational.Database {
    /// How long a statement waits for another program's lock, in seconds.
    private static let busySeconds = 10.0
    /// How long a start waits for another program that starts, in milliseconds: schema steps can take a while.
    private static let startMillisecondsMaximum = 30_000
    private static let readersMaximum = 5

    private let pool: DatabasePool
    private let writes: WriteQueue

    private init(pool: DatabasePool) {
        self.pool = pool
        writes = WriteQueue(pool: pool)
    }

    /// Opens a database, or makes it where there is no file, and applies the schema steps it misses.
    /// - Parameter nowMilliseconds: since 1970, for the record of applied steps.
    /// - Throws: `DatabaseRefusal`, with the file left as it was; `StorageUnavailable` or `EngineFailure` from a
    ///   schema step, with none of the missing steps applied.
    package static func open(path: String, migrations: [Migration], nowMilliseconds: Int) throws -> SQLiteDatabase {
        let file = DatabaseFile(path: path)
        let lock = try StartLock(folder: file.folder, milliseconds: startMillisecondsMaximum)
        defer { lock.release() }
        switch try file.content() {
        case .nothing: try file.create()
        case .blank: break
        case .holdfast(let found):
            let known = SchemaSteps.newestKnown(migrations)
            guard found <= known else { throw DatabaseRefusal.newerThanProgram(found: found, known: known) }
        }
        let pool: DatabasePool
        do {
            pool = try DatabasePool(path: file.path, configuration: configuration)
            try pool.writeWithoutTransaction(makeDurable)
        } catch let error as DatabaseError {
            throw DatabaseFile.refusal(error)
        }
        try translating {
            try pool.writeWithoutTransaction { database in
                try SchemaSteps.apply(migrations, to: database, nowMilliseconds: nowMilliseconds)
            }
        }
        return SQLiteDatabase(pool: pool)
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "holdfast"
        configuration.busyMode = .timeout(busySeconds)
        configuration.maximumReaderCount = readersMaximum
        // GRDB would end the program at a transaction that a failing disk does not let us close; we close it later.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            // Without this, INSERT OR REPLACE removes rows behind the back of the append-only triggers.
            try database.execute(sql: "PRAGMA recursive_triggers = ON")
        }
        return configuration
    }

    /// Not in `prepareDatabase`: GRDB sets `synchronous = NORMAL` after that. The pool keeps this one connection for
    /// writing until it is closed, so setting it once holds.
    private static func makeDurable(_ database: GRDB.Database) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else {
            throw DatabaseRefusal.cannotOpen("SQLite does not take synchronous = FULL")
        }
    }

    package func read<Answer: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Answer
    ) async throws -> Answer {
        do {
            return try await pool.read { try body(Snapshot(connection: EngineConnection($0))) }
        } catch {
            throw translated(error)
        }
    }

    package func write<Answer: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            writes.submit(
                WriteQueue.Job(
                    perform: { transaction in
                        let answer = try body(transaction)
                        return { continuation.resume(returning: answer) }
                    },
                    fail: { continuation.resume(throwing: $0) }))
        }
    }

    /// Writes what waits, then closes all connections. Later writes get `StorageUnavailable`.
    package func close() throws {
        writes.close()
        // GRDB closes its readers last, and those cannot move the write-ahead log into the database file. This
        // closes them first, so that one file is left.
        pool.releaseMemory()
        try translating { try pool.close() }
    }
}

/// What the writing connection is set to, read back from it.
package struct WriterSettings: Sendable, Hashable {
    /// 2 is FULL.
    package let synchronous: Int
    package let journalMode: String
    package let foreignKeys: Bool
    package let recursiveTriggers: Bool

    package init(synchronous: Int, journalMode: String, foreignKeys: Bool, recursiveTriggers: Bool) {
        self.synchronous = synchronous
        self.journalMode = journalMode
        self.foreignKeys = foreignKeys
        self.recursiveTriggers = recursiveTriggers
    }
}

extension SQLiteDatabase {
    /// For tests and for the start's log: settings that are lost silently are read back, not believed.
    package func writerSettings() async throws -> WriterSettings {
        try await pool.writeWithoutTransaction { database in
            WriterSettings(
                synchronous: try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1,
                journalMode: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "",
                foreignKeys: try Bool.fetchOne(database, sql: "PRAGMA foreign_keys") ?? false,
                recursiveTriggers: try Bool.fetchOne(database, sql: "PRAGMA recursive_triggers") ?? false)
        }
    }

    /// For trials: lets the engine refuse everything that writes, as it does where the file or its folder has become
    /// read-only, and take it again.
    package func refuseWrites(_ refuses: Bool) async throws {
        try await pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA query_only = \(refuses ? 1 : 0)")
        }
    }
}
