import Catalogue
import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What is known of a supplier, asked again when time has passed.
@Suite("What is known of a supplier later") struct SupplierFactsTests {
    private static let changes: [(change: Statement, code: String)] = [
        ("UPDATE suppliers SET status = 'suspended' WHERE id = 'meadow'", "approval.supplier-suspended"),
        (
            """
            UPDATE supplier_approvals SET withdrawn_by = 'p-joan', withdrawn_at = 1, withdrawn_words = 'x'
            WHERE supplier_id = 'meadow'
            """, "approval.supplier-not-approved"
        ),
        ("UPDATE suppliers SET insured_until = '2026-01-01' WHERE id = 'meadow'", "approval.supplier-insurance-ended"),
        ("UPDATE suppliers SET papers_until = '2026-01-01' WHERE id = 'meadow'", "approval.supplier-papers-ended"),
        ("UPDATE suppliers SET name = 'Meadow' WHERE id = 'meadow'", "done"),
    ]

    @Test(arguments: changes.indices) func `a request is approved only while the supplier may be ordered from`(
        number: Int
    ) async throws {
        let (change, code) = Self.changes[number]
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("rollator", 3)])
        let part = try await scene.part(of: order, "meadow", .asked)
        try await scene.run(change)
        #expect(await refusal { try await scene.decide(part, .approve) } == code)
        if code != "done" { #expect(try await scene.status(of: part) == .pending) }
    }

    @Test func `what an item type asks for is asked with the rest`() {
        let (physio, bare) = (Cast.physio, Cast.supplier("bare", "Bare", .national, base: nil, insuredUntil: nil))
        let neuro: Catalogue.Category.ID = "04-02"
        let found = bare.obstacles(to: neuro, for: "TAD", in: Cast.categories, on: Cast.today)
        #expect(found == [.insuranceEnded(nil), .checkMissing(.professional)])
        #expect(physio.obstacles(to: neuro, for: "TAD", in: Cast.categories, on: Cast.today) == [])
    }

    @Test func `what is owed is owed since it came, not since something earlier came that was paid`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        try await scene.answer(part, .accept)
        let position = part.lines[0].position
        func comesAndIsConfirmed() async throws -> Moment {
            try await scene.perform(DeliverOrder(part: part.id, units: [position: 1]), as: .petra)
            let now = scene.clock.now
            try await scene.perform(
                ConfirmDelivery(PartAnswer(part: part.id, version: nil, units: [position: 1], note: "")), as: .ann)
            return now
        }
        func since() async throws -> (supplier: Moment?, finance: Moment?) {
            try await scene.desk.look { look in
                (
                    try look.snapshot.supplierOrders.day(of: "trent", at: look.now).sums.owedSince,
                    try look.snapshot.supplierOrders.payments(due: "TAD").items.first?.receivedAt
                )
            }
        }
        let first = try await comesAndIsConfirmed()
        #expect(try await since() == (first, first))
        scene.clock.advance(days: 1)
        try await scene.pay(part)
        scene.clock.advance(days: 40)
        let second = try await comesAndIsConfirmed()
        #expect(try await since() == (second, second))
        let payment = try #require(try await scene.database.read { try $0.payments.recent(of: "TAD", most: 1).first })
        try await scene.perform(ReturnPayment(payment: payment.payment.id, words: "Wrong account"), as: .bilal)
        #expect(try await since() == (first, first))
    }

    // MARK: What a file says later

    /// Trent as a file has it, under another telephone number.
    private func importTrent(_ scene: Scene, until: Day = Cast.day("2028-03-31")) async throws {
        let trent = try #require(World.suppliers.first { $0.id == "trent" })
        let said = Supplier(
            id: trent.id, name: trent.name, description: trent.description, coverage: trent.coverage,
            basePostcode: trent.basePostcode, base: trent.base, email: trent.email, telephone: "0115 496 0777",
            checks: .init(cqc: nil, register: trent.checks.register, insuredUntil: until), status: .approved)
        try await scene.database.write { tx in
            _ = try tx.suppliers.take(
                said, source: Digest(of: "\(until)"), on: Cast.today, revision: try tx.listings.nextRevision())
        }
    }

    @Test func `a file renews what nobody has decided, and leaves what staff have decided`() async throws {
        let scene = try await Scene()
        try await importTrent(scene)
        #expect(try await scene.supplier("trent").checks.insuredUntil == Cast.day("2028-03-31"))
        let paper = try #require(
            try await scene.checklist(of: "trent").evidence.first { $0.requirement == .publicLiability })
        try await scene.perform(
            DecideEvidence(supplier: "trent", evidence: paper.id, event: .revoke, reason: "Never paid for."),
            as: .bilal)
        try await importTrent(scene, until: Cast.day("2028-04-01"))
        let trent = try await scene.supplier("trent")
        #expect(trent.telephone == "0115 496 0777" && trent.checks.register != nil)
        #expect(trent.checks.insuredUntil == Cast.today.adding(days: -1))
        let kept = try await scene.checklist(of: "trent").evidence.filter { $0.requirement == .publicLiability }
        #expect(kept.map(\.status) == [.revoked] && kept.map(\.decision?.reason) == ["Never paid for."])
    }
}
