import Relational

extension Migrations {
    /// Sessions can be named, and say with what somebody is signed in. Everybody signs in anew.
    static let accounts: [MigrationStatement] = [
        .sql("DROP INDEX sessions_by_person"),
        .sql("DROP INDEX sessions_by_seen"),
        .sql("DROP TABLE sessions"),
        .table(
            "sessions",
            """
            digest TEXT PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            person_id TEXT NOT NULL REFERENCES people (id),
            holder_id TEXT REFERENCES holders (id),
            device TEXT NOT NULL,
            started_at BIGINT NOT NULL,
            seen_at BIGINT NOT NULL
            """),
        .sql("CREATE INDEX sessions_by_person ON sessions (person_id)"),
        .sql("CREATE INDEX sessions_by_seen ON sessions (seen_at)"),
    ]
}
