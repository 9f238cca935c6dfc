import Plans
import TestSupport
import Testing
import Values

/// What can never be used any more, and nothing else.
@Suite("Lapsed money") struct LapseTests {
    private static let weeks = Allocation(
        amount: Cast.pounds("10"), every: .week, span: Cast.span("2026-04-06", "2026-05-10"))
    private static let rules = ["none", "all", "upto:0.00", "upto:5.00", "upto:15.00", "periods:1", "periods:3"]
    private static let first = Cast.day("2026-04-06")

    @Test(arguments: [
        ("none", [0, 10, 20, 30, 40, 50]), ("all", [0, 0, 0, 0, 0, 50]), ("upto:5.00", [0, 5, 15, 25, 35, 50]),
        ("periods:1", [0, 0, 10, 20, 30, 50]), ("periods:3", [0, 0, 0, 0, 10, 50]),
    ]) func `of five weeks that nobody uses, so much has lapsed when each begins`(
        rule: String, expected: [Int]
    ) throws {
        let purse = Purse(allocation: Self.weeks, carry: try #require(CarryForward(rule)))
        for (week, pounds) in expected.enumerated() {
            for day in 0..<7 {
                let lapsed = purse.lapsed(before: Self.first.adding(days: week * 7 + day))
                #expect(lapsed.map(\.amount).total.pence == pounds * 100, "week \(week), day \(day)")
            }
        }
    }

    @Test func `what has lapsed is never missed, and what has not can still be used`() throws {
        try forAll { random in
            let rule = Self.rules.randomElement(using: &random) ?? "none"
            let carry = try #require(CarryForward(rule))
            var opened: [Day: Purse.Pot] = [:]
            for week in 0..<5 where Bool.random(using: &random) {
                opened[Self.first.adding(days: week * 7)] = Purse.Pot(
                    available: Money(pence: Int.random(in: 0...1_500, using: &random)))
            }
            let purse = Purse(allocation: Self.weeks, carry: carry, opened: opened)
            let today = Self.first.adding(days: Int.random(in: 0...40, using: &random))
            let lapsed = purse.lapsed(before: today)
            for (period, amount) in lapsed {
                let own = opened[period.first]?.available ?? Self.weeks.amount(for: period)
                opened[period.first] = Purse.Pot(available: own - amount)
            }
            let rest = Purse(allocation: Self.weeks, carry: carry, opened: opened)
            for later in 0...40 {
                let day = today.adding(days: later)
                #expect(rest.left(on: day) == purse.left(on: day), "\(rule), \(today), \(day)")
            }
            #expect(rest.lapsed(before: today).isEmpty, "\(rule), \(today)")
            let begun = Self.weeks.periods.filter { $0.first <= today }.map {
                opened[$0.first]?.available ?? Self.weeks.amount(for: $0)
            }
            #expect(rest.left(on: today) == begun.total, "\(rule), \(today)")
        }
    }

    @Test func `the next look is on the day after the period that runs`() {
        for day in 0..<35 {
            let next = Self.first.adding(days: (day / 7 + 1) * 7)
            #expect(Purse.nextLapse(of: Self.weeks, from: Self.first.adding(days: day)) == next)
        }
        #expect(Purse.nextLapse(of: Self.weeks, from: Self.first.adding(days: 35)) == nil)
        #expect(Purse.nextLapse(of: Self.weeks, from: Self.first.adding(days: -3)) == Self.first.adding(days: 7))
    }
}
