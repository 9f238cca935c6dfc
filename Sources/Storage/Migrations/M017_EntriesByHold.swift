import Relational

extension Migrations {
    /// Entries are found by the hold whose pence they moved, with all that has to be added up, so that holds and
    /// journal can be compared side by side however many there are.
    static let entriesByHold: [MigrationStatement] = [
        .sql(
            """
            CREATE INDEX ledger_entries_by_hold ON ledger_entries (hold_id, code, amount_pence)
            WHERE hold_id IS NOT NULL
            """)
    ]
}
