import Identity
import Operations
import SceneSupport
import Testing
import TestSupport

/// What a page shows to somebody who may not do everything for the holder: reasons in clear words, and no dead buttons.
@Suite("Scopes on pages") struct MyPlanScopeTests {
    private static func tom(_ scene: Scene, without scope: Authority.Scope) async throws -> Browser {
        try await scene.restrict(.tom, to: Set(Authority.Scope.allCases).subtracting([scope]))
        let browser = Browser(scene)
        try await browser.signIn(.tom)
        return browser
    }

    /// But for messages, which anybody may write who may see the order.
    private static func buttons(_ browser: Browser) -> [String] {
        (browser.page.first("main")?.all("button").map(\.text) ?? []).filter { !$0.hasPrefix("Send message") }
    }

    @Test func `without the statement, no page tells what the plan has`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        try await scene.fill(.ann, [("neuro", 1)])
        let tom = try await Self.tom(scene, without: .statement)
        #expect(!tom.page.text.contains("£"), "the home page")
        #expect(!tom.links.contains("/plan"))
        for path in [
            "/plan", "/plan/easy", "/plan/coming", "/plan/lines/l-physio", "/plan/versions/plan-ann/1", "/budget",
            "/orders/\(order)/signed-order.json",
        ] {
            #expect(try await tom.visit(path).status == 403, "\(path)")
            #expect(tom.page.text.contains("You may act for this person, but not see the budget and the plan."))
        }
        for path in ["/orders", "/orders/\(order)"] {
            try await tom.visit(path)
            #expect(!tom.page.text.contains("£"), "\(path)")
        }
        for path in ["/listings/neuro", "/basket", "/shop?show=all", "/suppliers/trent", "/checkout"] {
            #expect(try await tom.visit(path).status == 200, "\(path)")
            for words in ["left for", "would be left", "Would leave", "Left now", "£320.00", "£240.00"] {
                #expect(!tom.page.text.contains(words), "\(path): \(words)")
            }
            #expect(path == "/checkout" || tom.page.text.contains("In your plan"), "\(path)")
        }
    }

    @Test func `without the statement, a refusal names no balance`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 4)])
        try await scene.fill(.ann, [("neuro", 4)])
        let tom = try await Self.tom(scene, without: .statement)
        try await tom.visit("/basket")
        #expect(tom.page.text.contains("“Therapy” has not enough left until 5 January 2027."))
        #expect(!tom.page.text.contains("£80.00 is left"))
    }

    @Test func `without shopping, nothing can be put into the basket or changed there`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 1)])
        let tom = try await Self.tom(scene, without: .shop)
        for path in ["/listings/neuro", "/basket"] {
            try await tom.visit(path)
            #expect(tom.page.text.contains("You may act for this person, but not shop for them."), "\(path)")
            // Looking at things side by side is no shopping.
            #expect(Self.buttons(tom).filter { !$0.hasPrefix("Add to compare") }.isEmpty, "\(path)")
        }
    }

    @Test func `without signing, nothing leads to signing, and nothing is taken back`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("lights", 1)])
        try await scene.fill(.ann, [("neuro", 1)])
        let tom = try await Self.tom(scene, without: .sign)
        try await tom.visit("/basket")
        #expect(tom.page.text.contains("You may act for this person, but not sign orders."))
        #expect(!tom.links.contains("/checkout"))
        try await tom.visit("/checkout")
        #expect(tom.heading == "Your basket")
        try await tom.visit("/orders/\(order)")
        #expect(Self.buttons(tom).isEmpty)
        #expect(tom.page.text.contains("So you can’t take anything of it back."))
    }

    @Test func `without confirming, a delivery is seen and not confirmed`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        for step in [Scene.SupplierAnswer.accept, .deliver] {
            try await scene.answer(try await scene.part(of: order, "trent"), step)
        }
        let tom = try await Self.tom(scene, without: .confirm)
        #expect(tom.page.text.contains("says it has delivered."))
        #expect(!tom.page.text.contains("Confirm order"))
        try await tom.visit("/orders/\(order)")
        #expect(tom.page.text.contains("You may act for this person, but not confirm what came."))
        #expect(Self.buttons(tom).isEmpty)
    }

    @Test func `the timeline has both names`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.tom, [("neuro", 1)])
        try await scene.cancel(try await scene.part(of: order, "trent"), as: .ann)
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/orders/\(order)")
        let who = ann.page.all.filter { $0.classes.contains("timeline__who") }.map(\.text)
        #expect(who == ["Tom Marsh for Ann Marsh", "Tom Marsh for Ann Marsh", "Ann Marsh"])
    }
}
