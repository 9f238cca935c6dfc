import Orders
import SceneSupport
import Testing
import TestSupport

/// The three workspaces, by their links and buttons.
@Suite("Journeys") struct JourneyTests {
    @Test func `a holder orders, a supplier delivers, a commissioner decides and pays`() async throws {
        let scene = try await Scene()
        let (ann, petra, bilal) = (Browser(scene), Browser(scene), Browser(scene))
        try await ann.signIn(.ann)
        for listing in ["neuro", "lights"] {
            try await ann.visit("/listings/\(listing)")
            try await ann.press("Add to basket")
            #expect(ann.status == 200)
        }
        try await ann.visit("/checkout")
        ann.fill("reason-lights", "It is dark")
        ann.fill("outcome-lights", "walk")
        ann.fill("password", Player.password)
        try await ann.press("Sign and order")
        #expect(ann.status == 200)
        let id = Order.ID(try #require(try await scene.rows("SELECT id FROM orders").first).text("id"))
        #expect(ann.address.hasPrefix("/orders/\(id)"))
        let (sent, asked) = (try await scene.part(of: id, "trent"), try await scene.part(of: id, "meadow", .asked))

        try await petra.signIn(.petra)
        try await petra.visit("/supplier/orders/\(sent.id)")
        #expect(!petra.reply.body.contains("Marsh"))
        try await petra.press("Accept this order")
        try await petra.press("Mark as delivered")
        #expect(try await scene.part(of: id, "trent").status == .delivered)

        try await bilal.signIn(.bilal)
        try await bilal.visit("/requests/\(try await scene.approval(of: asked.id).id)")
        bilal.fill("decision", "approve")
        try await bilal.press("Record the decision")
        #expect(bilal.status == 200)
        #expect(try await scene.part(of: id, "meadow", .asked).status == .sent)

        try await ann.visit("/orders/\(id)")
        try await ann.press("Yes, it came as ordered")
        try await bilal.visit("/payments")
        bilal.fill("reference", "BACS 1")
        try await bilal.press("Mark as paid")
        #expect(try await scene.part(of: id, "trent").status == .paid)
        try await scene.expectSound()
    }

    @Test func `pressing twice, reloading and going back make one order`() async throws {
        let scene = try await Scene()
        let browser = Browser(scene)
        try await browser.signIn(.ann)
        try await scene.fill(.ann, [("neuro", 1)])
        try await browser.visit("/checkout")
        let form = try #require(browser.form(to: "/checkout/signature"))
        let fields = Browser.fields(of: form).filter { $0.0 != "password" } + [("password", Player.password)]
        try await browser.post("/checkout/signature", fields)
        let first = browser.address
        try await browser.post("/checkout/signature", fields)
        #expect(browser.address == first)
        #expect(try await scene.rows("SELECT id FROM orders").count == 1)
        try await scene.expectSound()
    }

    @Test func `what changed since it was shown is shown again, and not signed`() async throws {
        let scene = try await Scene()
        let browser = Browser(scene)
        try await browser.signIn(.ann)
        try await scene.fill(.ann, [("neuro", 1)])
        try await browser.visit("/checkout")
        try await scene.reprice("neuro", "70")
        browser.fill("password", Player.password)
        try await browser.press("Sign and order")
        #expect(browser.status == 409)
        #expect(browser.page.text.contains("£70.00"))
        #expect(try await scene.rows("SELECT id FROM orders").isEmpty)
    }

    @Test func `what belongs to others is not there`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("lights", 1)])
        let sent = try await scene.part(of: order, "trent")
        let approval = try await scene.approval(of: try await scene.part(of: order, "meadow", .asked).id)
        for (who, paths): (Player, [String]) in [
            (.zara, ["/orders/\(order)", "/orders/\(order)/signed-order.json"]), (.dana, ["/orders/\(order)"]),
            (.carol, ["/supplier/orders/\(sent.id)", "/supplier/listings/neuro"]),
            (.milo, ["/supplier/orders/\(approval.supplierOrder)"]), (.quinn, ["/requests/\(approval.id)"]),
        ] {
            let browser = Browser(scene)
            try await browser.signIn(who)
            for path in paths { #expect(try await browser.visit(path).status == 404, "\(who) \(path)") }
        }
    }
}
