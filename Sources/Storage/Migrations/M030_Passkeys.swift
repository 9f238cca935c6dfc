import Relational

extension Migrations {
    /// People sign with passkeys: theirs, what they are about to sign, and what they signed.
    static let passkeys: [MigrationStatement] = [
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
