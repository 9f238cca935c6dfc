import Relational
import Values

/// Commands that have been carried out, by who gave them and under which idempotency key.
package struct CommandStore<Access: Reading> { let access: Access }

extension Reading {
    package var commands: CommandStore<Self> { CommandStore(access: self) }
}

/// A command as it was first carried out.
package struct CommandRecord: Sendable, Hashable {
    package let operation: String
    package let digest: Digest
    package let answer: String

    package init(operation: String, digest: Digest, answer: String) {
        self.operation = operation
        self.digest = digest
        self.answer = answer
    }
}

extension CommandStore {
    package func find(actor: String, key: String) throws -> CommandRecord? {
        try access.connection.row("SELECT * FROM commands WHERE actor = \(actor) AND command_key = \(key)").map { row in
            CommandRecord(
                operation: try row.text("operation"), digest: Digest(try row.text("digest")),
                answer: try row.text("answer"))
        }
    }
}

extension CommandStore where Access: Writing {
    package func insert(_ record: CommandRecord, actor: String, key: String, at now: Moment) throws {
        try access.connection.run(
            """
            INSERT INTO commands (actor, command_key, operation, digest, answer, at)
            VALUES (\(actor), \(key), \(record.operation), \(record.digest), \(record.answer), \(now))
            """)
    }
}
