import Relational
import Storage
import Values

/// Reads a folder of CSV files into the database.
///
/// Each batch of rows is one transaction. References are judged inside it, against what the database holds at that
/// moment: rows of earlier files and batches are there already. A dry run is this same import on a private copy of
/// the database that is thrown away, so that it can neither judge differently nor write anything.
package struct Importer: Sendable {
    package static let batchRowsMaximum = 500
    /// A batch of long rows ends earlier, so that memory stays bounded.
    static let batchBytesMaximum = 4 << 20

    /// Who is named as the actor of entries in the ledger.
    package static let actor = "import"

    private let database: any Database
    private let recording: Recording
    private let random: @Sendable (Int) -> [UInt8]

    /// - Parameter random: as many random bytes as asked for; pseudonyms are made of them.
    package init(
        database: any Database, now: Moment, identifiers: Identifiers, random: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.database = database
        self.recording = Recording(actor: Importer.actor, now: now, identifiers: identifiers)
        self.random = random
    }

    /// The files, in the order in which they are read: each may refer to those before it.
    package static let files =
        [
            ImportCommissioners.file, ImportSettings.file, ImportCategories.file, ImportAttributes.file,
            ImportSynonyms.file, ImportRegions.file, ImportPostcodes.file, ImportSuppliers.file,
            ImportListings.file, ImportHolders.file, ImportTies.file, ImportAccounts.file, ImportAuthorities.file,
            ImportStaff.file, ImportShoppingLists.file, ImportMarketGaps.file, PolicyRow.file,
        ] + PlanParts.files

    /// - Throws: `ImportFailure`, or what the database throws. Batches that were written before stay.
    package func run(_ folder: ImportFolder, watch: ImportWatch) async throws -> ImportReport {
        var sizes: [String: Int] = [:]
        for file in Importer.files { sizes[file] = try folder.size(of: file) }
        guard !sizes.isEmpty else { throw ImportFailure.nothingHere(path: folder.path) }
        let run = ImportRun(
            folder: folder, database: database, recording: recording, random: random, watch: watch,
            bytesTotal: sizes.values.reduce(0, +))
        var files = Files(run: run, sizes: sizes)
        try await files.take { ImportCommissioners() }
        try await files.take { ImportSettings() }
        try await files.take { ImportCategories() }
        try await files.take { ImportAttributes() }
        try await files.take { ImportSynonyms() }
        try await files.take { ImportRegions() }
        try await files.take { ImportPostcodes() }
        try await files.take { ImportSuppliers(gazetteer: try await database.read { try $0.structure.gazetteer() }) }
        try await files.take { ImportListings(categories: try await database.read { try $0.structure.categories() }) }
        try await files.take { ImportHolders() }
        try await files.take { ImportTies() }
        try await files.take { ImportAccounts() }
        try await files.take { ImportAuthorities() }
        try await files.take { ImportStaff() }
        try await files.take { ImportShoppingLists() }
        try await files.take { ImportMarketGaps() }
        try await files.takePolicies()
        try await files.takePlans()
        return files.report
    }

    /// Goes from file to file.
    private struct Files {
        let run: ImportRun
        let sizes: [String: Int]
        private var bytesDone = 0
        private(set) var report = ImportReport()

        init(run: ImportRun, sizes: [String: Int]) {
            self.run = run
            self.sizes = sizes
        }

        /// The step is made when its turn comes: it may look at what files before it brought.
        mutating func take<Step: ImportStep>(_ step: () async throws -> Step) async throws {
            guard let size = sizes[Step.file] else {
                report.files.append(.init(name: Step.file, passedOver: .absent))
                return
            }
            var file = FileImport(try await step(), run: run, bytesBefore: bytesDone)
            report.files.append(try await file.take())
            bytesDone += size
        }

        mutating func takePolicies() async throws {
            guard let size = sizes[PolicyRow.file] else {
                report.files.append(.init(name: PolicyRow.file, passedOver: .absent))
                return
            }
            report.files.append(try await PolicyImport(run: run).take())
            bytesDone += size
        }

        mutating func takePlans() async throws {
            guard PlanParts.files.contains(where: { sizes[$0] != nil }) else {
                report.files += PlanParts.files.map { .init(name: $0, passedOver: .absent) }
                return
            }
            report.files += try await PlanImport(run: run, present: Set(sizes.keys)).take()
        }
    }
}
