import Plans
import Relational
import SceneSupport
import Testing
import TestSupport
import Values

/// The plan as its holder reads it: what the ledger and the plan say, and nothing else.
@Suite("My plan") struct MyPlanTests {
    /// Ann's second version, in force: with a carry-forward, a cap, a ceiling, a limit, emergency money, and a kind of
    /// thing that nobody knows.
    static func scene() async throws -> Scene {
        let scene = try await Scene()
        let id = try await scene.propose([
            .line(.ann("l-care", carry: .upTo(Cast.pounds("60")), cap: UsageCap(quantity: 4, unit: "each"))),
            .line(.ann("l-physio", priceCeiling: "85", suppliers: ["trent"])),
            .line(
                PlanLine(
                    id: "new", kind: .contingency, title: "For bad days", covers: .init(), outcomes: ["walk"],
                    allocation: Allocation(
                        amount: Cast.pounds("100"), every: .once, span: Cast.span("2026-10-06", "2027-04-05")))),
        ])
        try await scene.agree(to: id)
        return scene
    }

    static func reader(_ scene: Scene, _ who: Player = .ann, _ path: String = "/plan") async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        try await browser.visit(path)
        #expect(browser.status == 200, "\(path)")
        return browser
    }

    /// The panel of a line, by its heading.
    static func panel(_ page: Element, _ title: String) throws -> String {
        try #require(page.first("div") { $0.classes.contains("panel") && $0.first("h3")?.text == title }).text
    }

    @Test func `each line's sentence is what the ledger says`() async throws {
        let scene = try await Self.scene()
        try await scene.sign(.ann, [("neuro", 2), ("rollator", 1)])
        let page = try await Self.reader(scene).page
        #expect(try await scene.balance("available:l-physio:2026-10-06") == "240.00")
        let therapy = try Self.panel(page, "Therapy")
        #expect(therapy.contains("£240.00 of your £400.00 for “Therapy” is left until 5 January 2027."))
        #expect(therapy.contains("The next money is £400.00, on 6 January 2027."))
        let left = try await scene.balance("available:l-mobility:2026-04-06")
        #expect(try Self.panel(page, "Getting about").contains("£\(left) of your £600.00 for “Getting about” is left"))
    }

    @Test func `limits, emergency money and what is carried over are said in words`() async throws {
        let scene = try await Self.scene()
        // What lapsed before the line carried anything forward does not come back; a week later there is something.
        #expect(try Self.panel(try await Self.reader(scene).page, "Care at home").contains("£120.00 of your £120.00"))
        scene.clock.advance(days: 7)
        let page = try await Self.reader(scene).page
        let care = try Self.panel(page, "Care at home")
        // £60 came over from the week before: no more may.
        #expect(care.contains("£180.00 of your £180.00 for “Care at home” is left until"))
        #expect(care.contains("£60.00 of it was left over from earlier."))
        #expect(care.contains("Up to £60.00 that is not used goes on into the next week."))
        #expect(care.contains("4 at most, a week. 0 are ordered, 4 left."))
        let therapy = try Self.panel(page, "Therapy")
        #expect(therapy.contains("One may cost up to £85.00 without asking."))
        #expect(therapy.contains("Only from Trent Neuro Physio."))
        #expect(try Self.panel(page, "For bad days").contains("It pays last, when no other line has enough."))
        let mobility = try Self.panel(page, "Getting about")
        #expect(mobility.contains("Above £300.00 for one thing, your commissioner is asked first."))
    }

    @Test func `everything that was agreed is there, with the way into the shop`() async throws {
        let browser = try await Self.reader(try await Self.scene())
        for words in [
            "Ann Marsh agreed in Holdfast on 6 October 2026.", "Bilal Rahman agreed in Holdfast on 6 October 2026.",
            "6 April 2026 to 5 April 2027", "Ruth Okoro", "0115 496 0100", "I was a gardener.", "Live as I like",
            "Help to wash and dress.", "My sister comes.", "I may fall.", "Two people help me.", "Dr Nasreen Iqbal",
            "Large print.", "Sam Okafor (Careful Hands): Tube feeding.", "1 March 2027", "30 June 2026", "28 days",
            "In law, your commissioner is the buyer.", "NHS Continuing Healthcare",
        ] { #expect(browser.page.text.contains(words), "\(words)") }
        #expect(browser.links.contains("/shop?line=l-physio"))
        #expect(browser.links.contains("/plan/versions/plan-ann/1"))
        try await browser.visit("/plan/versions/plan-ann/1")
        #expect(browser.page.text.contains("This version does not count any more."))
        #expect(try await browser.visit("/plan/versions/plan-finn/1").status == 404)
    }

    @Test func `budgets side by side say what can be used today`() async throws {
        let scene = try await Self.scene()
        let page = try await Self.reader(scene).page
        let panel = try Self.panel(page, "Health budget")
        // Care 120, therapy 400, getting about 600, a ramp 250, for bad days 100.
        #expect(panel.contains("Can be used today: £1,470.00"))
    }

    @Test func `a kind of thing that has vanished is said to have vanished`() async throws {
        let scene = try await Scene()
        // Agreed lines are frozen; a catalogue that was imported anew would have the same effect.
        let guards = try await scene.rows(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'plan_lines'")
        for row in guards {
            try await scene.run(.init(stringLiteral: "DROP TRIGGER \(try row.text("name"))"))
        }
        try await scene.run("UPDATE plan_lines SET terms = REPLACE(terms, '\"07-08\"', '\"99-99\"')")
        let page = try await Self.reader(scene).page
        #expect(
            try Self.panel(page, "A ramp").contains("A kind of thing that is not in the catalogue any more (99-99)"))
    }

    @Test func `a line tells what happened on it`() async throws {
        let scene = try await Self.scene()
        try await scene.sign(.tom, [("neuro", 2)])
        let browser = try await Self.reader(scene, .ann, "/plan/lines/l-physio")
        let table = try #require(browser.page.first("table") { $0["id"] == "statement" })
        #expect(table.text.contains("Held for Trent Neuro Physio"))
        #expect(table.text.contains("£160.00"))
        #expect(browser.page.first("table") { $0["id"] == "line-orders" }?.text.contains("£160.00") == true)
        for path in ["/plan/lines/l-finn-physio", "/plan/lines/nothing"] {
            #expect(try await browser.visit(path).status == 404, "\(path)")
        }
    }

    // MARK: Easy read

    @Test(arguments: [Player.ann, .tom])
    func `easy read has no table and only short sentences`(who: Player) async throws {
        let scene = try await Self.scene()
        try await scene.sign(.ann, [("neuro", 1)])
        try await scene.propose([.line(.ann("l-mobility", amount: "700"))], takesEffect: Cast.day("2026-12-01"))
        let page = try await Self.reader(scene, who, "/plan/easy").page
        let easy = try #require(page.first("div") { $0.classes.contains("easy") })
        #expect(easy.all("table").isEmpty)
        for image in easy.all("img") { #expect(image["alt"] == "") }
        for element in easy.all where ["p", "li", "h1", "h2", "h3"].contains(element.name) {
            for sentence in element.text.split(separator: ". ") {
                #expect(sentence.split(separator: " ").count <= 12, "\(sentence)")
            }
        }
    }

    @Test func `easy read gives the same facts as the full page`() async throws {
        let scene = try await Self.scene()
        try await scene.sign(.ann, [("neuro", 1)])
        scene.clock.advance(days: 7)
        let easy = try await Self.reader(scene, .ann, "/plan/easy")
        let words = easy.page.text
        for fact in [
            "You have £320.00 left.", "£80.00 is held.", "Use it by 5 January 2027.",
            "New money comes on 6 January 2027.", "One may cost up to £85.00.", "Trent Neuro Physio",
            "This is emergency money.", "£60.00 was left over from earlier.", "Call Ruth Okoro.", "I may fall.",
            "My sister comes.", "Dr Nasreen Iqbal", "Large print.", "We look again on 1 March 2027.",
            "We tell you 28 days before.",
        ] { #expect(words.contains(fact), "\(fact)") }
        try await easy.follow("Show everything")
        #expect(easy.heading == "My plan")
        #expect(easy.links.contains("/plan/easy"))
    }

    @Test func `whoever acts for Ann reads whose plan it is`() async throws {
        let page = try await Self.reader(try await Self.scene(), .tom).page
        #expect(page.first("h1")?.text == "The plan of Ann Marsh")
        #expect(page.text.contains("of Ann Marsh’s £400.00 for “Therapy” is left"))
    }
}
