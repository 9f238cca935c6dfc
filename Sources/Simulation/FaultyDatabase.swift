import Relational

/// A database whose statements fail when they are told to, as on a disk that is full: in the middle of a transaction,
/// at the statement that the plan says.
final class FaultyDatabase: Database {
    struct Plan: Sendable {
        /// Statements of writes that still work; nil: all do.
        var failsAfter: Int?
    }

    private let real: any Database
    private let plan: Shared<Plan>

    init(_ real: any Database, _ plan: Shared<Plan>) {
        self.real = real
        self.plan = plan
    }

    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Answer
    ) async throws -> Answer {
        try await real.read(body)
    }

    func write<Answer: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Answer
    ) async throws -> Answer {
        try await real.write { [plan] tx in
            try body(Transaction(connection: FaultyConnection(tx.connection, plan)))
        }
    }
}

private final class FaultyConnection: Connection {
    private let real: any Connection
    private let plan: Shared<FaultyDatabase.Plan>

    init(_ real: any Connection, _ plan: Shared<FaultyDatabase.Plan>) {
        self.real = real
        self.plan = plan
    }

    private func count() throws {
        guard let left = plan.value.failsAfter else { return }
        guard left > 0 else { throw StorageUnavailable("simulated: the disk is full") }
        plan.value.failsAfter = left - 1
    }

    func rows(_ statement: Statement) throws -> [Row] {
        try count()
        return try real.rows(statement)
    }

    func eachRow(_ statement: Statement, _ body: (Row) throws -> Void) throws {
        try count()
        try real.eachRow(statement, body)
    }

    func cursor(_ statement: Statement) throws -> any Cursor {
        try count()
        return try real.cursor(statement)
    }

    @discardableResult func run(_ statement: Statement) throws -> Int {
        try count()
        return try real.run(statement)
    }

    func eachMatch(_ words: SearchWords, _ body: (Int) -> Void) throws { try real.eachMatch(words, body) }
}
