import Catalogue
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
        ann.fill("way", "letter")
        ann.fill("address", "1 Elm Row")
        try await ann.press("Save")
        #expect(ann.problem(of: "address") == "Write the address in two to 5 short lines")
        ann.fill("address", "1 Elm Row\nDE1 1AA")
        ann.fill("pace-orders", "daily")
        ann.fill("hour", "18")
        try await ann.press("Save")
        #expect(ann.notices == ["Success: Saved"])
        let chosen = try await settings(scene, .ann)
        #expect(chosen.way == .letter && chosen.hour == 18 && chosen[.orders] == .daily && chosen[.problems] == .atOnce)
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

    @Test func `text messages are not offered where nobody sends them, and a number is kept`() async throws {
        let scene = try await Scene()
        try await scene.choose(.ann, way: .text, number: "07700 900123")
        let ann = try await browser(scene, .ann, at: "/account/notices")
        #expect(!ann.page.text.contains("Text messages") && !ann.page.text.contains("Mobile number"))
        ann.fill("hour", "9")
        try await ann.press("Save")
        let chosen = try await settings(scene, .ann)
        #expect(chosen.way == .email && chosen.hour == 9)
        let kept = try await scene.database.read { try $0.endpoints.list(of: .person("p-ann")).map(\.address) }
        #expect(kept == ["07700 900123"])
        let standing = try await scene.database.read { try $0.noticeStanding(of: Player.ann.person) }
        var typed = NoticesText(standing)
        typed.way = "text"
        #expect(throws: FieldProblems.self) { try typed.checked(version: 2, .none) }
        #expect(throws: Never.self) { try typed.checked(version: 2, .provider) }
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

    @Test func `whom nothing reached is shown to coordinators of their own commissioner only`() async throws {
        let scene = try await Scene()
        try await scene.answer(try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent"), .accept)
        try await setOut(scene)
        for id in try await scene.waiting() { try await scene.desk.giveUp(id, .trial()) }
        try await scene.run("INSERT INTO staff_posts (person_id, role) VALUES ('p-joan', 'coordinator')")
        let joan = try await browser(scene, .joan, at: "/deliveries")
        #expect(joan.page.text.contains("People to telephone"))
        let id = try await scene.database.read {
            try $0.deliveries.unreached(of: "TAD", most: 1).first?.delivery.id.text ?? ""
        }
        try await joan.visit("/deliveries/people/\(id)")
        #expect(joan.status == 200 && !joan.page.text.contains("accepted"))
        let bilal = try await browser(scene, .bilal, at: "/deliveries")
        #expect(bilal.status == 200 && !bilal.page.text.contains("People to telephone"))
        try await bilal.visit("/deliveries/people/\(id)")
        #expect(bilal.status == 409)
        await #expect(throws: StaffRefusal.notCoordinator) {
            try await scene.perform(StepDelivery(delivery: .init(id), version: 2, step: .called("Hello")), as: .bilal)
        }
        #expect(try await browser(scene, .quinn, at: "/deliveries/people/\(id)").status == 404)
    }

    @Test func `what nobody could be told stands among the letters until somebody has seen to it`() async throws {
        let scene = try await Scene()
        try await scene.declineLights()
        try await scene.end("a-nora-ann")
        try await scene.recordDeathOfAnn()
        _ = try await scene.sentToPeople()
        let bilal = try await browser(scene, .bilal, at: "/letters")
        #expect(bilal.page.text.contains("For whoever acts after or for Ann Marsh"))
        #expect(!bilal.page.text.contains("declined") && !bilal.page.text.contains("outcome"))
        try await bilal.press("Note it")
        #expect(bilal.problem(of: "held") == "Choose what you have seen to")
        let field = try #require(bilal.page.all("input").first { $0["name"]?.hasPrefix("held:") ?? false }?["name"])
        bilal.fill(field, "yes")
        bilal.fill("note", "Told her executor by telephone.")
        try await bilal.press("Note it")
        #expect(!bilal.page.text.contains("What nobody could be told"))
    }

    @Test func `on paper stand the links that people reach, on whatever port the server listens`() async throws {
        let scene = try await Scene()
        let settings = SiteSettings(
            host: "localhost", port: 0, publicFolder: "Public", behindTLS: false, formSecret: [1], isDemo: false,
            runFolder: scene.folder.path + "/files", routing: .trial().reached(at: "http://localhost:0"),
            draw: { _ in throw PictureProblem.damaged })
        let front = Front(desk: scene.desk, settings: settings)
        settings.isReached(at: "http://localhost:8123")
        #expect(front.settings.routing.publicURL == "http://localhost:8123")
    }
}
