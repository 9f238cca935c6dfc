import Baskets
import Catalogue
import Orders
import Plans
import TestSupport
import Testing
import Values

/// What a signed line says about its money: who pays, from which lines and periods, with which relief.
@Suite("What a line is paid from") struct PayingTests {
    private let walking = Cast.line("l-walk", "Walking", covers: ["07"], budget: "chair")
    private let budgets = [
        Cast.budget(.notional), Cast.budget(.directPayment, .wheelchair, id: "chair", title: "Wheelchair"),
    ]

    private func parts(
        _ wishes: [Wish], _ plan: Plan, _ pots: [LineBudget], reliefs: Set<ReliefKey> = []
    ) -> [Split.Part] {
        Cast.split(Judge.judge(wishes, given: Cast.facts(pots, plan: plan, reliefs: reliefs)), plan: plan).parts
    }

    private var plan: Plan { Cast.plan([Cast.physioLine, walking], budgets: budgets) }

    /// The first line of the first part, as the signed document has it.
    private func json(_ parts: [Split.Part]) -> JSONValue? {
        let declaration = Declaration(
            holder: Cast.ann, plan: plan, authority: Cast.inPerson, parts: parts, supplierNames: [:])
        let document = declaration.document(
            order: Cast.orderID, number: "N", signer: Cast.annPerson, together: .sendNow, at: Cast.now)
        guard case .array(let parts) = document["parts"], case .array(let lines) = parts[0]["lines"] else { return nil }
        return lines[0]
    }

    @Test func `one supplier has a part for each budget, and each says who contracts`() {
        let ramp = Cast.wish(1, Cast.listing("ramp", by: Cast.physio, "07-08", "50"), from: Cast.physio)
        let parts = parts(
            [ramp, Cast.sessions(1)], plan, [Cast.pot(Cast.physioLine, "80"), Cast.pot(walking, "50")])
        #expect(
            parts.map { "\($0.supplier) \($0.route) \($0.payer.budget) \($0.payer.principal)" } == [
                "trent direct chair holder", "trent direct main commissioner",
            ])
        #expect(parts.map { $0.lines.map(\.position) } == [[1], [1]])
    }

    @Test func `what no line covers is asked of the budget that keeps the extras`() {
        let extras = Cast.line("l-extras", "Extras", covers: [], kind: .extras, budget: "chair")
        let plan = Cast.plan([Cast.physioLine, extras], budgets: budgets)
        let parts = parts([Cast.rollators(1)], plan, [Cast.pot(Cast.physioLine, "1000")])
        #expect(parts.map(\.payer.budget) == ["chair"])
        #expect(parts[0].lines[0].extra == Cast.pounds("120"))
        #expect(parts[0].lines[0].charge == Cast.pounds("120"))
    }

    @Test func `lines that pay together are all named, with their periods`() throws {
        let near = Cast.line("l-near", "Neuro", covers: ["04-02"])
        let plan = Cast.plan([near, Cast.physioLine], allowsSplitting: true)
        let parts = parts([Cast.sessions(1)], plan, [Cast.pot(near, "30"), Cast.pot(Cast.physioLine, "60")])
        let line = try #require(parts.first?.lines.first)
        #expect(
            line.sources == [
                .init(planLine: "l-near", period: Cast.year.first, amount: Cast.pounds("30"), units: 1),
                .init(planLine: "l-physio", period: Cast.year.first, amount: Cast.pounds("50"), units: 1),
            ])
        #expect((line.planLine, line.period, line.charge) == ("l-near", Cast.year.first, Cast.pounds("80")))
        #expect(
            json(parts)?["paid_from"] == [
                ["plan_line": "l-near", "period": "2026-04-06", "amount_pence": 3_000],
                ["plan_line": "l-physio", "period": "2026-04-06", "amount_pence": 5_000],
            ])
    }

    @Test func `a run is paid from each of its months, and promises all its times`() throws {
        let monthly = Cast.line("l-physio", "Physiotherapy", covers: ["04"], amount: "160", every: .month)
        let schedule = Schedule(first: Cast.day("2026-10-20"), every: .fourWeeks, times: 3)
        let wish = Cast.wish(2, Cast.session, from: Cast.physio, on: schedule)
        let parts = parts([wish], plan, [Cast.pot(monthly)])
        let line = try #require(parts.first?.lines.first)
        #expect(
            line.sources.map { "\($0.period) \($0.amount)" } == [
                "2026-10-06 £160.00", "2026-11-06 £160.00", "2026-12-06 £160.00",
            ])
        #expect((line.quantity, line.times, line.total, line.charge) == (2, 3, Cast.pounds("480"), Cast.pounds("480")))
        #expect(json(parts)?["schedule"] == ["first": "2026-10-20", "every": "four_weeks", "times": 3])
        #expect(json(parts)?["total_pence"] == 48_000)
    }

    @Test func `what the holder adds is not charged to the budget, but is part of the price`() throws {
        let wish = Cast.wish(
            1, Cast.rollator, from: Cast.meadow, contribution: Cast.pounds("45.50"))
        let parts = parts([wish], plan, [Cast.pot(walking, "74.50")])
        let line = try #require(parts.first?.lines.first)
        #expect(
            (line.total, line.charge, line.contribution) == (
                Cast.pounds("120"), Cast.pounds("74.50"), Cast.pounds("45.50")
            ))
        #expect(json(parts)?["contribution_pence"] == 4_550)
        #expect(json(parts)?["extra_pence"] == 0)
    }

    @Test func `with relief neither the price nor the tax has VAT in it, and the line says why`() throws {
        let key = ReliefKey(supplier: "meadow", goods: "07")
        let pots = [Cast.pot(walking, "100")]
        let relieved = parts([Cast.rollators(1)], plan, pots, reliefs: [key])
        let line = try #require(relieved.first?.lines.first)
        #expect(
            (line.unitNet, line.unitPrice, line.tax, line.isRelieved) == (
                Cast.pounds("100"), Cast.pounds("100"), .zero, true
            ))
        #expect(json(relieved)?["vat_relief"] == true)
        let without = try #require(parts([Cast.rollators(1)], plan, pots).first?.lines.first)
        #expect((without.unitPrice, without.tax, without.isRelieved) == (Cast.pounds("120"), Cast.pounds("20"), false))
        #expect(without.extra == Cast.pounds("20"))
    }

    @Test func `whoever uses emergency money says why, though nobody is asked`() {
        let emergency = Cast.line("l-emergency", "Emergency", covers: [], kind: .contingency)
        let judgement = Judge.judge(
            [Cast.sessions(1)], given: Cast.facts([Cast.pot(Cast.physioLine, "0"), Cast.pot(emergency, "80")]))
        let reason = LineRequest(reason: "My usual therapist is ill.", outcome: "walk")
        let part = Cast.split(judgement, requests: ["neuro": reason]).parts[0]
        #expect(part.route == .direct)
        #expect(part.lines.map(\.request) == [reason])
        #expect(part.lines.map(\.rules) == [["R10"]])
    }
}
