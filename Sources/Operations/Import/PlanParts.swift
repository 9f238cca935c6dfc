import Catalogue
import Plans
import Relational
import Storage
import Values

/// The files that make plans, read whole.
struct PlanParts {
    static let files = [
        PlanHead.file, BudgetRow.file, OutcomeRow.file, LineRow.file, RiskRow.file, CompetencyRow.file,
    ]

    var heads: GroupedFile<PlanHead>
    var budgets: GroupedFile<BudgetRow>
    var outcomes: GroupedFile<OutcomeRow>
    var lines: GroupedFile<LineRow>
    var risks: GroupedFile<RiskRow>
    var competencies: GroupedFile<CompetencyRow>

    /// - Throws: `HeaderRefused`.
    init(_ run: ImportRun, present: Set<String>, _ categories: Categories) throws {
        func file<Kind: PlanRow>(_: Kind.Type = Kind.self) throws -> GroupedFile<Kind> {
            try GroupedFile(run, isPresent: present.contains(Kind.file), categories: categories)
        }
        heads = try file()
        budgets = try file()
        outcomes = try file()
        lines = try file()
        risks = try file()
        competencies = try file()
    }

    /// The first row of a plan, its own apart, that cannot be taken.
    func firstBad(of key: PlanKey) -> String? {
        budgets.firstBad(of: key) ?? outcomes.firstBad(of: key) ?? lines.firstBad(of: key) ?? risks.firstBad(of: key)
            ?? competencies.firstBad(of: key)
    }

    /// All rows of a plan, its own apart.
    func rows(of key: PlanKey) -> [CSVRow] {
        budgets.entries(of: key).map(\.row) + outcomes.entries(of: key).map(\.row) + lines.entries(of: key).map(\.row)
            + risks.entries(of: key).map(\.row) + competencies.entries(of: key).map(\.row)
    }

    /// The plan was taken.
    mutating func settle(_ key: PlanKey, _ outcome: ImportOutcome) {
        budgets.settle(key) { $0.outcome = outcome }
        outcomes.settle(key) { $0.outcome = outcome }
        lines.settle(key) { $0.outcome = outcome }
        risks.settle(key) { $0.outcome = outcome }
        competencies.settle(key) { $0.outcome = outcome }
    }

    /// The plan was not taken.
    mutating func leaveOut(_ key: PlanKey, _ why: String) {
        budgets.settle(key) { $0.leftOut = why }
        outcomes.settle(key) { $0.leftOut = why }
        lines.settle(key) { $0.leftOut = why }
        risks.settle(key) { $0.leftOut = why }
        competencies.settle(key) { $0.leftOut = why }
    }

    mutating func refuseStrangers() {
        let known = Set(heads.byKey.keys)
        budgets.refuseStrangers(known, in: PlanHead.file)
        outcomes.refuseStrangers(known, in: PlanHead.file)
        lines.refuseStrangers(known, in: PlanHead.file)
        risks.refuseStrangers(known, in: PlanHead.file)
        competencies.refuseStrangers(known, in: PlanHead.file)
    }

    /// In the order of `files`.
    func finish(_ watch: ImportWatch) throws -> [ImportReport.File] {
        [
            try heads.finish(watch), try budgets.finish(watch), try outcomes.finish(watch), try lines.finish(watch),
            try risks.finish(watch), try competencies.finish(watch),
        ]
    }
}

/// The listings and suppliers that plans name.
struct NamedOffers: Sendable {
    let listings: [Listing.ID]
    let suppliers: [Supplier.ID]

    init(_ parts: PlanParts) {
        let lines = parts.lines.entries.compactMap(\.candidate)
        let workers = parts.competencies.entries.compactMap(\.candidate?.competency.supplier)
        listings = Set(lines.flatMap(\.covers.listings)).sorted()
        suppliers = Set(lines.flatMap { $0.covers.suppliers + $0.limits.suppliers } + workers).sorted()
    }
}

/// Those of them that there are.
struct KnownOffers: Sendable {
    private let listings: Set<Listing.ID>
    private let suppliers: Set<Supplier.ID>

    private static let batch = 500

    init(_ named: NamedOffers, in snapshot: some Reading) throws {
        var (listings, suppliers): (Set<Listing.ID>, Set<Supplier.ID>) = ([], [])
        for first in stride(from: 0, to: named.listings.count, by: KnownOffers.batch) {
            let batch = Array(named.listings[first...].prefix(KnownOffers.batch))
            listings.formUnion(try snapshot.listings.find(batch).keys)
        }
        for first in stride(from: 0, to: named.suppliers.count, by: KnownOffers.batch) {
            let batch = Array(named.suppliers[first...].prefix(KnownOffers.batch))
            suppliers.formUnion(try snapshot.suppliers.find(batch).keys)
        }
        self.listings = listings
        self.suppliers = suppliers
    }

    func problems(_ listings: [Listing.ID], in column: String) -> [ColumnProblem] {
        listings.filter { !self.listings.contains($0) }.map { ColumnProblem(column, "listing \($0) is not known") }
    }

    func problems(_ suppliers: [Supplier.ID], in column: String) -> [ColumnProblem] {
        suppliers.filter { !self.suppliers.contains($0) }.map { ColumnProblem(column, "supplier \($0) is not known") }
    }
}
