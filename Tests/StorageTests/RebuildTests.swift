import Catalogue
import Identity
import Orders
import Plans
import Relational
import SceneSupport
import SQLiteDriver
import Storage
import Testing
import TestSupport
import Values

/// A database made before plans had versions is brought up to date with everything in it.
@Suite("Databases from before plans had versions") struct RebuildTests {
    /// Ann's plan and one signed order, in the tables as they were.
    private static let old: [Statement] = [
        """
        INSERT INTO commissioners (id, name, email, telephone)
        VALUES ('TAD', 'Trent and Dales', 'phb@example.org', '0115 496 0900')
        """,
        """
        INSERT INTO people (id, email, name, role) VALUES ('p-ann', 'ann@example.org', 'Ann Marsh', 'holder')
        """,
        """
        INSERT INTO holders (id, name, known_as, born_on, address, postcode, telephone, commissioner_id, pseudonym)
        VALUES ('ann', 'Ann Marsh', 'Ann', '1961-03-14', '24 Coppice Lane', 'NG7 2GT', '0115 496 0211', 'TAD', 'H-1')
        """,
        """
        INSERT INTO authorities (id, person_id, holder_id, kind, first_day)
        VALUES ('a-ann', 'p-ann', 'ann', 'self', '2026-04-06')
        """,
        """
        INSERT INTO plans (id, version, holder_id, eligibility, management, first_day, last_day, status, coordinator,
            coordinator_telephone, agreed_on, source_digest)
        VALUES ('TAD-1', 1, 'ann', 'chc', 'managed-account', '2026-04-06', '2027-04-05', 'in-force', 'Ruth Okoro',
            '0115 496 0100', '2026-03-20', 'abc')
        """,
        "INSERT INTO outcomes (id, plan_id, plan_version, position, wish) VALUES ('o1', 'TAD-1', 1, 0, 'Walk')",
        """
        INSERT INTO plan_lines (id, plan_id, plan_version, position, kind, title, covers, outcomes, amount_pence,
            every, first_day, last_day, price_ceiling_pence, approval_above_pence)
        VALUES ('l1', 'TAD-1', 1, 0, 'agreed', 'Physiotherapy', '04-01;04-02', 'o1', 31000, 'quarter', '2026-04-06',
            '2027-04-05', 12500, NULL),
            ('lx', 'TAD-1', 1, 1, 'extras', 'Agreed extras', '', '', 0, 'once', '2026-04-06', '2027-04-05', NULL,
            NULL)
        """,
        """
        INSERT INTO suppliers (id, name, description, reach, covered, email, telephone, status, revision)
        VALUES ('trent', 'Trent Neuro Physio', 'x', 'national', '', 't@example.org', '0115 496 0000', 'approved', 1)
        """,
        "INSERT INTO categories (id, title, summary, supplier_checks) VALUES ('04', 'Therapies', 'x', '')",
        """
        INSERT INTO listings (id, supplier_id, category_id, title, description, unit, price_pence, vat, lead_days,
            delivery, cancellation, quantity_maximum, status, version, revision)
        VALUES ('neuro', 'trent', '04', 'Session', 'x', 'session', 8000, 'E', 5, 'x', 'x', 10, 'live', 1, 1)
        """,
        "INSERT INTO baskets (id, holder_id, status, version) VALUES ('b1', 'ann', 'converted', 2)",
        """
        INSERT INTO orders (id, number, holder_id, basket_id, plan_id, plan_version, contracting_principal, signer_id,
            authority_id, together, total_pence, signed_at, document, seal, key_id, stage, approval_standing, supply)
        VALUES ('or1', '7K3M9-2QXRT', 'ann', 'b1', 'TAD-1', 1, 'holder', 'p-ann', 'a-ann', 'send_now', 24000,
            1775433600000, '{}', 'x..y', 'k', 'placed', 'none_needed', 'waiting')
        """,
        """
        INSERT INTO supplier_orders (id, order_id, supplier_id, route, position, status, version)
        VALUES ('so1', 'or1', 'trent', 'direct', 0, 'sent', 2), ('so2', 'or1', 'trent', 'asked', 1,
            'awaiting_approval', 1)
        """,
        """
        INSERT INTO order_lines (supplier_order_id, position, listing_id, category_id, title, unit, quantity,
            unit_net_pence, vat, unit_price_pence, lead_days, delivery, cancellation, plan_line_id, period, rules,
            request_reason, request_outcome_id)
        VALUES ('so1', 1, 'neuro', '04', 'Session', 'session', 3, 8000, 'E', 8000, 5, 'x', 'x', 'l1', '2026-04-06', '',
            NULL, NULL),
            ('so2', 2, 'neuro', '04', 'Session', 'session', 1, 8000, 'E', 8000, 5, 'x', 'x', NULL, NULL, 'R05',
            'Because', 'o1')
        """,
        """
        INSERT INTO holds (id, supplier_order_id, plan_line_id, period, amount_pence, source, state)
        VALUES ('h1', 'so1', 'l1', '2026-04-06', 24000, 'line', 'open')
        """,
    ]

    /// - Parameter more: what else was written before the step after a number.
    private func upgraded(_ folder: SceneFolder, more: [Int: [Statement]] = [:]) async throws -> SQLiteDatabase {
        for (number, statements) in ([7: Self.old].merging(more) { $0 + $1 }).sorted(by: { $0.key < $1.key }) {
            let before = try SQLiteDatabase.open(
                path: folder.database, migrations: Migrations.all.filter { $0.number <= number }, nowMilliseconds: 1)
            for statement in statements { _ = try await before.write { try $0.connection.run(statement) } }
            try before.close()
        }
        return try SQLiteDatabase.open(path: folder.database, migrations: Migrations.all, nowMilliseconds: 2)
    }

    @Test func `requests from before there were routes wait on, and what went out has been used`() async throws {
        let folder = try SceneFolder()
        let database = try await upgraded(
            folder,
            more: [
                7: [
                    """
                    INSERT INTO approvals (id, order_id, supplier_order_id, commissioner_id, content_digest,
                        requested_by, requested_at, status, version)
                    VALUES ('a1', 'or1', 'so1', 'TAD', 'x', 'p-ann', 1775433600000, 'approved', 2),
                        ('a2', 'or1', 'so2', 'TAD', 'y', 'p-ann', 1775433600000, 'waiting', 1)
                    """,
                    """
                    INSERT INTO order_events (order_id, sequence, supplier_order_id, what, person_id, note, at)
                    VALUES ('or1', 1, 'so1', 'approval.approve', 'p-ann', NULL, 1775433600000)
                    """,
                ]
            ])
        try await database.read { snapshot in
            let found = try snapshot.approvals.list(of: "or1")
            #expect(found.map(\.status) == [.used, .pending])
            #expect(found.map(\.version) == [3, 1])
            #expect(found.map(\.planVersion) == [nil, nil])
            #expect(found.map(\.content.text) == ["x", "y"])
            let asked = Moment(milliseconds: 1_775_433_600_000)
            #expect(found[1].hours.dueAt == asked.adding(minutes: 10 * 24 * 60))
            #expect(found[1].terms == .anybody)
            let events = try snapshot.orders.events(of: "or1").map(\.event.what)
            #expect(events == [.approval(.approve), .approval(.use)])
            #expect(try snapshot.approvals.striking(at: asked.adding(minutes: 6 * 24 * 60), most: 9) == ["a2"])
        }
        try database.close()
    }

    @Test func `interests from before they could end still hold`() async throws {
        let folder = try SceneFolder()
        let database = try await upgraded(
            folder,
            more: [
                14: [
                    """
                    INSERT INTO people (id, email, name, role, organisation)
                    VALUES ('p-ruth', 'ruth@example.org', 'Ruth Okoro', 'commissioner', 'TAD')
                    """,
                    """
                    INSERT INTO staff_interests (person_id, kind, subject_id, words)
                    VALUES ('p-ruth', 'supplier', 'trent', 'Shares'), ('p-ruth', 'holder', 'ann', 'My aunt')
                    """,
                ]
            ])
        let found = try await database.read { try $0.staff.interests(of: "TAD") }
        #expect(found.map(\.words) == ["My aunt", "Shares"])
        #expect(found.map(\.name) == ["Ann Marsh", "Trent Neuro Physio"])
        #expect(found.allSatisfy { $0.isOpen && $0.declaredAt == nil })
        try database.close()
    }

    @Test func `Ann's plan keeps its lines, its money rules and its buyer`() async throws {
        let folder = try SceneFolder()
        let database = try await upgraded(folder)
        let plan = try #require(try await database.read { try $0.plans.current(of: "ann") })
        #expect(plan.status == .inForce)
        #expect(plan.agreedOn == Cast.day("2026-03-20"))
        #expect(plan.budgets.map(\.management) == [.managedAccount])
        #expect(plan.budgets.map(\.eligibility) == [.chc])
        let line = try #require(plan[line: "l1"])
        #expect(line.covers.categories == ["04-01", "04-02"])
        #expect(line.outcomes == ["o1"])
        #expect(line.priceCeiling == Cast.pounds("125"))
        #expect(line.approvalAbove == nil)
        #expect(plan.extras?.covers.isEmpty == true)
        try database.close()
    }

    @Test func `Ann's order keeps what pays for it, and what was asked for`() async throws {
        let folder = try SceneFolder()
        let database = try await upgraded(folder)
        let parts = try await database.read { try $0.supplierOrders.list(of: "or1") }
        #expect(parts.map(\.payer.management) == [.managedAccount, .managedAccount])
        #expect(
            parts[0].lines[0].sources
                == [.init(planLine: "l1", period: Cast.day("2026-04-06"), amount: Cast.pounds("240"), units: 3)])
        #expect(parts[1].lines[0].sources == [])
        #expect(parts[1].lines[0].extra == Cast.pounds("80"))
        #expect(parts[1].lines[0].request == LineRequest(reason: "Because", outcome: "o1"))
        try database.close()
    }

    @Test func `keys are enforced again afterwards, and signed lines stay as they are`() async throws {
        let folder = try SceneFolder()
        let database = try await upgraded(folder)
        #expect(try await database.writerSettings().foreignKeys)
        for sql: Statement in [
            "UPDATE order_lines SET quantity = 9", "DELETE FROM order_line_sources", "DELETE FROM plans",
            "DELETE FROM plan_lines", "UPDATE outcomes SET wish = 'Fly'",
        ] {
            await #expect(throws: ConstraintViolation.self) {
                _ = try await database.write { try $0.connection.run(sql) }
            }
        }
        try database.close()
    }
}
