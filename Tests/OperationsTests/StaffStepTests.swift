import Catalogue
import Identity
import Operations
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Who of a commissioner's staff may do what about a supplier.
@Suite("Steps of staff about suppliers") struct StaffStepTests {
    private static let steps: [(step: StaffStep, roles: String)] = [
        (.decide(.accept), "approver senior-approver"), (.decide(.reject), "approver senior-approver"),
        (.waive, "approver senior-approver"), (.agree, "approver senior-approver"),
        (.reviewListing, "approver senior-approver"), (.decide(.revoke), "senior-approver"),
        (.callBack(.confirm), "senior-approver finance"), (.callBack(.refuse), "senior-approver finance"),
        (.move(.approve), "senior-approver"), (.move(.suspend), "senior-approver"),
        (.move(.lift), "senior-approver"), (.grant, "senior-approver"), (.withdraw, "senior-approver"),
    ]

    @Test(arguments: StaffRole.allCases) func `each step is for the roles of the table, and for nobody else`(
        role: StaffRole
    ) async throws {
        let scene = try await Scene()
        try await scene.posts("p-joan", [.init(role)])
        let obstacles = try await scene.database.read { try $0.obstacles(to: "p-joan", of: "TAD", about: "trent") }
        for (step, roles) in Self.steps {
            let may = roles.split(separator: " ").contains(role.rawValue[...])
            #expect((obstacles[step] == nil) == may, "\(step)")
        }
    }

    @Test func `a coordinator confirms no account, accepts nothing and takes no insurance away`() async throws {
        let scene = try await Scene()
        let account = try await scene.perform(
            EnterBankAccount(text: .init(holder: "Trent", sortCode: "309921", number: "12345678")), as: .petra)
        try await scene.posts("p-joan", [.init(.coordinator)])
        try await scene.posts("p-bilal", [.init(.approver)])
        let confirm = DecideBankAccount(supplier: "trent", account: account, event: .confirm, words: "Called.")
        let paper = try #require(
            try await scene.checklist(of: "trent").evidence.first { $0.requirement == .publicLiability })
        let revoke = DecideEvidence(supplier: "trent", evidence: paper.id, event: .revoke, reason: "Never paid.")
        let waive = WaiveRequirement(
            supplier: "trent", requirement: .dataProtection, reason: "Exempt", until: Cast.today)
        let wanted = ["staff.not-finance", "staff.not-senior", "staff.not-approver"]
        #expect(await refusal { try await scene.perform(confirm, as: .joan) } == wanted[0])
        #expect(await refusal { try await scene.perform(revoke, as: .joan) } == wanted[1])
        #expect(await refusal { try await scene.perform(waive, as: .joan) } == wanted[2])
        // An approver reads papers, and stops nobody.
        #expect(await refusal { try await scene.perform(revoke, as: .bilal) } == wanted[1])
        try await scene.perform(waive, as: .bilal)
        try await scene.posts("p-joan", [.init(.finance)])
        try await scene.perform(confirm, as: .joan)
    }

    @Test func `who is called like somebody of the supplier does it no favour, and can still stop it`() async throws {
        let scene = try await Scene()
        try await scene.run("UPDATE people SET name = 'joan  PIKE' WHERE id = 'p-petra'")
        try await scene.move("trent", .suspend, as: .joan)
        #expect(await refusal { try await scene.move("trent", .lift, as: .joan) } == "staff.interest-in-supplier")
        try await scene.move("trent", .lift)
        let paper = try #require(
            try await scene.checklist(of: "trent").evidence.first { $0.requirement == .publicLiability })
        try await scene.perform(
            DecideEvidence(supplier: "trent", evidence: paper.id, event: .revoke, reason: "Cancelled."), as: .joan)
        try await scene.perform(WithdrawSupplierApproval(supplier: "trent", number: 1, reason: "Gone."), as: .joan)
        #expect(
            await refusal {
                try await scene.perform(
                    GrantSupplierApproval(supplier: "trent", category: nil, first: Cast.today), as: .joan)
            } == "staff.interest-in-supplier")
        // Who has left the team is nobody's namesake any more.
        try await scene.database.write { try $0.teams.shutOut("p-petra") }
        try await scene.perform(GrantSupplierApproval(supplier: "trent", category: nil, first: Cast.today), as: .joan)
    }

    @Test func `a supplier does not choose who may decide about it by the names of its team`() async throws {
        let scene = try await Scene()
        let petra = try await scene.principal(.petra)
        for (name, isTaken) in [("bilal  RAHMAN", false), ("Quinn Adair", false), ("Bilal B. Rahman", true)] {
            let text = TeamMemberText(name: name, email: "new@example.org", roles: [.orders])
            do {
                _ = try await scene.desk.addTeamMember(text, as: petra, key: "add \(name)")
                #expect(isTaken, "\(name)")
            } catch let problems as FieldProblems {
                #expect(!isTaken && problems["name"] != nil, "\(name)")
            }
        }
    }

    // MARK: Answers

    /// Trent as a therapist that has answered no to everything, with some yeses.
    private func answer(_ scene: Scene, yes: Set<Question> = []) async throws {
        let asked = try await scene.checklist(of: "trent").asked
        let answers = Dictionary(uniqueKeysWithValues: asked.map { ($0, yes.contains($0)) })
        try await scene.perform(AnswerQuestions(answers: answers), as: .petra)
    }

    private func therapist() async throws -> Scene {
        let scene = try await Scene()
        var text = Scene.wilma()
        (text.name, text.kind) = ("Trent Neuro Physio", "therapist")
        try await scene.perform(SaveSupplierDetails(text: text, description: "Walking."), as: .petra)
        return scene
    }

    @Test func `an insurance that has run out cannot be answered away`() async throws {
        let scene = try await therapist()
        try await answer(scene, yes: [.employs])
        // What it says itself that it needs has to be there.
        #expect(try await scene.supplier("trent").checks.insuredUntil == nil)
        let row = try #require(Requirement[.employersLiability])
        let (last, all) = (Cast.day("2026-12-31"), Cast.day("2027-03-31"))
        let given = try await scene.perform(
            OfferEvidence(requirement: .employersLiability, text: Scene.text(for: row, until: last)), as: .petra)
        try await scene.perform(DecideEvidence(supplier: "trent", evidence: given, event: .accept), as: .bilal)
        scene.clock.now = Moment(startOf: last.adding(days: 1)).adding(minutes: 600)
        let version = try await scene.supplier("trent").version
        try await answer(scene)
        #expect(try await scene.supplier("trent").checks.insuredUntil == last)
        #expect(try await scene.supplier("trent").version > version)
        let told = try await scene.database.read { try $0.supplierNotices.latest(for: .commissioner("TAD"), count: 1) }
        #expect(told.map(\.kind) == [.answersChanged])
        #expect(try await scene.database.read { try $0.joining.waiting(skipping: 0, most: 9).map(\.what) } == [.answer])
        try await scene.perform(DecideAnswer(supplier: "trent", question: .employs, agrees: false), as: .bilal)
        let again = DecideAnswer(supplier: "trent", question: .employs, agrees: true)
        #expect(await refusal { try await scene.perform(again, as: .bilal) } == "joining.decided-meanwhile")
        try await answer(scene)
        try await scene.perform(again, as: .bilal)
        #expect(try await scene.supplier("trent").checks.insuredUntil == all)
    }

    @Test func `a new yes stops what it needs until it is there, and before that nobody is asked`() async throws {
        let scene = try await therapist()
        #expect(try await scene.supplier("trent").checks.papersUntil == nil)
        try await answer(scene, yes: [.healthRecords])
        #expect(try await scene.supplier("trent").checks.papersUntil == Cast.today.adding(days: -1))
        let row = try #require(Requirement[.dspt])
        let given = try await scene.perform(
            OfferEvidence(requirement: .dspt, text: Scene.text(for: row)), as: .petra)
        try await scene.perform(DecideEvidence(supplier: "trent", evidence: given, event: .accept), as: .bilal)
        #expect(try await scene.supplier("trent").checks.papersUntil == Cast.today.adding(months: 13))
        var text = Scene.wilma()
        text.kind = "equipment"
        await #expect(throws: FieldProblems.self) {
            try await scene.database.write {
                var profile = try $0.joining.profile(of: "careful")
                profile.kind = .careAgency
                try $0.joining.save(profile, of: "careful")
            }
            try await scene.perform(SaveSupplierDetails(text: text, description: "Care."), as: .carol)
        }
    }
}
