import Relational

extension Migrations {
    static let orders: [MigrationStatement] = [
        .table(
            "orders",
            """
            id TEXT PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            holder_id TEXT NOT NULL REFERENCES holders (id),
            basket_id TEXT NOT NULL UNIQUE REFERENCES baskets (id),
            plan_id TEXT NOT NULL,
            plan_version BIGINT NOT NULL,
            contracting_principal TEXT NOT NULL,
            signer_id TEXT NOT NULL REFERENCES people (id),
            authority_id TEXT NOT NULL REFERENCES authorities (id),
            together TEXT NOT NULL CHECK (together IN ('send_now', 'keep_together')),
            total_pence BIGINT NOT NULL CHECK (total_pence >= 0),
            signed_at BIGINT NOT NULL,
            document TEXT NOT NULL,
            seal TEXT NOT NULL,
            key_id TEXT NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN ('placed', 'closed', 'cancelled')),
            approval_standing TEXT NOT NULL
                CHECK (approval_standing IN ('none_needed', 'waiting', 'approved', 'declined', 'withdrawn', 'partly')),
            supply TEXT NOT NULL CHECK (supply IN
                ('waiting', 'partly_accepted', 'accepted', 'partly_delivered', 'delivered', 'none')),
            FOREIGN KEY (plan_id, plan_version) REFERENCES plans (id, version)
            """),
        .sql("CREATE INDEX orders_by_holder ON orders (holder_id, id)"),
        .table(
            "supplier_orders",
            """
            id TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            route TEXT NOT NULL CHECK (route IN ('direct', 'asked')),
            position BIGINT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('awaiting_approval', 'sent', 'accepted', 'delivered', 'received',
                'paid', 'declined', 'cancelled', 'not_sent')),
            version BIGINT NOT NULL,
            UNIQUE (order_id, supplier_id, route)
            """),
        .sql("CREATE INDEX supplier_orders_by_supplier ON supplier_orders (supplier_id, status, id)"),
        .table(
            "order_lines",
            """
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            position BIGINT NOT NULL,
            listing_id TEXT NOT NULL REFERENCES listings (id),
            category_id TEXT NOT NULL,
            title TEXT NOT NULL,
            unit TEXT NOT NULL,
            quantity BIGINT NOT NULL CHECK (quantity > 0),
            unit_net_pence BIGINT NOT NULL CHECK (unit_net_pence >= 0),
            vat TEXT NOT NULL,
            unit_price_pence BIGINT NOT NULL CHECK (unit_price_pence >= unit_net_pence),
            lead_days BIGINT NOT NULL,
            delivery TEXT NOT NULL,
            cancellation TEXT NOT NULL,
            plan_line_id TEXT REFERENCES plan_lines (id),
            period TEXT,
            rules TEXT NOT NULL,
            request_reason TEXT,
            request_outcome_id TEXT REFERENCES outcomes (id),
            PRIMARY KEY (supplier_order_id, position)
            """),
        .appendOnly(table: "order_lines"),
        .table(
            "approvals",
            """
            id TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            supplier_order_id TEXT NOT NULL UNIQUE REFERENCES supplier_orders (id),
            commissioner_id TEXT NOT NULL REFERENCES commissioners (id),
            content_digest TEXT NOT NULL,
            requested_by TEXT NOT NULL REFERENCES people (id),
            requested_at BIGINT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('waiting', 'approved', 'declined', 'withdrawn', 'closed')),
            version BIGINT NOT NULL
            """),
        .sql("CREATE INDEX approvals_by_commissioner ON approvals (commissioner_id, status, requested_at)"),
        .sql("CREATE INDEX approvals_by_order ON approvals (order_id)"),
        .table(
            "order_events",
            """
            order_id TEXT NOT NULL REFERENCES orders (id),
            sequence BIGINT NOT NULL,
            supplier_order_id TEXT REFERENCES supplier_orders (id),
            what TEXT NOT NULL,
            person_id TEXT NOT NULL REFERENCES people (id),
            note TEXT,
            at BIGINT NOT NULL,
            PRIMARY KEY (order_id, sequence)
            """),
        .appendOnly(table: "order_events"),
        .table(
            "signing_keys",
            """
            id TEXT PRIMARY KEY,
            public_key TEXT NOT NULL,
            first_used_at BIGINT NOT NULL
            """),
        .appendOnly(table: "signing_keys"),
    ]
}
