import Values

/// How much of something that people do can be given in a week, and how much of it is promised.
package struct WeeklyCapacity: Sendable, Hashable {
    package let perWeek: Int
    /// Units that are promised, by the Monday of the week.
    private let taken: [Day: Int]

    package init(perWeek: Int, taken: [Day: Int] = [:]) {
        self.perWeek = perWeek
        self.taken = taken
    }

    /// The Monday of a day's week (ISO 8601).
    package static func week(of day: Day) -> Day { day.adding(days: -((day.weekday + 6) % 7)) }

    package static func needs(_ quantity: Int, on days: [Day]) -> [Day: Int] {
        Dictionary(days.map { (week(of: $0), quantity) }, uniquingKeysWith: +)
    }

    /// Never below nought, also where the supplier has lowered it since.
    package func free(in week: Day) -> Int { max(0, perWeek - (taken[week] ?? 0)) }

    /// The earliest week that has not enough left; nil where all have.
    package func firstFull(_ needs: [Day: Int]) -> Day? {
        needs.filter { free(in: $0.key) < $0.value }.keys.min()
    }

    /// As if so many units of these weeks were given back.
    package func freeing(_ units: [Day: Int]) -> WeeklyCapacity {
        WeeklyCapacity(
            perWeek: perWeek,
            taken: Dictionary(uniqueKeysWithValues: taken.map { ($0.key, max(0, $0.value - (units[$0.key] ?? 0))) }))
    }

    package static let weeksAheadMaximum = 26

    /// The next week, from this one on, that has room for so many; nil where none of the next half-year has.
    package func next(from week: Day, units: Int) -> Day? {
        (0..<WeeklyCapacity.weeksAheadMaximum).map { week.adding(days: $0 * 7) }.first { free(in: $0) >= units }
    }
}
