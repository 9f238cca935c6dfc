import GRDB
import Relational

/// Statements on one connection of SQLite, for as long as one transaction or snapshot lasts.
final class EngineConnection: Connection {
    private let database: GRDB.Database
    /// Cached statements whose rows are being walked: the same SQL inside the walk needs a statement of its own.
    private var walking: [String] = []

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
        walking.append(statement.sql)
        defer { walking.removeLast() }
        let engine = EngineStatement(prepared, in: database)
        defer { engine.end() }
        try engine.bind(statement.values)
        let columns = Relational.Row.Columns(prepared.columnNames)
        while try engine.step() {
            try body(Relational.Row(columns: columns, values: try engine.values(columns.names)))
        }
    }

    /// The first column of every row, a whole number, with nothing made for it: broad words have a million rows.
    func eachNumber(_ sql: String, _ values: [Relational.Value], _ body: (Int) -> Void) throws {
        let engine = EngineStatement(try prepare(sql), in: database)
        defer { engine.end() }
        try engine.bind(values)
        while try engine.step() { body(engine.number) }
    }

    func cursor(_ statement: Relational.Statement) throws -> any Relational.Cursor {
        let prepared = try translating { try database.makeStatement(sql: statement.sql) }
        let engine = EngineStatement(prepared, in: database)
        try engine.bind(statement.values)
        return EngineCursor(engine)
    }

    @discardableResult func run(_ statement: Relational.Statement) throws -> Int {
        let prepared = try prepare(statement.sql)
        let engine = EngineStatement(prepared, in: database)
        defer { engine.end() }
        try engine.bind(statement.values)
        while try engine.step() {}
        return prepared.isReadonly ? 0 : database.changesCount
    }

    private func prepare(_ sql: String) throws -> GRDB.Statement {
        try translating {
            try walking.contains(sql) ? database.makeStatement(sql: sql) : database.cachedStatement(sql: sql)
        }
    }
}
