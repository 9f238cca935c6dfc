import Baskets
import Catalogue
import Plans
import TestSupport
import Testing
import Values

/// The judge is greedy: wishes are funded one after the other, in the order of the basket. What holds for any basket,
/// and what only for some, stands here.
@Suite("Judging, whatever the basket") struct JudgePropertyTests {
    /// One to four lines that overlap, with limits or without; wishes in and out of the plan.
    private struct Scene {
        var pots: [LineBudget]
        var wishes: [Wish]

        init(lines: ClosedRange<Int> = 1...4, limits: Bool = true, using random: inout SplitMix64) {
            pots = (0..<Int.random(in: lines, using: &random)).map { number in
                let covers: [[Category.ID]] = [["04"], ["04-02"], ["04-01", "02-01"], ["02", "04"]]
                let line = Cast.line(
                    .init("l\(number)"), "Line \(number)", covers: covers[Int.random(in: 0...3, using: &random)],
                    ceiling: limits ? Scene.limit(upTo: 100, using: &random) : nil,
                    approvalAbove: limits ? Scene.limit(upTo: 400, using: &random) : nil)
                let last = Cast.today.adding(days: Int.random(in: 0...3, using: &random) * 30)
                return Cast.pot(line, "\(Int.random(in: 0...600, using: &random))", until: last)
            }
            wishes = (0..<Int.random(in: 1...6, using: &random)).map { _ in Scene.wish(using: &random) }
        }

        static func limit(upTo most: Int, using random: inout SplitMix64) -> Money? {
            Bool.random(using: &random) ? Money(pence: Int.random(in: 0...most, using: &random) * 100) : nil
        }

        static func wish(using random: inout SplitMix64) -> Wish {
            let quantity = Int.random(in: 1...5, using: &random)
            let physio = Cast.listing("physio", by: Cast.physio, "04-01", "55")
            switch Int.random(in: 0...9, using: &random) {
            case 0: return Cast.rollators(quantity)
            case 1: return Cast.wish(quantity, Cast.gin, from: Cast.meadow)
            case 2...4: return Cast.visits(quantity)
            case 5...6: return Cast.wish(quantity, physio, from: Cast.physio)
            default: return Cast.sessions(quantity)
            }
        }

        var judgement: Judgement { Judge.judge(wishes, given: Cast.facts(pots)) }

        /// What is left on every line, touched or not.
        var left: [PlanLine.ID: Money] {
            var left = Dictionary(uniqueKeysWithValues: pots.map { ($0.line.id, $0.available) })
            for effect in judgement.effects { left[effect.line] = effect.after }
            return left
        }

        func without(_ position: Int) -> Scene {
            var scene = self
            scene.wishes.remove(at: position)
            return scene
        }
    }

    @Test func `adding a wish never changes what was said of those before it, and never raises what is left`() throws {
        try forAll { random in
            let before = Scene(using: &random)
            var after = before
            after.wishes.append(Scene.wish(using: &random))
            #expect(after.judgement.verdicts.dropLast() == before.judgement.verdicts[...])
            for (line, left) in before.left { #expect(after.left[line, default: .zero] <= left) }
        }
    }

    @Test func `no line is ever overdrawn, and what left the lines is what the verdicts say they pay`() throws {
        try forAll { random in
            let scene = Scene(using: &random)
            #expect(scene.left.values.allSatisfy { $0 >= .zero })
            let paid = scene.judgement.verdicts.filter { if case .line = $0.funding { true } else { false } }
            let used = scene.judgement.effects.map { $0.before - $0.after }.total
            #expect(paid.map(\.wish.total).total == used)
        }
    }

    @Test func `a line pays exactly the total, and has enough before`() throws {
        try forAll { random in
            for verdict in Scene(using: &random).judgement.verdicts {
                guard case .line(_, _, let before, let after, _) = verdict.funding else { continue }
                #expect(after == before - verdict.wish.total)
                #expect(after >= .zero)
            }
        }
    }

    @Test func `the outcome is the weightiest reason, and only what is not blocked has something that pays`() throws {
        try forAll { random in
            for verdict in Scene(using: &random).judgement.verdicts {
                let expected: Verdict.Outcome =
                    switch verdict.reasons.map(\.severity).max() {
                    case nil: .inPlan
                    case .refer: .needsApproval
                    case .block: .notAllowed
                    }
                #expect(verdict.outcome == expected)
                #expect((verdict.funding == nil) == (verdict.outcome == .notAllowed))
                #expect(verdict.waysForward.isEmpty == verdict.reasons.isEmpty)
                #expect(Set(verdict.waysForward).count == verdict.waysForward.count)
                if verdict.funding == .extra { #expect(verdict.outcome == .needsApproval) }
            }
        }
    }

    @Test func `what goes at once, what waits and what is not allowed make up the total`() throws {
        try forAll { random in
            let judgement = Scene(using: &random).judgement
            let refused = judgement.verdicts.filter { $0.outcome == .notAllowed }.map(\.wish.total).total
            #expect(judgement.inPlanTotal + judgement.askTotal + refused == judgement.total)
        }
    }

    @Test func `the same wishes and facts give the same judgement, in whatever order the lines are read`() throws {
        try forAll { random in
            let scene = Scene(using: &random)
            var shuffled = scene
            shuffled.pots.shuffle(using: &random)
            #expect(scene.judgement.verdicts == shuffled.judgement.verdicts)
            #expect(scene.left == shuffled.left)
        }
    }

    /// Not so with price ceilings: more money can make a closer line pay that has a lower one.
    @Test func `on lines without limits, more money on any line never hurts a lone wish`() throws {
        try forAll { random in
            var scene = Scene(limits: false, using: &random)
            scene.wishes = Array(scene.wishes.prefix(1))
            let before = scene.judgement.verdicts[0].outcome
            let raised = Int.random(in: 0..<scene.pots.count, using: &random)
            let (line, left) = (scene.pots[raised].line, scene.pots[raised].available + Money(pence: 12_345))
            scene.pots[raised] = Cast.pot(line, left.decimal, until: scene.pots[raised].period.last)
            let after = scene.judgement.verdicts[0].outcome
            #expect(after == before || (before, after) == (.needsApproval, .inPlan))
        }
    }

    @Test func `on one line that pays for all, more money and fewer wishes both leave everything in the plan`() throws {
        var met = 0
        try forAll(seeds: 1_000) { random in
            let scene = Scene(lines: 1...1, using: &random)
            guard scene.judgement.verdicts.allSatisfy({ $0.outcome == .inPlan }) else { return }
            met += 1
            for position in scene.wishes.indices {
                #expect(scene.without(position).judgement.verdicts.allSatisfy { $0.outcome == .inPlan })
            }
            var richer = scene
            richer.pots = scene.pots.map { Cast.pot($0.line, ($0.available + Money(pence: 1)).decimal) }
            #expect(richer.judgement.verdicts.allSatisfy { $0.outcome == .inPlan })
        }
        #expect(met > 20, "too few baskets that are wholly in the plan to say anything")
    }

    @Test func `taking out what no line pays for changes no other verdict`() throws {
        try forAll { random in
            let scene = Scene(using: &random)
            let verdicts = scene.judgement.verdicts
            let unpaid: [Funding?] = [nil, .extra]
            for position in verdicts.indices where unpaid.contains(verdicts[position].funding) {
                var others = verdicts
                others.remove(at: position)
                #expect(scene.without(position).judgement.verdicts == others)
            }
        }
    }

    /// Why nothing more general holds: the pages show verdicts again after every change.
    @Test func `taking out a wish can let in an earlier one, which leaves too little for a later one`() {
        let facts = Cast.facts([Cast.pot(Cast.physioLine, "400")])
        let (two, four) = (Cast.sessions(2), Cast.sessions(4))
        let outcomes = { (wishes: [Wish]) in Judge.judge(wishes, given: facts).verdicts.map(\.outcome) }
        #expect(outcomes([two, four, two]) == [.inPlan, .needsApproval, .inPlan])
        #expect(outcomes([four, two]) == [.inPlan, .needsApproval])
    }

    @Test func `a closer line with a lower ceiling sends to approval what a wider line would simply pay`() {
        let strict = Cast.line("l-strict", "Neuro", covers: ["04-02"], ceiling: Cast.pounds("70"))
        let wide = Cast.pot(Cast.physioLine, "400")
        let outcome = { (pots: [LineBudget]) in
            Judge.judge([Cast.sessions(1)], given: Cast.facts(pots)).verdicts.map(\.outcome)
        }
        #expect(outcome([Cast.pot(strict, "79"), wide]) == [.inPlan])
        #expect(outcome([Cast.pot(strict, "80"), wide]) == [.needsApproval])
    }
}
