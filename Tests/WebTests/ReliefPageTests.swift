import Orders
import SceneSupport
import Testing

/// VAT relief in the browser: a page and an act of its own.
@Suite("VAT relief pages") struct ReliefPageTests {
    @Test func `Ann declares, sees the lower price, orders without VAT, and takes it back`() async throws {
        let scene = try await Scene()
        try await scene.makeHolderBuyer()
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/listings/rollator")
        #expect(ann.page.text.contains("£120.00 each with VAT, or £100.00 each without VAT."))
        try await ann.visit("/relief/new?listing=rollator")
        ann.fill("condition", "A weak left side")
        ann.fill("use", "yes")
        ann.fill("declared", "yes")
        try await ann.press("Declare")
        #expect(ann.notices == ["Success: You have declared VAT relief"])
        #expect(ann.heading == "Declaration of VAT relief")
        #expect(ann.page.text.contains("A weak left side"))
        try await ann.visit("/listings/rollator")
        #expect(ann.page.text.contains("£100.00 each without VAT, because you declared"))
        try await ann.press("Add to basket")
        try await ann.visit("/basket")
        #expect(ann.page.text.contains("1 × £100.00 each"))
        try await ann.visit("/checkout")
        #expect(ann.page.text.contains("£100.00, no VAT, as you declared"))
        #expect(ann.links.allSatisfy { !$0.hasPrefix("/relief") })
        ann.fill("password", Player.password)
        try await ann.press("Sign and order")
        #expect(ann.page.text.contains("1 × £100.00, no VAT, as declared"))
        try await ann.visit("/relief")
        try await ann.press("Take it back")
        #expect(ann.notices == ["Success: Declaration taken back"])
        try await ann.visit("/listings/rollator")
        #expect(ann.page.text.contains("£120.00 each with VAT, or £100.00 each without VAT."))
        try await scene.expectSound()
    }

    @Test func `what is missing is told next to its field, and what was typed stays`() async throws {
        let scene = try await Scene()
        try await scene.makeHolderBuyer()
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/relief/new?listing=rollator")
        try await ann.press("Declare")
        #expect(ann.status == 422)
        #expect(ann.problems.count == 3)
        for field in ["condition", "use", "declared"] { #expect(ann.problem(of: field) != nil, "\(field)") }
        let script = "<script>alert(1)</script>\"'&"
        ann.fill("condition", script)
        ann.fill("use", "yes")
        try await ann.press("Declare")
        #expect(ann.status == 422)
        #expect(ann.problems == ["Tick that you make this declaration"])
        #expect(ann.value(of: "condition") == script)
        #expect(ann.value(of: "use") == "yes")
        #expect(!ann.reply.body.contains("<script>"))
        let long = String(repeating: "ä", count: 301)
        ann.fill("condition", long)
        try await ann.press("Declare")
        #expect(ann.problem(of: "condition") == "Say it in 300 characters or fewer")
        #expect(ann.value(of: "condition") == long)
        #expect(try await scene.rows("SELECT id FROM relief_declarations").isEmpty)
    }

    @Test func `Tom declares for Ann, and the page says for whom`() async throws {
        let scene = try await Scene()
        try await scene.makeHolderBuyer()
        let tom = Browser(scene)
        try await tom.signIn(.tom)
        try await tom.visit("/relief/new?listing=rollator")
        #expect(tom.page.text.contains("I declare for Ann Marsh that they are chronically sick"))
        tom.fill("condition", "A weak left side")
        tom.fill("use", "yes")
        tom.fill("declared", "yes")
        try await tom.press("Declare")
        #expect(tom.page.text.contains("Declared by Tom Marsh"))
        #expect(tom.page.text.contains("I declare for Ann Marsh"))
    }

    @Test func `where it can’t be declared the page says why, and has no form`() async throws {
        let scene = try await Scene()
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/listings/rollator")
        #expect(ann.page.text.contains("your commissioner would be the buyer and not you"))
        #expect(ann.links.allSatisfy { !$0.hasPrefix("/relief") })
        try await ann.visit("/relief/new?listing=rollator")
        #expect(ann.page.text.contains("You can’t declare VAT relief for this"))
        #expect(ann.form(to: "/relief") == nil)
        try await scene.makeHolderBuyer()
        try await ann.visit("/relief/new?listing=ramp")
        #expect(ann.page.text.contains("VAT relief does not apply to this"))
        let declaration = try await scene.declare()
        try await ann.visit("/relief/new?listing=rollator")
        try await ann.follow("See the declaration")
        #expect(ann.address == "/relief/\(declaration)")
        #expect(try await ann.visit("/relief/new?listing=nothing").status == 404)
        #expect(try await ann.visit("/relief/new").status == 404)
    }

    @Test func `a declaration is shown to its supplier with its order, and to nobody else`() async throws {
        let scene = try await Scene()
        try await scene.makeHolderBuyer()
        let declaration = try await scene.declare()
        let order = try await scene.sign(.ann, [("rollator", 1), ("neuro", 1), ("lights", 1)])
        let meadow = try await scene.part(of: order, "meadow")
        let approval = try await scene.approval(of: try await scene.part(of: order, "meadow", .asked).id)
        let milo = Browser(scene)
        try await milo.signIn(.milo)
        try await milo.visit("/supplier/orders/\(meadow.id)")
        #expect(milo.page.text.contains(Scene.condition))
        #expect(milo.page.text.contains("12 Lenton Boulevard"))
        let trent = try await scene.part(of: order, "trent")
        for (who, paths): (Player, [String]) in [
            (.milo, ["/supplier/orders"]), (.petra, ["/supplier/orders", "/supplier/orders/\(trent.id)"]),
            (.bilal, ["/requests", "/requests/\(approval.id)", "/payments"]),
            (.ann, ["/orders/\(order)", "/orders/\(order)/signed-order.json", "/checkout", "/basket"]),
        ] {
            let browser = Browser(scene)
            try await browser.signIn(who)
            for path in paths {
                let reply = try await browser.visit(path)
                #expect(reply.status == 200, "\(who) \(path)")
                #expect(!reply.body.contains(Scene.condition), "\(who) \(path)")
            }
        }
        for who in [Player.zara, .dana, .petra, .milo, .bilal] {
            let browser = Browser(scene)
            try await browser.signIn(who)
            #expect(try await browser.visit("/relief/\(declaration)").status == 404, "\(who)")
        }
    }
}
