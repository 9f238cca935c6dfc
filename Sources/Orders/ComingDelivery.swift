import Baskets
import Values

/// Units of a line that are to come on a day: a delivery, or one of several visits.
package struct ComingDelivery: Sendable, Hashable {
    package let day: Day
    package let units: Int

    package init(day: Day, units: Int) {
        self.day = day
        self.units = units
    }

    /// On which days what is still to come of a line is due, as it was signed: on the days of its schedule, or so many
    /// days after the supplier's answer.
    /// - Parameters:
    ///   - quantity: each time.
    ///   - delivered: units that have come already, the first days first.
    ///   - toCome: units that are still to come.
    package static func all(
        schedule: Schedule?, leadDays: Int, quantity: Int, delivered: Int, toCome: Int, acceptedOn: Day
    ) -> [ComingDelivery] {
        guard toCome > 0, quantity > 0 else { return [] }
        guard let schedule else {
            return [ComingDelivery(day: acceptedOn.adding(days: leadDays), units: toCome)]
        }
        var (found, rest, passed): ([ComingDelivery], Int, Int) = ([], toCome, delivered)
        for day in schedule.days {
            let units = min(rest, max(0, quantity - passed))
            passed = max(0, passed - quantity)
            if units > 0 { found.append(ComingDelivery(day: day, units: units)) }
            rest -= units
        }
        return found
    }
}
