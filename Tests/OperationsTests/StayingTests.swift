import Baskets
import Catalogue
import Identity
import Operations
import Outbox
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Staying a supplier: what runs out, who is of the team, where and when they work.
@Suite("Staying a supplier") struct StayingTests {
    @Test func `Trent is warned once at each stage, and after the last day nothing new can be ordered`() async throws {
        let scene = try await Scene()
        // Trent is insured until 31 March 2027.
        let last = Cast.day("2027-03-31")
        func told() async throws -> [SupplierNotice.Kind] {
            try await scene.desk.strikeSupplierClock()
            return try await scene.database.read {
                try $0.supplierNotices.latest(for: .supplier("trent"), count: 20).map(\.kind).reversed()
            }
        }
        var seen: [Int: [SupplierNotice.Kind]] = [:]
        for left in [61, 60, 59, 31, 30, 8, 7, 0, -1, -2] {
            scene.clock.now = Moment(startOf: last.adding(days: -left)).adding(minutes: 60)
            seen[left] = try await told()
        }
        #expect(seen[61] == [])
        #expect(seen[60] == [.endsIn60] && seen[59] == [.endsIn60] && seen[31] == [.endsIn60])
        #expect(seen[30] == [.endsIn60, .endsIn30] && seen[8] == [.endsIn60, .endsIn30])
        #expect(seen[7] == [.endsIn60, .endsIn30, .endsIn7] && seen[0] == seen[7])
        #expect(seen[-1] == [.endsIn60, .endsIn30, .endsIn7, .paperEnded] && seen[-2] == seen[-1])
        let shown = try await scene.database.read {
            try $0.joining.ending(by: last, on: last, for: "TAD", most: 9).filter { $0.supplier == "trent" }
                .map(\.requirement)
        }
        #expect(shown == [.publicLiability])
    }

    @Test func `who was away for the warnings is told the last one only`() {
        let until = Cast.day("2027-03-31")
        let stages = [60, 45, 30, 29, 7, 1, 0, -1, -90].map {
            SupplierClock.stage(of: until, on: until.adding(days: -$0))
        }
        #expect(stages == [60, 60, 30, 30, 7, 7, 7, 0, 0])
    }

    @Test func `a renewal is given early, counts when it is accepted, and open orders go on meanwhile`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        try await scene.perform(SaveSupplierDetails(text: Self.trent, description: "Walking."), as: .petra)
        let asked = try await scene.checklist(of: "trent").asked
        try await scene.perform(
            AnswerQuestions(answers: Dictionary(uniqueKeysWithValues: asked.map { ($0, false) })), as: .petra)
        let row = try #require(Requirement[.publicLiability])
        let given = try await scene.perform(
            OfferEvidence(requirement: .publicLiability, text: Scene.text(for: row, until: Cast.day("2027-09-30"))),
            as: .petra)
        #expect(try await scene.supplier("trent").checks.insuredUntil == Cast.day("2027-03-31"))
        try await scene.perform(DecideEvidence(supplier: "trent", evidence: given, event: .accept), as: .bilal)
        #expect(try await scene.supplier("trent").checks.insuredUntil == Cast.day("2027-09-30"))
        try await scene.perform(
            DecideEvidence(supplier: "trent", evidence: given, event: .revoke, reason: "Never paid for."), as: .bilal)
        #expect(try await scene.supplier("trent").checks.insuredUntil == Cast.today.adding(days: -1))
        try await scene.fill(.ann, [("neuro", 1)])
        #expect(
            try await scene.checkout().judgement.verdicts.flatMap(\.reasons).contains(
                .supplierInsuranceEnded(supplier: "Trent Neuro Physio", Cast.today.adding(days: -1))))
        // What was ordered before is Trent's to bring.
        try await scene.answer(try await scene.part(of: order, "trent"), .accept)
    }

    private static var trent: SupplierDetailsText {
        var text = Scene.wilma()
        (text.name, text.kind) = ("Trent Neuro Physio", "therapist")
        return text
    }

    // MARK: The team

    /// Somebody whom Petra has added to Trent with some roles, and the password they begin with.
    private func add(
        _ roles: Set<SupplierRole>, _ scene: Scene, email: String = "sol@example.org"
    ) async throws -> (Principal, String) {
        let text = TeamMemberText(name: "Sol Reed", email: email, roles: roles)
        let new = try await scene.desk.addTeamMember(text, as: try await scene.principal(.petra), key: "add-\(email)")
        let password = try #require(new.password)
        let begun = try #require(try await scene.desk.signIn(email: email, password: password))
        return (try #require(try await scene.desk.principal(secret: begun.secret)), password)
    }

    @Test(arguments: SupplierRole.allCases)
    func `each role does its own part of the work and no other`(role: SupplierRole) async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let (sol, _) = try await add([role], scene)
        let listing = try #require(try await scene.database.read { try $0.listings.find("neuro") })
        let steps: [(SupplierDuty, any Operations.Operation)] = [
            (.listings, MoveListing(listing: "neuro", version: listing.version, action: .withdraw)),
            (.orders, AcceptOrder(part: part.id)),
            (.places, CloseForDates(first: Cast.today, last: Cast.today, words: "Stocktaking")),
            (.papers, EnterBankAccount(text: .init(holder: "T", sortCode: "309921", number: "12345678"))),
            (.team, SetTeamRoles(person: "p-petra", roles: [.owner])),
        ]
        for (duty, step) in steps {
            let answer = await refusal { try await Self.perform(step, sol, scene) }
            #expect(answer == (role.duties.contains(duty) ? "done" : "team.not-yours"), "\(duty)")
        }
    }

    private static func perform(
        _ step: some Operations.Operation, _ who: Principal, _ scene: Scene
    ) async throws {
        _ = try await scene.perform(step, as: who)
    }

    @Test func `the last owner stays, and who is taken out is out at once`() async throws {
        let scene = try await Scene()
        let petra = try await scene.principal(.petra)
        let (sol, password) = try await add([.orders], scene)
        for step in [SetTeamRoles(person: "p-petra", roles: [.money])] {
            #expect(await refusal { try await scene.perform(step, as: petra) } == "team.last-owner")
        }
        #expect(
            await refusal { try await scene.perform(RemoveTeamMember(person: "p-petra"), as: petra) }
                == "team.last-owner")
        try await scene.perform(SetTeamRoles(person: sol.person.id, roles: [.owner]), as: petra)
        try await scene.perform(RemoveTeamMember(person: "p-petra"), as: petra)
        #expect(try await scene.desk.signIn(email: "petra@example.org", password: Player.password) == nil)
        #expect(try await scene.principal(.petra).capacity == .nobody)
        #expect(try await scene.desk.signIn(email: "sol@example.org", password: password) != nil)
    }

    @Test func `addresses cannot be tried out, and a start password is shown once`() async throws {
        let scene = try await Scene()
        let wilma = try await scene.join()
        let text = TeamMemberText(name: "Sol Reed", email: "sol@example.org", roles: [.orders])
        #expect(
            await refusal { _ = try await scene.desk.addTeamMember(text, as: wilma, key: "k") } == "team.not-approved")
        let petra = try await scene.principal(.petra)
        let taken = TeamMemberText(name: "Ann", email: "ann@example.org", roles: [.orders])
        #expect(
            await refusal { _ = try await scene.desk.addTeamMember(taken, as: petra, key: "k1") }
                == "team.address-not-possible")
        let first = try await scene.desk.addTeamMember(text, as: petra, key: "k2")
        let second = try await scene.desk.addTeamMember(text, as: petra, key: "k2")
        #expect(first.password != nil && second.password == nil && first.person == second.person)
        let reset = try await scene.desk.resetTeamPassword(first.person, as: petra, key: "k3")
        #expect(
            try await scene.desk.signIn(email: "sol@example.org", password: try #require(first.password)) == nil)
        #expect(
            try await scene.desk.signIn(email: "sol@example.org", password: try #require(reset.password)) != nil)
    }

    // MARK: Where and when

    @Test func `a second place brings Trent to Sheffield, and the shelf notices`() async throws {
        let scene = try await Scene()
        let comes = { () async throws -> Bool in
            try await scene.desk.look { look in
                let supplier = try #require(look.shelf.supplier("trent"))
                return supplier.covers(look.shelf.gazetteer.place(ofDistrict: "S10"))
            }
        }
        #expect(try await !comes())
        var text = PlaceText()
        (text.name, text.kind, text.commissioners) = ("Sheffield", "commissioners", ["SYB"])
        try await scene.perform(SavePlace(number: nil, text: text), as: .petra)
        #expect(try await comes())
        try await scene.perform(RemovePlace(number: 1), as: .petra)
        #expect(try await !comes())
        (text.kind, text.districts) = ("districts", "NG7 XX1")
        await #expect(throws: FieldProblems.self) {
            try await scene.perform(SavePlace(number: nil, text: text), as: .petra)
        }
    }

    @Test func `closed days keep a visit from being due, and are gone when they open after all`() async throws {
        let scene = try await Scene()
        try await scene.perform(
            CloseForDates(first: Cast.today, last: Cast.today.adding(days: 9), words: "Holidays"), as: .petra)
        try await scene.fill(.ann, [("neuro", 1)])
        let away = Reason.supplierAway(supplier: "Trent Neuro Physio", opens: Cast.today.adding(days: 10))
        #expect(try await scene.checkout().judgement.verdicts.flatMap(\.reasons).contains(away))
        try await scene.perform(OpenAgain(number: 1), as: .petra)
        #expect(try await !scene.checkout().judgement.verdicts.flatMap(\.reasons).contains(away))
        await #expect(throws: FieldProblems.self) {
            try await scene.perform(
                CloseForDates(first: Cast.today, last: Cast.today.adding(days: 366), words: "Long"), as: .petra)
        }
    }
}
