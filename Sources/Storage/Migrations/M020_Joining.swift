import Relational

extension Migrations {
    /// How somebody becomes a supplier and stays one: what they show, who approves them for what, their team, places
    /// and closed days.
    static let joining: [MigrationStatement] = joinedSuppliers + papers + standing + teams + broughtAlong

    private static let joinedSuppliers: [MigrationStatement] = [
        .rebuild(
            "suppliers",
            """
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            description TEXT NOT NULL,
            reach TEXT NOT NULL CHECK (reach IN ('national', 'regions', 'commissioners', 'districts', 'radius')),
            covered TEXT NOT NULL,
            radius_metres BIGINT CHECK (radius_metres > 0),
            base_postcode TEXT,
            base_easting BIGINT,
            base_northing BIGINT,
            email TEXT NOT NULL,
            telephone TEXT NOT NULL,
            cqc TEXT,
            register TEXT,
            insured_until TEXT,
            workers_until TEXT,
            cqc_until TEXT,
            register_until TEXT,
            papers_until TEXT,
            status TEXT NOT NULL CHECK (status IN ('applying', 'in_review', 'refused', 'approved', 'suspended',
                'ended')),
            version BIGINT NOT NULL,
            revision BIGINT NOT NULL,
            source_digest TEXT,
            number BIGINT NOT NULL
            """,
            copy: """
                SELECT id, name, description, reach, covered, radius_metres, base_postcode, base_easting,
                    base_northing, email, telephone, cqc, register, insured_until, workers_until, NULL, NULL, NULL,
                    status, version, revision, source_digest, number
                FROM suppliers
                """),
        .sql("CREATE INDEX suppliers_by_revision ON suppliers (revision)"),
        .sql("CREATE UNIQUE INDEX suppliers_by_number ON suppliers (number)"),
        .search(.suppliers),
        .sql("CREATE INDEX suppliers_by_status ON suppliers (status)"),
        .rebuild(
            "supplier_moves",
            """
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            number BIGINT NOT NULL CHECK (number > 0),
            action TEXT NOT NULL CHECK (action IN ('submit', 'ask_for_more', 'approve', 'refuse', 'apply_again',
                'suspend', 'lift', 'end')),
            reason TEXT NOT NULL,
            person_id TEXT NOT NULL REFERENCES people (id),
            at BIGINT NOT NULL,
            PRIMARY KEY (supplier_id, number)
            """,
            copy: "SELECT supplier_id, number, action, reason, person_id, at FROM supplier_moves"),
        .appendOnly(table: "supplier_moves"),
    ]

    private static let papers: [MigrationStatement] = [
        .table(
            "supplier_profiles",
            """
            supplier_id TEXT PRIMARY KEY REFERENCES suppliers (id),
            kind TEXT,
            answers TEXT NOT NULL,
            legal_form TEXT,
            number TEXT NOT NULL,
            vat_number TEXT NOT NULL,
            address TEXT NOT NULL,
            postcode TEXT,
            contact TEXT NOT NULL,
            applied_at BIGINT,
            CHECK ((legal_form IS NULL) = (postcode IS NULL))
            """),
        .sql("CREATE INDEX supplier_profiles_by_time ON supplier_profiles (applied_at)"),
        .table(
            "supplier_evidence",
            """
            id TEXT PRIMARY KEY,
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            requirement TEXT NOT NULL,
            number TEXT NOT NULL,
            other_number TEXT NOT NULL,
            words TEXT NOT NULL,
            sum_pence BIGINT CHECK (sum_pence >= 0),
            expires_on TEXT,
            offered_by TEXT REFERENCES people (id),
            offered_at BIGINT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('offered', 'accepted', 'rejected', 'waived', 'revoked', 'replaced')),
            decided_by TEXT REFERENCES people (id),
            decided_at BIGINT,
            reason TEXT,
            until TEXT,
            warned BIGINT,
            CHECK ((decided_at IS NULL) = (reason IS NULL))
            """),
        .sql("CREATE INDEX supplier_evidence_by_supplier ON supplier_evidence (supplier_id, offered_at, id)"),
        .sql(
            """
            CREATE INDEX supplier_evidence_by_end ON supplier_evidence (until) WHERE status IN ('accepted', 'waived')
            """),
        .table(
            "supplier_bank_accounts",
            """
            id TEXT PRIMARY KEY,
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            holder TEXT NOT NULL,
            sort_code TEXT NOT NULL,
            number TEXT NOT NULL,
            entered_by TEXT NOT NULL REFERENCES people (id),
            entered_at BIGINT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('proposed', 'in_use', 'refused', 'replaced')),
            decided_by TEXT REFERENCES people (id),
            decided_at BIGINT,
            words TEXT,
            CHECK (decided_by IS NULL OR decided_by <> entered_by),
            CHECK ((decided_at IS NULL) = (decided_by IS NULL))
            """),
        .sql(
            """
            CREATE UNIQUE INDEX supplier_bank_accounts_one_in_use ON supplier_bank_accounts (supplier_id)
            WHERE status = 'in_use'
            """),
        .sql("CREATE INDEX supplier_bank_accounts_by_supplier ON supplier_bank_accounts (supplier_id, id)"),
    ]

    private static let standing: [MigrationStatement] = [
        .table(
            "supplier_approvals",
            """
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            number BIGINT NOT NULL CHECK (number > 0),
            commissioner_id TEXT REFERENCES commissioners (id),
            category_id TEXT REFERENCES categories (id),
            first_day TEXT NOT NULL,
            last_day TEXT,
            granted_by TEXT REFERENCES people (id),
            granted_at BIGINT NOT NULL,
            withdrawn_by TEXT REFERENCES people (id),
            withdrawn_at BIGINT,
            withdrawn_words TEXT,
            PRIMARY KEY (supplier_id, number),
            CHECK (last_day IS NULL OR last_day >= first_day),
            CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
            CHECK ((withdrawn_at IS NULL) = (withdrawn_words IS NULL))
            """),
        .frozen(table: "supplier_approvals", unless: "OLD.withdrawn_at IS NULL"),
        .table(
            "supplier_places",
            """
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            number BIGINT NOT NULL CHECK (number >= 0),
            name TEXT NOT NULL,
            reach TEXT NOT NULL CHECK (reach IN ('national', 'regions', 'commissioners', 'districts', 'radius')),
            covered TEXT NOT NULL,
            radius_metres BIGINT CHECK (radius_metres > 0),
            base_postcode TEXT,
            base_easting BIGINT,
            base_northing BIGINT,
            telephone TEXT NOT NULL,
            opening TEXT NOT NULL,
            PRIMARY KEY (supplier_id, number)
            """),
        .table(
            "supplier_closures",
            """
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            number BIGINT NOT NULL CHECK (number > 0),
            first_day TEXT NOT NULL,
            last_day TEXT NOT NULL CHECK (last_day >= first_day),
            words TEXT NOT NULL,
            made_by TEXT NOT NULL REFERENCES people (id),
            made_at BIGINT NOT NULL,
            PRIMARY KEY (supplier_id, number)
            """),
        .table(
            "supplier_notices",
            """
            id TEXT PRIMARY KEY,
            supplier_id TEXT NOT NULL REFERENCES suppliers (id),
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            recipient TEXT NOT NULL,
            occasion TEXT NOT NULL,
            at BIGINT NOT NULL,
            UNIQUE (supplier_id, kind, recipient, occasion)
            """),
        .sql("CREATE INDEX supplier_notices_by_recipient ON supplier_notices (recipient, id)"),
        .appendOnly(table: "supplier_notices"),
    ]

    private static let teams: [MigrationStatement] = [
        .table(
            "supplier_posts",
            """
            person_id TEXT NOT NULL REFERENCES people (id),
            role TEXT NOT NULL CHECK (role IN ('owner', 'listings', 'orders', 'money')),
            PRIMARY KEY (person_id, role)
            """),
        .sql("CREATE INDEX people_by_organisation ON people (organisation) WHERE organisation IS NOT NULL"),
    ]

    /// Who was there before goes on as before: approved for everything, with the papers that were seen, and with
    /// everybody an owner.
    private static let broughtAlong: [MigrationStatement] = [
        .sql(
            """
            INSERT INTO supplier_approvals
            SELECT id, 1, NULL, NULL, '1970-01-01', NULL, NULL, 0, NULL, NULL, NULL FROM suppliers
            """),
        .sql("INSERT INTO supplier_posts SELECT id, 'owner' FROM people WHERE role = 'supplier'"),
        .sql(
            """
            INSERT INTO supplier_evidence
            SELECT id || '.import.cqc', id, 'cqc', cqc, '', '', NULL, NULL, NULL, 0, 'accepted', NULL, 0, '', NULL, NULL
            FROM suppliers WHERE cqc IS NOT NULL
            """),
        .sql(
            """
            INSERT INTO supplier_evidence
            SELECT id || '.import.register', id, 'register', register, '', '', NULL, NULL, NULL, 0, 'accepted', NULL, 0,
                '', NULL, NULL
            FROM suppliers WHERE register IS NOT NULL
            """),
        .sql(
            """
            INSERT INTO supplier_evidence
            SELECT id || '.import.public-liability', id, 'public-liability', '', '', '', NULL, insured_until, NULL, 0,
                'accepted', NULL, 0, '', insured_until, NULL
            FROM suppliers WHERE insured_until IS NOT NULL
            """),
        .sql(
            """
            INSERT INTO supplier_evidence
            SELECT id || '.import.workers', id, 'workers', '', '', '', NULL, workers_until, NULL, 0, 'accepted', NULL,
                0, '', workers_until, NULL
            FROM suppliers WHERE workers_until IS NOT NULL
            """),
    ]
}
