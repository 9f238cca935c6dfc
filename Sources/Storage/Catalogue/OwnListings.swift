import Catalogue
import Relational
import Values

// A supplier's own listings, which may be very many: page by page, by their own codes, and for files.

extension ListingStore {
    /// Which of them to show.
    package struct OwnFilter: Sendable, Hashable {
        package var status: ListingStatus?
        /// Part of the title or of the own code.
        package var words = ""

        package init(status: ListingStatus? = nil, words: String = "") {
            self.status = status
            self.words = words
        }

        fileprivate var pattern: String {
            let escaped = words.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%")
                .replacing("_", with: "\\_")
            return "%\(escaped)%"
        }
    }

    /// How many a supplier has, by status.
    package func counts(of supplier: Supplier.ID) throws -> [ListingStatus: Int] {
        let rows = try access.connection.rows(
            "SELECT status, COUNT(*) AS n FROM listings WHERE supplier_id = \(supplier) GROUP BY status")
        return Dictionary(
            try rows.map { (try $0.word("status"), try $0.integer("n")) }, uniquingKeysWith: { first, _ in first })
    }

    package func count(of supplier: Supplier.ID, _ filter: OwnFilter) throws -> Int {
        let row = try access.connection.row(
            """
            SELECT COUNT(*) AS n FROM listings WHERE supplier_id = \(supplier)
                AND (\(filter.status?.rawValue) IS NULL OR status = \(filter.status?.rawValue))
                AND (LOWER(title) LIKE \(filter.pattern) ESCAPE '\\'
                    OR LOWER(reference) LIKE \(filter.pattern) ESCAPE '\\')
            """)
        return try row?.integer("n") ?? 0
    }

    /// By title.
    package func list(
        of supplier: Supplier.ID, _ filter: OwnFilter, skipping: Int, most: Int
    ) throws -> [Listing] {
        try access.connection.rows(
            """
            SELECT * FROM listings WHERE supplier_id = \(supplier)
                AND (\(filter.status?.rawValue) IS NULL OR status = \(filter.status?.rawValue))
                AND (LOWER(title) LIKE \(filter.pattern) ESCAPE '\\'
                    OR LOWER(reference) LIKE \(filter.pattern) ESCAPE '\\')
            ORDER BY title, id LIMIT \(most) OFFSET \(skipping)
            """
        ).map(ListingStore.listing)
    }

    /// A supplier's own listings by its own codes.
    package func find(references: [String], of supplier: Supplier.ID) throws -> [String: Listing] {
        let rows = try access.connection.rows(
            "SELECT * FROM listings WHERE supplier_id = \(supplier) AND reference IN (\(list: references))")
        return Dictionary(
            try rows.map { row in
                let listing = try ListingStore.listing(row)
                return (listing.reference, listing)
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The own codes of listings, for those that name them as their replacement.
    package func references(of ids: [Listing.ID]) throws -> [Listing.ID: String] {
        let rows = try access.connection.rows("SELECT id, reference FROM listings WHERE id IN (\(list: ids))")
        return Dictionary(
            try rows.map { (Listing.ID(try $0.text("id")), try $0.text("reference")) },
            uniquingKeysWith: { first, _ in first })
    }

    /// A listing as text, with the own code of the one that takes its place.
    package func text(of listing: Listing) throws -> ListingText {
        let replacement = try listing.terms.replacement.flatMap { try references(of: [$0])[$0] }
        return ListingText(listing, replacement: replacement ?? "")
    }

    /// For files: a supplier's listings after an own code, in the order of these codes.
    package func list(of supplier: Supplier.ID, after reference: String?, most: Int) throws -> [Listing] {
        try access.connection.rows(
            """
            SELECT * FROM listings WHERE supplier_id = \(supplier) AND reference > \(reference ?? "")
            ORDER BY reference LIMIT \(most)
            """
        ).map(ListingStore.listing)
    }

    /// The categories in which a supplier lists anything.
    package func categories(of supplier: Supplier.ID) throws -> [Catalogue.Category.ID] {
        try access.connection.rows(
            "SELECT DISTINCT category_id FROM listings WHERE supplier_id = \(supplier) ORDER BY category_id"
        ).map { try $0.id("category_id") }
    }
}

extension ListingStore where Access: Writing {
    /// How many units a week a supplier can give from now on; what is signed already stays.
    package func set(capacity: Int?, of listing: Listing.ID, revision: Int) throws {
        try access.connection.run(
            "UPDATE listings SET capacity_per_week = \(capacity), revision = \(revision) WHERE id = \(listing)")
    }
}

extension SupplierStore where Access: Writing {
    /// The least that one order with a supplier has to come to; nil for no such rule.
    package func set(orderMinimum: Money?, of supplier: Supplier.ID, revision: Int) throws {
        try access.connection.run(
            """
            UPDATE suppliers SET order_minimum_pence = \(orderMinimum), revision = \(revision) WHERE id = \(supplier)
            """)
    }
}
