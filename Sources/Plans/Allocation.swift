import Values

/// How often a plan line gives money.
package enum Frequency: String, Sendable, CaseIterable, Codable {
    case week, fourWeeks = "four_weeks", month, quarter, year, once

    /// "a week", "every four weeks" …
    package var words: String {
        switch self {
        case .week: "a week"
        case .fourWeeks: "every four weeks"
        case .month: "a month"
        case .quarter: "a quarter"
        case .year: "a year"
        case .once: "once"
        }
    }
}

/// An amount per period, from a first to a last day. Each period's money is computed from dates: no job releases it.
package struct Allocation: Sendable, Hashable, Codable {
    package let amount: Money
    package let every: Frequency
    package let span: Period

    package init(amount: Money, every: Frequency, span: Period) {
        self.amount = amount
        self.every = every
        self.span = span
    }

    /// The period that a day falls in, cut at the last day; nil outside the span.
    package func period(containing day: Day) -> Period? { index(of: day).flatMap(period(at:)) }

    /// Which period a day falls in, counted from nought; nil outside the span.
    package func index(of day: Day) -> Int? {
        guard span.contains(day) else { return nil }
        return switch every {
        case .week: (day - span.first) / 7
        case .fourWeeks: (day - span.first) / 28
        case .month: monthIndex(of: day, months: 1)
        case .quarter: monthIndex(of: day, months: 3)
        case .year: monthIndex(of: day, months: 12)
        case .once: 0
        }
    }

    /// The period with this number, counted from nought; nil where there is none.
    package func period(at index: Int) -> Period? {
        guard index >= 0, start(index) <= span.last else { return nil }
        return Period(first: start(index), last: min(start(index + 1).adding(days: -1), span.last))
    }

    /// All periods, first to last.
    package var periods: [Period] {
        var periods: [Period] = []
        while let period = period(at: periods.count) { periods.append(period) }
        return periods
    }

    /// What a period gives: the amount, or a share by days where the span ends inside the period.
    package func amount(for period: Period) -> Money {
        guard every != .once, let index = index(of: period.first) else { return amount }
        let full = start(index + 1) - start(index)
        return period.days == full ? amount : amount.fraction(period.days, of: full)
    }

    /// What all periods give together: the allocation of the line.
    package var total: Money { periods.map(amount(for:)).total }

    /// What a whole year of this rhythm would give, for comparing with a yearly budget; the amount itself for one-offs.
    package var perYear: Money {
        switch every {
        case .week: amount.fraction(365, of: 7)
        case .fourWeeks: amount.fraction(365, of: 28)
        case .month: amount.times(12)
        case .quarter: amount.times(4)
        case .year, .once: amount
        }
    }

    /// Months begin on the day of the month on which the plan begins, or on the last day of a shorter month.
    private func monthIndex(of day: Day, months: Int) -> Int {
        let (first, this) = (span.first.components, day.components)
        var index = ((this.year - first.year) * 12 + this.month - first.month) / months
        if start(index) > day { index -= 1 }
        return index
    }

    private func start(_ index: Int) -> Day {
        switch every {
        case .week: span.first.adding(days: index * 7)
        case .fourWeeks: span.first.adding(days: index * 28)
        case .month: span.first.adding(months: index)
        case .quarter: span.first.adding(months: index * 3)
        case .year: span.first.adding(months: index * 12)
        case .once: index == 0 ? span.first : span.last.adding(days: 1)
        }
    }
}
