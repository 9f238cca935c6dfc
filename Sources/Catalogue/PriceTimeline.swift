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
        return stated.last { $0.region == nil && $0.covers(day) }?.price ?? otherwise
    }

    /// The price that a region has of its own; nil where it has none.
    package func own(on day: Day, in region: String) -> Money? {
        stated.last { $0.region == region && $0.covers(day) }?.price
    }

    package var regions: [String] { Set(stated.compactMap(\.region)).sorted() }

    /// The first day on which a new price may begin. A price that asks more than would be charged on any day before
    /// that much notice has passed begins when it has (reference, workflow 4.8).
    package func earliest(for new: StatedPrice, today: Day, noticeDays: Int) -> Day {
        let announced = today.adding(days: noticeDays)
        let end = min(new.last ?? announced, announced.adding(days: -1))
        guard new.first <= end else { return new.first }
        let turns = stated.flatMap(\.turns).filter { (new.first...end).contains($0) }
        let rises = ([new.first] + turns).contains { day in
            (new.price ?? price(on: day)) > price(on: day, in: new.region)
        }
        return rises ? announced : new.first
    }

    /// What people see of a stretch of time: each price with the day from which it counted.
    package func steps(from first: Day, to last: Day, in region: String? = nil) -> [(day: Day, price: Money)] {
        guard let begin = stated.filter({ $0.region == nil }).map(\.first).min(), begin <= last else {
            return [(first, price(on: last, in: region))]
        }
        let start = max(first, begin)
        let turns = Set(stated.flatMap(\.turns).filter { $0 > start && $0 <= last }).sorted()
        var steps: [(day: Day, price: Money)] = []
        for day in [start] + turns {
            let price = price(on: day, in: region)
            if steps.last?.price != price { steps.append((day, price)) }
        }
        return steps
    }
}
