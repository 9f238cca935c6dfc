import Identity
import Operations
import Plans
import SceneSupport
import Storage
import TestSupport
import Testing
import Values

@testable import Web

/// Staff write a plan, see what it does, and bring it into force, by the page's own links and buttons.
@Suite("Plan pages") struct PlanPageTests {
    private func staff(_ scene: Scene, _ who: Player = .bilal) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        return browser
    }

    private func day(_ browser: Browser, _ field: String, _ day: Day) {
        let parts = day.components
        browser.fill("\(field)-day", String(parts.day))
        browser.fill("\(field)-month", String(parts.month))
        browser.fill("\(field)-year", String(parts.year))
    }

    private func write(_ browser: Browser, narrativeOf address: String) async throws {
        try await browser.visit("\(address)/narrative")
        for field in ["needs", "contingency", "monitoredBy"] { browser.fill(field, "Words about \(field)") }
        day(browser, "held", Cast.day("2026-07-01"))
        day(browser, "nextReview", Cast.day("2026-12-01"))
        try await browser.press("Save")
        #expect(browser.status == 200, "\(browser.problems)")
        try await browser.visit("\(address)/risks")
        browser.fill("risk-0-text", "Falls")
        browser.fill("risk-0-handling", "An alarm at the wrist")
        try await browser.press("Save")
        #expect(browser.status == 200, "\(browser.problems)")
    }

    private func standing(_ scene: Scene) async throws -> Plan {
        try #require(try await scene.database.read { try $0.plans.current(of: "h-ann") })
    }

    @Test func `from the copy of a plan to the new version in force`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("visit", 1)])
        let browser = try await staff(scene)
        try await browser.visit("/people?q=mars")
        try await browser.follow("Ann Marsh")
        #expect(browser.heading == "Ann Marsh")
        browser.fill("origin", "copy")
        try await browser.press("Begin the draft")
        let address = "/plans/plan-ann/2"
        #expect(browser.address.hasPrefix(address))
        #expect(browser.page.text.contains("Write which health needs the plan is for"))
        try await write(browser, narrativeOf: address)
        try await browser.visit("\(address)/lines/l-care")
        #expect(browser.value(of: "amount") == "120.00")
        browser.fill("amount", "150")
        try await browser.press("Save")
        #expect(browser.page.text.contains("Nothing is missing."))
        #expect(browser.page.text.contains("£1,564.29 more"))
        try await browser.follow("See what it does, and propose it")
        #expect(browser.page.text.contains("£150.00 a week"))
        #expect(browser.page.text.contains("Your fund gives £784.29 for it"))
        try await browser.press("Agree and propose it")
        #expect(browser.notices == ["Success: Proposed"])
        browser.fill("name", "Ann Marsh")
        day(browser, "on", Cast.today)
        browser.fill("way", "meeting")
        try await browser.press("Record the agreement")
        #expect(browser.status == 200, "\(browser.problems)")
        #expect(browser.page.text.contains("In force"))
        #expect(try await standing(scene).version == 2)
        try await browser.visit("/plans/plan-ann/1")
        #expect(browser.page.text.contains("Replaced"))
        #expect(browser.page.text.contains("£120.00 a week"))
        try await scene.expectSound()
    }

    @Test func `a new line is written with everything it has, and shown as it was written`() async throws {
        let scene = try await Scene()
        let id = try await scene.perform(StartPlanDraft(holder: "h-ann", origin: .copy), as: .bilal)
        let browser = try await staff(scene)
        let address = "/plans/\(id.text)"
        try await browser.visit("\(address)/lines/new")
        for (field, value) in [
            ("title", "Swimming with Jo"), ("kind", "agreed"), ("budget", "main"), ("covers:04-01", "yes"),
            ("covers:07", "yes"), ("listings", "neuro, visit"), ("only-suppliers", "trent careful"),
            ("reach:local", "yes"), ("outcome:walk", "yes"), ("amount", "62.50"), ("every", "four_weeks"),
            ("carry", "upto"), ("carry-amount", "100"), ("cap", "6"), ("cap-unit", "session"), ("ceiling", "65"),
            ("above", "200"), ("exclusive", "yes"),
        ] { browser.fill(field, value) }
        try await browser.press("Save")
        #expect(browser.status == 200, "\(browser.problems)")
        let plan = try #require(try await scene.database.read { try $0.plans.find("plan-ann", version: 2) })
        let line = try #require(plan.lines.first { $0.title == "Swimming with Jo" })
        #expect(line.covers == Covers(categories: ["04-01", "07"], listings: ["neuro", "visit"]))
        #expect(line.limits == SupplierLimits(suppliers: ["trent", "careful"], reaches: [.local]))
        #expect(line.allocation.amount == Cast.pounds("62.50") && line.allocation.every == .fourWeeks)
        #expect(line.allocation.span == Cast.span("2026-10-06", "2027-04-05"))
        #expect(line.carry == .upTo(Cast.pounds("100")) && line.cap == UsageCap(quantity: 6, unit: "session"))
        #expect(line.priceCeiling == Cast.pounds("65") && line.approvalAbove == Cast.pounds("200"))
        #expect(line.isExclusive && line.outcomes == ["walk"])
        try await browser.visit("\(address)/lines/\(line.id)")
        #expect(browser.value(of: "title") == "Swimming with Jo")
        #expect(browser.value(of: "covers:07") == "yes")
        #expect(browser.value(of: "carry-amount") == "100.00")
        try await browser.press("Take this out of the draft")
        #expect(!browser.page.text.contains("Swimming with Jo"))
    }

    @Test func `what cannot be read stands next to its field, and everything typed is kept`() async throws {
        let scene = try await Scene()
        let id = try await scene.perform(StartPlanDraft(holder: "h-ann", origin: .copy), as: .bilal)
        let browser = try await staff(scene)
        try await browser.visit("/plans/\(id.text)/lines/l-care")
        browser.fill("title", "Care, and more")
        browser.fill("amount", "a lot")
        browser.fill("listings", "nothing-like-it")
        browser.fill("every", "month")
        day(browser, "last", Cast.day("2026-04-01"))
        try await browser.press("Save")
        #expect(browser.status == 422)
        #expect(browser.value(of: "title") == "Care, and more")
        #expect(browser.value(of: "amount") == "a lot")
        #expect(browser.problem(of: "amount") == "Enter how much the line gives in pounds and pence, such as 24.50")
        #expect(browser.problem(of: "listings") == "There is no listing with the code nothing-like-it")
        #expect(browser.problem(of: "last") == "The last day must not come before the first, 6 April 2026")
        #expect(browser.problems.count == 3)
        browser.fill("amount", "130")
        browser.fill("listings", "")
        day(browser, "last", Cast.year.last)
        try await browser.press("Save")
        #expect(
            browser.problem(of: "every")
                == "This line gives money a week already. To change that, end this line and add a new one")
    }

    @Test func `every contradiction stands next to its place when it is proposed, and leads to its field`() async throws
    {
        let scene = try await Scene()
        let id = try await scene.perform(StartPlanDraft(holder: "h-ann", origin: .copy), as: .bilal)
        let budget = PlanBudget(
            title: "Health budget", eligibility: .chc, management: .notional, agreed: Cast.pounds("8000"))
        let twice = PlanLine(
            id: "l-physio", title: "Therapy", covers: Covers(categories: ["04"]), isExclusive: true, outcomes: ["walk"],
            allocation: Allocation(amount: Cast.pounds("400"), every: .quarter, span: Cast.year))
        let new = PlanLine(
            id: "new", title: "Neuro", covers: Covers(categories: ["04-02"]), isExclusive: true, outcomes: [],
            allocation: Allocation(amount: Cast.pounds("1"), every: .year, span: Cast.year))
        let edits: [PlanEdit] = [
            .budget(budget), .line(twice), .line(new), .outcome(Outcome(id: "new", text: "Swim again")),
        ]
        for edit in edits {
            let revision = try await scene.database.read { try $0.plans.revision(of: "plan-ann", version: 2) }
            try await scene.perform(EditPlan(plan: id, revision: revision ?? 0, edit: edit), as: .bilal)
        }
        let browser = try await staff(scene)
        try await browser.visit("/plans/\(id.text)/effects")
        try await browser.press("Agree and propose it")
        #expect(browser.status == 422)
        for words in [
            "The lines give £8,708.14, which is £708.14 more than the agreed £8,000.00",
            "“Neuro” and “Therapy” are both exclusive and must not cover the same things",
            "“Neuro” must serve at least one outcome", "No line serves the outcome “Swim again”",
        ] { #expect(browser.problems.contains(words), "\(words)") }
        let anchors = Set(browser.page.all.compactMap { $0["id"] })
        let summary = try #require(browser.page.all.first { $0.classes.contains("errors") })
        for link in summary.all("a") {
            #expect(anchors.contains(String(link["href"]?.dropFirst() ?? "")), "\(link.text)")
        }
        let plan = try #require(try await scene.database.read { try $0.plans.find("plan-ann", version: 2) })
        let neuro = try #require(plan.lines.first { $0.title == "Neuro" })
        try await browser.visit("/plans/\(id.text)/lines/\(neuro.id)")
        #expect(
            browser.problem(of: "covers")
                == "“Neuro” and “Therapy” are both exclusive and must not cover the same things")
        #expect(browser.problem(of: "outcome") == "“Neuro” must serve at least one outcome")
        try await browser.visit("/plans/\(id.text)/budgets/main")
        #expect(browser.problem(of: "agreed")?.contains("£708.14 more") == true)
    }

    @Test func `an imported line, whose identifier has slashes, has its page`() async throws {
        #expect(PathText.decode(PathText.encode("TAD-1001/1/l~1")) == "TAD-1001/1/l~1")
        let scene = try await Scene()
        let id = try await scene.perform(StartPlanDraft(holder: "h-ann", origin: .copy), as: .bilal)
        try await scene.run("UPDATE plan_lines SET id = 'plan/1/l1' WHERE id = 'l-care' AND plan_version = 2")
        let browser = try await staff(scene)
        try await browser.visit("/plans/\(id.text)")
        try await browser.follow("Care at home")
        #expect(browser.heading == "Line “Care at home”")
        browser.fill("amount", "130")
        try await browser.press("Save")
        #expect(browser.status == 200)
        let plan = try #require(try await scene.database.read { try $0.plans.find("plan-ann", version: 2) })
        #expect(plan[line: "plan/1/l1"]?.allocation.amount == Cast.pounds("130"))
    }

    @Test func `of two editors, the second keeps what was typed and is told what to do`() async throws {
        let scene = try await Scene()
        let id = try await scene.perform(StartPlanDraft(holder: "h-ann", origin: .copy), as: .bilal)
        let (bilal, joan) = (try await staff(scene), try await staff(scene, .joan))
        for browser in [bilal, joan] { try await browser.visit("/plans/\(id.text)/lines/l-care") }
        bilal.fill("amount", "130")
        try await bilal.press("Save")
        joan.fill("amount", "140")
        try await joan.press("Save")
        #expect(joan.status == 409)
        #expect(joan.value(of: "amount") == "140")
        #expect(joan.notices == ["Warning: Somebody else saved this draft while you were writing"])
        try await joan.press("Save")
        #expect(joan.status == 200)
        let plan = try #require(try await scene.database.read { try $0.plans.find("plan-ann", version: 2) })
        #expect(plan[line: "l-care"]?.allocation.amount == Cast.pounds("140"))
    }

    @Test func `less money needs notice and a reason, said where they are missing`() async throws {
        let scene = try await Scene()
        let id = try await scene.perform(StartPlanDraft(holder: "h-ann", origin: .copy), as: .bilal)
        let browser = try await staff(scene)
        let address = "/plans/\(id.text)"
        try await write(browser, narrativeOf: address)
        try await browser.visit("\(address)/lines/l-mobility")
        browser.fill("amount", "500")
        try await browser.press("Save")
        try await browser.visit("\(address)/effects")
        #expect(browser.page.text.contains("it can count from 3 November 2026 at the earliest"))
        #expect(browser.page.text.contains("£100.00 taken back"))
        browser.fill("reason", "It was not used")
        try await browser.press("Agree and propose it")
        #expect(browser.status == 422)
        #expect(
            browser.problems == [
                "Less is given, so people need notice: this version can count from 3 November 2026 at the earliest"
            ])
        #expect(browser.value(of: "reason") == "It was not used")
        try await browser.visit("\(address)/head")
        day(browser, "takes-effect", Cast.day("2026-11-03"))
        try await browser.press("Save")
        try await browser.visit("\(address)/effects")
        try await browser.press("Agree and propose it")
        #expect(browser.problem(of: "reason") == "Say why less is given; the person reads it")
        browser.fill("reason", "It was not used")
        try await browser.press("Agree and propose it")
        #expect(browser.status == 200)
        #expect(browser.page.text.contains("It was not used"))
    }
}
