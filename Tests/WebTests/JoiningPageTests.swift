import Catalogue
import Identity
import Operations
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@testable import Web

/// Applying, showing, reviewing and approving, by the links and buttons of the pages.
@Suite("Joining pages") struct JoiningPageTests {
    private static let details: [(String, String)] = [
        ("name", "Wren Assistance"), ("kind", "personal-assistant"), ("legal-form", "sole-trader"),
        ("address", "3 Castle Street"), ("postcode", "NG7 2RD"), ("contact", "Wilma Wren"),
        ("telephone", "0115 496 0303"), ("email", "wilma@example.org"), ("password", "wren sings at dawn"),
    ]

    private func browser(_ scene: Scene, _ who: Player, at path: String) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        try await browser.visit(path)
        return browser
    }

    /// Wilma's browser on her new application.
    private func applied(_ scene: Scene) async throws -> Browser {
        let wilma = Browser(scene)
        try await wilma.visit("/sign-in")
        try await wilma.follow("Become a supplier")
        try await wilma.press("Begin the application")
        #expect(wilma.status == 422)
        #expect(wilma.problem(of: "kind") == "Choose what you are")
        #expect(wilma.problem(of: "password") == "Choose a password of at least 10 characters")
        for (field, value) in Self.details { wilma.fill(field, value) }
        try await wilma.press("Begin the application")
        return wilma
    }

    /// Everything that the list asks for, one page after the other.
    private func giveEverything(_ wilma: Browser) async throws {
        try await wilma.follow("Questions that decide what you have to show")
        try await wilma.press("Save")
        #expect(wilma.problems.first == "Answer yes or no")
        for question in ["employs", "regulated", "advises", "health-records"] { wilma.fill(question, "no") }
        try await wilma.press("Save")
        try await wilma.follow("Where you work")
        try await wilma.follow("Change Main place")
        for (field, value) in [("name", "Home"), ("kind", "districts"), ("districts", "NG7")] {
            wilma.fill(field, value)
        }
        try await wilma.press("Save place")
        for row in Requirement.table where wilma.page.text.contains(row.title) || row.code == .legalForm {
            try await wilma.visit("/supplier/papers/\(row.code.rawValue)")
            guard wilma.status == 200 else { continue }
            for (field, value) in [
                ("number", row.code == .dataProtection ? "ZA123456" : "NM-448812"), ("words", "As you can read."),
                ("sum", "5000000"), ("expires-day", "31"), ("expires-month", "3"), ("expires-year", "2027"),
                ("holder", "W Wren"), ("sort-code", "30-99-21"), ("account-number", "12345678"),
            ] { wilma.fill(field, value) }
            try await wilma.press("Save")
            #expect(wilma.status == 200, "\(row.code): \(wilma.problems)")
        }
    }

    @Test func `from the first form to the first approval, everybody finds what is next`() async throws {
        let scene = try await Scene()
        let wilma = try await applied(scene)
        #expect(wilma.notices.first == "Success: Your application has begun")
        #expect(wilma.heading == "Your application")
        #expect(wilma.page.text.contains("The number of your application is J-"))
        try await giveEverything(wilma)
        for code in Requirement.Code.allCases {
            try await wilma.visit("/supplier/papers/\(code.rawValue)")
            if wilma.status == 404 || wilma.page.text.contains("What you gave") { continue }
            try await fillIn(code, wilma)
        }
        try await wilma.visit("/supplier/papers")
        #expect(!wilma.page.text.contains("Not given yet"))
        try await wilma.press("Send the application")
        #expect(wilma.notices == ["Success: Application sent"])
        let bilal = try await browser(scene, .bilal, at: "/supplier-book")
        try await bilal.follow("Applications (1 to be read)")
        try await bilal.follow("Wren Assistance")
        try await bilal.follow("Papers")
        #expect(bilal.page.text.contains("Personal assistant") && bilal.page.text.contains("Wilma Wren"))
        try await review(bilal)
        #expect(bilal.page.text.contains("Everything is settled and in date."))
        try await bilal.follow("Where it stands, and what you can do")
        bilal.fill("action", "approve")
        bilal.fill("reason", "All there.")
        try await bilal.press("Confirm")
        #expect(bilal.page.text.contains("Takes orders"))
        try await bilal.follow("What it is approved for")
        #expect(bilal.page.text.contains("It is approved for nothing"))
        try await bilal.press("Approve")
        #expect(bilal.problem(of: "category") == "Choose a category")
        bilal.fill("category", "07")
        try await bilal.press("Approve")
        #expect(bilal.notices == ["Success: Approvals saved"])
        try await wilma.visit("/supplier/papers")
        for words in ["Your organisation", "Takes orders", "Approved for Mobility", "The bank account is in use"] {
            #expect(wilma.page.text.contains(words), "\(words)")
        }
    }

    private func fillIn(_ code: Requirement.Code, _ wilma: Browser) async throws {
        for (field, value) in [
            ("number", code == .dataProtection ? "ZA123456" : "NM-448812"), ("words", "As you can read."),
            ("sum", "5000000"), ("expires-day", "31"), ("expires-month", "3"), ("expires-year", "2027"),
            ("holder", "W Wren"), ("sort-code", "30-99-21"), ("account-number", "12345678"),
        ] { wilma.fill(field, value) }
        try await wilma.press("Save")
        #expect(wilma.status == 200, "\(code): \(wilma.problems)")
    }

    /// Goes down the list as it stands, and accepts what waits.
    private func review(_ bilal: Browser) async throws {
        let list = bilal.address
        for link in bilal.links where link.hasPrefix("\(list)/") {
            try await bilal.visit(link)
            if link.hasSuffix("bank-account") {
                #expect(bilal.page.text.contains("30-99-21"))
                bilal.fill("event", "confirm")
                try await bilal.press("Save")
                #expect(bilal.problem(of: "words")?.hasPrefix("Say whom you called") ?? false)
                bilal.fill("event", "confirm")
                bilal.fill("words", "Called 0115 496 0303, spoke to Wilma.")
                try await bilal.press("Save")
            } else {
                bilal.fill("event", "accept")
                try await bilal.press("Save decision")
            }
            #expect(bilal.notices == ["Success: Decision saved"], "\(link)")
        }
    }

    @Test func `the account is shown in full for the call back only`() async throws {
        let scene = try await Scene()
        let petra = try await browser(scene, .petra, at: "/supplier/papers/bank-account")
        for (field, value) in [("holder", "Trent"), ("sort-code", "309921"), ("account-number", "12345678")] {
            petra.fill(field, value)
        }
        try await petra.press("Save")
        try await petra.visit("/supplier/papers/bank-account")
        #expect(petra.page.text.contains("sort code ending 21, account ending 5678"))
        #expect(!petra.reply.body.contains("12345678"))
        let bilal = try await browser(scene, .bilal, at: "/supplier-book/trent/papers/bank-account")
        #expect(bilal.page.text.contains("12345678"))
        bilal.fill("event", "refuse")
        bilal.fill("words", "Nobody there knew of it.")
        try await bilal.press("Save")
        try await bilal.visit("/supplier-book/trent/papers/bank-account")
        #expect(!bilal.reply.body.contains("12345678"))
    }

    @Test func `an imported supplier is warned, and shown in the list of what runs out`() async throws {
        let scene = try await Scene()
        scene.clock.now = Moment(startOf: Cast.day("2027-03-24")).adding(minutes: 600)
        try await scene.desk.strikeSupplierClock()
        let bilal = try await browser(scene, .bilal, at: "/supplier-book")
        try await bilal.follow("About to expire")
        #expect(bilal.page.text.contains("7 days left"))
        try await bilal.follow("Public liability insurance Trent Neuro Physio")
        #expect(bilal.page.text.contains("Brought along from before"))
        let petra = try await browser(scene, .petra, at: "/supplier/papers")
        for words in ["about to run out", "In 7 days or less this runs out: public liability insurance"] {
            #expect(petra.page.text.contains(words), "\(words)")
        }
    }

    @Test func `who is of the team for one thing finds that, and is told who sees to the rest`() async throws {
        let scene = try await Scene()
        let petra = try await browser(scene, .petra, at: "/supplier/team")
        petra.fill("name", "Sol Reed")
        petra.fill("email", "sol@example.org")
        try await petra.press("Add to the team")
        #expect(petra.problem(of: "roles") == "Choose at least one role")
        for (field, value) in [("name", "Sol Reed"), ("email", "sol@example.org"), ("role-money", "yes")] {
            petra.fill(field, value)
        }
        try await petra.press("Add to the team")
        let password = try #require(petra.page.all("strong").map(\.text).first { $0.utf8.count == 19 })
        try await petra.visit("/supplier/team")
        #expect(!petra.reply.body.contains(password))
        let sol = Browser(scene)
        try await sol.visit("/sign-in")
        sol.fill("email", "sol@example.org")
        sol.fill("password", password)
        try await sol.press("Sign in")
        #expect(sol.address == "/supplier/statement")
        #expect(sol.links.contains("/supplier/statement") && !sol.links.contains("/supplier/orders"))
        try await sol.visit("/supplier/orders")
        #expect(sol.status == 403)
        #expect(sol.page.text.contains("“Owner” or “Orders”"))
        try await petra.follow("Change Sol Reed")
        try await petra.press("Take out of the team")
        #expect(petra.notices == ["Success: Team saved"])
        try await sol.visit("/supplier/statement")
        #expect(sol.address.hasPrefix("/sign-in"))
    }

    @Test func `Ann reads when Trent is closed, and when it opens`() async throws {
        let scene = try await Scene()
        let petra = try await browser(scene, .petra, at: "/supplier/places")
        try await petra.press("Close for these days")
        #expect(petra.problem(of: "first") == "Enter the first day")
        for (part, first, last) in [("day", "6", "9"), ("month", "10", "10"), ("year", "2026", "2026")] {
            petra.fill("first-\(part)", first)
            petra.fill("last-\(part)", last)
        }
        petra.fill("words", "Moving house")
        try await petra.press("Close for these days")
        #expect(petra.page.text.contains("6 October 2026 to 9 October 2026"))
        let ann = try await browser(scene, .ann, at: "/suppliers/trent")
        #expect(ann.page.text.contains("Closed until 10 October 2026: Moving house"))
        try await petra.press("Open after all")
        try await ann.visit("/suppliers/trent")
        #expect(!ann.page.text.contains("Moving house"))
    }

    @Test func `every address of a supplier's workspace belongs to a part of the work`() async throws {
        let scene = try await Scene()
        let settings = SiteSettings(
            host: "localhost", port: 0, publicFolder: "Public", behindTLS: false, formSecret: [1], isDemo: false,
            runFolder: scene.folder.path + "/files", routing: .trial(),
            draw: { _ in throw PictureProblem.damaged })
        let known = Site.addRoutes(
            to: .init(context: VisitorContext.self), front: Front(desk: scene.desk, settings: settings))
        let without = known.filter { $0.capacity == "SupplierContext" && SupplierDuties.duty(of: $0.path) == nil }
        // How it stands is for everybody of the team, and so are keys, each for what is somebody's own work.
        #expect(Set(without.map(\.path)) == ["/supplier/standing", "/supplier/keys", "/supplier/keys/:id/revocation"])
        for duty in SupplierDuty.allCases { #expect(SupplierDuties.table.contains { $0.duty == duty }) }
    }
}
