import Plans
import TestSupport
import Testing
import Values

@Suite("Allocation") struct AllocationTests {
    private static let recurring: [Frequency] = [.week, .fourWeeks, .month, .quarter, .year]

    private func allocation(_ pounds: String, _ every: Frequency, _ first: String, _ last: String) -> Allocation {
        Allocation(amount: Cast.pounds(pounds), every: every, span: Cast.span(first, last))
    }

    private func written(_ allocation: Allocation) -> [String] {
        allocation.periods.map { "\($0.first)…\($0.last) \(allocation.amount(for: $0))" }
    }

    @Test func `months that begin on the 31st begin on the last day of shorter months, and come back`() {
        #expect(written(allocation("310", .month, "2026-01-31", "2026-06-10")) == [
            "2026-01-31…2026-02-27 £310.00", "2026-02-28…2026-03-30 £310.00", "2026-03-31…2026-04-29 £310.00",
            "2026-04-30…2026-05-30 £310.00", "2026-05-31…2026-06-10 £113.67",
        ])
    }

    @Test func `a plan that begins on 29 February has its years begin on the 28th, except in leap years`() {
        #expect(allocation("100", .year, "2024-02-29", "2029-02-27").periods.map(\.first.description) == [
            "2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29",
        ])
    }

    @Test func `quarters of a plan that begins at the end of November clamp in February`() {
        #expect(written(allocation("900", .quarter, "2026-11-30", "2027-11-29")) == [
            "2026-11-30…2027-02-27 £900.00", "2027-02-28…2027-05-29 £900.00", "2027-05-30…2027-08-29 £900.00",
            "2027-08-30…2027-11-29 £900.00",
        ])
    }

    @Test func `four weeks are 28 civil days, also over the change to summer time and back`() {
        #expect(written(allocation("400", .fourWeeks, "2026-03-16", "2026-05-10")) == [
            "2026-03-16…2026-04-12 £400.00", "2026-04-13…2026-05-10 £400.00",
        ])
        #expect(written(allocation("400", .fourWeeks, "2026-10-12", "2026-12-06")) == [
            "2026-10-12…2026-11-08 £400.00", "2026-11-09…2026-12-06 £400.00",
        ])
    }

    /// In summer the last hour of the UTC day belongs to the next day in Nottingham.
    @Test func `an evening in summer falls in the period of its civil day`() throws {
        let weeks = allocation("70", .week, "2026-06-01", "2026-06-28")
        let lastSummerHour = Moment(milliseconds: Cast.day("2026-06-07").number * 86_400_000 + 23 * 3_600_000)
        let period = try #require(weeks.period(containing: lastSummerHour.day))
        #expect(period.first == Cast.day("2026-06-08"))
    }

    @Test func `money given once is there from the first day to the last`() {
        #expect(written(allocation("750", .once, "2026-04-06", "2026-07-19")) == ["2026-04-06…2026-07-19 £750.00"])
    }

    @Test func `no period holds a day outside the plan`() {
        for every in Frequency.allCases {
            let year = allocation("52", every, "2026-04-06", "2027-04-05")
            #expect(year.period(containing: Cast.day("2026-04-05")) == nil)
            #expect(year.period(containing: Cast.day("2027-04-06")) == nil)
            #expect(year.period(containing: Cast.day("2026-04-06"))?.first == Cast.day("2026-04-06"))
            #expect(year.period(containing: Cast.day("2027-04-05"))?.last == Cast.day("2027-04-05"))
        }
    }

    @Test func `a last period that is cut short gives its share by days, half a penny up`() {
        #expect(written(allocation("10.01", .week, "2026-04-06", "2026-04-16")) == [
            "2026-04-06…2026-04-12 £10.01", "2026-04-13…2026-04-16 £5.72",
        ])
        #expect(written(allocation("0.07", .fourWeeks, "2026-04-06", "2026-04-07")) == ["2026-04-06…2026-04-07 £0.01"])
    }

    @Test func `a plan of one day gives one period of one day`() {
        for every in Frequency.allCases {
            #expect(allocation("365", every, "2027-01-31", "2027-01-31").periods == [
                Cast.span("2027-01-31", "2027-01-31"),
            ])
        }
    }

    /// Every plan year that starts on a day of four years: a leap year, and each of the years after it.
    private static let years: [Period] = (Cast.day("2024-01-01").number...Cast.day("2027-12-31").number).compactMap {
        let first = Day(number: $0)
        return Period(first: first, last: first.adding(months: 12).adding(days: -1))
    }

    @Test(arguments: [1, 99_999, 1_234_567])
    func `a year's money adds up to the penny, whatever day it starts`(pence: Int) {
        let amount = Money(pence: pence)
        var wrong: [String] = []
        for year in Self.years {
            for every in Frequency.allCases {
                let total = Allocation(amount: amount, every: every, span: year).total
                if total != expected(amount, every, days: year.days) {
                    wrong.append("\(year.first) \(every): \(total)")
                }
            }
        }
        #expect(Self.years.count == 1_461)
        #expect(wrong == [])
    }

    /// Worked out without periods: the days of the year as weeks or four weeks, rounded once, half a penny up.
    private func expected(_ amount: Money, _ every: Frequency, days: Int) -> Money {
        switch every {
        case .week: Money(pence: (2 * amount.pence * days + 7) / 14)
        case .fourWeeks: Money(pence: (2 * amount.pence * days + 28) / 56)
        case .month: Money(pence: 12 * amount.pence)
        case .quarter: Money(pence: 4 * amount.pence)
        case .year, .once: amount
        }
    }

    @Test(arguments: [
        (Frequency.week, 53), (.fourWeeks, 14), (.month, 12), (.quarter, 4), (.year, 1), (.once, 1)
    ])
    func `a year has its periods, without gap or overlap, whatever day it starts`(every: Frequency, count: Int) {
        var wrong: [Day] = []
        for year in Self.years {
            let allocation = Allocation(amount: Money(pence: 9_999), every: every, span: year)
            let periods = allocation.periods
            let joined = zip(periods, periods.dropFirst()).allSatisfy { $0.last.adding(days: 1) == $1.first }
            let whole = periods.first?.first == year.first && periods.last?.last == year.last
            let found = periods.enumerated().allSatisfy { number, period in
                allocation.index(of: period.first) == number && allocation.index(of: period.last) == number
            }
            if periods.count != count || !joined || !whole || !found { wrong.append(year.first) }
        }
        #expect(wrong == [])
    }

    @Test func `periods follow each other without gap or overlap, and each day finds its own`() throws {
        try forAll { random in
            let first = Cast.day("2024-01-01").adding(days: Int.random(in: 0..<1_461, using: &random))
            let length = Int.random(in: 0..<800, using: &random)
            let span = try #require(Period(first: first, last: first.adding(days: length)))
            let every = try #require(Frequency.allCases.randomElement(using: &random))
            let allocation = Allocation(amount: Money(pence: 9_999), every: every, span: span)
            let periods = allocation.periods
            #expect(periods.first?.first == span.first)
            #expect(periods.last?.last == span.last)
            #expect(zip(periods, periods.dropFirst()).allSatisfy { $0.last.adding(days: 1) == $1.first })
            for period in periods {
                let middle = period.first.adding(days: period.days / 2)
                #expect([period.first, middle, period.last].allSatisfy { allocation.period(containing: $0) == period })
            }
        }
    }

    @Test func `a period cut short never gives more than a whole one, nor less than nothing`() throws {
        try forAll { random in
            let first = Cast.day("2025-01-31").adding(days: Int.random(in: 0..<400, using: &random))
            let last = first.adding(days: Int.random(in: 0..<400, using: &random))
            let amount = Money(pence: Int.random(in: 0...1_000_000_000, using: &random))
            let span = try #require(Period(first: first, last: last))
            for every in Self.recurring {
                let allocation = Allocation(amount: amount, every: every, span: span)
                #expect(allocation.periods.map(allocation.amount(for:)).allSatisfy { (.zero...amount).contains($0) })
            }
        }
    }
}
