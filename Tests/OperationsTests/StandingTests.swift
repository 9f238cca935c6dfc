import Identity
import Operations
import Orders
import Policies
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Approved once, used within caps, each use on record.
@Suite("Standing authorisations in use") struct StandingTests {
    private func caps(
        _ perUse: String, _ perPeriod: String, last: Int = 60
    ) -> StandingAuthorisation.Caps {
        .init(
            perUse: Cast.pounds(perUse), perPeriod: Cast.pounds(perPeriod), every: .month, first: Cast.today,
            last: Cast.today.adding(days: last), suppliers: ["meadow"], listings: ["lights"])
    }

    @discardableResult
    private func grant(
        _ scene: Scene, _ caps: StandingAuthorisation.Caps, as who: Player = .bilal
    ) async throws -> StandingAuthorisation.ID {
        try await scene.perform(GrantStanding(holder: "h-ann", caps: caps, words: "Lights for the path"), as: who)
    }

    @Test func `what is covered goes out as it is signed, and the use is on record as a request`() async throws {
        let scene = try await Scene()
        let id = try await grant(scene, caps("60", "120"))
        let part = try await scene.askForLights()
        #expect(try await scene.part(of: part.order, "meadow", .asked).status == .sent)
        let approval = try await scene.approval(of: part.id)
        #expect(approval.status == .used)
        let uses = try await scene.database.read { try $0.standing.uses(of: id) }
        #expect(uses == [.init(approval: approval.id, amount: Cast.pounds("60"), day: Cast.today)])
        #expect(try await scene.balance("held:l-extras:2026-04-06") == "60.00")
        try await scene.expectSound()
    }

    @Test func `the third of a month is asked for, the first of the next goes out; what was cancelled does not count`()
        async throws
    {
        let scene = try await Scene()
        try await grant(scene, caps("60", "120"))
        let first = try await scene.askForLights()
        try await scene.cancel(try await scene.part(of: first.order, "meadow", .asked))
        var statuses: [ApprovalStatus] = []
        for _ in 0..<3 {
            scene.clock.advance(days: 1)
            statuses.append(try await scene.status(of: try await scene.askForLights()))
        }
        #expect(statuses == [.used, .used, .pending])
        scene.clock.advance(days: 31)
        #expect(try await scene.status(of: try await scene.askForLights()) == .used)
        try await scene.expectSound()
    }

    @Test func `more than one use may cost, or after its last day, it is asked for`() async throws {
        let scene = try await Scene()
        let id = try await grant(scene, caps("60", "240", last: 10))
        #expect(try await scene.status(of: try await scene.askForLights(2)) == .pending)
        scene.clock.advance(days: 11)
        #expect(try await scene.status(of: try await scene.askForLights()) == .pending)
        try await scene.strikeRequests()
        #expect(try await scene.database.read { try $0.standing.find(id, of: "TAD")?.status } == .ended)
    }

    @Test func `kept together, it waits with the rest`() async throws {
        let scene = try await Scene()
        try await grant(scene, caps("60", "120"))
        let order = try await scene.sign(.ann, [("lights", 1), ("lights-trent", 1)], together: .keepTogether)
        let (own, other) = (
            try await scene.part(of: order, "meadow", .asked), try await scene.part(of: order, "trent", .asked)
        )
        #expect(try await scene.status(of: own) == .approved)
        #expect(own.status == .awaitingApproval)
        try await scene.decide(other, .approve)
        #expect(try await scene.status(of: own) == .used)
        try await scene.expectSound()
    }

    @Test func `above an amount a second person has to agree`() async throws {
        let scene = try await Scene()
        try await scene.publish([], times: ApprovalTimes(twoPeopleAbove: Cast.pounds("100")))
        let id = try await grant(scene, caps("60", "120"))
        #expect(try await scene.status(of: try await scene.askForLights()) == .pending)
        let confirm = MoveStanding(authorisation: id, event: .confirm)
        #expect(await refusal { try await scene.perform(confirm, as: .bilal) } == "standing-authorisation.other-person")
        try await scene.perform(confirm, as: .joan)
        #expect(try await scene.status(of: try await scene.askForLights()) == .used)
    }

    @Test func `nobody authorises beyond their limit, about their own, or at another commissioner`() async throws {
        let scene = try await Scene()
        try await scene.giveRoles(joan: "100")
        let large = caps("60", "100.01")
        #expect(await refusal { try await grant(scene, large, as: .joan) } == "standing-authorisation.over-limit")
        try await grant(scene, caps("60", "100"), as: .joan)
        try await scene.perform(DeclareInterest(subject: .supplier("meadow"), words: "Shares"), as: .bilal)
        #expect(await refusal { try await grant(scene, large) } == "standing-authorisation.excluded")
        await #expect(throws: NotFound.self) { try await grant(scene, large, as: .quinn) }
    }

    @Test func `taken back or paused it is no use`() async throws {
        for event in [StandingAuthorisation.Event.revoke, .pause] {
            let scene = try await Scene()
            let id = try await grant(scene, caps("60", "120"))
            try await scene.perform(MoveStanding(authorisation: id, event: event), as: .joan)
            #expect(try await scene.status(of: try await scene.askForLights()) == .pending)
        }
    }
}
