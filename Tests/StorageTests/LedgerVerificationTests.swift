import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Whoever changes the books behind the program's back is found out, and what they changed is named.
@Suite("Ledger verification") struct LedgerVerificationTests {
    /// Orders in many states: paid, received, accepted, sent, approved, asked, declined, cancelled.
    private func busy() async throws -> Scene {
        let scene = try await Scene()
        let first = try await scene.sign(.ann, [("neuro", 1), ("visit", 2), ("lights", 1), ("lights-trent", 1)])
        for supplier in ["trent", "careful"] {
            let part = try await scene.part(of: first, .init(supplier))
            for step in [Scene.SupplierAnswer.accept, .deliver] { try await scene.answer(part, step) }
            try await scene.confirm(part)
        }
        try await scene.pay(try await scene.part(of: first, "trent"))
        try await scene.decide(try await scene.part(of: first, "meadow", .asked), .approve)
        let second = try await scene.sign(.ann, [("rollator", 1), ("visit", 1), ("lights", 1)])
        try await scene.answer(try await scene.part(of: second, "meadow"), .accept)
        try await scene.cancel(try await scene.part(of: second, "careful"))
        try await scene.decide(try await scene.part(of: second, "meadow", .asked), .decline)
        return scene
    }

    @Test func `sound books are sound, and are counted`() async throws {
        let scene = try await busy()
        let verification = try await scene.verification()
        #expect(verification.differences == [])
        #expect(verification.isSound)
        let counted = try await scene.rows("""
            SELECT (SELECT COUNT(*) FROM ledger_entries) AS entries, (SELECT COUNT(*) FROM ledger_postings) AS postings,
                (SELECT COUNT(*) FROM ledger_accounts) AS accounts
            """)
        #expect(try counted.first?.integer("entries") == verification.entries)
        #expect(try counted.first?.integer("postings") == verification.postings)
        #expect(try counted.first?.integer("accounts") == verification.accounts)
    }

    struct Tampering: Sendable, CustomTestStringConvertible {
        let what: String
        let sql: [String]
        let told: String

        init(_ what: String, _ sql: String..., told: String) {
            self.init(what, sql, told: told)
        }

        init(_ what: String, _ sql: [String], told: String) {
            self.what = what
            self.sql = sql
            self.told = told
        }

        var testDescription: String { what }
    }

    @Test(arguments: [
        Tampering(
            "a balance changed", "UPDATE ledger_accounts SET balance_pence = balance_pence + 1 WHERE id = 'TAD:fund'",
            told: "account TAD:fund: stored £"),
        Tampering(
            "a balance invented", "INSERT INTO ledger_accounts VALUES ('TAD:fund:x', 'TAD', 'fund', 'x', '', 500)",
            told: "account TAD:fund:x: stored £5.00, the journal gives £0.00"),
        Tampering(
            "one posting's amount changed",
            "UPDATE ledger_postings SET amount_pence = amount_pence + 1 "
                + "WHERE rowid = (SELECT MIN(rowid) FROM ledger_postings)",
            told: "its postings do not balance"),
        Tampering(
            "both postings' amounts changed",
            "UPDATE ledger_postings SET amount_pence = 1 WHERE \(place("TAD", 3))",
            "UPDATE ledger_entries SET amount_pence = 1 WHERE id = (\(entry("TAD", 3)))",
            told: "chain of TAD: entry 3 has been changed"),
        Tampering(
            "a posting moved to another account",
            "UPDATE ledger_postings SET account_id = 'TAD:cash' WHERE \(place("TAD", 2)) AND position = 0",
            told: "chain of TAD: entry 2 has been changed"),
        Tampering(
            "an entry's day changed",
            "UPDATE ledger_entries SET effective_on = '2026-10-05' WHERE id = (\(entry("TAD", 4)))",
            told: "chain of TAD: entry 4 has been changed"),
        Tampering(
            "an entry's actor changed", "UPDATE ledger_entries SET actor = 'p-tom' WHERE id = (\(entry("TAD", 9)))",
            told: "chain of TAD: entry 9 has been changed"),
        Tampering(
            "an entry's order forgotten", "UPDATE ledger_entries SET order_id = NULL WHERE code = 'MATCH'",
            told: "has been changed"),
        Tampering(
            "an entry deleted", "DELETE FROM ledger_postings WHERE \(place("TAD", 5))",
            "DELETE FROM ledger_entries WHERE id = (\(entry("TAD", 5)))", told: "chain of TAD: entry 5 is missing"),
        Tampering(
            "only its postings deleted", "DELETE FROM ledger_postings WHERE \(place("TAD", 5))",
            told: "chain of TAD: entry 5 has been changed"),
        Tampering(
            "the last entry deleted", "DELETE FROM ledger_postings WHERE \(place("SYB", 2))",
            "DELETE FROM ledger_entries WHERE id = (\(entry("SYB", 2)))",
            told: "chain of SYB: its head is not the last entry"),
        Tampering(
            "two entries swapped with their postings", swap("ledger_entries") + swap("ledger_postings"),
            told: "chain of TAD: entry 2 has been changed"),
        Tampering(
            "two postings swapped", [
                "UPDATE ledger_postings SET position = 9 WHERE \(place("TAD", 2)) AND position = 0",
                "UPDATE ledger_postings SET position = 0 WHERE \(place("TAD", 2)) AND position = 1",
                "UPDATE ledger_postings SET position = 1 WHERE \(place("TAD", 2)) AND position = 9",
            ], told: "chain of TAD: entry 2 has been changed"),
        Tampering(
            "a posting given another place", "UPDATE ledger_postings SET position = 9 "
                + "WHERE \(place("TAD", 2)) AND position = 1",
            told: "its postings are not counted from nought"),
        Tampering(
            "a posting without an entry", [
                "INSERT INTO ledger_postings VALUES ('TAD', 9000, 0, 'TAD:fund', 'credit', 5)"
            ], told: "posting of TAD, entry 9000: there is no such entry"),
        Tampering(
            "an account deleted", "DELETE FROM ledger_accounts WHERE id = 'TAD:fund'",
            told: "TAD:fund is no account of its books"),
        Tampering(
            "an account called another", "UPDATE ledger_accounts SET owner = 'me' WHERE id = 'TAD:fund'",
            told: "account TAD:fund: it is not what its code says"),
        Tampering(
            "a digest changed", "UPDATE ledger_entries SET digest = 'beef' WHERE id = (\(entry("TAD", 6)))",
            told: "chain of TAD: entry 6 has been changed"),
        Tampering(
            "the head moved back", "UPDATE ledger_chains SET sequence = sequence - 1 WHERE commissioner_id = 'SYB'",
            told: "chain of SYB: its head is not the last entry"),
        Tampering(
            "the head's digest changed", "UPDATE ledger_chains SET digest = 'beef' WHERE commissioner_id = 'TAD'",
            told: "chain of TAD: its head is not the last entry"),
        Tampering(
            "the head removed", "DELETE FROM ledger_chains WHERE commissioner_id = 'SYB'",
            told: "chain of SYB: entries but no head"),
        Tampering(
            "a committed hold raised",
            "UPDATE holds SET amount_pence = amount_pence + 1, committed_pence = committed_pence + 1 "
                + "WHERE committed_pence > 0", told: "but holds come to"),
        Tampering(
            "a hold opened again",
            "UPDATE holds SET held_pence = amount_pence, committed_pence = 0 "
                + "WHERE committed_pence > 0 AND plan_line_id = 'l-mobility'",
            told: "but holds come to £120.00"),
        Tampering(
            "a paid hold released",
            "UPDATE holds SET released_pence = amount_pence, paid_pence = 0 WHERE plan_line_id = 'l-physio'",
            told: "its holds are not what their entries say"),
        Tampering(
            "a reserve forgotten",
            "UPDATE holds SET released_pence = amount_pence, reserved_pence = 0 WHERE reserved_pence > 0",
            told: "but holds come to £0.00"),
        Tampering(
            "a hold deleted", "DELETE FROM holds WHERE source = 'fund'",
            told: "its holds are not what their entries say"),
        Tampering("an order's total lowered", "UPDATE orders SET total_pence = 1", told: "signed for £0.01, its lines"),
        Tampering(
            "units moved", "UPDATE line_tallies SET to_come = to_come - 1, refused = refused + 1 WHERE to_come > 0",
            told: "its units do not follow from its steps"),
        Tampering(
            "units moved without their money",
            "UPDATE line_tallies SET to_come = to_come - 1, unconfirmed = unconfirmed + 1 WHERE to_come > 0",
            told: "its units do not follow from its steps"),
        Tampering(
            "a price lowered behind everybody's back",
            "UPDATE line_tallies SET unit_price_pence = 1 WHERE received > 0",
            told: "money is not where its units are"),
        Tampering(
            "an order's standing changed", "UPDATE orders SET stage = 'closed'",
            told: "its standing does not follow from its parts"),
        Tampering(
            "a received part called paid", "UPDATE supplier_orders SET status = 'paid' WHERE status = 'received'",
            told: "its status does not follow from its steps"),
        Tampering(
            "a declined request called approved", "UPDATE approvals SET status = 'approved' WHERE status = 'declined'",
            told: "its status does not follow from its steps"),
        Tampering(
            "more in stock than was counted", "UPDATE listings SET stock = 40 WHERE id = 'rollator'",
            told: "listing rollator: what is left of it is not what its last movement left"),
        Tampering(
            "more promised of a week than people have signed for",
            "INSERT INTO capacity_weeks VALUES ('visit', '2026-10-05', 3)",
            told: "listing visit: what is promised of its weeks is not what its movements come to"),
        Tampering(
            "steps of an order that is not there", "UPDATE order_events SET order_id = 'nowhere'",
            told: "order nowhere: there are steps, but no such order"),
    ]) func `tampering is found and named`(tampering: Tampering) async throws {
        let scene = try await busy()
        try await scene.dropGuards()
        try await scene.tamper(tampering.sql)
        let verification = try await scene.verification()
        #expect(!verification.isSound)
        #expect(
            verification.differences.contains { $0.contains(tampering.told) }, "\(verification.differences)")
    }
}

@Suite("Walks over the books") struct WalkQuestionTests {
    @Test(arguments: WalkQuestions.all) func `no question of a walk sorts a table`(question: Statement) async throws {
        let scene = try await Scene()
        #expect(question.values.isEmpty)
        let asked = Statement(stringLiteral: "EXPLAIN QUERY PLAN " + question.sql)
        let plan = try await scene.rows(asked).map { try $0.text("detail") }
        #expect(!plan.isEmpty)
        #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.contains("AUTOMATIC") }, "\(plan)")
    }
}

extension Scene {
    /// Each of the statements changes something.
    fileprivate func tamper(_ statements: [String]) async throws {
        for sql in statements {
            #expect(try await run(Statement(stringLiteral: sql)) > 0, "\(sql) changes nothing")
        }
    }
}

/// Entries 2 and 3 of TAD change places.
private func swap(_ table: String) -> [String] {
    [(2, 1_000), (3, 2), (1_000, 3)].map { from, to in
        "UPDATE \(table) SET sequence = \(to) WHERE commissioner_id = 'TAD' AND sequence = \(from)"
    }
}

private func place(_ commissioner: String, _ sequence: Int) -> String {
    "commissioner_id = '\(commissioner)' AND sequence = \(sequence)"
}

private func entry(_ commissioner: String, _ sequence: Int) -> String {
    "SELECT id FROM ledger_entries WHERE commissioner_id = '\(commissioner)' AND sequence = \(sequence)"
}
