import Relational

extension Migrations {
    static let ledger: [MigrationStatement] = [
        .table(
            "ledger_accounts",
            """
            id TEXT PRIMARY KEY,
            commissioner_id TEXT NOT NULL REFERENCES commissioners (id),
            kind TEXT NOT NULL CHECK (kind IN ('cash', 'fund', 'fund_reserved', 'allocated', 'available', 'held',
                'committed', 'payable', 'in_transit')),
            owner TEXT NOT NULL,
            period TEXT NOT NULL,
            balance_pence BIGINT NOT NULL CHECK (balance_pence >= 0),
            UNIQUE (owner, period, kind, commissioner_id)
            """),
        .table(
            "ledger_entries",
            """
            id TEXT PRIMARY KEY,
            commissioner_id TEXT NOT NULL REFERENCES commissioners (id),
            sequence BIGINT NOT NULL CHECK (sequence > 0),
            code TEXT NOT NULL,
            amount_pence BIGINT NOT NULL CHECK (amount_pence > 0),
            effective_on TEXT NOT NULL,
            recorded_at BIGINT NOT NULL,
            actor TEXT NOT NULL,
            order_id TEXT,
            supplier_order_id TEXT,
            plan_line_id TEXT,
            period TEXT,
            hold_id TEXT,
            external_reference TEXT,
            digest TEXT NOT NULL,
            UNIQUE (commissioner_id, sequence)
            """),
        .sql("CREATE INDEX ledger_entries_by_line ON ledger_entries (plan_line_id, period, code)"),
        .appendOnly(table: "ledger_entries"),
        .table(
            "ledger_postings",
            """
            entry_id TEXT NOT NULL REFERENCES ledger_entries (id),
            position BIGINT NOT NULL,
            account_id TEXT NOT NULL REFERENCES ledger_accounts (id),
            side TEXT NOT NULL CHECK (side IN ('debit', 'credit')),
            amount_pence BIGINT NOT NULL CHECK (amount_pence > 0),
            PRIMARY KEY (entry_id, position)
            """),
        .appendOnly(table: "ledger_postings"),
        .table(
            "ledger_chains",
            """
            commissioner_id TEXT PRIMARY KEY REFERENCES commissioners (id),
            sequence BIGINT NOT NULL,
            digest TEXT NOT NULL
            """),
        .table(
            "holds",
            """
            id TEXT PRIMARY KEY,
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            plan_line_id TEXT NOT NULL REFERENCES plan_lines (id),
            period TEXT NOT NULL,
            amount_pence BIGINT NOT NULL CHECK (amount_pence > 0),
            source TEXT NOT NULL CHECK (source IN ('line', 'fund')),
            state TEXT NOT NULL CHECK (state IN ('open', 'committed', 'released')),
            UNIQUE (supplier_order_id, plan_line_id, period)
            """),
        .sql("CREATE INDEX holds_by_line ON holds (plan_line_id, period)"),
    ]
}
