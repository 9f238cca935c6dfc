import Baskets
import Catalogue
import Plans
import TestSupport
import Testing
import Values

@Suite("Ways forward") struct WaysForwardTests {
    private let ruth = WayForward.talkToCoordinator(Cast.plan().coordinator)

    private func ways(_ wish: Wish, left: String = "1000", plan: Plan? = Cast.plan()) -> [WayForward] {
        Judge.judge([wish], given: Cast.facts([Cast.pot(Cast.physioLine, left)], plan: plan)).verdicts
            .flatMap(\.waysForward)
    }

    @Test func `what is in the plan needs no way forward`() {
        #expect(ways(Cast.sessions(1)) == [])
    }

    @Test func `with too little left, as many as it pays for can be had`() {
        #expect(
            ways(Cast.sessions(3), left: "239.99") == [
                .lowerQuantity(to: 2), .lookForCheaper(category: "04-02"), .askForApproval, ruth,
            ])
        #expect(ways(Cast.sessions(3), left: "79.99") == [.lookForCheaper(category: "04-02"), .askForApproval, ruth])
        #expect(ways(Cast.sessions(1), left: "79.99") == [.lookForCheaper(category: "04-02"), .askForApproval, ruth])
    }

    @Test func `taking as many as is offered makes it fit`() {
        for left in ["80", "160", "200", "239.99"] {
            guard case .lowerQuantity(let fits) = ways(Cast.sessions(3), left: left).first else {
                Issue.record("no lower quantity with £\(left) left")
                continue
            }
            #expect(ways(Cast.sessions(fits), left: left) == [])
            #expect(ways(Cast.sessions(fits + 1), left: left) != [])
        }
    }

    @Test func `what the plan does not name can be asked for`() {
        #expect(ways(Cast.rollators(1)) == [.askForApproval, ruth])
    }

    @Test func `what is prohibited can only be removed, or talked about`() {
        #expect(ways(Cast.wish(1, Cast.gin, from: Cast.meadow)) == [.remove, ruth])
        #expect(ways(Cast.wish(1, Cast.gin, from: Cast.meadow), plan: nil) == [.remove])
    }

    @Test func `more than the listing's maximum can be made fewer, none at all cannot`() {
        let twelve = Cast.listing("neuro", by: Cast.physio, "04-02", "1", quantityMaximum: 12)
        #expect(ways(Cast.wish(13, twelve, from: Cast.physio)) == [.lowerQuantity(to: 12), .remove, ruth])
        #expect(ways(Cast.wish(0, twelve, from: Cast.physio)) == [.remove, ruth])
    }

    @Test func `a price that rose can be accepted`() {
        let wish = Wish(listing: Cast.session, supplier: Cast.physio, quantity: 1, priceSeen: Cast.pounds("70"))
        #expect(ways(wish) == [.acceptPrice(Cast.pounds("80")), .remove, ruth])
    }

    @Test func `when the supplier cannot, others are shown, once`() {
        let bare = Cast.supplier(
            "bare", "Bare Minimum", .districts([]), base: nil, insuredUntil: Cast.day("2026-01-01"), status: .suspended)
        let withdrawn = Cast.listing("x", by: bare, "04-02", "80", status: .withdrawn)
        #expect(ways(Cast.wish(1, withdrawn, from: bare)) == [.lookForCheaper(category: "04-02"), .remove, ruth])
    }

    private func runs(_ times: Int, every: Schedule.Every = .week, first: Int = 5) -> Wish {
        RuleCase.sessions(RuleCase.on(first, every: every, times: times))
    }

    @Test func `a run that is too long can be made shorter`() {
        #expect(ways(runs(3), left: "239.99") == [.fewerTimes(to: 2), .remove, ruth])
        #expect(ways(runs(3), left: "79.99") == [.remove, ruth])
        let until = Cast.year.last - Cast.today
        #expect(ways(runs(3, first: until - 7)) == [.fewerTimes(to: 2), .remove, ruth])
        let overdue = Cast.plan(narrative: Narrative(nextReview: Cast.today.adding(days: -29)))
        #expect(ways(runs(3), plan: overdue) == [.fewerTimes(to: 1), .askForApproval, ruth])
    }

    @Test func `when the next money comes, the person may wait for it`() {
        let line = Cast.line("l", "Physio", covers: ["04"], amount: "80", every: .month)
        let spent = LineBudget(
            line: line, period: Cast.span("2026-10-06", "2026-11-05"), available: Cast.pounds("10"), held: .zero,
            committed: .zero, owed: .zero, paid: .zero)
        let ways = Judge.judge([Cast.sessions(1)], given: Cast.facts([spent])).verdicts.flatMap(\.waysForward)
        #expect(
            ways == [
                .waitUntil(Cast.day("2026-11-06"), title: "Physio"), .lookForCheaper(category: "04-02"),
                .askForApproval,
                ruth,
            ])
    }

    @Test func `a line that the person chose and that is short leaves the others to be chosen`() {
        let pots = [Cast.pot(Cast.line("l-a", "First", covers: ["04"]), "10"), Cast.pot(Cast.physioLine, "80")]
        let wish = Cast.wish(1, Cast.session, from: Cast.physio, paidBy: "l-a")
        let verdict = Judge.judge([wish], given: Cast.facts(pots)).verdicts[0]
        #expect(verdict.outcome == .needsApproval)
        #expect(verdict.waysForward.contains(.otherLine("l-physio", title: "Physiotherapy")))
        #expect(verdict.funding?.others.map(\.line) == ["l-physio"])
    }

    @Test func `what is offered really helps, and is the most that does`() throws {
        var (quantities, times) = (0, 0)
        try forAll(seeds: 800) { random in
            let scene = Scene(.all, wishes: 1...1, using: &random)
            let (wish, verdict) = (scene.wishes[0], scene.judgement.verdicts[0])
            let isCovered = { (wish: Wish) in scene.with([wish]).judgement.verdicts[0].outcome == .inPlan }
            for way in verdict.waysForward {
                switch way {
                case .lowerQuantity(let most):
                    quantities += 1
                    #expect(isCovered(wish.with(quantity: most)))
                    #expect(!isCovered(wish.with(quantity: most + 1)))
                case .fewerTimes(let most):
                    times += 1
                    #expect(isCovered(wish.with(times: most)))
                    #expect(!isCovered(wish.with(times: most + 1)))
                default: break
                }
            }
        }
        #expect(quantities > 30 && times > 20, "\(quantities) and \(times) say too little")
    }

    @Test func `the day to wait for is the first on which the money is there`() throws {
        var met = 0
        try forAll { random in
            let amount = Int.random(in: 1...10, using: &random) * 1_000
            let carries: [CarryForward] = [.none, .all, .upTo(Money(pence: amount / 2)), .periods(1)]
            let line = Cast.line(
                "l", "Physio", covers: ["04"], amount: Money(pence: amount).decimal, every: .month,
                carry: carries[Int.random(in: 0...3, using: &random)])
            let left = Money(pence: Int.random(in: 0...amount, using: &random))
            let emptied = line.allocation.periods.prefix(6).map { ($0.first, Purse.Pot(available: .zero)) }
            let opened = Dictionary(uniqueKeysWithValues: emptied + [(Cast.today, Purse.Pot(available: left))])
            let purse = Purse(allocation: line.allocation, carry: line.carry, opened: opened)
            let price = Money(pence: Int.random(in: 1...(amount * 3), using: &random)).decimal
            let wish = Cast.wish(1, Cast.listing("x", by: Cast.physio, "04-02", price), from: Cast.physio)
            func verdict(in period: Period) -> Verdict {
                let pot = LineBudget(
                    line: line, period: period, available: .zero, held: .zero, committed: .zero, owed: .zero,
                    paid: .zero,
                    purse: purse)
                return Judge.judge([wish], given: Cast.facts([pot], today: period.first)).verdicts[0]
            }
            let months = line.allocation.periods.filter { $0.first >= Cast.today }
            let first = months.first { verdict(in: $0).outcome == .inPlan }?.first
            let offered = verdict(in: months[0]).waysForward.compactMap { way in
                if case .waitUntil(let day, _) = way { day } else { nil }
            }
            #expect(offered == (first == Cast.today ? [] : [first].compactMap(\.self)))
            if !offered.isEmpty { met += 1 }
        }
        #expect(met > 20)
    }

    @Test func `cheaper offers are those that cost less and would be in the plan, the cheapest first`() {
        func offer(_ id: String, _ price: String, from supplier: Supplier = Cast.physio) -> Wish {
            Cast.wish(3, Cast.listing(.init(id), by: supplier, "04-02", price), from: supplier)
        }
        let judge = Judge(Cast.facts([Cast.pot(Cast.physioLine, "239.97")]))
        let others = [
            offer("same-price", "80"), offer("dearer", "90"), offer("a-little", "79.99"), offer("cheapest", "50"),
            offer("unregistered", "1", from: Cast.meadow), offer("neuro", "10"),
        ]
        let cheaper = judge.cheaper(than: Cast.sessions(3), among: others)
        #expect(cheaper.map(\.wish.listing.id) == ["cheapest", "a-little"])
    }
}
