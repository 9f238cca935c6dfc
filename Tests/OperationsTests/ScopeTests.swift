import Baskets
import Identity
import Operations
import Orders
import Plans
import SceneSupport
import Testing
import TestSupport
import Values

/// What an authority does not allow is refused by the operation itself, whatever page sent it.
@Suite("Scopes of authorities") struct ScopeTests {
    /// One thing that Tom does for Ann, and what he needs for it.
    struct Act: Sendable, CustomTestStringConvertible {
        let name: String
        let needs: Authority.Scope
        let does: @Sendable (Scene, Things) async throws -> Void

        var testDescription: String { name }
    }

    /// What Ann has: a basket line, an order that was sent, one that was delivered, a request, a plan to agree to.
    struct Things: Sendable {
        let line: BasketLine.ID
        let signing: SignOrder
        let sent: SupplierOrder
        let delivered: SupplierOrder
        let asked: SupplierOrder
        let plan: PlanVersionID
    }

    static let acts: [Act] = [
        Act(name: "add to the basket", needs: .shop) { scene, _ in
            try await scene.perform(AddToBasket(listing: "ramp", quantity: 1), as: .tom)
        },
        Act(name: "change a basket line", needs: .shop) { scene, things in
            try await scene.perform(ChangeBasketLine(line: things.line, quantity: 2), as: .tom)
        },
        Act(name: "accept a price", needs: .shop) { scene, things in
            try await scene.perform(AcceptPrice(line: things.line, price: Cast.pounds("30")), as: .tom)
        },
        Act(name: "arrange a basket line", needs: .shop) { scene, things in
            try await scene.perform(ArrangeBasketLine(line: things.line), as: .tom)
        },
        Act(name: "sign", needs: .sign) { scene, things in try await scene.perform(things.signing, as: .tom) },
        Act(name: "cancel", needs: .sign) { scene, things in try await scene.cancel(things.sent, as: .tom) },
        Act(name: "withdraw a request", needs: .sign) { scene, things in
            try await scene.withdraw(things.asked, as: .tom)
        },
        Act(name: "confirm", needs: .confirm) { scene, things in try await scene.confirm(things.delivered, as: .tom) },
        Act(name: "ask for a change of the plan", needs: .statement) { scene, things in
            try await scene.perform(AskForPlanChange(plan: things.plan, words: "More care"), as: .tom)
        },
        Act(name: "agree to the plan", needs: .statement) { scene, things in
            try await scene.agree(to: things.plan, as: .tom)
        },
    ]

    private static func things(_ scene: Scene) async throws -> Things {
        let first = try await scene.sign(.ann, [("neuro", 1)])
        let delivered = try await scene.part(of: first, "trent")
        try await scene.answer(delivered, .accept)
        try await scene.answer(try await scene.part(of: first, "trent"), .deliver)
        let second = try await scene.sign(.ann, [("rollator", 1), ("lights", 1)])
        let plan = try await scene.propose()
        try await scene.fill(.ann, [("visit", 1)])
        let line = try #require(try await scene.checkout().basket.lines.first)
        return Things(
            line: line.id, signing: try await scene.signing(.tom),
            sent: try await scene.part(of: second, "meadow"), delivered: try await scene.part(of: first, "trent"),
            asked: try await scene.part(of: second, "meadow", .asked), plan: plan)
    }

    @Test(arguments: acts)
    func `Tom is refused what he lacks the scope for, and nothing changes`(act: Act) async throws {
        let scene = try await Scene()
        try await scene.restrict(.tom, to: Set(Authority.Scope.allCases), kind: .nominee)
        let things = try await Self.things(scene)
        try await scene.restrict(.tom, to: Set(Authority.Scope.allCases).subtracting([act.needs]), kind: .nominee)
        let before = try await scene.fingerprint()
        let code = await refusal { try await act.does(scene, things) }
        #expect(code == "authority.not-for-\(act.needs.rawValue)")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test(arguments: acts) func `Tom does what he has the scope for`(act: Act) async throws {
        let scene = try await Scene()
        try await scene.restrict(.tom, to: Set(Authority.Scope.allCases), kind: .nominee)
        let things = try await Self.things(scene)
        // Shopping is looked at by the rules when somebody signs.
        let enough: Set<Authority.Scope> = act.needs == .sign ? [.sign, .shop] : [act.needs]
        try await scene.restrict(.tom, to: enough, kind: .nominee)
        #expect(await refusal { try await act.does(scene, things) } == "done")
        try await scene.expectSound()
    }

    @Test func `a carer asks for a change, but cannot agree`() async throws {
        let scene = try await Scene()
        let id = try await scene.propose()
        #expect(await refusal { try await scene.agree(to: id, as: .tom) } == "authority.may-not-agree")
        #expect(try await scene.plan(id).status == .proposed)
        try await scene.perform(AskForPlanChange(plan: id, words: "More care"), as: .tom)
        #expect(try await scene.plan(id).status == .proposed, "a carer’s wish does not send the plan back")
        try await scene.perform(AskForPlanChange(plan: id, words: "More care"), as: .ann)
        #expect(try await scene.plan(id).status == .draft)
    }

    @Test func `what was changed since it was read is not agreed to`() async throws {
        let scene = try await Scene()
        let id = try await scene.propose()
        let read = try await scene.revision(of: id)
        try await scene.perform(TakeBackPlan(plan: id, fate: .draft), as: .bilal)
        try await scene.propose(id, [.line(.ann("l-mobility", amount: "700"))])
        let stale = AgreeToPlan(plan: id, revision: read)
        #expect(await refusal { try await scene.perform(stale, as: .ann) } == "plan.changed-meanwhile")
        try await scene.agree(to: id)
        #expect(try await scene.plan(id).status == .inForce)
        try await scene.expectSound()
    }

    @Test func `agreeing keeps both names`() async throws {
        let scene = try await Scene()
        try await scene.restrict(.tom, to: [.statement], kind: .nominee)
        let id = try await scene.propose()
        try await scene.agree(to: id, as: .tom)
        let names = try await scene.plan(id).agreements.map(\.name)
        #expect(names == ["Bilal Rahman", "Tom Marsh, as nominee of Ann Marsh"])
        #expect(try await scene.audit().last == "AgreeToPlan by p-tom for h-ann")
    }
}
