import Catalogue
import DoorSupport
import Operations
import Orders
import Outbox
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@testable import Web

/// How things move on, and what somebody reads whose step is not possible.
@Suite("Workflow pages") struct WorkflowPageTests {
    @Test(arguments: Workflows.all) func `every state and every event has words`(table: WorkflowTable) throws {
        let words = try #require(WorkflowWords.all[table.name], "add its words to WorkflowWords.all")
        #expect(Set(words.states.keys) == Set(table.states))
        #expect(Set(words.events.keys) == Set(table.events))
        #expect(words.summary.hasSuffix("."))
        for text in Array(words.states.values) + Array(words.events.values) {
            #expect(!text.isEmpty && !text.contains("_") && !text.hasSuffix("."))
        }
    }

    @Test func `the list leads from every page's foot to a page for each`() async throws {
        let browser = Browser(try await Scene())
        try await browser.visit("/help")
        try await browser.follow("How things move on")
        for table in Workflows.all {
            try await browser.visit("/help/workflows")
            try await browser.follow(WorkflowWords.of(table.name).heading)
            #expect(browser.status == 200 && browser.address == "/help/workflows/\(table.name)")
            #expect(browser.page.first("img")?["src"] == "/workflows/\(table.name).svg")
            let steps = try #require(browser.page.all("table").first { $0["id"] == "steps" })
            #expect(steps.all("tr").count == table.steps.count + 1)
            #expect(table.steps.map(\.from.count).reduce(0, +) == table.rows.count)
            let states = try #require(browser.page.all("table").first { $0["id"] == "states" })
            #expect(states.all("tr").count == table.states.count + 1)
        }
        try await browser.visit("/help/workflows/ladder")
        #expect(browser.status == 404)
    }

    @Test func `a step that the table does not have is 409, with its code and what can happen now`() async throws {
        let scene = try await Scene()
        let (first, second) = (Browser(scene), Browser(scene))
        for browser in [first, second] {
            try await browser.signIn(.petra)
            try await browser.visit("/supplier/listings/neuro")
        }
        let token = try #require(second.value(of: "token"))
        try await first.press("Withdraw this listing")
        try await second.press("Withdraw this listing")
        #expect(second.status == 409)
        #expect(second.page.all("code").last?.text == "listing.changed-meanwhile")
        try await second.post(
            "/supplier/listings/neuro/withdrawal", [("token", token), ("command", "again"), ("version", "2")])
        #expect(second.status == 409)
        #expect(second.heading == "That is not possible any more")
        #expect(second.page.text.contains("This listing is now: withdrawn. Nothing was done."))
        #expect(second.page.all("code").last?.text == "listing.not-possible")
        let steps = second.page.first("main")?.all("li").map(\.text)
        #expect(steps == ["Change what is offered", "Put it back in the shop"])
    }

    @Test func `a guard that does not hold is said in words`() {
        let refusal = WorkflowRefusal(
            workflow: "supplier", state: "suspended", event: "end", unmet: "nothing_open",
            unmetWords: SupplierGuard.nothingOpen.words, possible: ["lift", "end"])
        let words = ErrorWords(refusal)
        #expect(words.status == .conflict && words.code == "supplier.nothing-open")
        #expect(words.title == "That is not possible yet")
        #expect(words.paragraphs.last
            == "“End the supplier’s time here” needs this first: no order with them is open.")
        #expect(words.steps == ["Lift the suspension", "End the supplier’s time here"])
    }

    @Test func `a machine without words is told in its own`() {
        let words = WorkflowWords.of("pay-run")
        #expect((words.thing, words.state("in_transit")) == ("pay run", "in transit"))
        #expect(words.step("send_again") == "Send again")
    }

    @Test func `one key with another form is 422, and the same form once more is its first answer`() async throws {
        let scene = try await Scene()
        let browser = Browser(scene)
        try await browser.signIn(.ann)
        try await browser.visit("/listings/neuro")
        let token = try #require(browser.value(of: "token"))
        func add(_ quantity: String) async throws -> Reply {
            try await browser.post(
                "/basket/lines",
                [
                    ("token", token), ("command", "one-key"), ("for", "h-ann"), ("listing", "neuro"),
                    ("quantity", quantity),
                ])
        }
        #expect(try await add("1").status == 200)
        let before = try await scene.fingerprint()
        #expect(try await add("1").status == 200)
        #expect(browser.notices == ["Success: Added to your basket"])
        #expect(try await add("2").status == 422)
        #expect(browser.page.all("code").last?.text == "command.key-reused")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `who saves over what they have not seen gets 409, and nothing is saved`() async throws {
        let scene = try await Scene()
        let pages = [
            ("/people/h-ann/authorities/a-tom", "authority.changed-meanwhile"),
            ("/people/h-ann/standing", "holder.changed-meanwhile"),
        ]
        for (path, code) in pages {
            let (first, second) = (Browser(scene), Browser(scene))
            try await first.signIn(.bilal)
            try await second.signIn(.joan)
            for browser in [first, second] { try await browser.visit(path) }
            try await first.press("Save")
            #expect(first.status == 200, "\(first.problems)")
            let before = try await scene.fingerprint()
            try await second.press("Save")
            #expect(second.status == 409)
            #expect(second.page.all("code").last?.text == code)
            #expect(try await scene.changes(since: before) == [])
        }
    }

    @Test func `a basket that was put aside is found again and taken up`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 2)])
        scene.clock.advance(days: 31)
        _ = try await scene.desk.archiveBaskets()
        let browser = Browser(scene)
        try await browser.signIn(.ann)
        try await browser.visit("/basket")
        try await browser.follow("One saved list")
        #expect(browser.page.text.contains("2 × Thing of kind 04-02"))
        try await browser.press("Take it up again")
        #expect(browser.address.hasPrefix("/basket"))
        #expect(browser.notices == ["Success: It is in your basket"])
        #expect(!browser.links.contains("/basket/saved"))
    }

    @Test func `stock is on the listing for everybody, and runs out in words`() async throws {
        let scene = try await Scene()
        let supplier = Browser(scene)
        try await supplier.signIn(.petra)
        try await supplier.visit("/supplier/listings/neuro")
        supplier.fill("stock", "1")
        try await supplier.press("Save listing")
        #expect(supplier.status == 200 && supplier.value(of: "stock") == "1")
        try await scene.fill(.ann, [("neuro", 2)])
        let ann = Browser(scene)
        try await ann.signIn(.ann)
        try await ann.visit("/basket")
        #expect(ann.problems == ["Thing of kind 04-02: The supplier has only one of this left."])
        try await ann.press("Order 1")
        #expect(ann.problems == [])
        try await scene.perform(try await scene.signing(), as: .ann)
        try await ann.visit("/listings/neuro")
        #expect(ann.page.text.contains("None just now"))
        try await supplier.visit("/supplier/listings/neuro")
        #expect(supplier.notices.contains("Information: None is left in stock"))
    }
}
