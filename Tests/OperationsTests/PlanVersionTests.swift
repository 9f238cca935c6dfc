import Operations
import Plans
import SceneSupport
import Storage
import TestSupport
import Testing
import Values

/// A new version takes the place of the one in force; lines that go on keep their money, and nothing accepted changes.
@Suite("Plan versions") struct PlanVersionTests {
    @Test func `more money counts at once, in weeks that are open and in those that are not`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("visit", 1)])
        #expect(try await scene.balances(["available:l-care:2026-10-05", "held:l-care:2026-10-05"]) == "90.00 30.00")
        let id = try await scene.agreed(Line.care("150"))
        #expect(try await scene.plan(id).status == .inForce)
        #expect(try await scene.plan(PlanVersionID("plan-ann", 1)).status == .superseded)
        #expect(try await scene.balances(["available:l-care:2026-10-05", "held:l-care:2026-10-05"]) == "120.00 30.00")
        // 25 whole weeks and one day of a week at £150.
        #expect(try await scene.balance("allocated:l-care") == "3771.43")
        #expect(try await scene.balance("allocated:l-physio") == "800.00")
        // £10,292.86 less £30.00 a week for 26 weeks and a day.
        #expect(try await scene.balance("fund") == "9508.57")
        #expect(try await scene.balance("returned") == "3920.00")
        try await scene.expectSound()
    }

    @Test func `less money takes only what is free, and accepted orders stay as they are`() async throws {
        let scene = try await Scene()
        let id = try await scene.agreed(from: Cast.day("2026-11-03"), Line.care("20"))
        #expect(try await scene.plan(id).status == .agreed)
        try await scene.strike(after: 27)
        let order = try await scene.sign(.ann, [("visit", 2)])
        let part = try await scene.part(of: order, "careful")
        #expect(try await scene.balances(["available:l-care:2026-11-02", "held:l-care:2026-11-02"]) == "60.00 60.00")
        try await scene.strike(after: 1)
        #expect(try await scene.plan(id).status == .inForce)
        #expect(try await scene.balances(["available:l-care:2026-11-02", "held:l-care:2026-11-02"]) == "0.00 60.00")
        // 21 whole weeks and one day at £20.
        #expect(try await scene.balance("allocated:l-care") == "422.86")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        try await scene.pay(part)
        #expect(try await scene.order(order).planVersion == 1)
        try await scene.expectSound()
    }

    @Test func `a line that is taken out gives back what is free and pays what was promised`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("ramp", 1)])
        let part = try await scene.part(of: order, "meadow")
        try await scene.answer(part, .accept)
        let source = try #require(part.lines.flatMap(\.sources).first)
        let id = try await scene.agreed(from: Cast.day("2026-11-03"), .removeLine(source.planLine))
        let before = Cast.pounds(try await scene.balance("fund"))
        let pot = "\(source.planLine):\(source.period)"
        let free = Cast.pounds(try await scene.balance("available:\(pot)"))
        #expect(free.isPositive)
        try await scene.strike(after: 28)
        #expect(try await scene.plan(id)[line: source.planLine] == nil)
        #expect(try await scene.balances(["available:\(pot)", "committed:\(pot)"]) == "0.00 180.00")
        #expect(Cast.pounds(try await scene.balance("fund")) >= before + free)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        try await scene.pay(part)
        try await scene.expectSound()
    }

    @Test func `emergency money is no way round a cap, in one order or in the next`() async throws {
        let scene = try await Scene()
        let care = PlanLine(
            id: "l-care", title: "Care at home", covers: Covers(categories: ["02-01"]), outcomes: ["walk"],
            allocation: Allocation(amount: Cast.pounds("120"), every: .week, span: Cast.year),
            cap: UsageCap(quantity: 5, unit: nil))
        let emergency = PlanLine(
            id: .init(PlanEdit.new), kind: .contingency, title: "For bad days", covers: Covers(), outcomes: ["walk"],
            allocation: Allocation(
                amount: Cast.pounds("500"), every: .once, span: Cast.span("2026-10-06", "2027-04-05")))
        _ = try await scene.agreed(.line(care), .line(emergency))
        try await scene.sign(.ann, [("visit", 4)])
        let order = try await scene.sign(.ann, [("visit", 1)])
        let line = try #require(try await scene.parts(of: order).first?.lines.first)
        #expect(line.sources.map(\.amount) == [Cast.pounds("30")])
        #expect(line.counts.map(\.planLine) == ["l-care"])
        #expect(line.counts.map(\.units) == [1])
        try await scene.fill(.ann, [("visit", 1)])
        let verdict = try #require(try await scene.checkout().judgement.verdicts.first)
        #expect(verdict.outcome == .needsApproval)
        #expect(verdict.reasons.contains { $0.code == .R13 })
        try await scene.expectSound()
    }

    @Test func `what comes free on a line that is no more is the commissioner's again`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("ramp", 1)])
        let part = try await scene.part(of: order, "meadow")
        let source = try #require(part.lines.flatMap(\.sources).first)
        _ = try await scene.agreed(from: Cast.day("2026-11-03"), .removeLine(source.planLine))
        try await scene.strike(after: 28)
        let before = Cast.pounds(try await scene.balance("fund"))
        try await scene.cancel(part)
        let pot = "\(source.planLine):\(source.period)"
        #expect(try await scene.balances(["available:\(pot)", "held:\(pot)"]) == "0.00 0.00")
        #expect(Cast.pounds(try await scene.balance("fund")) == before + part.charge)
        try await scene.expectSound()
    }

    @Test func `a new line brings its money from the fund and has an identifier of its own`() async throws {
        let scene = try await Scene()
        let id = try await scene.agreed(Line.new("Swimming", ["07"], "100", .month))
        let line = try #require(try await scene.plan(id).lines.first { $0.title == "Swimming" })
        #expect(line.id.text != PlanEdit.new)
        #expect(try await scene.balance("allocated:\(line.id)") == "600.00")
        #expect(try await scene.balance("fund") == "9692.86")
        try await scene.expectSound()
    }

    @Test func `what moves from line to line needs no money of the fund's own`() async throws {
        let scene = try await Scene()
        let id = try await scene.agreed(
            from: Cast.day("2026-11-03"), Line.mobility("100"), Line.physio("500"))
        // The whole fund goes to Finn.
        let fund = Cast.pounds(try await scene.balance("fund"))
        let finn = try await scene.standing("h-finn")
        try await scene.perform(
            AddPlanMoney(plan: PlanVersionID(finn), line: "l-finn-physio", amount: fund, reason: "More hours"),
            as: .bilal)
        #expect(try await scene.balance("fund") == "0.00")
        try await scene.strike(after: 28)
        #expect(try await scene.plan(id).status == .inForce)
        try await scene.expectSound()
    }

    @Test func `a version counts from its day on: not the day before, and at signing even if no clock struck`()
        async throws
    {
        let scene = try await Scene()
        let id = try await scene.agreed(from: Cast.day("2026-10-08"), Line.care("150"))
        try await scene.strike(after: 1)
        #expect(try await scene.plan(id).status == .agreed)
        try await scene.fill(.ann, [("visit", 1)])
        let shown = try await scene.signing(.ann)
        scene.clock.advance(days: 1)
        #expect(await refusal { try await scene.perform(shown, as: .ann) } == "order.changed-since-shown")
        #expect(try await scene.plan(id).status == .inForce)
        let order = try await scene.perform(try await scene.signing(.ann), as: .ann)
        #expect(try await scene.order(order).planVersion == 2)
        try await scene.strike(after: 1)
        #expect(try await scene.plan(id).status == .inForce)
        try await scene.expectSound()
    }

    @Test func `a first plan is written, agreed and paid from the fund`() async throws {
        let scene = try await Scene()
        try await scene.newcomer()
        let id = try await scene.draft(of: "h-gus", from: .template(.wellbeing))
        #expect(try await scene.plan(id).version == 1)
        for line in try await scene.plan(id).lines where line.kind != .extras {
            try await scene.edit(id, .removeLine(line.id))
        }
        try await scene.complete(id, from: Cast.day("2026-10-07"))
        let span = try await scene.plan(id).span
        let budget = try #require(try await scene.plan(id).budgets.first)
        try await scene.edit(id, .outcome(Outcome(id: .init(PlanEdit.new), text: "Swim again")))
        let outcome = try #require(try await scene.plan(id).outcomes.first)
        try await scene.edit(
            id,
            .line(
                PlanLine(
                    id: .init(PlanEdit.new), budget: budget.id, title: "Swimming",
                    covers: .init(categories: ["07"]), outcomes: [outcome.id],
                    allocation: Allocation(amount: Cast.pounds("50"), every: .month, span: span))))
        try await scene.propose(id)
        try await scene.agree(id)
        #expect(try await scene.plan(id).status == .agreed)
        #expect(try await scene.balance("fund") == "10292.86")
        try await scene.strike(after: 1)
        #expect(try await scene.standing("h-gus").status == .inForce)
        #expect(try await scene.balance("fund") == "9692.86")
        try await scene.expectSound()
    }

    @Test func `for another year, lines have new money and the old year's goes back`() async throws {
        let scene = try await Scene()
        let id = try await scene.draft(from: .renewal)
        let draft = try await scene.plan(id)
        #expect(draft.span == Cast.span("2027-04-06", "2028-04-05"))
        #expect(draft.lines.map(\.title) == ["Care at home", "Therapy", "Getting about", "Extras"])
        let old = try await scene.standing()
        #expect(Set(draft.lines.map(\.id)).isDisjoint(with: old.lines.map(\.id)))
        try await scene.complete(id, from: draft.span.first)
        try await scene.edit(id, .narrative(draft.narrativeForNextYear))
        try await scene.propose(id, reason: "The ramp is built")
        try await scene.agree(id)
        try await scene.strike(after: 181)
        #expect(try await scene.plan(id).status == .agreed)
        try await scene.strike(after: 1)
        #expect(try await scene.standing().version == 2)
        // Everything of the old year lapsed with it, and the new one took 366 days of care, a year of the rest.
        let care = Cast.pounds("120").fraction(366, of: 7)
        let taken = care + Cast.pounds("1600") + Cast.pounds("600")
        #expect(Cast.pounds(try await scene.balance("fund")) == Cast.pounds("10292.86") - taken)
        #expect(try await scene.balance("returned") == "8707.14")
        try await scene.expectSound()
    }
}

extension Plan {
    fileprivate var narrativeForNextYear: Narrative {
        Narrative(
            needs: "Strength", risks: [.init(text: "Falls", handling: "Alarm")], contingency: "Tom",
            monitoredBy: "Dr I",
            nextReview: Cast.day("2027-05-01"))
    }
}
