import Operations
import Orders
import SceneSupport
import Testing
import TestSupport

/// The pages of an order after it was signed, by their links and buttons.
@Suite("Pages of an order") struct OrderChangePageTests {
    private static func ordered(
        _ scene: Scene, _ sessions: Int = 2
    ) async throws -> (order: Order.ID, part: SupplierOrder) {
        let order = try await scene.sign(.ann, [("neuro", sessions)])
        return (order, try await scene.part(of: order, "trent"))
    }

    private static func browser(_ scene: Scene, _ who: Player) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        return browser
    }

    @Test func `a supplier offers a change, and the holder sees both sides and signs it`() async throws {
        let scene = try await Scene()
        let (order, part) = try await Self.ordered(scene)
        let petra = try await Self.browser(scene, .petra)
        try await petra.visit("/supplier/orders/\(part.id)/change")
        try await petra.press("Offer this change")
        #expect(petra.problem(of: "listing-1") == "Choose what you offer instead, for at least one line")
        #expect(petra.problem(of: "change-note") == "Say why you offer a change")
        petra.fill("listing-1", "neuro")
        petra.fill("price-1", "70.00")
        petra.fill("change-note", "We have a student who can come for less.")
        try await petra.press("Offer this change")
        #expect(petra.notices.contains { $0.contains("Change offered") })
        let ann = try await Self.browser(scene, .ann)
        try await ann.visit("/home")
        try await ann.follow("Look at the change")
        for text in ["£80.00", "£70.00", "£20.00 less", "We have a student", "In your plan"] {
            #expect(ann.page.text.contains(text), "\(text)")
        }
        try await ann.press("Agree and sign")
        #expect(ann.problem(of: "password") == "Enter your password to sign")
        ann.fill("password", "wrong")
        try await ann.press("Agree and sign")
        #expect(ann.problem(of: "password") == "That is not your password")
        ann.fill("password", Player.password)
        try await ann.press("Agree and sign")
        #expect(ann.address.hasPrefix("/orders/\(order)"))
        #expect(ann.page.text.contains("agreed in the place of"))
        #expect(try await scene.part(of: order, "trent").status == .accepted)
        try await ann.visit("/orders/\(order)/parts/\(part.id)/revisions/2")
        let file = try SignedOrderFile(reading: Array(ann.reply.body.utf8))
        _ = try file.verify()
        #expect(file.document["type"]?.text == "holdfast-amendment")
        try await scene.expectSound()
    }

    @Test func `what is not simply in the plan is said before anybody signs, with the way forward`() async throws {
        let scene = try await Scene()
        let (order, part) = try await Self.ordered(scene)
        try await scene.offer(part, price: "300", quantity: 2)
        let ann = try await Self.browser(scene, .ann)
        try await ann.visit("/orders/\(order)/parts/\(part.id)/change")
        #expect(ann.page.text.contains("You can’t agree to this as it is"))
        #expect(ann.page.first("button") { $0["value"] == "agree" } == nil)
        try await ann.press("I don’t want this change")
        #expect(try await scene.part(of: order, "trent").status == .cancelled)
        // What fell away is offered by others, or it is said that nobody does.
        #expect(ann.page.text.contains("Instead of “"))
    }

    @Test func `a page that is not true any more does nothing, and shows what is possible now`() async throws {
        let scene = try await Scene()
        let (order, part) = try await Self.ordered(scene)
        let (ann, petra) = (try await Self.browser(scene, .ann), try await Self.browser(scene, .petra))
        try await ann.visit("/orders/\(order)")
        try await petra.visit("/supplier/orders/\(part.id)")
        try await petra.press("Accept this order")
        try await ann.press("Cancel this part")
        #expect(ann.status == 409)
        #expect(ann.notices.contains { $0.contains("This order has changed since you opened it") })
        #expect(ann.links.contains("/orders/\(order)/parts/\(part.id)/cancelling"))
        #expect(try await scene.part(of: order, "trent").status == .accepted)
        // Another tab of the supplier's, from before.
        let old = try await Self.browser(scene, .petra)
        try await old.visit("/supplier/orders/\(part.id)")
        try await petra.visit("/supplier/orders/\(part.id)")
        petra.fill("deliver-1", "1")
        try await petra.press("Mark as delivered")
        try await old.press("Mark as delivered")
        #expect(old.status == 409)
        #expect(try await scene.part(of: order, "trent").tally(1)?[.unconfirmed] == 1)
    }

    @Test func `visits are done and confirmed one by one`() async throws {
        let scene = try await Scene()
        let (order, part) = try await Self.ordered(scene, 3)
        try await scene.answer(part, .accept)
        let (ann, petra) = (try await Self.browser(scene, .ann), try await Self.browser(scene, .petra))
        try await petra.visit("/supplier/orders/\(part.id)")
        petra.fill("deliver-1", "4")
        try await petra.press("Mark as delivered")
        #expect(petra.problem(of: "deliver-1")?.contains("from 0 to 3") == true)
        petra.fill("deliver-1", "2")
        try await petra.press("Mark as delivered")
        try await ann.visit("/orders/\(order)")
        #expect(ann.page.text.contains("1 to come; 2 delivered, please confirm"))
        ann.fill("came-1", "1")
        try await ann.press("Confirm these")
        try await petra.visit("/supplier/orders/\(part.id)")
        petra.fill("short-1", "1")
        petra.fill("short-reason", "I am leaving the practice.")
        try await petra.press("This will not come")
        try await ann.visit("/orders/\(order)")
        #expect(ann.page.text.contains("I am leaving the practice."))
        let tally = try #require(try await scene.part(of: order, "trent").tally(1))
        #expect((tally[.received], tally[.unconfirmed], tally[.cancelledAfter]) == (1, 1, 1))
        try await scene.expectSound()
    }

    @Test func `before asking to cancel one reads what it may cost, and the supplier may ask no more`() async throws {
        let scene = try await Scene()
        try await scene.run("UPDATE listings SET cancel_free_days = 2, cancel_fee_percent = 25 WHERE id = 'neuro'")
        let (order, part) = try await Self.ordered(scene)
        try await scene.answer(part, .accept)
        let (ann, petra) = (try await Self.browser(scene, .ann), try await Self.browser(scene, .petra))
        try await ann.visit("/orders/\(order)/parts/\(part.id)/cancelling")
        #expect(ann.page.text.contains("at most £40.00"))
        try await ann.press("Ask to cancel")
        #expect(ann.notices.contains { $0.contains("You asked to cancel") })
        try await petra.visit("/supplier/orders/\(part.id)")
        #expect(petra.page.text.contains("At most £40.00"))
        petra.fill("reply", "agree")
        petra.fill("fee", "40.01")
        try await petra.press("Send your answer")
        #expect(petra.problem(of: "fee")?.contains("£40.00") == true)
        petra.fill("reply", "agree")
        petra.fill("fee", "10.00")
        try await petra.press("Send your answer")
        #expect(try await scene.part(of: order, "trent").status == .cancelled)
        #expect(try await scene.balances(["payable:trent", "available:l-physio:2026-10-06"]) == "10.00 390.00")
        try await scene.expectSound()
    }

    @Test func `the commissioner finds an order by its number, and says how it goes on`() async throws {
        let scene = try await Scene()
        let (order, part) = try await Self.ordered(scene, 3)
        try await scene.answer(part, .accept)
        let number = try await scene.order(order).number
        let (bilal, quinn) = (try await Self.browser(scene, .bilal), try await Self.browser(scene, .quinn))
        try await quinn.visit("/order-book?number=\(number)")
        #expect(quinn.problem(of: "number") != nil)
        #expect(try await quinn.visit("/order-book/\(order)").status == 404)
        try await bilal.visit("/order-book?number=\(number.lowercased())")
        #expect(bilal.heading == "Order \(number)")
        for text in ["Ann Marsh", "£240.00 promised to the supplier", "3 to come"] {
            #expect(bilal.page.text.contains(text), "\(text)")
        }
        bilal.fill("reason-\(part.id)", "We have a concern.")
        try await bilal.press("Put on hold")
        try await bilal.visit("/order-book")
        #expect(bilal.page.text.contains("We have a concern."))
        try await bilal.visit("/order-book/\(order)")
        bilal.fill("outcome-\(part.id)", "finish")
        bilal.fill("keep-1", "1")
        bilal.fill("reason-\(part.id)", "One more visit to hand over.")
        try await bilal.press("Record the decision")
        let tally = try #require(try await scene.part(of: order, "trent").tally(1))
        #expect((tally[.toCome], tally[.cancelledAfter]) == (1, 2))
        try await scene.expectSound()
    }

    @Test func `messages are read by the three, and nobody else`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("visit", 1)])
        let part = try await scene.part(of: order, "trent")
        let (ann, petra) = (try await Self.browser(scene, .ann), try await Self.browser(scene, .petra))
        try await ann.visit("/orders/\(order)")
        let form = try #require(ann.form(to: "/orders/\(order)/parts/\(part.id)/messages"))
        try await ann.post(
            "/orders/\(order)/parts/\(part.id)/messages",
            Browser.fields(of: form).filter { $0.0 != "message-\(part.id)" }
                + [("message-\(part.id)", "Please ring <b>twice</b>.")])
        try await petra.visit("/supplier/orders/\(part.id)")
        #expect(petra.page.text.contains("Please ring <b>twice</b>."))
        #expect(!petra.reply.body.contains("Marsh"))
        let carol = try await Self.browser(scene, .carol)
        try await carol.visit("/supplier/orders/\(try await scene.part(of: order, "careful").id)")
        #expect(!carol.page.text.contains("twice"))
        #expect(try await carol.visit("/supplier/orders/\(part.id)").status == 404)
    }

    @Test func `what did not come is offered by others, ready for the basket`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("lights-trent", 1)])
        let part = try await scene.part(of: order, "trent", .asked)
        try await scene.decide(part, .approve)
        try await scene.answer(part, .decline, note: "Sold out.")
        let ann = try await Self.browser(scene, .ann)
        try await ann.visit("/orders/\(order)")
        #expect(ann.page.text.contains("Meadow Mobility"))
        try await ann.press("Put 1 in the basket")
        #expect(ann.notices.contains { $0.contains("Added to your basket") })
    }
}
