import Relational
import SceneSupport
import Storage
import Testing
import TestSupport

/// What only follows from the journal can be lost and had again; the journal itself is never touched.
@Suite("Rebuilding") struct LedgerRebuildTests {
    private func changes(_ scene: Scene) async throws -> [String] {
        try await scene.database.write { try LedgerRebuild(in: $0).changes.kept }
    }

    @Test func `sound books are left as they are`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1), ("lights", 1)])
        let before = try await scene.fingerprint()
        #expect(try await changes(scene) == [])
        #expect(try await scene.changes(since: before) == [])
    }

    @Test(arguments: [
        (["UPDATE ledger_accounts SET balance_pence = balance_pence + 1 WHERE id = 'TAD:fund'"], "account TAD:fund: £"),
        (["DELETE FROM ledger_accounts WHERE id = 'TAD:fund'"], "account TAD:fund: was missing"),
        (["UPDATE ledger_chains SET sequence = 1 WHERE commissioner_id = 'TAD'"], "chain of TAD: its head became"),
        (["DELETE FROM ledger_chains"], "chain of SYB: its head became entry 2"),
        (["UPDATE orders SET stage = 'closed'"], "its standing follows from its parts again"),
    ]) func `what was changed is put right, and told`(tampering: [String], told: String) async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1), ("lights", 1)])
        try await scene.dropGuards()
        let before = try await scene.fingerprint()
        for sql in tampering { #expect(try await scene.run(Statement(stringLiteral: sql)) > 0) }
        #expect(try await !scene.verification().isSound)
        let changes = try await changes(scene)
        #expect(changes.contains { $0.contains(told) }, "\(changes)")
        try await scene.expectSound()
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `where the journal contradicts itself nothing is done`() async throws {
        let scene = try await Scene()
        try await scene.dropGuards()
        try await scene.run("UPDATE ledger_entries SET actor = 'nobody' WHERE commissioner_id = 'TAD' AND sequence = 2")
        try await scene.run("UPDATE ledger_accounts SET balance_pence = 1 WHERE id = 'TAD:fund'")
        let before = try await scene.fingerprint()
        await #expect(throws: LedgerRebuildRefusal.self) { _ = try await changes(scene) }
        #expect(try await scene.changes(since: before) == [])
    }
}
