import GRDB
import Relational

/// What SQLite said and nobody expected: a fault, logged in full. Carries no bound values.
package struct EngineFailure: Error, CustomStringConvertible {
    /// The extended result code of SQLite.
    package let code: Int
    package let description: String
}

/// Says in the words of `Relational` what SQLite said; errors of others pass unchanged.
func translated(_ error: any Error) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    let message = error.message ?? "result code \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_BUSY, .SQLITE_LOCKED:
        return StorageUnavailable(message)
    case .SQLITE_CONSTRAINT:
        return ConstraintViolation(message)
    default:
        let statement = error.sql.map { " in: \($0)" } ?? ""
        return EngineFailure(code: Int(error.extendedResultCode.rawValue), description: message + statement)
    }
}

/// Runs `work` and translates what it throws.
func translating<Answer>(_ work: () throws -> Answer) throws -> Answer {
    do {
        return try work()
    } catch {
        throw translated(error)
    }
}
