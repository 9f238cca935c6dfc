import Relational

extension Migrations {
    static let identity: [MigrationStatement] = [
        .table(
            "commissioners",
            """
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            email TEXT NOT NULL,
            telephone TEXT NOT NULL,
            source_digest TEXT
            """),
        .table(
            "people",
            """
            id TEXT PRIMARY KEY,
            email TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL CHECK (name <> ''),
            role TEXT NOT NULL CHECK (role IN ('holder', 'carer', 'supplier', 'commissioner')),
            organisation TEXT,
            password_hash TEXT,
            source_digest TEXT,
            CHECK ((role IN ('supplier', 'commissioner')) = (organisation IS NOT NULL))
            """),
        .table(
            "holders",
            """
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            known_as TEXT NOT NULL,
            born_on TEXT NOT NULL,
            address TEXT NOT NULL,
            postcode TEXT NOT NULL,
            telephone TEXT NOT NULL,
            commissioner_id TEXT NOT NULL REFERENCES commissioners (id),
            pseudonym TEXT NOT NULL UNIQUE,
            source_digest TEXT
            """),
        .sql("CREATE INDEX holders_by_commissioner ON holders (commissioner_id)"),
        .table(
            "authorities",
            """
            id TEXT PRIMARY KEY,
            person_id TEXT NOT NULL REFERENCES people (id),
            holder_id TEXT NOT NULL REFERENCES holders (id),
            kind TEXT NOT NULL CHECK (kind IN ('self', 'carer', 'nominee', 'representative', 'proxy')),
            sign_limit_pence BIGINT CHECK (sign_limit_pence >= 0),
            first_day TEXT NOT NULL,
            last_day TEXT,
            source_digest TEXT,
            UNIQUE (person_id, holder_id),
            CHECK (last_day IS NULL OR last_day >= first_day)
            """),
        .sql("CREATE INDEX authorities_by_holder ON authorities (holder_id)"),
        .table(
            "sessions",
            """
            digest TEXT PRIMARY KEY,
            person_id TEXT NOT NULL REFERENCES people (id),
            holder_id TEXT REFERENCES holders (id),
            started_at BIGINT NOT NULL,
            seen_at BIGINT NOT NULL
            """),
        .sql("CREATE INDEX sessions_by_person ON sessions (person_id)"),
        .sql("CREATE INDEX sessions_by_seen ON sessions (seen_at)"),
    ]
}
