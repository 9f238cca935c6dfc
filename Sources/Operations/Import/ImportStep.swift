import Catalogue
import Identity
import Relational
import Storage
import Values

/// One kind of file: what its rows must be, and where they go.
protocol ImportStep: Sendable {
    associatedtype Candidate: Sendable

    /// Below the imported folder.
    static var file: String { get }
    static var columns: [String] { get }
    /// Columns that a file may leave out.
    static var optionalColumns: [String] { get }
    /// Whether the file may hold columns that nobody asks for: true of files that others publish.
    static var passesOverOthers: Bool { get }
    /// The columns that make a row the one it is: no two rows of a file may share them. None where that is not
    /// looked at.
    static var key: [String] { get }
    /// Columns that mean nothing once the row is known: another value in them is no change.
    static var once: Set<String> { get }

    /// Judges the cells by themselves. Nil when something is wrong with them, which `row` then holds.
    func check(_ row: inout RowCheck) -> Candidate?

    /// Judges the row against what is known already, and stores it.
    func take(_ candidate: Candidate, source: CanonicalBytes, in writing: inout ImportWriting) throws -> RowAnswer

    /// Once for each batch that changed something.
    func note(_ tx: Transaction) throws
}

extension ImportStep {
    static var optionalColumns: [String] { [] }
    static var passesOverOthers: Bool { false }
}

extension ImportStep {
    static var once: Set<String> { [] }

    func note(_ tx: Transaction) throws {}
}

/// What became of a row that reads well.
enum RowAnswer: Sendable {
    case taken(ImportOutcome)
    case refused([ColumnProblem])

    static func refused(_ column: String, _ words: String) -> RowAnswer { .refused([ColumnProblem(column, words)]) }
}

/// One transaction of an import, with what its steps need.
struct ImportWriting {
    let tx: Transaction
    let recording: Recording
    /// As many random bytes as asked for.
    let random: @Sendable (Int) -> [UInt8]
    private var revision: Int?
    private var suppliers: [Supplier.ID: Bool] = [:]
    private var categories: [Catalogue.Category.ID: Catalogue.Category]?

    init(tx: Transaction, recording: Recording, random: @escaping @Sendable (Int) -> [UInt8]) {
        self.tx = tx
        self.recording = recording
        self.random = random
    }

    func new<Thing>(_ thing: Thing.Type = Thing.self) -> Identifier<Thing> {
        recording.identifiers.new(thing, at: recording.now)
    }

    /// The revision of the offers that this transaction makes.
    mutating func offersRevision() throws -> Int {
        if let revision { return revision }
        let next = try tx.listings.nextRevision()
        revision = next
        return next
    }

    /// A category, those that this transaction has stored included; nil when there is none.
    mutating func category(_ id: Catalogue.Category.ID) throws -> Catalogue.Category? {
        if let categories { return categories[id] }
        let all = try tx.structure.categories().all
        let known = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        categories = known
        return known[id]
    }

    mutating func note(_ category: Catalogue.Category) {
        categories?[category.id] = category
    }

    /// Is there such a supplier? Asked once: a supplier has many listings.
    mutating func isKnown(_ id: Supplier.ID) throws -> Bool {
        if let known = suppliers[id] { return known }
        let isKnown = try tx.suppliers.find(id) != nil
        suppliers[id] = isKnown
        return isKnown
    }
}
