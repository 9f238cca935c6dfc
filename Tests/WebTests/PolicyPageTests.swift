import Operations
import Policies
import SceneSupport
import TestSupport
import Testing

/// A commissioner's policy on pages, by their links and buttons.
@Suite("Policy pages") struct PolicyPageTests {
    private func bilal(_ scene: Scene, at path: String) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(.bilal)
        try await browser.visit(path)
        return browser
    }

    private func add(
        _ browser: Browser, _ fields: [String: String]
    ) async throws {
        try await browser.follow("Add a rule")
        for (field, value) in fields { browser.fill(field, value) }
        try await browser.press("Save rule")
    }

    @Test func `Bilal writes a rule, tries it, publishes it, and Ann reads it on its day`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("rollator", 1), ("neuro", 1)])
        let bilal = try await bilal(scene, at: "/requests")
        try await bilal.follow("Policy")
        #expect(bilal.page.text.contains("You have no policy of your own in force."))
        try await bilal.press("Start a draft")
        #expect(bilal.notices == ["Success: Draft begun"])
        try await add(
            bilal,
            [
                "effect": "block", "subject": "category", "category": "07-01", "condition": "always",
                "words": "We lend rollators", "clause": "X15",
            ])
        #expect(bilal.notices == ["Success: Rule saved in the draft"])
        try await bilal.follow("Try it on last quarter’s orders")
        #expect(bilal.page.text.contains("1 order with 2 lines, £200.00 in all, signed from 6 July 2026 to"))
        #expect(bilal.page.text.contains("1 line, £120.00: in the plan then, and could not have been signed."))
        #expect(bilal.page.text.contains("Ann Marsh"))
        try await bilal.follow("Back to the draft")
        bilal.fill("from-day", "8")
        bilal.fill("from-month", "10")
        bilal.fill("from-year", "2026")
        try await bilal.press("Publish version 1")
        #expect(bilal.notices == ["Success: Published"])
        try await bilal.follow("Version 1")
        #expect(bilal.page.text.contains("Takes effect on 8 October 2026."))
        #expect(bilal.page.text.contains("We lend rollators."))

        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/listings/rollator")
        #expect(!ann.page.text.contains("We lend rollators."))
        scene.clock.advance(days: 2)
        try await ann.signIn(.ann)
        try await ann.visit("/listings/rollator")
        #expect(ann.page.text.contains("We lend rollators."))
        #expect(ann.page.text.contains("Not allowed"))
    }

    @Test func `what is wrong with a rule is told next to it, and all that was typed is kept`() async throws {
        let scene = try await Scene()
        try await scene.draftPolicy([])
        let bilal = try await bilal(scene, at: "/policy/draft")
        try await add(
            bilal,
            [
                "effect": "refer", "subject": "everything", "category": "07", "condition": "total", "amount": "lots",
                "words": "",
            ])
        #expect(bilal.status == 422)
        #expect(bilal.title.hasPrefix("Error: "))
        #expect(bilal.problems.count == 3)
        #expect(bilal.problem(of: "category") != nil)
        #expect(bilal.problem(of: "amount") == "Amount must be an amount of money, like 24.50")
        #expect(bilal.problem(of: "words") == "Say why, in words for the holder")
        let kept = ["effect", "subject", "category", "condition", "amount"].map { bilal.value(of: $0) ?? "" }
        #expect(kept == ["refer", "everything", "07", "total", "lots"])
        bilal.fill("category", "")
        bilal.fill("amount", "500")
        bilal.fill("words", "Ask us first.")
        try await bilal.press("Save rule")
        #expect(bilal.status == 200)
        #expect(bilal.page.text.contains("When a basket line costs more than £500.00, with VAT"))
        try await bilal.press("Remove")
        #expect(bilal.notices == ["Success: Rule removed from the draft"])
        #expect(bilal.page.text.contains("There are no rules."))
    }

    @Test func `days and weeks, and the first day, are told when they are wrong`() async throws {
        let scene = try await Scene()
        try await scene.draftPolicy([])
        let bilal = try await bilal(scene, at: "/policy/draft")
        bilal.fill("duplicate_days", "many")
        try await bilal.press("Save days and weeks")
        #expect(bilal.status == 422)
        #expect(bilal.value(of: "duplicate_days") == "many")
        bilal.fill("duplicate_days", "30")
        try await bilal.press("Save days and weeks")
        #expect(bilal.notices == ["Success: Days and weeks saved in the draft"])
        for (day, month, year, problem) in [
            ("", "", "", "Enter the first day"), ("31", "2", "2027", "There is no such day in the calendar"),
            ("5", "10", "2026", "First day must be today or later"),
            ("1", "1", "2077", "First day must be 6 October 2028 or before"),
        ] {
            bilal.fill("from-day", day)
            bilal.fill("from-month", month)
            bilal.fill("from-year", year)
            try await bilal.press("Publish version 1")
            #expect(bilal.status == 422)
            #expect(bilal.problem(of: "from") == problem)
            #expect(bilal.value(of: "from-year") == year)
        }
        #expect(try await scene.policyDraft()?.policy.settings.duplicateDays == 30)
    }

    @Test func `two people at one draft: the second is told, and saves nothing over`() async throws {
        let scene = try await Scene()
        try await scene.draftPolicy([])
        let bilal = try await bilal(scene, at: "/policy/draft/rules/new")
        try await scene.perform(SavePolicyRule(rule: nil, text: .typed(.warn), revision: 1), as: .joan)
        for (field, value) in [("effect", "block"), ("subject", "everything"), ("condition", "always")] {
            bilal.fill(field, value)
        }
        bilal.fill("words", "Stop.")
        try await bilal.press("Save rule")
        #expect(bilal.status == 409)
        #expect(bilal.heading == "Somebody else saved this draft")
        #expect(try await scene.policyDraft()?.policy.rules.count == 1)
        try await bilal.follow("Open the draft")
        try await bilal.press("Throw the draft away")
        #expect(bilal.notices == ["Success: Draft thrown away"])
        #expect(try await bilal.visit("/policy/draft").status == 200)
        #expect(bilal.address == "/policy")
    }

    @Test func `law is shown, and nobody can change it`() async throws {
        let scene = try await Scene()
        let bilal = try await bilal(scene, at: "/policy")
        for clause in ["X1", "X5", "X12", "X14"] { #expect(bilal.page.text.contains(clause)) }
        #expect(bilal.page.text.contains("Bottle of gin"))
        try await bilal.follow("Categories and what is said about each")
        #expect(bilal.page.text.contains("Categories are shared by all commissioners of this installation"))
        try await bilal.visit("/policy/categories/20-01")
        #expect(bilal.page.text.contains("Law, X1: NHS money can’t pay for alcohol."))
        #expect(bilal.page.all("input").allSatisfy { !["policy", "clause"].contains($0["name"]) })
    }

    @Test func `a category is renamed and an item type added, with what is wrong told first`() async throws {
        let scene = try await Scene()
        let bilal = try await bilal(scene, at: "/policy/categories/07")
        bilal.fill("title", "")
        try await bilal.press("Save category")
        #expect(bilal.status == 422)
        bilal.fill("title", "Getting about")
        bilal.fill("summary", "Wheels and ramps.")
        try await bilal.press("Save category")
        #expect(bilal.notices == ["Success: Category saved"])
        #expect(bilal.page.text.contains("Getting about"))
        try await bilal.visit("/policy/categories/07/items/new")
        let typed = [
            "code": "07-01", "title": "Profiling bed", "summary": "A bed that moves.", "unit": "each",
            "lowest": "900", "highest": "400", "checks-cqc": "yes", "traits-adults": "yes",
        ]
        for (field, value) in typed { bilal.fill(field, value) }
        try await bilal.press("Add item type")
        #expect(bilal.status == 422)
        #expect(["code", "vat", "highest"].allSatisfy { bilal.problem(of: $0) != nil })
        for (field, value) in typed { #expect(bilal.value(of: field) == value) }
        bilal.fill("code", "07-30")
        bilal.fill("vat", "S")
        bilal.fill("highest", "2000")
        try await bilal.press("Add item type")
        #expect(bilal.notices == ["Success: Item type added"])
        #expect(bilal.page.text.contains("£900.00 to £2,000.00 each"))
    }

    @Test func `an empty quarter says so, and a page beyond the last is not there`() async throws {
        let scene = try await Scene()
        try await scene.draftPolicy([])
        let bilal = try await bilal(scene, at: "/policy/draft/trial")
        #expect(bilal.page.text.contains("There is nothing to try it on"))
        for page in ["2", "99999999999999999999", "-1"] {
            let isFirst = page != "2"
            let status = try await bilal.visit("/policy/draft/trial?page=\(page)").status
            #expect(status == (isFirst ? 200 : 404), "\(page)")
        }
    }
}
