/// What an engine offers inside one transaction. Only drivers implement it.
package protocol Connection: AnyObject {
    /// Runs a statement that answers with rows.
    func rows(_ statement: Statement) throws -> [Row]

    /// Runs a statement that answers with rows and hands them over one by one, so that memory stays bounded.
    func eachRow(_ statement: Statement, _ body: (Row) throws -> Void) throws

    /// Runs a statement that answers with rows, to be fetched one by one by whoever asked. Only for as long as the
    /// transaction or snapshot lasts.
    func cursor(_ statement: Statement) throws -> any Cursor

    /// Runs a statement that changes rows, and says how many.
    @discardableResult func run(_ statement: Statement) throws -> Int

    /// Numbers of the rows of a searched table that hold some words, in no order that can be relied on.
    /// Search differs most between engines, so it stands behind this seam and nowhere else; the index follows its
    /// table by itself.
    func eachMatch(_ words: SearchWords, _ body: (Int) -> Void) throws
}

/// A table that is searched by words: its rows have a `number` that never changes.
package struct SearchTable: Sendable, Hashable {
    package let name: String
    /// The column that names a row, and the one that says more about it.
    package let title: String
    package let text: String

    package init(_ name: String, title: String, text: String) {
        self.name = name
        self.title = title
        self.text = text
    }
}

/// What is looked for in the index of one table (`MigrationStatement.search`).
package struct SearchWords: Sendable, Hashable {
    package let table: SearchTable
    /// They stand together, in this order. What holds no letter and no digit is passed over.
    package let words: [String]
    /// Whether words that begin like the last one will do.
    package let isBeginning: Bool
    /// Whether they must be in the title.
    package let isInTitle: Bool
    /// Only among these rows; nil for all.
    package let among: [Int]?

    package init(
        in table: SearchTable, _ words: [String], isBeginning: Bool = false, isInTitle: Bool = false,
        among: [Int]? = nil
    ) {
        self.table = table
        self.words = words
        self.isBeginning = isBeginning
        self.isInTitle = isInTitle
        self.among = among
    }
}

extension Connection {
    /// The first row, or nil.
    package func row(_ statement: Statement) throws -> Row? {
        try rows(statement).first
    }
}

/// Something one can read through: a snapshot or a transaction.
package protocol Reading: SendableMetatype {
    var connection: any Connection { get }
}

/// Something one can also write through. Saving through a snapshot does not compile.
package protocol Writing: Reading {}

/// One moment of the database, for reading.
package struct Snapshot: Reading {
    package let connection: any Connection

    package init(connection: any Connection) {
        self.connection = connection
    }
}

/// A write that happens wholly or not at all.
package struct Transaction: Writing {
    package let connection: any Connection

    package init(connection: any Connection) {
        self.connection = connection
    }
}

/// A database of either engine.
///
/// The closures are synchronous on purpose: nothing can wait for a network inside a transaction.
package protocol Database: Sendable {
    /// Reads everything from one moment.
    func read<Answer: Sendable>(_ body: @escaping @Sendable (Snapshot) throws -> Answer) async throws -> Answer

    /// Writes, and answers only after the commit is on the disk. An error thrown by the body undoes the body's
    /// work and nobody else's, also where several writes share one commit.
    func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer
}

/// The database cannot store anything now: the disk is full, read-only or failing. Becomes 503 for people.
package struct StorageUnavailable: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// A rule of the schema (CHECK, UNIQUE, foreign key or a guarding trigger) was about to be broken.
package struct ConstraintViolation: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
