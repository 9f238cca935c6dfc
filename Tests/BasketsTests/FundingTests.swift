import Baskets
import Catalogue
import Identity
import Plans
import TestSupport
import Testing
import Values

@Suite("What pays") struct FundingTests {
    private func judge(_ wishes: [Wish], _ pots: [LineBudget], authority: Authority? = Cast.inPerson) -> Judgement {
        Judge.judge(wishes, given: Cast.facts(pots, authority: authority))
    }

    private func reasons(_ wish: Wish, _ pots: [LineBudget]) -> [Reason] {
        judge([wish], pots).verdicts.flatMap(\.reasons)
    }

    /// `line amount (before → after)` of each source, and what is asked for beyond.
    private func paid(_ wishes: [Wish], _ pots: [LineBudget]) -> [String] {
        judge(wishes, pots).verdicts.map(\.funding).map(Told.funding)
    }

    @Test func `the line that covers it pays, and the verdict says what is left`() throws {
        let pot = Cast.pot(Cast.physioLine, "200", until: Cast.day("2026-12-31"))
        let verdict = judge([Cast.sessions(2)], [pot]).verdicts[0]
        #expect(verdict.outcome == .inPlan)
        let funding = try #require(verdict.funding)
        #expect(Told.funding(funding) == "l-physio £160.00 (£200.00 → £40.00)")
        #expect(funding.sources.map(\.period) == [Cast.year])
        #expect((funding.extra, funding.contribution, funding.isRelieved) == (.zero, .zero, false))
        #expect((funding.budget, funding.choice, funding.others) == (PlanBudget.first, .only, []))
        #expect(verdict.waysForward == [])
    }

    @Test(arguments: [("159.99", "0.01"), ("160", nil), ("160.01", nil)])
    func `what is left on the line must be enough, to the penny`(left: String, short: String?) {
        let told = reasons(Cast.sessions(2), [Cast.pot(Cast.physioLine, left)])
        #expect(
            told
                == (short.map { short in
                    [
                        .overLine(
                            title: "Physiotherapy", left: Cast.pounds(left), last: Cast.year.last,
                            short: Cast.pounds(short))
                    ]
                } ?? []))
    }

    @Test(arguments: [("79.99", false), ("80", true), ("80.01", true)])
    func `a unit may cost the line's price ceiling and no penny more, however many there are`(
        ceiling: String, fits: Bool
    ) {
        let line = Cast.line("l", "Physiotherapy", covers: ["04"], ceiling: Cast.pounds(ceiling))
        #expect(
            reasons(Cast.sessions(3), [Cast.pot(line, "1000")])
                == (fits
                    ? [] : [.overPriceCeiling(ceiling: Cast.pounds(ceiling), title: "Physiotherapy")]))
    }

    @Test(arguments: [("239.99", false), ("240", true), ("240.01", true)])
    func `an order line may come to the approval threshold and no penny more`(threshold: String, fits: Bool) {
        let line = Cast.line("l", "Physiotherapy", covers: ["04"], approvalAbove: Cast.pounds(threshold))
        #expect(
            reasons(Cast.sessions(3), [Cast.pot(line, "1000")])
                == (fits
                    ? [] : [.overApprovalThreshold(threshold: Cast.pounds(threshold), title: "Physiotherapy")]))
    }

    @Test func `the price ceiling counts the price with VAT`() {
        let line = Cast.line("l", "Walking", covers: ["07"], ceiling: Cast.pounds("119.99"))
        #expect(
            reasons(Cast.rollators(1), [Cast.pot(line, "1000")]) == [
                .overPriceCeiling(ceiling: Cast.pounds("119.99"), title: "Walking")
            ])
    }

    @Test func `what the line's limits send to approval is still paid by the line`() {
        let line = Cast.line("l", "Physiotherapy", covers: ["04"], ceiling: Cast.pounds("1"), approvalAbove: .zero)
        let judgement = judge([Cast.sessions(1)], [Cast.pot(line, "100")])
        #expect(judgement.verdicts[0].outcome == .needsApproval)
        #expect(judgement.verdicts[0].reasons.map(\.rule) == ["R12", "R14"])
        #expect(paid([Cast.sessions(1)], [Cast.pot(line, "100")]) == ["l £80.00 (£100.00 → £20.00)"])
    }

    @Test func `too little on the line, too dear and too much are told together`() {
        let line = Cast.line("l", "Physiotherapy", covers: ["04"], ceiling: Cast.pounds("1"), approvalAbove: .zero)
        #expect(reasons(Cast.sessions(1), [Cast.pot(line, "79.99")]).map(\.rule) == ["R12", "R14", "R08"])
    }

    @Test func `what no line covers is asked for as extra money`() {
        #expect(reasons(Cast.rollators(1), [Cast.pot(Cast.physioLine, "1000")]) == [.notInPlan(category: "Rollator")])
        #expect(paid([Cast.rollators(1)], [Cast.pot(Cast.physioLine, "1000")]) == ["extra £120.00"])
        #expect(reasons(Cast.rollators(1), [Cast.pot(Cast.extrasLine, "1000")]) == [.notInPlan(category: "Rollator")])
    }

    @Test func `a line that has too little gives what it has, and only the rest is asked for`() {
        #expect(
            paid([Cast.sessions(2)], [Cast.pot(Cast.physioLine, "159.99")]) == [
                "l-physio £159.99 (£159.99 → £0.00), extra £0.01"
            ])
        #expect(paid([Cast.sessions(2)], [Cast.pot(Cast.physioLine, "0")]) == ["extra £160.00"])
    }

    @Test func `what is prohibited is paid by nothing, and takes nothing from what follows`() {
        let line = Cast.line("l", "Anything", covers: ["04", "20"])
        let wishes = [Cast.wish(1, Cast.gin, from: Cast.meadow), Cast.sessions(1)]
        #expect(paid(wishes, [Cast.pot(line, "80")]) == ["nothing", "l £80.00 (£80.00 → £0.00)"])
    }

    @Test func `what has to be asked for takes only what is left by what need not be`() {
        let lights = Cast.listing("lights", by: Cast.meadow, "20-03", "20")
        let line = Cast.line("l", "Anything", covers: ["04", "20"])
        let wishes = [Cast.wish(1, lights, from: Cast.meadow), Cast.sessions(1)]
        #expect(
            paid(wishes, [Cast.pot(line, "90")]) == [
                "l £10.00 (£90.00 → £0.00), extra £10.00", "l £80.00 (£90.00 → £0.00)",
            ])
    }

    private static let near = Cast.line("l-near", "Neuro", covers: ["04-02"])
    private static let wide = Cast.line("l-wide", "Therapies", covers: ["04"])
    private static let spring = Cast.line("l-spring", "Until spring", covers: ["04"])

    @Test func `the closest category pays before the period that ends first, and enough goes before both`() {
        let christmas = Cast.day("2026-12-24")
        let table: [(String, [LineBudget], String)] = [
            ("closest", [Cast.pot(Self.wide, "500", until: christmas), Cast.pot(Self.near, "500")], "l-near"),
            ("ends first", [Cast.pot(Self.spring, "500"), Cast.pot(Self.wide, "500", until: christmas)], "l-wide"),
            ("same end: by code", [Cast.pot(Self.wide, "500"), Cast.pot(Self.spring, "500")], "l-spring"),
            ("closest has not enough", [Cast.pot(Self.near, "79.99"), Cast.pot(Self.wide, "80")], "l-wide"),
            (
                "first to end has not enough",
                [Cast.pot(Self.wide, "79.99", until: christmas), Cast.pot(Self.spring, "80")], "l-spring"
            ),
        ]
        for (name, pots, line) in table {
            #expect(paid([Cast.sessions(1)], pots)[0].hasPrefix("\(line) "), "\(name)")
            #expect(paid([Cast.sessions(1)], Array(pots.reversed()))[0].hasPrefix("\(line) "), "\(name), turned round")
        }
    }

    @Test func `where no line has enough, the closest says what it has left`() {
        let pots = [Cast.pot(Self.wide, "79", until: Cast.day("2026-12-24")), Cast.pot(Self.near, "10")]
        #expect(
            reasons(Cast.sessions(1), pots) == [
                .overLine(title: "Neuro", left: Cast.pounds("10"), last: Cast.year.last, short: Cast.pounds("70"))
            ])
    }

    @Test func `the second wish knows what the first has used, and goes to the next line`() {
        let pots = [Cast.pot(Self.near, "100"), Cast.pot(Self.wide, "100")]
        #expect(
            paid([Cast.sessions(1), Cast.sessions(1), Cast.sessions(1)], pots) == [
                "l-near £80.00 (£100.00 → £0.00)", "l-wide £80.00 (£100.00 → £20.00)",
                "l-near £20.00 (£100.00 → £0.00), extra £60.00",
            ])
        #expect(
            judge([Cast.sessions(1), Cast.sessions(1), Cast.sessions(1)], pots).verdicts[2].reasons == [
                .overLine(title: "Neuro", left: Cast.pounds("20"), last: Cast.year.last, short: Cast.pounds("60"))
            ])
    }

    @Test func `a wish that finds too little leaves it for a smaller one`() {
        #expect(
            paid([Cast.sessions(2), Cast.sessions(1)], [Cast.pot(Self.near, "100")]) == [
                "l-near £20.00 (£100.00 → £0.00), extra £140.00", "l-near £80.00 (£100.00 → £0.00)",
            ])
    }

    @Test func `nobody has to ask as long as there is a way to pay for everything`() {
        let physio = Cast.listing("physio", by: Cast.physio, "04-01", "90")
        let pots = [Cast.pot(Self.wide, "100"), Cast.pot(Self.near, "80")]
        let wishes = [Cast.sessions(1), Cast.wish(1, physio, from: Cast.physio)]
        #expect(paid(wishes, pots) == ["l-near £80.00 (£80.00 → £0.00)", "l-wide £90.00 (£100.00 → £10.00)"])
        let first = Cast.line("l-first", "By name", covers: [], listings: ["neuro"])
        let only = [Cast.pot(first, "100"), Cast.pot(Self.near, "80")]
        let other = Cast.wish(1, Cast.listing("other", by: Cast.physio, "04-02", "80"), from: Cast.physio)
        #expect(
            paid([Cast.sessions(1), other], only) == [
                "l-first £80.00 (£100.00 → £20.00)", "l-near £80.00 (£80.00 → £0.00)",
            ])
    }

    @Test func `a judgement adds up what goes at once, what waits, and what each line has left`() {
        let pots = [Cast.pot(Cast.physioLine, "200"), Cast.pot(Cast.careLine, "500"), Cast.pot(Cast.extrasLine, "0")]
        let judgement = judge([Cast.sessions(1), Cast.rollators(1), Cast.visits(2), Cast.sessions(1)], pots)
        #expect(judgement.total == Cast.pounds("340"))
        #expect(judgement.inPlanTotal == Cast.pounds("220"))
        #expect(judgement.askTotal == Cast.pounds("120"))
        #expect(!judgement.isBlocked)
        #expect(
            judgement.effects.map(Told.effect) == [
                "l-physio £200.00 → £40.00", "l-care £500.00 → £440.00",
            ])
    }

    @Test func `an empty basket is blocked, and so is one with anything in it that is not allowed`() {
        let pots = [Cast.pot(Cast.physioLine, "200")]
        #expect(judge([], pots).isBlocked)
        let withGin = judge([Cast.sessions(1), Cast.wish(1, Cast.gin, from: Cast.meadow)], pots)
        #expect(withGin.isBlocked)
        #expect(withGin.inPlanTotal == Cast.pounds("80"))
    }

    @Test(arguments: [("159.99", false), ("160", true), ("160.01", true)])
    func `Tom may sign a basket up to his limit and no penny more, whatever pays`(limit: String, may: Bool) {
        let tom = Cast.asCarer(limit: Cast.pounds(limit))
        let judgement = judge([Cast.sessions(1), Cast.sessions(1)], [Cast.pot(Cast.physioLine, "80")], authority: tom)
        #expect(judgement.reasons == (may ? [] : [.overSigningLimit(Cast.pounds(limit))]))
        #expect(judgement.isBlocked == !may)
    }

    @Test func `who has no limit, or is only looking, meets none`() {
        let pots = [Cast.pot(Cast.physioLine, "8000")]
        for authority in [nil, Cast.inPerson, Cast.asCarer(limit: nil)] {
            #expect(judge([Cast.sessions(100)], pots, authority: authority).reasons == [])
        }
    }
}
