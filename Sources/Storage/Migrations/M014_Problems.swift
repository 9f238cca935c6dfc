import Relational

extension Migrations {
    /// What is reported about units of a line and what becomes of it; payments one by one, so that each can be
    /// returned by the bank.
    static let problems: [MigrationStatement] = problemTables + paymentTables

    private static let problemTables: [MigrationStatement] = [
        .table(
            "problems",
            """
            id TEXT PRIMARY KEY,
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            position BIGINT NOT NULL,
            units BIGINT NOT NULL CHECK (units > 0),
            kind TEXT NOT NULL,
            wish TEXT NOT NULL,
            reported_by TEXT NOT NULL REFERENCES people (id),
            reported_at BIGINT NOT NULL,
            place TEXT NOT NULL CHECK (place IN ('questioned', 'disputed', 'contested')),
            status TEXT NOT NULL,
            due_at BIGINT,
            remedy TEXT,
            refund_pence BIGINT NOT NULL CHECK (refund_pence >= 0),
            refunded_pence BIGINT NOT NULL CHECK (refunded_pence >= 0 AND refunded_pence <= refund_pence),
            may_keep_back BIGINT NOT NULL CHECK (may_keep_back IN (0, 1)),
            write_off_by TEXT REFERENCES people (id),
            version BIGINT NOT NULL
            """),
        .sql("CREATE INDEX problems_by_part ON problems (supplier_order_id, position)"),
        .sql("CREATE INDEX problems_by_time ON problems (due_at) WHERE due_at IS NOT NULL"),
        .table(
            "problem_events",
            """
            problem_id TEXT NOT NULL REFERENCES problems (id),
            sequence BIGINT NOT NULL,
            what TEXT NOT NULL,
            status TEXT NOT NULL,
            person_id TEXT REFERENCES people (id),
            note TEXT,
            amount_pence BIGINT NOT NULL CHECK (amount_pence >= 0),
            remedy TEXT,
            external_reference TEXT,
            at BIGINT NOT NULL,
            PRIMARY KEY (problem_id, sequence)
            """),
        .appendOnly(table: "problem_events"),
        .table(
            "problem_statements",
            """
            problem_id TEXT NOT NULL REFERENCES problems (id),
            sequence BIGINT NOT NULL,
            person_id TEXT NOT NULL REFERENCES people (id),
            side TEXT NOT NULL CHECK (side IN ('holder', 'supplier', 'commissioner')),
            text TEXT NOT NULL,
            for_supplier BIGINT NOT NULL CHECK (for_supplier IN (0, 1)),
            at BIGINT NOT NULL,
            PRIMARY KEY (problem_id, sequence)
            """),
        .appendOnly(table: "problem_statements"),
    ]

    /// What was paid before is one payment for each part.
    private static let paymentTables: [MigrationStatement] = [
        .table(
            "payments",
            """
            id TEXT PRIMARY KEY,
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            reference TEXT NOT NULL,
            kept_back_pence BIGINT NOT NULL CHECK (kept_back_pence >= 0),
            paid_at BIGINT NOT NULL,
            returned_at BIGINT
            """),
        .sql("CREATE INDEX payments_by_part ON payments (supplier_order_id)"),
        .sql("CREATE INDEX payments_by_time ON payments (paid_at, id)"),
        .table(
            "payment_holds",
            """
            payment_id TEXT NOT NULL REFERENCES payments (id),
            hold_id TEXT NOT NULL REFERENCES holds (id),
            amount_pence BIGINT NOT NULL CHECK (amount_pence > 0),
            PRIMARY KEY (payment_id, hold_id)
            """),
        .appendOnly(table: "payment_holds"),
        .table(
            "payment_units",
            """
            payment_id TEXT NOT NULL REFERENCES payments (id),
            position BIGINT NOT NULL,
            units BIGINT NOT NULL CHECK (units > 0),
            PRIMARY KEY (payment_id, position)
            """),
        .appendOnly(table: "payment_units"),
        .sql(
            """
            INSERT INTO payments
            SELECT e.supplier_order_id || '.payment', e.supplier_order_id,
                REPLACE(COALESCE(MAX(e.note), ''), 'Reference: ', ''), 0, MAX(e.at), NULL
            FROM order_events e JOIN supplier_orders s ON s.id = e.supplier_order_id
            WHERE e.what = 'supplier-order.pay' AND s.status = 'paid' GROUP BY e.supplier_order_id
            """),
        .sql(
            """
            INSERT INTO payment_holds
            SELECT p.id, h.id, h.paid_pence FROM payments p JOIN holds h ON h.supplier_order_id = p.supplier_order_id
            WHERE h.paid_pence > 0
            """),
        .sql(
            """
            INSERT INTO payment_units
            SELECT p.id, t.position, t.paid FROM payments p
            JOIN line_tallies t ON t.supplier_order_id = p.supplier_order_id WHERE t.paid > 0
            """),
    ]
}
