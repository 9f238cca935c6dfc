import Baskets
import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Lists in the browser: keeping things, sharing with a carer, and putting a whole list into the basket.
@Suite("List pages") struct ListPageTests {
    private func browser(_ scene: Scene, _ who: Player = .ann) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        return browser
    }

    @Test func `Ann keeps a thing, names a list, writes a note, and Tom sees it when she shares it`() async throws {
        let scene = try await Scene()
        let ann = try await browser(scene)
        try await ann.visit("/listings/neuro")
        try await ann.press("Save to Favourites")
        #expect(ann.notices == ["Success: Saved to the list"])
        #expect(ann.page.text.contains("On Favourites"))
        ann.fill("title", "Every month")
        try await ann.press("Save")
        #expect(ann.page.text.contains("On Favourites, Every month"))
        let tom = try await browser(scene, .tom)
        try await tom.visit("/lists")
        #expect(tom.page.text.contains("There is no list yet"))
        try await ann.visit("/lists")
        try await ann.follow("Every month")
        let list = ann.address
        #expect(try await tom.visit(list).status == 404)
        try await ann.press("Share the list")
        #expect(ann.notices == ["Success: The list is shared"])
        try await tom.visit("/lists")
        try await tom.follow("Every month")
        #expect(tom.page.text.contains("A list by Ann Marsh. Seen by: everybody who acts for Ann Marsh."))
        #expect(tom.form(to: "\(list)/sharing") == nil)
        #expect(tom.form(to: "\(list)/removal") == nil)
        let line = try #require(try await scene.rows("SELECT id FROM shopping_list_lines ORDER BY id DESC").first)
        let field = "note-\(try line.text("id"))"
        tom.fill(field, "For <b>knees</b>")
        try await tom.press("Save")
        #expect(tom.page.text.contains("Note: For <b>knees</b>"))
        ann.fill(field, "For hips")
        #expect(try await ann.press("Save").status == 409, "Ann has not seen what Tom wrote")
        #expect(ann.heading == "Somebody else changed this meanwhile")
    }

    @Test func `what is sold in fours is kept as four`() async throws {
        let scene = try await Scene()
        try await scene.run("UPDATE listings SET quantity_minimum = 4 WHERE id = 'neuro'")
        let ann = try await browser(scene)
        try await ann.visit("/listings/neuro")
        try await ann.press("Save to Favourites")
        let line = try #require(try await scene.rows("SELECT id, quantity FROM shopping_list_lines").first)
        #expect(try line.integer("quantity") == 4)
        try await ann.visit("/lists")
        try await ann.follow("Favourites")
        let field = "quantity-\(try line.text("id"))"
        ann.fill(field, "3")
        try await ann.press("Save")
        #expect(ann.problem(of: field) == "Enter a whole number from 4 to 100")
    }

    @Test func `a search whose day is over says so instead of a number`() async throws {
        let scene = try await Scene()
        let ann = try await browser(scene)
        let day = scene.clock.now.day
        try await scene.perform(SaveSearch(title: "For the party", query: "by=\(day.adding(days: 3))"), as: .ann)
        try await ann.visit("/searches")
        #expect(ann.page.text.contains("For the party") && ann.page.text.contains("things"))
        scene.clock.advance(days: 4)
        try await ann.signIn(.ann)
        try await ann.visit("/searches")
        #expect(ann.page.text.contains("must not be over. Open it to change it"))
    }

    @Test func `whoever may shop and not see the money orders again without reading what was paid`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        try await scene.reprice("neuro", "85")
        try await scene.run("UPDATE authorities SET scopes = 'shop' WHERE person_id = 'p-tom'")
        for (who, words) in [
            (Player.ann, "The price rose: £80.00 then, £85.00 now."), (.tom, "The price rose: £85.00 now."),
        ] {
            let browser = try await browser(scene, who)
            try await browser.visit("/orders/\(order)/again")
            #expect(browser.page.text.contains(words), "\(who)")
        }
    }

    @Test func `what is wrong is told next to its field`() async throws {
        let scene = try await Scene()
        let ann = try await browser(scene)
        try await ann.visit("/lists")
        try await ann.press("Begin the list")
        #expect(ann.status == 422)
        #expect(ann.problem(of: "title") == "Enter a name for the list")
        ann.fill("title", String(repeating: "x", count: 61))
        try await ann.press("Begin the list")
        #expect(ann.problem(of: "title") == "The name must have 60 characters or fewer")
        ann.fill("title", "Every month")
        try await ann.press("Begin the list")
        #expect(ann.heading == "Every month")
        try await ann.visit("/listings/neuro")
        let form = try #require(ann.page.all("form").last { $0["action"] == "/listings/neuro/lists" })
        #expect(form.all("option").map(\.text) == ["Every month", "A new list"])
        try await ann.post(
            "/listings/neuro/lists",
            Browser.fields(of: form).filter { !["title", "place"].contains($0.0) }
                + [("title", "every MONTH"), ("place", "new")])
        #expect(ann.status == 422)
        #expect(ann.problem(of: "title") == "There is a list with that name already")
    }

    @Test func `a withdrawn thing stays on the list, and leads on`() async throws {
        let scene = try await Scene()
        let ann = try await browser(scene)
        let list = try await scene.perform(KeepListing(listing: "rollator", place: .favourites), as: .ann)
        try await scene.run("UPDATE listings SET status = 'withdrawn' WHERE id = 'rollator'")
        try await ann.visit("/lists/\(list)")
        #expect(ann.page.text.contains("No longer offered"))
        #expect(ann.links.contains("/shop?category=07-01&show=all"))
        try await ann.visit("/listings/rollator")
        #expect(ann.status == 200)
        #expect(ann.page.text.contains("The supplier has taken this out of the shop"))
        #expect(ann.form(to: "/basket/lines") == nil)
        #expect(ann.form(to: "/listings/rollator/lists") == nil)
        try await ann.visit("/lists/\(list)/basket")
        #expect(ann.page.text.contains("Nothing on it can go into the basket now"))
        #expect(ann.form(to: "/lists/\(list)/basket") == nil)
    }

    @Test func `a whole list goes into the basket, with what cannot be had said first`() async throws {
        let scene = try await Scene()
        let ann = try await browser(scene)
        let list = try await scene.perform(
            KeepListing(listing: "neuro", place: .newList(title: "Every month")), as: .ann)
        for thing in ["visit", "gin", "ramp"] {
            try await scene.perform(KeepListing(listing: .init(thing), place: .list(list)), as: .ann)
        }
        try await scene.fill(.ann, [("ramp", 1)])
        try await ann.visit("/lists/\(list)")
        try await ann.follow("Put the list into the basket")
        #expect(ann.page.text.contains("2 of 4 can go into the basket"))
        #expect(ann.page.text.contains("NHS money can’t pay for alcohol"))
        #expect(ann.page.text.contains("In your basket already"))
        try await ann.press("Put what is ticked into the basket")
        #expect(ann.address.hasPrefix("/basket"))
        #expect(ann.notices == ["Success: It is in your basket"])
        let basket = try #require(try await scene.database.read { try $0.baskets.current(of: "h-ann") })
        #expect(basket.lines.map(\.listing) == ["ramp", "neuro", "visit"])
    }

    @Test func `an order is ordered again after its changes were read, and nothing is put in unseen`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 2), ("visit", 1), ("lights", 1)])
        try await scene.reprice("neuro", "85")
        try await scene.run("UPDATE listings SET stock = 0 WHERE id = 'visit'")
        let ann = try await browser(scene)
        try await ann.visit("/orders/\(order)")
        try await ann.follow("Order again")
        #expect(ann.page.text.contains("2 of 3 can go into the basket"))
        #expect(ann.page.text.contains("The price rose: £80.00 then, £85.00 now."))
        #expect(ann.page.text.contains("Can’t be ordered now"))
        #expect(try await scene.database.read { try $0.baskets.current(of: "h-ann") } == nil)
        let page = ann.page
        try await scene.run("UPDATE listings SET status = 'withdrawn' WHERE id = 'lights'")
        try await ann.press("Put what is ticked into the basket")
        #expect(ann.status == 409)
        #expect(ann.notices == ["Warning: Something has changed since you opened this page"])
        #expect(ann.page.text.contains("1 of 3 can go into the basket"))
        #expect(try await scene.database.read { try $0.baskets.current(of: "h-ann") } == nil)
        try await ann.press("Put what is ticked into the basket")
        #expect(ann.notices.first == "Success: It is in your basket")
        let form = try #require(page.first("form") { $0["action"] == "/orders/\(order)/again" })
        let nothing = Browser.fields(of: form).filter { !$0.0.hasPrefix("take-") }
        try await ann.post("/orders/\(order)/again", nothing)
        #expect(ann.problems == ["Tick what is to go into the basket"])
        for bad in ["neuro", "neuro 0 8000", "neuro 1 -5", "neuro 1 1 soon week 2", "neuro 1 1 2026-10-20 day 2"] {
            #expect(try await ann.post("/orders/\(order)/again", nothing + [("take-1", bad)]).status == 404)
        }
        let zara = try await browser(scene, .zara)
        #expect(try await zara.visit("/orders/\(order)/again").status == 404)
    }
}
