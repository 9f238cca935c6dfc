import Foundation
import Relational
import SQLiteDriver
import Testing

@Suite("Opening") struct OpeningTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Expects a refusal, and every file of the folder byte for byte as before.
    private func expectRefusal(_ comment: Comment? = nil, _ isExpected: (DatabaseRefusal) -> Bool) throws {
        let before = try Dictionary(uniqueKeysWithValues: folder.names.map { ($0, try folder.bytes(of: $0)) })
        let refusal = try #require(throws: DatabaseRefusal.self, comment) { try folder.open() }
        #expect(isExpected(refusal), "\(refusal)")
        let after = try Dictionary(uniqueKeysWithValues: folder.names.map { ($0, try folder.bytes(of: $0)) })
        #expect(before == after, comment)
    }

    /// A closed database with some rows.
    private func makeDatabase() async throws -> Data {
        let database = try folder.open()
        try await database.write { transaction in
            for number in 0..<200 {
                try transaction.insert(person: "p\(number)", name: String(repeating: "n", count: 99))
            }
        }
        try database.close()
        return try folder.bytes()
    }

    @Test func `a new database is for its owner only, and complete`() async throws {
        let database = try folder.open()
        let mode = try FileManager.default.attributesOfItem(atPath: folder.database)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let steps = try await database.read {
            try $0.connection.rows("SELECT * FROM schema_steps").map { $0.all.map(\.value) }
        }
        let now = Value.integer(1_775_433_600_000)
        #expect(steps == [[.integer(1), .text("people and entries"), now], [.integer(2), .text("search"), now]])
        try database.close()
        let names = try folder.names
        #expect(names == ["test.sqlite"])
    }

    @Test func `missing steps are applied, applied ones not again`() async throws {
        try folder.open([.first]).close()
        try folder.open().close()
        let database = try folder.open()
        #expect(try await database.read { try $0.connection.rows("SELECT number FROM schema_steps").count } == 2)
    }

    @Test func `a failing step leaves none of the missing ones applied`() async throws {
        try folder.open([.first]).close()
        let broken = Migration(number: 3, name: "broken", statements: [.sql("CREATE NONSENSE")])
        #expect(throws: EngineFailure.self) { try folder.open(Migration.all + [broken]) }
        let database = try folder.open([.first])
        #expect(try await database.read { try $0.connection.rows("SELECT number FROM schema_steps").count } == 1)
    }

    @Test func `tables are strict`() async throws {
        let database = try folder.open()
        await #expect(throws: ConstraintViolation.self) {
            try await database.write {
                try $0.connection.run("INSERT INTO people (id, name, born) VALUES ('a', 'A', 'x')")
            }
        }
    }

    @Test(arguments: [
        "hello", "SQLite format 3", "SQLite format 3\0", String(repeating: "not a database. ", count: 1_000),
    ]) func `a file that is no database is refused and not touched`(text: String) throws {
        try folder.write(Data(text.utf8))
        try expectRefusal { $0 == .notADatabase }
    }

    @Test func `a database of another program is refused and not touched`() async throws {
        var bytes = try await makeDatabase()
        bytes.replaceSubrange(68..<72, with: [0, 0, 0, 0])
        try folder.write(bytes)
        try expectRefusal { $0 == .notHoldfast }
        bytes.replaceSubrange(68..<72, with: [1, 2, 3, 4])
        try folder.write(bytes)
        try expectRefusal { $0 == .notHoldfast }
    }

    @Test func `a database of a newer program is refused and not touched`() async throws {
        let newer = Migration(number: 7, name: "from the future", statements: [])
        try folder.open(Migration.all + [newer]).close()
        try expectRefusal { $0 == .newerThanProgram(found: 7, known: 2) }
    }

    /// The newest step may still stand in the write-ahead log only.
    @Test func `a newer database is refused also while it is in use`() async throws {
        let newer = Migration(number: 7, name: "from the future", statements: [])
        let database = try folder.open(Migration.all + [newer])
        #expect(throws: DatabaseRefusal.newerThanProgram(found: 7, known: 2)) { try folder.open() }
        try await database.write { try $0.insert(person: "a") }
        #expect(try await database.read { try $0.people() } == ["a"])
    }

    @Test func `a truncated database is refused and not touched`() async throws {
        let whole = try await makeDatabase()
        for length in [
            1, 15, 16, 50, 99, 100, 101, 511, 512, 4_095, 4_096, 4_097, 8_192, whole.count - 4_096, whole.count - 1,
        ] {
            try folder.write(whole.prefix(length))
            try expectRefusal("\(length) bytes") { refusal in
                if case .damaged = refusal { true } else { refusal == .notADatabase }
            }
        }
    }

    @Test func `a database with a page of rubbish is refused and not touched`() async throws {
        var bytes = try await makeDatabase()
        bytes.replaceSubrange(4_096..<8_192, with: [UInt8](repeating: 0x5a, count: 4_096))
        try folder.write(bytes)
        try expectRefusal { if case .damaged = $0 { true } else { false } }
    }

    @Test func `an empty file becomes a database`() throws {
        try folder.write(Data())
        try folder.open().close()
    }

    @Test func `a folder, a missing folder and odd names`() throws {
        let open = { (path: String) in
            try SQLiteDatabase.open(path: path, migrations: Migration.all, nowMilliseconds: 0).close()
        }
        for path in [
            folder.path, folder.path + "/missing/test.sqlite", folder.path + "/\(String(repeating: "x", count: 300))",
        ] {
            let refusal = try #require(throws: DatabaseRefusal.self) { try open(path) }
            guard case .cannotOpen = refusal else {
                Issue.record("\(refusal)")
                continue
            }
        }
        for name in ["a b.sqlite", "file:x?mode=memory", "50%25#?é'.sqlite", ":memory:"] {
            try open("\(folder.path)/\(name)")
            try open("\(folder.path)/\(name)")
            #expect(try folder.names.contains(name))
        }
    }

    @Test func `programs that start at once apply the steps once and all go on`() async throws {
        let folder = folder
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<6 {
                group.addTask {
                    let database = try folder.open()
                    try await database.write { try $0.insert(person: "p\(number)") }
                    try database.close()
                }
            }
            try await group.waitForAll()
        }
        let database = try folder.open()
        #expect(try await database.read { try $0.people().count } == 6)
        #expect(try await database.read { try $0.connection.rows("SELECT number FROM schema_steps").count } == 2)
    }

    @Test func `what a killed program wrote is there at the next start`() async throws {
        let database = try folder.open()
        try await database.write { try $0.insert(person: "a") }
        let copy = try TemporaryFolder()
        for name in try folder.names where !name.hasSuffix("-shm") {
            try copy.write(try folder.bytes(of: name), to: name)
        }
        #expect(try await copy.open().read { try $0.people() } == ["a"])
    }
}
