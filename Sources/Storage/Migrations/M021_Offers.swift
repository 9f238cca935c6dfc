import Relational

extension Migrations {
    /// What suppliers list: proposed and reviewed, at dated and regional prices, by hand, by file and by program.
    static let offers: [MigrationStatement] =
        listingColumns + priceTables + reviewTables + capacityTables + settingTables + bulkTables

    /// What is in the shop already was accepted when it was imported or added.
    private static let listingColumns: [MigrationStatement] = [
        .rebuild(
            "listings",
            """
            id TEXT PRIMARY KEY,
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            reference TEXT NOT NULL CHECK (reference <> ''),
            category_id TEXT NOT NULL REFERENCES categories (id),
            title TEXT NOT NULL CHECK (title <> ''),
            description TEXT NOT NULL,
            unit TEXT NOT NULL,
            price_pence BIGINT NOT NULL CHECK (price_pence >= 0),
            vat TEXT NOT NULL CHECK (vat IN ('Z', 'ZZ', 'E', 'S', 'R', 'O')),
            lead_days BIGINT NOT NULL CHECK (lead_days >= 0),
            delivery TEXT NOT NULL,
            cancellation TEXT NOT NULL,
            gtin TEXT,
            quantity_minimum BIGINT NOT NULL CHECK (quantity_minimum > 0),
            quantity_maximum BIGINT NOT NULL CHECK (quantity_maximum > 0),
            cancel_free_days BIGINT NOT NULL DEFAULT 0,
            cancel_fee_percent BIGINT NOT NULL DEFAULT 0,
            attributes TEXT NOT NULL,
            replacement_id TEXT REFERENCES listings (id),
            status TEXT NOT NULL CHECK (status IN
                ('draft', 'proposed', 'changes_asked', 'live', 'paused', 'rejected', 'withdrawn')),
            accepted BIGINT NOT NULL CHECK (accepted IN (0, 1)),
            stock BIGINT CHECK (stock >= 0),
            stock_source TEXT,
            capacity_per_week BIGINT CHECK (capacity_per_week >= 0),
            version BIGINT NOT NULL,
            revision BIGINT NOT NULL,
            source_digest TEXT,
            number BIGINT
            """,
            copy: """
                SELECT id, supplier_id, id, category_id, title, description, unit, price_pence, vat, lead_days,
                    delivery, cancellation, gtin, 1, quantity_maximum, cancel_free_days, cancel_fee_percent, '{}',
                    NULL, status, 1, stock, stock_source, NULL, version, revision, source_digest,
                    number
                FROM listings
                """),
        .sql("CREATE INDEX listings_by_supplier ON listings (supplier_id, id)"),
        .sql("CREATE UNIQUE INDEX listings_by_reference ON listings (supplier_id, reference)"),
        .sql("CREATE INDEX listings_by_revision ON listings (revision)"),
        .sql("CREATE INDEX listings_by_gtin ON listings (gtin) WHERE gtin IS NOT NULL"),
        .sql("CREATE UNIQUE INDEX listings_by_number ON listings (number)"),
        .search(.listings),
        .sql("CREATE INDEX listings_proposed ON listings (supplier_id, id) WHERE status = 'proposed'"),
    ]

    private static let priceTables: [MigrationStatement] = [
        // What was set, never changed: what a listing costs on which day follows from it.
        .table(
            "listing_prices",
            """
            listing_id TEXT NOT NULL REFERENCES listings (id),
            sequence BIGINT NOT NULL,
            region TEXT,
            first_day TEXT NOT NULL,
            last_day TEXT,
            price_pence BIGINT CHECK (price_pence >= 0),
            person_id TEXT REFERENCES people (id),
            at BIGINT NOT NULL,
            PRIMARY KEY (listing_id, sequence),
            CHECK (last_day >= first_day),
            CHECK (price_pence IS NOT NULL OR region IS NOT NULL)
            """),
        .appendOnly(table: "listing_prices"),
        .table(
            "listing_price_recalls",
            """
            listing_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            person_id TEXT NOT NULL REFERENCES people (id),
            at BIGINT NOT NULL,
            PRIMARY KEY (listing_id, sequence),
            FOREIGN KEY (listing_id, sequence) REFERENCES listing_prices (listing_id, sequence)
            """),
        .appendOnly(table: "listing_price_recalls"),
        // Days on which something changes, until it has.
        .table(
            "listing_price_turns",
            """
            day TEXT NOT NULL,
            listing_id TEXT NOT NULL REFERENCES listings (id),
            PRIMARY KEY (day, listing_id)
            """),
        // Today's prices where a region has one of its own; everywhere else `listings.price_pence` counts.
        .table(
            "listing_regional_prices",
            """
            listing_id TEXT NOT NULL REFERENCES listings (id),
            region TEXT NOT NULL,
            price_pence BIGINT NOT NULL CHECK (price_pence >= 0),
            PRIMARY KEY (listing_id, region)
            """),
    ]

    private static let reviewTables: [MigrationStatement] = [
        .table(
            "listing_changes",
            """
            id TEXT PRIMARY KEY,
            listing_id TEXT NOT NULL REFERENCES listings (id),
            status TEXT NOT NULL CHECK (status IN ('pending', 'accepted', 'refused', 'withdrawn')),
            version BIGINT NOT NULL,
            asked_at BIGINT NOT NULL
            """),
        .sql("CREATE UNIQUE INDEX listing_changes_one_open ON listing_changes (listing_id) WHERE status = 'pending'"),
        .sql("CREATE INDEX listing_changes_waiting ON listing_changes (asked_at, id) WHERE status = 'pending'"),
        .table(
            "listing_change_fields",
            """
            change_id TEXT NOT NULL REFERENCES listing_changes (id),
            field TEXT NOT NULL,
            position BIGINT NOT NULL,
            before_text TEXT NOT NULL,
            after_text TEXT NOT NULL,
            PRIMARY KEY (change_id, field)
            """),
        .table(
            "listing_events",
            """
            listing_id TEXT NOT NULL REFERENCES listings (id),
            sequence BIGINT NOT NULL,
            what TEXT NOT NULL,
            person_id TEXT REFERENCES people (id),
            note TEXT,
            at BIGINT NOT NULL,
            PRIMARY KEY (listing_id, sequence)
            """),
        .appendOnly(table: "listing_events"),
        .table(
            "listing_event_fields",
            """
            listing_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            position BIGINT NOT NULL,
            field TEXT NOT NULL,
            before_text TEXT NOT NULL,
            after_text TEXT NOT NULL,
            PRIMARY KEY (listing_id, sequence, position),
            FOREIGN KEY (listing_id, sequence) REFERENCES listing_events (listing_id, sequence)
            """),
        .appendOnly(table: "listing_event_fields"),
    ]

    private static let capacityTables: [MigrationStatement] = [
        // Weeks by their Monday.
        .table(
            "capacity_weeks",
            """
            listing_id TEXT NOT NULL REFERENCES listings (id),
            week TEXT NOT NULL,
            taken BIGINT NOT NULL CHECK (taken >= 0),
            PRIMARY KEY (listing_id, week)
            """),
        .table(
            "capacity_movements",
            """
            listing_id TEXT NOT NULL REFERENCES listings (id),
            sequence BIGINT NOT NULL,
            week TEXT NOT NULL,
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            units BIGINT NOT NULL CHECK (units <> 0),
            at BIGINT NOT NULL,
            PRIMARY KEY (listing_id, sequence)
            """),
        .sql("CREATE INDEX capacity_movements_by_part ON capacity_movements (supplier_order_id, listing_id)"),
        .appendOnly(table: "capacity_movements"),
        .sql("ALTER TABLE suppliers ADD COLUMN order_minimum_pence BIGINT CHECK (order_minimum_pence > 0)"),
    ]

    private static let settingTables: [MigrationStatement] = [
        .table("installation_settings", "name TEXT PRIMARY KEY, value TEXT NOT NULL, source_digest TEXT"),
        .table(
            "category_attributes",
            """
            category_id TEXT NOT NULL REFERENCES categories (id),
            field TEXT NOT NULL,
            position BIGINT NOT NULL,
            title TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'yes_no', 'one_of')),
            detail TEXT NOT NULL,
            required BIGINT NOT NULL CHECK (required IN (0, 1)),
            hint TEXT NOT NULL,
            source_digest TEXT,
            PRIMARY KEY (category_id, field)
            """),
    ]

    private static let bulkTables: [MigrationStatement] = [
        .table(
            "listing_runs",
            """
            id TEXT PRIMARY KEY,
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            person_id TEXT NOT NULL REFERENCES people (id),
            name TEXT NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('page', 'program')),
            scope TEXT NOT NULL CHECK (scope IN ('all', 'prices_and_stock')),
            status TEXT NOT NULL,
            header TEXT NOT NULL,
            mapping TEXT NOT NULL,
            rows_done BIGINT NOT NULL CHECK (rows_done >= 0),
            added BIGINT NOT NULL,
            changed BIGINT NOT NULL,
            unchanged BIGINT NOT NULL,
            wrong BIGINT NOT NULL,
            problems TEXT NOT NULL,
            failure TEXT,
            version BIGINT NOT NULL,
            started_at BIGINT NOT NULL,
            ended_at BIGINT
            """),
        .sql("CREATE INDEX listing_runs_by_supplier ON listing_runs (supplier_id, started_at)"),
        .sql("CREATE INDEX listing_runs_at_work ON listing_runs (started_at) WHERE status IN ('checking', 'running')"),
        .sql("CREATE INDEX listing_runs_with_files ON listing_runs (started_at) WHERE status <> 'cleared'"),
        .table(
            "column_mappings",
            """
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            header TEXT NOT NULL,
            field TEXT NOT NULL,
            PRIMARY KEY (supplier_id, header)
            """),
        .table(
            "supplier_keys",
            """
            id TEXT PRIMARY KEY,
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            person_id TEXT NOT NULL REFERENCES people (id),
            name TEXT NOT NULL,
            digest TEXT NOT NULL UNIQUE,
            made_at BIGINT NOT NULL,
            used_at BIGINT,
            revoked_at BIGINT
            """),
        .sql("CREATE INDEX supplier_keys_by_supplier ON supplier_keys (supplier_id, made_at)"),
    ]
}
