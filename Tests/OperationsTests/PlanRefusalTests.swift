import Catalogue
import Identity
import Operations
import Orders
import Plans
import SceneSupport
import Storage
import TestSupport
import Testing
import Values

/// What may not be done to plans, and what is done with notice.
@Suite("Plan steps") struct PlanRefusalTests {
    @Test func `of two editors, the second is told and changes nothing`() async throws {
        let scene = try await Scene()
        let id = try await scene.draft()
        let seen = try await scene.revision(id)
        try await scene.perform(EditPlan(plan: id, revision: seen, edit: Line.care("150")), as: .bilal)
        let before = try await scene.fingerprint()
        let late = EditPlan(plan: id, revision: seen, edit: Line.care("90"))
        #expect(await refusal { try await scene.perform(late, as: .joan) } == "plan.changed-meanwhile")
        #expect(
            await refusal { try await scene.perform(ProposePlan(plan: id, revision: seen, reason: ""), as: .joan) }
                == "plan.changed-meanwhile")
        #expect(try await scene.changes(since: before) == [])
        #expect(await refusal { _ = try await scene.draft() } == "plan.draft-exists")
    }

    @Test func `a draft from a template beside a running plan is missing nothing that has no page`() async throws {
        let scene = try await Scene()
        let id = try await scene.draft(from: .template(.careAtHome))
        let draft = try await scene.plan(id)
        let extras = try #require(draft.extras)
        #expect(draft[budget: extras.budget] != nil)
        #expect(extras.id == (try await scene.standing()).extras?.id)
        try await scene.edit(id, .removeBudget(extras.budget))
        let other = PlanBudget(id: .init(PlanEdit.new), title: "Care", eligibility: .chc, management: .notional)
        try await scene.edit(id, .budget(other))
        let homed = try await scene.plan(id)
        #expect(homed.extras.flatMap { homed[budget: $0.budget] }?.title == "Care")
    }

    @Test func `ending a plan discards the version that was to take its place`() async throws {
        let scene = try await Scene()
        let id = try await scene.agreed(from: Cast.day("2026-12-01"), Line.care("150"))
        let standing = PlanVersionID(try await scene.standing())
        try await scene.perform(
            StopPlan(plan: standing, how: .end, reason: "Moved away", takesEffect: Cast.day("2026-11-03")), as: .bilal)
        try await scene.strike(after: 28)
        #expect(try await scene.standing().status == .ended)
        #expect(try await scene.plan(id).status == .discarded)
        try await scene.strike(after: 40)
        #expect(try await scene.standing().status == .ended)
        try await scene.expectSound()
    }

    @Test func `neither extra nor emergency money is moved to other lines`() async throws {
        let scene = try await Scene()
        let plan = try await scene.standing()
        let extras = try #require(plan.extras)
        for (from, to) in [(extras.id, PlanLine.ID("l-care")), (PlanLine.ID("l-care"), extras.id)] {
            let move = MovePlanMoney(
                plan: PlanVersionID(plan), from: from, to: to, amount: Cast.pounds("1"), reason: "Because")
            await #expect(throws: FieldProblems.self) { try await scene.perform(move, as: .bilal) }
        }
        let add = AddPlanMoney(
            plan: PlanVersionID(plan), line: extras.id, amount: Cast.pounds("1"), reason: "Because")
        await #expect(throws: FieldProblems.self) { try await scene.perform(add, as: .bilal) }
    }

    @Test func `the notice of a cut goes when the version is taken back`() async throws {
        let scene = try await Scene()
        let id = try await scene.draft()
        try await scene.complete(id, from: Cast.day("2026-11-03"))
        try await scene.edit(id, Line.care("119.99"))
        try await scene.propose(id, reason: "Reviewed")
        let notices = { try await scene.database.read { try $0.planNotices.list(of: id.plan).map(\.kind) } }
        #expect(try await notices() == [.cut])
        try await scene.perform(TakeBackPlan(plan: id, fate: .draft), as: .bilal)
        #expect(try await notices() == [])
        try await scene.propose(id, reason: "Reviewed again")
        #expect(try await notices() == [.cut])
    }

    @Test func `less money needs a reason and the whole notice`() async throws {
        for (day, reason, expected) in [
            ("2026-11-02", "Reviewed", "plan.notice-too-short"), ("2026-11-03", "", "plan.reason-missing"),
            ("2026-11-03", "Reviewed", "done"),
        ] {
            let scene = try await Scene()
            let id = try await scene.draft()
            try await scene.complete(id, from: Cast.day(day))
            try await scene.edit(id, Line.care("119.99"))
            let before = try await scene.fingerprint()
            #expect(await refusal { try await scene.propose(id, reason: reason) } == expected, "\(day) \(reason)")
            if expected != "done" { #expect(try await scene.changes(since: before) == []) }
        }
    }

    @Test func `a contradictory draft is not proposed`() async throws {
        let scene = try await Scene()
        let id = try await scene.draft()
        #expect(await refusal { try await scene.propose(id) } == "FieldProblems")
        #expect(try await scene.plan(id).status == .draft)
    }

    @Test func `a draft cannot name the line of somebody else's plan`() async throws {
        let scene = try await Scene()
        let id = try await scene.draft()
        let line = World.line("l-finn-physio", "Therapy", ["04"], "5000", .year)
        #expect(await refusal { try await scene.edit(id, .line(line)) } == "NotFound")
    }

    @Test func `requests whose line is gone are closed with their money free, others wait on`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("rollator", 3), ("lights-trent", 1)])
        let gone = try await scene.part(of: order, "meadow", .asked)
        _ = try await scene.agreed(from: Cast.day("2026-11-03"), .removeLine("l-mobility"))
        try await scene.strike(after: 28)
        #expect(
            try await scene.standing(of: order) == ["meadow asked not_sent", "trent asked awaiting_approval"])
        #expect(try await scene.approval(of: gone.id).status == .voided)
        #expect(
            try await scene.balances(["available:l-mobility:2026-04-06", "held:l-mobility:2026-04-06", "fund_reserved"])
                == "0.00 0.00 48.00")
        try await scene.decide(try await scene.part(of: order, "trent", .asked), .approve)
        try await scene.expectSound()
    }

    @Test func `kept together, a whole order is closed with the line that pays for a part of it`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("rollator", 1), ("lights-trent", 1)], together: .keepTogether)
        _ = try await scene.agreed(from: Cast.day("2026-11-03"), .removeLine("l-mobility"))
        try await scene.strike(after: 28)
        #expect(try await scene.standing(of: order).allSatisfy { $0.hasSuffix("not_sent") })
        #expect(try await scene.balances(["fund_reserved"]) == "0.00")
        try await scene.expectSound()
    }

    // MARK: - Stopping

    private func stop(_ how: StopPlan.How, _ scene: Scene, on day: String, reason: String = "Concern") async throws {
        let plan = PlanVersionID(try await scene.standing())
        try await scene.perform(
            StopPlan(plan: plan, how: how, reason: reason, takesEffect: Cast.day(day)), as: .bilal)
    }

    @Test func `a plan is suspended on its day, and goes on when it is resumed`() async throws {
        let scene = try await Scene()
        #expect(await refusal { try await stop(.suspend, scene, on: "2026-11-02") } == "plan.notice-too-short")
        #expect(
            await refusal { try await stop(.suspend, scene, on: "2026-11-03", reason: "") } == "plan.reason-missing")
        try await stop(.suspend, scene, on: "2026-11-03")
        try await scene.strike(after: 27)
        #expect(try await scene.standing().status == .inForce)
        try await scene.strike(after: 1)
        #expect(try await scene.standing().status == .suspended)
        let plan = PlanVersionID(try await scene.standing())
        try await scene.perform(ResumePlan(plan: plan, reason: "Settled"), as: .joan)
        #expect(try await scene.standing().status == .inForce)
        #expect(
            await refusal { try await scene.perform(ResumePlan(plan: plan, reason: "x"), as: .joan) }
                == "plan.not-possible")
        try await scene.expectSound()
    }

    @Test func `a suspension that waits can be called off`() async throws {
        let scene = try await Scene()
        try await stop(.suspend, scene, on: "2026-11-03")
        let plan = PlanVersionID(try await scene.standing())
        try await scene.perform(ResumePlan(plan: plan, reason: "Settled"), as: .bilal)
        try await scene.strike(after: 60)
        #expect(try await scene.standing().status == .inForce)
    }

    @Test func `at its end, what is free goes back to the fund, and what was promised is paid`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("lights-trent", 1)])
        let part = try await scene.part(of: order, "trent")
        try await scene.answer(part, .accept)
        try await stop(.end, scene, on: "2026-11-03")
        try await scene.strike(after: 28)
        #expect(try await scene.standing().status == .ended)
        #expect(try await scene.part(of: order, "trent", .asked).status == .notSent)
        // All £19,000.00 that are not Finn's, but the £80.00 promised.
        #expect(try await scene.balances(["fund", "fund_reserved"]) == "18920.00 0.00")
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        try await scene.pay(part)
        try await scene.expectSound()
    }

    // MARK: - Money within a plan

    private func move(_ amount: String, _ scene: Scene, to line: PlanLine.ID = "l-mobility") async throws {
        let plan = PlanVersionID(try await scene.standing())
        try await scene.perform(
            MovePlanMoney(plan: plan, from: "l-care", to: line, amount: Cast.pounds(amount), reason: "Needed"),
            as: .bilal)
    }

    @Test func `a transfer takes what is free in the present period and no more`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("visit", 1)])
        #expect(await refusal { try await move("90.01", scene) } == "plan.line-short")
        #expect(await refusal { try await move("0", scene) } == "FieldProblems")
        #expect(await refusal { try await move("1", scene, to: "l-care") } == "FieldProblems")
        #expect(await refusal { try await move("1", scene, to: "l-finn-physio") } == "FieldProblems")
        try await move("90", scene)
        #expect(
            try await scene.balances(["available:l-care:2026-10-05", "available:l-mobility:2026-04-06"])
                == "0.00 690.00")
        try await scene.expectSound()
    }

    @Test func `an addition comes from the fund, which cannot give more than it has`() async throws {
        let scene = try await Scene()
        let plan = PlanVersionID(try await scene.standing())
        let add = { (amount: String, reason: String) in
            try await scene.perform(
                AddPlanMoney(plan: plan, line: "l-physio", amount: Cast.pounds(amount), reason: reason), as: .bilal)
        }
        #expect(await refusal { _ = try await add("10292.87", "More sessions") } == "plan.fund-short")
        #expect(await refusal { _ = try await add("80", "") } == "plan.reason-missing")
        _ = try await add("80", "More sessions")
        #expect(try await scene.balances(["available:l-physio:2026-10-06", "fund"]) == "480.00 10212.86")
        try await scene.expectSound()
    }
}
