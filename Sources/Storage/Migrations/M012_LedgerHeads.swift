import Relational

extension Migrations {
    /// Postings lie in the order of the chain, so that the journal can be walked without looking anything up, and are
    /// found by account; heads of chains are signed and kept.
    static let ledgerHeads: [MigrationStatement] = [
        .rebuild(
            "ledger_postings",
            """
            commissioner_id TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            position BIGINT NOT NULL,
            account_id TEXT NOT NULL REFERENCES ledger_accounts (id),
            side TEXT NOT NULL CHECK (side IN ('debit', 'credit')),
            amount_pence BIGINT NOT NULL CHECK (amount_pence > 0),
            PRIMARY KEY (commissioner_id, sequence, position),
            FOREIGN KEY (commissioner_id, sequence) REFERENCES ledger_entries (commissioner_id, sequence)
            """,
            copy: """
                SELECT e.commissioner_id, e.sequence, p.position, p.account_id, p.side, p.amount_pence
                FROM ledger_postings p JOIN ledger_entries e ON e.id = p.entry_id
                ORDER BY e.commissioner_id, e.sequence, p.position
                """),
        .sql("CREATE INDEX ledger_postings_by_account ON ledger_postings (account_id, sequence)"),
        .appendOnly(table: "ledger_postings"),
        .table(
            "ledger_heads",
            """
            commissioner_id TEXT NOT NULL REFERENCES commissioners (id),
            day TEXT NOT NULL,
            sequence BIGINT NOT NULL CHECK (sequence > 0),
            digest TEXT NOT NULL,
            document TEXT NOT NULL,
            seal TEXT NOT NULL,
            key_id TEXT NOT NULL REFERENCES signing_keys (id),
            PRIMARY KEY (commissioner_id, day)
            """),
        .appendOnly(table: "ledger_heads"),
    ]
}
