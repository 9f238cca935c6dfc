import Relational

extension Migrations {
    /// Documents of trade: where organisations are reached, what suppliers' programs sent, and invoices.
    static let documents: [MigrationStatement] = addresses + received + invoices

    private static let addresses: [MigrationStatement] = [
        .table(
            "supplier_exchange",
            """
            supplier_id TEXT PRIMARY KEY REFERENCES suppliers (id),
            address TEXT,
            profile TEXT NOT NULL CHECK (profile IN ('ordering', 'advanced')),
            version BIGINT NOT NULL
            """),
        .table(
            "commissioner_addresses",
            """
            commissioner_id TEXT PRIMARY KEY REFERENCES commissioners (id),
            address TEXT NOT NULL
            """),
    ]

    /// Everything that came, taken or not; the contents, in base64, of what was taken.
    private static let received: [MigrationStatement] = [
        .table(
            "documents_received",
            """
            id TEXT PRIMARY KEY,
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            person_id TEXT NOT NULL REFERENCES people (id),
            channel TEXT NOT NULL CHECK (channel IN ('page', 'program', 'folder')),
            kind TEXT,
            document_id TEXT,
            supplier_order_id TEXT REFERENCES supplier_orders (id),
            digest TEXT NOT NULL,
            size BIGINT NOT NULL CHECK (size >= 0),
            outcome TEXT NOT NULL,
            reason TEXT NOT NULL,
            contents TEXT,
            at BIGINT NOT NULL,
            CHECK ((outcome = 'taken') = (contents IS NOT NULL)),
            CHECK (outcome <> 'taken' OR (kind IS NOT NULL AND document_id IS NOT NULL))
            """),
        .sql("CREATE INDEX documents_received_by_supplier ON documents_received (supplier_id, id)"),
        .sql(
            """
            CREATE UNIQUE INDEX documents_received_once ON documents_received (supplier_id, kind, document_id)
            WHERE outcome = 'taken'
            """),
        .appendOnly(table: "documents_received"),
        // Messages whose documents have been put into a supplier's folder.
        .table(
            "documents_put",
            """
            message_id TEXT PRIMARY KEY REFERENCES outbox_messages (id),
            at BIGINT NOT NULL
            """),
        .appendOnly(table: "documents_put"),
    ]

    private static let invoices: [MigrationStatement] = [
        .table(
            "invoices",
            """
            id TEXT PRIMARY KEY,
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            number TEXT NOT NULL CHECK (number <> ''),
            issued_on TEXT NOT NULL,
            received_at BIGINT NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('form', 'document')),
            tax_pence BIGINT NOT NULL,
            total_pence BIGINT NOT NULL,
            other_sums BIGINT NOT NULL CHECK (other_sums IN (0, 1)),
            status TEXT NOT NULL
                CHECK (status IN ('received', 'matched', 'query', 'rejected', 'paid', 'credited')),
            problems TEXT NOT NULL,
            note TEXT,
            version BIGINT NOT NULL
            """),
        // The same number never comes twice, whatever became of the first.
        .sql("CREATE UNIQUE INDEX invoices_by_number ON invoices (supplier_id, number)"),
        .sql("CREATE INDEX invoices_by_part ON invoices (supplier_order_id, id)"),
        .sql("CREATE INDEX invoices_in_query ON invoices (received_at, id) WHERE status = 'query'"),
        .table(
            "invoice_lines",
            """
            invoice_id TEXT NOT NULL REFERENCES invoices (id),
            line BIGINT NOT NULL,
            position BIGINT,
            title TEXT NOT NULL,
            units BIGINT NOT NULL CHECK (units > 0),
            unit_net_pence BIGINT NOT NULL,
            net_pence BIGINT NOT NULL,
            vat_basis_points BIGINT NOT NULL CHECK (vat_basis_points >= 0),
            PRIMARY KEY (invoice_id, line)
            """),
        .appendOnly(table: "invoice_lines"),
        .table(
            "invoice_events",
            """
            invoice_id TEXT NOT NULL REFERENCES invoices (id),
            version BIGINT NOT NULL,
            status TEXT NOT NULL,
            person_id TEXT REFERENCES people (id),
            note TEXT,
            at BIGINT NOT NULL,
            PRIMARY KEY (invoice_id, version)
            """),
        .appendOnly(table: "invoice_events"),
    ]
}
