import Relational

extension Migrations {
    /// Suppliers' programs: what their keys are for, and what they were answered. Keys from before go on doing what
    /// they could.
    static let programs: [MigrationStatement] = [
        .sql(
            """
            ALTER TABLE supplier_keys ADD COLUMN scopes TEXT NOT NULL
            DEFAULT 'listings:read listings:write stock:write orders:read orders:write invoices:write'
            """),
        .sql("ALTER TABLE supplier_keys ADD COLUMN ends_on TEXT"),
        .table(
            "program_answers",
            """
            key_id TEXT NOT NULL REFERENCES supplier_keys (id),
            request_key TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            answer TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (key_id, request_key)
            """),
        .sql("CREATE INDEX program_answers_by_time ON program_answers (at)"),
        .sql("CREATE INDEX supplier_orders_in_order ON supplier_orders (supplier_id, id)"),
        .sql("CREATE INDEX invoices_in_order ON invoices (supplier_id, id)"),
    ]
}
