import Relational
import SceneSupport
import SQLiteDriver
import Storage
import Testing
import TestSupport
import Values

/// What the schema itself does not let happen, whatever the program does.
@Suite("Schema") struct SchemaTests {
    @Test func `every write is on the disk before it is answered`() async throws {
        let scene = try await Scene()
        let settings = try await scene.database.writerSettings()
        #expect(
            settings
                == WriterSettings(synchronous: 2, journalMode: "wal", foreignKeys: true, recursiveTriggers: true))
    }

    @Test func `the schema is made from nothing, and a second start changes nothing`() async throws {
        let folder = try SceneFolder()
        var seen: [[String]] = []
        for _ in 1...2 {
            let database = try SQLiteDatabase.open(
                path: folder.database, migrations: Migrations.all, nowMilliseconds: 1_775_433_600_000)
            seen.append(
                try await database.read { snapshot in
                    let schema = try snapshot.connection.rows(
                        "SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
                    return (schema + (try snapshot.connection.rows("SELECT * FROM schema_steps"))).map { "\($0.all)" }
                })
            try database.close()
        }
        #expect(seen[0] == seen[1])
        #expect(seen[0].count > 30)
    }

    private static let appended = Migrations.all.flatMap(\.statements).compactMap { statement in
        if case .appendOnly(let table) = statement { table } else { nil }
    }

    @Test func `these tables are only appended to`() {
        #expect(
            Self.appended == [
                "order_lines", "order_events", "signing_keys", "ledger_entries", "ledger_postings", "audit_records",
                "order_line_sources", "order_lines", "order_events", "order_revisions", "order_notes",
                "approval_votes", "approval_decisions", "standing_uses", "ledger_postings", "ledger_heads",
                "stock_movements", "problem_events", "problem_statements", "payment_holds", "payment_units",
                "order_line_covers", "supplier_moves", "supplier_moves", "supplier_notices", "listing_prices",
                "listing_price_recalls", "listing_events", "listing_event_fields", "capacity_movements",
                "supplier_review_events", "signing_key_retirements", "order_documents", "delivery_attempts",
                "delivery_notes", "documents_received", "documents_put", "invoice_lines", "invoice_events",
                "order_assertions", "letters_posted", "text_log", "notices_seen_to",
            ])
    }

    /// A message that was tried, and that somebody did something about.
    private static func deliver(_ scene: Scene) async throws {
        for sql: Statement in [
            """
            INSERT INTO endpoints VALUES ('e', 'supplier:trent', 'email', 'a@b.example', 0, 'to-do', 'active', NULL,
                NULL, NULL, 1, 1)
            """,
            """
            INSERT INTO deliveries SELECT 'd', id, 'e', 'waiting', 1, 1, 1, NULL, NULL, 1, NULL FROM outbox_messages
            LIMIT 1
            """,
            "INSERT INTO delivery_attempts VALUES ('d', 1, 1, 'answered', 500, 1)",
            "INSERT INTO delivery_notes VALUES ('d', 1, 1, 'p-ann', 'called', 'Hello')",
            "INSERT INTO letters_posted VALUES ('d', 'p-bilal', 1)",
            "INSERT INTO text_log VALUES ('d', 1, '07700 900123', 'Hello', 1)",
            """
            INSERT INTO personal_notices VALUES ('n', 'person:p-ann', 'message:m', 'message/refunded', 'know', 'money',
                0, 'h-ann', 1, 1, 0, NULL, 'held')
            """,
            "INSERT INTO notices_seen_to VALUES ('n', 'p-bilal', 'Told', 1)",
        ] { try await scene.run(sql) }
    }

    /// A problem with a step and something said about it; and a payment.
    private static func reportAndPay(_ scene: Scene) async throws {
        for sql: Statement in [
            """
            INSERT INTO problems SELECT 'b', id, 1, 1, 'damaged', 'refund', 'p-ann', 1, 'disputed', 'open', 1, NULL, 0,
                0, 0, NULL, 1 FROM supplier_orders LIMIT 1
            """,
            "INSERT INTO problem_events VALUES ('b', 1, 'silence', 'escalated', NULL, NULL, 0, NULL, NULL, 1)",
            "INSERT INTO problem_statements VALUES ('b', 1, 'p-ann', 'holder', 'Broken.', 1, 1)",
            "INSERT INTO payments SELECT 'q', id, 'BACS-1', 0, 1, NULL FROM supplier_orders LIMIT 1",
            "INSERT INTO payment_holds SELECT 'q', id, 1 FROM holds LIMIT 1",
            "INSERT INTO payment_units VALUES ('q', 1, 1)",
            """
            INSERT INTO documents_received SELECT 'd', supplier_id, 'p-petra', 'page', NULL, NULL, id, 'x', 0, 'no',
                'Why', NULL, 1 FROM supplier_orders LIMIT 1
            """,
            """
            INSERT INTO invoices SELECT 'i', supplier_id, id, '1', '2026-10-06', 1, 'form', 0, 1, 0, 'received', '[]',
                NULL, 1 FROM supplier_orders LIMIT 1
            """,
            "INSERT INTO documents_put SELECT id, 1 FROM outbox_messages LIMIT 1",
            "INSERT INTO invoice_lines VALUES ('i', 1, 1, 'x', 1, 1, 1, 0)",
            "INSERT INTO invoice_events VALUES ('i', 2, 'matched', NULL, NULL, 1)",
            """
            INSERT INTO order_assertions (order_id, passkey_id, algorithm, public_key, client_data, authenticator_data,
                signature, origin)
            SELECT id, 'k', -7, 'x', 'x', 'x', 'x', 'x' FROM orders
            """,
            "INSERT INTO supplier_moves VALUES ('trent', 1, 'suspend', 'x', 'p-bilal', 1)",
            "INSERT INTO supplier_notices VALUES ('n', 'trent', 'suspended', '', 'supplier:trent', '2', 1)",
            """
            INSERT INTO supplier_reviews SELECT 'r', id, supplier_id, 'TAD', 4, 'Good.', 'waiting', '', 'absent', 1,
                NULL, 1 FROM supplier_orders LIMIT 1
            """,
            "INSERT INTO supplier_review_events VALUES ('r', 1, 'review', 'write', 'p-ann', NULL, 1)",
            "INSERT INTO listing_prices VALUES ('neuro', 1, NULL, '2027-01-01', NULL, 1, NULL, 1)",
            "INSERT INTO listing_price_recalls VALUES ('neuro', 1, 'p-petra', 1)",
            "INSERT INTO listing_events VALUES ('neuro', 91, 'revised', 'p-petra', NULL, 1)",
            "INSERT INTO listing_event_fields VALUES ('neuro', 91, 0, 'title', 'a', 'b')",
            "INSERT INTO capacity_movements SELECT 'neuro', 1, '2026-10-05', id, 1, 1 FROM supplier_orders LIMIT 1",
            "INSERT INTO order_line_covers SELECT id, 1, 'l-care', '2026-04-06', 0, 1 FROM supplier_orders LIMIT 1",
        ] { try await scene.run(sql) }
    }

    @Test(arguments: appended) func `rows of this table are neither changed nor removed`(table: String) async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("lights", 1)])
        try await scene.decide(try await scene.part(of: order, "meadow", .asked), .approve)
        try await scene.run(
            """
            INSERT INTO standing_authorisations (id, commissioner_id, holder_id, caps, last_day, words, granted_by,
                granted_at, status, version)
            VALUES ('s', 'TAD', 'h-ann', '{}', '2026-10-30', 'x', 'p-bilal', 1, 'ended', 1)
            """)
        try await scene.run(
            "INSERT INTO standing_uses SELECT id, 's', 1, '2026-10-06' FROM approvals")
        try await scene.stock("rollator", 3)
        try await scene.run("INSERT INTO signing_keys (id, public_key, first_used_at) VALUES ('k', 'x', 1)")
        try await scene.desk.signHeads()
        try await scene.run(
            """
            INSERT INTO order_revisions SELECT id, 2, '{}', 'x', 'k', 'p-ann', 1 FROM supplier_orders
            """)
        try await scene.run(
            "INSERT INTO order_notes SELECT 'n' || id, id, 'p-ann', 'holder', 'Hello', 1 FROM supplier_orders")
        try await scene.run("INSERT INTO signing_key_retirements VALUES ('k', 2)")
        try await Self.reportAndPay(scene)
        try await Self.deliver(scene)
        let before = try await scene.fingerprint()
        let columns = try await scene.rows(Statement(stringLiteral: "SELECT * FROM \(table) LIMIT 1"))
        let column = try #require(columns.first?.all.first?.name)
        for sql in [
            "UPDATE \(table) SET \(column) = \(column)", "DELETE FROM \(table)",
            "INSERT OR REPLACE INTO \(table) SELECT * FROM \(table)",
        ] {
            await #expect(throws: ConstraintViolation.self, "\(sql)") {
                try await scene.run(Statement(stringLiteral: sql))
            }
        }
        #expect(try await scene.changes(since: before) == [])
    }

    @Test(arguments: [
        "UPDATE ledger_accounts SET balance_pence = -1 WHERE id = 'TAD:fund'",
        "UPDATE ledger_accounts SET kind = 'slush' WHERE id = 'TAD:fund'",
        "UPDATE listings SET price_pence = -1 WHERE id = 'rollator'",
        "UPDATE listings SET status = 'gone' WHERE id = 'rollator'",
        "UPDATE listings SET vat = 'X' WHERE id = 'rollator'",
        "UPDATE listings SET quantity_maximum = 0 WHERE id = 'rollator'",
        "UPDATE listings SET supplier_id = 'nobody' WHERE id = 'rollator'",
        "UPDATE suppliers SET status = 'liked' WHERE id = 'trent'",
        "UPDATE suppliers SET reach = 'moon' WHERE id = 'trent'",
        "INSERT INTO supplier_posts VALUES ('p-petra', 'king')", "INSERT INTO supplier_posts VALUES ('p-x', 'owner')",
        "UPDATE supplier_evidence SET status = 'liked'", "UPDATE supplier_evidence SET reason = NULL",
        "UPDATE supplier_approvals SET withdrawn_at = 1", "UPDATE supplier_approvals SET last_day = '1969-12-31'",
        """
        INSERT INTO supplier_bank_accounts
        VALUES ('a', 'trent', 'x', '1', '2', 'p-petra', 1, 'in_use', 'p-petra', 1, 'x')
        """,
        "UPDATE people SET role = 'king' WHERE id = 'p-ann'",
        "UPDATE people SET organisation = 'TAD' WHERE id = 'p-ann'",
        "UPDATE people SET organisation = NULL WHERE id = 'p-bilal'",
        "UPDATE authorities SET last_day = '2020-01-01' WHERE id = 'a-tom'",
        "UPDATE authorities SET sign_limit_pence = -1 WHERE id = 'a-tom'",
        "UPDATE authorities SET kind = 'friend' WHERE id = 'a-tom'",
        "UPDATE plans SET status = 'paused' WHERE id = 'plan-ann'",
        "UPDATE plans SET last_day = '2020-01-01' WHERE id = 'plan-ann'",
        "UPDATE plan_lines SET every = 'day' WHERE id = 'l-care'",
        "UPDATE plan_lines SET amount_pence = -1 WHERE id = 'l-care'",
        "UPDATE orders SET stage = 'lost'", "UPDATE orders SET total_pence = -1", "UPDATE orders SET supply = 'some'",
        "UPDATE orders SET together = 'maybe'", "UPDATE orders SET approval_standing = 'hoped'",
        "UPDATE supplier_orders SET status = 'lost'", "UPDATE supplier_orders SET route = 'secret'",
        "UPDATE approvals SET status = 'ignored'",
        "UPDATE holds SET amount_pence = 0", "UPDATE holds SET released_pence = 1", "UPDATE holds SET source = 'moon'",
        "UPDATE holds SET held_pence = -1, released_pence = amount_pence + 1",
        "UPDATE line_tallies SET open = open - 1", "UPDATE line_tallies SET open = -1, refused = ordered + 1",
        "UPDATE listings SET stock = -1 WHERE id = 'rollator'",
        "UPDATE baskets SET status = 'stolen'", "UPDATE baskets SET holder_id = 'nobody'",
        "DELETE FROM orders", "DELETE FROM suppliers", "DELETE FROM plan_lines", "DELETE FROM holders",
        "INSERT INTO basket_lines (id, basket_id, position, listing_id, quantity, price_seen_pence) "
            + "SELECT 'x', id, 0, 'rollator', 0, 0 FROM baskets",
        "INSERT INTO categories (id, title, summary, policy) VALUES ('99', 'x', '', 'block')",
        "INSERT INTO categories (id, title, summary, unit) VALUES ('99', 'x', '', 'each')",
    ]) func `this is refused and changes nothing`(sql: String) async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1), ("lights", 1)])
        let before = try await scene.fingerprint()
        await #expect(throws: ConstraintViolation.self) { try await scene.run(Statement(stringLiteral: sql)) }
        #expect(try await scene.changes(since: before) == [])
    }
}
