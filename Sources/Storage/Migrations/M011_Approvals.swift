import Relational

extension Migrations {
    /// Requests get routes, rounds, votes, questions and clocks; staff get roles, deputies and interests; a
    /// commissioner may authorise once for many orders.
    static let approvals: [MigrationStatement] = requests + deciding + staffing + standing

    private static let requests: [MigrationStatement] = [
        .sql("ALTER TABLE policy_versions ADD COLUMN routes TEXT NOT NULL DEFAULT '[]'"),
        // What was approved and went out has been used: the timeline says so too.
        .sql(
            """
            INSERT INTO order_events (order_id, sequence, supplier_order_id, what, person_id, note, lines, at)
            SELECT a.order_id,
                (SELECT MAX(e.sequence) FROM order_events e WHERE e.order_id = a.order_id)
                    + ROW_NUMBER() OVER (PARTITION BY a.order_id ORDER BY a.id),
                a.supplier_order_id, 'approval.use', e.person_id, NULL, '', e.at
            FROM approvals a JOIN supplier_orders so ON so.id = a.supplier_order_id
            JOIN order_events e ON e.supplier_order_id = a.supplier_order_id AND e.what = 'approval.approve'
            WHERE a.status = 'approved' AND so.status NOT IN ('awaiting_approval', 'not_sent')
            """),
        .rebuild(
            "approvals",
            """
            id TEXT PRIMARY KEY,
            order_id TEXT NOT NULL REFERENCES orders (id),
            supplier_order_id TEXT NOT NULL UNIQUE REFERENCES supplier_orders (id),
            commissioner_id TEXT NOT NULL REFERENCES commissioners (id),
            content_digest TEXT NOT NULL,
            requested_by TEXT NOT NULL REFERENCES people (id),
            requested_at BIGINT NOT NULL,
            terms TEXT,
            status TEXT NOT NULL CHECK (status IN ('pending', 'info_wanted', 'paused', 'approved', 'part_approved',
                'used', 'used_part', 'not_needed', 'declined', 'reconsideration', 'upheld', 'changed', 'withdrawn',
                'closed_no_answer', 'expired', 'voided', 'lapsed', 'closed')),
            version BIGINT NOT NULL CHECK (version > 0),
            round BIGINT NOT NULL CHECK (round > 0),
            tier BIGINT NOT NULL CHECK (tier >= 0),
            assignee_id TEXT REFERENCES people (id),
            started_at BIGINT NOT NULL,
            since BIGINT NOT NULL,
            rested BIGINT NOT NULL CHECK (rested >= 0),
            level BIGINT NOT NULL CHECK (level >= 0),
            reminders BIGINT NOT NULL CHECK (reminders >= 0),
            due_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            valid_until BIGINT,
            strikes_at BIGINT
            """,
            copy: """
                SELECT a.id, a.order_id, a.supplier_order_id, a.commissioner_id, a.content_digest, a.requested_by,
                    a.requested_at, NULL,
                    CASE WHEN a.status = 'waiting' THEN 'pending'
                        WHEN a.status = 'approved' AND EXISTS (SELECT 1 FROM supplier_orders so
                            WHERE so.id = a.supplier_order_id AND so.status NOT IN ('awaiting_approval', 'not_sent'))
                        THEN 'used' ELSE a.status END,
                    CASE WHEN a.status = 'approved' AND EXISTS (SELECT 1 FROM supplier_orders so
                            WHERE so.id = a.supplier_order_id AND so.status NOT IN ('awaiting_approval', 'not_sent'))
                        THEN a.version + 1 ELSE a.version END,
                    1, 0, NULL, a.requested_at, a.requested_at, 0, 0, 0, a.requested_at + 864000000,
                    a.requested_at + 3628800000,
                    CASE WHEN a.status = 'approved' THEN a.requested_at + 2419200000 END,
                    CASE WHEN a.status = 'waiting' THEN a.requested_at + 432000000
                        WHEN a.status = 'approved' THEN a.requested_at + 2419200000 END
                FROM approvals a
                """),
        .sql("CREATE INDEX approvals_by_commissioner ON approvals (commissioner_id, status, due_at, id)"),
        .sql("CREATE INDEX approvals_by_order ON approvals (order_id)"),
        .sql("CREATE INDEX approvals_by_strike ON approvals (strikes_at) WHERE strikes_at IS NOT NULL"),
    ]

    private static let deciding: [MigrationStatement] = [
        .table(
            "approval_votes",
            """
            approval_id TEXT NOT NULL REFERENCES approvals (id),
            round BIGINT NOT NULL,
            tier BIGINT NOT NULL,
            person_id TEXT NOT NULL REFERENCES people (id),
            on_behalf_of TEXT REFERENCES people (id),
            role TEXT,
            decision TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (approval_id, round, person_id)
            """),
        .appendOnly(table: "approval_votes"),
        .table(
            "approval_decisions",
            """
            approval_id TEXT NOT NULL REFERENCES approvals (id),
            round BIGINT NOT NULL,
            position BIGINT NOT NULL,
            units BIGINT NOT NULL CHECK (units >= 0),
            unit_price_pence BIGINT CHECK (unit_price_pence > 0),
            code TEXT,
            words TEXT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (approval_id, round, position)
            """),
        .appendOnly(table: "approval_decisions"),
        .table(
            "approval_questions",
            """
            approval_id TEXT NOT NULL REFERENCES approvals (id),
            number BIGINT NOT NULL CHECK (number > 0),
            question TEXT NOT NULL,
            asked_by TEXT NOT NULL REFERENCES people (id),
            asked_at BIGINT NOT NULL,
            answer TEXT,
            answered_by TEXT REFERENCES people (id),
            answered_at BIGINT,
            PRIMARY KEY (approval_id, number),
            CHECK ((answer IS NULL) = (answered_at IS NULL))
            """),
        .frozen(table: "approval_questions", unless: "OLD.answer IS NULL"),
    ]

    private static let staffing: [MigrationStatement] = [
        .table(
            "staff_posts",
            """
            person_id TEXT NOT NULL REFERENCES people (id),
            role TEXT NOT NULL CHECK (role IN ('coordinator', 'approver', 'senior-approver', 'clinical-lead', 'finance',
                'panel')),
            limit_pence BIGINT CHECK (limit_pence >= 0),
            source_digest TEXT,
            PRIMARY KEY (person_id, role)
            """),
        .table(
            "staff_interests",
            """
            person_id TEXT NOT NULL REFERENCES people (id),
            kind TEXT NOT NULL CHECK (kind IN ('holder', 'supplier')),
            subject_id TEXT NOT NULL,
            words TEXT NOT NULL,
            PRIMARY KEY (person_id, kind, subject_id)
            """),
        .table(
            "delegations",
            """
            id TEXT PRIMARY KEY,
            commissioner_id TEXT NOT NULL REFERENCES commissioners (id),
            from_id TEXT NOT NULL REFERENCES people (id),
            to_id TEXT NOT NULL REFERENCES people (id),
            kind TEXT NOT NULL CHECK (kind IN ('dated', 'deputy')),
            first_day TEXT NOT NULL,
            last_day TEXT,
            CHECK (from_id <> to_id),
            CHECK (last_day IS NULL OR last_day >= first_day)
            """),
        .sql("CREATE INDEX delegations_by_commissioner ON delegations (commissioner_id)"),
    ]

    private static let standing: [MigrationStatement] = [
        .table(
            "standing_authorisations",
            """
            id TEXT PRIMARY KEY,
            commissioner_id TEXT NOT NULL REFERENCES commissioners (id),
            holder_id TEXT NOT NULL REFERENCES holders (id),
            caps TEXT NOT NULL,
            last_day TEXT NOT NULL,
            words TEXT NOT NULL,
            granted_by TEXT NOT NULL REFERENCES people (id),
            granted_at BIGINT NOT NULL,
            confirmed_by TEXT REFERENCES people (id),
            status TEXT NOT NULL CHECK (status IN ('proposed', 'active', 'paused', 'ended', 'revoked')),
            version BIGINT NOT NULL CHECK (version > 0),
            CHECK (confirmed_by IS NULL OR confirmed_by <> granted_by)
            """),
        .sql("CREATE INDEX standing_authorisations_by_holder ON standing_authorisations (holder_id, status)"),
        .sql("CREATE INDEX standing_authorisations_by_commissioner ON standing_authorisations (commissioner_id, id)"),
        .table(
            "standing_uses",
            """
            approval_id TEXT PRIMARY KEY REFERENCES approvals (id),
            authorisation_id TEXT NOT NULL REFERENCES standing_authorisations (id),
            amount_pence BIGINT NOT NULL CHECK (amount_pence >= 0),
            day TEXT NOT NULL
            """),
        .sql("CREATE INDEX standing_uses_by_authorisation ON standing_uses (authorisation_id)"),
        .appendOnly(table: "standing_uses"),
    ]
}
