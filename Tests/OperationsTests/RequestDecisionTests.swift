import Identity
import Operations
import Orders
import Policies
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Who decides, line by line, one after the other.
@Suite("Deciding on requests") struct RequestDecisionTests {
    private let mobility = ["available:l-mobility:2026-04-06", "held:l-mobility:2026-04-06"]

    /// Three rollators at £120 from the line for getting about.
    private func rollators(_ scene: Scene) async throws -> SupplierOrder {
        let order = try await scene.sign(.ann, [("rollator", 3)])
        return try await scene.part(of: order, "meadow", .asked)
    }

    @Test(arguments: [
        (2, nil, "360.00 240.00"), (3, "100", "300.00 300.00"), (1, "119.99", "480.01 119.99"),
        (3, "120", "240.00 360.00"),
    ] as [(Int, String?, String)]) func `fewer or cheaper goes out at once, and the rest of the money is free`(
        units: Int, cap: String?, balances: String
    ) async throws {
        let scene = try await Scene()
        let part = try await rollators(scene)
        let line = LineDecision(
            position: part.lines[0].position, units: units, unitPrice: cap.map(Cast.pounds), code: .fewerAreEnough,
            text: "That is enough.")
        try await scene.decide(part, lines: [line])
        #expect(try await scene.balances(mobility) == balances)
        let isWhole = units == 3 && cap == "120"
        #expect(try await scene.status(of: part) == (isWhole ? .used : .usedPart))
        try await scene.expectSound()
    }

    @Test func `none of a line by line decision is a no, and less needs a reason for each line`() async throws {
        let scene = try await Scene()
        let part = try await rollators(scene)
        let position = part.lines[0].position
        await #expect(throws: FieldProblems.self) {
            try await scene.decide(part, lines: [LineDecision(position: position, units: 2)])
        }
        await #expect(throws: FieldProblems.self) { try await scene.decide(part, lines: []) }
        try await scene.decide(
            part, lines: [LineDecision(position: position, units: 0, code: .notSafe, text: "The floor is wet.")])
        #expect(try await scene.status(of: part) == .declined)
        #expect(try await scene.balances(mobility) == "600.00 0.00")
        try await scene.expectSound()
    }

    @Test func `only those whom the route names decide, and only within their limits`() async throws {
        let scene = try await Scene()
        try await scene.giveRoles()
        try await scene.publish([
            Scene.route(
                [.init(roles: [.approver])], when: .not(.test(.requestAbove(Cast.pounds("100"))))),
            Scene.route([.init(roles: [.seniorApprover])]),
        ])
        let (small, large) = (try await scene.askForLights(), try await rollators(scene))
        #expect(await refusal { try await scene.decide(small, .approve, as: .bilal) } == "approval.may-decide")
        #expect(await refusal { try await scene.decide(large, .approve, as: .joan) } == "approval.may-decide")
        try await scene.decide(small, .approve, as: .joan)
        try await scene.decide(large, .approve, as: .bilal)
        #expect(try await scene.status(of: small) == .used)
        try await scene.expectSound()
    }

    @Test(arguments: [("59.99", "approval.within-limit"), ("60", "done"), ("60.01", "done")])
    func `a limit counts below, at and above`(limit: String, expected: String) async throws {
        let scene = try await Scene()
        try await scene.giveRoles(joan: limit)
        try await scene.publish([Scene.route([.init(roles: [.approver, .seniorApprover])])])
        let part = try await scene.askForLights()
        #expect(await refusal { try await scene.decide(part, .approve, as: .joan) } == expected)
    }

    @Test func `above an amount two different people decide; the first vote moves no money`() async throws {
        let scene = try await Scene()
        try await scene.publish([], times: ApprovalTimes(twoPeopleAbove: Cast.pounds("100")))
        let part = try await rollators(scene)
        try await scene.decide(part, .approve, as: .bilal)
        #expect(try await scene.status(of: part) == .pending)
        #expect(await refusal { try await scene.decide(part, .approve, as: .bilal) } == "approval.may-decide")
        #expect(try await scene.part(of: part.order, "meadow", .asked).status == .awaitingApproval)
        try await scene.decide(part, .approve, as: .joan)
        #expect(try await scene.part(of: part.order, "meadow", .asked).status == .sent)
        try await scene.expectSound()
    }

    @Test func `one level after the other, and the later can only lower`() async throws {
        let scene = try await Scene()
        try await scene.giveRoles(joan: "1000")
        try await scene.publish([
            Scene.route(
                [.init(roles: [.approver]), .init(roles: [.seniorApprover])],
                when: .not(.test(.requestAbove(Cast.pounds("1000")))))
        ])
        let part = try await rollators(scene)
        #expect(await refusal { try await scene.decide(part, .approve, as: .bilal) } == "approval.may-decide")
        let two = LineDecision(
            position: part.lines[0].position, units: 2, code: .fewerAreEnough, text: "Two are enough.")
        try await scene.decide(part, lines: [two], as: .joan)
        #expect(try await scene.status(of: part) == .pending)
        try await scene.decide(part, .approve, as: .bilal)
        #expect(try await scene.status(of: part) == .usedPart)
        #expect(try await scene.balances(mobility) == "360.00 240.00")
        try await scene.expectSound()
    }

    @Test func `a route on which nobody can decide is not saved`() async throws {
        let scene = try await Scene()
        let code = await refusal { try await scene.publish([Scene.route([.init(roles: [.panel])])]) }
        #expect(code == "route.nobody-can-decide")
    }

    @Test func `nobody sets their own limit`() async throws {
        let scene = try await Scene()
        let own = SetStaffPosts(person: "p-bilal", posts: [StaffPost(.seniorApprover)])
        #expect(await refusal { try await scene.perform(own, as: .bilal) } == "staff.own-roles")
        await #expect(throws: NotFound.self) { try await scene.perform(own, as: .quinn) }
    }

    @Test func `whoever stands in decides in that role and limit, and both names stay on record`() async throws {
        let scene = try await Scene()
        try await scene.giveRoles()
        try await scene.publish([Scene.route([.init(roles: [.seniorApprover])])])
        let part = try await rollators(scene)
        #expect(await refusal { try await scene.decide(part, .approve, as: .joan) } == "approval.may-decide")
        let today = scene.clock.now.day
        try await scene.perform(
            AddDelegation(from: "p-bilal", to: "p-joan", kind: .dated, first: today, last: today.adding(days: 3)),
            as: .bilal)
        try await scene.decide(part, .approve, as: .joan)
        let id = try await scene.approval(of: part.id).id
        let vote = try #require(try await scene.database.read { try $0.approvals.votes(on: id).first })
        #expect((vote.person, vote.onBehalfOf, vote.role) == ("p-joan", "p-bilal", .seniorApprover))
    }
}
