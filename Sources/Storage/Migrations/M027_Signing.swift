import Relational

extension Migrations {
    /// Keys are retired; what goes out to a supplier is a document of its own, sealed for every revision.
    static let signing: [MigrationStatement] = [
        .table(
            "signing_key_retirements",
            """
            key_id TEXT PRIMARY KEY REFERENCES signing_keys (id),
            retired_at BIGINT NOT NULL
            """),
        .appendOnly(table: "signing_key_retirements"),
        .table(
            "order_documents",
            """
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            revision BIGINT NOT NULL CHECK (revision > 0),
            kind TEXT NOT NULL CHECK (kind IN ('order', 'change', 'cancellation')),
            document TEXT NOT NULL,
            seal TEXT NOT NULL,
            key_id TEXT NOT NULL REFERENCES signing_keys (id),
            record TEXT NOT NULL,
            delivery TEXT NOT NULL,
            sealed_at BIGINT NOT NULL,
            PRIMARY KEY (supplier_order_id, revision)
            """),
        .appendOnly(table: "order_documents"),
    ]
}
