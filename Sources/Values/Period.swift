/// A first and a last day, both included; never the wrong way round.
package struct Period: Sendable, Hashable, Codable {
    package let first: Day
    package let last: Day

    /// Nil when the last day comes before the first.
    package init?(first: Day, last: Day) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// So many days from the first on; at least that one.
    package init(from first: Day, days: Int) {
        self.first = first
        last = first.adding(days: max(1, days) - 1)
    }

    package func contains(_ day: Day) -> Bool { first <= day && day <= last }

    /// How many days, both ends included.
    package var days: Int { last - first + 1 }

    /// The days that both periods have, or nil.
    package func overlap(_ other: Period) -> Period? {
        Period(first: max(first, other.first), last: min(last, other.last))
    }
}
