import Catalogue
import Identity
import Orders
import Relational
import Values

/// Reviews of suppliers, with the replies.
package struct SupplierReviewStore<Access: Reading> { let access: Access }

extension Reading {
    package var supplierReviews: SupplierReviewStore<Self> { SupplierReviewStore(access: self) }
}

extension SupplierReviewStore {
    package func find(_ id: SupplierReview.ID) throws -> SupplierReview? {
        try access.connection.row("SELECT * FROM supplier_reviews WHERE id = \(id)").map(Self.review)
    }

    package func find(of part: SupplierOrder.ID) throws -> SupplierReview? {
        try access.connection.row("SELECT * FROM supplier_reviews WHERE supplier_order_id = \(part)").map(Self.review)
    }

    /// Those that everybody may read, newest first.
    package func published(of supplier: Supplier.ID, skipping: Int = 0, most: Int) throws -> [SupplierReview] {
        try access.connection.rows(
            """
            SELECT * FROM supplier_reviews
            WHERE supplier_id = \(supplier) AND status = 'published'
            ORDER BY published_at DESC, id DESC LIMIT \(most) OFFSET \(skipping)
            """
        ).map(Self.review)
    }

    package func publishedCount(of supplier: Supplier.ID) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS reviews FROM supplier_reviews
            WHERE supplier_id = \(supplier) AND status = 'published'
            """)?.integer("reviews") ?? 0
    }

    /// What waits to be read by a commissioner's staff, oldest first.
    package func waiting(of commissioner: Commissioner.ID, most: Int) throws -> [SupplierReview] {
        try access.connection.rows(
            """
            SELECT * FROM supplier_reviews
            WHERE commissioner_id = \(commissioner) AND waiting_since IS NOT NULL
            ORDER BY waiting_since, id LIMIT \(most)
            """
        ).map(Self.review)
    }

    /// Why one of the texts was refused last.
    package func refusal(of id: SupplierReview.ID, _ side: SupplierReview.Side) throws -> SupplierReviewEvent? {
        try access.connection.row(
            """
            SELECT * FROM supplier_review_events
            WHERE review_id = \(id) AND side = \(side.rawValue) AND note IS NOT NULL
            ORDER BY sequence DESC LIMIT 1
            """
        ).map(Self.event)
    }

    /// What happened, in order.
    package func events(of id: SupplierReview.ID) throws -> [SupplierReviewEvent] {
        try access.connection.rows("SELECT * FROM supplier_review_events WHERE review_id = \(id) ORDER BY sequence")
            .map(Self.event)
    }

    static func review(_ row: Row) throws -> SupplierReview {
        SupplierReview(
            id: try row.id("id"), supplierOrder: try row.id("supplier_order_id"), supplier: try row.id("supplier_id"),
            commissioner: try row.id("commissioner_id"), stars: try row.integer("stars"),
            review: .init(text: try row.text("text"), status: try row.word("status")),
            reply: .init(text: try row.text("reply"), status: try row.word("reply_status")),
            waitingSince: try row.optionalMoment("waiting_since"), publishedAt: try row.optionalMoment("published_at"),
            version: try row.integer("version"))
    }

    private static func event(_ row: Row) throws -> SupplierReviewEvent {
        SupplierReviewEvent(
            side: try row.word("side"), what: try row.word("what"), by: try row.id("person_id"),
            note: try row.optionalText("note"), at: try row.moment("at"))
    }
}

extension SupplierReviewStore where Access: Writing {
    /// Saves if nobody else has saved since it was read; what was not there before is added.
    /// - Throws: `OrderRefusal.changedMeanwhile`.
    package func save(_ review: SupplierReview, after event: SupplierReviewEvent) throws {
        let changed = try access.connection.run(
            """
            INSERT INTO supplier_reviews (id, supplier_order_id, supplier_id, commissioner_id, stars, text, status,
                reply, reply_status, waiting_since, published_at, version)
            VALUES (\(review.id), \(review.supplierOrder), \(review.supplier), \(review.commissioner),
                \(review.stars), \(review.review.text), \(review.review.status.rawValue), \(review.reply.text),
                \(review.reply.status.rawValue), \(review.waitingSince), \(review.publishedAt), \(review.version))
            ON CONFLICT (id) DO UPDATE SET stars = excluded.stars, text = excluded.text, status = excluded.status,
                reply = excluded.reply, reply_status = excluded.reply_status, waiting_since = excluded.waiting_since,
                published_at = excluded.published_at, version = excluded.version
            WHERE supplier_reviews.version = excluded.version - 1
            """)
        guard changed == 1 else { throw OrderRefusal.changedMeanwhile }
        try access.connection.run(
            """
            INSERT INTO supplier_review_events (review_id, sequence, side, what, person_id, note, at)
            VALUES (\(review.id), \(review.version), \(event.side.rawValue), \(event.what.rawValue), \(event.by),
                \(event.note), \(event.at))
            """)
    }

    /// Counts the published reviews of a supplier anew, as facts of its row: of each holder the newest, so that nobody
    /// makes a rating alone.
    /// - Parameter revision: of the offers, so that shelves notice.
    package func refreshRating(of supplier: Supplier.ID, revision: Int) throws {
        try access.connection.run(
            """
            UPDATE suppliers SET (rating_sum, rating_count) = (
                    SELECT COALESCE(SUM(stars), 0), COUNT(*) FROM (
                        SELECT r.stars, ROW_NUMBER() OVER (
                            PARTITION BY o.holder_id ORDER BY r.published_at DESC, r.id DESC) AS place
                        FROM supplier_reviews r JOIN supplier_orders so ON so.id = r.supplier_order_id
                        JOIN orders o ON o.id = so.order_id
                        WHERE r.supplier_id = \(supplier) AND r.status = 'published') AS voices
                    WHERE place = 1),
                revision = \(revision)
            WHERE id = \(supplier)
            """)
    }
}
