import Operations
import Orders
import SceneSupport
import Testing
import TestSupport
import Values

/// A problem from the report to the refund, by the links and buttons of the three workspaces.
@Suite("Problem pages") struct ProblemPageTests {
    /// Ann's two sessions, delivered, confirmed and paid where asked.
    private func delivered(_ scene: Scene, paid: Bool = false) async throws -> SupplierOrder {
        let order = try await scene.sign(.ann, [("neuro", 2)])
        let part = try await scene.part(of: order, "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        if paid { try await scene.pay(part) }
        return part
    }

    private func report(_ browser: Browser, _ part: SupplierOrder, state: String, units: String = "1") async throws {
        try await browser.visit("/orders/\(part.order)")
        try await browser.follow("Report a problem")
        browser.fill("what", "\(part.lines[0].position)/\(state)")
        browser.fill("units", units)
        browser.fill("kind", "poor_quality")
        browser.fill("words", "The session was cut short.")
        browser.fill("private", "My condition makes that worse.")
        browser.fill("wish", "refund")
        try await browser.press("Report the problem")
    }

    @Test func `a problem is reported, refused, decided and paid back`() async throws {
        let scene = try await Scene()
        let part = try await delivered(scene, paid: true)
        let (ann, petra, bilal) = (Browser(scene), Browser(scene), Browser(scene))
        try await reportAndRefuse(scene, part, ann, petra)
        try await askAndDecide(part, ann, bilal)
        bilal.fill("reference", "IN-7")
        try await bilal.press("Record the refund")
        #expect(bilal.notices == ["Success: Recorded"])
        for who in [ann, petra] {
            try await who.visit(who.address)
            #expect(who.page.text.contains("You can have this decision looked at again."))
            #expect(who.page.text.contains("£40.00 came back"))
        }
        try await scene.expectSound()
    }

    private func reportAndRefuse(
        _ scene: Scene, _ part: SupplierOrder, _ ann: Browser, _ petra: Browser
    ) async throws {
        try await ann.signIn(.ann)
        try await report(ann, part, state: "paid")
        #expect(ann.notices == ["Success: Reported"])
        #expect(ann.page.text.contains("Trent Neuro Physio has to answer by"))

        try await petra.signIn(.petra)
        try await petra.visit("/supplier/problems")
        try await petra.follow("\(try await scene.order(part.order).number) \(part.lines[0].title)")
        #expect(petra.page.text.contains("The session was cut short."))
        for secret in ["Marsh", "My condition"] { #expect(!petra.reply.body.contains(secret)) }
        petra.fill("answer", "refuse")
        try await petra.press("Send the answer")
        #expect(petra.status == 422)
        #expect(petra.problem(of: "words") == "Say why you do not agree; the customer reads it")
        petra.fill("answer", "refuse")
        petra.fill("words", "It took the whole hour.")
        try await petra.press("Send the answer")
        #expect(petra.notices == ["Success: Answered"])
    }

    private func askAndDecide(_ part: SupplierOrder, _ ann: Browser, _ bilal: Browser) async throws {
        try await ann.visit("/orders/\(part.order)")
        try await ann.follow("1 × \(part.lines[0].title): Badly made or badly done")
        #expect(ann.page.text.contains("It took the whole hour."))
        try await ann.press("Ask for a decision")
        #expect(ann.status == 200)

        try await bilal.signIn(.bilal)
        try await bilal.visit("/reported-problems")
        try await bilal.follow("Ann Marsh: \(part.lines[0].title)")
        #expect(bilal.page.text.contains("My condition makes that worse."))
        bilal.fill("ruling", "split")
        bilal.fill("amount", "80")
        bilal.fill("reason", "Half of it was done.")
        try await bilal.press("Record the decision")
        #expect(bilal.problem(of: "amount") == "Enter more than nothing and less than £80.00")
        bilal.fill("ruling", "split")
        bilal.fill("amount", "40")
        bilal.fill("reason", "Half of it was done.")
        try await bilal.press("Record the decision")
        #expect(bilal.notices == ["Success: Decided"])
    }

    @Test func `a payment is recorded without what is in question, and keeps a refund back`() async throws {
        let scene = try await Scene()
        let first = try await delivered(scene, paid: true)
        let (ann, petra, bilal) = (Browser(scene), Browser(scene), Browser(scene))
        try await ann.signIn(.ann)
        try await report(ann, first, state: "paid")
        try await petra.signIn(.petra)
        let problem = try #require(try await scene.rows("SELECT id FROM problems").first).text("id")
        try await petra.visit("/supplier/problems/\(problem)")
        petra.fill("answer", "refund")
        try await petra.press("Send the answer")
        try await petra.press("I agree to that")

        let second = try await delivered(scene)
        try await report(ann, second, state: "received")
        try await bilal.signIn(.bilal)
        try await bilal.visit("/payments")
        #expect(bilal.page.text.contains("£80.00 more waits for a decision"))
        bilal.fill("reference", "BACS-9")
        bilal.fill("keep-\(problem)", "yes")
        try await bilal.press("Mark as paid")
        #expect(bilal.notices == ["Success: Payment recorded"])
        #expect(try await scene.balance("supplier_receivable:trent") == "0.00")
        try await bilal.visit("/payments/made")
        #expect(bilal.page.text.contains("BACS-9"))
        try await bilal.press("Record the return")
        #expect(bilal.notices == ["Success: Recorded"])
        #expect(try await scene.balance("payable:trent") == "80.00")
        try await scene.expectSound()
    }

    @Test func `what is missing in a report is said at its field, and what was typed stays`() async throws {
        let scene = try await Scene()
        let part = try await delivered(scene)
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/orders/\(part.order)/parts/\(part.id)/problem")
        ann.fill("units", "3")
        ann.fill("words", "It hurt.")
        try await ann.press("Report the problem")
        #expect(ann.status == 422)
        #expect(ann.problem(of: "what") == "Choose what it is about")
        #expect(ann.problem(of: "kind") == "Choose what is wrong")
        #expect(ann.problem(of: "wish") == "Choose what would put it right")
        #expect(ann.value(of: "words") == "It hurt.")
        ann.fill("what", "\(part.lines[0].position)/received")
        ann.fill("kind", "damaged")
        ann.fill("wish", "refund")
        try await ann.press("Report the problem")
        #expect(ann.problem(of: "units") == "Enter a whole number from 1 to 2")
        #expect(try await scene.rows("SELECT id FROM problems").isEmpty)
    }

    @Test func `what belongs to others is not there`() async throws {
        let scene = try await Scene()
        let part = try await delivered(scene)
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await report(ann, part, state: "received")
        let id = try #require(try await scene.rows("SELECT id FROM problems").first).text("id")
        for (who, path): (Player, String) in [
            (.zara, "/problems/\(id)"), (.dana, "/problems/\(id)"), (.carol, "/supplier/problems/\(id)"),
            (.quinn, "/reported-problems/\(id)"), (.zara, "/orders/\(part.order)/parts/\(part.id)/problem"),
        ] {
            let browser = Browser(scene)
            try await browser.signIn(who)
            try await browser.visit(path)
            #expect(browser.status == 404, "\(who) \(path)")
        }
    }
}
