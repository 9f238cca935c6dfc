import Relational

extension Migrations {
    /// The version that a row belongs to is still being written.
    private static let isDraft = """
        EXISTS (SELECT 1 FROM plans p
            WHERE p.id = OLD.plan_id AND p.version = OLD.plan_version AND p.status = 'draft')
        """

    /// Plans get versions that are written, agreed and replaced; lines keep their identity, and their money, from one
    /// version to the next; a plan has budgets side by side.
    static let planVersions: [MigrationStatement] = [
        .rebuild(
            "plans",
            """
            id TEXT NOT NULL,
            version BIGINT NOT NULL CHECK (version > 0),
            holder_id TEXT NOT NULL REFERENCES holders (id),
            first_day TEXT NOT NULL,
            last_day TEXT NOT NULL,
            takes_effect TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('draft', 'proposed', 'agreed', 'in-force', 'suspended', 'superseded',
                'ended', 'discarded')),
            revision BIGINT NOT NULL,
            coordinator TEXT NOT NULL,
            coordinator_telephone TEXT NOT NULL,
            allows_splitting BIGINT NOT NULL CHECK (allows_splitting IN (0, 1)),
            narrative TEXT NOT NULL,
            agreements TEXT NOT NULL,
            budgets TEXT NOT NULL,
            written_by TEXT REFERENCES people (id),
            source_digest TEXT,
            PRIMARY KEY (id, version),
            CHECK (last_day >= first_day),
            CHECK (takes_effect >= first_day AND takes_effect <= last_day)
            """,
            copy: """
                SELECT id, version, holder_id, first_day, last_day, first_day, status, 1, coordinator,
                    coordinator_telephone, 0,
                    '{"aboutMe":"","communication":"","competencies":[],"contingency":"","monitoredBy":"","needs":"",'
                        || '"noticeDays":28,"reviewsHeld":[],"risks":[]}',
                    '[{"name":"","on":"' || agreed_on || '","side":"holder","way":"imported"},'
                        || '{"name":"","on":"' || agreed_on || '","side":"commissioner","way":"imported"}]',
                    '[{"agreementSignedOn":"' || agreed_on || '","eligibility":"' || eligibility || '","id":"main",'
                        || '"management":"' || management || '","organisation":"","title":"Health budget"}]',
                    NULL, source_digest
                FROM plans
                """),
        .sql("CREATE INDEX plans_by_holder ON plans (holder_id)"),
        .sql("CREATE UNIQUE INDEX plans_one_in_force ON plans (holder_id) WHERE status = 'in-force'"),
        .sql("CREATE INDEX plans_by_effect ON plans (takes_effect) WHERE status = 'agreed'"),
        .rebuild(
            "outcomes",
            """
            id TEXT NOT NULL,
            plan_id TEXT NOT NULL,
            plan_version BIGINT NOT NULL,
            position BIGINT NOT NULL,
            wish TEXT NOT NULL,
            measure TEXT NOT NULL,
            findings TEXT NOT NULL,
            PRIMARY KEY (plan_id, plan_version, id),
            FOREIGN KEY (plan_id, plan_version) REFERENCES plans (id, version),
            UNIQUE (plan_id, plan_version, position)
            """,
            copy: "SELECT id, plan_id, plan_version, position, wish, '', '[]' FROM outcomes"),
        .rebuild(
            "plan_lines",
            """
            id TEXT NOT NULL,
            plan_id TEXT NOT NULL,
            plan_version BIGINT NOT NULL,
            position BIGINT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('agreed', 'contingency', 'extras')),
            budget_id TEXT NOT NULL,
            title TEXT NOT NULL,
            amount_pence BIGINT NOT NULL CHECK (amount_pence >= 0),
            every TEXT NOT NULL CHECK (every IN ('week', 'four_weeks', 'month', 'quarter', 'year', 'once')),
            first_day TEXT NOT NULL,
            last_day TEXT NOT NULL,
            terms TEXT NOT NULL,
            PRIMARY KEY (plan_id, plan_version, id),
            FOREIGN KEY (plan_id, plan_version) REFERENCES plans (id, version),
            UNIQUE (plan_id, plan_version, position),
            CHECK (last_day >= first_day)
            """,
            copy: """
                SELECT id, plan_id, plan_version, position, kind, 'main', title, amount_pence, every, first_day,
                    last_day,
                    '{"carry":"none","covers":{"categories":'
                        || CASE covers WHEN '' THEN '[]' ELSE '["' || replace(covers, ';', '","') || '"]' END
                        || ',"listings":[],"suppliers":[]},"isExclusive":false,"limits":{"reaches":[],"suppliers":[]}'
                        || ',"outcomes":'
                        || CASE outcomes WHEN '' THEN '[]' ELSE '["' || replace(outcomes, ';', '","') || '"]' END
                        || COALESCE(',"priceCeiling":{"pence":' || price_ceiling_pence || '}', '')
                        || COALESCE(',"approvalAbove":{"pence":' || approval_above_pence || '}', '') || '}'
                FROM plan_lines
                """),
        .sql("CREATE INDEX plan_lines_by_id ON plan_lines (id)"),
        .frozen(table: "plan_lines", unless: isDraft),
        .frozen(table: "outcomes", unless: isDraft),
        .rebuild(
            "holds",
            """
            id TEXT PRIMARY KEY,
            supplier_order_id TEXT NOT NULL REFERENCES supplier_orders (id),
            plan_line_id TEXT NOT NULL,
            period TEXT NOT NULL,
            amount_pence BIGINT NOT NULL CHECK (amount_pence > 0),
            source TEXT NOT NULL CHECK (source IN ('line', 'fund')),
            state TEXT NOT NULL CHECK (state IN ('open', 'committed', 'released')),
            UNIQUE (supplier_order_id, plan_line_id, period)
            """,
            copy: """
                SELECT id, supplier_order_id, plan_line_id, period, amount_pence, source, state FROM holds
                """),
        .sql("CREATE INDEX holds_by_line ON holds (plan_line_id, period)"),
        .table(
            "plan_notices",
            """
            id TEXT PRIMARY KEY,
            plan_id TEXT NOT NULL,
            plan_version BIGINT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('cut', 'suspend', 'resume', 'end', 'transfer', 'addition')),
            reason TEXT NOT NULL,
            told_on TEXT NOT NULL,
            takes_effect TEXT NOT NULL,
            person_id TEXT NOT NULL REFERENCES people (id),
            done BIGINT NOT NULL CHECK (done IN (0, 1)),
            FOREIGN KEY (plan_id, plan_version) REFERENCES plans (id, version)
            """),
        .sql("CREATE INDEX plan_notices_by_plan ON plan_notices (plan_id, plan_version)"),
        .sql("CREATE INDEX plan_notices_due ON plan_notices (takes_effect) WHERE done = 0"),
        .table(
            "plan_requests",
            """
            id TEXT PRIMARY KEY,
            holder_id TEXT NOT NULL REFERENCES holders (id),
            plan_id TEXT NOT NULL,
            plan_version BIGINT NOT NULL,
            words TEXT NOT NULL,
            asked_by TEXT NOT NULL REFERENCES people (id),
            asked_at BIGINT NOT NULL,
            answer TEXT,
            answered_by TEXT REFERENCES people (id),
            answered_at BIGINT,
            FOREIGN KEY (plan_id, plan_version) REFERENCES plans (id, version),
            CHECK ((answer IS NULL) = (answered_at IS NULL))
            """),
        .sql("CREATE INDEX plan_requests_by_holder ON plan_requests (holder_id, asked_at)"),
    ]
}
