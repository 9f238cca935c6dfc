import Baskets
import Catalogue
import Operations
import Orders
import SceneSupport
import Testing
import TestSupport
import Values

/// The basket: verdicts, the buttons that do what they offer, and when and how a line is paid.
@Suite("Basket page") struct BasketPageTests {
    private func line(_ scene: Scene, _ listing: Listing.ID) async throws -> BasketLine.ID {
        try #require(try await scene.checkout().basket.lines.first { $0.listing == listing }).id
    }

    private func basket(_ scene: Scene, _ things: [(Listing.ID, Int)]) async throws -> Browser {
        try await scene.fill(.ann, things)
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/basket")
        #expect(ann.status == 200)
        return ann
    }

    private func fill(_ browser: Browser, _ line: BasketLine.ID, day: String = "20", times: String) {
        browser.fill("first-\(line)-day", day)
        browser.fill("first-\(line)-month", "10")
        browser.fill("first-\(line)-year", "2026")
        browser.fill("times-\(line)", times)
    }

    @Test func `Ann repeats her physiotherapy, and everybody reads how often and from when`() async throws {
        let scene = try await Scene()
        let ann = try await basket(scene, [("neuro", 1)])
        fill(ann, try await line(scene, "neuro"), times: "4")
        try await ann.press("Save")
        #expect(ann.notices == ["Success: Saved"])
        let words = "1 every week, 4 times, from 20 October 2026"
        #expect(ann.page.text.contains(words))
        #expect(ann.page.text.contains("1 × £80.00 each × 4 times: £320.00"))
        #expect(ann.page.text.contains("£320.00 of the £400.00 left for “Therapy”"))
        try await ann.visit("/checkout")
        #expect(ann.page.text.contains(words))
        #expect(ann.page.text.contains("£320.00 from “Therapy”"))
        ann.fill("password", Player.password)
        try await ann.press("Sign and order")
        #expect(ann.page.text.contains(words))
        let id = Order.ID(try #require(try await scene.rows("SELECT id FROM orders").first).text("id"))
        let petra = Browser(scene)
        try await petra.signIn(.petra)
        try await petra.visit("/supplier/orders/\(try await scene.part(of: id, "trent").id)")
        #expect(petra.page.text.contains(words))
        #expect(petra.page.text.contains("£320.00"))
        try await scene.expectSound()
    }

    @Test func `a run that does not fit offers the times that do, and the button does it`() async throws {
        let scene = try await Scene()
        let ann = try await basket(scene, [("neuro", 1)])
        fill(ann, try await line(scene, "neuro"), times: "6")
        try await ann.press("Save")
        #expect(ann.status == 200)
        #expect(ann.problems.contains { $0.contains("has enough for 5 of the 6 times") })
        try await ann.press("Order it 5 times")
        #expect(ann.page.text.contains("5 times, from 20 October 2026"))
        #expect(ann.problems == [])
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let fields: [String: String]
        let field: String
        var testDescription: String { "\(fields) → \(field)" }
    }

    @Test(arguments: [
        Bad(fields: ["first-*-day": "31", "first-*-month": "2", "first-*-year": "2027"], field: "first"),
        Bad(fields: ["first-*-day": "one"], field: "first"), Bad(fields: ["first-*-day": "5"], field: "first"),
        Bad(fields: ["first-*-day": "5", "first-*-month": "10", "first-*-year": "2026"], field: "first"),
        Bad(fields: ["first-*-day": "5", "first-*-month": "10", "first-*-year": "9999"], field: "first"),
        Bad(fields: ["times-*": "4"], field: "first"), Bad(fields: ["times-*": "0"], field: "times"),
        Bad(fields: ["times-*": "105"], field: "times"), Bad(fields: ["times-*": "<script>"], field: "times"),
        Bad(fields: ["every-*": "hour"], field: "every"), Bad(fields: ["contribution-*": "-5"], field: "contribution"),
        Bad(fields: ["contribution-*": "a lot"], field: "contribution"),
        Bad(fields: ["plan-line-*": "l-finn-physio"], field: "plan-line"),
    ]) func `what can’t be taken is told next to its field, and stays as it was typed`(bad: Bad) async throws {
        let scene = try await Scene()
        try await scene.makeWheelchairBudget()
        let ann = try await basket(scene, [("ramp", 1)])
        let line = try await line(scene, "ramp")
        let before = try await scene.fingerprint()
        for (field, value) in bad.fields { ann.fill(field.replacing("*", with: "\(line)"), value) }
        try await ann.press("Save")
        #expect(ann.status == 422)
        #expect(ann.problem(of: "\(bad.field)-\(line)") != nil)
        #expect(!ann.reply.body.contains("<script>"))
        for (field, value) in bad.fields where !field.hasPrefix("every") && !field.hasPrefix("plan-line") {
            #expect(ann.value(of: field.replacing("*", with: "\(line)")) == value)
        }
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `too many offers how many fit, and the button orders them`() async throws {
        let scene = try await Scene()
        let ann = try await basket(scene, [("neuro", 6)])
        #expect(ann.page.text.contains("Needs approval"))
        try await ann.press("Order 5")
        #expect(ann.page.text.contains("5 × £80.00 each"))
        #expect(ann.page.text.contains("In your plan"))
        #expect(!ann.page.text.contains("Needs approval"))
    }

    @Test func `when the chosen line is short, another can be made to pay`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("ramp", 1)])
        let ann = try await basket(scene, [("ramp", 1)])
        let line = try await line(scene, "ramp")
        ann.fill("plan-line-\(line)", "l-ramp")
        try await ann.press("Save")
        #expect(ann.page.text.contains("Only £70.00 is left for “A ramp”"))
        try await ann.press("Have “Getting about” pay")
        #expect(ann.page.text.contains("£180.00 of the £600.00 left for “Getting about”"))
        #expect(ann.page.text.contains("You chose this line."))
    }

    @Test func `cheaper things of the kind that are in the plan are named beside the verdict`() async throws {
        let scene = try await Scene()
        let text = ListingText(Cast.terms("04-02", "60", unit: "session"))
        let cheap = try await scene.offer(text, as: .petra)
        let ann = try await basket(scene, [("neuro", 6)])
        #expect(ann.page.text.contains("Take the same kind of thing for less, in your plan:"))
        #expect(ann.links.contains("/listings/\(cheap)"))
        #expect(ann.page.text.contains("from Trent Neuro Physio, £60.00 per session"))
    }

    @Test func `what blocks stands first, what was checked can be read, and the button leaves it out`() async throws {
        let scene = try await Scene()
        let ann = try await basket(scene, [("gin", 1), ("neuro", 1)])
        #expect(ann.problems.count == 1)
        #expect(ann.problems.first?.hasPrefix("Thing of kind 20-01: NHS money can’t pay for alcohol") == true)
        #expect(!ann.links.contains("/checkout"))
        #expect(ann.page.text.contains("These found nothing against it:"))
        #expect(ann.page.text.contains("National prohibition: Some things no health budget may pay for"))
        try await ann.press("Leave it out")
        #expect(ann.problems == [])
        #expect(ann.links.contains("/checkout"))
    }

    @Test func `a warning is a notice, and the badge still says in your plan`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1)])
        let ann = try await basket(scene, [("neuro", 1)])
        #expect(ann.notices.contains { $0.contains("You ordered this on 6 October 2026 already") })
        #expect(ann.page.text.contains("In your plan"))
        #expect(ann.links.contains("/checkout"))
    }

    @Test func `what goes at once and what is asked first are told apart`() async throws {
        let scene = try await Scene()
        let ann = try await basket(scene, [("neuro", 1), ("lights", 1)])
        #expect(ann.page.text.contains("Goes at once £80.00 for 1 thing"))
        #expect(ann.page.text.contains("Is asked first £60.00 for 1 thing"))
    }

    @Test func `with a wheelchair budget the sentence to sign names what each side pays`() async throws {
        let scene = try await Scene()
        try await scene.makeWheelchairBudget()
        let ann = try await basket(scene, [("ramp", 1)])
        ann.fill("contribution-\(try await line(scene, "ramp"))", "50")
        try await ann.press("Save")
        #expect(ann.page.text.contains("You pay £50.00 of it yourself, to the supplier."))
        try await ann.visit("/checkout")
        #expect(
            ann.page.text.contains(
                "for £180.00, on the terms shown. £130.00 of it is paid from the personal health budget. "
                    + "£50.00 of it I pay to the supplier myself."))
        ann.fill("password", Player.password)
        try await ann.press("Sign and order")
        #expect(ann.page.text.contains("£50.00 by you"))
        let id = Order.ID(try #require(try await scene.rows("SELECT id FROM orders").first).text("id"))
        let milo = Browser(scene)
        try await milo.signIn(.milo)
        try await milo.visit("/supplier/orders/\(try await scene.part(of: id, "meadow").id)")
        #expect(milo.page.text.contains("The customer pays £50.00 of it to you."))
        try await scene.expectSound()
    }
}
