import Relational

extension Migrations {
    /// What people are told: each notice once, the letters that they go out in, and what people have chosen. What was
    /// written before is on its reader's pages already, so none of it is sent.
    static let notices: [MigrationStatement] = endpointsByEveryWay + deliveriesOfBulletins + personalNotices + choices

    private static let endpointsByEveryWay: [MigrationStatement] = [
        .rebuild(
            "endpoints",
            """
            id TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            channel TEXT NOT NULL CHECK (channel IN ('email', 'webhook', 'letter', 'text')),
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
            """,
            copy: "SELECT * FROM endpoints"),
        .sql("CREATE INDEX endpoints_by_owner ON endpoints (owner, channel)"),
        .sql("CREATE UNIQUE INDEX endpoints_standard ON endpoints (owner, channel) WHERE is_standard = 1"),
        .sql("CREATE INDEX endpoints_idle ON endpoints (id) WHERE status <> 'active'"),
    ]

    private static let deliveriesOfBulletins: [MigrationStatement] = [
        .table(
            "bulletins",
            """
            id TEXT PRIMARY KEY,
            addressee TEXT NOT NULL,
            is_daily BIGINT NOT NULL CHECK (is_daily IN (0, 1)),
            made_at BIGINT NOT NULL
            """),
        .rebuild(
            "deliveries",
            """
            id TEXT PRIMARY KEY,
            message_id TEXT REFERENCES outbox_messages (id),
            endpoint_id TEXT NOT NULL REFERENCES endpoints (id),
            status TEXT NOT NULL CHECK (status IN ('waiting', 'delivered', 'dead', 'settled')),
            attempts BIGINT NOT NULL CHECK (attempts >= 0),
            due_at BIGINT NOT NULL,
            deadline BIGINT NOT NULL,
            call_since BIGINT,
            delivered_at BIGINT,
            version BIGINT NOT NULL,
            bulletin_id TEXT REFERENCES bulletins (id),
            UNIQUE (message_id, endpoint_id),
            UNIQUE (bulletin_id, endpoint_id),
            CHECK ((message_id IS NULL) <> (bulletin_id IS NULL))
            """,
            copy: """
                SELECT id, message_id, endpoint_id, status, attempts, due_at, deadline, call_since, delivered_at,
                    version, NULL FROM deliveries
                """),
        .sql("CREATE INDEX deliveries_due ON deliveries (endpoint_id, due_at) WHERE status = 'waiting'"),
        .sql("CREATE INDEX deliveries_by_endpoint ON deliveries (endpoint_id, id)"),
        .sql("CREATE INDEX deliveries_open ON deliveries (message_id) WHERE status IN ('waiting', 'dead')"),
        // The commissioner's staff have put it into the post.
        .table(
            "letters_posted",
            """
            delivery_id TEXT PRIMARY KEY REFERENCES deliveries (id),
            person_id TEXT NOT NULL REFERENCES people (id),
            at BIGINT NOT NULL
            """),
        .appendOnly(table: "letters_posted"),
        // Text messages where no provider is set up.
        .table(
            "text_log",
            """
            delivery_id TEXT NOT NULL REFERENCES deliveries (id),
            sequence BIGINT NOT NULL,
            number TEXT NOT NULL,
            words TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (delivery_id, sequence)
            """),
        .appendOnly(table: "text_log"),
    ]

    private static let personalNotices: [MigrationStatement] = [
        .table(
            "personal_notices",
            """
            id TEXT PRIMARY KEY,
            addressee TEXT NOT NULL,
            source TEXT NOT NULL,
            kind TEXT NOT NULL,
            hearing TEXT NOT NULL CHECK (hearing IN ('act', 'know', 'copy')),
            topic TEXT NOT NULL,
            is_for_staff BIGINT NOT NULL CHECK (is_for_staff IN (0, 1)),
            holder_id TEXT NOT NULL REFERENCES holders (id),
            at BIGINT NOT NULL,
            due_at BIGINT NOT NULL,
            is_daily BIGINT NOT NULL CHECK (is_daily IN (0, 1)),
            bulletin_id TEXT REFERENCES bulletins (id),
            dropped TEXT,
            UNIQUE (addressee, source)
            """),
        .sql(
            """
            CREATE INDEX personal_notices_waiting ON personal_notices (due_at, addressee)
                WHERE bulletin_id IS NULL AND dropped IS NULL
            """),
        .sql("CREATE INDEX personal_notices_by_bulletin ON personal_notices (bulletin_id)"),
        .sql("ALTER TABLE plan_notices ADD COLUMN routed_at BIGINT"),
        .sql("UPDATE plan_notices SET routed_at = 0"),
        .sql("CREATE INDEX plan_notices_unrouted ON plan_notices (id) WHERE routed_at IS NULL"),
    ]

    private static let choices: [MigrationStatement] = [
        .table(
            "notice_settings",
            """
            person_id TEXT PRIMARY KEY REFERENCES people (id),
            way TEXT NOT NULL CHECK (way IN ('email', 'letter', 'text', 'pages')),
            hour BIGINT NOT NULL CHECK (hour BETWEEN 0 AND 23),
            paces TEXT NOT NULL,
            version BIGINT NOT NULL
            """),
        // Who decides for a holder has said whether somebody who helps gets copies; no row is a no.
        .table(
            "carer_copies",
            """
            holder_id TEXT NOT NULL REFERENCES holders (id),
            person_id TEXT NOT NULL REFERENCES people (id),
            decided_by TEXT NOT NULL REFERENCES people (id),
            at BIGINT NOT NULL,
            PRIMARY KEY (holder_id, person_id)
            """),
    ]
}
