import Catalogue
import Orders
import Relational
import Values

/// How much of what people do is promised in which week, and every movement of that.
package struct CapacityStore<Access: Reading> { let access: Access }

extension Reading {
    package var capacity: CapacityStore<Self> { CapacityStore(access: self) }
}

extension CapacityStore {
    /// Of listings whose supplier counts: what is promised from a week on.
    package func weeks(of listings: [Listing], from week: Day) throws -> [Listing.ID: WeeklyCapacity] {
        let counted = listings.filter { $0.capacityPerWeek != nil }
        guard !counted.isEmpty else { return [:] }
        var taken: [String: [Day: Int]] = [:]
        let rows = try access.connection.rows(
            """
            SELECT * FROM capacity_weeks WHERE listing_id IN (\(list: counted.map(\.id))) AND week >= \(week)
                AND taken > 0
            """)
        for row in rows {
            taken[try row.text("listing_id"), default: [:]][try row.day("week")] = try row.integer("taken")
        }
        return Dictionary(
            counted.map { ($0.id, WeeklyCapacity(perWeek: $0.capacityPerWeek ?? 0, taken: taken[$0.id.text] ?? [:])) },
            uniquingKeysWith: { first, _ in first })
    }

    /// What a supplier order holds of a listing, by week, the latest first.
    package func held(by part: SupplierOrder.ID, of listing: Listing.ID) throws -> [(week: Day, units: Int)] {
        try access.connection.rows(
            """
            SELECT week, SUM(units) AS held FROM capacity_movements
            WHERE supplier_order_id = \(part) AND listing_id = \(listing)
            GROUP BY week HAVING SUM(units) > 0 ORDER BY week DESC
            """
        ).map { (try $0.day("week"), try $0.integer("held")) }
    }

    /// The weeks to which so many units of a supplier order would be given back, the latest first: at most what it
    /// holds.
    package func shares(
        of units: Int, of listing: Listing.ID, from part: SupplierOrder.ID
    ) throws -> [(week: Day, units: Int)] {
        var rest = units
        return try held(by: part, of: listing).compactMap { week, held in
            let some = min(rest, held)
            rest -= max(0, some)
            return some > 0 ? (week, some) : nil
        }
    }

    /// Listings of which some week's number is not the sum of its movements: none, unless somebody tampered.
    package func differences() throws -> [Listing.ID] {
        try access.connection.rows(
            """
            SELECT DISTINCT listing_id FROM (
                SELECT listing_id, week, taken AS units FROM capacity_weeks
                UNION ALL SELECT listing_id, week, -units FROM capacity_movements) AS moved
            GROUP BY listing_id, week HAVING SUM(units) <> 0 ORDER BY listing_id
            """
        ).map { try $0.id("listing_id") }
    }
}

extension CapacityStore where Access: Writing {
    /// Takes units of a week for a supplier order in one guarded statement: check and taking cannot come apart.
    /// - Returns: false when fewer are free, and nothing was taken. Where nobody counts, nothing is taken either.
    package func take(
        _ units: Int, of listing: Listing.ID, in week: Day, for part: SupplierOrder.ID, at now: Moment
    ) throws -> Bool {
        try access.connection.run(
            """
            INSERT INTO capacity_weeks SELECT id, \(week), 0 FROM listings
            WHERE id = \(listing) AND capacity_per_week IS NOT NULL ON CONFLICT (listing_id, week) DO NOTHING
            """)
        let changed = try access.connection.run(
            """
            UPDATE capacity_weeks SET taken = taken + \(units) WHERE listing_id = \(listing) AND week = \(week)
                AND taken + \(units) <= (SELECT capacity_per_week FROM listings WHERE id = \(listing))
            """)
        if changed == 1 {
            try append(listing, week, part, units: units, at: now)
            return true
        }
        let counted = try access.connection.row(
            "SELECT id FROM listings WHERE id = \(listing) AND capacity_per_week IS NOT NULL")
        return counted == nil
    }

    /// Gives units of a week back.
    package func giveBack(
        _ units: Int, of listing: Listing.ID, in week: Day, from part: SupplierOrder.ID, at now: Moment
    ) throws {
        try access.connection.run(
            """
            UPDATE capacity_weeks SET taken = taken - \(units) WHERE listing_id = \(listing) AND week = \(week)
            """)
        try append(listing, week, part, units: -units, at: now)
    }

    /// Sets all weeks of a listing to the sums of their movements.
    func restore(_ listing: Listing.ID) throws {
        try access.connection.run("DELETE FROM capacity_weeks WHERE listing_id = \(listing)")
        try access.connection.run(
            """
            INSERT INTO capacity_weeks SELECT listing_id, week, SUM(units) FROM capacity_movements
            WHERE listing_id = \(listing) GROUP BY listing_id, week
            """)
    }

    private func append(
        _ listing: Listing.ID, _ week: Day, _ part: SupplierOrder.ID, units: Int, at now: Moment
    ) throws {
        try access.connection.run(
            """
            INSERT INTO capacity_movements (listing_id, sequence, week, supplier_order_id, units, at)
            SELECT \(listing), COALESCE(MAX(sequence), 0) + 1, \(week), \(part), \(units), \(now)
            FROM capacity_movements WHERE listing_id = \(listing)
            """)
    }
}
