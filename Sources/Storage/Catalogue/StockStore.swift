import Catalogue
import Orders
import Relational
import Values

/// How many of a listing are left, and every movement of that number.
package struct StockStore<Access: Reading> { let access: Access }

extension Reading {
    package var stock: StockStore<Self> { StockStore(access: self) }
}

extension StockStore {
    /// How many of a listing a supplier order holds: what it took, less what it gave back.
    package func held(by part: SupplierOrder.ID, of listing: Listing.ID) throws -> Int {
        let row = try access.connection.row(
            """
            SELECT COALESCE(SUM(units), 0) AS moved FROM stock_movements
            WHERE supplier_order_id = \(part) AND listing_id = \(listing)
            """)
        return -(try row?.integer("moved") ?? 0)
    }

    /// Listings whose number is not what their last movement left: none, unless somebody tampered.
    package func differences() throws -> [Listing.ID] {
        try access.connection.rows(
            """
            SELECT l.id FROM listings l
            LEFT JOIN stock_movements m ON m.listing_id = l.id
                AND m.sequence = (SELECT MAX(sequence) FROM stock_movements WHERE listing_id = l.id)
            WHERE COALESCE(l.stock, -1) <> COALESCE(m.left_after, -1) ORDER BY l.id
            """
        ).map { try $0.id("id") }
    }
}

extension StockStore where Access: Writing {
    /// Sets what a supplier counted, if the number has not moved since it was read.
    /// - Returns: whether it was set.
    package func count(_ listing: Listing.ID, _ number: Int?, seen: Int?, at now: Moment) throws -> Bool {
        let changed = try access.connection.run(
            "UPDATE listings SET stock = \(number) WHERE id = \(listing) AND COALESCE(stock, -1) = \(seen ?? -1)")
        guard changed == 1 else { return false }
        let moved = seen.flatMap { seen in number.map { $0 - seen } }
        try append(listing, nil, units: moved, at: now)
        return true
    }

    /// Takes units for a supplier order in one guarded statement: check and taking cannot come apart.
    /// - Returns: false when fewer are left, and nothing was taken. Where nobody counts, nothing is taken either.
    package func take(_ units: Int, of listing: Listing.ID, for part: SupplierOrder.ID, at now: Moment) throws -> Bool {
        let changed = try access.connection.run(
            "UPDATE listings SET stock = stock - \(units) WHERE id = \(listing) AND stock >= \(units)")
        if changed == 1 {
            try append(listing, part, units: -units, at: now)
            return true
        }
        let counted = try access.connection.row("SELECT id FROM listings WHERE id = \(listing) AND stock IS NOT NULL")
        return counted == nil
    }

    /// Gives units back. Where the supplier has ceased to count meanwhile, there is nothing to give them back to.
    package func giveBack(_ units: Int, of listing: Listing.ID, from part: SupplierOrder.ID, at now: Moment) throws {
        let changed = try access.connection.run(
            "UPDATE listings SET stock = stock + \(units) WHERE id = \(listing) AND stock IS NOT NULL")
        if changed == 1 { try append(listing, part, units: units, at: now) }
    }

    /// Sets the number to what the last movement left; to nothing where nobody counts.
    func restore(_ listing: Listing.ID) throws {
        let last = try access.connection.row(
            "SELECT left_after FROM stock_movements WHERE listing_id = \(listing) ORDER BY sequence DESC LIMIT 1")
        let left = try last?.optionalInteger("left_after")
        try access.connection.run("UPDATE listings SET stock = \(left) WHERE id = \(listing)")
    }

    /// Notes a movement with what it left.
    private func append(_ listing: Listing.ID, _ part: SupplierOrder.ID?, units: Int?, at now: Moment) throws {
        try access.connection.run(
            """
            INSERT INTO stock_movements (listing_id, sequence, supplier_order_id, units, left_after, at)
            SELECT id, COALESCE((SELECT MAX(sequence) FROM stock_movements WHERE listing_id = \(listing)), 0) + 1,
                \(part), \(units), stock, \(now)
            FROM listings WHERE id = \(listing)
            """)
    }

    /// What a file says of the stock: taken when it says something else than last time. Sold units stay sold otherwise.
    /// - Returns: whether the number is another now.
    package func take(file number: Int?, of listing: Listing.ID, at now: Moment) throws -> Bool {
        let text = number.map(String.init) ?? ""
        let row = try access.connection.row("SELECT stock, stock_source FROM listings WHERE id = \(listing)")
        guard let row, try row.optionalText("stock_source") ?? "" != text else { return false }
        let seen = try row.optionalInteger("stock")
        try access.connection.run("UPDATE listings SET stock_source = \(text) WHERE id = \(listing)")
        return try seen != number && count(listing, number, seen: seen, at: now)
    }
}
