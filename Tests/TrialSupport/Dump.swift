import Relational
import SQLiteDriver
import Values

/// Every row of every table, as a digest and a count by table: equal dumps are equal databases, byte for byte of what
/// is stored. SQLite itself writes the rows down, so that one dump takes milliseconds.
package struct Dump: Sendable, Hashable {
    package struct Table: Sendable, Hashable {
        package let rows: Int
        package let digest: Digest
    }

    package let tables: [String: Table]

    package init(of database: SQLiteDatabase) async throws {
        tables = try await database.read { snapshot in
            var tables: [String: Table] = [:]
            // The index of words has tables of its own kind; its documents are in one of ours.
            for row in try snapshot.connection.rows(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%' ORDER BY name")
            {
                let name = try row.text("name")
                tables[name] = try Dump.table(name, snapshot)
            }
            return tables
        }
    }

    private static func table(_ name: String, _ snapshot: Snapshot) throws -> Table {
        let columns = try snapshot.connection.rows("SELECT name FROM pragma_table_info(\(name)) ORDER BY cid")
            .map { "quote(\"\(try $0.text("name"))\")" }.joined(separator: " || ',' || ")
        let line = "SELECT \(columns) AS line FROM \"\(name)\" ORDER BY line"
        let all = try snapshot.connection.row(
            Statement(stringLiteral: "SELECT COUNT(*) AS n, group_concat(line, char(10)) AS text FROM (\(line))"))
        let text = try all?.optionalText("text") ?? ""
        return Table(rows: try all?.integer("n") ?? 0, digest: Digest(of: text))
    }

    /// Names of the tables that differ.
    package func differences(from other: Dump) -> [String] {
        Set(tables.keys).union(other.tables.keys).filter { tables[$0] != other.tables[$0] }.sorted()
    }

    /// The same numbers of rows in every table: what two processes may agree in, whose sets come in other orders.
    package func hasSameCounts(as other: Dump) -> Bool {
        tables.mapValues(\.rows) == other.tables.mapValues(\.rows)
    }
}
