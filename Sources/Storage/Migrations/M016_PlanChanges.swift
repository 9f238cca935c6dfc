import Relational

extension Migrations {
    /// Requests are bound to a version of the plan, and newer versions can pay for what was asked; interests can be
    /// withdrawn; periods that are over give back what they left.
    static let planChanges: [MigrationStatement] = [
        // Nil: asked before the plan's version was part of what is decided.
        .sql("ALTER TABLE approvals ADD COLUMN plan_version BIGINT"),
        .sql("CREATE INDEX approvals_by_since ON approvals (commissioner_id, since, id)"),
        .table(
            "order_line_covers",
            """
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            position BIGINT NOT NULL,
            plan_line_id TEXT NOT NULL,
            period TEXT NOT NULL,
            amount_pence BIGINT NOT NULL CHECK (amount_pence >= 0),
            units BIGINT NOT NULL CHECK (units >= 0),
            PRIMARY KEY (supplier_order_id, position, plan_line_id, period)
            """),
        .sql("CREATE INDEX order_line_covers_by_line ON order_line_covers (plan_line_id, period)"),
        .appendOnly(table: "order_line_covers"),
        .rebuild(
            "staff_interests",
            """
            person_id TEXT NOT NULL REFERENCES people (id),
            kind TEXT NOT NULL CHECK (kind IN ('holder', 'supplier')),
            subject_id TEXT NOT NULL,
            number BIGINT NOT NULL CHECK (number > 0),
            words TEXT NOT NULL,
            declared_at BIGINT,
            withdrawn_at BIGINT,
            withdrawn_by TEXT REFERENCES people (id),
            withdrawn_words TEXT,
            PRIMARY KEY (person_id, kind, subject_id, number),
            CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
            CHECK ((withdrawn_at IS NULL) = (withdrawn_words IS NULL)),
            CHECK (withdrawn_by IS NULL OR withdrawn_by <> person_id)
            """,
            copy: """
                SELECT person_id, kind, subject_id, 1, words, NULL, NULL, NULL, NULL FROM staff_interests
                """),
        .sql(
            """
            CREATE UNIQUE INDEX staff_interests_one_open ON staff_interests (person_id, kind, subject_id)
            WHERE withdrawn_at IS NULL
            """),
        .frozen(table: "staff_interests", unless: "OLD.withdrawn_at IS NULL"),
        .table(
            "supplier_moves",
            """
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            number BIGINT NOT NULL CHECK (number > 0),
            action TEXT NOT NULL CHECK (action IN ('suspend', 'lift', 'end')),
            reason TEXT NOT NULL,
            person_id TEXT NOT NULL REFERENCES people (id),
            at BIGINT NOT NULL,
            PRIMARY KEY (supplier_id, number)
            """),
        .appendOnly(table: "supplier_moves"),
        // The first day on which another period of a line is over. A line without a row has not been looked at yet.
        .table(
            "line_lapses",
            """
            plan_line_id TEXT PRIMARY KEY,
            due_on TEXT
            """),
    ]
}
