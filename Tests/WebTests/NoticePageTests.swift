import Identity
import Operations
import Orders
import Outbox
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@testable import Web

/// What people choose to be told, what the links in their letters do, and what staff print.
@Suite("Notice pages") struct NoticePageTests {
    private func browser(_ scene: Scene, _ who: Player, at path: String) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        try await browser.visit(path)
        return browser
    }

    private func settings(_ scene: Scene, _ who: Player) async throws -> NoticeSettings {
        try await scene.database.read { try $0.noticeSettings.find(who.person) }
    }

    private func setOut(_ scene: Scene) async throws {
        try await scene.desk.routeMessages(.trial())
        try await scene.desk.gatherNotices(.trial())
    }

    @Test func `Ann chooses, is told what is wrong, and decides that Tom gets copies`() async throws {
        let scene = try await Scene()
        let ann = try await browser(scene, .ann, at: "/account/notices")
        #expect(ann.heading == "What we tell you, and how")
        #expect(ann.page.text.contains("decisions on requests, on reviews of them, and on problems"))
        ann.fill("way", "text")
        try await ann.press("Save")
        #expect(ann.problem(of: "number") == "Enter a mobile number, such as 07700 900 123")
        ann.fill("number", "07700 900123")
        ann.fill("pace-orders", "daily")
        ann.fill("hour", "18")
        try await ann.press("Save")
        #expect(ann.notices == ["Success: Saved"])
        let chosen = try await settings(scene, .ann)
        #expect(chosen.way == .text && chosen.hour == 18 && chosen[.orders] == .daily && chosen[.problems] == .atOnce)
        try await ann.press("Send copies Tom Marsh")
        #expect(ann.page.text.contains("Gets copies, once a day."))
        #expect(try await scene.database.read { try $0.noticeSettings.copies(about: "h-ann") } == ["p-tom"])
    }

    @Test func `a page that was open elsewhere does not undo what was chosen since`() async throws {
        let scene = try await Scene()
        let first = try await browser(scene, .ann, at: "/account/notices")
        let second = try await browser(scene, .ann, at: "/account/notices")
        try await first.press("Save")
        second.fill("way", "pages")
        try await second.press("Save")
        #expect(second.status == 409)
        #expect(try await settings(scene, .ann).way == .email)
    }

    @Test func `staff choose less, suppliers go to their addresses, and a carer sees nobody’s copies`() async throws {
        let scene = try await Scene()
        let bilal = try await browser(scene, .bilal, at: "/account/notices")
        #expect(!bilal.page.text.contains("Letters on paper") && !bilal.page.text.contains("What we always send"))
        bilal.fill("pace-requests", "at-once")
        try await bilal.press("Save")
        #expect(try await settings(scene, .bilal)[.requests] == .atOnce)
        #expect(try await browser(scene, .petra, at: "/account/notices").heading == "How orders reach you")
        #expect(try await !browser(scene, .tom, at: "/account/notices").page.text.contains("Who gets copies"))
    }

    private static let links = NoticeLinks(key: Array(repeating: 9, count: 32))

    private func token(_ scene: Scene, topic: NoticeTopic? = .orders) -> String {
        Self.links.token(for: .init(person: "p-ann", topic: topic), at: scene.clock.now)
    }

    @Test func `a link turns its topic off only when it is pressed, without signing in, and back on`() async throws {
        let scene = try await Scene()
        let anybody = Browser(scene)
        let address = "/unsubscribe/\(token(scene))"
        try await anybody.visit(address)
        #expect(anybody.heading == "Stop e-mails about orders?")
        #expect(try await settings(scene, .ann)[.orders] == .atOnce, "mail programs look at links")
        try await anybody.press("Stop e-mails about orders")
        #expect(anybody.heading == "You get no more e-mails about orders")
        #expect(anybody.page.text.contains("What we have to send you still comes"))
        let off = try await settings(scene, .ann)
        #expect(off[.orders] == .off && off[.requests] == .atOnce)
        try await anybody.press("Send e-mails about orders again")
        #expect(try await settings(scene, .ann)[.orders] == .atOnce)
    }

    @Test(arguments: [
        ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
        (
            "multipart/form-data; boundary=B7",
            "--B7\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--B7--\r\n"
        ),
    ]) func `a mail program does it in one click, in either form`(type: String, body: String) async throws {
        let scene = try await Scene()
        let program = Browser(scene)
        let reply = try await program.ask(
            "POST", "/unsubscribe/\(token(scene, topic: nil))", headers: [("Content-Type", type)], body: body)
        #expect(reply.status == 200)
        #expect(try await settings(scene, .ann).way == .pages)
    }

    @Test func `links that are forged, changed, another’s or too old do nothing`() async throws {
        let scene = try await Scene()
        let good = token(scene)
        let other = NoticeLinks(key: Array(repeating: 8, count: 32))
            .token(for: .init(person: "p-ann", topic: .orders), at: scene.clock.now)
        let parts = good.split(separator: ".").map(String.init)
        let halves = token(scene, topic: nil).split(separator: ".").map(String.init)
        let anybody = Browser(scene)
        for wrong in [
            other, parts[0], "\(halves[0]).\(parts[1])", "\(parts[0]).\(String(parts[1].reversed()))", "x.y",
            good + "x", String(repeating: "a", count: 3_000),
        ] {
            let reply = try await anybody.ask(
                "POST", "/unsubscribe/\(wrong)", headers: [("Content-Type", "application/x-www-form-urlencoded")])
            #expect(reply.status == 404, "\(wrong.prefix(60))")
        }
        scene.clock.advance(days: NoticeLinks.lifeDays + 1)
        #expect(try await anybody.ask("GET", "/unsubscribe/\(good)").status == 404)
        #expect(try await settings(scene, .ann).version == 0)
    }

    @Test func `a link in a letter leads to where things stand, after choosing for whom`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        try await scene.answer(try await scene.part(of: order, "trent"), .accept)
        try await setOut(scene)
        let found = try await scene.database.read { try $0.notices.addresseesDue(at: Cast.now, most: 1) }
        #expect(found.isEmpty)
        let id = try #require(
            try await scene.rows("SELECT id FROM personal_notices WHERE addressee = 'person:p-nora'").first?.text("id"))
        let nora = try await browser(scene, .nora, at: "/notices/\(id)")
        #expect(nora.heading == "This is about Ann Marsh")
        try await nora.press("Go on")
        #expect(nora.address == "/orders/\(order)")
        #expect(try await browser(scene, .ann, at: "/notices/\(id)").status == 404)
    }

    @Test func `staff print a letter, with its address, and mark it as posted`() async throws {
        let scene = try await Scene()
        try await scene.perform(
            ChooseNotices(
                way: .letter, hour: 8, paces: [:], number: "", address: ["1 <Elm> Row", "Derby", "de11aa"], version: 0),
            as: .ann)
        try await scene.answer(try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent"), .accept)
        try await setOut(scene)
        let bilal = try await browser(scene, .bilal, at: "/letters")
        try await bilal.press("Mark as posted")
        #expect(bilal.problem(of: "letters") == "Choose the letters that you have posted")
        let field = try #require(bilal.page.all("input").first { $0["name"]?.hasPrefix("letter:") ?? false }?["name"])
        try await bilal.visit("/letters/print")
        for words in ["Ann Marsh", "1 <Elm> Row", "DE1 1AA", "was accepted", "Trent and Dove ICB"] {
            #expect(bilal.page.text.contains(words), "\(words)")
        }
        for secret in ["neuro", "Neuro", "physio", "£"] { #expect(!bilal.page.text.contains(secret), "\(secret)") }
        #expect(try await browser(scene, .quinn, at: "/letters/print").page.text.contains("nothing to print"))
        try await bilal.visit("/letters")
        bilal.fill(field, "yes")
        try await bilal.press("Mark as posted")
        #expect(bilal.page.text.contains("Every letter is in the post"))
    }

    @Test func `a decision on paper carries its reasons, because nothing lies behind a link there`() async throws {
        let scene = try await Scene()
        try await scene.perform(
            ChooseNotices(way: .letter, hour: 8, paces: [:], number: "", address: [], version: 0), as: .ann)
        let part = try await scene.askForLights()
        try await scene.decide(part, .decline, reason: "The lights do not serve an <outcome>.")
        try await scene.run(
            """
            INSERT INTO plan_notices (id, plan_id, plan_version, kind, reason, told_on, takes_effect, person_id, done)
            VALUES ('n-1', 'plan-ann', 1, 'suspend', 'Receipts are missing.', '2026-10-06', '2026-11-06', 'p-bilal', 0)
            """)
        try await setOut(scene)
        let text = try await browser(scene, .bilal, at: "/letters/print").page.text
        for words in [
            "there is a decision", "The reason: The lights do not serve an <outcome>.", "it will be suspended",
            "It counts from 6 November 2026.", "The reason: Receipts are missing.",
        ] { #expect(text.contains(words), "\(words)") }
    }

    @Test func `who cannot be reached reads so, and staff telephone without reading what it was`() async throws {
        let scene = try await Scene()
        try await scene.answer(try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent"), .accept)
        try await setOut(scene)
        for id in try await scene.desk.dueDeliveries(most: 10, where: { _, _ in true }).flatMap(\.deliveries) {
            let gone = AttemptOutcome(.answered, status: 550, milliseconds: 3)
            try await scene.desk.note(gone, of: id, .trial(), thousandths: 0)
        }
        let ann = try await browser(scene, .ann, at: "/account/notices")
        #expect(ann.notices == ["Warning: We could not reach you by e-mail"])
        let bilal = try await browser(scene, .bilal, at: "/deliveries")
        #expect(bilal.page.text.contains("People to telephone") && !bilal.page.text.contains("accepted"))
        try await bilal.follow("See to it Ann Marsh")
        try await bilal.press("Note the call")
        #expect(bilal.status == 422)
        bilal.fill("note", "She has a new address.")
        try await bilal.press("Note the call")
        try await bilal.visit("/deliveries")
        #expect(!bilal.page.text.contains("See to it Ann Marsh"))
    }
}
