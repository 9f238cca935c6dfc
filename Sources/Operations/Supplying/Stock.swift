import Catalogue
import Orders
import Relational
import Storage
import Values

// Stock moves in the transaction of the order that it is for. What is signed is taken, and given back where it will not
// come.

extension OrderLine {
    /// How many units it takes, all times together.
    package var units: Int { quantity * times }
}

extension Transaction {
    /// Takes what a part of an order needs. Several lines of one listing are taken one after the other.
    /// - Throws: `CatalogueRefusal.outOfStock`; the whole signing goes back.
    package func takeStock(for part: SupplierOrder, at now: Moment) throws {
        // In one order, whoever signs.
        for line in part.lines.sorted(by: { $0.offer.listing < $1.offer.listing }) {
            guard try stock.take(line.units, of: line.offer.listing, for: part.id, at: now)
            else { throw CatalogueRefusal.outOfStock(title: line.offer.title) }
        }
    }

    /// Gives back units that a part of an order took and will not get: at most what it holds, so that nothing is given
    /// back twice, and nothing that was never counted.
    package func giveBackStock(of listing: Listing.ID, units: Int, from part: SupplierOrder.ID, at now: Moment) throws {
        let most = min(units, try stock.held(by: part, of: listing))
        if most > 0 { try stock.giveBack(most, of: listing, from: part, at: now) }
    }

    /// Gives back all that a part still holds.
    package func giveBackStock(of part: SupplierOrder, at now: Moment) throws {
        for line in part.lines {
            try giveBackStock(of: line.offer.listing, units: line.units, from: part.id, at: now)
        }
    }
}
