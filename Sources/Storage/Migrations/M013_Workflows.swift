import Relational

extension Migrations {
    /// What the state machines of baskets and suppliers need, versions for rows that staff edit, and stock.
    static let workflows: [MigrationStatement] = [
        .rebuild(
            "baskets",
            """
            id TEXT PRIMARY KEY,
            holder_id TEXT NOT NULL REFERENCES holders (id),
            status TEXT NOT NULL CHECK (status IN ('open', 'converted', 'archived')),
            version BIGINT NOT NULL,
            touched_at BIGINT NOT NULL
            """,
            // When nothing tells it, the last thing that was done for the holder stands for it.
            copy: """
                SELECT b.id, b.holder_id, b.status, b.version,
                    COALESCE((SELECT MAX(a.at) FROM audit_records a WHERE a.on_behalf_of = b.holder_id), 0)
                FROM baskets b
                """),
        .sql("CREATE UNIQUE INDEX baskets_one_open ON baskets (holder_id) WHERE status = 'open'"),
        .sql("CREATE INDEX baskets_by_holder ON baskets (holder_id, status, touched_at)"),
        .sql("CREATE INDEX baskets_untouched ON baskets (touched_at) WHERE status = 'open'"),
        .rebuild(
            "suppliers",
            """
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            description TEXT NOT NULL,
            reach TEXT NOT NULL CHECK (reach IN ('national', 'regions', 'districts', 'radius')),
            covered TEXT NOT NULL,
            radius_metres BIGINT CHECK (radius_metres > 0),
            base_postcode TEXT,
            base_easting BIGINT,
            base_northing BIGINT,
            email TEXT NOT NULL,
            telephone TEXT NOT NULL,
            cqc TEXT,
            register TEXT,
            insured_until TEXT,
            workers_until TEXT,
            status TEXT NOT NULL CHECK (status IN ('approved', 'suspended', 'ended')),
            version BIGINT NOT NULL,
            revision BIGINT NOT NULL,
            source_digest TEXT
            """,
            copy: """
                SELECT id, name, description, reach, covered, radius_metres, base_postcode, base_easting,
                    base_northing, email, telephone, cqc, register, insured_until, workers_until, status, 1, revision,
                    source_digest
                FROM suppliers
                """),
        .sql("CREATE INDEX suppliers_by_revision ON suppliers (revision)"),
        .sql("ALTER TABLE holders ADD COLUMN version BIGINT NOT NULL DEFAULT 1"),
        .sql("ALTER TABLE authorities ADD COLUMN version BIGINT NOT NULL DEFAULT 1"),
        .sql("ALTER TABLE listings ADD COLUMN stock BIGINT CHECK (stock >= 0)"),
        // What the file said last, so that the same number again leaves the count alone.
        .sql("ALTER TABLE listings ADD COLUMN stock_source TEXT"),
        .table(
            "stock_movements",
            """
            listing_id TEXT NOT NULL REFERENCES listings (id),
            sequence BIGINT NOT NULL,
            supplier_order_id TEXT REFERENCES supplier_orders (id),
            units BIGINT,
            left_after BIGINT CHECK (left_after >= 0),
            at BIGINT NOT NULL,
            PRIMARY KEY (listing_id, sequence),
            CHECK (supplier_order_id IS NULL OR units <> 0)
            """),
        .sql("CREATE INDEX stock_movements_by_part ON stock_movements (supplier_order_id, listing_id)"),
        .appendOnly(table: "stock_movements"),
    ]
}
