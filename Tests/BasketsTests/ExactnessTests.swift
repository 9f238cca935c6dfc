import Baskets
import Plans
import TestSupport
import Testing
import Values

/// The funding compared with trying everything.
@Suite("Funding is exact") struct ExactnessTests {
    private func isCovered(_ scene: Scene) -> Bool { scene.judgement.verdicts.allSatisfy { $0.outcome == .inPlan } }

    @Test(arguments: [
        ([], 500), ([.months, .runs], 400), ([.months, .carrying, .runs], 600), ([.caps, .months, .runs], 400),
        (.money, 600),
    ] as [(Scene.Kinds, Int)])
    func `a basket is covered wholly exactly where there is a way`(kinds: Scene.Kinds, seeds: Int) throws {
        var (covered, not) = (0, 0)
        try forAll(seeds: seeds) { random in
            let scene = Scene(kinds, wishes: 1...6, using: &random)
            let fewest = scene.fewestEmergencies(scene.wishes)
            #expect(isCovered(scene) == (fewest != nil))
            if fewest != nil { covered += 1 } else { not += 1 }
        }
        #expect(covered > 20 && not > 50, "\(covered) of \(covered + not) say too little")
    }

    @Test func `emergency money pays for as few things as possible`() throws {
        var met = 0
        try forAll(seeds: 800) { random in
            let scene = Scene(.money, lines: 2...4, using: &random)
            guard let fewest = scene.fewestEmergencies(scene.wishes) else { return }
            let emergency = Set(scene.lines.filter { $0.kind == .contingency }.map(\.id))
            let verdicts = scene.judgement.verdicts
            let used = verdicts.count { ($0.funding?.sources ?? []).contains { emergency.contains($0.line) } }
            #expect(used == fewest)
            #expect(verdicts.count { $0.reasons.map(\.code) == [.R10] } == fewest)
            if fewest > 0 { met += 1 }
        }
        #expect(met > 10)
    }

    @Test(arguments: [
        ([], 300), ([.months, .runs], 300), ([.months, .carrying, .runs], 500), (.money, 500),
    ] as [(Scene.Kinds, Int)])
    func `where the plan allows splitting, a basket is covered wholly exactly where money can flow`(
        kinds: Scene.Kinds, seeds: Int
    ) throws {
        var (split, not) = (0, 0)
        try forAll(seeds: seeds) { random in
            var scene = Scene(kinds, lines: 2...4, wishes: 1...4, using: &random)
            let whole = scene.fewestEmergencies(scene.wishes) != nil
            scene.splitting = true
            let flows = Flow.pays(scene)
            #expect(isCovered(scene) == (whole || flows))
            if flows && !whole { split += 1 }
            if !flows { not += 1 }
        }
        #expect(split > 5 && not > 50, "\(split) split and \(not) impossible say too little")
    }

    @Test func `the lone wish goes to the closest line that can pay, then to the one whose period ends first`() throws {
        try forAll(seeds: 600) { random in
            let scene = Scene(.money, wishes: 1...1, using: &random)
            let wish = scene.wishes[0]
            let able = scene.lines(for: wish).filter { scene.canPay(wish, from: $0) }.map { scene.lines[$0] }
            let best = able.min { left, right in rank(left, wish).lexicographicallyPrecedes(rank(right, wish)) }
            let funding = scene.judgement.verdicts[0].funding
            guard let best else {
                #expect(scene.judgement.verdicts[0].outcome != .inPlan)
                return
            }
            #expect(Set((funding?.sources ?? []).map(\.line)) == [best.id])
            #expect(funding?.choice != .othersShort || able.count < scene.lines(for: wish).count)
        }
    }

    private func rank(_ line: PlanLine, _ wish: Wish) -> [String] {
        let closeness = line.covers.closeness(
            to: wish.listing.id, of: wish.supplier.id, in: wish.listing.terms.category, Cast.categories)
        let end = line.allocation.period(containing: Cast.today)?.last.description ?? ""
        return [line.kind == .contingency ? "1" : "0", closeness.map { "\($0)" } ?? "none", end, line.id.text]
    }

    /// Thirty prices that are nearly the same, on three lines that nearly suffice: the hardest there is.
    @Test(arguments: [-40, -1, 0, 40])
    func `a hostile basket is covered, or the person is told that no way was found, and soon`(spare: Int) throws {
        var random = SplitMix64(seed: 30)
        let wishes = (0..<30).map { number in
            let price = Money(pence: 3_000 + Int.random(in: 0...997, using: &random))
            return Cast.wish(
                1, Cast.listing(.init("w\(number)"), by: Cast.physio, "04-02", price.decimal), from: Cast.physio)
        }
        let third = (wishes.map(\.total).total.pence + 2) / 3
        let pots = (0..<3).map { number in
            Cast.pot(Cast.line(.init("l\(number)"), "Line", covers: ["04"]), Money(pence: third + spare).decimal)
        }
        let start = ContinuousClock.now
        let judgement = Judge.judge(wishes, given: Cast.facts(pots))
        #expect(start.duration(to: .now) < .seconds(60))
        let total = judgement.verdicts.compactMap(\.funding).flatMap(\.sources).map(\.amount).total
        #expect(total.pence <= 3 * (third + spare))
        let uncovered = judgement.verdicts.filter { $0.outcome != .inPlan }
        if spare < 0 { #expect(!uncovered.isEmpty) }
        for verdict in uncovered { #expect(verdict.outcome == .needsApproval && verdict.reasons.map(\.code) == [.R08]) }
    }
}
