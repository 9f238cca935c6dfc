import Relational

extension Migrations {
    /// What suppliers wish and give, and staff have not decided: found at once, whoever is waiting.
    static let waiting: [MigrationStatement] = [
        .sql("ALTER TABLE supplier_profiles ADD COLUMN wishes TEXT NOT NULL DEFAULT '[]'"),
        .sql("CREATE INDEX supplier_profiles_wishing ON supplier_profiles (supplier_id) WHERE wishes <> '[]'"),
        .sql("CREATE INDEX supplier_evidence_offered ON supplier_evidence (offered_at) WHERE status = 'offered'"),
        .sql(
            """
            CREATE INDEX supplier_bank_accounts_proposed ON supplier_bank_accounts (entered_at)
            WHERE status = 'proposed'
            """),
    ]
}
