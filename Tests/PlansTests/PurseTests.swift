import Plans
import TestSupport
import Testing
import Values

@Suite("Purse") struct PurseTests {
    /// £10 a week, for five weeks.
    private let weeks = Allocation(amount: Cast.pounds("10"), every: .week, span: Cast.span("2026-04-06", "2026-05-10"))

    private func monday(_ week: Int) -> Day { Cast.day("2026-04-06").adding(days: week * 7) }

    private func left(_ purse: Purse) -> [Int] { (0..<5).map { purse.left(on: monday($0)).pence / 100 } }

    private func written(_ moves: [(from: Period, amount: Money)]) -> [String] {
        moves.map { "\($0.amount) of \($0.from.first)" }
    }

    private func take(
        _ amount: Money, on day: Day, from purse: inout Purse, fits: Bool = true,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let taken = purse.take(amount, on: day)
        #expect(taken == fits, sourceLocation: sourceLocation)
    }

    @Test(arguments: [
        ("none", [10, 10, 10, 10, 10]), ("all", [10, 20, 30, 40, 50]), ("upto:5.00", [10, 15, 15, 15, 15]),
        ("periods:1", [10, 20, 20, 20, 20]), ("periods:3", [10, 20, 30, 40, 40]),
    ])
    func `what nobody spends is left later as far as the rule lets it`(rule: String, expected: [Int]) throws {
        let carry = try #require(CarryForward(rule))
        #expect(left(Purse(allocation: weeks, carry: carry)) == expected)
    }

    @Test func `an unspent pot can be used in later weeks, but a take that is later already keeps its money`() {
        var purse = Purse(allocation: weeks, carry: .all)
        take(Cast.pounds("25"), on: monday(2), from: &purse)
        #expect(left(purse) == [5, 5, 5, 15, 25])
        take(Cast.pounds("5.01"), on: monday(0), from: &purse, fits: false)
        take(Cast.pounds("5"), on: monday(0), from: &purse)
        #expect(left(purse) == [0, 0, 0, 10, 20])
    }

    @Test func `Thursday's money is Monday's money of the same week`() {
        var purse = Purse(allocation: weeks, carry: .none)
        take(Cast.pounds("7"), on: monday(1), from: &purse)
        #expect(purse.left(on: monday(1).adding(days: 3)) == Cast.pounds("3"))
        #expect(purse.left(on: monday(2)) == Cast.pounds("10"))
    }

    @Test func `nothing is left before the first day and after the last`() {
        var purse = Purse(allocation: weeks, carry: .all)
        for day in [Cast.day("2026-04-05"), Cast.day("2026-05-11")] {
            #expect(purse.left(on: day) == .zero)
            take(Money(pence: 1), on: day, from: &purse, fits: false)
            #expect(purse.carries(of: Cast.pounds("20"), into: day).isEmpty)
            purse.giveBack(Cast.pounds("20"), on: day)
        }
        #expect(purse == Purse(allocation: weeks, carry: .all))
    }

    @Test func `nobody takes less than nothing, and to take nothing changes nothing`() {
        var purse = Purse(allocation: weeks, carry: .all)
        take(Money(pence: -1), on: monday(0), from: &purse, fits: false)
        take(.zero, on: monday(0), from: &purse)
        #expect(purse == Purse(allocation: weeks, carry: .all))
    }

    @Test func `money that never lapses comes from the newest week first, and no more than is missing`() {
        let opened = [monday(1): Purse.Pot(available: Cast.pounds("3"))]
        let all = Purse(allocation: weeks, carry: .all, opened: opened)
        #expect(written(all.carries(of: Cast.pounds("10"), into: monday(2))) == [])
        #expect(
            written(all.carries(of: Cast.pounds("17.50"), into: monday(2))) == [
                "£3.00 of 2026-04-13", "£4.50 of 2026-04-06",
            ])
        let some = Purse(allocation: weeks, carry: .upTo(Cast.pounds("5")), opened: opened)
        #expect(
            written(some.carries(of: Cast.pounds("50"), into: monday(2))) == [
                "£3.00 of 2026-04-13", "£2.00 of 2026-04-06",
            ])
        let none = Purse(allocation: weeks, carry: .none, opened: opened)
        #expect(written(none.carries(of: Cast.pounds("17.50"), into: monday(2))) == [])
    }

    @Test func `money that lapses is used first, the oldest before the rest, and before the week's own`() {
        let opened = [monday(1): Purse.Pot(available: Cast.pounds("3"))]
        let two = Purse(allocation: weeks, carry: .periods(2), opened: opened)
        #expect(written(two.carries(of: Cast.pounds("4"), into: monday(2))) == ["£4.00 of 2026-04-06"])
        #expect(
            written(two.carries(of: Cast.pounds("12"), into: monday(2))) == [
                "£10.00 of 2026-04-06", "£2.00 of 2026-04-13",
            ])
        let one = Purse(allocation: weeks, carry: .periods(1), opened: opened)
        #expect(written(one.carries(of: Cast.pounds("12"), into: monday(2))) == ["£3.00 of 2026-04-13"])
    }

    @Test func `what has come in already counts towards the most that may come in`() {
        let opened = [monday(1): Purse.Pot(available: Cast.pounds("2"), carriedIn: Cast.pounds("4"))]
        let purse = Purse(allocation: weeks, carry: .upTo(Cast.pounds("5")), opened: opened)
        #expect(left(purse) == [10, 3, 13, 15, 15])
    }
}

// MARK: - Against trying everything

extension PurseTests {
    @Test func `what is left is the most that still finds its money, whatever is taken and given back`() throws {
        try forAll { random in
            let small = SmallCase(&random)
            var purse = small.purse
            var taken = [Int](repeating: 0, count: small.own.count)
            var kept: [(period: Int, pence: Int)] = []
            for _ in 0..<6 {
                let period = Int.random(in: taken.indices, using: &random)
                let most = small.most(at: period, taken: taken)
                #expect(purse.left(on: small.day(period)).pence == most)
                if let last = kept.last, Int.random(in: 0..<4, using: &random) == 0 {
                    purse.giveBack(Money(pence: last.pence), on: small.day(last.period))
                    taken[last.period] -= last.pence
                    kept.removeLast()
                    continue
                }
                let pence = Int.random(in: 0...4, using: &random)
                let wasTaken = purse.take(Money(pence: pence), on: small.day(period))
                #expect(wasTaken == (pence <= most))
                guard wasTaken else { continue }
                taken[period] += pence
                kept.append((period, pence))
            }
            let expected = taken.enumerated().filter { $0.element > 0 }.map { ($0.offset, Money(pence: $0.element)) }
            #expect(purse.takes == Dictionary(uniqueKeysWithValues: expected))
            for take in kept.shuffled(using: &random) {
                purse.giveBack(Money(pence: take.pence), on: small.day(take.period))
            }
            #expect(purse == small.purse)
        }
    }

    @Test func `what earlier periods give makes up what is missing, and never breaks the rule`() throws {
        try forAll { random in
            let small = SmallCase(&random)
            let period = Int.random(in: small.own.indices, using: &random)
            let most = small.most(at: period, taken: [Int](repeating: 0, count: small.own.count))
            let wanted = Int.random(in: 0...most + 2, using: &random)
            let moves = small.purse.carries(of: Money(pence: wanted), into: small.day(period))
            let carried = moves.map(\.amount.pence).reduce(0, +)
            if small.lapses {
                #expect(carried == min(wanted, most - small.own[period]))
            } else {
                #expect(carried == max(0, min(wanted, most) - small.own[period]))
            }
            var from: [Int] = []
            for move in moves {
                let source = try #require(small.purse.allocation.index(of: move.from.first))
                from.append(source)
                #expect(small.mayCarry(from: source, to: period))
                #expect((1...small.own[source]).contains(move.amount.pence))
            }
            #expect((small.lapses ? from : from.reversed()) == Array(Set(from)).sorted())
        }
    }

    /// The books move the money when it is taken; what a purse made from them says must be the same as before.
    @Test func `taken money that is booked in order of time leaves as much as before it was booked`() throws {
        try forAll { random in
            var small = SmallCase(&random)
            var purse = small.purse
            for period in small.own.indices {
                let amount = Money(pence: Int.random(in: 0...purse.left(on: small.day(period)).pence, using: &random))
                take(amount, on: small.day(period), from: &purse)
                try small.book(amount, in: period)
                for later in period..<small.own.count {
                    #expect(small.purse.left(on: small.day(later)) == purse.left(on: small.day(later)))
                }
            }
        }
    }

    @Test func `money that does not lapse is booked in any order, and leaves as much on every day`() throws {
        try forAll { random in
            var small = SmallCase(&random)
            guard !small.lapses else { return }
            var purse = small.purse
            for period in small.own.indices.shuffled(using: &random) {
                let amount = Money(pence: Int.random(in: 0...purse.left(on: small.day(period)).pence, using: &random))
                take(amount, on: small.day(period), from: &purse)
                try small.book(amount, in: period)
                for day in small.own.indices.map(small.day) {
                    #expect(small.purse.left(on: day) == purse.left(on: day))
                }
            }
        }
    }

    @Test func `what could be taken together can be booked together, in order of time`() throws {
        try forAll { random in
            var small = SmallCase(&random)
            var purse = small.purse
            for _ in 0..<6 {
                let period = Int.random(in: small.own.indices, using: &random)
                let amount = Money(pence: Int.random(in: 0...purse.left(on: small.day(period)).pence, using: &random))
                take(amount, on: small.day(period), from: &purse)
            }
            for (period, amount) in purse.takes.sorted(by: { $0.key < $1.key }) {
                try small.book(amount, in: period)
            }
            #expect(small.own.allSatisfy { $0 >= 0 })
        }
    }
}

/// A few weeks with a few pence each: small enough to try every way in which the money could have gone.
private struct SmallCase {
    /// What is available in each week, by its number.
    var own: [Int]
    var carriedIn: [Int]
    let carry: CarryForward
    private let amount: Int
    private let first = Cast.day("2026-04-06")

    init(_ random: inout SplitMix64) {
        let count = Int.random(in: 1...5, using: &random)
        amount = Int.random(in: 0...4, using: &random)
        let limit = Int.random(in: 1...5, using: &random)
        let rules: [CarryForward] = [
            .none, .all, .upTo(Money(pence: limit)), .periods(Int.random(in: 1...3, using: &random)),
        ]
        carry = rules[Int.random(in: 0..<4, using: &random)]
        own = [Int](repeating: amount, count: count)
        carriedIn = [Int](repeating: 0, count: count)
        for week in own.indices where Bool.random(using: &random) {
            own[week] = Int.random(in: 0...4, using: &random)
            if case .upTo = carry { carriedIn[week] = week == 0 ? 0 : Int.random(in: 0...limit, using: &random) }
        }
    }

    func day(_ week: Int) -> Day { first.adding(days: week * 7 + 2) }

    /// Weeks that are as they were given need no open books.
    var purse: Purse {
        let span =
            Period(first: first, last: first.adding(days: own.count * 7 - 1)) ?? Cast.span("2026-04-06", "2026-04-06")
        let pots = own.indices.filter { own[$0] != amount || carriedIn[$0] != 0 }.map { week in
            (
                first.adding(days: week * 7),
                Purse.Pot(available: Money(pence: own[week]), carriedIn: Money(pence: carriedIn[week]))
            )
        }
        return Purse(
            allocation: Allocation(amount: Money(pence: amount), every: .week, span: span), carry: carry,
            opened: Dictionary(uniqueKeysWithValues: pots))
    }

    /// Does money lapse after some weeks?
    var lapses: Bool {
        if case .periods = carry { true } else { false }
    }

    /// As the books do it: money comes into the week, and through the weeks on its way, and is spent there.
    mutating func book(_ amount: Money, in week: Int) throws {
        let before = purse
        for move in before.carries(of: amount, into: day(week)) {
            let source = try #require(before.allocation.index(of: move.from.first))
            own[source] -= move.amount.pence
            own[week] += move.amount.pence
            for crossed in (source + 1)...week { carriedIn[crossed] += move.amount.pence }
        }
        own[week] -= amount.pence
    }

    func mayCarry(from source: Int, to week: Int) -> Bool {
        switch carry {
        case .none: false
        case .all, .upTo: source < week
        case .periods(let count): source < week && week - source <= count
        }
    }

    /// The most pence that could still be taken in a week.
    func most(at week: Int, taken: [Int]) -> Int {
        var wanted = taken
        while true {
            wanted[week] += 1
            if !isPossible(wanted) { return wanted[week] - 1 - taken[week] }
        }
    }

    /// Tries, for one penny after the other, every week that it could come from.
    private func isPossible(_ wanted: [Int]) -> Bool {
        var seen: Set<[Int]> = []
        let limits = own.indices.map { week -> Int in
            if case .upTo(let most) = carry { max(0, most.pence - carriedIn[week]) } else { Int.max }
        }
        func find(_ wanted: [Int], _ stock: [Int], _ room: [Int]) -> Bool {
            guard let week = wanted.firstIndex(where: { $0 > 0 }) else { return true }
            guard seen.insert(wanted + stock + room).inserted else { return false }
            var rest = wanted
            rest[week] -= 1
            for source in 0...week where stock[source] > 0 && (source == week || mayCarry(from: source, to: week)) {
                var (newStock, newRoom) = (stock, room)
                newStock[source] -= 1
                // A penny that is carried crosses into each week on its way.
                for crossed in (source + 1)..<(week + 1) where newRoom[crossed] != Int.max { newRoom[crossed] -= 1 }
                if newRoom.allSatisfy({ $0 >= 0 }), find(rest, newStock, newRoom) { return true }
            }
            return false
        }
        return find(wanted, own, limits)
    }
}
