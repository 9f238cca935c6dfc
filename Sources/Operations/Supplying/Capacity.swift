import Catalogue
import Orders
import Relational
import Storage
import Values

// Weeks of what people do are taken and given back as stock is: in the transaction of the order that they are for.

extension Transaction {
    /// Takes the weeks in which the visits of a part of an order fall, or the week of the day on which it is due.
    /// - Throws: `CatalogueRefusal.weekFull` with the next week that has room; the whole signing goes back.
    func takeCapacity(for part: SupplierOrder, at now: Moment) throws {
        // In one order, whoever signs.
        for line in part.lines.sorted(by: { $0.offer.listing < $1.offer.listing }) {
            try takeCapacity(of: line, for: part.id, at: now)
        }
    }

    /// The same for one line, such as comes in the place of another.
    /// - Throws: `CatalogueRefusal.weekFull`.
    func takeCapacity(of line: OrderLine, for part: SupplierOrder.ID, at now: Moment) throws {
        let days = line.schedule?.days ?? [now.day.adding(days: line.offer.leadDays)]
        let needs = WeeklyCapacity.needs(line.quantity, on: days)
        for (week, units) in needs.sorted(by: { $0.key < $1.key }) {
            guard try capacity.take(units, of: line.offer.listing, in: week, for: part, at: now)
            else { throw try full(line, week, units) }
        }
    }

    /// What is asked for once more takes the last of its weeks again.
    /// - Throws: `CatalogueRefusal.weekFull`.
    func takeCapacityAgain(_ units: Int, of line: OrderLine, for part: SupplierOrder.ID, at now: Moment) throws {
        let days = line.schedule?.days ?? [now.day.adding(days: line.offer.leadDays)]
        var rest = units
        for day in days.reversed() where rest > 0 {
            let (week, some) = (WeeklyCapacity.week(of: day), min(rest, line.quantity))
            guard try capacity.take(some, of: line.offer.listing, in: week, for: part, at: now)
            else { throw try full(line, week, some) }
            rest -= some
        }
    }

    private func full(_ line: OrderLine, _ week: Day, _ units: Int) throws -> CatalogueRefusal {
        let listing = try listings.find(line.offer.listing)
        let weeks = try capacity.weeks(of: [listing].compactMap(\.self), from: week)[line.offer.listing]
        return .weekFull(title: line.offer.title, week: week, next: weeks?.next(from: week, units: units))
    }

    /// Gives back units that will not come, the latest weeks first: at most what is held, so that nothing is given back
    /// twice.
    func giveBackCapacity(of listing: Listing.ID, units: Int, from part: SupplierOrder.ID, at now: Moment) throws {
        for (week, some) in try capacity.shares(of: units, of: listing, from: part) {
            try capacity.giveBack(some, of: listing, in: week, from: part, at: now)
        }
    }
}
