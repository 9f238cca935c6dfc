import Operations
import Orders
import SceneSupport
import TestSupport
import Testing

/// Requests on pages, for both sides, by their links and buttons.
@Suite("Request pages") struct RequestPageTests {
    private func browser(_ scene: Scene, _ who: Player, at path: String) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        try await browser.visit(path)
        return browser
    }

    private func rollators(_ scene: Scene) async throws -> (SupplierOrder, Approval) {
        let order = try await scene.sign(.ann, [("rollator", 3)])
        let part = try await scene.part(of: order, "meadow", .asked)
        return (part, try await scene.approval(of: part.id))
    }

    @Test func `Bilal asks, Ann answers, Bilal approves two of three, and Ann reads why`() async throws {
        let scene = try await Scene()
        let (part, approval) = try await rollators(scene)
        let bilal = try await browser(scene, .bilal, at: "/requests/\(approval.id)")
        bilal.fill("question", "Which rooms?")
        try await bilal.press("Send the question")
        #expect(bilal.notices == ["Success: Question sent"])
        let ann = try await browser(scene, .ann, at: "/orders/\(part.order)")
        try await ann.follow("How this request stands")
        #expect(ann.page.text.contains("Which rooms?"))
        try await ann.press("Send the answer")
        #expect(ann.status == 422)
        #expect(ann.problem(of: "answer") == "Write your answer")
        ann.fill("answer", "Kitchen and hall.")
        try await ann.press("Send the answer")
        #expect(ann.notices == ["Success: Answered"])

        try await bilal.visit("/requests/\(approval.id)")
        #expect(bilal.page.text.contains("Kitchen and hall."))
        let position = part.lines[0].position
        bilal.fill("decision", "approve-part")
        bilal.fill("units-\(position)", "2")
        try await bilal.press("Record the decision")
        #expect(bilal.status == 422)
        #expect(bilal.problem(of: "code-\(position)") != nil)
        bilal.fill("code-\(position)", "fewer_are_enough")
        bilal.fill("text-\(position)", "One for each floor.")
        try await bilal.press("Record the decision")
        #expect(bilal.status == 200)
        #expect(bilal.page.text.contains("2 of 3 approved"))
        try await ann.visit("/orders/\(part.order)/requests/\(approval.id)")
        #expect(ann.page.text.contains("Fewer are enough: One for each floor."))
        ann.fill("reason", "I have three floors.")
        try await ann.press("Ask for it")
        #expect(ann.notices == ["Success: Somebody else will look at it"])
        try await bilal.visit("/requests/\(approval.id)")
        #expect(bilal.page.text.contains("You decided before. Somebody else looks at it now."))
        try await scene.expectSound()
    }

    @Test func `the queue is filtered, and stays usable with many requests`() async throws {
        let scene = try await Scene()
        for _ in 0..<3 { _ = try await scene.askForLights() }
        let bilal = try await browser(scene, .bilal, at: "/requests")
        #expect(bilal.page.text.contains("All (3)"))
        #expect(bilal.page.text.contains("Overdue (0)"))
        scene.clock.advance(days: 10)
        try await scene.strikeRequests()
        try await bilal.signIn(.bilal)
        try await bilal.visit("/requests?show=overdue")
        #expect(bilal.page.text.contains("Overdue (3)"))
        #expect(bilal.page.text.contains("3 requests, £180.00 in all"))
        try await bilal.visit("/requests?show=paused")
        #expect(bilal.page.text.contains("None of these"))
    }

    @Test func `Bilal gives Joan a role, writes a route, and is told where nobody could decide`() async throws {
        let scene = try await Scene()
        try await scene.posts("p-bilal", [.init(.seniorApprover)])
        let bilal = try await browser(scene, .bilal, at: "/staff")
        try await bilal.visit("/staff/p-joan")
        bilal.fill("role-approver", "yes")
        bilal.fill("limit-approver", "500")
        try await bilal.press("Save roles")
        #expect(bilal.page.text.contains("Approver, up to £500.00"))
        try await scene.perform(StartPolicyDraft(), as: .bilal)
        try await bilal.visit("/policy/draft/routes/new")
        bilal.fill("title", "Small things")
        bilal.fill("tier-0-approver", "yes")
        try await bilal.press("Save route")
        #expect(bilal.status == 422)
        #expect(bilal.page.text.contains("the highest limit is £500.00"))
        bilal.fill("test-0", "request-above")
        bilal.fill("value-0", "500")
        bilal.fill("not-0", "yes")
        try await bilal.press("Save route")
        #expect(bilal.notices == ["Success: Route saved in the draft"])
        #expect(bilal.page.text.contains("not: the request costs more than £500.00"))
        try await bilal.follow("Times of requests")
        bilal.fill("decision_days", "50")
        try await bilal.press("Save times")
        #expect(bilal.status == 422)
        bilal.fill("decision_days", "5")
        try await bilal.press("Save times")
        #expect(bilal.notices == ["Success: Times saved in the draft"])
    }

    @Test func `Bilal authorises once and for all, and the next order goes out at once`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        let bilal = try await browser(scene, .bilal, at: "/requests/\(try await scene.approval(of: part.id).id)")
        try await bilal.follow("Authorise something like this once and for all")
        try await bilal.press("Authorise")
        #expect(bilal.status == 422)
        for (field, value) in [
            ("scope", "offers"), ("per_period", "120"), ("every", "month"), ("last-day", "6"), ("last-month", "12"),
            ("last-year", "2026"), ("words", "Lights for the path"),
        ] { bilal.fill(field, value) }
        try await bilal.press("Authorise")
        #expect(bilal.page.text.contains("£60.00 for one order, £120.00 a month"))
        #expect(try await scene.status(of: try await scene.askForLights()) == .used)
        try await bilal.visit("/authorisations")
        #expect(bilal.page.text.contains("1 in all"))
    }
}
