import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What a supplier's day asks of the database, when there are ten thousand orders.
@Suite("A supplier's day in the database") struct SupplierDayTests {
    static let count = 10_000

    /// Ann's paid session at Trent, so many times over: with its line, units, steps, money, payment and a message.
    private static func crowd(_ scene: Scene) async throws {
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        try await scene.perform(WriteOrderNote(part: part.id, text: "Thank you."), as: .ann)
        try await scene.pay(part)
        let open = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(open, .accept)
        for (table, changed) in [
            ("baskets", ["id"]), ("orders", ["id", "number", "basket_id"]), ("supplier_orders", ["id", "order_id"]),
            ("order_lines", ["supplier_order_id"]), ("line_tallies", ["supplier_order_id"]),
            ("order_events", ["order_id", "supplier_order_id"]), ("holds", ["id", "supplier_order_id"]),
            ("order_notes", ["id", "supplier_order_id"]), ("payments", ["id", "supplier_order_id"]),
            ("payment_holds", ["payment_id", "hold_id"]),
        ] {
            let row = try #require(
                try await scene.rows(.init(stringLiteral: "SELECT * FROM \(table) LIMIT 1")).first)
            let columns = row.all.map { changed.contains($0.name) ? "\($0.name) || '.' || n" : $0.name }
            let when = table == "baskets" ? "WHERE status <> 'open'" : ""
            try await scene.run(
                .init(
                    stringLiteral: """
                        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < \(count))
                        INSERT INTO \(table) SELECT \(columns.joined(separator: ", ")) FROM \(table), numbers \(when)
                        """))
        }
        try await scene.run("ANALYZE")
    }

    @Test func `of ten thousand orders, done and open, each is counted once`() async throws {
        let scene = try await Scene()
        try await Self.crowd(scene)
        let parts = try await scene.rows("SELECT COUNT(*) AS parts FROM supplier_orders WHERE supplier_id = 'trent'")
        #expect(try #require(parts.first).integer("parts") == 2 * Self.count + 2)
        try await scene.desk.look { look in
            _ = try look.snapshot.supplierOrders.day(of: "trent", at: look.now)
            _ = try look.snapshot.problems.open(of: "trent")
        }
        let figures = try await scene.desk.look {
            try $0.snapshot.supplierOrders.figures(of: "trent", until: $0.today)
        }
        let copies = Self.count + 1
        #expect([figures.answered, figures.paid, figures.delivered] == [2 * copies, copies, copies])
    }
}
