import Operations
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Where the chains end is signed every day, so that not even whoever runs the program can rewrite the books quietly.
@Suite("Signed heads") struct LedgerHeadTests {
    /// Three days with an order on the first.
    private func threeDays() async throws -> Scene {
        let scene = try await Scene()
        try await scene.desk.signHeads()
        try await scene.sign(.ann, [("neuro", 1)])
        for _ in 1...2 {
            scene.clock.advance(days: 1)
            try await scene.desk.signHeads()
        }
        return scene
    }

    private func found(_ scene: Scene) async throws -> [String] {
        try await scene.database.read { snapshot in
            try LedgerVerification(reading: snapshot).differences + HeadVerification(reading: snapshot).differences.kept
        }
    }

    private func files(_ scene: Scene) async throws -> [String] {
        try await scene.database.read { snapshot in
            let key = try #require(try snapshot.signingKeys.list().first)
            var lines: [String] = []
            try snapshot.signedHeads.each { head in
                lines.append(try SignedHeadFile(head, publicKey: key.publicKey).json.canonical)
            }
            return lines
        }
    }

    @Test func `each commissioner's chain is signed once a day, however often that is asked`() async throws {
        let scene = try await Scene()
        #expect(try await scene.desk.signHeads() == 2)
        #expect(try await scene.desk.signHeads() == 0)
        async let one = scene.desk.signHeads()
        async let other = scene.desk.signHeads()
        #expect(try await one + other == 0)
        scene.clock.advance(days: 1)
        #expect(try await scene.desk.signHeads() == 2)
        let heads = try await scene.rows("SELECT commissioner_id, day FROM ledger_heads ORDER BY day, commissioner_id")
        #expect(try heads.map { try $0.text("commissioner_id") } == ["SYB", "TAD", "SYB", "TAD"])
        #expect(try await found(scene) == [])
    }

    @Test func `a clock that goes back signs nothing`() async throws {
        let scene = try await threeDays()
        scene.clock.advance(days: -2)
        #expect(try await scene.desk.signHeads() == 0)
    }

    @Test(arguments: [
        ("UPDATE ledger_heads SET digest = 'beef' WHERE commissioner_id = 'TAD'", "is not the one that was signed"),
        ("UPDATE ledger_heads SET sequence = 1 WHERE commissioner_id = 'TAD'", "it is not what was signed"),
        ("UPDATE ledger_heads SET sequence = 900 WHERE commissioner_id = 'TAD'", "is not in the chain any more"),
        ("UPDATE ledger_heads SET document = replace(document, '\"entries\"', '\"lines\"')", "its seal does not hold"),
        ("UPDATE ledger_heads SET seal = 'x'", "its seal does not hold"),
        (
            "DELETE FROM ledger_heads WHERE day = (SELECT MIN(day) FROM ledger_heads)",
            "the head signed before it is missing"
        ),
    ]) func `a head that was changed or taken away is named`(sql: String, told: String) async throws {
        let scene = try await threeDays()
        #expect(try await found(scene) == [])
        try await scene.dropGuards()
        #expect(try await scene.run(Statement(stringLiteral: sql)) > 0)
        let differences = try await found(scene)
        #expect(differences.contains { $0.hasPrefix("signed head of ") && $0.hasSuffix(told) }, "\(differences)")
    }

    /// The operator's own way: the last entries go, with their postings, and what follows from them is made anew.
    @Test func `books that were cut short and made to agree no longer hold what was signed`() async throws {
        let scene = try await threeDays()
        let kept = try await files(scene)
        try await scene.dropGuards()
        for sql: Statement in [
            "DELETE FROM ledger_postings WHERE commissioner_id = 'TAD' AND sequence > 3",
            "DELETE FROM ledger_entries WHERE commissioner_id = 'TAD' AND sequence > 3",
        ] { try await scene.run(sql) }
        await #expect(throws: LedgerRebuildRefusal.self) {
            _ = try await scene.database.write { try LedgerRebuild(in: $0).changes }
        }
        let told = "signed head of TAD of 2026-10-06: entry "
        #expect(try await found(scene).contains { $0.hasPrefix(told) && $0.hasSuffix("is not in the chain any more") })
        // Even the heads can go; those that somebody kept cannot.
        try await scene.run("DELETE FROM ledger_heads")
        _ = try await scene.database.write { try LedgerRebuild(in: $0).changes }
        #expect(try await !found(scene).contains { $0.hasPrefix("signed head") || $0.hasPrefix("chain") })
        let compared = try await scene.database.read { try KeptHeads.compare(kept, with: $0) }
        #expect(compared.count == 6)
        #expect(compared.differences.kept.contains { $0.hasPrefix("kept head of TAD of ") })
    }

    @Test func `heads that were kept fit the books, and a forged one is told`() async throws {
        let scene = try await threeDays()
        let kept = try await files(scene)
        let compared = try await scene.database.read { try KeptHeads.compare(kept + [""], with: $0) }
        #expect(compared.count == 6)
        #expect(compared.differences.kept == [])
        let forged = kept.map { $0.replacing("\"entries\":", with: "\"entries\":1") } + ["{}"]
        let told = try await scene.database.read { try KeptHeads.compare(forged, with: $0).differences.kept }
        #expect(told.count == 7)
        #expect(told.first == "kept head in line 1: its seal does not hold")
        #expect(told.last == "kept head in line 7: this is no signed head as Holdfast writes it")
    }
}
