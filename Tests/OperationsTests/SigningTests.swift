import Catalogue
import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Who may sign what, and when what was shown no longer holds.
@Suite("Signing") struct SigningTests {
    /// What signing ends in, after which nothing may have changed if it was refused.
    private func signing(
        _ scene: Scene, _ order: SignOrder, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        try await signing(scene, .ann, order, sourceLocation: sourceLocation)
    }

    private func signing(
        _ scene: Scene, _ who: Player, _ order: SignOrder, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let before = try await scene.fingerprint()
        let code = await refusal { try await scene.perform(order, as: who) }
        if code != "done" { #expect(try await scene.changes(since: before) == [], sourceLocation: sourceLocation) }
        try await scene.expectSound(sourceLocation: sourceLocation)
        return code
    }

    /// Tom may sign up to £250.
    @Test(arguments: [("249.99", "done"), ("250", "done"), ("250.01", "order.blocked")])
    func `a carer signs up to a limit`(price: String, outcome: String) async throws {
        let scene = try await Scene()
        try await scene.reprice("rollator", price)
        try await scene.fill(.tom, [("rollator", 1)])
        #expect(try await signing(scene, .tom, try await scene.signing(.tom)) == outcome)
    }

    @Test func `the limit is for the carer: the holder signs the same basket`() async throws {
        let scene = try await Scene()
        try await scene.fill(.tom, [("rollator", 2), ("neuro", 1)])
        #expect(try await signing(scene, .tom, try await scene.signing(.tom)) == "order.blocked")
        #expect(try await signing(scene, .ann, try await scene.signing(.ann)) == "done")
    }

    @Test func `nobody signs under an authority that has ended or was never given`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 1)])
        let order = try await scene.signing(.ann)
        for who: Player in [.rex, .zara, .dana, .bilal, .petra, .nora] {
            let code = try await signing(scene, who, order)
            #expect(code == "NotFound" || code == "order.blocked", "\(who)")
        }
    }

    @Test func `an authority that ended between the page and the signature is no authority`() async throws {
        let scene = try await Scene()
        try await scene.run("UPDATE authorities SET last_day = '2026-10-06' WHERE id = 'a-tom'")
        try await scene.fill(.tom, [("neuro", 1)])
        let (tom, order) = (try await scene.principal(.tom), try await scene.signing(.tom))
        scene.clock.advance(days: 1)
        let code = await refusal { _ = try await scene.desk.perform(order, as: tom, key: "late") }
        #expect(code == "order.changed-since-shown" || code == "order.blocked")
        #expect(try await scene.rows("SELECT id FROM orders").isEmpty)
    }

    @Test func `a parent signs for their child`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.dana, [("neuro", 2)])
        #expect(try await scene.order(order).holder == "h-finn")
        #expect(try await scene.order(order).signer == "p-dana")
        #expect(try await scene.balance("held:l-finn-physio:2026-04-06") == "160.00")
        try await scene.expectSound()
    }

    @Test func `a price that rose must be seen and accepted, at just that price`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 1)])
        let old = try await scene.signing()
        try await scene.reprice("neuro", "90")
        #expect(try await signing(scene, old) == "order.changed-since-shown")
        #expect(try await signing(scene, try await scene.signing()) == "order.blocked")
        let line = try #require(try await scene.checkout().basket.lines.first)
        try await scene.perform(AcceptPrice(line: line.id, price: Cast.pounds("85")), as: .ann)
        #expect(try await signing(scene, try await scene.signing()) == "order.blocked")
        try await scene.perform(AcceptPrice(line: line.id, price: Cast.pounds("90")), as: .ann)
        #expect(try await signing(scene, try await scene.signing()) == "done")
    }

    @Test func `a price that fell is simply taken, once it has been shown`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 1)])
        let old = try await scene.signing()
        try await scene.reprice("neuro", "70")
        #expect(try await signing(scene, old) == "order.changed-since-shown")
        let order = try await scene.sign()
        #expect(try await scene.order(order).total == Cast.pounds("70"))
    }

    @Test func `what was added in another window is shown before it is signed`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 1)])
        let old = try await scene.signing()
        try await scene.fill(.tom, [("visit", 1)])
        #expect(try await signing(scene, old) == "order.changed-since-shown")
    }

    @Test func `what blocks cannot be signed`() async throws {
        for (listing, quantity): (Listing.ID, Int) in [("gin", 1), ("scooter", 1)] {
            let scene = try await Scene()
            try await scene.fill(.ann, [("neuro", 1), (listing, quantity)])
            #expect(try await signing(scene, try await scene.signing()) == "order.blocked", "\(listing)")
        }
    }

    @Test func `an empty basket cannot be signed`() async throws {
        let scene = try await Scene()
        let order = SignOrder(declaration: Digest(of: ""), together: .sendNow, requests: [:])
        #expect(try await signing(scene, order) == "order.blocked")
    }

    @Test(arguments: [
        "UPDATE plans SET status = 'suspended' WHERE id = 'plan-ann'",
        "UPDATE plans SET status = 'ended' WHERE id = 'plan-ann'",
        "UPDATE plans SET last_day = '2026-10-05' WHERE id = 'plan-ann'",
        "UPDATE suppliers SET status = 'suspended' WHERE id = 'trent'",
        "UPDATE suppliers SET insured_until = '2026-10-05' WHERE id = 'trent'",
        "UPDATE suppliers SET register = NULL WHERE id = 'trent'",
        "UPDATE suppliers SET covered = 'NG9' WHERE id = 'trent'",
        "UPDATE listings SET status = 'withdrawn' WHERE id = 'neuro'",
        "UPDATE listings SET quantity_maximum = 1 WHERE id = 'neuro'",
    ]) func `what has become impossible meanwhile is refused, before and after it is shown`(sql: String) async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 2)])
        let old = try await scene.signing()
        try await scene.run(Statement(stringLiteral: sql))
        let code = try await signing(scene, old)
        #expect(code == "order.blocked" || code == "order.changed-since-shown")
        #expect(try await signing(scene, try await scene.signing()) == "order.blocked")
    }

    @Test func `what is asked for needs a reason, and an outcome of this plan`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("lights", 1)])
        let shown = try await scene.checkout().declaration.digest
        let long = String(repeating: "x", count: LineRequest.reasonCharactersMaximum + 1)
        for request: LineRequest? in [
            nil, .init(reason: "", outcome: "walk"), .init(reason: long, outcome: nil),
            .init(reason: "Because", outcome: "swim"), .init(reason: "Because", outcome: "nothing"),
        ] {
            let order = SignOrder(
                declaration: shown, together: .sendNow, requests: request.map { ["lights": $0] } ?? [:])
            #expect(try await signing(scene, order) == "order.reason-missing")
        }
        let order = SignOrder(
            declaration: shown, together: .sendNow, requests: ["lights": .init(reason: "Because", outcome: nil)])
        #expect(try await signing(scene, order) == "done")
    }

    @Test func `what the line has is held, what it lacks is asked for, and never taken`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 4)])
        let order = try await scene.sign(.ann, [("neuro", 2)])
        #expect(try await scene.standing(of: order) == ["trent asked awaiting_approval"])
        #expect(try await scene.balances(["available:l-physio:2026-10-06", "fund_reserved"]) == "0.00 80.00")
        try await scene.expectSound()
    }
}
