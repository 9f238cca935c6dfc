import Baskets
import Catalogue
import Relational
import SceneSupport
import SQLiteDriver
import Storage
import Testing
import TestSupport
import Values

/// A database from before baskets were put aside and stock was counted keeps what is in it.
@Suite("Databases from before workflows") struct WorkflowMigrationTests {
    private static let old: [Statement] = [
        "INSERT INTO commissioners (id, name, email, telephone) VALUES ('TAD', 'Trent', 'phb@example.org', '1')",
        """
        INSERT INTO holders (id, name, known_as, born_on, address, postcode, telephone, commissioner_id, pseudonym)
        VALUES ('ann', 'Ann', 'Ann', '1961-03-14', 'x', 'NG7 2GT', '1', 'TAD', 'H-1'),
            ('zara', 'Zara', 'Zara', '1961-03-14', 'x', 'NG7 2GT', '1', 'TAD', 'H-2')
        """,
        """
        INSERT INTO suppliers (id, name, description, reach, covered, email, telephone, workers_until, status, revision)
        VALUES ('trent', 'Trent', 'x', 'national', '', 't@example.org', '1', '2027-01-01', 'suspended', 1)
        """,
        "INSERT INTO categories (id, title, summary, supplier_checks) VALUES ('04', 'Therapies', 'x', '')",
        """
        INSERT INTO listings (id, supplier_id, category_id, title, description, unit, price_pence, vat, lead_days,
            delivery, cancellation, quantity_maximum, status, version, revision)
        VALUES ('neuro', 'trent', '04', 'Session', 'x', 'session', 8000, 'E', 5, 'x', 'x', 10, 'live', 1, 1)
        """,
        """
        INSERT INTO baskets (id, holder_id, status, version)
        VALUES ('b1', 'ann', 'converted', 2), ('b2', 'ann', 'open', 3), ('b3', 'zara', 'open', 1)
        """,
        """
        INSERT INTO basket_lines (id, basket_id, position, listing_id, quantity, price_seen_pence)
        VALUES ('l1', 'b2', 0, 'neuro', 2, 8000)
        """,
        """
        INSERT INTO audit_records (id, at, actor, on_behalf_of, operation, subject, digest)
        VALUES ('a1', 1000, 'p', 'ann', 'AddToBasket', 'neuro', 'x'), ('a2', 5000, 'p', 'ann', 'AcceptPrice', 'l1', 'x')
        """,
    ]

    @Test func `baskets, suppliers and listings come along, and a basket was last touched when its holder was`()
        async throws
    {
        let folder = try SceneFolder()
        let before = Migrations.all.filter { $0.number <= 9 }
        let first = try SQLiteDatabase.open(path: folder.database, migrations: before, nowMilliseconds: 0)
        try await first.write { tx in for statement in Self.old { try tx.connection.run(statement) } }
        try first.close()
        let database = try SQLiteDatabase.open(path: folder.database, migrations: Migrations.all, nowMilliseconds: 0)
        try await database.read { snapshot in
            let basket = try #require(try snapshot.baskets.current(of: "ann"))
            #expect((basket.id, basket.version, basket.touchedAt) == ("b2", 3, Moment(milliseconds: 5_000)))
            #expect(basket.lines.map(\.quantity) == [2])
            #expect(try snapshot.baskets.find("b1", of: "ann")?.status == .converted)
            #expect(try snapshot.baskets.current(of: "zara")?.touchedAt == Moment(milliseconds: 0))
            let supplier = try #require(try snapshot.suppliers.find("trent"))
            #expect((supplier.status, supplier.version) == (.suspended, 1))
            #expect(supplier.checks.workersUntil == Cast.day("2027-01-01"))
            #expect(try snapshot.listings.find("neuro")?.stock == nil)
            #expect(try snapshot.holders.find("ann")?.version == 1)
        }
        try database.close()
    }
}
