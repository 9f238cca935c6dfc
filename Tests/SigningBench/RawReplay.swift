import GRDBSQLite
import Relational
import TrialSupport

/// Runs recorded writes through SQLite's own interface, with every statement prepared once: the least that anything
/// can cost that says the same to the same engine with the same durability.
final class RawReplay {
    private var connection: OpaquePointer?
    private var prepared: [String: OpaquePointer] = [:]
    /// Nanoseconds of work between the beginnings and the ends of writes.
    private(set) var serial = 0

    init(path: String) throws {
        guard sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else {
            throw TrialFailure("\(path): does not open")
        }
        for pragma in ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON"] {
            try execute("PRAGMA \(pragma)")
        }
    }

    deinit {
        for statement in prepared.values { sqlite3_finalize(statement) }
        sqlite3_close_v2(connection)
    }

    /// One commit for each group, one savepoint for each write, as the product's queue does it.
    func run(_ writes: [[Statement]], perCommit: Int) throws {
        var start = 0
        while start < writes.count {
            try execute("BEGIN IMMEDIATE")
            for write in writes[start..<min(start + perCommit, writes.count)] {
                try execute("SAVEPOINT job")
                let start = SerialClock.now
                for statement in write { try run(statement) }
                serial += SerialClock.now - start
                try execute("RELEASE job")
            }
            try execute("COMMIT")
            start += perCommit
        }
    }

    private func execute(_ sql: String) throws {
        let statement = try prepare(sql)
        defer { sqlite3_reset(statement) }
        var code = sqlite3_step(statement)
        while code == SQLITE_ROW { code = sqlite3_step(statement) }
        guard code == SQLITE_DONE else { throw problem(sql) }
    }

    private func run(_ recorded: Statement) throws {
        let statement = try prepare(recorded.sql)
        defer { sqlite3_reset(statement) }
        for (index, value) in recorded.values.enumerated() {
            let position = Int32(index + 1)
            switch value {
            case .null: sqlite3_bind_null(statement, position)
            case .integer(let number): sqlite3_bind_int64(statement, position, number)
            case .text(let text):
                let keep = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
                sqlite3_bind_text(statement, position, text, Int32(text.utf8.count), keep)
            }
        }
        var code = sqlite3_step(statement)
        while code == SQLITE_ROW {
            for column in 0..<sqlite3_column_count(statement) {
                if sqlite3_column_type(statement, column) == SQLITE_TEXT {
                    sqlite3_column_text(statement, column)
                } else {
                    sqlite3_column_int64(statement, column)
                }
            }
            code = sqlite3_step(statement)
        }
        guard code == SQLITE_DONE else { throw problem(recorded.sql) }
    }

    private func prepare(_ sql: String) throws -> OpaquePointer? {
        if let known = prepared[sql] { return known }
        var statement: OpaquePointer?
        guard sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil) == SQLITE_OK
        else { throw problem(sql) }
        prepared[sql] = statement
        return statement
    }

    private func problem(_ sql: String) -> TrialFailure {
        TrialFailure("\(String(cString: sqlite3_errmsg(connection))) in: \(sql)")
    }
}
