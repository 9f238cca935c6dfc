import Catalogue
import Relational
import Values

// A supplier as a file says it: its papers count as seen, and where nothing was approved before, everything is.

extension SupplierStore where Access: Writing {
    /// - Parameters:
    ///   - kind: nil where the file does not say; then what was said before stays.
    ///   - revision: of the offers (`ListingStore.nextRevision`), so that shelves notice.
    package func take(
        _ supplier: Supplier, kind: SupplierKind? = nil, source: Digest, revision: Int
    ) throws -> ImportOutcome {
        let known = try access.connection.row("SELECT source_digest FROM suppliers WHERE id = \(supplier.id)")
        if let known, try known.optionalText("source_digest") == source.text { return .unchanged }
        if known == nil {
            try insert(supplier, source: source, revision: revision)
        } else {
            try update(supplier, source: source, revision: revision)
        }
        try approveAll(supplier)
        try notePapers(of: supplier)
        try access.structure.note(wordsOf: supplier.name, revision: revision)
        if let kind { try access.joining.set(kind, of: supplier.id) }
        return known == nil ? .added : .changed
    }

    private func update(_ supplier: Supplier, source: Digest, revision: Int) throws {
        let (checks, reach) = (supplier.checks, supplier.coverage.columns)
        try access.connection.run(
            """
            UPDATE suppliers SET name = \(supplier.name), description = \(supplier.description),
                reach = \(reach.reach), covered = \(reach.covered), radius_metres = \(reach.radius),
                base_postcode = \(supplier.basePostcode?.description), base_easting = \(supplier.base?.easting),
                base_northing = \(supplier.base?.northing), email = \(supplier.email.text),
                telephone = \(supplier.telephone), cqc = \(checks.cqc), register = \(checks.register),
                insured_until = \(checks.insuredUntil), workers_until = \(checks.workersUntil), cqc_until = NULL,
                register_until = NULL, status = \(supplier.status.rawValue), version = version + 1,
                revision = \(revision), source_digest = \(source)
            WHERE id = \(supplier.id)
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

    /// The file is the latest word about what it says.
    private func notePapers(of supplier: Supplier) throws {
        let checks = supplier.checks
        let rows: [(Requirement.Code, number: String, until: Day?)] = [
            checks.cqc.map { (.cqc, $0, nil) }, checks.register.map { (.register, $0, nil) },
            checks.insuredUntil.map { (.publicLiability, "", $0) }, checks.workersUntil.map { (.workers, "", $0) },
        ].compactMap(\.self)
        try access.connection.run(
            "DELETE FROM supplier_evidence WHERE supplier_id = \(supplier.id) AND id LIKE '%.import.%'")
        for (code, number, until) in rows {
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
