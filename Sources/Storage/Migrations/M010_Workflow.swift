import Relational

extension Migrations {
    /// What happens to units and to pence after an order is signed: counted by line, and by pot.
    static let workflow: [MigrationStatement] = orderColumns + tallies + lineHolds + timelines + correspondence

    private static let statuses = """
        ('awaiting_approval', 'sent', 'change_offered', 'accepted', 'part_delivered', 'delivered', 'received', 'paid',
            'cancel_asked', 'on_hold', 'declined', 'lapsed', 'cancelled', 'not_sent')
        """

    private static let orderColumns: [MigrationStatement] = [
        .sql("ALTER TABLE listings ADD COLUMN cancel_free_days BIGINT NOT NULL DEFAULT 0"),
        .sql("ALTER TABLE listings ADD COLUMN cancel_fee_percent BIGINT NOT NULL DEFAULT 0"),
        .sql("ALTER TABLE order_lines ADD COLUMN cancel_free_days BIGINT NOT NULL DEFAULT 0"),
        .sql("ALTER TABLE order_lines ADD COLUMN cancel_fee_percent BIGINT NOT NULL DEFAULT 0"),
        .sql("ALTER TABLE order_lines ADD COLUMN replaces BIGINT"),
        .sql("ALTER TABLE orders ADD COLUMN money TEXT NOT NULL DEFAULT 'held'"),
        .sql("ALTER TABLE orders ADD COLUMN attention TEXT NOT NULL DEFAULT 'none'"),
        .sql("ALTER TABLE orders ADD COLUMN attention_due BIGINT"),
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
            status TEXT NOT NULL CHECK (status IN \(statuses)),
            expires_at BIGINT,
            version BIGINT NOT NULL,
            UNIQUE (order_id, supplier_id, route, budget_id)
            """,
            copy: """
                SELECT id, order_id, supplier_id, route, budget_id, management, position, status, NULL, version
                FROM supplier_orders
                """),
        .sql("CREATE INDEX supplier_orders_by_supplier ON supplier_orders (supplier_id, status, id)"),
        .sql("CREATE INDEX supplier_orders_by_time ON supplier_orders (expires_at) WHERE expires_at IS NOT NULL"),
    ]

    /// One column a unit state. What was signed before is where the status of its part said.
    private static let tallies: [MigrationStatement] = [
        .table(
            "line_tallies",
            """
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            position BIGINT NOT NULL,
            ordered BIGINT NOT NULL,
            unit_price_pence BIGINT NOT NULL CHECK (unit_price_pence >= 0),
            fee_pence BIGINT NOT NULL CHECK (fee_pence >= 0),
            credit_pence BIGINT NOT NULL CHECK (credit_pence >= 0),
            refund_pence BIGINT NOT NULL CHECK (refund_pence >= 0),
            open BIGINT NOT NULL CHECK (open >= 0),
            refused BIGINT NOT NULL CHECK (refused >= 0),
            cancelled_before BIGINT NOT NULL CHECK (cancelled_before >= 0),
            to_come BIGINT NOT NULL CHECK (to_come >= 0),
            cancelled_after BIGINT NOT NULL CHECK (cancelled_after >= 0),
            unconfirmed BIGINT NOT NULL CHECK (unconfirmed >= 0),
            questioned BIGINT NOT NULL CHECK (questioned >= 0),
            returned BIGINT NOT NULL CHECK (returned >= 0),
            received BIGINT NOT NULL CHECK (received >= 0),
            disputed BIGINT NOT NULL CHECK (disputed >= 0),
            credited BIGINT NOT NULL CHECK (credited >= 0),
            paid BIGINT NOT NULL CHECK (paid >= 0),
            contested BIGINT NOT NULL CHECK (contested >= 0),
            refunded BIGINT NOT NULL CHECK (refunded >= 0),
            PRIMARY KEY (supplier_order_id, position),
            CHECK (ordered = open + refused + cancelled_before + to_come + cancelled_after + unconfirmed + questioned
                + returned + received + disputed + credited + paid + contested + refunded)
            """),
        .sql(
            """
            INSERT INTO line_tallies
            SELECT l.supplier_order_id, l.position, l.quantity * l.times, l.unit_price_pence, 0, 0, 0,
                CASE WHEN s.status IN ('awaiting_approval', 'sent') THEN l.quantity * l.times ELSE 0 END,
                CASE WHEN s.status IN ('declined', 'not_sent') THEN l.quantity * l.times ELSE 0 END,
                CASE WHEN s.status = 'cancelled' THEN l.quantity * l.times ELSE 0 END,
                CASE WHEN s.status = 'accepted' THEN l.quantity * l.times ELSE 0 END, 0,
                CASE WHEN s.status = 'delivered' THEN l.quantity * l.times ELSE 0 END, 0, 0,
                CASE WHEN s.status = 'received' THEN l.quantity * l.times ELSE 0 END, 0, 0,
                CASE WHEN s.status = 'paid' THEN l.quantity * l.times ELSE 0 END, 0, 0
            FROM order_lines l JOIN supplier_orders s ON s.id = l.supplier_order_id
            """),
    ]

    /// A hold belonged to a part and a pot; now to a line and a pot, and says where each of its pence is.
    private static let lineHolds: [MigrationStatement] = [
        .rebuild(
            "ledger_accounts",
            """
            id TEXT PRIMARY KEY,
            commissioner_id TEXT NOT NULL REFERENCES commissioners (id),
            kind TEXT NOT NULL CHECK (kind IN ('cash', 'fund', 'fund_reserved', 'allocated', 'available', 'held',
                'committed', 'payable', 'in_transit', 'disputed', 'supplier_receivable', 'refund_expected', 'returned',
                'write_off')),
            owner TEXT NOT NULL,
            period TEXT NOT NULL,
            balance_pence BIGINT NOT NULL CHECK (balance_pence >= 0),
            UNIQUE (owner, period, kind, commissioner_id)
            """,
            copy: "SELECT id, commissioner_id, kind, owner, period, balance_pence FROM ledger_accounts"),
        .rebuild(
            "holds",
            """
            id TEXT PRIMARY KEY,
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            position BIGINT NOT NULL,
            plan_line_id TEXT NOT NULL,
            period TEXT NOT NULL,
            source TEXT NOT NULL CHECK (source IN ('line', 'fund')),
            amount_pence BIGINT NOT NULL CHECK (amount_pence > 0),
            reserved_pence BIGINT NOT NULL CHECK (reserved_pence >= 0),
            held_pence BIGINT NOT NULL CHECK (held_pence >= 0),
            released_pence BIGINT NOT NULL CHECK (released_pence >= 0),
            committed_pence BIGINT NOT NULL CHECK (committed_pence >= 0),
            decommitted_pence BIGINT NOT NULL CHECK (decommitted_pence >= 0),
            owed_pence BIGINT NOT NULL CHECK (owed_pence >= 0),
            disputed_pence BIGINT NOT NULL CHECK (disputed_pence >= 0),
            credited_pence BIGINT NOT NULL CHECK (credited_pence >= 0),
            paid_pence BIGINT NOT NULL CHECK (paid_pence >= 0),
            refund_due_pence BIGINT NOT NULL CHECK (refund_due_pence >= 0),
            refunded_pence BIGINT NOT NULL CHECK (refunded_pence >= 0),
            CHECK (amount_pence = reserved_pence + held_pence + released_pence + committed_pence + decommitted_pence
                + owed_pence + disputed_pence + credited_pence + paid_pence + refund_due_pence + refunded_pence)
            """,
            copy: """
                SELECT p.id, p.part, p.position, p.plan_line_id, p.period, p.source, p.pence,
                    CASE WHEN p.state = 'open' AND p.source = 'fund' THEN p.pence ELSE 0 END,
                    CASE WHEN p.state = 'open' AND p.source = 'line' THEN p.pence ELSE 0 END,
                    CASE WHEN p.state = 'released' THEN p.pence ELSE 0 END,
                    CASE WHEN p.state = 'committed' AND p.status IN ('accepted', 'delivered') THEN p.pence ELSE 0 END,
                    0,
                    CASE WHEN p.state = 'committed' AND p.status = 'received' THEN p.pence ELSE 0 END,
                    0, 0,
                    CASE WHEN p.state = 'committed' AND p.status = 'paid' THEN p.pence ELSE 0 END,
                    0, 0
                FROM (
                    SELECT h.id || '/' || s.position AS id, h.supplier_order_id AS part, s.position, h.plan_line_id,
                        h.period, h.source, h.state, so.status, s.amount_pence AS pence
                    FROM holds h JOIN supplier_orders so ON so.id = h.supplier_order_id
                    JOIN order_line_sources s ON s.supplier_order_id = h.supplier_order_id
                        AND s.plan_line_id = h.plan_line_id AND s.period = h.period
                    WHERE s.amount_pence > 0
                    UNION ALL
                    SELECT h.id || '/' || l.position, h.supplier_order_id, l.position, h.plan_line_id, h.period,
                        h.source, h.state, so.status, l.extra_pence
                    FROM holds h JOIN supplier_orders so ON so.id = h.supplier_order_id
                    JOIN order_lines l ON l.supplier_order_id = h.supplier_order_id
                    WHERE l.extra_pence > 0 AND NOT EXISTS (
                        SELECT 1 FROM order_line_sources s WHERE s.supplier_order_id = h.supplier_order_id
                            AND s.plan_line_id = h.plan_line_id AND s.period = h.period AND s.amount_pence > 0)
                ) p
                """),
        .sql("CREATE INDEX holds_by_part ON holds (supplier_order_id, position)"),
        .sql("CREATE INDEX holds_by_line ON holds (plan_line_id, period)"),
    ]

    /// Time alone can make a step; a step says what it did to which units; what recurs is told each time.
    private static let timelines: [MigrationStatement] = [
        .rebuild(
            "order_events",
            """
            order_id TEXT NOT NULL REFERENCES orders (id),
            sequence BIGINT NOT NULL,
            supplier_order_id TEXT REFERENCES supplier_orders (id),
            what TEXT NOT NULL,
            person_id TEXT REFERENCES people (id),
            note TEXT,
            reason TEXT,
            lines TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (order_id, sequence)
            """,
            copy: """
                SELECT order_id, sequence, supplier_order_id, what, person_id, note, NULL, '', at FROM order_events
                """),
        .appendOnly(table: "order_events"),
        .rebuild(
            "outbox_messages",
            """
            id TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            kind TEXT NOT NULL,
            recipient TEXT NOT NULL,
            occasion TEXT NOT NULL,
            at BIGINT NOT NULL,
            UNIQUE (supplier_order_id, kind, recipient, occasion)
            """,
            copy: """
                SELECT id, order_id, supplier_order_id, kind, recipient, '', at FROM outbox_messages
                """),
        .sql("CREATE INDEX outbox_messages_by_recipient ON outbox_messages (recipient, id)"),
    ]

    private static let correspondence: [MigrationStatement] = [
        .table(
            "change_offers",
            """
            id TEXT PRIMARY KEY,
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            lines TEXT NOT NULL,
            note TEXT NOT NULL,
            offered_by TEXT NOT NULL REFERENCES people (id),
            offered_at BIGINT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('open', 'agreed', 'refused', 'lapsed')),
            version BIGINT NOT NULL
            """),
        .sql("CREATE UNIQUE INDEX change_offers_open ON change_offers (supplier_order_id) WHERE status = 'open'"),
        .table(
            "order_revisions",
            """
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            revision BIGINT NOT NULL CHECK (revision > 1),
            document TEXT NOT NULL,
            seal TEXT NOT NULL,
            key_id TEXT NOT NULL,
            signer_id TEXT NOT NULL REFERENCES people (id),
            signed_at BIGINT NOT NULL,
            PRIMARY KEY (supplier_order_id, revision)
            """),
        .appendOnly(table: "order_revisions"),
        .table(
            "order_notes",
            """
            id TEXT PRIMARY KEY,
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            person_id TEXT NOT NULL REFERENCES people (id),
            side TEXT NOT NULL CHECK (side IN ('holder', 'supplier', 'commissioner')),
            text TEXT NOT NULL,
            at BIGINT NOT NULL
            """),
        .sql("CREATE INDEX order_notes_by_part ON order_notes (supplier_order_id, id)"),
        .appendOnly(table: "order_notes"),
    ]
}
