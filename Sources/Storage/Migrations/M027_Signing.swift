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
    ] + passkeys

    private static let passkeys: [MigrationStatement] = [
        .table(
            "passkeys",
            """
            id TEXT PRIMARY KEY,
            person_id TEXT NOT NULL REFERENCES people (id),
            name TEXT NOT NULL,
            algorithm BIGINT NOT NULL,
            public_key TEXT NOT NULL,
            sign_count BIGINT NOT NULL CHECK (sign_count >= 0),
            added_at BIGINT NOT NULL,
            used_at BIGINT
            """),
        .sql("CREATE INDEX passkeys_by_person ON passkeys (person_id)"),
        .table(
            "prepared_signatures",
            """
            id TEXT PRIMARY KEY,
            person_id TEXT NOT NULL UNIQUE REFERENCES people (id),
            holder_id TEXT NOT NULL REFERENCES holders (id),
            order_id TEXT NOT NULL,
            digest TEXT NOT NULL,
            asked TEXT NOT NULL,
            at BIGINT NOT NULL
            """),
        .table(
            "order_assertions",
            """
            order_id TEXT PRIMARY KEY REFERENCES orders (id),
            passkey_id TEXT NOT NULL,
            algorithm BIGINT NOT NULL,
            public_key TEXT NOT NULL,
            client_data TEXT NOT NULL,
            authenticator_data TEXT NOT NULL,
            signature TEXT NOT NULL,
            origin TEXT NOT NULL
            """),
        .appendOnly(table: "order_assertions"),
    ]
}
