import Catalogue
import Identity
import Operations
import Orders
import Plans
import Policies
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What a new version of the plan does to requests that wait (reference, workflow 4.3).
@Suite("Requests and new versions of the plan") struct RequestPlanTests {
    private static let mobility = [
        "held:l-mobility:2026-04-06", "available:l-mobility:2026-04-06", "fund_reserved",
    ]

    /// Ann asks for rollators: her line for getting about asks above £300.
    private func askForRollators(_ scene: Scene, _ count: Int = 3) async throws -> SupplierOrder {
        try await scene.part(of: try await scene.sign(.ann, [("rollator", count)]), "meadow", .asked)
    }

    private func now(_ part: SupplierOrder, _ scene: Scene) async throws -> String {
        let status = try await scene.part(of: part.order, part.supplier, .asked).status.rawValue
        return "\(try await scene.status(of: part).rawValue), \(status)"
    }

    private func decide(_ part: SupplierOrder, seeing content: Digest, as who: Player, _ scene: Scene) async -> String {
        await refusal {
            let approval = try await scene.approval(of: part.id)
            try await scene.perform(
                DecideApproval(approval: approval.id, decision: .approve, reason: "", content: content), as: who)
        }
    }

    /// Her line for therapy has £400 a quarter, which is five sessions.
    private func askForSessions(_ scene: Scene, _ count: Int = 6) async throws -> SupplierOrder {
        try await scene.part(of: try await scene.sign(.ann, [("neuro", count)]), "trent", .asked)
    }

    @Test func `a decision is about the plan that the page showed`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        let before = try await scene.approval(of: part.id)
        #expect(before.planVersion == 1)
        _ = try await scene.agreed(.line(.ann("l-care", amount: "130")))
        let after = try await scene.approval(of: part.id)
        #expect((after.planVersion, after.status, after.round) == (2, .pending, before.round + 1))
        #expect(await decide(part, seeing: before.content, as: .bilal, scene) == "approval.same-content")
        #expect(await decide(part, seeing: after.content, as: .bilal, scene) == "done")
        #expect(try await now(part, scene) == "used, sent")
        try await scene.expectSound()
    }

    @Test func `what was approved under the older version is approved again`() async throws {
        let scene = try await Scene()
        try await scene.publish([], times: ApprovalTimes(twoPeopleAbove: Cast.pounds("100")))
        let part = try await askForRollators(scene)
        try await scene.decide(part, .approve, as: .joan)
        _ = try await scene.agreed(.line(.ann("l-care", amount: "130")))
        try await scene.decide(part, .approve, as: .bilal)
        #expect(try await now(part, scene) == "pending, awaiting_approval")
        try await scene.decide(part, .approve, as: .joan)
        #expect(try await now(part, scene) == "used, sent")
    }

    @Test(arguments: [
        ("599.99", "voided, not_sent", "0.00 599.99 -"), ("600", "pending, awaiting_approval", "360.00 240.00 -"),
        ("600.01", "pending, awaiting_approval", "360.00 240.01 -"),
    ]) func `a line that gives less makes its requests void, and one that gives as much does not`(
        amount: String, stands: String, money: String
    ) async throws {
        let scene = try await Scene()
        let part = try await askForRollators(scene)
        _ = try await scene.agreed(
            from: Cast.today.adding(days: 28), .line(.ann("l-mobility", amount: amount, title: "Out and about")))
        try await scene.strike(after: 28)
        #expect(try await now(part, scene) == stands)
        #expect(try await scene.balances(Self.mobility) == money)
        try await scene.expectSound()
    }

    @Test func `both sides are told that it is void, and what has changed`() async throws {
        let scene = try await Scene()
        let part = try await askForRollators(scene)
        _ = try await scene.agreed(from: Cast.today.adding(days: 28), .line(.ann("l-mobility", amount: "500")))
        try await scene.strike(after: 28)
        let told = try await scene.rows(
            "SELECT recipient FROM outbox_messages WHERE kind = 'request-voided' ORDER BY recipient")
        #expect(try told.map { try $0.text("recipient") } == ["commissioner:TAD", "holder:h-ann"])
        let events = try await scene.database.read { try $0.orders.events(of: part.order) }
        let void = try #require(events.first { $0.event.what == .approval(.void) })
        let note = "The plan was changed: “Getting about” gives £500.00 instead of £600.00 from 6 April 2026 to "
            + "5 April 2027."
        #expect(void.event.note == note)
    }

    @Test func `what the line allows now without asking goes out with the money that is held`() async throws {
        let scene = try await Scene()
        let part = try await askForRollators(scene)
        _ = try await scene.agreed(.line(.ann("l-mobility", above: "400")))
        #expect(try await now(part, scene) == "not_needed, sent")
        #expect(try await scene.balances(Self.mobility) == "360.00 240.00 -")
        try await scene.perform(AcceptOrder(part: part.id), as: .milo)
        try await scene.expectSound()
    }

    @Test(arguments: [
        ("479.99", "pending, awaiting_approval", "400.00 79.99 80.00"), ("480", "not_needed, sent", "480.00 0.00 0.00"),
        ("480.01", "not_needed, sent", "480.00 0.01 0.00"),
    ]) func `a line that has enough now takes the money over from the commissioner's reserve`(
        amount: String, stands: String, money: String
    ) async throws {
        let scene = try await Scene()
        let part = try await askForSessions(scene)
        let accounts = ["held:l-physio:2026-10-06", "available:l-physio:2026-10-06", "fund_reserved"]
        #expect(try await scene.balances(accounts) == "400.00 0.00 80.00")
        _ = try await scene.agreed(.line(.ann("l-physio", amount: amount)))
        #expect(try await now(part, scene) == stands)
        #expect(try await scene.balances(accounts) == money)
        let paid = try await scene.database.read { try $0.budgets.orders(from: "l-physio", of: "h-ann").orders }
        #expect(paid.map(\.amount) == [stands.hasSuffix("sent") ? Cast.pounds("480") : Cast.pounds("400")])
        try await scene.expectSound()
    }

    @Test func `what a new version pays for counts towards the line's cap once`() async throws {
        let scene = try await Scene()
        _ = try await askForSessions(scene)
        let cap = UsageCap(quantity: 7, unit: nil)
        let version = try await scene.agreed(.line(.ann("l-physio", amount: "800", cap: cap)))
        let plan = try await scene.plan(version)
        let budget = try await scene.database.read { try $0.budgets.budget(of: plan, on: Cast.today) }
        #expect(budget[line: "l-physio"]?.used == [Cast.day("2026-10-06"): 6])
    }

    @Test func `money for one of two goes to whoever asked first`() async throws {
        let scene = try await Scene()
        let first = try await askForSessions(scene, 6)
        scene.clock.advance(days: 1)
        let second = try await askForSessions(scene, 1)
        _ = try await scene.agreed(from: scene.clock.now.day, .line(.ann("l-physio", amount: "559.99")))
        #expect(try await now(first, scene) == "not_needed, sent")
        #expect(try await now(second, scene) == "pending, awaiting_approval")
        try await scene.expectSound()
    }

    @Test func `another line in the place of the one that is gone pays, where it can`() async throws {
        let scene = try await Scene()
        let part = try await askForRollators(scene)
        let day = Cast.today.adding(days: 28)
        let line = PlanLine(
            id: .init(PlanEdit.new), kind: .agreed, title: "Wheels", covers: Covers(categories: ["07"]),
            outcomes: ["walk"],
            allocation: Allocation(
                amount: Cast.pounds("400"), every: .once,
                span: Period(from: day, days: World.annPlan.span.last - day + 1)))
        let version = try await scene.agreed(from: day, .removeLine("l-mobility"), .line(line))
        try await scene.strike(after: 28)
        #expect(try await now(part, scene) == "not_needed, sent")
        #expect(try await scene.balances(Self.mobility) == "0.00 0.00 -")
        let wheels = try #require(try await scene.plan(version).lines.first { $0.title == "Wheels" })
        #expect(try await scene.balance("held:\(wheels.id):\(day)") == "360.00")
        try await scene.expectSound()
    }

    @Test func `kept together, everything goes when the last request is not needed`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 6), ("visit", 1)], together: .keepTogether)
        #expect(try await scene.parts(of: order).map(\.status) == [.awaitingApproval, .awaitingApproval])
        _ = try await scene.agreed(.line(.ann("l-physio", amount: "480")))
        #expect(try await scene.parts(of: order).map(\.status) == [.sent, .sent])
        try await scene.expectSound()
    }

    @Test func `a review is about the plan as it is, and whoever decided before does not decide again`() async throws {
        let scene = try await Scene()
        let part = try await scene.askForLights()
        try await scene.decide(part, .decline, as: .joan)
        _ = try await scene.agreed(.line(.ann("l-care", amount: "130")))
        let id = try await scene.approval(of: part.id).id
        scene.clock.advance(minutes: 1)
        try await scene.perform(AskForReview(approval: id, reason: "It is dark."), as: .ann)
        #expect(try await scene.approval(of: part.id).planVersion == 2)
        _ = try await scene.agreed(.line(.ann("l-care", amount: "140")))
        #expect(try await scene.approval(of: part.id).planVersion == 3)
        #expect(await refusal { try await scene.decide(part, .approve, as: .joan) } == "approval.other-person")
        try await scene.decide(part, .approve, as: .bilal)
        #expect(try await now(part, scene) == "used, sent")
        try await scene.expectSound()
    }

    @Test func `the effects are shown before: what stays, what is void and what is not needed`() async throws {
        let scene = try await Scene()
        _ = try await askForRollators(scene)
        _ = try await scene.askForLights()
        _ = try await askForSessions(scene)
        let id = try await scene.draft()
        try await scene.complete(id)
        try await scene.edit(id, .line(.ann("l-physio", amount: "480")), .line(.ann("l-mobility", amount: "500")))
        let plan = try await scene.plan(id)
        let fates = try await scene.desk.look { look in
            guard let holder = try look.snapshot.holders.find("h-ann") else { throw NotFound() }
            return try PlanEffects(of: plan, holder: holder, look).requests.map { "\($0.total): \($0.fate)" }
        }
        #expect(fates.map { $0.prefix(14) } == ["£360.00: void(", "£60.00: stays", "£480.00: notNe"])
    }
}
