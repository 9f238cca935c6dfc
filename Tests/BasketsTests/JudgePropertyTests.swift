import Baskets
import Catalogue
import Plans
import TestSupport
import Testing
import Values

/// What holds for any plan and any basket.
@Suite("Judging, whatever the basket") struct JudgePropertyTests {
    /// Any scene; every second plan allows splitting.
    private func scene(_ kinds: Scene.Kinds = .all, using random: inout SplitMix64) -> Scene {
        var scene = Scene(kinds, using: &random)
        scene.splitting = Bool.random(using: &random)
        return scene
    }

    private func byListing(_ judgement: Judgement) -> [Listing.ID: Verdict] {
        Dictionary(uniqueKeysWithValues: judgement.verdicts.map { ($0.wish.listing.id, $0) })
    }

    @Test func `the same wishes and facts give the same judgement, whatever the order of the basket`() throws {
        try forAll { random in
            let scene = scene(using: &random)
            let judgement = scene.judgement
            #expect(judgement == scene.judgement)
            let shuffled = scene.with(scene.wishes.shuffled(using: &random)).judgement
            #expect(byListing(shuffled) == byListing(judgement))
            #expect(shuffled.effects == judgement.effects)
            #expect(shuffled.reasons == judgement.reasons)
        }
    }

    @Test func `the order in which the plan's lines are read makes no difference`() throws {
        try forAll { random in
            let scene = scene(using: &random)
            var other = scene
            other.lines.shuffle(using: &random)
            let (one, two) = (scene.judgement, other.judgement)
            #expect(one.verdicts.map(\.outcome) == two.verdicts.map(\.outcome))
            #expect(one.verdicts.map { Set($0.reasons) } == two.verdicts.map { Set($0.reasons) })
            #expect(one.verdicts.map { Set($0.funding?.sources ?? []) } == two.verdicts.map {
                Set($0.funding?.sources ?? [])
            })
            #expect(Set(one.effects) == Set(two.effects))
        }
    }

    @Test func `no line is ever overdrawn, in any period, whatever is carried into it`() throws {
        try forAll(seeds: 400) { random in
            let scene = scene(using: &random)
            for (line, demands) in zip(scene.lines, scene.demands(of: scene.judgement)) {
                #expect(demands.moneyFits(line), "\(line.id)")
            }
        }
    }

    @Test func `what pays, what is asked for and what the person adds make up the price of everything`() throws {
        try forAll { random in
            for verdict in scene(using: &random).judgement.verdicts {
                #expect((verdict.funding == nil) == (verdict.outcome == .notAllowed))
                guard let funding = verdict.funding else { continue }
                let price = funding.unitPrice.times(verdict.wish.quantity * verdict.wish.times)
                #expect(funding.sources.map(\.amount).total + funding.extra + funding.contribution == price)
                #expect(funding.sources.allSatisfy { $0.amount.isPositive } && funding.extra >= .zero)
                if verdict.outcome == .inPlan { #expect(funding.extra == .zero) }
            }
        }
    }

    @Test func `before and after are those of the whole basket`() throws {
        try forAll { random in
            let judgement = scene([.months, .caps, .runs, .emergency, .requests], using: &random).judgement
            let sources = judgement.verdicts.compactMap(\.funding).flatMap(\.sources)
            for source in sources {
                let same = sources.filter { $0.line == source.line && $0.period == source.period }
                #expect(source.before - source.after == same.map(\.amount).total)
                #expect(source.after >= .zero)
                #expect(Set(same.map { [$0.before, $0.after] }).count == 1)
            }
            for effect in judgement.effects {
                let here = sources.filter { $0.line == effect.line && $0.period.contains(Cast.today) }
                #expect(effect.before - effect.after == here.map(\.amount).total)
            }
        }
    }

    @Test func `the outcome is the weightiest reason, and there is a way on from every refusal`() throws {
        try forAll { random in
            for verdict in scene(using: &random).judgement.verdicts {
                let expected: Verdict.Outcome =
                    switch verdict.reasons.map(\.severity).max() {
                    case nil, .warn: .inPlan
                    case .refer: .needsApproval
                    case .block: .notAllowed
                    }
                #expect(verdict.outcome == expected)
                #expect(verdict.waysForward.isEmpty == (verdict.outcome == .inPlan))
                #expect(Set(verdict.waysForward).count == verdict.waysForward.count)
                #expect(Set(verdict.reasons).count == verdict.reasons.count)
            }
        }
    }

    @Test func `what goes at once, what waits and what is not allowed make up the total`() throws {
        try forAll { random in
            let judgement = scene(using: &random).judgement
            let refused = judgement.verdicts.filter { $0.outcome == .notAllowed }.map(\.wish.total).total
            #expect(judgement.inPlanTotal + judgement.askTotal + refused == judgement.total)
        }
    }

    @Test func `taking something out never turns anything else from covered to refused`() throws {
        try forAll(seeds: 300) { random in
            let scene = scene(using: &random)
            let before = byListing(scene.judgement)
            for position in scene.wishes.indices {
                for verdict in scene.without(position).judgement.verdicts
                where before[verdict.wish.listing.id]?.outcome == .inPlan {
                    let gone = scene.wishes[position].listing.id
                    #expect(verdict.outcome == .inPlan, "without \(gone), \(verdict.wish.listing.id)")
                }
            }
        }
    }

    @Test func `buying less of something never turns anything from covered to refused`() throws {
        try forAll(seeds: 500) { random in
            let scene = scene(.money, using: &random)
            let before = scene.judgement.verdicts
            guard before.allSatisfy({ $0.outcome == .inPlan }) else { return }
            for position in scene.wishes.indices where scene.wishes[position].quantity > 1 {
                var wishes = scene.wishes
                wishes[position] = wishes[position].with(quantity: wishes[position].quantity - 1)
                #expect(scene.with(wishes).judgement.verdicts.allSatisfy { $0.outcome == .inPlan })
            }
        }
    }

    @Test func `the cheapest that can be paid together are, whatever else is in the basket`() throws {
        try forAll(seeds: 400) { random in
            let scene = Scene(.money, using: &random)
            let verdicts = byListing(scene.judgement)
            let order = scene.wishes.sorted {
                ($0.total, $0.quantity, $0.times, $0.listing.id) < ($1.total, $1.quantity, $1.times, $1.listing.id)
            }
            let possible = order.filter { scene.fewestEmergencies([$0]) != nil }
            for count in possible.indices.map({ $0 + 1 }) {
                guard scene.fewestEmergencies(Array(possible.prefix(count))) != nil else { break }
                #expect(verdicts[possible[count - 1].listing.id]?.outcome == .inPlan)
            }
        }
    }

    /// In all periods together: what the plan gives, without what the basket takes.
    private func left(_ scene: Scene) -> Money {
        scene.lines.map(\.allocation.total).total
            - scene.judgement.verdicts.compactMap(\.funding).flatMap(\.sources).map(\.amount).total
    }

    @Test func `on one line, adding something for once never raises what is left`() throws {
        try forAll(seeds: 200) { random in
            let scene = Scene([.months, .carrying, .caps, .requests], lines: 1...1, using: &random)
            for position in scene.wishes.indices { #expect(left(scene) <= left(scene.without(position))) }
        }
    }

    @Test func `as long as everything stays covered, adding something never raises what is left`() throws {
        var met = 0
        try forAll(seeds: 500) { random in
            let scene = scene(.money, using: &random)
            guard scene.judgement.verdicts.allSatisfy({ $0.outcome == .inPlan }) else { return }
            met += 1
            for position in scene.wishes.indices { #expect(left(scene) < left(scene.without(position))) }
        }
        #expect(met > 20)
    }

    /// Why nothing more general holds. What is short takes what one line has, and asks for the rest.
    @Test func `something cheap on one line can send something dear to ask on another, which leaves more`() {
        let near = Cast.line("l-near", "Near", covers: [], listings: ["dear"])
        let pots = [Cast.pot(near, "1"), Cast.pot(Cast.line("l-wide", "Wide", covers: ["04"]), "150")]
        let dear = Cast.wish(1, Cast.listing("dear", by: Cast.physio, "04-02", "150"), from: Cast.physio)
        let cheap = Cast.wish(1, Cast.listing("cheap", by: Cast.physio, "04-02", "2"), from: Cast.physio)
        let paid = { (wishes: [Wish]) in
            Judge.judge(wishes, given: Cast.facts(pots)).verdicts.map(\.funding).map(Told.funding)
        }
        #expect(paid([dear]) == ["l-wide £150.00 (£150.00 → £0.00)"])
        #expect(paid([dear, cheap]) == [
            "l-near £1.00 (£1.00 → £0.00), extra £149.00", "l-wide £2.00 (£150.00 → £148.00)",
        ])
    }

    /// What fits by itself is asked for all the same where something cheaper on the same lines could not be paid: were
    /// it simply covered, taking out the cheapest would turn it into a request.
    @Test func `what comes after something that could not be paid is not simply covered`() {
        func line(_ id: PlanLine.ID, _ left: String, _ listings: [Listing.ID]) -> LineBudget {
            Cast.pot(Cast.line(id, id.text, covers: [], listings: listings), left)
        }
        func wish(_ id: Listing.ID, _ price: String) -> Wish {
            Cast.wish(1, Cast.listing(id, by: Cast.physio, "04-02", price), from: Cast.physio)
        }
        let facts = Cast.facts([line("one", "100", ["a", "b", "c"]), line("two", "100", ["b", "d"])])
        let (a, b, c, d) = (wish("a", "40"), wish("b", "50"), wish("c", "70"), wish("d", "80"))
        let outcomes = { (wishes: [Wish]) in Judge.judge(wishes, given: facts).verdicts.map(\.outcome) }
        #expect(outcomes([a, b, d]) == [.inPlan, .inPlan, .inPlan])
        #expect(outcomes([b, c, d]) == [.inPlan, .inPlan, .needsApproval])
        #expect(outcomes([a, b, c, d]) == [.inPlan, .inPlan, .needsApproval, .needsApproval])
        #expect(Judge.judge([a, b, c, d], given: facts).verdicts[3].reasons == [.tooManyWays])
    }
}
