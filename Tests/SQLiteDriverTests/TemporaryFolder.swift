import Foundation
import Relational
import SQLiteDriver
import Testing

/// A folder of its own for one test, gone with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("holdfast-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record("a temporary folder stays behind: \(error)")
        }
    }

    var database: String { "\(path)/test.sqlite" }

    func bytes(of name: String = "test.sqlite") throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func write(_ data: Data, to name: String = "test.sqlite") throws {
        try data.write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }

    /// Opens the database of this folder with the schema of these tests.
    func open(_ migrations: [Migration] = Migration.all) throws -> SQLiteDatabase {
        try SQLiteDatabase.open(path: database, migrations: migrations, nowMilliseconds: 1_775_433_600_000)
    }
}

extension SearchTable {
    static let things = SearchTable("things", title: "title", text: "text")
}

extension Migration {
    static let first = Migration(
        number: 1, name: "people and entries",
        statements: [
            .table("people", "id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, born BIGINT CHECK (born > 0)"),
            .table(
                "entries", "id BIGINT PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id), pence BIGINT NOT NULL"),
            .sql("CREATE INDEX entries_by_person ON entries (person)"),
            .appendOnly(table: "entries"),
        ])
    static let second = Migration(
        number: 2, name: "search",
        statements: [
            .table("things", "number BIGINT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL"),
            .search(.things),
        ])
    static let all = [first, second]
}

extension Writing {
    func insert(person id: String, name: String = "Ann") throws {
        try connection.run("INSERT INTO people (id, name, born) VALUES (\(id), \(name), \(1970))")
    }
}

extension Reading {
    /// The ids of all people, in order.
    func people() throws -> [String] {
        try connection.rows("SELECT id FROM people ORDER BY id").map { try $0.text("id") }
    }
}
