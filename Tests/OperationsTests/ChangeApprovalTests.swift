import Catalogue
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// A change to something that had to be approved: what was approved once need not be asked for again where it is no
/// dearer and nothing new stands against it.
@Suite("Changes to what was approved") struct ChangeApprovalTests {
    /// Two sets of lights at £60, which only a decision allows; approved, and sent.
    private static func approved(_ scene: Scene, lines: [LineDecision] = []) async throws -> SupplierOrder {
        let part = try await scene.askForLights(2)
        if lines.isEmpty { try await scene.decide(part, .approve) } else { try await scene.decide(part, lines: lines) }
        return try await scene.part(of: part.order, "meadow", .asked)
    }

    private static let accounts = ["held:l-extras:2026-04-06", "committed:l-extras:2026-04-06", "fund_reserved"]

    @Test(arguments: [
        // Listing, price without VAT, quantity; then what is committed.
        ("lights", "50", 1, "60.00"), ("lights", "49.99", 2, "119.98"), ("lights", "40", 2, "96.00"),
    ]) func `at most as dear and of the same kind, the approval goes on, and is named in what is signed`(
        listing: Listing.ID, price: String, quantity: Int, committed: String
    ) async throws {
        let scene = try await Scene()
        let part = try await Self.approved(scene)
        try await scene.offer(part, listing: listing, price: price, quantity: quantity)
        try await scene.agree(part)
        let now = try await scene.part(of: part.order, "meadow", .asked)
        #expect((now.status, now.tally(2)?[.toCome]) == (.accepted, quantity))
        #expect(try await scene.balances(Self.accounts).split(separator: " ")[1] == committed)
        #expect(now.lines.last?.request == now.lines.first?.request)
        let event = try #require(try await scene.database.read { try $0.orders.events(of: part.order) }.last?.event)
        #expect((event.what, event.reason) == (.supplierOrder(.agree), ChangeReview.approvalCarried))
        let revision = try await scene.database.read { try $0.changeOffers.revisions(of: part.id).last }
        let approval = try await scene.approval(of: part.id)
        #expect(try #require(revision).signature.document.contains("\"approval\":\"\(approval.id)\""))
        #expect(try await scene.seals() == [])
        try await scene.expectSound()
    }

    @Test(arguments: [
        ("lights", "50.01", 2), ("lights", "50.01", 1), ("lights", "40", 3), ("ramp", "50", 2),
    ]) func `dearer, more of it or of another kind, it is not approved`(
        listing: Listing.ID, price: String, quantity: Int
    ) async throws {
        let scene = try await Scene()
        let part = try await Self.approved(scene)
        try await scene.offer(part, listing: listing, price: price, quantity: quantity)
        let before = try await scene.fingerprint()
        let code = await refusal { try await scene.agree(part) }
        if listing == "ramp" {
            // A ramp is in the plan: it needs no approval at all, and is paid from its own line.
            #expect(["done", "order.change-needs-approval"].contains(code))
        } else {
            #expect(code == "order.change-needs-approval")
            #expect(try await scene.changes(since: before) == [])
        }
        try await scene.expectSound()
    }

    /// Bilal gave one at £48 at most; two at £60 were signed.
    @Test func `what was approved is compared, not what was signed`() async throws {
        for (price, quantity, code) in [
            ("40", 1, "done"), ("40.01", 1, "order.change-needs-approval"), ("30", 2, "order.change-needs-approval"),
        ] {
            let scene = try await Scene()
            let lines = [
                LineDecision(
                    position: 1, units: 1, unitPrice: Cast.pounds("48"), code: .fewerAreEnough, text: "One is enough.")
            ]
            let part = try await Self.approved(scene, lines: lines)
            try await scene.offer(part, price: price, quantity: quantity)
            #expect(await refusal { try await scene.agree(part) } == code, "\(price) \(quantity)")
            try await scene.expectSound()
        }
    }
}
