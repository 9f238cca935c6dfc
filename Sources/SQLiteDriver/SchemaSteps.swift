import GRDB
import Relational

/// Brings a database to the schema of the program. Applied steps are remembered in `schema_steps`.
enum SchemaSteps {
    /// "Hold" in ASCII: tells a Holdfast database from other SQLite files.
    static let applicationID = 0x486f_6c64

    static func newestKnown(_ migrations: [Migration]) -> Int {
        migrations.map(\.number).max() ?? 0
    }

    /// The numbers of the applied steps; empty for a new database.
    static func applied(_ database: GRDB.Database) throws -> Set<Int> {
        guard try database.tableExists("schema_steps") else { return [] }
        return try Int.fetchSet(database, sql: "SELECT number FROM schema_steps")
    }

    /// Applies what is missing, all of it or nothing, while no other program writes.
    /// - Throws: `DatabaseRefusal.newerThanProgram`; what the engine says about a step, translated.
    static func apply(_ migrations: [Migration], to database: GRDB.Database, nowMilliseconds: Int) throws {
        let numbers = migrations.map(\.number)
        precondition(numbers == Set(numbers).sorted(), "migrations stand in the order of their numbers")
        guard try !Set(numbers).isSubset(of: applied(database)) else { return }
        // Tables that others point to can be rebuilt only while keys are not enforced; they are checked before the end.
        try database.execute(sql: "PRAGMA foreign_keys = OFF")
        do {
            try applyMissing(migrations, to: database, nowMilliseconds: nowMilliseconds)
        } catch {
            try database.execute(sql: "PRAGMA foreign_keys = ON")
            throw error
        }
        try database.execute(sql: "PRAGMA foreign_keys = ON")
    }

    private static func applyMissing(
        _ migrations: [Migration], to database: GRDB.Database, nowMilliseconds: Int
    ) throws {
        try database.inTransaction(.immediate) {
            // Asked again, because another program may have applied them while this one waited for the lock.
            let done = try applied(database)
            let known = newestKnown(migrations)
            if let found = done.max(), found > known {
                throw DatabaseRefusal.newerThanProgram(found: found, known: known)
            }
            if done.isEmpty { try begin(database) }
            for migration in migrations where !done.contains(migration.number) {
                for statement in migration.statements { try database.execute(sql: SchemaWriter.sql(statement)) }
                try database.execute(
                    sql: "INSERT INTO schema_steps (number, name, applied_at) VALUES (?, ?, ?)",
                    arguments: [migration.number, migration.name, nowMilliseconds])
            }
            guard try GRDB.Row.fetchOne(database, sql: "PRAGMA foreign_key_check") == nil else {
                throw GRDB.DatabaseError(resultCode: .SQLITE_CONSTRAINT_FOREIGNKEY, message: "a step broke a key")
            }
            return .commit
        }
    }

    private static func begin(_ database: GRDB.Database) throws {
        try database.execute(
            sql: """
                PRAGMA application_id = \(applicationID);
                CREATE TABLE IF NOT EXISTS schema_steps (
                    number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT;
                """)
    }
}
