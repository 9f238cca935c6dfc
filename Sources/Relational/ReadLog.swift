/// Reads through another connection and writes down what it read, so that it can be asked later whether the same would
/// be read again. What follows from equal rows alone need then not be worked out again inside a transaction.
package final class ReadLog: Connection {
    private let base: any Connection
    private var seen: [Readings.Reading] = []
    private var isComplete = true

    package init(_ base: any Connection) {
        self.base = base
    }

    /// What has been read up to now.
    package var readings: Readings { Readings(seen: seen, isComplete: isComplete) }

    package func rows(_ statement: Statement) throws -> [Row] {
        let rows = try base.rows(statement)
        seen.append(.init(statement: statement, rows: rows))
        return rows
    }

    package func eachRow(_ statement: Statement, _ body: (Row) throws -> Void) throws {
        for row in try rows(statement) { try body(row) }
    }

    /// Walks over many rows are not written down, so nothing can be said of them.
    package func cursor(_ statement: Statement) throws -> any Cursor {
        isComplete = false
        return try base.cursor(statement)
    }

    /// The index of words is not asked again, so nothing can be said of it.
    package func eachMatch(_ words: SearchWords, _ body: (Int) -> Void) throws {
        isComplete = false
        try base.eachMatch(words, body)
    }

    @discardableResult package func run(_ statement: Statement) throws -> Int { throw ReadOnly() }

    /// Who only looks must not write.
    private struct ReadOnly: Error {}
}

/// What was read, statement by statement.
package struct Readings: Sendable {
    fileprivate struct Reading: Sendable {
        let statement: Statement
        let rows: [Row]
    }

    fileprivate let seen: [Reading]
    fileprivate let isComplete: Bool

    /// Whether everything would be read just so again.
    package func hold(in access: some Relational.Reading) throws -> Bool {
        guard isComplete else { return false }
        return try seen.allSatisfy { reading in
            let rows = try access.connection.rows(reading.statement)
            return rows.count == reading.rows.count && zip(rows, reading.rows).allSatisfy { $0.holdsSame(as: $1) }
        }
    }
}
