import Catalogue
import Identity
import Relational
import SceneSupport
import SQLiteDriver
import Storage
import Testing
import TestSupport
import Values

/// Suppliers with what belongs to them, and what becomes of those from before anybody could apply.
@Suite("Suppliers in the database") struct SupplierStoreTests {
    @Test func `any number of suppliers with their places, approvals and closed days is read by four statements`()
        async throws
    {
        let scene = try await Scene()
        try await scene.run(
            """
            INSERT INTO supplier_places (supplier_id, number, name, reach, covered, telephone, opening)
            SELECT id, 1, 'Clinic', 'commissioners', 'SYB;TAD', '', '' FROM suppliers
            """)
        try await scene.run(
            "INSERT INTO supplier_closures SELECT id, 1, '2026-10-09', '2026-10-10', 'x', 'p-petra', 1 FROM suppliers")
        try await scene.database.read { snapshot in
            let counting = Counting(snapshot.connection)
            let found = try Snapshot(connection: counting).suppliers.changed(since: 0)
            #expect(counting.statements == 4)
            #expect(found.map(\.supplier.id).sorted() == World.suppliers.map(\.id).sorted())
            for (_, supplier) in found {
                #expect(supplier.places.map(\.coverage) == [.commissioners(["SYB", "TAD"])])
                #expect(supplier.closures.map(\.days) == [Cast.span("2026-10-09", "2026-10-10")])
                #expect(supplier.approvals == [.everything])
            }
            #expect(try snapshot.suppliers.changed(since: .max).isEmpty)
        }
    }

    @Test func `who was there before is approved for everything, with the papers seen, and its staff are owners`()
        async throws
    {
        let folder = try SceneFolder()
        let before = Migrations.all.filter { $0.number < 20 }
        let first = try SQLiteDatabase.open(path: folder.database, migrations: before, nowMilliseconds: 0)
        try await first.write { tx in
            try tx.connection.run(
                """
                INSERT INTO suppliers (id, name, description, reach, covered, email, telephone, cqc, insured_until,
                    status, version, revision, number)
                VALUES ('trent', 'Trent', 'x', 'national', '', 't@example.org', '1', '1-2', '2027-01-01', 'approved', 3,
                    1, 1)
                """)
            try tx.connection.run(
                """
                INSERT INTO people (id, email, name, role, organisation)
                VALUES ('p', 'p@example.org', 'Petra', 'supplier', 'trent'),
                    ('a', 'a@example.org', 'Ann', 'holder', NULL)
                """)
        }
        try first.close()
        let database = try SQLiteDatabase.open(path: folder.database, migrations: Migrations.all, nowMilliseconds: 0)
        try await database.read { snapshot in
            let supplier = try #require(try snapshot.suppliers.find("trent"))
            #expect(supplier.approvals == [.everything] && supplier.version == 3)
            #expect(try snapshot.teams.list(of: "trent").map(\.roles) == [[.owner]])
            #expect(try snapshot.teams.roles(of: "a").isEmpty)
            let papers = try snapshot.joining.evidence(of: "trent")
            #expect(Set(papers.map(\.requirement)) == [.cqc, .publicLiability])
            let checks = try snapshot.joining.checklist(of: "trent").checks(on: Cast.today)
            #expect(checks == supplier.checks)
        }
        try database.close()
    }
}

/// Counts what is asked.
private final class Counting: Connection {
    private let base: any Connection
    private(set) var statements = 0

    init(_ base: any Connection) {
        self.base = base
    }

    func rows(_ statement: Statement) throws -> [Row] {
        statements += 1
        return try base.rows(statement)
    }

    func eachRow(_ statement: Statement, _ body: (Row) throws -> Void) throws {
        statements += 1
        try base.eachRow(statement, body)
    }

    func cursor(_ statement: Statement) throws -> any Cursor {
        statements += 1
        return try base.cursor(statement)
    }

    func run(_ statement: Statement) throws -> Int {
        statements += 1
        return try base.run(statement)
    }

    func eachMatch(_ words: SearchWords, _ body: (Int) -> Void) throws {
        statements += 1
        try base.eachMatch(words, body)
    }
}
