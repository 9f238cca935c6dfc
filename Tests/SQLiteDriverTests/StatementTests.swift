import Relational
import SQLiteDriver
import Testing

@Suite("Statements on SQLite") struct StatementTests {
    let folder: TemporaryFolder
    let database: SQLiteDatabase

    init() throws {
        folder = try TemporaryFolder()
        database = try folder.open()
    }

    @Test func `the writing connection syncs fully, in WAL, with foreign keys`() async throws {
        let wanted = WriterSettings(synchronous: 2, journalMode: "wal", foreignKeys: true, recursiveTriggers: true)
        #expect(try await database.writerSettings() == wanted)
        try await database.write { try $0.insert(person: "a") }
        #expect(
            try await database.write { try $0.connection.rows("PRAGMA synchronous").map(\.all.first?.value) }
                == [.integer(2)])
        try database.close()
        let again = try folder.open()
        #expect(try await again.writerSettings() == wanted)
    }

    @Test func `more than nine parameters are bound in their order`() async throws {
        let statement: Statement = """
            SELECT \(1) AS a, \(2) AS b, \(3) AS c, \(4) AS d, \(5) AS e, \(6) AS f, \(7) AS g, \(8) AS h,
            \(9) AS i, \("ten") AS j, \(11) AS k, \(Int?.none) AS l
            """
        let values = try await database.read { try $0.connection.rows(statement).map { $0.all.map(\.value) } }
        #expect(values == [(1...9).map { .integer($0) } + [.text("ten"), .integer(11), .null]])
    }

    @Test func `texts come back as they went in, and a NUL is refused rather than cut at`() async throws {
        let long = String(repeating: "x", count: 100_000)
        for text in ["", "'; DROP TABLE people; --", "é e\u{301} 🧑‍🦽", "%_\\$1", long] {
            let found = try await database.read { try $0.connection.row("SELECT \(text) AS it")?.text("it") }
            #expect(found?.utf8.elementsEqual(text.utf8) == true)
        }
        await #expect(throws: ConstraintViolation.self) {
            try await database.write { try $0.insert(person: "a\0b") }
        }
        #expect(try await database.read { try $0.people() }.isEmpty)
    }

    @Test func `whole numbers keep all 64 bits`() async throws {
        for number in [Int.min, -1, 0, Int.max] {
            #expect(
                try await database.read { try $0.connection.row("SELECT \(number) AS it")?.integer("it") } == number)
        }
    }

    @Test func `a real number is a fault, not a rounded value`() async throws {
        await #expect(throws: DecodingFailure.self) {
            try await database.read { try $0.connection.rows("SELECT 1.5 AS it").count }
        }
    }

    @Test func `a change says how many rows it touched, and RETURNING answers`() async throws {
        try await database.write { transaction in
            try transaction.insert(person: "a")
            try transaction.insert(person: "b")
            #expect(try transaction.connection.run("UPDATE people SET born = \(1980)") == 2)
            #expect(try transaction.connection.run("UPDATE people SET born = \(1980) WHERE id = \("z")") == 0)
            let row = try transaction.connection.row(
                "INSERT INTO people (id, name) VALUES (\("c"), \("Cy")) ON CONFLICT (id) DO NOTHING RETURNING name")
            #expect(try row?.text("name") == "Cy")
        }
    }

    @Test func `the same statement may run inside its own walk`() async throws {
        try await database.write { for id in ["a", "b", "c"] { try $0.insert(person: id) } }
        let pairs = try await database.read { snapshot in
            var pairs: [String] = []
            try snapshot.connection.eachRow("SELECT id FROM people ORDER BY id") { outer in
                try snapshot.connection.eachRow("SELECT id FROM people ORDER BY id") { inner in
                    pairs.append(try outer.text("id") + inner.text("id"))
                }
            }
            return pairs
        }
        #expect(pairs == ["aa", "ab", "ac", "ba", "bb", "bc", "ca", "cb", "cc"])
    }

    @Test func `a walk can be left early and started again`() async throws {
        struct Enough: Error {}
        try await database.write { transaction in
            for id in ["a", "b", "c"] { try transaction.insert(person: id) }
            for _ in 0..<2 {
                #expect(throws: Enough.self) {
                    try transaction.connection.eachRow("SELECT id FROM people") { _ in throw Enough() }
                }
            }
            #expect(try transaction.people().count == 3)
        }
    }

    @Test func `rules of the schema are told as such`() async throws {
        try await database.write { try $0.insert(person: "a") }
        let breaking: [Statement] = [
            "INSERT INTO people (id, name) VALUES (\("a"), \("again"))",
            "INSERT INTO people (id, name) VALUES (\("b"), \(String?.none))",
            "INSERT INTO people (id, name, born) VALUES (\("b"), \("B"), \(-1))",
            "INSERT INTO people (id, name, born) VALUES (\("b"), \("B"), \("not a number"))",
            "INSERT INTO entries (id, person, pence) VALUES (\(1), \("nobody"), \(5))",
        ]
        for statement in breaking {
            await #expect(throws: ConstraintViolation.self, "\(statement.sql)") {
                try await database.write { try $0.connection.run(statement) }
            }
        }
        #expect(try await database.read { try $0.people() } == ["a"])
    }

    @Test func `what an append-only table holds is neither changed nor removed nor replaced`() async throws {
        try await database.write { transaction in
            try transaction.insert(person: "a")
            try transaction.connection.run("INSERT INTO entries (id, person, pence) VALUES (\(1), \("a"), \(5))")
        }
        let breaking: [Statement] = [
            "UPDATE entries SET pence = \(6)", "DELETE FROM entries",
            "INSERT OR REPLACE INTO entries (id, person, pence) VALUES (\(1), \("a"), \(6))",
            """
            INSERT INTO entries (id, person, pence) VALUES (\(1), \("a"), \(6)) ON CONFLICT (id) DO UPDATE SET pence = 6
            """,
        ]
        for statement in breaking {
            await #expect(throws: ConstraintViolation.self, "\(statement.sql)") {
                try await database.write { try $0.connection.run(statement) }
            }
        }
        #expect(try await database.read { try $0.connection.row("SELECT pence FROM entries")?.integer("pence") } == 5)
    }

    @Test func `a snapshot cannot write`() async throws {
        await #expect(throws: StorageUnavailable.self) {
            try await database.read { try $0.connection.run("DELETE FROM people") }
        }
    }

    @Test func `wrong SQL is a fault that carries no values`() async throws {
        let failure = try await #require(throws: EngineFailure.self) {
            try await database.read { try $0.connection.rows("SELECT * FROM nowhere WHERE id = \("secret")").count }
        }
        #expect(failure.description.contains("nowhere") && !failure.description.contains("secret"))
    }
}
