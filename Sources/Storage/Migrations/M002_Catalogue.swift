import Relational

extension Migrations {
    static let catalogue: [MigrationStatement] = [
        .table(
            "categories",
            """
            id TEXT PRIMARY KEY,
            parent_id TEXT REFERENCES categories (id),
            title TEXT NOT NULL,
            summary TEXT NOT NULL,
            unit TEXT,
            vat TEXT CHECK (vat IN ('Z', 'ZZ', 'E', 'S', 'R', 'O')),
            lowest_pence BIGINT,
            highest_pence BIGINT,
            supplier_checks TEXT NOT NULL,
            policy TEXT CHECK (policy IN ('block', 'refer')),
            clause TEXT,
            source_digest TEXT,
            CHECK ((policy IS NULL) = (clause IS NULL)),
            CHECK ((unit IS NULL) = (vat IS NULL) AND (unit IS NULL) = (lowest_pence IS NULL)),
            CHECK (highest_pence >= lowest_pence)
            """),
        .table(
            "places",
            """
            district TEXT PRIMARY KEY,
            region TEXT NOT NULL,
            commissioner_id TEXT NOT NULL,
            easting BIGINT NOT NULL,
            northing BIGINT NOT NULL,
            source_digest TEXT
            """),
        .table(
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
            status TEXT NOT NULL CHECK (status IN ('approved', 'suspended')),
            revision BIGINT NOT NULL,
            source_digest TEXT
            """),
        .sql("CREATE INDEX suppliers_by_revision ON suppliers (revision)"),
        .table(
            "listings",
            """
            id TEXT PRIMARY KEY,
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
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
            quantity_maximum BIGINT NOT NULL CHECK (quantity_maximum > 0),
            status TEXT NOT NULL CHECK (status IN ('live', 'withdrawn')),
            version BIGINT NOT NULL,
            revision BIGINT NOT NULL,
            source_digest TEXT
            """),
        .sql("CREATE INDEX listings_by_supplier ON listings (supplier_id, id)"),
        .sql("CREATE INDEX listings_by_revision ON listings (revision)"),
        .table(
            "catalogue_revisions",
            """
            what TEXT PRIMARY KEY CHECK (what IN ('structure', 'offers')),
            revision BIGINT NOT NULL
            """),
        .sql("INSERT INTO catalogue_revisions (what, revision) VALUES ('structure', 1), ('offers', 1)"),
        .firstSearchIndex,
    ]
}
