import Catalogue
import Relational
import Values

// A supplier as a file says it: its papers count as seen where staff have not decided about them, and where nothing was
// approved before, everything is.

extension SupplierStore where Access: Writing {
    /// - Parameters:
    ///   - kind: nil where the file does not say; then what was said before stays.
    ///   - day: on which it is imported.
    ///   - revision: of the offers (`ListingStore.nextRevision`), so that shelves notice.
    package func take(
        _ supplier: Supplier, kind: SupplierKind? = nil, source: Digest, on day: Day, revision: Int
    ) throws -> ImportOutcome {
        if try isTaken(supplier.id, as: source) { return .unchanged }
        let isKnown = try access.connection.row("SELECT 1 AS one FROM suppliers WHERE id = \(supplier.id)") != nil
        if isKnown {
            try update(supplier, source: source, revision: revision)
        } else {
            try insert(supplier, source: source, revision: revision)
        }
        try approveAll(supplier)
        try notePapers(of: supplier)
        try access.structure.note(wordsOf: supplier.name, revision: revision)
        if let kind { try access.joining.set(kind, of: supplier.id) }
        try note(try access.joining.checklist(of: supplier.id).checks(on: day), of: supplier.id)
        return isKnown ? .changed : .added
    }

    /// Is this what was imported last? Then the file says nothing new.
    package func isTaken(_ id: Supplier.ID, as source: Digest) throws -> Bool {
        try access.connection.row("SELECT source_digest FROM suppliers WHERE id = \(id)")?
            .optionalText("source_digest") == source.text
    }

    private func update(_ supplier: Supplier, source: Digest, revision: Int) throws {
        let reach = supplier.coverage.columns
        try access.connection.run(
            """
            UPDATE suppliers SET name = \(supplier.name), description = \(supplier.description),
                reach = \(reach.reach), covered = \(reach.covered), radius_metres = \(reach.radius),
                base_postcode = \(supplier.basePostcode?.description), base_easting = \(supplier.base?.easting),
                base_northing = \(supplier.base?.northing), email = \(supplier.email.text),
                telephone = \(supplier.telephone), status = \(supplier.status.rawValue), version = version + 1,
                revision = \(revision), source_digest = \(source)
            WHERE id = \(supplier.id)
            """)
    }

    /// What has been seen of the papers, whoever has seen it.
    private func note(_ checks: Supplier.Checks, of supplier: Supplier.ID) throws {
        try access.connection.run(
            """
            UPDATE suppliers SET cqc = \(checks.cqc), register = \(checks.register),
                insured_until = \(checks.insuredUntil), workers_until = \(checks.workersUntil),
                cqc_until = \(checks.cqcUntil), register_until = \(checks.registerUntil),
                papers_until = \(checks.papersUntil)
            WHERE id = \(supplier)
            """)
    }

    /// Only where nobody has approved it for anything, ever: what staff narrowed stays narrow.
    private func approveAll(_ supplier: Supplier) throws {
        guard supplier.status == .approved || supplier.status == .suspended else { return }
        try access.connection.run(
            """
            INSERT INTO supplier_approvals (supplier_id, number, first_day, granted_at)
            SELECT \(supplier.id), 1, \(SupplierApproval.everything.first), 0
            WHERE NOT EXISTS (SELECT 1 FROM supplier_approvals WHERE supplier_id = \(supplier.id))
            """)
    }

    /// The file is the latest word about what it says, unless staff have decided about the same: then theirs is.
    private func notePapers(of supplier: Supplier) throws {
        let checks = supplier.checks
        let rows: [(Requirement.Code, number: String, until: Day?)] = [
            checks.cqc.map { (.cqc, $0, nil) }, checks.register.map { (.register, $0, nil) },
            checks.insuredUntil.map { (.publicLiability, "", $0) }, checks.workersUntil.map { (.workers, "", $0) },
        ].compactMap(\.self)
        let decided = Set(
            try access.connection.rows(
                """
                SELECT DISTINCT requirement FROM supplier_evidence
                WHERE supplier_id = \(supplier.id)
                    AND (decided_by IS NOT NULL OR (id LIKE '%.import.%' AND status <> 'accepted'))
                """
            ).map { try $0.text("requirement") })
        let undecided = Requirement.Code.allCases.map(\.rawValue).filter { !decided.contains($0) }
        try access.connection.run(
            """
            DELETE FROM supplier_evidence WHERE supplier_id = \(supplier.id) AND id LIKE '%.import.%'
                AND requirement IN (\(list: undecided))
            """)
        for (code, number, until) in rows where !decided.contains(code.rawValue) {
            try access.connection.run(
                """
                INSERT INTO supplier_evidence (id, supplier_id, requirement, number, other_number, words, expires_on,
                    offered_at, status, decided_at, reason, until)
                VALUES (\("\(supplier.id).import.\(code.rawValue)"), \(supplier.id), \(code.rawValue), \(number), '',
                    '', \(until), 0, 'accepted', 0, '', \(until))
                """)
        }
    }
}
