import Relational

extension Migrations {
    /// What was wrong with the rows of a file that is being carried out, until it is: a run that broke off goes on, and
    /// what was wrong before may be right when it does.
    static let wrongRows: [MigrationStatement] = [
        .table(
            "listing_run_wrong_rows",
            """
            run_id TEXT NOT NULL REFERENCES listing_runs (id),
            line BIGINT NOT NULL,
            problems TEXT NOT NULL,
            PRIMARY KEY (run_id, line)
            """)
    ]
}
