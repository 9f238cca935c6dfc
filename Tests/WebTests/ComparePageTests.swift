import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Listings beside each other, searches kept, and the page of one listing with the same from others.
@Suite("Compare page") struct ComparePageTests {
    private func browser(_ scene: Scene, _ who: Player = .ann) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        return browser
    }

    @Test func `four things stand beside each other, and the fifth is refused with its name`() async throws {
        let scene = try await Scene()
        let ann = try await browser(scene)
        for thing in ["neuro", "visit", "rollator", "ramp"] {
            try await ann.visit("/listings/\(thing)")
            try await ann.press("Add to compare")
        }
        #expect(ann.page.first("table")?.all("thead").first?.all("th").count == 5)
        #expect(ann.page.text.contains("£120.00 each"))
        try await ann.visit("/listings/lights")
        try await ann.press("Add to compare")
        #expect(ann.status == 422)
        #expect(
            ann.problems == [
                "You can compare 4 things at once. “Thing of kind 20-03” was not added. Remove one first"
            ])
        try await ann.press("Remove Thing of kind 04-02")
        try await ann.visit("/listings/lights")
        try await ann.press("Add to compare")
        #expect(ann.status == 200)
        #expect(!ann.links.contains("/listings/neuro"))
        let tom = try await browser(scene, .tom)
        try await tom.visit("/compare")
        #expect(tom.page.text.contains("You have chosen nothing to compare"))
        try await ann.press("Remove all")
        #expect(ann.page.text.contains("You have chosen nothing to compare"))
    }

    @Test func `an address shows what it names, whoever opens it, and keeps nothing`() async throws {
        let scene = try await Scene()
        let tom = try await browser(scene, .tom)
        let before = try await scene.fingerprint()
        try await tom.visit("/compare?listing=neuro&listing=visit&listing=nothing")
        #expect(tom.links.contains("/compare?listing=visit"))
        try await tom.visit("/compare?listing=neuro&listing=visit&listing=ramp&listing=gin&listing=lights")
        #expect(tom.status == 422)
        #expect(tom.problems == ["You can compare 4 things at once. Only the first 4 are shown. Remove one first"])
        #expect(!tom.links.contains("/listings/lights"))
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `what is ticked among the results is compared`() async throws {
        let scene = try await Scene()
        let ann = try await browser(scene)
        try await ann.visit("/shop?show=all")
        let form = try #require(ann.form(to: "/compare"))
        let boxes = ann.page.all("input").filter { $0["form"] == form["id"] }.compactMap { $0["name"] }
        let things = ["gin", "lights", "lights-trent", "neuro", "ramp", "rollator", "visit"]
        #expect(boxes.sorted() == things.map { "pick-\($0)" })
        try await ann.post("/compare", Browser.fields(of: form) + [("pick-neuro", "yes"), ("pick-visit", "yes")])
        #expect(ann.address == "/compare")
        #expect(ann.links.contains("/listings/neuro"))
        #expect(ann.links.contains("/listings/visit"))
    }

    @Test func `the very same product comes first, and who does not come here is counted`() async throws {
        let scene = try await Scene()
        try await scene.run("UPDATE listings SET gtin = '96385074' WHERE id = 'rollator'")
        try await scene.run(
            "UPDATE listings SET gtin = '0000096385074', category_id = '07-01' WHERE id = 'lights-trent'")
        try await scene.run("UPDATE listings SET gtin = '00000096385074' WHERE id IN ('scooter', 'old-rollator')")
        let ann = try await browser(scene)
        try await ann.visit("/listings/rollator")
        let table = try #require(ann.page.first("table") { $0["id"] == "same-product" })
        #expect(table.all("a").compactMap { $0["href"] } == ["/listings/lights-trent"])
        #expect(ann.page.text.contains("One other supplier has it, but can’t deliver it to NG7 2RD now."))
        try await ann.visit("/listings/lights")
        #expect(ann.page.first("table") { $0["id"] == "same-product" } == nil)
    }

    @Test func `checks say what was seen, until when, and what is missing that the thing needs`() async throws {
        let scene = try await Scene()
        let ann = try await browser(scene)
        try await ann.visit("/listings/neuro")
        #expect(ann.page.text.contains("On a professional register: PH98765"))
        #expect(ann.page.text.contains("Insurance seen, valid until 31 March 2027"))
        try await scene.run(
            """
            UPDATE suppliers SET register = NULL, insured_until = '2026-10-05', revision = 1000 WHERE id = 'trent'
            """)
        try await ann.visit("/listings/neuro")
        #expect(ann.page.text.contains("Missing: an entry in a professional register, which this needs"))
        #expect(ann.page.text.contains("Insurance ran out on 5 October 2026. Every supplier needs it."))
    }

    @Test func `a search is saved as it is shown, counted today, asked again, and deleted`() async throws {
        let scene = try await Scene()
        let ann = try await browser(scene)
        try await ann.visit("/shop?q=thing&show=all&order=price&page=1&nonsense=1")
        try await ann.press("Save this search")
        #expect(ann.problem(of: "title") == "Enter a name for the search")
        ann.fill("title", "All things")
        try await ann.press("Save this search")
        #expect(ann.notices == ["Success: Search saved"])
        #expect(ann.links.contains("/shop?order=price&q=thing&show=all"))
        #expect(ann.page.text.contains("7 things"))
        let tom = try await browser(scene, .tom)
        try await tom.visit("/searches")
        #expect(tom.page.text.contains("There is no saved search"))
        try await ann.follow("All things")
        #expect(ann.address == "/shop?order=price&q=thing&show=all")
        let id = try #require(try await scene.rows("SELECT id FROM saved_searches").first).text("id")
        try await tom.visit("/lists")
        let other = [("token", tom.token), ("for", "h-ann"), ("command", "x")]
        #expect(try await tom.post("/searches/\(id)/removal", other).status == 404)
        try await ann.visit("/searches")
        try await ann.press("Delete")
        #expect(ann.notices == ["Success: Saved search deleted"])
    }
}
