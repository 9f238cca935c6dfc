import Plans
import Values

/// When something is wanted: on a day, or again and again from that day on.
package struct Schedule: Sendable, Hashable, Codable {
    package enum Every: String, Sendable, CaseIterable, Codable {
        case week, fourWeeks = "four_weeks", month

        package var words: String {
            switch self {
            case .week: "every week"
            case .fourWeeks: "every four weeks"
            case .month: "every month"
            }
        }
    }

    package let first: Day
    package let every: Every
    /// How often in all; 1 for once.
    package let times: Int

    /// Kept between 1 and `timesMaximum`.
    package init(first: Day, every: Every = .week, times: Int = 1) {
        self.first = first
        self.every = every
        self.times = min(max(1, times), Schedule.timesMaximum)
    }

    /// Two years, week by week.
    package static let timesMaximum = 104

    package var days: [Day] {
        (0..<times).map { count in
            switch every {
            case .week: first.adding(days: count * 7)
            case .fourWeeks: first.adding(days: count * 28)
            case .month: first.adding(months: count)
            }
        }
    }

    package var last: Day { days.last ?? first }

    package func with(times: Int) -> Schedule { Schedule(first: first, every: every, times: times) }
}
