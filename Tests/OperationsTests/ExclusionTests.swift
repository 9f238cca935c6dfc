import Catalogue
import Identity
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Who can never decide, whatever their roles: the same for requests and for problems (reference, workflow I16).
@Suite("Exclusions") struct ExclusionTests {
    /// Why Bilal can not decide about Ann and a supplier.
    enum Why: String, CaseIterable, Sendable {
        case actedForHer, interestInHer, interestInSupplier, worksForSupplier, closeToHer

        func happens(_ scene: Scene, _ supplier: Supplier.ID) async throws {
            switch self {
            case .actedForHer:
                try await scene.run(
                    """
                    INSERT INTO authorities (id, person_id, holder_id, kind, first_day, last_day)
                    VALUES ('a-bilal', 'p-bilal', 'h-ann', 'proxy', '2020-01-01', '2020-02-01')
                    """)
            case .interestInHer:
                try await scene.perform(DeclareInterest(subject: .holder("h-ann"), words: "My aunt"), as: .bilal)
            case .interestInSupplier:
                try await scene.perform(
                    DeclareInterest(subject: .supplier(supplier.text), words: "Shares"), as: .bilal)
            case .worksForSupplier:
                try await scene.run(
                    "UPDATE people SET name = 'bilal  RAHMAN' WHERE role = 'supplier' AND organisation = \(supplier)")
            case .closeToHer:
                let tie = HolderStanding.Tie(kind: .approver, name: "Bilal Rahman", supplier: "trent", allowedOn: nil)
                try await scene.perform(
                    SetHolderStanding(holder: "h-ann", standing: HolderStanding(ties: [tie]), version: 1), as: .joan)
            }
        }
    }

    @Test(arguments: Why.allCases) func `nobody decides a request about their own, whatever the route says`(
        why: Why
    ) async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        try await why.happens(scene, "meadow")
        #expect(await refusal { try await scene.decide(part, .approve) } == "approval.may-decide")
        #expect(await refusal { try await scene.decide(part, .decline) } == "approval.may-decide")
        try await scene.decide(part, .approve, as: .joan)
    }

    @Test(arguments: Why.allCases) func `nobody decides a problem about their own`(why: Why) async throws {
        let scene = try await Scene()
        let part = try await scene.sessions(1, confirmed: 1)
        let problem = try await scene.report(part, .received)
        try await scene.perform(AnswerProblem(problem: problem, remedy: nil, words: "No."), as: .petra)
        try await why.happens(scene, "trent")
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.decide(problem, .forHolder) } == "problem.party")
        #expect(try await scene.changes(since: before) == [])
        try await scene.decide(problem, .forHolder, as: .joan)
        try await scene.expectSound()
    }

    @Test func `nobody decides a problem in which they have taken a side`() async throws {
        let scene = try await Scene()
        let part = try await scene.sessions(1, confirmed: 1)
        let problem = try await scene.report(part, .received)
        try await scene.perform(AnswerProblem(problem: problem, remedy: nil, words: "No."), as: .petra)
        try await scene.run(
            """
            INSERT INTO problem_statements VALUES (\(problem), 9, 'p-bilal', 'supplier', 'I drove there.', 1, 1)
            """)
        #expect(await refusal { try await scene.decide(problem, .forHolder) } == "problem.party")
        try await scene.decide(problem, .forHolder, as: .joan)
    }

    // MARK: Interests that are over

    private static let meadow = StaffInterest.Subject.supplier("meadow")

    private func withdraw(_ scene: Scene, of person: Person.ID = "p-bilal", as who: Player) async -> String {
        await refusal {
            try await scene.perform(
                WithdrawInterest(person: person, subject: Self.meadow, words: "The shares are sold."), as: who)
        }
    }

    @Test func `an interest that is over keeps nobody from deciding, and stays on record`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        try await scene.perform(DeclareInterest(subject: Self.meadow, words: "Shares"), as: .bilal)
        #expect(await withdraw(scene, as: .bilal) == "staff.own-interest")
        #expect(await withdraw(scene, as: .quinn) == "NotFound")
        #expect(await withdraw(scene, as: .ann) == "NotFound")
        #expect(await refusal { try await scene.decide(part, .approve) } == "approval.may-decide")
        #expect(await withdraw(scene, as: .joan) == "done")
        #expect(await withdraw(scene, as: .joan) == "NotFound")
        try await scene.perform(DeclareInterest(subject: Self.meadow, words: "New shares"), as: .bilal)
        #expect(await refusal { try await scene.decide(part, .approve) } == "approval.may-decide")
        #expect(await withdraw(scene, as: .joan) == "done")
        try await scene.decide(part, .approve)
        let record = try await scene.database.read { try $0.staff.interests(of: "TAD") }
        #expect(record.map(\.words) == ["Shares", "New shares"])
        #expect(record.map(\.name) == ["Meadow Mobility", "Meadow Mobility"])
        let over = StaffInterest.Withdrawal(by: "p-joan", at: scene.clock.now, words: "The shares are sold.")
        #expect(record.map(\.withdrawal) == [over, over])
    }

    @Test func `where there are roles, a senior approver says that an interest is over`() async throws {
        let scene = try await Scene()
        try await scene.perform(DeclareInterest(subject: Self.meadow, words: "Shares"), as: .joan)
        try await scene.posts("p-bilal", [StaffPost(.approver)])
        #expect(await withdraw(scene, of: "p-joan", as: .bilal) == "staff.not-senior")
        try await scene.posts("p-bilal", [StaffPost(.seniorApprover)])
        #expect(await withdraw(scene, of: "p-joan", as: .bilal) == "done")
    }
}
