import Catalogue
import Identity
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What is not simply in the plan waits, with its money held, until the commissioner has decided.
@Suite("Approvals") struct ApprovalTests {
    /// The line's own money, the money for extras, and the fund.
    private let accounts = [
        "available:l-mobility:2026-04-06", "held:l-mobility:2026-04-06", "available:l-extras:2026-04-06",
        "held:l-extras:2026-04-06", "fund_reserved", "fund",
    ]

    /// Three rollators (£360, above the £300 that the line allows at once) and lights (£60, in no plan).
    private func asked(_ together: Order.Together = .sendNow) async throws -> (Scene, Order.ID) {
        let scene = try await Scene()
        let things: [(Listing.ID, Int)] = [("rollator", 3), ("lights-trent", 1), ("neuro", 1)]
        return (scene, try await scene.sign(.ann, things, together: together))
    }

    @Test func `nothing is approved for somebody on hold, or who has died`() async throws {
        for standing in [HolderStanding(isOnHold: true), HolderStanding(diedOn: Cast.today)] {
            let scene = try await Scene()
            let order = try await scene.sign(.ann, [("lights", 1)])
            let part = try await scene.part(of: order, "meadow", .asked)
            try await scene.perform(SetHolderStanding(holder: "h-ann", standing: standing, version: 1), as: .bilal)
            await #expect(throws: OrderRefusal.holderStopped) { try await scene.decide(part, .approve) }
            try await scene.decide(part, .decline)
            try await scene.expectSound()
        }
    }

    @Test func `requests wait with their money held, what is in the plan goes at once`() async throws {
        let (scene, order) = try await asked()
        #expect(
            try await scene.standing(of: order) == [
                "meadow asked awaiting_approval", "trent asked awaiting_approval", "trent direct sent",
            ])
        #expect(try await scene.balances(accounts) == "240.00 360.00 - - 48.00 10244.86")
        #expect(
            try await scene.messages() == [
                "request-made → commissioner:TAD", "request-made → commissioner:TAD", "order-sent → supplier:trent",
            ])
        try await scene.expectSound()
    }

    @Test func `approved, a request goes out with the line's own money`() async throws {
        let (scene, order) = try await asked()
        try await scene.decide(try await scene.part(of: order, "meadow", .asked), .approve)
        #expect(try await scene.part(of: order, "meadow", .asked).status == .sent)
        #expect(try await scene.balances(accounts) == "240.00 360.00 - - 48.00 10244.86")
        try await scene.answer(try await scene.part(of: order, "meadow", .asked), .accept)
        let moved = ["held:l-mobility:2026-04-06", "committed:l-mobility:2026-04-06"]
        #expect(try await scene.balances(moved) == "0.00 360.00")
        try await scene.expectSound()
    }

    @Test func `approved, extra money comes from the fund to the line for extras`() async throws {
        let (scene, order) = try await asked()
        try await scene.decide(try await scene.part(of: order, "trent", .asked), .approve)
        #expect(try await scene.part(of: order, "trent", .asked).status == .sent)
        #expect(try await scene.balances(accounts) == "240.00 360.00 0.00 48.00 0.00 10244.86")
        try await scene.answer(try await scene.part(of: order, "trent", .asked), .accept)
        #expect(try await scene.balances(["held:l-extras:2026-04-06", "committed:l-extras:2026-04-06"]) == "0.00 48.00")
        try await scene.expectSound()
    }

    @Test func `declined or withdrawn, all the money is where it was`() async throws {
        for isDeclined in [true, false] {
            let (scene, order) = try await asked()
            for supplier in ["meadow", "trent"] {
                let part = try await scene.part(of: order, .init(supplier), .asked)
                if isDeclined {
                    try await scene.decide(part, .decline, reason: "Not needed")
                } else {
                    try await scene.withdraw(part)
                }
                #expect(try await scene.part(of: order, .init(supplier), .asked).status == .notSent)
                let expected: ApprovalStatus = isDeclined ? .declined : .withdrawn
                #expect(try await scene.approval(of: part.id).status == expected)
            }
            #expect(try await scene.balances(accounts) == "600.00 0.00 - - 0.00 10292.86")
            #expect(try await scene.part(of: order, "trent").status == .sent)
            try await scene.expectSound()
        }
    }

    @Test func `a decision is final`() async throws {
        let (scene, order) = try await asked()
        let part = try await scene.part(of: order, "meadow", .asked)
        try await scene.decide(part, .approve)
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.decide(part, .approve, as: .joan) } == "approval.not-possible")
        #expect(await refusal { try await scene.decide(part, .decline, as: .joan) } == "approval.not-possible")
        #expect(await refusal { try await scene.withdraw(part) } == "approval.not-possible")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `a decision is about the content that was shown, and to decline needs a reason`() async throws {
        let (scene, order) = try await asked()
        let part = try await scene.part(of: order, "meadow", .asked)
        let approval = try await scene.approval(of: part.id)
        let before = try await scene.fingerprint()
        let other = DecideApproval(approval: approval.id, decision: .approve, reason: "", content: Digest(of: "other"))
        #expect(await refusal { try await scene.perform(other, as: .bilal) } == "approval.same-content")
        #expect(await refusal { try await scene.decide(part, .decline, reason: "") } == "approval.reason-given")
        #expect(try await scene.changes(since: before) == [])
    }

    // MARK: - Kept together

    @Test func `kept together, nothing goes until everything is approved`() async throws {
        let (scene, order) = try await asked(.keepTogether)
        let waiting = [
            "meadow asked awaiting_approval", "trent asked awaiting_approval", "trent direct awaiting_approval",
        ]
        #expect(try await scene.standing(of: order) == waiting)
        #expect(try await scene.balance("held:l-physio:2026-10-06") == "80.00")
        try await scene.decide(try await scene.part(of: order, "meadow", .asked), .approve)
        #expect(try await scene.standing(of: order) == waiting)
        try await scene.decide(try await scene.part(of: order, "trent", .asked), .approve, as: .joan)
        #expect(
            try await scene.standing(of: order) == ["meadow asked sent", "trent asked sent", "trent direct sent"])
        #expect(try await scene.balances(accounts) == "240.00 360.00 0.00 48.00 0.00 10244.86")
        try await scene.expectSound()
    }

    @Test func `kept together, one decline or withdrawal stops all of it`() async throws {
        for isDeclined in [true, false] {
            let (scene, order) = try await asked(.keepTogether)
            try await scene.decide(try await scene.part(of: order, "meadow", .asked), .approve)
            let part = try await scene.part(of: order, "trent", .asked)
            if isDeclined {
                try await scene.decide(part, .decline, reason: "Not needed")
            } else {
                try await scene.withdraw(part)
            }
            #expect(
                try await scene.standing(of: order) == [
                    "meadow asked not_sent", "trent asked not_sent", "trent direct not_sent",
                ])
            let other = try await scene.part(of: order, "meadow", .asked)
            #expect(try await scene.approval(of: other.id).status == .closed)
            #expect(try await scene.balances(accounts) == "600.00 0.00 - - 0.00 10292.86")
            #expect(try await scene.balance("available:l-physio:2026-10-06") == "400.00")
            #expect(try await scene.order(order).standing.stage == .cancelled)
            try await scene.expectSound()
        }
    }

    @Test func `kept together with nothing to ask goes at once`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("visit", 1)], together: .keepTogether)
        #expect(try await scene.standing(of: order) == ["trent direct sent", "careful direct sent"])
    }

    // MARK: - When the world has changed meanwhile

    @Test func `nothing is approved for a supplier who has been suspended, but it may be declined`() async throws {
        let (scene, order) = try await asked()
        let part = try await scene.part(of: order, "meadow", .asked)
        try await scene.run("UPDATE suppliers SET status = 'suspended' WHERE id = 'meadow'")
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.decide(part, .approve) } == "approval.supplier-suspended")
        #expect(try await scene.changes(since: before) == [])
        try await scene.decide(part, .decline, reason: "Suspended")
        try await scene.expectSound()
    }

    @Test func `kept together, no part goes to a supplier who has been suspended`() async throws {
        let (scene, order) = try await asked(.keepTogether)
        try await scene.decide(try await scene.part(of: order, "meadow", .asked), .approve)
        try await scene.run("UPDATE suppliers SET status = 'suspended' WHERE id = 'meadow'")
        let last = try await scene.part(of: order, "trent", .asked)
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.decide(last, .approve) } == "approval.supplier-suspended")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test(arguments: ["suspended", "ended"]) func `nothing is approved for a plan that is not in force`(
        status: String
    ) async throws {
        let (scene, order) = try await asked()
        let part = try await scene.part(of: order, "meadow", .asked)
        try await scene.run("UPDATE plans SET status = \(status) WHERE id = 'plan-ann'")
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.decide(part, .approve) } == "approval.plan-not-in-force")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `nothing is approved after the plan's last day`() async throws {
        let scene = try await Scene()
        scene.clock.advance(days: 160)
        let order = try await scene.sign(.ann, [("lights", 1)])
        let part = try await scene.part(of: order, "meadow", .asked)
        scene.clock.advance(days: 30)
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.decide(part, .approve) } == "approval.plan-not-in-force")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `a request is refused when the fund has not the money`() async throws {
        let scene = try await Scene()
        try await scene.perform(AddToBasket(listing: "lights", quantity: 100), as: .zara)
        let signing = try await scene.signing(.zara)
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.perform(signing, as: .zara) } == "ledger.fund-short")
        #expect(try await scene.changes(since: before) == [])
        try await scene.expectSound()
    }

    @Test func `nobody decides what they asked for themselves`() async throws {
        let (scene, order) = try await asked()
        let part = try await scene.part(of: order, "meadow", .asked)
        try await scene.run("UPDATE approvals SET requested_by = 'p-bilal'")
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.decide(part, .approve) } == "approval.may-decide")
        #expect(try await scene.changes(since: before) == [])
        try await scene.decide(part, .approve, as: .joan)
    }
}
