import Relational

extension Migrations {
    /// What the clock of supplier orders needs: reminders, requests to cancel that nobody answered, goods that came
    /// with proof; and indexes that find what is due without looking at every order.
    static let orderClocks: [MigrationStatement] = [
        .rebuild(
            "supplier_orders",
            """
            id TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            route TEXT NOT NULL CHECK (route IN ('direct', 'asked')),
            budget_id TEXT NOT NULL,
            management TEXT NOT NULL
                CHECK (management IN ('notional', 'third-party', 'direct-payment', 'managed-account')),
            position BIGINT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('awaiting_approval', 'sent', 'change_offered', 'accepted',
                'part_delivered', 'delivered', 'received', 'paid', 'cancel_asked', 'cancel_overdue', 'on_hold',
                'declined', 'lapsed', 'cancelled', 'not_sent')),
            expires_at BIGINT,
            reminders BIGINT NOT NULL CHECK (reminders >= 0),
            remind_at BIGINT,
            version BIGINT NOT NULL,
            UNIQUE (order_id, supplier_id, route, budget_id)
            """,
            // What waits for an answer already is reminded once, in the last fifth of its time.
            copy: """
                SELECT id, order_id, supplier_id, route, budget_id, management, position, status, expires_at,
                    CASE WHEN expires_at IS NULL THEN 0 ELSE 1 END,
                    expires_at - CASE status WHEN 'sent' THEN 51840000 WHEN 'change_offered' THEN 120960000
                        WHEN 'cancel_asked' THEN 34560000 END, version
                FROM supplier_orders
                """),
        .sql("CREATE INDEX supplier_orders_by_supplier ON supplier_orders (supplier_id, status, id)"),
        .sql("CREATE INDEX supplier_orders_by_time ON supplier_orders (expires_at) WHERE expires_at IS NOT NULL"),
        .sql("CREATE INDEX supplier_orders_to_remind ON supplier_orders (remind_at) WHERE remind_at IS NOT NULL"),
        .sql("CREATE INDEX orders_placed ON orders (holder_id, plan_id) WHERE stage = 'placed'"),
        .table(
            "proved_deliveries",
            """
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            position BIGINT NOT NULL,
            delivery BIGINT NOT NULL,
            proof TEXT NOT NULL,
            units BIGINT NOT NULL CHECK (units >= 0),
            notices BIGINT NOT NULL CHECK (notices >= 0),
            strikes_at BIGINT,
            PRIMARY KEY (supplier_order_id, position, delivery)
            """),
        .sql(
            """
            CREATE INDEX proved_deliveries_by_time ON proved_deliveries (strikes_at)
            WHERE strikes_at IS NOT NULL AND units > 0
            """),
    ]
}
