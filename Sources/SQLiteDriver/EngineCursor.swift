import GRDB
import GRDBSQLite
import Relational

/// Rows of one prepared statement, read from the engine without anything in between.
final class EngineCursor: Relational.Cursor {
    private let rows: RowCursor
    /// Kept, because the engine's own statement ends with it.
    private let statement: GRDB.Statement
    private let engine: OpaquePointer

    init(_ rows: RowCursor, of statement: GRDB.Statement) {
        self.rows = rows
        self.statement = statement
        engine = statement.sqliteStatement
    }

    func next() throws -> Bool {
        do {
            return try rows.next() != nil
        } catch {
            throw translated(error)
        }
    }

    func integer(_ position: Int) throws -> Int {
        guard sqlite3_column_type(engine, CInt(position)) == SQLITE_INTEGER else {
            throw DecodingFailure(column: name(position), problem: "not a whole number")
        }
        return Int(sqlite3_column_int64(engine, CInt(position)))
    }

    func utf8(_ position: Int) throws -> UnsafeBufferPointer<UInt8>? {
        switch sqlite3_column_type(engine, CInt(position)) {
        case SQLITE_TEXT:
            let start = sqlite3_column_text(engine, CInt(position))
            return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(engine, CInt(position))))
        case SQLITE_NULL: return nil
        default: throw DecodingFailure(column: name(position), problem: "not text")
        }
    }

    /// The whole row.
    /// - Parameter columns: their names, for whoever reads a failure.
    func values(_ columns: [String]) throws -> [Relational.Value] {
        try columns.indices.map { position in
            switch sqlite3_column_type(engine, CInt(position)) {
            case SQLITE_NULL: return .null
            case SQLITE_INTEGER: return .integer(sqlite3_column_int64(engine, CInt(position)))
            case SQLITE_TEXT: return .text(try text(position))
            default:
                throw DecodingFailure(column: columns[position], problem: "neither text nor a whole number")
            }
        }
    }

    private func name(_ position: Int) -> String { statement.columnNames[position] }
}
