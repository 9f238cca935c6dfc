import Catalogue
import Identity
import Relational
import Values

/// What suppliers have set as prices. `listings.price_pence` and `listing_regional_prices` are what follows from it for
/// today; whoever sets a price, or lets the clock strike, keeps them so.
package struct PriceStore<Access: Reading> { let access: Access }

extension Reading {
    package var prices: PriceStore<Self> { PriceStore(access: self) }
}

extension PriceStore {
    /// A price as it was set, with who set it.
    package struct Entry: Sendable {
        package let stated: StatedPrice
        package let person: String?
        package let at: Moment
        package let isRecalled: Bool
    }

    /// Everything that was set for a listing, the newest first.
    package func entries(of listing: Listing.ID) throws -> [Entry] {
        try access.connection.rows(
            """
            SELECT p.*, w.name AS person_name, r.sequence IS NOT NULL AS recalled FROM listing_prices p
            LEFT JOIN people w ON w.id = p.person_id
            LEFT JOIN listing_price_recalls r ON r.listing_id = p.listing_id AND r.sequence = p.sequence
            WHERE p.listing_id = \(listing) ORDER BY p.sequence DESC
            """
        ).map { row in
            Entry(
                stated: try PriceStore.stated(row), person: try row.optionalText("person_name"),
                at: try row.moment("at"), isRecalled: try row.integer("recalled") == 1)
        }
    }

    package func timeline(of listing: Listing) throws -> PriceTimeline {
        try timelines(of: [listing])[listing.id] ?? PriceTimeline([], otherwise: listing.terms.price)
    }

    /// Without what was taken back.
    package func timelines(of listings: [Listing]) throws -> [Listing.ID: PriceTimeline] {
        let rows = try access.connection.rows(
            """
            SELECT p.* FROM listing_prices p
            LEFT JOIN listing_price_recalls r ON r.listing_id = p.listing_id AND r.sequence = p.sequence
            WHERE p.listing_id IN (\(list: listings.map(\.id))) AND r.sequence IS NULL
            """)
        var stated: [String: [StatedPrice]] = [:]
        for row in rows { stated[try row.text("listing_id"), default: []].append(try PriceStore.stated(row)) }
        return Dictionary(
            listings.map { ($0.id, PriceTimeline(stated[$0.id.text] ?? [], otherwise: $0.terms.price)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Today's prices of a region, for those listings that have one of their own there. Without VAT.
    package func regional(_ listings: [Listing.ID], in region: String) throws -> [Listing.ID: Money] {
        let rows = try access.connection.rows(
            """
            SELECT listing_id, price_pence FROM listing_regional_prices
            WHERE listing_id IN (\(list: listings)) AND region = \(region)
            """)
        return Dictionary(
            try rows.map { (Listing.ID(try $0.text("listing_id")), try $0.money("price_pence")) },
            uniquingKeysWith: { first, _ in first })
    }

    /// All of a listing's own prices of regions today, by region.
    package func regional(of listing: Listing.ID) throws -> [(region: String, price: Money)] {
        try access.connection.rows(
            "SELECT * FROM listing_regional_prices WHERE listing_id = \(listing) ORDER BY region"
        ).map { (try $0.text("region"), try $0.money("price_pence")) }
    }

    /// Listings of which a price begins or ends by a day, and has not yet.
    package func due(on day: Day, most: Int) throws -> [Listing.ID] {
        try access.connection.rows(
            "SELECT DISTINCT listing_id FROM listing_price_turns WHERE day <= \(day) ORDER BY listing_id LIMIT \(most)"
        ).map { try $0.id("listing_id") }
    }

    /// Listings whose price is not what was set for the day: none, once the clock has struck.
    package func differences(on day: Day) throws -> [Listing.ID] {
        let ids: [Listing.ID] = try access.connection.rows(
            "SELECT DISTINCT listing_id FROM listing_prices ORDER BY listing_id"
        ).map { try $0.id("listing_id") }
        return try ids.filter { id in
            guard let listing = try access.listings.find(id) else { return true }
            let timeline = try timeline(of: listing)
            let regional = try regional(of: id)
            let expected = timeline.regions.compactMap { region in
                timeline.own(on: day, in: region).map { (region: region, price: $0) }
            }
            return timeline.price(on: day) != listing.terms.price || !regional.elementsEqual(expected, by: ==)
        }
    }

    static func stated(_ row: Row) throws -> StatedPrice {
        StatedPrice(
            sequence: try row.integer("sequence"), region: try row.optionalText("region"),
            first: try row.day("first_day"), last: try row.optionalDay("last_day"),
            price: try row.optionalMoney("price_pence"))
    }
}

extension PriceStore where Access: Writing {
    /// The price that something new begins with.
    package func begin(_ listing: Listing, by person: Person.ID?, at now: Moment) throws {
        let first = StatedPrice(sequence: 1, first: now.day, price: listing.terms.price)
        try insert(first, of: listing.id, by: person, at: now)
    }

    /// Sets a price; where it begins today, it counts at once.
    /// - Parameter sequence: is given by the store.
    package func state(
        _ price: Money?, of listing: Listing, region: String? = nil, from first: Day, until last: Day? = nil,
        by person: Person.ID?, at now: Moment
    ) throws {
        let newest = try access.connection.row(
            "SELECT COALESCE(MAX(sequence), 0) AS newest FROM listing_prices WHERE listing_id = \(listing.id)")
        var sequence = try newest?.integer("newest") ?? 0
        if sequence == 0 {
            // What it cost until now comes back when an offer ends.
            try begin(listing, by: nil, at: now)
            sequence = 1
        }
        let stated = StatedPrice(sequence: sequence + 1, region: region, first: first, last: last, price: price)
        try insert(stated, of: listing.id, by: person, at: now)
        for day in stated.turns where day > now.day { try note(turn: day, of: listing.id) }
        if stated.covers(now.day) { try settle(listing.id, on: now.day) }
    }

    /// Takes back a price that has not begun.
    /// - Throws: `CatalogueRefusal.priceBegun`.
    package func recall(_ sequence: Int, of listing: Listing.ID, by person: Person.ID, at now: Moment) throws {
        let changed = try access.connection.run(
            """
            INSERT INTO listing_price_recalls
            SELECT listing_id, sequence, \(person), \(now) FROM listing_prices
            WHERE listing_id = \(listing) AND sequence = \(sequence) AND first_day > \(now.day)
            ON CONFLICT (listing_id, sequence) DO NOTHING
            """)
        guard changed == 1 else { throw CatalogueRefusal.priceBegun }
    }

    /// Makes a listing cost what was set for a day. The version stays: nobody's edit is in the way.
    /// - Returns: whether anything changed.
    @discardableResult
    package func settle(_ id: Listing.ID, on day: Day) throws -> Bool {
        guard let listing = try access.listings.find(id) else { return false }
        let timeline = try timeline(of: listing)
        var changed = false
        let price = timeline.price(on: day)
        if price != listing.terms.price {
            let revision = try access.listings.nextRevision()
            try access.connection.run(
                "UPDATE listings SET price_pence = \(price), revision = \(revision) WHERE id = \(id)")
            changed = true
        }
        let before = try regional(of: id)
        let after = timeline.regions.compactMap { region in
            timeline.own(on: day, in: region).map { (region: region, price: $0) }
        }
        if !before.elementsEqual(after, by: ==) {
            try access.connection.run("DELETE FROM listing_regional_prices WHERE listing_id = \(id)")
            for (region, price) in after {
                try access.connection.run("INSERT INTO listing_regional_prices VALUES (\(id), \(region), \(price))")
            }
            // Whoever keeps prices in memory reads these again, too.
            let revision = try access.listings.nextRevision()
            try access.connection.run("UPDATE listings SET revision = \(revision) WHERE id = \(id)")
            changed = true
        }
        try access.connection.run("DELETE FROM listing_price_turns WHERE listing_id = \(id) AND day <= \(day)")
        return changed
    }

    private func note(turn day: Day, of listing: Listing.ID) throws {
        try access.connection.run(
            "INSERT INTO listing_price_turns VALUES (\(day), \(listing)) ON CONFLICT (day, listing_id) DO NOTHING")
    }

    private func insert(_ price: StatedPrice, of listing: Listing.ID, by person: Person.ID?, at now: Moment) throws {
        try access.connection.run(
            """
            INSERT INTO listing_prices (listing_id, sequence, region, first_day, last_day, price_pence, person_id, at)
            VALUES (\(listing), \(price.sequence), \(price.region), \(price.first), \(price.last), \(price.price),
                \(person), \(now))
            """)
    }
}
