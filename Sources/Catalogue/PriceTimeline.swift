import Values

/// A price that a supplier has set: from a day on, perhaps until a day, perhaps for one region only.
package struct StatedPrice: Sendable, Hashable {
    /// Of the listing's prices, in the order in which they were set.
    package let sequence: Int
    /// Nil: everywhere.
    package let region: String?
    package let first: Day
    /// Nil: until another is set.
    package let last: Day?
    /// Without VAT. Nil: the region has no price of its own any more.
    package let price: Money?

    package init(sequence: Int, region: String? = nil, first: Day, last: Day? = nil, price: Money?) {
        self.sequence = sequence
        self.region = region
        self.first = first
        self.last = last
        self.price = price
    }

    package func covers(_ day: Day) -> Bool { first <= day && last.map { day <= $0 } ?? true }

    /// The days on which it begins, and on which what it was set over comes back.
    package var turns: [Day] { [first] + (last.map { [$0.adding(days: 1)] } ?? []) }
}

/// All prices that were set for a listing: what it costs on which day follows from them alone. Where several cover a
/// day, the one that was set last counts.
package struct PriceTimeline: Sendable, Hashable {
    package let stated: [StatedPrice]
    /// What it costs where nothing that was set covers the day.
    private let otherwise: Money

    /// - Parameter stated: without those that were taken back.
    package init(_ stated: [StatedPrice], otherwise: Money) {
        self.stated = stated.sorted { $0.sequence < $1.sequence }
        self.otherwise = otherwise
    }

    /// Without VAT.
    package func price(on day: Day, in region: String? = nil) -> Money {
        if let region, let own = own(on: day, in: region) { return own }
        return counting(on: day)?.price ?? otherwise
    }

    /// What was set last for a day, everywhere.
    private func counting(on day: Day) -> StatedPrice? { stated.last { $0.region == nil && $0.covers(day) } }

    /// The price that a region has of its own; nil where it has none.
    package func own(on day: Day, in region: String) -> Money? {
        stated.last { $0.region == region && $0.covers(day) }?.price
    }

    package var regions: [String] { Set(stated.compactMap(\.region)).sorted() }

    /// The first day on which a new price may begin: from there on it asks on no day more than would be charged, until
    /// that much notice has passed (reference, workflow 4.8). So it may come in the place of what is announced already,
    /// and dearer.
    package func earliest(for new: StatedPrice, today: Day, noticeDays: Int) -> Day {
        let announced = today.adding(days: noticeDays)
        let end = min(new.last ?? announced, announced.adding(days: -1))
        guard new.first <= end else { return new.first }
        let days = [new.first] + turns(after: new.first).filter { $0 <= end }
        let rise = days.last { day in (new.price ?? price(on: day)) > price(on: day, in: new.region) }
        guard let rise else { return new.first }
        return days.first { $0 > rise } ?? announced
    }

    /// The day from which a price has to be stated that somebody says counts from now on; nil where it is what has been
    /// stated already. What is said again moves nothing, unless a dearer price was set for a day to come: it then comes
    /// no more. An offer that ends is none: what comes back after it was not set for that day.
    package func start(of price: Money, today: Day, noticeDays: Int) -> Day? {
        var first = today
        while true {
            let new = StatedPrice(sequence: .max, first: first, price: price)
            let day = earliest(for: new, today: today, noticeDays: noticeDays)
            guard self.price(on: day) == price else { return day }
            let dearer = turns(after: day).first { self.price(on: $0) > price && counting(on: $0)?.first == $0 }
            guard let dearer else { return nil }
            first = dearer
        }
    }

    /// The first day, before that much notice has passed, on which anything costs more than by another timeline,
    /// everywhere or in a region; nil where nothing does.
    package func firstRise(over other: PriceTimeline, today: Day, noticeDays: Int) -> Day? {
        let announced = today.adding(days: noticeDays)
        let days = Set([today] + turns(after: today) + other.turns(after: today)).filter { $0 < announced }.sorted()
        let places: [String?] = [nil] + Set(regions + other.regions).sorted()
        return days.first { day in places.contains { price(on: day, in: $0) > other.price(on: day, in: $0) } }
    }

    /// The days after one on which anything may change, in their order.
    private func turns(after day: Day) -> [Day] { Set(stated.flatMap(\.turns)).filter { $0 > day }.sorted() }

    /// What it will cost: each price with the day from which it counts.
    package func coming(after day: Day, in region: String? = nil) -> [(day: Day, price: Money)] {
        var (coming, last) = ([(day: Day, price: Money)](), price(on: day, in: region))
        for turn in turns(after: day) {
            let price = price(on: turn, in: region)
            if price != last { coming.append((turn, price)) }
            last = price
        }
        return coming
    }

    /// What people see of a stretch of time: each price with the day from which it counted. Nothing where nobody has
    /// stated what it cost.
    package func steps(from first: Day, to last: Day, in region: String? = nil) -> [(day: Day, price: Money)] {
        guard let begin = stated.filter({ $0.region == nil }).map(\.first).min(), begin <= last else { return [] }
        let start = max(first, begin)
        var steps: [(day: Day, price: Money)] = []
        for day in [start] + turns(after: start).filter({ $0 <= last }) {
            let price = price(on: day, in: region)
            if steps.last?.price != price { steps.append((day, price)) }
        }
        return steps
    }
}
