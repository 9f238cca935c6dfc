import Relational

/// What happens inside a write transaction, told before it happens.
package enum WriteEvent: Sendable {
    case begin
    case statement(Statement)
    /// The body has done its work; the commit follows.
    case end
}

/// Listens to one write transaction; an error thrown from `tell` is the engine's as far as the body can know.
package protocol WriteWatcher: Sendable {
    func tell(_ event: WriteEvent) throws
    /// The same for what is read outside of write transactions.
    func tellOfReading(_ statement: Statement) throws
}

extension WriteWatcher {
    package func tellOfReading(_ statement: Statement) throws {}
}

/// A real database with somebody who listens: to count statements, to write them down, or to let one of them fail.
package struct WatchedDatabase: Database {
    private let base: any Database
    private let watcher: any WriteWatcher

    package init(_ base: any Database, watcher: any WriteWatcher) {
        self.base = base
        self.watcher = watcher
    }

    package func read<Answer: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Answer
    ) async throws -> Answer {
        try await base.read { [watcher] snapshot in
            try body(
                Snapshot(connection: WatchedConnection(snapshot.connection) { event in
                    if case .statement(let statement) = event { try watcher.tellOfReading(statement) }
                }))
        }
    }

    package func write<Answer: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer {
        try await base.write { [watcher] tx in
            try watcher.tell(.begin)
            let answer = try body(
                Transaction(connection: WatchedConnection(tx.connection) { try watcher.tell($0) }))
            try watcher.tell(.end)
            return answer
        }
    }
}

private final class WatchedConnection: Connection {
    private let base: any Connection
    private let tell: (WriteEvent) throws -> Void

    init(_ base: any Connection, tell: @escaping (WriteEvent) throws -> Void) {
        self.base = base
        self.tell = tell
    }

    func rows(_ statement: Statement) throws -> [Row] {
        try tell(.statement(statement))
        return try base.rows(statement)
    }

    func eachRow(_ statement: Statement, _ body: (Row) throws -> Void) throws {
        try tell(.statement(statement))
        try base.eachRow(statement, body)
    }

    func cursor(_ statement: Statement) throws -> any Cursor {
        try tell(.statement(statement))
        return try base.cursor(statement)
    }

    @discardableResult func run(_ statement: Statement) throws -> Int {
        try tell(.statement(statement))
        return try base.run(statement)
    }

    func eachMatch(_ words: SearchWords, _ body: (Int) -> Void) throws { try base.eachMatch(words, body) }
}
