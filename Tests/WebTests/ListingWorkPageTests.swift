import Catalogue
import DoorSupport
import Foundation
import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@testable import Web

/// Suppliers list, commissioners review, files and programs bring many at once.
@Suite("Listing work pages") struct ListingWorkPageTests {
    private func signedIn(_ scene: Scene, _ who: Player) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        return browser
    }

    private func write(_ browser: Browser, title: String) {
        for (field, value) in [
            ("title", title), ("category", "04-02"), ("description", "An hour with Petra."), ("unit", "session"),
            ("price", "60"), ("vat", "E"), ("maximum_quantity", "10"), ("lead_days", "5"),
            ("delivery", "At home."), ("cancellation", "Free until the day before."),
        ] { browser.fill(field, value) }
    }

    @Test func `Petra proposes a listing, Bilal accepts it, Ann finds it`() async throws {
        let scene = try await Scene()
        let (petra, bilal) = (try await signedIn(scene, .petra), try await signedIn(scene, .bilal))
        try await petra.visit("/supplier/listings/new")
        write(petra, title: "Stairs <b>again</b>")
        petra.fill("reference", "P-1")
        try await petra.press("Propose listing")
        #expect(petra.heading == "Stairs <b>again</b>")
        #expect(petra.page.text.contains("Waiting for review"))
        try await bilal.visit("/listing-reviews")
        try await bilal.follow("Stairs <b>again</b>")
        try await bilal.press("Save decision")
        #expect(bilal.problem(of: "decision") == "Choose what you decide")
        bilal.fill("decision", "ask_changes")
        try await bilal.press("Save decision")
        #expect(bilal.problem(of: "note") == "Say why, so that they know what to do")
        bilal.fill("decision", "accept")
        try await bilal.press("Save decision")
        #expect(bilal.page.text.contains("Nothing waits"))
        let ann = try await signedIn(scene, .ann)
        try await ann.visit("/shop?q=stairs&show=all")
        #expect(ann.page.text.contains("Stairs <b>again</b>"))
        #expect(!ann.reply.body.contains("<b>again</b>"))
    }

    @Test func `Bilal takes all that Petra proposes into the shop, having said that he has looked, and she reads it`()
        async throws
    {
        let scene = try await Scene()
        let (petra, bilal) = (try await signedIn(scene, .petra), try await signedIn(scene, .bilal))
        for title in ["Stairs", "Steps"] {
            try await petra.visit("/supplier/listings/new")
            write(petra, title: title)
            petra.fill("reference", title)
            try await petra.press("Propose listing")
        }
        try await bilal.visit("/listing-reviews")
        #expect(!bilal.page.text.contains("Many at once"))
        try await bilal.follow("Only theirs: Trent Neuro Physio")
        #expect(bilal.page.text.contains("All 2 new listings come into the shop."))
        try await bilal.press("Accept 2 listings")
        #expect(bilal.problem(of: "looked") == "Say that you have looked at enough of them")
        try await scene.perform(DeclareInterest(subject: .supplier("trent"), words: "Shares"), as: .joan)
        let joan = try await signedIn(scene, .joan)
        try await joan.visit("/listing-reviews?supplier=trent")
        #expect(joan.page.text.contains("You have an interest in this supplier"))
        #expect(joan.form(to: "/listing-reviews") == nil)
        bilal.fill("looked", "yes")
        try await bilal.press("Accept 2 listings")
        #expect(bilal.notices == ["Success: Accepted"])
        #expect(bilal.page.text.contains("Nothing waits"))
        try await petra.visit("/supplier")
        #expect(petra.page.text.contains("Answers about your listings"))
        #expect(petra.page.text.contains("Accepted into the shop"))
        let milo = try await signedIn(scene, .milo)
        try await milo.visit("/supplier")
        #expect(!milo.page.text.contains("Answers about your listings"))
        scene.clock.advance(days: 15)
        let later = try await signedIn(scene, .petra)
        try await later.visit("/supplier")
        #expect(!later.page.text.contains("Answers about your listings"))
    }

    @Test func `a change is shown side by side, and the history tells who did what`() async throws {
        let scene = try await Scene()
        let (petra, bilal) = (try await signedIn(scene, .petra), try await signedIn(scene, .bilal))
        try await petra.visit("/supplier/listings/neuro")
        petra.fill("title", "Neuro at home")
        petra.fill("price", "75")
        try await petra.press("Save listing")
        #expect(petra.page.text.contains("Waiting for review"))
        #expect(petra.page.text.contains("£75.00"), "a lower price counts at once")
        try await bilal.visit("/listing-reviews/neuro")
        #expect(bilal.page.first("del")?.text == Cast.session.terms.title)
        #expect(bilal.page.first("ins")?.text == "Neuro at home")
        bilal.fill("decision", "refuse")
        bilal.fill("note", "Keep the name that people know.")
        try await bilal.press("Save decision")
        try await petra.visit("/supplier/listings/neuro")
        #expect(petra.page.text.contains("Keep the name that people know."))
        try await petra.follow("History")
        for words in ["Change refused", "Bilal Rahman", "Price set", "Petra Novak"] {
            #expect(petra.page.text.contains(words), "\(words)")
        }
        try await bilal.visit("/listing-reviews/neuro")
        #expect(bilal.status == 404, "nothing waits any more")
    }

    @Test func `the form asks what the category asks, and the listing’s page tells the answer`() async throws {
        let scene = try await Scene()
        try await scene.database.write { tx in
            for field in [
                AttributeField(
                    field: "languages", title: "Languages", kind: .text, isRequired: true, hint: "All of them."),
                AttributeField(
                    field: "place", title: "Place", kind: .oneOf(["At home", "Clinic"]), isRequired: false, hint: ""),
            ] { _ = try tx.structure.take(field, of: "04", source: Digest(of: "x")) }
            try tx.structure.noteChange()
        }
        let petra = try await signedIn(scene, .petra)
        try await petra.visit("/supplier/listings/new")
        write(petra, title: "Sessions in Polish")
        try await petra.press("Save as a draft")
        #expect(petra.notices == ["Information: The category asks a little more"])
        petra.fill("attribute-languages", "")
        try await petra.press("Propose listing")
        #expect(petra.problem(of: "attribute-languages") == "Languages is missing")
        petra.fill("attribute-languages", "Polish")
        petra.fill("attribute-place", "At home")
        try await petra.press("Propose listing")
        let id = try #require(petra.address.split(separator: "/").last?.split(separator: "?").first.map(String.init))
        try await scene.perform(ReviewListing(listing: .init(id), version: 2, decision: .accept), as: .bilal)
        let ann = try await signedIn(scene, .ann)
        try await ann.visit("/listings/\(id)")
        #expect(ann.page.text.contains("Languages") && ann.page.text.contains("Polish"))
    }

    @Test func `prices by date are set, told and taken back on a page`() async throws {
        let scene = try await Scene()
        let petra = try await signedIn(scene, .petra)
        try await petra.visit("/supplier/listings/neuro/prices")
        petra.fill("price", "90")
        try await petra.press("Set price")
        #expect(petra.problem(of: "first")?.contains("28 days’ notice") == true)
        petra.fill("first-day", "3")
        petra.fill("first-month", "11")
        try await petra.press("Set price")
        #expect(petra.page.text.contains("£90.00"))
        try await petra.press("Take back")
        #expect(petra.page.text.contains("Taken back"))
    }

    private static func upload(
        _ browser: Browser, _ text: String, token: String? = nil, command: String? = nil
    ) async throws -> Reply {
        let boundary = "----holdfast"
        let fields = [
            ("token", token ?? browser.token), ("command", command ?? browser.value(of: "command") ?? ""),
        ]
        let parts = fields.map {
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n"
        }.joined()
        let file = "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"mine.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n\(text)\r\n--\(boundary)--\r\n"
        return try await browser.ask(
            "POST", "/supplier/files",
            headers: [
                ("Content-Type", "multipart/form-data; boundary=\(boundary)"), ("Origin", "http://localhost"),
                ("Sec-Fetch-Site", "same-origin"),
            ], body: parts + file)
    }

    @Test func `a file is brought, named, looked through, carried out, and its wrong rows fetched`() async throws {
        let scene = try await Scene()
        let runs = ListingRuns(desk: scene.desk, folder: RunFolder(path: scene.folder.path + "/files"))
        let petra = try await signedIn(scene, .petra)
        try await petra.visit("/supplier/files")
        let sent = try await Self.upload(petra, "Our code,Selling\nneuro,70\nneuro,71\n<b>x</b>,1\n")
        #expect(sent.status == 303)
        try await petra.visit(try #require(sent.header("Location")))
        #expect(petra.heading == "mine.csv")
        petra.fill("column-0", "listing")
        petra.fill("column-1", "price")
        try await petra.press("Look through it")
        try await runs.strike()
        try await petra.follow("See how far it is")
        #expect(petra.page.text.contains("The code is there already, on line 2"))
        #expect(petra.page.text.contains("No listing") || petra.page.text.contains("is missing"))
        try await petra.press("Carry it out")
        try await runs.strike()
        try await petra.follow("See how far it is")
        #expect(petra.page.text.contains("Carried out"))
        try await petra.follow("Download the wrong rows, with the reasons")
        #expect(petra.reply.body.contains("<b>x</b>"))
        #expect(petra.reply.header("Content-Disposition")?.contains("attachment") == true)
        // While it is written, nobody fetches half of it.
        let wrong = petra.address
        try await scene.run("UPDATE listing_runs SET status = 'running'")
        #expect(try await petra.visit(wrong).status == 404)
        let carol = try await signedIn(scene, .carol)
        #expect(try await carol.visit(sent.header("Location") ?? "").status == 404)
    }

    @Test func `the same file under the same key is brought once, by a program and by a double click`() async throws {
        let scene = try await Scene()
        let petra = try await signedIn(scene, .petra)
        let bearer = ("Authorization", "Bearer \(try await key(petra))")
        let send = { (text: String) in
            try await Door(scene).ask(
                "POST", "/api/v1/prices-and-stock",
                headers: [bearer, ("Content-Type", "text/csv"), ("Idempotency-Key", "monday")], body: Array(text.utf8))
        }
        let (first, again) = (try await send("listing,stock\nneuro,7\n"), try await send("listing,stock\nneuro,7\n"))
        #expect((first.status, again.status) == (202, 202))
        #expect(first.header("Location") != nil && again.header("Location") == first.header("Location"))
        let other = try await send("listing,stock\nneuro,8\n")
        #expect((400...499).contains(other.status), "another file is another command")
        try await petra.visit("/supplier/files")
        let (token, command) = (petra.token, petra.value(of: "command"))
        var uploads: [Reply] = []
        for _ in 1...2 {
            uploads.append(
                try await Self.upload(petra, "listing,price\nneuro,70\n", token: token, command: command))
        }
        #expect(uploads.map(\.status) == [303, 303])
        #expect(Set(uploads.map { $0.header("Location") }).count == 1)
        #expect(try await scene.rows("SELECT id FROM listing_runs").count == 2)
        let files = try FileManager.default.contentsOfDirectory(atPath: scene.folder.path + "/files")
        #expect(files.count == 2, "what came a second time is not kept")
    }

    private func key(_ petra: Browser) async throws -> String {
        try await petra.visit("/supplier/keys")
        petra.fill("name", "Our stock program")
        petra.fill("scope-listings-write", "yes")
        petra.fill("password", Player.password)
        try await petra.press("Make key")
        return try #require(petra.page.all("code").map(\.text).first { $0.hasPrefix("hf_") && $0.count > 20 })
    }

    @Test func `an announced price is told to whoever buys, and a dated one to whoever reviews`() async throws {
        let scene = try await Scene()
        let today = scene.clock.now.day
        let ann = try await signedIn(scene, .ann)
        try await ann.visit("/listings/neuro")
        #expect(!ann.page.text.contains("It has been"), "nobody knows since when")
        try await scene.perform(
            SetListingPrice(listing: "neuro", price: "90", first: today.adding(days: 28)), as: .petra)
        try await ann.visit("/listings/neuro")
        #expect(ann.page.text.contains("From 3 November 2026: £90.00 with VAT"))
        #expect(ann.page.text.contains("It has been £80.00 since 6 October 2026"))
        let petra = try await signedIn(scene, .petra)
        try await petra.visit("/supplier/listings/neuro")
        #expect(petra.page.text.contains("From 3 November 2026: £90.00 without VAT"))
        let id = try await scene.perform(
            AddListing(text: ListingText(Cast.terms("04-02", "20")), proposes: true), as: .petra)
        try await scene.perform(
            SetListingPrice(listing: id, price: "500", region: "East Midlands", first: today), as: .petra)
        let bilal = try await signedIn(scene, .bilal)
        try await bilal.visit("/listing-reviews/\(id)")
        for words in ["£20.00", "£500.00", "East Midlands"] { #expect(bilal.page.text.contains(words), "\(words)") }
    }

    @Test func `a file without the site’s token, without a name or without rows is refused`() async throws {
        let scene = try await Scene()
        let petra = try await signedIn(scene, .petra)
        try await petra.visit("/supplier/files")
        #expect(try await Self.upload(petra, "listing,price\n", token: "stolen").status == 403)
        #expect(try await Self.upload(petra, "").status == 422)
        #expect(try await Self.upload(petra, "a,a\n1,2\n").status == 422)
        #expect(try await Self.upload(petra, "listing,\n1,2\n").status == 422)
    }

    @Test func `a program comes with its key, and with nothing else`() async throws {
        let scene = try await Scene()
        let runs = ListingRuns(desk: scene.desk, folder: RunFolder(path: scene.folder.path + "/files"))
        let petra = try await signedIn(scene, .petra)
        let key = try await key(petra)
        let stored = try await scene.rows("SELECT digest FROM supplier_keys").map { try $0.text("digest") }
        #expect(stored == [Digest(of: key).text] && stored != [key])
        let door = Door(scene)
        let (bearer, csv) = (("Authorization", "Bearer \(key)"), ("Content-Type", "text/csv"))
        let sent = try await door.ask(
            "POST", "/api/v1/prices-and-stock", headers: [bearer, csv], body: Array("listing,stock\nneuro,7\n".utf8))
        #expect((sent.status, sent.cookies.count) == (202, 0))
        try await runs.strike()
        let told = try await door.ask("GET", try #require(sent.header("Location")), headers: [bearer])
        #expect(told.body.contains("\"changed\":1") && told.body.contains("\"status\":\"done\""))
        #expect(try await scene.stockLeft("neuro") == 7)
        let all = try await door.ask("GET", "/api/v1/listings.csv", headers: [bearer])
        #expect(all.body.hasPrefix("listing,category,title") && all.body.contains("\r\nneuro,"))
        #expect(!all.body.contains("rollator"))
        for (headers, status) in [
            ([csv], 401), ([bearer], 415), ([("Authorization", "Bearer hf_no"), csv], 401),
            ([bearer, csv], 422),
        ] {
            let reply = try await door.ask("POST", "/api/v1/listings", headers: headers, body: Array("a\n1\n".utf8))
            #expect(reply.status == status)
            #expect(reply.header("Content-Type") == "application/problem+json")
            #expect(reply.body.contains("\"type\":\"/help/api#"))
        }
        #expect(try await door.ask("GET", "/supplier/listings", headers: [bearer]).status == 303, "a key opens no page")
        try await petra.visit("/supplier/keys")
        try await petra.press("Revoke")
        #expect(try await door.ask("GET", "/api/v1/listings.csv", headers: [bearer]).status == 401)
    }
}
