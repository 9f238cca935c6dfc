import Catalogue
import Relational
import Values

/// Changes of listings that wait for a reviewer, and those that have been decided.
package struct ListingChangeStore<Access: Reading> { let access: Access }

extension Reading {
    package var listingChanges: ListingChangeStore<Self> { ListingChangeStore(access: self) }
}

extension ListingChangeStore {
    package func find(_ id: ListingChange.ID) throws -> ListingChange? {
        try access.connection.row("SELECT * FROM listing_changes WHERE id = \(id)").map(change)
    }

    /// The one that waits; nil where none does.
    package func pending(of listing: Listing.ID) throws -> ListingChange? {
        try pending(of: [listing])[listing]
    }

    package func pending(of listings: [Listing.ID]) throws -> [Listing.ID: ListingChange] {
        let rows = try access.connection.rows(
            "SELECT * FROM listing_changes WHERE status = 'pending' AND listing_id IN (\(list: listings))")
        return Dictionary(
            try rows.map { (try $0.id("listing_id"), try change($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// One thing that waits for a reviewer.
    package struct Waiting: Sendable {
        package let listing: Listing.ID
        package let title: String
        package let supplier: Supplier.ID
        package let supplierName: String
        /// Nil: the whole listing is new.
        package let change: ListingChange.ID?
        package let since: Moment
        package let fieldCount: Int
    }

    /// How many changes wait, and how many new listings.
    /// - Parameter supplier: only theirs; nil for all.
    package func waitingCount(of supplier: Supplier.ID? = nil) throws -> (changes: Int, new: Int) {
        let row = try access.connection.row(
            """
            SELECT (SELECT COUNT(*) FROM listing_changes c JOIN listings l ON l.id = c.listing_id
                    WHERE c.status = 'pending' AND l.supplier_id = COALESCE(\(supplier), l.supplier_id)) AS changes,
                (SELECT COUNT(*) FROM listings
                    WHERE status = 'proposed' AND supplier_id = COALESCE(\(supplier), supplier_id)) AS proposed
            """)
        return (try row?.integer("changes") ?? 0, try row?.integer("proposed") ?? 0)
    }

    /// New listings of a supplier that wait and have not changed since a revision of the offers, as they came.
    package func proposed(of supplier: Supplier.ID, until revision: Int, most: Int) throws -> [Listing] {
        let rows = try access.connection.rows(
            """
            SELECT id FROM listings WHERE status = 'proposed' AND supplier_id = \(supplier) AND revision <= \(revision)
            ORDER BY number LIMIT \(most)
            """)
        let ids: [Listing.ID] = try rows.map { try $0.id("id") }
        let listings = try access.listings.find(ids)
        return ids.compactMap { listings[$0] }
    }

    /// Who has waited longest first.
    package func waiting(of supplier: Supplier.ID? = nil, skipping: Int, most: Int) throws -> [Waiting] {
        try access.connection.rows(
            """
            SELECT l.id, l.title, l.supplier_id, s.name AS supplier_name, w.change_id, w.since, w.fields
            FROM (
                SELECT c.listing_id, c.id AS change_id, c.asked_at AS since,
                    (SELECT COUNT(*) FROM listing_change_fields f WHERE f.change_id = c.id) AS fields
                FROM listing_changes c WHERE c.status = 'pending'
                UNION ALL
                SELECT p.id, NULL, COALESCE((SELECT MAX(e.at) FROM listing_events e
                    WHERE e.listing_id = p.id AND e.what = 'proposed'), 0), 0
                FROM listings p WHERE p.status = 'proposed'
            ) w
            JOIN listings l ON l.id = w.listing_id JOIN suppliers s ON s.id = l.supplier_id
            WHERE l.supplier_id = COALESCE(\(supplier), l.supplier_id)
            ORDER BY w.since, l.id LIMIT \(most) OFFSET \(skipping)
            """
        ).map { row in
            Waiting(
                listing: try row.id("id"), title: try row.text("title"), supplier: try row.id("supplier_id"),
                supplierName: try row.text("supplier_name"), change: try row.optionalID("change_id"),
                since: try row.moment("since"), fieldCount: try row.integer("fields"))
        }
    }

    private func change(_ row: Row) throws -> ListingChange {
        let id: ListingChange.ID = try row.id("id")
        let fields = try access.connection.rows(
            "SELECT * FROM listing_change_fields WHERE change_id = \(id) ORDER BY position")
        return ListingChange(
            id: id, listing: try row.id("listing_id"), fields: try fields.map(ListingChangeStore.field),
            status: try row.word("status"), version: try row.integer("version"), askedAt: try row.moment("asked_at"))
    }

    static func field(_ row: Row) throws -> FieldChange {
        FieldChange(
            field: try row.text("field"), before: try row.text("before_text"), after: try row.text("after_text"))
    }
}

extension ListingChangeStore where Access: Writing {
    package func insert(_ change: ListingChange) throws {
        try access.connection.run(
            """
            INSERT INTO listing_changes (id, listing_id, status, version, asked_at)
            VALUES (\(change.id), \(change.listing), \(change.status.rawValue), \(change.version), \(change.askedAt))
            """)
        try insertFields(of: change)
    }

    /// Saves if nobody else has saved since it was read.
    /// - Throws: `CatalogueRefusal.changedMeanwhile`.
    package func save(_ change: ListingChange) throws {
        let saved = try access.connection.run(
            """
            UPDATE listing_changes SET status = \(change.status.rawValue), version = \(change.version)
            WHERE id = \(change.id) AND version = \(change.version - 1)
            """)
        guard saved == 1 else { throw CatalogueRefusal.changedMeanwhile }
        try access.connection.run("DELETE FROM listing_change_fields WHERE change_id = \(change.id)")
        try insertFields(of: change)
    }

    private func insertFields(of change: ListingChange) throws {
        for (position, field) in change.fields.enumerated() {
            try access.connection.run(
                """
                INSERT INTO listing_change_fields (change_id, field, position, before_text, after_text)
                VALUES (\(change.id), \(field.field), \(position), \(field.before), \(field.after))
                """)
        }
    }
}
