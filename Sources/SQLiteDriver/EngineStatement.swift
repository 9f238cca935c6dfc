import GRDB
import GRDBSQLite
import Relational

/// One run of a prepared statement, said to the engine without anything in between: what stands around it costs more
/// than most statements do.
struct EngineStatement {
    let engine: OpaquePointer
    private let database: GRDB.Database
    /// Kept, because the engine's own statement ends with it.
    private let prepared: GRDB.Statement

    init(_ prepared: GRDB.Statement, in database: GRDB.Database) {
        self.prepared = prepared
        self.database = database
        engine = prepared.sqliteStatement
    }

    /// By position: `Statement` numbers `$1`, `$2` … in the order of their appearance, as SQLite does.
    /// - Throws: `ConstraintViolation` for a text with NUL characters: SQLite would cut it there, and PostgreSQL
    ///   refuses it, so we do rather than store half of it. `EngineFailure` when there are too many or too few.
    func bind(_ values: [Relational.Value]) throws {
        guard sqlite3_bind_parameter_count(engine) == values.count else { throw failure(SQLITE_MISUSE) }
        for (index, value) in values.enumerated() {
            let code: CInt
            switch value {
            case .null: code = sqlite3_bind_null(engine, CInt(index + 1))
            case .integer(let number): code = sqlite3_bind_int64(engine, CInt(index + 1), number)
            case .text(let text): code = try bind(text, CInt(index + 1))
            }
            guard code == SQLITE_OK else { throw failure(code) }
        }
    }

    private func bind(_ text: String, _ position: CInt) throws -> CInt {
        var text = text
        let code: CInt? = text.withUTF8 { bytes in
            guard !bytes.contains(0) else { return nil }
            return bytes.withMemoryRebound(to: CChar.self) { bytes in
                // An empty text may have no place in memory, and would be taken for nothing at all.
                sqlite3_bind_text(
                    engine, position, bytes.baseAddress ?? EngineStatement.emptyText, CInt(bytes.count),
                    EngineStatement.copied)
            }
        }
        guard let code else { throw ConstraintViolation("a text must not contain NUL characters") }
        return code
    }

    /// Goes on to the next row.
    /// - Returns: false when there is none.
    func step() throws -> Bool {
        let code = sqlite3_step(engine)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure(code)
        }
    }

    /// The row that was reached.
    /// - Parameter columns: their names, for whoever reads a failure.
    func values(_ columns: [String]) throws -> [Relational.Value] {
        var values: [Relational.Value] = []
        values.reserveCapacity(columns.count)
        for position in columns.indices {
            switch sqlite3_column_type(engine, CInt(position)) {
            case SQLITE_NULL: values.append(.null)
            case SQLITE_INTEGER: values.append(.integer(sqlite3_column_int64(engine, CInt(position))))
            case SQLITE_TEXT:
                let start = sqlite3_column_text(engine, CInt(position))
                let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(engine, CInt(position))))
                values.append(.text(String(decoding: bytes, as: UTF8.self)))
            default:
                throw DecodingFailure(column: columns[position], problem: "neither text nor a whole number")
            }
        }
        return values
    }

    /// The first column of the row that was reached, a whole number.
    var number: Int { Int(sqlite3_column_int64(engine, 0)) }

    func name(_ position: Int) -> String { prepared.columnNames[position] }

    /// Lets go of what the run has locked.
    func end() {
        sqlite3_reset(engine)
    }

    private func failure(_ code: CInt) -> any Error {
        let message = database.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) }
        return translated(
            DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: prepared.sql))
    }

    /// SQLite keeps a copy of its own (SQLITE_TRANSIENT, which is a cast that Swift does not take over).
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    private nonisolated(unsafe) static let emptyText: UnsafePointer<CChar> = {
        let place = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
        place.initialize(to: 0)
        return UnsafePointer(place)
    }()
}
