import GRDB
import Relational

/// Statements on one connection of SQLite, for as long as one transaction or snapshot lasts.
final class EngineConnection: Connection {
    private let database: GRDB.Database
    /// Cached statements whose rows are being walked: the same SQL inside the walk needs a statement of its own.
    private var walking: Set<String> = []

    init(_ database: GRDB.Database) {
        self.database = database
    }

    func rows(_ statement: Relational.Statement) throws -> [Relational.Row] {
        var rows: [Relational.Row] = []
        try eachRow(statement) { rows.append($0) }
        return rows
    }

    func eachRow(_ statement: Relational.Statement, _ body: (Relational.Row) throws -> Void) throws {
        let prepared = try prepare(statement.sql)
        let first = walking.insert(statement.sql).inserted
        defer { if first { walking.remove(statement.sql) } }
        let arguments = try EngineConnection.arguments(statement)
        let cursor = try translating { try GRDB.Row.fetchCursor(prepared, arguments: arguments) }
        let columns = Relational.Row.Columns(prepared.columnNames)
        let engine = EngineCursor(cursor, of: prepared)
        while try engine.next() {
            try body(Relational.Row(columns: columns, values: try engine.values(columns.names)))
        }
    }

    func cursor(_ statement: Relational.Statement) throws -> any Relational.Cursor {
        let arguments = try EngineConnection.arguments(statement)
        return try translating {
            let prepared = try database.makeStatement(sql: statement.sql)
            return EngineCursor(try GRDB.Row.fetchCursor(prepared, arguments: arguments), of: prepared)
        }
    }

    @discardableResult func run(_ statement: Relational.Statement) throws -> Int {
        let prepared = try prepare(statement.sql)
        let arguments = try EngineConnection.arguments(statement)
        return try translating {
            try prepared.execute(arguments: arguments)
            return prepared.isReadonly ? 0 : database.changesCount
        }
    }

    private func prepare(_ sql: String) throws -> GRDB.Statement {
        try translating {
            try walking.contains(sql) ? database.makeStatement(sql: sql) : database.cachedStatement(sql: sql)
        }
    }

    /// By position: `Statement` numbers `$1`, `$2` … in the order of their appearance, as SQLite does.
    private static func arguments(_ statement: Relational.Statement) throws -> StatementArguments {
        StatementArguments(try statement.values.map(stored))
    }

    /// SQLite would cut a text at its first NUL, and PostgreSQL refuses it: so do we, rather than store half of it.
    private static func stored(_ value: Relational.Value) throws -> DatabaseValue {
        switch value {
        case .null: return .null
        case .integer(let number): return number.databaseValue
        case .text(let text):
            guard !text.utf8.contains(0) else { throw ConstraintViolation("a text must not contain NUL characters") }
            return text.databaseValue
        }
    }
}
