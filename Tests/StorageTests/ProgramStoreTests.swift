import Orders
import Relational
import SceneSupport
import SQLiteDriver
import Storage
import Testing
import TestSupport
import Values

@Suite("Stored for programs") struct ProgramStoreTests {
    @Test func `a page of orders is read from its index, whatever else the supplier has`() async throws {
        let scene = try await Scene()
        let lists: [(ProgramOrderList, String)] = [
            (.newest(before: "x"), "supplier_orders_in_order"),
            (.changed(since: Cast.now, after: nil), "supplier_orders_by_change"),
            (.changed(since: Cast.now, after: "x"), "supplier_orders_by_change"),
        ]
        for (list, index) in lists {
            let question = SupplierOrderStore<Snapshot>.question(of: "trent", status: nil, list, most: 20)
            let sql = "EXPLAIN QUERY PLAN " + question.sql.replacing(/\$[0-9]+/, with: "0")
            let plan = try await scene.rows(Statement(stringLiteral: sql)).map { try $0.text("detail") }
            #expect(plan.first?.contains(index) == true, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
            if case .changed = list { #expect(plan.first?.contains("changed_at") == true, "\(plan)") }
        }
    }

    @Test func `when something happened to a part last is what its timeline says`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        scene.clock.advance(minutes: 5)
        try await scene.answer(part, .accept)
        let accepted = scene.clock.now
        let other = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        scene.clock.advance(minutes: 5)
        let changed = { (id: SupplierOrder.ID) in
            try await scene.rows("SELECT changed_at FROM supplier_orders WHERE id = \(id)")[0].integer("changed_at")
        }
        #expect(try await changed(part.id) == accepted.milliseconds)
        #expect(try await changed(other.id) == accepted.milliseconds + 1, "signed at the same moment, and after it")
        // A transaction that began before another, and ended after it.
        scene.clock.advance(minutes: -6)
        try await scene.answer(part, .deliver)
        #expect(try await changed(part.id) == accepted.milliseconds + 2, "whoever has read the other finds it")
    }

    private static let wide = "listings:read listings:write stock:write orders:read orders:write invoices:write"

    /// What was written after the step of a number.
    private static let begin: [(Int, Statement)] = [
        (
            30,
            """
            INSERT INTO suppliers (id, name, description, reach, covered, email, telephone, cqc, status, version,
                revision, number)
            VALUES ('trent', 'Trent', 'x', 'national', '', 't@example.org', '1', '1-2', 'approved', 3, 1, 1)
            """
        ),
        (
            30,
            """
            INSERT INTO people (id, email, name, role, organisation)
            VALUES ('p', 'p@example.org', 'Petra', 'supplier', 'trent')
            """
        ),
        (
            30,
            """
            INSERT INTO supplier_keys (id, supplier_id, person_id, name, digest, made_at)
            VALUES ('old', 'trent', 'p', 'Old', 'x', 1000)
            """
        ),
        (
            33,
            """
            INSERT INTO supplier_keys (id, supplier_id, person_id, name, digest, made_at, scopes)
            VALUES ('new', 'trent', 'p', 'New', 'y', 3000, \(wide)),
                ('few', 'trent', 'p', 'Few', 'z', 3000, 'orders:read')
            """
        ),
    ]

    @Test func `keys from before there were scopes keep what they could do, and others what was chosen`() async throws {
        let folder = try SceneFolder()
        for (number, statement) in Self.begin {
            let known = Migrations.all.filter { $0.number <= number }
            let before = try SQLiteDatabase.open(path: folder.database, migrations: known, nowMilliseconds: 2_000)
            try await before.write { _ = try $0.connection.run(statement) }
            try before.close()
        }
        let database = try SQLiteDatabase.open(
            path: folder.database, migrations: Migrations.all, nowMilliseconds: 4_000)
        let scopes = try await database.read { snapshot in
            try snapshot.connection.rows("SELECT id, scopes FROM supplier_keys ORDER BY id").map {
                "\(try $0.text("id")) \(try $0.text("scopes"))"
            }
        }
        #expect(scopes == ["few orders:read", "new \(Self.wide)", "old files:exchange"])
        try database.close()
    }
}
