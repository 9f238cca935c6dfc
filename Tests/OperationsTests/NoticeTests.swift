import Identity
import Operations
import Orders
import Outbox
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// People are told, each once, as they have chosen, and nobody who has no right any more.
@Suite("Notices") struct NoticeTests {
    private func sent(_ scene: Scene) async throws -> [(to: String, letter: Letter)] {
        try await scene.sentToPeople()
    }

    private func readers(_ sent: [(to: String, letter: Letter)]) -> [String] {
        sent.map { String($0.to.prefix { $0 != "@" }) }.sorted()
    }

    private func offered(_ scene: Scene) async throws -> SupplierOrder {
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        _ = try await sent(scene)
        return part
    }

    @Test func `the holder and the nominee hear of an answer once, however often it is looked for`() async throws {
        let scene = try await Scene()
        let part = try await offered(scene)
        try await scene.answer(part, .accept)
        #expect(readers(try await sent(scene)) == ["ann", "nora"])
        #expect(try await sent(scene).isEmpty)
        try await scene.run("UPDATE outbox_messages SET routed_at = NULL")
        #expect(try await sent(scene).isEmpty, "the same message again is the same notice")
    }

    @Test func `a carer hears of what they signed, and of the rest only with the holder’s word`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.tom, [("neuro", 1)]), "trent")
        try await scene.answer(part, .accept)
        #expect(readers(try await sent(scene)) == ["ann", "nora", "tom"])
        try await scene.answer(try await offered(scene), .accept)
        #expect(readers(try await sent(scene)) == ["ann", "nora"])
        await #expect(throws: AuthorityRefusal.mayNotAgree) {
            try await scene.perform(DecideCopies(person: "p-tom", gets: true), as: .tom)
        }
        try await scene.perform(DecideCopies(person: "p-tom", gets: true), as: .ann)
        try await scene.answer(try await offered(scene), .accept)
        #expect(readers(try await sent(scene)) == ["ann", "nora"], "copies come once a day")
        scene.clock.advance(days: 1)
        let later = try await sent(scene).filter { $0.to.hasPrefix("tom") }
        #expect(later.map(\.letter.subject) == ["Your daily summary: 1"])
    }

    @Test func `one letter a day holds all of the day, and a repeat has the same identifier`() async throws {
        let scene = try await Scene()
        try await scene.choose(.ann, hour: 18, [.orders: .daily])
        let parts = [try await offered(scene), try await offered(scene), try await offered(scene)]
        for part in parts { try await scene.answer(part, .accept) }
        #expect(readers(try await sent(scene)) == ["nora", "nora", "nora"])
        scene.clock.advance(minutes: 8 * 60 + 1)
        try await scene.desk.gatherNotices(.trial())
        try await scene.desk.gatherNotices(.trial())
        let due = try await scene.desk.dueDeliveries(most: 100) { _, _ in true }.flatMap(\.deliveries)
        #expect(due.count == 1)
        guard case .ready(.letter(let first)) = try await scene.desk.pack(due[0], .trial()),
            case .ready(.letter(let second)) = try await scene.desk.pack(due[0], .trial())
        else {
            Issue.record("no letter")
            return
        }
        #expect(first.messageID == second.messageID)
        #expect(first.subject == "Your daily summary: 3")
    }

    @Test func `two workers at once make one letter`() async throws {
        let scene = try await Scene()
        try await scene.answer(try await offered(scene), .accept)
        try await scene.desk.routeMessages(.trial())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...8 { group.addTask { try await scene.desk.gatherNotices(.trial()) } }
            try await group.waitForAll()
        }
        let count = try await scene.rows("SELECT COUNT(*) AS n FROM bulletins").first?.integer("n")
        #expect(count == 2)
    }

    @Test func `whoever has no right any more when it would go out gets nothing`() async throws {
        let scene = try await Scene()
        try await scene.answer(try await offered(scene), .accept)
        try await scene.desk.routeMessages(.trial())
        try await scene.desk.gatherNotices(.trial())
        try await scene.run("UPDATE authorities SET last_day = '2026-10-05' WHERE person_id = 'p-nora'")
        #expect(readers(try await sent(scene)) == ["ann"])
        scene.clock.advance(days: 1)
        #expect(try await sent(scene).isEmpty)
        let dropped = try await scene.rows("SELECT addressee, dropped FROM personal_notices WHERE dropped IS NOT NULL")
        #expect(try dropped.map { try $0.text("addressee") + " " + $0.text("dropped") } == ["person:p-nora no-right"])
    }

    @Test func `what was answered before it went out is left out`() async throws {
        let scene = try await Scene()
        try await scene.choose(.ann, [.orders: .daily])
        let part = try await offered(scene)
        try await scene.offer(part, price: "90", quantity: 1)
        scene.clock.advance(minutes: 5)
        _ = try await sent(scene)
        try await scene.refuse(part)
        scene.clock.advance(days: 1)
        #expect(readers(try await sent(scene)).contains("ann") == false)
    }

    @Test func `a decision is sent to whoever wants nothing at all`() async throws {
        let scene = try await Scene()
        try await scene.choose(.ann, way: .pages)
        let part = try await scene.part(of: try await scene.sign(.ann, [("lights", 1)]), "meadow", .asked)
        _ = try await sent(scene)
        try await scene.decide(part, .decline)
        let letters = try await sent(scene).filter { $0.to.hasPrefix("ann") }
        #expect(letters.map(\.letter.subject).allSatisfy { $0.hasSuffix("there is a decision") } && letters.count == 1)
        #expect(letters.allSatisfy { $0.letter.headers.isEmpty }, "nothing to unsubscribe from")
    }

    @Test func `a child’s parent is told, and a holder for whom nobody decides is written to`() async throws {
        let scene = try await Scene()
        try await scene.run(
            "UPDATE authorities SET last_day = '2026-10-05' WHERE holder_id = 'h-ann' AND kind <> 'carer'")
        let part = try await scene.part(of: try await scene.sign(.tom, [("lights", 1)]), "meadow", .asked)
        _ = try await sent(scene)
        try await scene.decide(part, .decline)
        #expect(readers(try await sent(scene)).filter { $0 != "bilal" && $0 != "joan" } == ["tom"])
        let letters = try await scene.database.read {
            try $0.deliveries.toPost(for: "TAD", skipping: 0, most: 10)
        }
        #expect(letters.map(\.addressee) == [.holder("h-ann")])
        #expect(letters.first?.address == "12 Lenton Boulevard\nTown\nNG7 2RD")
        try await scene.perform(PostLetters(deliveries: letters.map(\.delivery.id)), as: .bilal)
        try await scene.perform(PostLetters(deliveries: letters.map(\.delivery.id)), as: .joan)
        let left = try await scene.database.read { try $0.deliveries.toPostCount(for: "TAD") }
        #expect(left == 0)
        await #expect(throws: NotFound.self) {
            try await scene.perform(PostLetters(deliveries: letters.map(\.delivery.id)), as: .quinn)
        }
    }

    @Test func `whose right is given, changed, ended or runs out is told, each once`() async throws {
        let scene = try await Scene()
        let save = { (first: String, last: String?, version: Int?) in
            SaveAuthority(
                holder: "h-finn", email: "tom@example.org", kind: .carer, signLimit: nil, scopes: [.statement],
                first: Cast.day(first), last: last.map(Cast.day), version: version)
        }
        try await scene.perform(save("2026-10-01", "2026-10-08", nil), as: .bilal)
        #expect(try await sent(scene).map(\.letter.subject) == ["Your account: you can act for somebody"])
        try await scene.perform(save("2026-10-01", "2026-10-07", 1), as: .bilal)
        #expect(try await sent(scene).map(\.letter.subject) == ["Your account: what you can do has changed"])
        for _ in 1...2 {
            scene.clock.advance(days: 1)
            try await scene.desk.strikeNoticeClock()
        }
        let ended = try await sent(scene).filter { $0.to.hasPrefix("tom") }.map(\.letter.subject)
        #expect(ended == ["Your account: you cannot act for somebody any more"])
        try await scene.perform(save("2026-10-01", "2026-10-05", 2), as: .bilal)
        _ = try await sent(scene)
        try await scene.desk.strikeNoticeClock()
        #expect(try await sent(scene).filter { $0.to.hasPrefix("tom") }.isEmpty, "told by staff is told")
    }

    @Test func `what is done to a plan is told to who decides, even where they want nothing`() async throws {
        let scene = try await Scene()
        try await scene.choose(.ann, way: .pages)
        try await scene.run(
            """
            INSERT INTO plan_notices (id, plan_id, plan_version, kind, reason, told_on, takes_effect, person_id, done)
            VALUES ('n-1', 'plan-ann', 1, 'suspend', 'Why', '2026-10-06', '2026-11-06', 'p-bilal', 0),
                ('n-2', 'plan-ann', 1, 'addition', 'Why', '2026-10-06', '2026-10-06', 'p-bilal', 1)
            """)
        let all = try await sent(scene)
        #expect(readers(all) == ["ann", "nora", "nora"])
        #expect(all.filter { $0.to.hasPrefix("ann") }.map(\.letter.subject) == ["Your plan: it will be suspended"])
        #expect(!all.contains { $0.letter.text.contains("Why") }, "the reason is behind the link")
    }

    @Test func `letters are for coordinators where staff have roles`() async throws {
        let scene = try await Scene()
        try await scene.run("INSERT INTO staff_posts (person_id, role) VALUES ('p-joan', 'coordinator')")
        await #expect(throws: StaffRefusal.notCoordinator) {
            try await scene.perform(PostLetters(deliveries: ["d"]), as: .bilal)
        }
        await #expect(throws: NotFound.self) { try await scene.perform(PostLetters(deliveries: ["d"]), as: .joan) }
    }

    @Test func `text messages are written down where nobody sends them, and need a number`() async throws {
        let scene = try await Scene()
        let log = RoutingSettings.trial(texts: .log)
        await #expect(throws: FieldProblems.self) { try await scene.choose(.ann, way: .text) }
        await #expect(throws: FieldProblems.self) { try await scene.choose(.ann, way: .text, number: "0115 496 0001") }
        try await scene.choose(.ann, way: .text, number: "+44 7700 900123")
        try await scene.answer(try await offered(scene), .accept)
        #expect(readers(try await scene.sentToPeople(log)) == ["nora"])
        let due = try await scene.desk.dueDeliveries(most: 10) { _, channel in channel == .text }.flatMap(\.deliveries)
        guard let id = due.first, case .text(let text) = try await scene.desk.pack(id, log) else {
            Issue.record("no text message")
            return
        }
        #expect(text.number == "07700 900123")
        try await scene.desk.log(text, of: id)
        let logged = try await scene.database.read { try $0.textLog.latest(of: "TAD", most: 10) }
        #expect(logged.map(\.text) == [text])
        #expect(try await scene.database.read { try $0.textLog.latest(of: "SYB", most: 10) }.isEmpty)
    }

    @Test func `who chose text messages gets e-mails where nobody sends any`() async throws {
        let scene = try await Scene()
        try await scene.choose(.ann, way: .text, number: "07700 900123")
        try await scene.answer(try await offered(scene), .accept)
        #expect(readers(try await sent(scene)) == ["ann", "nora"])
    }

    @Test(arguments: [
        (TextService.log, true, [Channel.email]), (.log, false, [.letter]), (.none, true, [.email]),
        (.none, false, [.letter]), (.provider, true, [.text]), (.provider, false, [.text]),
    ]) func `a decision goes by text message only where somebody truly sends it`(
        texts: TextService, hasMail: Bool, expected: [Channel]
    ) async throws {
        let scene = try await Scene()
        try await scene.choose(.ann, way: .text, number: "07700 900123")
        try await scene.declineLights()
        try await scene.setOut(.trial(hasMail: hasMail, texts: texts))
        let channels = try await scene.rows(
            """
            SELECT e.channel FROM deliveries d JOIN endpoints e ON e.id = d.endpoint_id
            JOIN personal_notices n ON n.bulletin_id = d.bulletin_id
            WHERE e.owner = 'person:p-ann' AND n.kind = 'message/request-declined'
            """)
        #expect(try channels.map { try $0.text("channel") } == expected.map(\.rawValue))
    }
}
