import Relational

extension Migrations {
    static let outboxAndAudit: [MigrationStatement] = [
        .table(
            "outbox_messages",
            """
            id TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            kind TEXT NOT NULL,
            recipient TEXT NOT NULL,
            at BIGINT NOT NULL,
            UNIQUE (supplier_order_id, kind, recipient)
            """),
        .sql("CREATE INDEX outbox_messages_by_recipient ON outbox_messages (recipient, id)"),
        .table(
            "commands",
            """
            actor TEXT NOT NULL,
            command_key TEXT NOT NULL,
            operation TEXT NOT NULL,
            digest TEXT NOT NULL,
            answer TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (actor, command_key)
            """),
        .table(
            "audit_records",
            """
            id TEXT PRIMARY KEY,
            at BIGINT NOT NULL,
            actor TEXT NOT NULL,
            on_behalf_of TEXT,
            operation TEXT NOT NULL,
            subject TEXT NOT NULL,
            digest TEXT NOT NULL
            """),
        .appendOnly(table: "audit_records"),
    ]
}
