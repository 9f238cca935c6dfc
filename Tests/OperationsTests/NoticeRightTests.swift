import Identity
import Operations
import Orders
import Outbox
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Who may know changes between what happened and the letter about it: what has to be said finds somebody, and nobody
/// reads what is not theirs.
@Suite("Rights to notices") struct NoticeRightTests {
    private let bounced = AttemptOutcome(.answered, status: 550, milliseconds: 3)

    private func subjects(
        _ sent: [(to: String, letter: Letter)], to who: Player
    ) -> [String] {
        sent.filter { $0.to == who.person.email.text }
            .map { String($0.letter.subject.split(separator: ": ").last ?? "") }
    }

    private func numberOf(_ scene: Scene, _ part: SupplierOrder) async throws -> String {
        try await scene.order(part.order).number
    }

    // MARK: - Boards

    /// Nora acts for Ann (at TAD) and for Zara (at SYB); an order of each was accepted.
    private func ofTwoBoards(
        _ scene: Scene, _ way: NoticeWay, address: [String] = []
    ) async throws -> (ann: String, zara: String) {
        try await scene.perform(
            SaveAuthority(
                holder: "h-zara", email: "nora@example.org", kind: .nominee, signLimit: nil,
                scopes: Set(Authority.Scope.allCases), first: Cast.day("2026-10-01"), last: nil, version: nil),
            as: .quinn)
        try await scene.choose(.nora, way: way, [.orders: .daily], address: address)
        _ = try await scene.sentToPeople()
        let ann = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let zara = try await scene.part(of: try await scene.sign(.zara, [("rollator", 1)]), "meadow")
        for part in [ann, zara] { try await scene.answer(part, .accept) }
        _ = try await scene.sentToPeople()
        scene.clock.advance(days: 1)
        return (try await numberOf(scene, ann), try await numberOf(scene, zara))
    }

    @Test func `who acts for people of two commissioners gets a letter from each`() async throws {
        let scene = try await Scene()
        let (ann, zara) = try await ofTwoBoards(scene, .email)
        let letters = try await scene.sentToPeople().filter { $0.to.hasPrefix("nora") }.map(\.letter.text)
        #expect(letters.count == 2)
        for (own, other) in [(ann, zara), (zara, ann)] {
            #expect(letters.contains { $0.contains(own) && !$0.contains(other) })
        }
    }

    @Test func `staff print nothing about another commissioner’s people`() async throws {
        let scene = try await Scene()
        let (ann, zara) = try await ofTwoBoards(scene, .letter, address: ["1 Elm Row", "DE1 1AA"])
        try await scene.setOut()
        // As it was when one letter held all.
        try await scene.run(
            """
            UPDATE personal_notices SET bulletin_id = (SELECT MIN(n.bulletin_id) FROM personal_notices n
                WHERE n.addressee = 'person:p-nora' AND n.kind = 'message/order-accepted')
            WHERE addressee = 'person:p-nora' AND kind = 'message/order-accepted'
            """)
        for (board, own, other) in [("TAD", ann, zara), ("SYB", zara, ann)] as [(Commissioner.ID, String, String)] {
            let now = scene.clock.now
            let bulletins = try await scene.toPost(at: board).compactMap(\.delivery.bulletin)
            let texts = try await scene.database.read { snapshot in
                try bulletins.compactMap { try snapshot.notices.bulletin($0) }
                    .compactMap { try snapshot.paperLetter(in: $0, of: board, at: now, .trial())?.text }
            }
            #expect(texts.contains { $0.contains(own) } && !texts.contains { $0.contains(other) })
        }
    }

    // MARK: - Death

    @Test func `nobody writes to the dead: who acts for them hears, and their carer`() async throws {
        let scene = try await Scene()
        try await scene.declineLights()
        try await scene.setOut()
        try await scene.recordDeathOfAnn()
        let sent = try await scene.sentToPeople()
        #expect(subjects(sent, to: .ann).isEmpty)
        #expect(subjects(sent, to: .nora) == ["there is a decision"])
        #expect(try await scene.toPost().isEmpty)
        #expect(try await scene.held().isEmpty)
    }

    @Test func `what has to be said after a death, and nobody may know, is kept for the staff`() async throws {
        let scene = try await Scene()
        try await scene.choose(.ann, way: .letter)
        try await scene.declineLights()
        try await scene.end("a-nora-ann")
        try await scene.setOut()
        #expect(try await scene.toPost().map(\.addressee) == [.person("p-ann")])
        try await scene.recordDeathOfAnn()
        for _ in 1...2 {
            try await scene.desk.strikeNoticeClock()
            #expect(try await scene.sentToPeople().allSatisfy { !$0.to.hasPrefix("ann") })
        }
        #expect(try await scene.toPost().isEmpty)
        #expect(try await scene.held().map(\.addressee) == [.holder("h-ann")])
        #expect(try await scene.held(at: "SYB").isEmpty)
    }

    @Test func `what nobody could be told stands until a coordinator has seen to it`() async throws {
        let scene = try await Scene()
        try await scene.declineLights()
        try await scene.end("a-nora-ann")
        try await scene.recordDeathOfAnn()
        _ = try await scene.sentToPeople()
        let held = try await scene.held().map(\.id)
        #expect(held.count == 1)
        let see = { (note: String) in SeeToNotices(notices: held, note: note) }
        await #expect(throws: FieldProblems.self) { try await scene.perform(see(" "), as: .bilal) }
        await #expect(throws: FieldProblems.self) {
            try await scene.perform(SeeToNotices(notices: [], note: "x"), as: .bilal)
        }
        await #expect(throws: NotFound.self) { try await scene.perform(see("x"), as: .quinn) }
        try await scene.run("INSERT INTO staff_posts (person_id, role) VALUES ('p-joan', 'coordinator')")
        await #expect(throws: StaffRefusal.notCoordinator) { try await scene.perform(see("x"), as: .bilal) }
        for _ in 1...2 { try await scene.perform(see("Her sister is the executor: told by telephone."), as: .joan) }
        #expect(try await scene.held().isEmpty)
    }

    // MARK: - Duties

    @Test func `a decision goes to the new nominee where the right of the old one ended on the way`() async throws {
        let scene = try await Scene()
        try await scene.end("a-ann")
        try await scene.choose(.nora, hour: 18, [.requests: .daily])
        let part = try await scene.part(of: try await scene.sign(.tom, [("lights", 1)]), "meadow", .asked)
        try await scene.decide(part, .decline)
        _ = try await scene.sentToPeople()
        try await scene.end("a-nora-ann")
        try await scene.run(
            "UPDATE authorities SET kind = 'nominee', last_day = NULL WHERE id = 'a-rex'")
        scene.clock.advance(days: 1)
        _ = try await scene.sentToPeople()
        let sent = try await scene.sentToPeople()
        #expect(subjects(sent, to: .rex) == ["there is a decision"] && subjects(sent, to: .nora).isEmpty)
    }

    @Test func `a decision is posted to the holder where nobody who decides is left`() async throws {
        let scene = try await Scene()
        try await scene.declineLights()
        try await scene.setOut()
        for authority in ["a-ann", "a-nora-ann"] as [Authority.ID] { try await scene.end(authority) }
        #expect(subjects(try await scene.sentToPeople(), to: .nora).isEmpty)
        #expect(try await scene.toPost().map(\.addressee) == [.holder("h-ann")])
        #expect(try await scene.sentToPeople().isEmpty, "once")
        #expect(try await scene.toPost().count == 1)
    }

    @Test func `of a day’s letter only that is left out whose reader may not know it any more`() async throws {
        let scene = try await Scene()
        try await scene.choose(.nora, [.requests: .daily, .orders: .daily])
        try await scene.declineLights()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(part, .accept)
        _ = try await scene.sentToPeople()
        scene.clock.advance(days: 1)
        try await scene.setOut()
        try await scene.run("UPDATE authorities SET kind = 'carer', scopes = 'shop;sign' WHERE id = 'a-nora-ann'")
        try await scene.run("UPDATE orders SET signer_id = 'p-nora' WHERE id = \(part.order)")
        #expect(subjects(try await scene.sentToPeople(), to: .nora) == ["1"])
    }

    @Test func `who has neither e-mail nor address is told by the staff`() async throws {
        let scene = try await Scene()
        try await scene.run(
            """
            INSERT INTO plan_notices (id, plan_id, plan_version, kind, reason, told_on, takes_effect, person_id, done)
            VALUES ('n-1', 'plan-finn', 1, 'end', 'Why', '2026-10-06', '2026-11-06', 'p-bilal', 0)
            """)
        try await scene.setOut(.trial(hasMail: false))
        #expect(try await scene.held().map(\.addressee.code).sorted() == ["person:p-dana", "person:p-nora"])
    }

    // MARK: - Letters that do not arrive

    @Test func `a decision whose e-mail does not arrive is posted, and the rest waits for a call`() async throws {
        let scene = try await Scene()
        try await scene.declineLights()
        try await scene.answer(try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent"), .accept)
        try await scene.setOut()
        for id in try await scene.waiting() { try await scene.desk.note(bounced, of: id, .trial(), thousandths: 0) }
        let letters = try await scene.toPost()
        #expect(letters.map(\.addressee) == [.person("p-ann")] && letters.map(\.failed) == [.email])
        let unreached = try await scene.database.read { try $0.deliveries.unreached(of: "TAD", most: 100) }
        // Nora has no address on record: what must be told to her and the rest stands there.
        #expect(unreached.map(\.addressee.code).sorted() == ["person:p-ann", "person:p-nora", "person:p-nora"])
    }

    @Test func `what is given up goes on paper too, to where its reader lives by then`() async throws {
        let scene = try await Scene()
        try await scene.declineLights()
        try await scene.setOut()
        for id in try await scene.waiting() { try await scene.desk.giveUp(id, .trial()) }
        try await scene.run(
            "UPDATE holders SET address = '7 New Street\nDerby', postcode = 'DE1 1AA' WHERE id = 'h-ann'")
        try await scene.desk.strikeNoticeClock()
        #expect(try await scene.toPost().map(\.address) == ["7 New Street\nDerby\nDE1 1AA"])
    }

    @Test func `an e-mail goes to the address that its reader has by then`() async throws {
        let scene = try await Scene()
        try await scene.declineLights()
        try await scene.setOut()
        try await scene.run("UPDATE people SET email = 'ann.marsh@example.org' WHERE id = 'p-ann'")
        var addresses: [String] = []
        for id in try await scene.waiting() {
            if case .ready(.letter(let letter)) = try await scene.desk.pack(id, .trial()) {
                addresses.append(letter.to.text)
            }
        }
        #expect(addresses.contains("ann.marsh@example.org") && !addresses.contains("ann@example.org"))
    }

    // MARK: - Staff

    @Test func `who has lost the role before the day’s letter hears nothing, and who has it now does`() async throws {
        let scene = try await Scene()
        let give = { (joan: StaffRole, bilal: StaffRole) in
            try await scene.run("DELETE FROM staff_posts")
            try await scene.run("INSERT INTO staff_posts (person_id, role) VALUES ('p-joan', \(joan.rawValue))")
            try await scene.run("INSERT INTO staff_posts (person_id, role) VALUES ('p-bilal', \(bilal.rawValue))")
        }
        try await give(.finance, .approver)
        let part = try await scene.part(of: try await scene.sign(.ann, [("rollator", 1)]), "meadow")
        for step in [Scene.SupplierAnswer.accept, .deliver] { try await scene.answer(part, step) }
        try await scene.confirm(part)
        _ = try await scene.sentToPeople()
        try await give(.approver, .finance)
        scene.clock.advance(days: 1)
        #expect(subjects(try await scene.sentToPeople(), to: .joan).isEmpty)
        scene.clock.advance(days: 1)
        #expect(subjects(try await scene.sentToPeople(), to: .bilal) == ["1, 1 waiting for an answer"])
    }
}
