import Relational

extension Migrations {
    /// Reviews of suppliers with their replies, and what they come to: facts on the supplier's row, so that a list of
    /// results needs no counting.
    static let reviews: [MigrationStatement] = [
        .sql("ALTER TABLE suppliers ADD COLUMN rating_sum BIGINT NOT NULL DEFAULT 0"),
        .sql("ALTER TABLE suppliers ADD COLUMN rating_count BIGINT NOT NULL DEFAULT 0"),
        .table(
            "supplier_reviews",
            """
            id TEXT PRIMARY KEY,
            supplier_order_id TEXT NOT NULL UNIQUE REFERENCES supplier_orders (id),
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            commissioner_id TEXT NOT NULL REFERENCES commissioners (id),
            stars BIGINT NOT NULL CHECK (stars BETWEEN 1 AND 5),
            text TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('absent', 'waiting', 'published', 'refused')),
            reply TEXT NOT NULL,
            reply_status TEXT NOT NULL CHECK (reply_status IN ('absent', 'waiting', 'published', 'refused')),
            waiting_since BIGINT,
            published_at BIGINT,
            version BIGINT NOT NULL,
            CHECK ((status = 'absent') = (text = '')),
            CHECK ((reply_status = 'absent') = (reply = '')),
            CHECK (status <> 'published' OR published_at IS NOT NULL)
            """),
        .sql(
            """
            CREATE INDEX supplier_reviews_by_supplier ON supplier_reviews (supplier_id, status, published_at, id, stars)
            """),
        .sql(
            """
            CREATE INDEX supplier_reviews_waiting ON supplier_reviews (commissioner_id, waiting_since)
            WHERE waiting_since IS NOT NULL
            """),
        .table(
            "supplier_review_events",
            """
            review_id TEXT NOT NULL REFERENCES supplier_reviews (id),
            sequence BIGINT NOT NULL,
            side TEXT NOT NULL CHECK (side IN ('review', 'reply')),
            what TEXT NOT NULL,
            person_id TEXT NOT NULL REFERENCES people (id),
            note TEXT,
            at BIGINT NOT NULL,
            PRIMARY KEY (review_id, sequence)
            """),
        .appendOnly(table: "supplier_review_events"),
        // What happened to one supplier order was looked for among all steps of all orders.
        .sql("CREATE INDEX order_events_by_part ON order_events (supplier_order_id, what, at)"),
    ]
}
