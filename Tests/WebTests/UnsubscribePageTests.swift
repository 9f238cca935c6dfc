import Identity
import Operations
import Outbox
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@testable import Web

/// What the links in letters switch off, and what they do not.
@Suite("Links that stop e-mails") struct UnsubscribePageTests {
    private static let links = NoticeLinks(key: Array(repeating: 9, count: 32))

    private func token(
        _ scene: Scene, _ topics: Set<NoticeTopic> = [.orders], to who: Player = .ann
    ) -> String {
        Self.links.token(for: .init(of: who.person, topics: topics, at: scene.clock.now))
    }

    private func settings(_ scene: Scene, _ who: Player = .ann) async throws -> NoticeSettings {
        try await scene.database.read { try $0.noticeSettings.find(who.person) }
    }

    private func oneClick(_ scene: Scene, _ token: String) async throws -> Int {
        try await Browser(scene).ask(
            "POST", "/unsubscribe/\(token)", headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: "List-Unsubscribe=One-Click"
        ).status
    }

    @Test func `a link turns its topic off only when it is pressed, without signing in, and back on`() async throws {
        let scene = try await Scene()
        let anybody = Browser(scene)
        let address = "/unsubscribe/\(token(scene))"
        try await anybody.visit(address)
        #expect(anybody.heading == "Stop e-mails about orders?")
        #expect(try await settings(scene)[.orders] == .atOnce, "mail programs look at links")
        try await anybody.press("Stop e-mails about orders")
        #expect(anybody.heading == "You get no more e-mails about orders")
        #expect(anybody.page.text.contains("What we have to send you still comes"))
        let off = try await settings(scene)
        #expect(off[.orders] == .off && off[.requests] == .atOnce)
        try await anybody.press("Send e-mails about orders again")
        #expect(try await settings(scene)[.orders] == .atOnce)
    }

    @Test(arguments: [
        ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
        (
            "multipart/form-data; boundary=B7",
            "--B7\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--B7--\r\n"
        ),
    ]) func `a mail program does it in one click, in either form`(type: String, body: String) async throws {
        let scene = try await Scene()
        let reply = try await Browser(scene).ask(
            "POST", "/unsubscribe/\(token(scene, [.orders, .money]))", headers: [("Content-Type", type)], body: body)
        #expect(reply.status == 200)
        let off = try await settings(scene)
        #expect(off.way == .email, "how they are told stays as it is")
        #expect(NoticeTopic.allCases.filter { off[$0] == .off } == [.orders, .money])
    }

    @Test func `the link of a day’s letter is for what was in it, and for nothing that has to be sent`() async throws {
        let scene = try await Scene()
        try await scene.choose(.ann, [.orders: .daily, .deliveries: .daily, .requests: .daily])
        try await scene.declineLights()
        let part = try await scene.part(of: try await scene.sign(.ann, [("rollator", 1)]), "meadow")
        for step in [Scene.SupplierAnswer.accept, .deliver] { try await scene.answer(part, step) }
        _ = try await scene.sentToPeople()
        scene.clock.advance(days: 1)
        let letter = try #require(try await scene.sentToPeople().first { $0.to.hasPrefix("ann") }?.letter)
        let link = try #require(letter.headers.first { $0.name == "List-Unsubscribe" }?.value)
        let page = Browser(scene)
        try await page.visit(String(link.dropFirst("<https://shop.example".count).dropLast()))
        #expect(page.heading == "Stop e-mails about orders and deliveries and visits?")
    }

    @Test func `an old link asks where its reader has chosen anew, and does nothing by itself`() async throws {
        let scene = try await Scene()
        let old = token(scene)
        scene.clock.advance(minutes: 1)
        try await scene.choose(.ann, [.orders: .daily])
        #expect(try await oneClick(scene, old) == 409)
        #expect(try await settings(scene)[.orders] == .daily)
        let ann = Browser(scene)
        try await ann.visit("/unsubscribe/\(old)")
        #expect(ann.status == 200 && ann.page.text.contains("You have chosen what we tell you since"))
        scene.clock.advance(minutes: 1)
        try await scene.choose(.ann, [.orders: .atOnce])
        try await ann.press("Stop e-mails about orders")
        #expect(try await settings(scene)[.orders] == .atOnce, "the question was about another choice")
        try await ann.press("Stop e-mails about orders")
        #expect(ann.heading == "You get no more e-mails about orders")
        #expect(try await settings(scene)[.orders] == .off)
    }

    @Test func `one letter’s link does not make another’s old, and having them again makes both old`() async throws {
        let scene = try await Scene()
        let (orders, money) = (token(scene), token(scene, [.money]))
        scene.clock.advance(minutes: 1)
        #expect(try await oneClick(scene, orders) == 200)
        #expect(try await oneClick(scene, money) == 200)
        let page = Browser(scene)
        try await page.visit("/unsubscribe/\(orders)")
        try await page.press("Stop e-mails about orders")
        try await page.press("Send e-mails about orders again")
        #expect(try await oneClick(scene, orders) == 409)
        let now = try await settings(scene)
        #expect(now[.orders] == .atOnce && now[.money] == .off)
    }

    @Test func `a letter that went to an address that is not its reader’s any more can do nothing`() async throws {
        let scene = try await Scene()
        let old = token(scene)
        try await scene.run("UPDATE people SET email = 'ann.marsh@example.org' WHERE id = 'p-ann'")
        #expect(try await oneClick(scene, old) == 404)
        #expect(try await Browser(scene).ask("GET", "/unsubscribe/\(old)").status == 404)
        #expect(try await settings(scene).version == 0)
    }

    @Test func `links that are forged, changed, another’s or too old do nothing`() async throws {
        let scene = try await Scene()
        let good = token(scene)
        let other = NoticeLinks(key: Array(repeating: 8, count: 32))
            .token(for: .init(of: Player.ann.person, topics: [.orders], at: scene.clock.now))
        let parts = good.split(separator: ".").map(String.init)
        let halves = token(scene, [.money]).split(separator: ".").map(String.init)
        for wrong in [
            other, parts[0], "\(halves[0]).\(parts[1])", "\(parts[0]).\(String(parts[1].reversed()))", "x.y",
            good + "x", String(repeating: "a", count: 3_000), token(scene, []),
        ] { #expect(try await oneClick(scene, wrong) == 404, "\(wrong.prefix(60))") }
        scene.clock.advance(days: NoticeLinks.lifeDays + 1)
        #expect(try await Browser(scene).ask("GET", "/unsubscribe/\(good)").status == 404)
        #expect(try await settings(scene).version == 0)
    }
}
