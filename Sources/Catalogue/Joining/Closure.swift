import Values

/// Days on which a supplier is closed: nothing new can be due on them. What is booked for them stays booked until it is
/// moved or cancelled, order by order.
package struct Closure: Sendable, Hashable {
    /// Among the supplier's own, from 1.
    package let number: Int
    package let days: Period
    /// Why, as holders read it.
    package let words: String

    package init(number: Int, days: Period, words: String) {
        self.number = number
        self.days = days
        self.words = words
    }

    package static let wordsCharactersMaximum = 200
    package static let daysMaximum = 366
    /// Ahead of today, for one supplier.
    package static let countMaximum = 100
}

extension Supplier {
    /// The closure that a day falls into; nil where they are open.
    package func closure(on day: Day) -> Closure? { closures.first { $0.days.contains(day) } }

    /// The first day from a day on, that one included, on which they are open.
    package func openDay(from day: Day) -> Day {
        var open = day
        while let closure = closure(on: open) { open = closure.days.last.adding(days: 1) }
        return open
    }
}
