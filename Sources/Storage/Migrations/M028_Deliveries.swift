import Relational

extension Migrations {
    /// How messages leave: where to, how far each has come, and every attempt. What was written before is on its
    /// reader's pages already, so none of it is sent.
    static let deliveries: [MigrationStatement] = [
        .sql("ALTER TABLE outbox_messages ADD COLUMN routed_at BIGINT"),
        .sql("UPDATE outbox_messages SET routed_at = at"),
        .sql("CREATE INDEX outbox_messages_unrouted ON outbox_messages (id) WHERE routed_at IS NULL"),
        .table(
            "endpoints",
            """
            id TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            channel TEXT NOT NULL CHECK (channel IN ('email', 'webhook')),
            address TEXT NOT NULL CHECK (address <> ''),
            is_standard BIGINT NOT NULL CHECK (is_standard IN (0, 1)),
            scope TEXT NOT NULL CHECK (scope IN ('everything', 'to-do')),
            status TEXT NOT NULL CHECK (status IN ('active', 'paused', 'gone', 'removed')),
            secret TEXT,
            former_secret TEXT,
            former_until BIGINT,
            made_at BIGINT NOT NULL,
            version BIGINT NOT NULL,
            CHECK ((former_secret IS NULL) = (former_until IS NULL)),
            CHECK (channel <> 'webhook' OR status = 'removed' OR secret IS NOT NULL)
            """),
        .sql("CREATE INDEX endpoints_by_owner ON endpoints (owner, channel)"),
        .sql(
            "CREATE UNIQUE INDEX endpoints_standard ON endpoints (owner, channel) WHERE is_standard = 1"),
        .sql("CREATE INDEX endpoints_idle ON endpoints (id) WHERE status <> 'active'"),
        .table(
            "deliveries",
            """
            id TEXT PRIMARY KEY,
            message_id TEXT NOT NULL REFERENCES outbox_messages (id),
            endpoint_id TEXT NOT NULL REFERENCES endpoints (id),
            status TEXT NOT NULL CHECK (status IN ('waiting', 'delivered', 'dead', 'settled')),
            attempts BIGINT NOT NULL CHECK (attempts >= 0),
            due_at BIGINT NOT NULL,
            deadline BIGINT NOT NULL,
            call_since BIGINT,
            delivered_at BIGINT,
            version BIGINT NOT NULL,
            UNIQUE (message_id, endpoint_id)
            """),
        .sql("CREATE INDEX deliveries_due ON deliveries (endpoint_id, due_at) WHERE status = 'waiting'"),
        .sql("CREATE INDEX deliveries_by_endpoint ON deliveries (endpoint_id, id)"),
        .sql("CREATE INDEX deliveries_open ON deliveries (message_id) WHERE status IN ('waiting', 'dead')"),
        .table(
            "delivery_attempts",
            """
            delivery_id TEXT NOT NULL REFERENCES deliveries (id),
            sequence BIGINT NOT NULL,
            at BIGINT NOT NULL,
            code TEXT NOT NULL,
            status BIGINT NOT NULL,
            milliseconds BIGINT NOT NULL,
            PRIMARY KEY (delivery_id, sequence)
            """),
        .appendOnly(table: "delivery_attempts"),
        .table(
            "delivery_notes",
            """
            delivery_id TEXT NOT NULL REFERENCES deliveries (id),
            sequence BIGINT NOT NULL,
            at BIGINT NOT NULL,
            person_id TEXT NOT NULL REFERENCES people (id),
            what TEXT NOT NULL CHECK (what IN ('called', 'rerouted', 'retried')),
            note TEXT NOT NULL,
            PRIMARY KEY (delivery_id, sequence)
            """),
        .appendOnly(table: "delivery_notes"),
    ]
}
