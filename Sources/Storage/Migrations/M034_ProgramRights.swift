import Relational

extension Migrations {
    /// Keys from before there were scopes do what they could, and no more; what a program was answered is told anew and
    /// kept nowhere; and a part of an order knows when something happened to it last.
    static let programRights: [MigrationStatement] = [
        .sql(
            """
            UPDATE supplier_keys SET scopes = 'files:exchange'
            WHERE scopes = 'listings:read listings:write stock:write orders:read orders:write invoices:write'
                AND made_at < (SELECT applied_at FROM schema_steps WHERE number = 31)
            """),
        .sql("DROP TABLE program_answers"),
        .sql("ALTER TABLE supplier_orders ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0"),
        .sql(
            """
            UPDATE supplier_orders SET changed_at = COALESCE(
                (SELECT MAX(e.at) FROM order_events e WHERE e.supplier_order_id = supplier_orders.id
                    AND e.what NOT IN ('supplier-order.remind', 'supplier-order.notice')),
                (SELECT o.signed_at FROM orders o WHERE o.id = supplier_orders.order_id))
            """),
        .sql("CREATE INDEX supplier_orders_by_change ON supplier_orders (supplier_id, changed_at, id)"),
    ]
}
