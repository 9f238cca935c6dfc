import Catalogue
import Orders
import Relational
import Storage
import Values

// Stock moves in the transaction of the order that it is for. What is signed is taken, and given back where it will not
// come.

extension Transaction {
    /// Takes what a part of an order needs. Several lines of one listing are taken one after the other.
    /// - Throws: `CatalogueRefusal.outOfStock`; the whole signing goes back.
    package func takeStock(for part: SupplierOrder, at now: Moment) throws {
        // In one order, whoever signs.
        for line in part.lines.sorted(by: { $0.offer.listing < $1.offer.listing }) {
            guard try stock.take(line.units, of: line.offer.listing, for: part.id, at: now)
            else { throw CatalogueRefusal.outOfStock(title: line.offer.title) }
        }
        try takeCapacity(for: part, at: now)
    }

    /// Gives back units that a part of an order took and will not get: at most what it holds, so that nothing is given
    /// back twice, and nothing that was never counted.
    package func giveBackStock(of listing: Listing.ID, units: Int, from part: SupplierOrder.ID, at now: Moment) throws {
        let most = min(units, try stock.held(by: part, of: listing))
        if most > 0 { try stock.giveBack(most, of: listing, from: part, at: now) }
        try giveBackCapacity(of: listing, units: units, from: part, at: now)
    }

    /// After a step of a supplier order: what was refused or cancelled meanwhile is given back, and what is asked for
    /// once more is taken again. What was sent back is counted by the supplier, who knows whether it can be sold.
    /// - Throws: `CatalogueRefusal.outOfStock`; the whole step goes back.
    func settleStock(of part: SupplierOrder, after step: SupplierOrderStep, at now: Moment) throws {
        for moved in step.lines where moved.event == .askAgain {
            guard let line = part.lines.first(where: { $0.position == moved.position }) else { continue }
            guard try stock.take(moved.units, of: line.offer.listing, for: part.id, at: now)
            else { throw CatalogueRefusal.outOfStock(title: line.offer.title) }
            try takeCapacityAgain(moved.units, of: line, for: part.id, at: now)
        }
        let lines = Dictionary(grouping: part.lines, by: \.offer.listing)
        for (listing, lines) in lines.sorted(by: { $0.key < $1.key }) {
            let wanted = lines.map { line in
                part.tally(line.position).map { $0.ordered - $0.count(.refused, .cancelledBefore, .cancelledAfter) }
                    ?? line.units
            }.reduce(0, +)
            let spare = try stock.held(by: part.id, of: listing) - wanted
            if spare > 0 { try stock.giveBack(spare, of: listing, from: part.id, at: now) }
            let promised = try capacity.held(by: part.id, of: listing).map(\.units).reduce(0, +) - wanted
            if promised > 0 { try giveBackCapacity(of: listing, units: promised, from: part.id, at: now) }
        }
    }
}
