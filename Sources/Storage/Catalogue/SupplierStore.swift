import Catalogue
import Relational
import Values

/// Suppliers, with what belongs to them: approvals, places, closed days.
package struct SupplierStore<Access: Reading> { let access: Access }

extension Reading {
    package var suppliers: SupplierStore<Self> { SupplierStore(access: self) }
}

extension SupplierStore {
    package func find(_ id: Supplier.ID) throws -> Supplier? {
        let rows = try access.connection.rows("SELECT * FROM suppliers WHERE id = \(id)")
        return try suppliers(rows).first
    }

    package func find(_ ids: [Supplier.ID]) throws -> [Supplier.ID: Supplier] {
        let rows = try access.connection.rows("SELECT * FROM suppliers WHERE id IN (\(list: ids))")
        return Dictionary(try suppliers(rows).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Those that have changed since a revision of the offers, themselves or in what belongs to them, with their
    /// numbers: four statements, however many they are.
    package func changed(since revision: Int) throws -> [(number: Int, supplier: Supplier)] {
        let rows = try access.connection.rows("SELECT * FROM suppliers WHERE revision > \(revision) ORDER BY number")
        guard !rows.isEmpty else { return [] }
        let belongings = try belongings(.changed(since: revision))
        return try rows.map { (try $0.integer("number"), try SupplierStore.supplier($0, belongings)) }
    }

    /// The same rows as suppliers, in their order.
    func suppliers(_ rows: [Row]) throws -> [Supplier] {
        guard !rows.isEmpty else { return [] }
        let belongings = try belongings(.these(try rows.map { try $0.id("id") }))
        return try rows.map { try SupplierStore.supplier($0, belongings) }
    }

    private static func supplier(_ row: Row, _ belongings: Belongings) throws -> Supplier {
        let base = try row.point()
        let id: Supplier.ID = try row.id("id")
        return Supplier(
            id: id, name: try row.text("name"), description: try row.text("description"),
            coverage: try row.coverage(around: base),
            basePostcode: try row.optionalText("base_postcode").map { try Postcode($0) },
            base: base, email: try EmailAddress(try row.text("email")), telephone: try row.text("telephone"),
            checks: .init(
                cqc: try row.optionalText("cqc"), register: try row.optionalText("register"),
                insuredUntil: try row.optionalDay("insured_until"),
                workersUntil: try row.optionalDay("workers_until"),
                cqcUntil: try row.optionalDay("cqc_until"),
                registerUntil: try row.optionalDay("register_until"),
                papersUntil: try row.optionalDay("papers_until")),
            rating: Rating(sum: try row.integer("rating_sum"), count: try row.integer("rating_count")),
            status: try row.word("status"), version: try row.integer("version"),
            approvals: belongings.approvals[id] ?? [], places: belongings.places[id] ?? [],
            closures: belongings.closures[id] ?? [], orderMinimum: try row.optionalMoney("order_minimum_pence"))
    }
}

// MARK: - What belongs to them

extension SupplierStore {
    private enum Which {
        case these([Supplier.ID])
        case changed(since: Int)
    }

    private struct Belongings {
        var approvals: [Supplier.ID: [SupplierApproval]] = [:]
        var places: [Supplier.ID: [SupplierPlace]] = [:]
        var closures: [Supplier.ID: [Closure]] = [:]
    }

    private func belongings(_ which: Which) throws -> Belongings {
        var found = Belongings()
        for row in try rows("supplier_approvals", of: which) where try row.optionalInteger("withdrawn_at") == nil {
            found.approvals[try row.id("supplier_id"), default: []].append(try SupplierStore.approval(row))
        }
        for row in try rows("supplier_places", of: which) where try row.integer("number") > 0 {
            found.places[try row.id("supplier_id"), default: []].append(try SupplierStore.place(row))
        }
        for row in try rows("supplier_closures", of: which) {
            found.closures[try row.id("supplier_id"), default: []].append(try SupplierStore.closure(row))
        }
        return found
    }

    private func rows(_ table: StaticString, of which: Which) throws -> [Row] {
        switch which {
        case .these(let ids):
            try access.connection.rows(
                "SELECT * FROM \(sql: table) WHERE supplier_id IN (\(list: ids)) ORDER BY supplier_id, number")
        case .changed(let revision):
            try access.connection.rows(
                """
                SELECT * FROM \(sql: table)
                WHERE supplier_id IN (SELECT id FROM suppliers WHERE revision > \(revision))
                ORDER BY supplier_id, number
                """)
        }
    }

    static func approval(_ row: Row) throws -> SupplierApproval {
        SupplierApproval(
            commissioner: try row.optionalText("commissioner_id"), category: try row.optionalID("category_id"),
            first: try row.day("first_day"), last: try row.optionalDay("last_day"))
    }

    static func place(_ row: Row) throws -> SupplierPlace {
        let base = try row.point()
        return SupplierPlace(
            number: try row.integer("number"), name: try row.text("name"),
            postcode: try row.optionalText("base_postcode").map { try Postcode($0) }, base: base,
            coverage: try row.coverage(around: base), telephone: try row.text("telephone"),
            opening: try row.text("opening"))
    }

    private static func closure(_ row: Row) throws -> Closure {
        Closure(
            number: try row.integer("number"), days: try row.period("first_day", "last_day"),
            words: try row.text("words"))
    }
}

extension SupplierStore where Access: Writing {
    /// Saves a supplier itself, if nobody else has saved since it was read; what belongs to it is saved where it lies.
    ///
    /// - Parameter revision: of the offers (`ListingStore.nextRevision`), so that shelves notice.
    /// - Throws: `CatalogueRefusal.supplierChanged`.
    package func save(_ supplier: Supplier, revision: Int) throws {
        let (checks, reach) = (supplier.checks, supplier.coverage.columns)
        let changed = try access.connection.run(
            """
            UPDATE suppliers SET status = \(supplier.status.rawValue), version = \(supplier.version),
                name = \(supplier.name), description = \(supplier.description), email = \(supplier.email.text),
                telephone = \(supplier.telephone),
                cqc = \(checks.cqc), register = \(checks.register), insured_until = \(checks.insuredUntil),
                workers_until = \(checks.workersUntil), cqc_until = \(checks.cqcUntil),
                register_until = \(checks.registerUntil), papers_until = \(checks.papersUntil),
                reach = \(reach.reach), covered = \(reach.covered), radius_metres = \(reach.radius),
                base_postcode = \(supplier.basePostcode?.description), base_easting = \(supplier.base?.easting),
                base_northing = \(supplier.base?.northing), revision = \(revision)
            WHERE id = \(supplier.id) AND version = \(supplier.version - 1)
            """)
        guard changed == 1 else { throw CatalogueRefusal.supplierChanged }
    }

    /// A supplier that nobody knew.
    package func insert(_ supplier: Supplier, source: Digest? = nil, revision: Int) throws {
        let (checks, reach) = (supplier.checks, supplier.coverage.columns)
        try access.connection.run(
            """
            INSERT INTO suppliers (id, name, description, reach, covered, radius_metres, base_postcode, base_easting,
                base_northing, email, telephone, cqc, register, insured_until, workers_until, status,
                version, revision, source_digest, number)
            VALUES (\(supplier.id), \(supplier.name), \(supplier.description), \(reach.reach), \(reach.covered),
                \(reach.radius), \(supplier.basePostcode?.description), \(supplier.base?.easting),
                \(supplier.base?.northing), \(supplier.email.text), \(supplier.telephone), \(checks.cqc),
                \(checks.register), \(checks.insuredUntil), \(checks.workersUntil), \(supplier.status.rawValue),
                1, \(revision), \(source), (SELECT COALESCE(MAX(number), 0) + 1 FROM suppliers))
            """)
    }
}

extension Row {
    fileprivate func point() throws -> GridPoint? {
        guard let easting = try optionalInteger("base_easting"), let northing = try optionalInteger("base_northing")
        else { return nil }
        return GridPoint(easting: easting, northing: northing)
    }

    fileprivate func coverage(around base: GridPoint?) throws -> Coverage {
        let covered = Set(try list("covered"))
        switch try text("reach") {
        case "national": return .national
        case "regions": return .regions(covered)
        case "commissioners": return .commissioners(covered)
        case "districts": return .districts(covered)
        default:
            guard let base else { throw DecodingFailure(column: "base_easting", problem: "needed for a radius") }
            return .radius(metres: try integer("radius_metres"), around: base)
        }
    }
}

extension Coverage {
    /// As it lies in a row of suppliers or places.
    var columns: (reach: String, covered: String, radius: Int?) {
        switch self {
        case .national: ("national", "", nil)
        case .regions(let regions): ("regions", regions.sorted().joinedList, nil)
        case .commissioners(let codes): ("commissioners", codes.sorted().joinedList, nil)
        case .districts(let districts): ("districts", districts.sorted().joinedList, nil)
        case .radius(let metres, _): ("radius", "", metres)
        }
    }
}
