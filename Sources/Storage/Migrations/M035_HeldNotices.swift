import Relational

extension Migrations {
    /// What nobody could be told, until somebody of the staff has seen to it; when people last chose what they are
    /// told, so that an old letter's link does not undo it; and what the looks for what is due need, so that they do
    /// not grow with everybody who was ever told.
    static let heldNotices: [MigrationStatement] = [
        .table(
            "notices_seen_to",
            """
            notice_id TEXT PRIMARY KEY REFERENCES personal_notices (id),
            person_id TEXT NOT NULL REFERENCES people (id),
            note TEXT NOT NULL CHECK (note <> ''),
            at BIGINT NOT NULL
            """),
        .appendOnly(table: "notices_seen_to"),
        .sql("CREATE INDEX personal_notices_held ON personal_notices (holder_id) WHERE dropped = 'held'"),
        // Else what has not gone out, and never will, is walked over in it for what is due.
        .sql("DROP INDEX personal_notices_by_bulletin"),
        .sql(
            """
            CREATE INDEX personal_notices_by_bulletin ON personal_notices (bulletin_id)
                WHERE bulletin_id IS NOT NULL
            """),
        .sql(
            """
            CREATE INDEX personal_notices_of_addressee ON personal_notices (addressee)
                WHERE bulletin_id IS NULL AND dropped IS NULL
            """),
        .sql("CREATE INDEX deliveries_of_bulletins ON deliveries (status, id) WHERE bulletin_id IS NOT NULL"),
        .sql("CREATE INDEX authorities_by_last_day ON authorities (last_day) WHERE last_day IS NOT NULL"),
        // Nought for what was chosen before this was kept.
        .sql("ALTER TABLE notice_settings ADD COLUMN chosen_at BIGINT NOT NULL DEFAULT 0"),
    ]
}
