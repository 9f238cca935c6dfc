import Relational

extension Migrations {
    /// What rules have to know, and what an order keeps of its verdict.
    static let verdicts: [MigrationStatement] = [
        .sql("ALTER TABLE holders ADD COLUMN standing TEXT"),
        .sql("ALTER TABLE authorities ADD COLUMN scopes TEXT"),
        .sql("ALTER TABLE categories ADD COLUMN traits TEXT NOT NULL DEFAULT ''"),
        .sql("ALTER TABLE suppliers ADD COLUMN workers_until TEXT"),
        .sql("ALTER TABLE basket_lines ADD COLUMN wants TEXT"),
        .sql("ALTER TABLE orders DROP COLUMN contracting_principal"),
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
            status TEXT NOT NULL CHECK (status IN ('awaiting_approval', 'sent', 'accepted', 'delivered', 'received',
                'paid', 'declined', 'cancelled', 'not_sent')),
            version BIGINT NOT NULL,
            UNIQUE (order_id, supplier_id, route, budget_id)
            """,
            copy: """
                SELECT so.id, so.order_id, so.supplier_id, so.route, 'main',
                    (SELECT substr(p.budgets, instr(p.budgets, '"management":"') + 14,
                            instr(substr(p.budgets, instr(p.budgets, '"management":"') + 14), '"') - 1)
                        FROM plans p JOIN orders o ON o.plan_id = p.id AND o.plan_version = p.version
                        WHERE o.id = so.order_id),
                    so.position, so.status, so.version
                FROM supplier_orders so
                """),
        .sql("CREATE INDEX supplier_orders_by_supplier ON supplier_orders (supplier_id, status, id)"),
        .table(
            "order_line_sources",
            """
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            position BIGINT NOT NULL,
            plan_line_id TEXT NOT NULL,
            period TEXT NOT NULL,
            amount_pence BIGINT NOT NULL CHECK (amount_pence >= 0),
            units BIGINT NOT NULL CHECK (units >= 0),
            PRIMARY KEY (supplier_order_id, position, plan_line_id, period)
            """),
        .sql(
            """
            INSERT INTO order_line_sources
            SELECT supplier_order_id, position, plan_line_id, period, unit_price_pence * quantity, quantity
            FROM order_lines WHERE plan_line_id IS NOT NULL
            """),
        .sql("CREATE INDEX order_line_sources_by_line ON order_line_sources (plan_line_id, period)"),
        .appendOnly(table: "order_line_sources"),
        .rebuild(
            "order_lines",
            """
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            position BIGINT NOT NULL,
            listing_id TEXT NOT NULL REFERENCES listings (id),
            category_id TEXT NOT NULL,
            title TEXT NOT NULL,
            unit TEXT NOT NULL,
            quantity BIGINT NOT NULL CHECK (quantity > 0),
            schedule TEXT,
            times BIGINT NOT NULL CHECK (times > 0),
            unit_net_pence BIGINT NOT NULL CHECK (unit_net_pence >= 0),
            vat TEXT NOT NULL,
            relieved BIGINT NOT NULL CHECK (relieved IN (0, 1)),
            unit_price_pence BIGINT NOT NULL CHECK (unit_price_pence >= unit_net_pence),
            extra_pence BIGINT NOT NULL CHECK (extra_pence >= 0),
            contribution_pence BIGINT NOT NULL CHECK (contribution_pence >= 0),
            lead_days BIGINT NOT NULL,
            delivery TEXT NOT NULL,
            cancellation TEXT NOT NULL,
            rules TEXT NOT NULL,
            request_reason TEXT,
            request_outcome_id TEXT,
            PRIMARY KEY (supplier_order_id, position)
            """,
            copy: """
                SELECT supplier_order_id, position, listing_id, category_id, title, unit, quantity, NULL, 1,
                    unit_net_pence, vat, 0, unit_price_pence,
                    CASE WHEN plan_line_id IS NULL THEN unit_price_pence * quantity ELSE 0 END, 0, lead_days, delivery,
                    cancellation, rules, request_reason, request_outcome_id
                FROM order_lines
                """),
        .appendOnly(table: "order_lines"),
        .table(
            "relief_declarations",
            """
            id TEXT PRIMARY KEY,
            holder_id TEXT NOT NULL REFERENCES holders (id),
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            goods_id TEXT NOT NULL,
            name TEXT NOT NULL,
            address TEXT NOT NULL,
            condition TEXT NOT NULL,
            declared_by TEXT NOT NULL REFERENCES people (id),
            declared_at BIGINT NOT NULL,
            revoked_by TEXT REFERENCES people (id),
            revoked_at BIGINT,
            CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
            """),
        .sql(
            """
            CREATE UNIQUE INDEX relief_declarations_live ON relief_declarations (holder_id, supplier_id, goods_id)
            WHERE revoked_at IS NULL
            """),
        .table(
            "policy_versions",
            """
            commissioner_id TEXT NOT NULL REFERENCES commissioners (id),
            version BIGINT NOT NULL CHECK (version > 0),
            status TEXT NOT NULL CHECK (status IN ('draft', 'published')),
            takes_effect TEXT,
            rules TEXT NOT NULL,
            settings TEXT NOT NULL,
            revision BIGINT NOT NULL,
            person_id TEXT NOT NULL REFERENCES people (id),
            written_at BIGINT NOT NULL,
            PRIMARY KEY (commissioner_id, version),
            CHECK ((status = 'draft') = (takes_effect IS NULL))
            """),
        .frozen(table: "policy_versions", unless: "OLD.status = 'draft'"),
        .sql("CREATE UNIQUE INDEX policy_one_draft ON policy_versions (commissioner_id) WHERE status = 'draft'"),
    ]
}
