import Operations
import Plans
import SceneSupport
import Testing
import TestSupport
import Values

/// A version that is put to the holder: what it changes, and their decision.
@Suite("The coming plan") struct ComingPlanTests {
    private static let december = Cast.day("2026-12-01")

    @Test func `Ann sees what changes before she agrees, and what it did afterwards`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("lights", 1)])
        try await scene.fill(.ann, [("rollator", 3)])
        let ann = Browser(scene)
        try await scene.propose([.line(.ann("l-mobility", amount: "1000")), .removeLine("l-ramp")],
            takesEffect: Self.december, reason: "The ramp is built.")
        try await ann.signIn(.ann)
        #expect(ann.page.text.contains("A new plan waits for your agreement."))
        try await ann.follow("Read it and decide")
        for words in [
            "Then it counts from 1 December 2026.", "Amount: before, £600.00 a year. After, £1,000.00 a year.",
            "For the present period you get £400.00 more on 1 December 2026.", "This line ends on 1 December 2026.",
            "The ramp is built.", "These stay as they are: “Care at home”, “Therapy”.",
            "Your request to Meadow Mobility", "goes on.", "Parliamentary and Health Service Ombudsman",
        ] { #expect(ann.page.text.contains(words), "\(words)") }
        try await ann.press("I agree to this plan")
        #expect(ann.notices.contains("Success: You agreed to the plan"))
        #expect(ann.page.text.contains("It takes the place of this one on 1 December 2026."))
        scene.clock.advance(days: 60)
        #expect(try await scene.desk.strikePlanClock() == [])
        try await ann.signIn(.ann)
        try await ann.visit("/plan")
        #expect(ann.page.text.contains("£1,000.00 of your £1,000.00 for “Getting about”"))
        try await scene.expectSound()
    }

    @Test func `a plan that takes effect at once is in force when Ann agrees`() async throws {
        let scene = try await Scene()
        let id = try await scene.propose([.line(.ann("l-mobility", amount: "1000"))])
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/plan/coming")
        try await ann.press("I agree to this plan")
        #expect(ann.status == 200)
        #expect(try await scene.plan(id).status == .inForce)
        #expect(ann.page.text.contains("£1,000.00 of your £1,000.00 for “Getting about”"))
        #expect(try await ann.visit("/plan/coming").status == 200)
        #expect(ann.heading == "My plan", "nothing is coming any more")
    }

    @Test func `Ann asks for a change, and the plan goes back to its authors`() async throws {
        let scene = try await Scene()
        let id = try await scene.propose()
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/plan/coming")
        try await ann.press("Ask for a change")
        #expect(ann.status == 422)
        #expect(ann.heading == "The new plan")
        #expect(ann.problems.contains("Write what should be different"))
        let long = String(repeating: "More therapy. ", count: 100)
        ann.fill("words", long)
        try await ann.press("Ask for a change")
        #expect(ann.status == 422)
        #expect(ann.page.first("textarea")?.text.hasPrefix("More therapy. More") == true, "words are kept")
        ann.fill("words", "More therapy in winter, please.")
        try await ann.press("Ask for a change")
        #expect(ann.notices.contains("Success: You asked for a change"))
        #expect(ann.page.text.contains("Your commissioner has not answered yet."))
        #expect(try await scene.plan(id).status == .draft)
        let request = try #require(try await scene.database.read { try $0.planNotices.requests(of: "h-ann") }.first)
        try await scene.perform(AnswerPlanRequest(request: request.id, answer: "We will talk on Monday."), as: .bilal)
        try await ann.visit("/plan")
        #expect(ann.page.text.contains("We will talk on Monday."))
    }

    @Test func `in force, a change can be asked for too, and the words stay when they are too many`() async throws {
        let scene = try await Scene()
        let tom = Browser(scene)
        try await tom.signIn(.tom)
        try await tom.visit("/plan")
        tom.fill("words", String(repeating: "x", count: 1_001))
        try await tom.press("Ask for a change")
        #expect(tom.status == 422)
        #expect(tom.heading == "The plan of Ann Marsh")
        #expect(tom.page.first("textarea")?.text.count == 1_001)
        tom.fill("words", "A second ramp")
        try await tom.press("Ask for a change")
        #expect(tom.page.text.contains("Tom Marsh for Ann Marsh"))
    }

    @Test func `a carer reads the plan and is told why they cannot agree`() async throws {
        let scene = try await Scene()
        try await scene.propose()
        let tom = Browser(scene)
        try await tom.signIn(.tom)
        #expect(tom.page.text.contains("A new plan waits to be agreed."))
        try await tom.visit("/plan/coming")
        #expect(tom.page.text.contains("You can’t agree for Ann Marsh. You act as carer."))
        #expect(!tom.page.all("button").contains { $0.text == "I agree to this plan" })
    }

    @Test func `a plan that was changed meanwhile is shown again, and not agreed to`() async throws {
        let scene = try await Scene()
        let id = try await scene.propose()
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/plan/coming")
        try await scene.perform(TakeBackPlan(plan: id, fate: .draft), as: .bilal)
        try await scene.propose(id, [.line(.ann("l-mobility", amount: "700"))])
        try await ann.press("I agree to this plan")
        #expect(ann.status == 409)
        #expect(ann.notices.contains("Warning: The plan was changed meanwhile"))
        #expect(try await scene.plan(id).status == .proposed)
        try await ann.press("I agree to this plan")
        #expect(try await scene.plan(id).status == .inForce)
    }

    @Test func `a stop that is announced stands on the home page with its day`() async throws {
        let scene = try await Scene()
        let current = PlanVersionID("plan-ann", 1)
        let stop = StopPlan(plan: current, how: .suspend, reason: "You are in hospital.", takesEffect: Self.december)
        try await scene.perform(stop, as: .bilal)
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        #expect(ann.page.text.contains("The plan will be suspended on 1 December 2026."))
        #expect(ann.links.contains("/plan#notices"))
        try await ann.visit("/plan")
        #expect(ann.page.text.contains("You are in hospital."))
        #expect(ann.page.text.contains("by Bilal Rahman"))
        try await scene.perform(ResumePlan(plan: current, reason: "You are home."), as: .bilal)
        try await ann.visit("/home")
        #expect(!ann.page.text.contains("will be suspended"))
    }

    @Test func `what was announced of a version that was taken back is not said any more`() async throws {
        let scene = try await Scene()
        let id = try await scene.propose([.removeLine("l-ramp")], takesEffect: Self.december, reason: "Built.")
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        #expect(ann.page.text.contains("Less money from 1 December 2026."))
        try await scene.perform(TakeBackPlan(plan: id, fate: .discard), as: .bilal)
        try await ann.visit("/home")
        #expect(!ann.page.text.contains("Less money"))
    }
}
