import Identity
import Operations
import Plans
import SceneSupport
import Storage
import TestSupport
import Testing
import Values

/// A commissioner's people, and what staff record about them.
@Suite("People pages") struct PeoplePageTests {
    private func staff(_ scene: Scene, _ who: Player = .bilal) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        return browser
    }

    @Test func `people are searched, and another commissioner's are not there`() async throws {
        let scene = try await Scene()
        let browser = try await staff(scene)
        try await browser.visit("/people")
        #expect(browser.page.text.contains("Ann Marsh") && browser.page.text.contains("Finn Field"))
        #expect(!browser.page.text.contains("Zara Khan"))
        try await browser.visit("/people?q=NG7%202")
        #expect(browser.page.text.contains("Ann Marsh") && !browser.page.text.contains("Finn Field"))
        try await browser.visit("/people?q=nobody&page=7")
        #expect(browser.page.text.contains("Nobody has this name or postcode"))
        for path in [
            "/people/h-zara", "/people/h-zara/standing", "/people/h-zara/authorities/new",
            "/people/h-ann/authorities/a-zara",
            "/plans/plan-zara/1", "/plans/plan-zara/1/transfer", "/plans/plan-zara/1/reading", "/plans/plan-ann/9",
            "/plans/plan-ann/one",
        ] { #expect(try await browser.visit(path).status == 404, "\(path)") }
    }

    @Test func `a plan with a vanished category opens and says so`() async throws {
        let scene = try await Scene()
        // Agreed lines never change; here it is the catalogue that has.
        try await scene.run("DROP TRIGGER plan_lines_frozen_update")
        try await scene.run("UPDATE plan_lines SET terms = replace(terms, '07-08', '99-99') WHERE id = 'l-ramp'")
        let browser = try await staff(scene)
        try await browser.visit("/people/h-ann")
        #expect(browser.notices.contains("Warning: “A ramp” names what is not in the catalogue any more"))
        try await browser.visit("/plans/plan-ann/1")
        #expect(browser.status == 200 && browser.page.text.contains("not in the catalogue any more"))
        let id = try await scene.perform(StartPlanDraft(holder: "h-ann", origin: .copy), as: .bilal)
        try await browser.visit("/plans/\(id.text)")
        #expect(browser.page.text.contains("“A ramp” names the category 99-99, which is not in the catalogue any more"))
        try await browser.visit("/plans/\(id.text)/lines/l-ramp")
        #expect(browser.value(of: "covers:99-99") == "yes")
        #expect(browser.problem(of: "covers")?.contains("99-99") == true)
    }

    @Test func `money left over for many weeks is flagged`() async throws {
        let scene = try await Scene()
        let browser = try await staff(scene)
        try await browser.visit("/people/h-ann")
        #expect(!browser.page.text.contains("is left over"))
        scene.clock.advance(days: 150)
        let later = try await staff(scene)
        try await later.visit("/people/h-finn")
        #expect(later.page.text.contains("is left over"))
        #expect(later.page.text.contains("more than 8 weeks of what the plan gives"))
    }

    @Test func `a request for a change is answered once`() async throws {
        let scene = try await Scene()
        try await scene.perform(
            AskForPlanChange(plan: PlanVersionID("plan-ann", 1), words: "More swimming, please"), as: .ann)
        let browser = try await staff(scene)
        try await browser.visit("/people")
        #expect(browser.page.text.contains("1 open"))
        try await browser.follow("Ann Marsh")
        #expect(browser.page.text.contains("More swimming, please"))
        try await browser.press("Answer")
        #expect(browser.problems == ["Write the answer; the holder reads it"])
        browser.fill("answer", "We talk about it on Friday")
        try await browser.press("Answer")
        #expect(browser.notices == ["Success: Answered"])
        #expect(browser.page.text.contains("We talk about it on Friday"))
    }

    @Test func `a right is given, shown and ended`() async throws {
        let scene = try await Scene()
        let browser = try await staff(scene)
        try await browser.visit("/people/h-finn/authorities/new")
        browser.fill("email", "nobody@example.org")
        browser.fill("first-day", "30")
        browser.fill("first-month", "2")
        browser.fill("limit", "much")
        try await browser.press("Save")
        #expect(browser.problem(of: "kind") == "Choose how they act")
        #expect(browser.problem(of: "first") == "There is no such day in the calendar")
        #expect(browser.problem(of: "limit")?.hasPrefix("Enter the largest order") == true)
        browser.fill("kind", "carer")
        browser.fill("first-day", "6")
        browser.fill("first-month", "10")
        browser.fill("limit", "75")
        try await browser.press("Save")
        #expect(browser.problem(of: "email") == "There is no account with this e-mail address")
        browser.fill("email", Player.tom.person.email.text)
        try await browser.press("Save")
        #expect(browser.notices.first == "Success: Right saved")
        #expect(browser.page.text.contains("Tom Marsh") && browser.page.text.contains("£75.00"))
        let rights = try await scene.database.read { try $0.holders.authorities(for: "h-finn") }
        let tom = try #require(rights.first { $0.person.name == "Tom Marsh" })
        try await browser.visit("/people/h-finn/authorities/\(tom.authority.id)")
        for (field, value) in [("last-day", "6"), ("last-month", "10"), ("last-year", "2026")] {
            browser.fill(field, value)
        }
        try await browser.press("Save")
        let ended = try await scene.database.read { try $0.holders.authorities(for: "h-finn") }
        #expect(ended.first { $0.person.name == "Tom Marsh" }?.authority.last == Cast.today)
    }

    @Test func `a hold and people close to somebody are recorded`() async throws {
        let scene = try await Scene()
        let browser = try await staff(scene)
        try await browser.visit("/people/h-ann/standing")
        browser.fill("hold", "yes")
        browser.fill("name-0", "Tom Marsh")
        browser.fill("supplier-0", "no-such")
        try await browser.press("Save")
        #expect(browser.problem(of: "kind-0") == "Choose how they are close")
        browser.fill("kind-0", "household")
        try await browser.press("Save")
        #expect(browser.problem(of: "supplier-0") == "There is no supplier with this code")
        browser.fill("supplier-0", "careful")
        try await browser.press("Save")
        #expect(browser.page.text.contains("Nothing can be ordered"))
        let holder = try await scene.database.read { try $0.holders.find("h-ann") }
        #expect(holder?.standing.isOnHold == true)
        #expect(holder?.standing.ties.map(\.name) == ["Tom Marsh"])
    }
}
