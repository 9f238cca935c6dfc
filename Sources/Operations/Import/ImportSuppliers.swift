import Catalogue
import Outbox
import Relational
import Storage
import Values

/// `suppliers.csv`.
struct ImportSuppliers: ImportStep {
    static let file = "suppliers.csv"
    static let columns = [
        "code", "name", "description", "reach", "regions", "districts", "base_postcode", "radius_km", "email",
        "telephone", "cqc_id", "register", "insured_until", "workers_until",
        "status",
    ]
    static let optionalColumns = ["kind", "commissioners", "electronic_address"]
    static let key = ["code"]

    struct Candidate: Sendable {
        let supplier: Supplier
        let kind: SupplierKind?
        let address: ElectronicAddress?
    }

    let gazetteer: Gazetteer

    static let radiusKilometres = 1...200

    func check(_ row: inout RowCheck) -> Candidate? {
        let (code, name, description) = (row.code("code"), row.text("name"), row.text("description", most: 2_000))
        let (email, telephone) = (row.email("email"), row.telephone("telephone"))
        let (cqc, register) = (row.optionalText("cqc_id", most: 40), row.optionalText("register", most: 80))
        let (insured, workers) = (row.optionalDay("insured_until"), row.optionalDay("workers_until"))
        let status = status(&row)
        let kind: SupplierKind? = row.isEmpty("kind") ? nil : row.word("kind")
        let address = row.electronicAddress("electronic_address")
        let postcode = row.isEmpty("base_postcode") ? nil : row.postcode("base_postcode")
        let base = postcode.flatMap { gazetteer.place(of: $0)?.centre }
        let coverage = coverage(&row, base: base)
        guard let code, let name, let description, let email, let telephone, let status, let coverage,
            row.problems.isEmpty
        else { return nil }
        let supplier = Supplier(
            id: .init(code), name: name, description: description, coverage: coverage, basePostcode: postcode,
            base: base, email: email, telephone: telephone,
            checks: .init(cqc: cqc, register: register, insuredUntil: insured, workersUntil: workers), status: status)
        return Candidate(supplier: supplier, kind: kind, address: address)
    }

    /// Who applies does so on the site.
    private func status(_ row: inout RowCheck) -> Supplier.Status? {
        let known = Supplier.Status.allCases.filter(\.isKnown)
        let status = known.first { $0.rawValue == row["status"] }
        if row.isEmpty("status") {
            row.add("status", "is missing")
        } else if status == nil {
            row.add("status", "must be one of \(known.map(\.rawValue).joined(separator: ", "))")
        }
        return status
    }

    private func coverage(_ row: inout RowCheck, base: GridPoint?) -> Coverage? {
        let (regions, districts) = (row.list("regions"), row.list("districts"))
        if !row.isEmpty("commissioners") { return commissioners(&row) }
        let reach: Reach? = row.word("reach")
        if reach != nil, reach != .regional, !regions.isEmpty { row.add("regions", "must be empty unless regional") }
        if reach != nil, reach != .local, !districts.isEmpty { row.add("districts", "must be empty unless local") }
        if reach != nil, reach != .local, !row.isEmpty("radius_km") {
            row.add("radius_km", "must be empty unless local")
        }
        switch reach {
        case nil: return nil
        case .national: return .national
        case .regional: return regional(&row, regions)
        case .local: return districts.isEmpty ? radius(&row, base: base) : local(&row, districts)
        }
    }

    /// The areas of some commissioners: the codes that `regions.csv` has.
    private func commissioners(_ row: inout RowCheck) -> Coverage? {
        let reach: Reach? = row.word("reach")
        if reach != .regional { row.add("commissioners", "must be empty unless regional") }
        for column in ["regions", "districts", "radius_km"] where !row.isEmpty(column) {
            row.add(column, "must be empty where commissioners are named")
        }
        return .commissioners(Set(row.list("commissioners")))
    }

    private func regional(_ row: inout RowCheck, _ regions: [String]) -> Coverage {
        if regions.isEmpty { row.add("regions", "is missing: a regional supplier serves some") }
        for region in regions where !ImportRegions.names.contains(region) {
            row.add("regions", "region \(region) is not known")
        }
        return .regions(Set(regions))
    }

    private func local(_ row: inout RowCheck, _ districts: [String]) -> Coverage {
        if !row.isEmpty("radius_km") { row.add("radius_km", "must be empty where districts are named") }
        for district in districts
        where !Postcode.isDistrictOrArea(district) || gazetteer.place(ofDistrict: district) == nil {
            row.add("districts", "district \(district) is not known")
        }
        return .districts(Set(districts))
    }

    private func radius(_ row: inout RowCheck, base: GridPoint?) -> Coverage? {
        if row.isEmpty("base_postcode"), row.isEmpty("radius_km") {
            row.add("districts", "is missing: a local supplier serves districts, or a radius around its base")
            return nil
        }
        let kilometres = row.number("radius_km", ImportSuppliers.radiusKilometres)
        if row.isEmpty("base_postcode") { row.add("base_postcode", "is missing: the radius goes around it") }
        guard let base else {
            if row.problems.isEmpty { row.add("base_postcode", "lies in no district that regions.csv knows") }
            return nil
        }
        return kilometres.map { .radius(metres: $0 * 1_000, around: base) }
    }

    func take(_ row: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer {
        var candidate = row.supplier
        if let postcode = candidate.basePostcode,
            let place = try writing.tx.structure.place(of: postcode, in: gazetteer)
        {
            candidate.centre(at: place.centre)
        }
        var source = source
        // The centre comes from another file: when that moves, this row says something new.
        source.add(candidate.base.map { "\($0.easting) \($0.northing)" } ?? "")
        let digest = source.digest
        if try writing.tx.suppliers.isTaken(candidate.id, as: digest) { return .taken(.unchanged) }
        if let refused = try standing(of: candidate, writing.tx) { return .refused("status", refused) }
        let revision = try writing.offersRevision()
        let outcome = try writing.tx.suppliers.take(
            candidate, kind: row.kind, source: digest, on: writing.recording.now.day, revision: revision)
        if let address = row.address { try reach(candidate.id, at: address, writing.tx) }
        return .taken(outcome)
    }

    /// An empty cell leaves what the supplier has said itself.
    private func reach(_ id: Supplier.ID, at address: ElectronicAddress, _ tx: Transaction) throws {
        let now = try tx.documents.exchange(of: id)
        guard now.address != address else { return }
        try tx.documents.save(
            SupplierExchange(address: address, profile: now.profile, version: now.version + 1), of: id)
    }

    /// A file moves a supplier by the same table as a person does. Nil: it may.
    private func standing(of candidate: Supplier, _ tx: Transaction) throws -> String? {
        guard let there = try tx.suppliers.find(candidate.id) else { return nil }
        do {
            guard let action = try there.status.step(to: candidate.status) else { return nil }
            if let last = try tx.suppliers.moves(of: candidate.id).first?.move, !last.action.isTheirs {
                return "supplier \(candidate.id) is \(there.status.rawValue) because staff have said so, and stays so "
                    + "until they say otherwise"
            }
            let nothingOpen = try tx.supplierOrders.openCount(of: candidate.id) == 0
            var moved = there
            try moved.perform(action) { _ in nothingOpen }
            return nil
        } catch let refusal as WorkflowRefusal {
            return refusal.unmet == nil
                ? "supplier \(candidate.id) is \(there.status.rawValue), and stays so"
                : "supplier \(candidate.id) has open orders and cannot be ended"
        }
    }
}
