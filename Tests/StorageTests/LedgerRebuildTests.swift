import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What only follows from records is had again from them, whatever happened to it; and only that is touched.
@Suite("Ledger rebuild") struct LedgerRebuildTests {
    /// Orders in many states, a request in question, a problem, stock that is counted; and whoever damages it has the
    /// file in their hands.
    private func busy() async throws -> Scene {
        let scene = try await orders()
        try await scene.dropGuards()
        return scene
    }

    private func orders() async throws -> Scene {
        let scene = try await Scene()
        try await scene.stock("rollator", 5)
        try await scene.run("UPDATE listings SET capacity_per_week = 9 WHERE id = 'visit'")
        let first = try await scene.sign(.ann, [("neuro", 1), ("visit", 2), ("lights", 1), ("lights-trent", 1)])
        for supplier in ["trent", "careful"] {
            let part = try await scene.part(of: first, .init(supplier))
            for step in [Scene.SupplierAnswer.accept, .deliver] { try await scene.answer(part, step) }
        }
        try await scene.confirm(try await scene.part(of: first, "trent"))
        try await scene.pay(try await scene.part(of: first, "trent"))
        let late = try await scene.part(of: first, "careful")
        let line = try #require(late.tallies.first)
        let problem = try await scene.perform(
            ReportProblem(
                part: late.id, position: line.position, state: .unconfirmed, units: 1, kind: .workerDidNotCome,
                wish: .refund, words: "Nobody came"), as: .ann)
        try await scene.perform(
            AnswerProblem(
                problem: problem, remedy: Remedy(.replace, amount: nil, needsReturn: false), words: "We come again"),
            as: .staff(of: "careful"))
        try await scene.decide(try await scene.part(of: first, "meadow", .asked), .approve)
        let second = try await scene.sign(.ann, [("rollator", 1), ("visit", 1), ("lights", 1)])
        try await scene.answer(try await scene.part(of: second, "meadow"), .accept)
        try await scene.cancel(try await scene.part(of: second, "careful"))
        try await scene.expectSound()
        return scene
    }

    /// Everything but versions, which count what was mended so that nobody overwrites it with what they read before.
    private func stored(_ scene: Scene) async throws -> [String: [String]] {
        var tables: [String: [String]] = [:]
        for (table, columns) in [
            ("ledger_accounts", "id || ' ' || balance_pence"),
            ("ledger_chains", "commissioner_id || sequence || digest"), ("line_tallies", "*"),
            ("holds", "*"), ("supplier_orders", "id || ' ' || status"), ("approvals", "id || ' ' || status"),
            ("problems", "id || ' ' || status || refund_pence || refunded_pence"),
            ("orders", "*"), ("listings", "id || ' ' || COALESCE(stock, '-')"),
            ("capacity_weeks", "listing_id || ' ' || week || ' ' || taken"),
        ] {
            tables[table] = try await scene.rows(.init(stringLiteral: "SELECT \(columns) FROM \(table)"))
                .map { "\($0)" }.sorted()
        }
        return tables
    }

    struct Damage: Sendable, CustomTestStringConvertible {
        let what: String
        let sql: String
        let told: String

        init(_ what: String, _ sql: String, told: String) {
            (self.what, self.sql, self.told) = (what, sql, told)
        }

        var testDescription: String { what }
    }

    private static let unitColumns = [
        "open", "refused", "cancelled_before", "to_come", "cancelled_after", "unconfirmed", "questioned", "returned",
        "received", "disputed", "credited", "paid", "contested", "refunded",
    ]
    private static let bucketColumns = [
        "reserved", "held", "released", "committed", "decommitted", "owed", "disputed", "credited", "paid",
        "refund_due", "refunded",
    ]

    private static let damages = [
        Damage("a balance", "UPDATE ledger_accounts SET balance_pence = balance_pence + 7", told: "account TAD:fund"),
        Damage(
            "an account", "DELETE FROM ledger_accounts WHERE id = 'TAD:cash'",
            told: "account TAD:cash: was missing"),
        Damage(
            "a head", "UPDATE ledger_chains SET sequence = 1, digest = 'beef'",
            told: "chain of TAD: its head became"),
        Damage("a lost head", "DELETE FROM ledger_chains", told: "chain of TAD: its head became"),
        Damage("units that are lost", "DELETE FROM line_tallies", told: "its units follow from its steps again"),
        Damage(
            "units of a line that is not there", "INSERT INTO line_tallies SELECT supplier_order_id, 99, ordered, "
                + "unit_price_pence, fee_pence, credit_pence, refund_pence, \(unitColumns.joined(separator: ", ")) "
                + "FROM line_tallies LIMIT 1", told: "its units follow from its steps again"),
        Damage("where parts stand", "UPDATE supplier_orders SET status = 'paid'", told: "paid became accepted"),
        Damage("where requests stand", "UPDATE approvals SET status = 'declined'", told: "declined became"),
        Damage("where problems stand", "UPDATE problems SET status = 'closed'", told: "it stands where its steps lead"),
        Damage(
            "what is to be paid back", "UPDATE problems SET refund_pence = 50, refunded_pence = 20",
            told: "it stands where its steps lead"),
        Damage("what is left", "UPDATE listings SET stock = 4711 WHERE id = 'rollator'", told: "listing rollator"),
        Damage("what nobody counts", "UPDATE listings SET stock = 1 WHERE id = 'visit'", told: "listing visit"),
        Damage("what is promised of a week", "UPDATE capacity_weeks SET taken = 7", told: "listing visit: what is"),
        Damage("weeks that are gone", "DELETE FROM capacity_weeks", told: "listing visit: what is promised"),
    ]
        + ["unit_price_pence", "fee_pence", "credit_pence", "refund_pence"].map {
            Damage("\($0) of lines", "UPDATE line_tallies SET \($0) = \($0) + 1", told: "its units follow")
        }
        + unitColumns.map {
            Damage("\($0) units", "UPDATE line_tallies SET \($0) = \($0) + 3, ordered = ordered + 3", told: "its units")
        }
        + bucketColumns.map {
            Damage(
                "\($0) pence", "UPDATE holds SET \($0)_pence = \($0)_pence + 3, amount_pence = amount_pence + 3",
                told: "its money is where its entries put it again")
        }
        + [
            ("stage", "'cancelled'"), ("approval_standing", "'withdrawn'"), ("supply", "'none'"),
            ("money", "'refunding'"), ("attention", "'none'"), ("attention_due", "12"),
        ].map {
            Damage("\($0.0) of orders", "UPDATE orders SET \($0.0) = \($0.1)", told: "its standing follows")
        }

    @Test func `every derived column is had again from the records, and nothing else is touched`() async throws {
        let scene = try await busy()
        let before = try await stored(scene)
        for damage in Self.damages {
            #expect(try await scene.run(.init(stringLiteral: damage.sql)) > 0, "\(damage.what): nothing was damaged")
            #expect(try await !scene.verification().isSound, "\(damage.what): nobody noticed")
            let changes = try await scene.rebuild()
            #expect(changes.contains { $0.contains(damage.told) }, "\(damage.what): \(changes)")
            #expect(try await scene.verification().differences == [], "\(damage.what)")
            #expect(try await stored(scene) == before, "\(damage.what)")
        }
        #expect(try await scene.rebuild() == [])
    }

    @Test func `all of it at once is had again`() async throws {
        let scene = try await busy()
        let before = try await stored(scene)
        for damage in Self.damages where !damage.sql.hasPrefix("DELETE FROM line_tallies") {
            try await scene.run(.init(stringLiteral: damage.sql))
        }
        _ = try await scene.rebuild()
        #expect(try await scene.verification().differences == [])
        #expect(try await stored(scene) == before)
    }

    @Test(arguments: [
        ("UPDATE order_events SET what = 'supplier-order.pay' WHERE what = 'supplier-order.accept'", "a timeline"),
        ("UPDATE order_events SET what = 'supplier-order.dance' WHERE what = 'supplier-order.accept'", "a timeline"),
        ("UPDATE order_events SET what = 'approval.reopen' WHERE what LIKE 'approval.approve%'", "a timeline"),
        ("UPDATE problem_events SET what = 'refund'", "a problem"),
        ("UPDATE ledger_entries SET actor = 'somebody' WHERE sequence = 2", "the journal"),
    ]) func `nothing follows from records that contradict themselves, and nothing is changed`(
        sql: String, record: String
    ) async throws {
        let scene = try await busy()
        try await scene.run("UPDATE listings SET stock = 4711 WHERE id = 'rollator'")
        #expect(try await scene.run(.init(stringLiteral: sql)) > 0)
        let before = try await stored(scene)
        let refusal = await #expect(throws: LedgerRebuildRefusal.self) { _ = try await scene.rebuild() }
        #expect(refusal?.record == record)
        #expect(try await stored(scene) == before)
    }
}

extension Scene {
    fileprivate func rebuild() async throws -> [String] {
        try await database.write { try LedgerRebuild(in: $0).changes.kept }
    }
}
