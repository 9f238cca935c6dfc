/// One numbered step of the schema. Steps are added, never edited.
package struct Migration: Sendable {
    package let number: Int
    package let name: String
    package let statements: [MigrationStatement]

    package init(number: Int, name: String, statements: [MigrationStatement]) {
        self.number = number
        self.name = name
        self.statements = statements
    }
}

/// What a migration says; each driver knows how its engine wants it said.
package enum MigrationStatement: Sendable {
    /// `CREATE TABLE name (definition)`; SQLite adds STRICT.
    case table(_ name: String, _ definition: String)
    /// Gives a table that is there another definition: the rows of `copy`, a SELECT over the old table in the order of
    /// the new columns, are kept. Its indexes and guards are made anew by the statements after it.
    case rebuild(_ name: String, _ definition: String, copy: String)
    /// SQL that both engines understand word for word, such as an index.
    case sql(String)
    /// Rows of this table are never changed or removed once written.
    case appendOnly(table: String)
    /// Rows of this table are changed or removed only where a condition over `OLD` holds.
    case frozen(table: String, unless: String)
    /// A full-text index, kept by the engine, of a table.
    /// To be repeated after the table was rebuilt.
    case search(SearchTable)
    /// The full-text index that the catalogue had at first, kept by the program.
    case firstSearchIndex
}
