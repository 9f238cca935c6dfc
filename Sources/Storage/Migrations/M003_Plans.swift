import Relational

extension Migrations {
    static let plans: [MigrationStatement] = [
        .table(
            "plans",
            """
            id TEXT NOT NULL,
            version BIGINT NOT NULL CHECK (version > 0),
            holder_id TEXT NOT NULL REFERENCES holders (id),
            eligibility TEXT NOT NULL,
            management TEXT NOT NULL
                CHECK (management IN ('notional', 'third-party', 'direct-payment', 'managed-account')),
            first_day TEXT NOT NULL,
            last_day TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('in-force', 'suspended', 'ended')),
            coordinator TEXT NOT NULL,
            coordinator_telephone TEXT NOT NULL,
            agreed_on TEXT NOT NULL,
            source_digest TEXT,
            PRIMARY KEY (id, version),
            CHECK (last_day >= first_day)
            """),
        .sql("CREATE INDEX plans_by_holder ON plans (holder_id)"),
        .sql("CREATE UNIQUE INDEX plans_one_in_force ON plans (holder_id) WHERE status = 'in-force'"),
        .table(
            "outcomes",
            """
            id TEXT PRIMARY KEY,
            plan_id TEXT NOT NULL,
            plan_version BIGINT NOT NULL,
            position BIGINT NOT NULL,
            wish TEXT NOT NULL,
            FOREIGN KEY (plan_id, plan_version) REFERENCES plans (id, version),
            UNIQUE (plan_id, plan_version, position)
            """),
        .table(
            "plan_lines",
            """
            id TEXT PRIMARY KEY,
            plan_id TEXT NOT NULL,
            plan_version BIGINT NOT NULL,
            position BIGINT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('agreed', 'extras')),
            title TEXT NOT NULL,
            covers TEXT NOT NULL,
            outcomes TEXT NOT NULL,
            amount_pence BIGINT NOT NULL CHECK (amount_pence >= 0),
            every TEXT NOT NULL CHECK (every IN ('week', 'four_weeks', 'month', 'quarter', 'year', 'once')),
            first_day TEXT NOT NULL,
            last_day TEXT NOT NULL,
            price_ceiling_pence BIGINT CHECK (price_ceiling_pence >= 0),
            approval_above_pence BIGINT CHECK (approval_above_pence >= 0),
            FOREIGN KEY (plan_id, plan_version) REFERENCES plans (id, version),
            UNIQUE (plan_id, plan_version, position),
            CHECK (last_day >= first_day)
            """),
    ]
}
