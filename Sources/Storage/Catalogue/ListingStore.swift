import Catalogue
import Relational
import Values

/// Listings. Writers keep the search index and the revision of the offers in step.
package struct ListingStore<Access: Reading> { let access: Access }

extension Reading {
    package var listings: ListingStore<Self> { ListingStore(access: self) }
}

extension ListingStore {
    package func find(_ id: Listing.ID) throws -> Listing? {
        try access.connection.row("SELECT * FROM listings WHERE id = \(id)").map(ListingStore.listing)
    }

    package func find(_ ids: [Listing.ID]) throws -> [Listing.ID: Listing] {
        let rows = try access.connection.rows("SELECT * FROM listings WHERE id IN (\(list: ids))")
        return Dictionary(
            try rows.map(ListingStore.listing).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Listings at the prices of a place: its region may have one of its own. Where the place is not known, the price
    /// that holds everywhere.
    package func find(_ ids: [Listing.ID], for place: Place?) throws -> [Listing.ID: Listing] {
        var listings = try find(ids)
        guard let region = place?.region else { return listings }
        for (id, price) in try access.prices.regional(ids, in: region) { listings[id] = listings[id]?.priced(price) }
        return listings
    }

    /// The same for one.
    package func find(_ id: Listing.ID, for place: Place?) throws -> Listing? {
        try find([id], for: place)[id]
    }

    /// A supplier's own listing; another supplier's is not found.
    package func find(_ id: Listing.ID, of supplier: Supplier.ID) throws -> Listing? {
        try access.connection.row("SELECT * FROM listings WHERE id = \(id) AND supplier_id = \(supplier)")
            .map(ListingStore.listing)
    }

    /// A supplier's own listings, live ones first, then by title.
    package func list(of supplier: Supplier.ID) throws -> [Listing] {
        try access.connection.rows(
            "SELECT * FROM listings WHERE supplier_id = \(supplier) ORDER BY status, title, id"
        ).map(ListingStore.listing)
    }

    /// Live listings of the very same product, however its number is written: with leading zeros or without.
    package func live(gtin: GTIN) throws -> [Listing] {
        try access.connection.rows(
            "SELECT * FROM listings WHERE gtin IN (\(list: gtin.spellings)) AND status = 'live' ORDER BY id"
        ).map(ListingStore.listing)
    }

    /// By their rows on the shelf, at the prices of a place; without one, at those that hold everywhere.
    package func find(rows: [Int], for place: Place? = nil) throws -> [Int: Listing] {
        let rows = try access.connection.rows("SELECT * FROM listings WHERE number IN (\(list: rows))")
        var found = Dictionary(
            try rows.map { (try $0.integer("number"), try ListingStore.listing($0)) },
            uniquingKeysWith: { first, _ in first })
        guard let region = place?.region else { return found }
        let prices = try access.prices.regional(found.values.map(\.id), in: region)
        guard !prices.isEmpty else { return found }
        for (row, listing) in found { found[row] = prices[listing.id].map(listing.priced) ?? listing }
        return found
    }

    /// The rows on the shelf of some listings, live or not.
    package func rows(of ids: [Listing.ID]) throws -> [Listing.ID: Int] {
        guard !ids.isEmpty else { return [:] }
        let found = try access.connection.rows("SELECT id, number FROM listings WHERE id IN (\(list: ids))")
        return Dictionary(
            try found.map { (try $0.id("id"), try $0.integer("number")) }, uniquingKeysWith: { first, _ in first })
    }

    /// What has changed since a revision of the offers, as the shelf takes it in.
    package func cursorOfChanges(since revision: Int) throws -> ShelfItems {
        ShelfItems(
            try access.connection.cursor(
                """
                SELECT number, supplier_id, category_id, price_pence, vat, lead_days, status FROM listings
                WHERE revision > \(revision)
                """))
    }

    /// What those that have changed since a revision cost in single regions, as the shelf takes it in.
    package func regionalPrices(changedSince revision: Int) throws -> [(row: Int, region: String, unitPrice: Money)] {
        try access.connection.rows(
            """
            SELECT l.number, l.vat, p.region, p.price_pence FROM listings l
            JOIN listing_regional_prices p ON p.listing_id = l.id WHERE l.revision > \(revision)
            """
        ).map { row in
            let (vat, price): (VAT, Money) = (try row.word("vat"), try row.money("price_pence"))
            return (try row.integer("number"), try row.text("region"), price + vat.tax(on: price))
        }
    }

    /// Most have none, and many listings are read.
    private static func attributes(_ row: Row) throws -> [String: AttributeValue] {
        try row.text("attributes") == "{}" ? [:] : try row.json("attributes")
    }

    fileprivate static func text(of attributes: [String: AttributeValue]) throws -> String {
        attributes.isEmpty ? "{}" : try StoredJSON.text(attributes)
    }

    static func listing(_ row: Row) throws -> Listing {
        Listing(
            id: try row.id("id"), supplier: try row.id("supplier_id"), reference: try row.text("reference"),
            terms: ListingTerms(
                category: try row.id("category_id"), title: try row.text("title"),
                description: try row.text("description"), unit: try row.text("unit"),
                price: try row.money("price_pence"), vat: try row.word("vat"),
                leadDays: try row.integer("lead_days"), delivery: try row.text("delivery"),
                cancellation: try row.text("cancellation"), gtin: try row.optionalText("gtin").map { try GTIN($0) },
                quantityMaximum: try row.integer("quantity_maximum"),
                cancelling: .init(
                    freeDays: try row.integer("cancel_free_days"), feePercent: try row.integer("cancel_fee_percent")),
                quantityMinimum: try row.integer("quantity_minimum"),
                replacement: try row.optionalID("replacement_id"), attributes: try attributes(row)),
            status: try row.word("status"), version: try row.integer("version"),
            stock: try row.optionalInteger("stock"), capacityPerWeek: try row.optionalInteger("capacity_per_week"),
            isAccepted: try row.integer("accepted") == 1)
    }
}

extension ListingStore {
    /// The newest number that a transaction has given to what it changed about offers.
    package func revision() throws -> Int { try CatalogueEdition(of: access).offers }
}

extension ListingStore where Access: Writing {
    /// One number for everything one transaction changes about offers.
    package func nextRevision() throws -> Int {
        let row = try access.connection.row(
            """
            UPDATE catalogue_revisions SET revision = revision + 1 WHERE what = 'offers' RETURNING revision
            """)
        guard let row else { throw DecodingFailure(column: "revision", problem: "missing") }
        return try row.integer("revision")
    }

    package func insert(_ listing: Listing, revision: Int, source: Digest? = nil) throws {
        let terms = listing.terms
        try access.connection.run(
            """
            INSERT INTO listings (id, supplier_id, reference, category_id, title, description, unit, price_pence, vat,
                lead_days, delivery, cancellation, gtin, quantity_maximum, cancel_free_days, cancel_fee_percent,
                quantity_minimum, attributes, replacement_id, status, accepted, version, revision, source_digest,
                number)
            VALUES (\(listing.id), \(listing.supplier), \(listing.reference), \(terms.category), \(terms.title),
                \(terms.description), \(terms.unit), \(terms.price), \(terms.vat.rawValue), \(terms.leadDays),
                \(terms.delivery), \(terms.cancellation), \(terms.gtin?.digits), \(terms.quantityMaximum),
                \(terms.cancelling.freeDays), \(terms.cancelling.feePercent), \(terms.quantityMinimum),
                \(try ListingStore.text(of: terms.attributes)), \(terms.replacement), \(listing.status.rawValue),
                \(listing.isAccepted ? 1 : 0), \(listing.version), \(revision), \(source),
                (SELECT COALESCE(MAX(number), 0) + 1 FROM listings))
            """)
        try access.structure.note(wordsOf: terms.title, revision: revision)
    }

    /// Saves if nobody else has saved since it was read.
    /// - Throws: `CatalogueRefusal.changedMeanwhile`.
    package func save(_ listing: Listing, revision: Int, source: Digest? = nil) throws {
        let terms = listing.terms
        let changed = try access.connection.run(
            """
            UPDATE listings SET category_id = \(terms.category), title = \(terms.title),
                description = \(terms.description), unit = \(terms.unit), price_pence = \(terms.price),
                vat = \(terms.vat.rawValue), lead_days = \(terms.leadDays), delivery = \(terms.delivery),
                cancellation = \(terms.cancellation), gtin = \(terms.gtin?.digits),
                quantity_maximum = \(terms.quantityMaximum), cancel_free_days = \(terms.cancelling.freeDays),
                cancel_fee_percent = \(terms.cancelling.feePercent), quantity_minimum = \(terms.quantityMinimum),
                attributes = \(try ListingStore.text(of: terms.attributes)), replacement_id = \(terms.replacement),
                status = \(listing.status.rawValue), accepted = \(listing.isAccepted ? 1 : 0),
                version = \(listing.version), revision = \(revision),
                source_digest = COALESCE(\(source), source_digest)
            WHERE id = \(listing.id) AND version = \(listing.version - 1)
            """)
        guard changed == 1 else { throw CatalogueRefusal.changedMeanwhile }
        try access.structure.note(wordsOf: terms.title, revision: revision)
    }

    /// A listing with the digest of the row of a file that it last came from; nil where it has never been.
    package func imported(_ id: Listing.ID) throws -> (listing: Listing, source: String?)? {
        try access.connection.row("SELECT * FROM listings WHERE id = \(id)").map { row in
            (try ListingStore.listing(row), try row.optionalText("source_digest"))
        }
    }

    /// Takes a row of `listings.csv` in. A row that reads as it did last time leaves the supplier's edits alone.
    package func take(
        _ id: Listing.ID, over there: (listing: Listing, source: String?)?, of supplier: Supplier.ID,
        terms: ListingTerms, source: Digest, revision: Int, at now: Moment
    ) throws -> ImportOutcome {
        guard let there else {
            let listing = Listing(id: id, supplier: supplier, terms: terms, status: .live, version: 1)
            try insert(listing, revision: revision, source: source)
            try access.prices.begin(listing, by: nil, at: now)
            return .added
        }
        guard there.source != source.text else { return .unchanged }
        let before = there.listing
        var (listing, terms) = (before, terms)
        // What the file does not speak of stays.
        terms = terms.keeping(before.terms)
        try listing.revise(terms)
        try save(listing, revision: revision, source: source)
        if terms.price != before.terms.price {
            try access.prices.state(terms.price, of: before, from: now.day, by: nil, at: now)
        }
        try access.listingHistory.append(
            .imported, to: id, by: nil, fields: ListingEdit(from: .init(before.terms), to: .init(terms)).all, at: now)
        return .changed
    }
}

/// Listings as the shelf takes them in, one by one.
package struct ShelfItems {
    private let cursor: any Cursor

    init(_ cursor: any Cursor) {
        self.cursor = cursor
    }

    /// The next one; nil when there is none.
    package func next() throws -> Shelf.Item? {
        guard try cursor.next() else { return nil }
        guard let vat = VAT(rawValue: try cursor.text(4)) else {
            throw DecodingFailure(column: "vat", problem: "not a treatment")
        }
        let price = Money(pence: try cursor.integer(3))
        return Shelf.Item(
            row: try cursor.integer(0), supplier: .init(try cursor.text(1)), category: .init(try cursor.text(2)),
            unitPrice: price + vat.tax(on: price), leadDays: try cursor.integer(5),
            isLive: try cursor.text(6) == ListingStatus.live.rawValue)
    }
}
