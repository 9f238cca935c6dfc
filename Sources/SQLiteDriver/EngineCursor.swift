import GRDBSQLite
import Relational

/// Rows of one run of a statement, column by column, for walks over millions of them.
final class EngineCursor: Relational.Cursor {
    private let statement: EngineStatement

    init(_ statement: EngineStatement) {
        self.statement = statement
    }

    deinit { statement.end() }

    func next() throws -> Bool { try statement.step() }

    func integer(_ position: Int) throws -> Int {
        guard sqlite3_column_type(statement.engine, CInt(position)) == SQLITE_INTEGER else {
            throw DecodingFailure(column: statement.name(position), problem: "not a whole number")
        }
        return Int(sqlite3_column_int64(statement.engine, CInt(position)))
    }

    func optionalInteger(_ position: Int) throws -> Int? {
        sqlite3_column_type(statement.engine, CInt(position)) == SQLITE_NULL ? nil : try integer(position)
    }

    func utf8(_ position: Int) throws -> UnsafeBufferPointer<UInt8>? {
        switch sqlite3_column_type(statement.engine, CInt(position)) {
        case SQLITE_TEXT:
            let start = sqlite3_column_text(statement.engine, CInt(position))
            return UnsafeBufferPointer(
                start: start, count: Int(sqlite3_column_bytes(statement.engine, CInt(position))))
        case SQLITE_NULL: return nil
        default: throw DecodingFailure(column: statement.name(position), problem: "not text")
        }
    }
}
