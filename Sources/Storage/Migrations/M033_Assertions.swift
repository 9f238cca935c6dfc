import Relational

extension Migrations {
    /// Whose passkey signed an order, under the installation's seal. What was stored before has none.
    static let assertions: [MigrationStatement] = [
        .sql("ALTER TABLE order_assertions ADD COLUMN person_id TEXT"),
        .sql("ALTER TABLE order_assertions ADD COLUMN sealed_at BIGINT"),
        .sql("ALTER TABLE order_assertions ADD COLUMN seal TEXT"),
        .sql("ALTER TABLE order_assertions ADD COLUMN key_id TEXT"),
    ]
}
