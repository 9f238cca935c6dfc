import Identity
import Operations
import Plans
import SceneSupport
import Storage
import TestSupport
import Testing
import Values

@testable import Web

/// The small pages on which money is moved and plans are stopped.
@Suite("Plan step pages") struct PlanStepPageTests {
    private func staff(_ scene: Scene) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(.bilal)
        return browser
    }

    @Test func `money moves between lines after its effect was shown`() async throws {
        let scene = try await Scene()
        let browser = try await staff(scene)
        try await browser.visit("/plans/plan-ann/1/transfer")
        browser.fill("from", "l-care")
        browser.fill("to", "l-physio")
        browser.fill("amount", "121")
        try await browser.press("See what happens")
        #expect(browser.status == 422)
        #expect(browser.problem(of: "amount") == "“Care at home” has only £120.00 free in its present period")
        #expect(browser.problem(of: "reason") == "Say why; the person reads it")
        browser.fill("amount", "20")
        browser.fill("reason", "More therapy this month")
        try await browser.press("See what happens")
        #expect(browser.status == 200)
        #expect(browser.page.text.contains("has £120.00 free until 11 October 2026 now, and £100.00 then"))
        #expect(try await scene.balance("available:l-care:2026-10-05") == "-")
        browser.fill("amount", "30")
        try await browser.press("Move the money")
        #expect(browser.page.text.contains("and £90.00 then"))
        #expect(try await scene.balance("available:l-care:2026-10-05") == "-")
        try await browser.press("Move the money")
        #expect(browser.notices == ["Success: Money moved"])
        #expect(browser.page.text.contains("More therapy this month"))
        #expect(try await scene.balance("available:l-care:2026-10-05") == "90.00")
        try await scene.expectSound()
    }

    @Test func `money is added once, as far as the fund has it`() async throws {
        let scene = try await Scene()
        let browser = try await staff(scene)
        try await browser.visit("/plans/plan-ann/1/addition")
        browser.fill("line", "l-physio")
        browser.fill("amount", "20000")
        browser.fill("reason", "After the fall")
        try await browser.press("See what happens")
        #expect(browser.problem(of: "amount") == "Your fund has only £10,292.86")
        browser.fill("amount", "80")
        try await browser.press("See what happens")
        #expect(browser.page.text.contains("Your fund then has £10,212.86"))
        try await browser.press("Add the money")
        #expect(try await scene.balance("available:l-physio:2026-10-06") == "480.00")
        try await scene.expectSound()
    }

    @Test func `a plan is suspended with notice and goes on again`() async throws {
        let scene = try await Scene()
        let browser = try await staff(scene)
        try await browser.visit("/plans/plan-ann/1/suspension")
        #expect(browser.page.text.contains("3 November 2026 at the earliest"))
        for (field, value) in [("on-day", "2"), ("on-month", "11"), ("on-year", "2026"), ("reason", "A concern")] {
            browser.fill(field, value)
        }
        try await browser.press("See what happens")
        #expect(browser.problem(of: "on") == "The plan promises notice: 3 November 2026 is the earliest day")
        browser.fill("on-day", "3")
        try await browser.press("See what happens")
        try await browser.press("Tell them, and suspend the plan")
        #expect(browser.page.text.contains("Waits for its day"))
        scene.clock.advance(days: 28)
        #expect(try await scene.desk.strikePlanClock() == [])
        let later = try await staff(scene)
        try await later.visit("/plans/plan-ann/1")
        #expect(later.page.text.contains("Suspended"))
        try await later.follow("Let the plan go on")
        later.fill("reason", "Settled")
        try await later.press("See what happens")
        try await later.press("Let the plan go on")
        #expect(later.page.text.contains("In force"))
    }

    @Test func `whatever is done is said`() {
        for flash in Flash.allCases { #expect(flash.notice.title != "Done", "\(flash)") }
    }
}
