import Catalogue
import Relational
import Values

/// Suppliers.
package struct SupplierStore<Access: Reading> { let access: Access }

extension Reading {
    package var suppliers: SupplierStore<Self> { SupplierStore(access: self) }
}

extension SupplierStore {
    package func find(_ id: Supplier.ID) throws -> Supplier? {
        try access.connection.row("SELECT * FROM suppliers WHERE id = \(id)").map(SupplierStore.supplier)
    }

    package func find(_ ids: [Supplier.ID]) throws -> [Supplier.ID: Supplier] {
        let rows = try access.connection.rows("SELECT * FROM suppliers WHERE id IN (\(list: ids))")
        return Dictionary(
            try rows.map(SupplierStore.supplier).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Those that have changed since a revision of the offers, with their numbers.
    package func changed(since revision: Int) throws -> [(number: Int, supplier: Supplier)] {
        try access.connection.rows("SELECT * FROM suppliers WHERE revision > \(revision) ORDER BY number")
            .map { (try $0.integer("number"), try SupplierStore.supplier($0)) }
    }

    static func supplier(_ row: Row) throws -> Supplier {
        let base = try point(row)
        return Supplier(
            id: try row.id("id"), name: try row.text("name"), description: try row.text("description"),
            coverage: try coverage(row, base: base),
            basePostcode: try row.optionalText("base_postcode").map { try Postcode($0) },
            base: base, email: try EmailAddress(try row.text("email")), telephone: try row.text("telephone"),
            checks: .init(
                cqc: try row.optionalText("cqc"), register: try row.optionalText("register"),
                insuredUntil: try row.optionalDay("insured_until"),
                workersUntil: try row.optionalDay("workers_until")),
            status: try row.word("status"), version: try row.integer("version"),
            orderMinimum: try row.optionalMoney("order_minimum_pence"))
    }

    private static func point(_ row: Row) throws -> GridPoint? {
        guard let easting = try row.optionalInteger("base_easting"),
            let northing = try row.optionalInteger("base_northing")
        else { return nil }
        return GridPoint(easting: easting, northing: northing)
    }

    private static func coverage(_ row: Row, base: GridPoint?) throws -> Coverage {
        let covered = Set(try row.list("covered"))
        switch try row.text("reach") {
        case "national": return .national
        case "regions": return .regions(covered)
        case "districts": return .districts(covered)
        default:
            guard let base else { throw DecodingFailure(column: "base_easting", problem: "needed for a radius") }
            return .radius(metres: try row.integer("radius_metres"), around: base)
        }
    }
}

extension SupplierStore where Access: Writing {
    /// - Parameter revision: of the offers (`ListingStore.nextRevision`), so that shelves notice.
    package func take(_ supplier: Supplier, source: Digest, revision: Int) throws -> ImportOutcome {
        let known = try access.connection.row("SELECT source_digest FROM suppliers WHERE id = \(supplier.id)")
        if let known, try known.optionalText("source_digest") == source.text { return .unchanged }
        let (reach, covered, radius) = SupplierStore.columns(supplier.coverage)
        try access.connection.run(
            """
            INSERT INTO suppliers (id, name, description, reach, covered, radius_metres, base_postcode, base_easting,
                base_northing, email, telephone, cqc, register, insured_until, workers_until, status,
                version, revision, source_digest, number)
            VALUES (\(supplier.id), \(supplier.name), \(supplier.description), \(reach), \(covered), \(radius),
                \(supplier.basePostcode?.description), \(supplier.base?.easting), \(supplier.base?.northing),
                \(supplier.email.text), \(supplier.telephone), \(supplier.checks.cqc), \(supplier.checks.register),
                \(supplier.checks.insuredUntil), \(supplier.checks.workersUntil), \(supplier.status.rawValue),
                1, \(revision), \(source), (SELECT COALESCE(MAX(number), 0) + 1 FROM suppliers))
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,
                reach = excluded.reach, covered = excluded.covered, radius_metres = excluded.radius_metres,
                base_postcode = excluded.base_postcode, base_easting = excluded.base_easting,
                base_northing = excluded.base_northing, email = excluded.email, telephone = excluded.telephone,
                cqc = excluded.cqc, register = excluded.register, insured_until = excluded.insured_until,
                workers_until = excluded.workers_until,
                status = excluded.status, version = suppliers.version + 1,
                revision = excluded.revision, source_digest = excluded.source_digest
            """)
        try access.structure.note(wordsOf: supplier.name, revision: revision)
        return known == nil ? .added : .changed
    }

    /// Saves where a supplier stands, if nobody else has saved since it was read.
    /// - Throws: `CatalogueRefusal.supplierChanged`.
    package func save(_ supplier: Supplier, revision: Int) throws {
        let changed = try access.connection.run(
            """
            UPDATE suppliers SET status = \(supplier.status.rawValue), version = \(supplier.version),
                revision = \(revision)
            WHERE id = \(supplier.id) AND version = \(supplier.version - 1)
            """)
        guard changed == 1 else { throw CatalogueRefusal.supplierChanged }
    }

    private static func columns(_ coverage: Coverage) -> (reach: String, covered: String, radius: Int?) {
        switch coverage {
        case .national: ("national", "", nil)
        case .regions(let regions): ("regions", regions.sorted().joinedList, nil)
        case .districts(let districts): ("districts", districts.sorted().joinedList, nil)
        case .radius(let metres, _): ("radius", "", metres)
        }
    }
}
