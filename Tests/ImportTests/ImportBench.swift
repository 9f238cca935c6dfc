import Foundation
import Operations
import Relational
import SQLiteDriver
import SceneSupport
import Storage
import Synchronization
import TestSupport
import Values

/// A folder to import, a database to import into, and what the last import said.
final class ImportBench: Sendable {
    let folder: SceneFolder
    let database: SQLiteDatabase
    private let ids = SceneIdentifiers(from: 1)
    private let generator = Mutex(SplitMix64(seed: 1))

    init() throws {
        folder = try SceneFolder()
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/in/people", withIntermediateDirectories: true)
        database = try SQLiteDatabase.open(
            path: folder.database, migrations: Migrations.all, nowMilliseconds: Cast.now.milliseconds)
    }

    var input: String { "\(folder.path)/in" }

    func write(_ text: String, to file: String) throws { try write(Data(text.utf8), to: file) }

    func write(_ bytes: Data, to file: String) throws {
        try bytes.write(to: URL(fileURLWithPath: "\(input)/\(file)"))
    }

    func write(_ catalogue: SmallCatalogue) throws {
        for (file, rows) in catalogue.files { try write(rows.csv, to: file) }
    }

    func read(_ file: String) throws -> String {
        try String(contentsOfFile: "\(input)/\(file)", encoding: .utf8)
    }

    func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: "\(input)/\(file)") }

    /// Imports the folder, and gives the report with every problem as it is printed.
    func run(
        _ path: String? = nil, rejected: String? = nil
    ) async throws -> (report: ImportReport, problems: [String]) {
        let problems = Mutex<[String]>([])
        let importer = Importer(
            database: database, now: Cast.now, identifiers: ids.identifiers,
            random: { [self] count in (0..<count).map { _ in self.next() } })
        let report = try await importer.run(
            ImportFolder(path: path ?? input, rejected: rejected),
            watch: ImportWatch(problem: { problem in problems.withLock { $0.append(problem.description) } }))
        return (report, problems.withLock { $0 })
    }

    private func next() -> UInt8 {
        generator.withLock { generator in UInt8.random(in: 0...255, using: &generator) }
    }

    /// A single number out of the database.
    func number(_ statement: Statement) async throws -> Int {
        try await database.read { try $0.connection.row(statement)?.integer("n") ?? -1 }
    }

    /// The checkout's own catalogue.
    static let catalogue = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("catalogue").path
}

/// Rows of cells, the header first.
typealias Rows = [[String]]

extension Rows {
    var csv: String {
        map { row in row.map(Self.cell).joined(separator: ",") + "\n" }.joined()
    }

    private static func cell(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

/// One of everything, without a fault: tests put one in.
struct SmallCatalogue {
    var files: [String: Rows] = [
        "people/commissioners.csv": [
            ["code", "name", "email", "telephone", "fund"],
            ["TAD", "Trent and Dales", "phb@tad.example", "0115 496 0900", "50000.00"],
        ],
        "categories.csv": [
            [
                "code", "parent", "title", "summary", "unit", "vat", "price_low", "price_high", "checks", "traits",
                "policy", "clause",
            ],
            ["07", "", "Mobility", "Getting about.", "", "", "", "", "", "", "", ""],
            ["07-01", "07", "Rollator", "A frame on wheels.", "each", "Z", "40.00", "300.00", "", "", "", ""],
        ],
        "regions.csv": [
            ["district", "region", "commissioner", "easting", "northing"],
            ["NG7", "East Midlands", "TAD", "455500", "339800"],
        ],
        "suppliers.csv": [
            [
                "code", "name", "description", "reach", "regions", "districts", "base_postcode", "radius_km", "email",
                "telephone", "cqc_id", "register", "insured_until", "workers_until", "status",
            ],
            [
                "kestrel", "Kestrel Mobility", "Walking aids. Sent anywhere.", "national", "", "", "", "",
                "hello@kestrel.example", "0808 157 0790", "", "", "today+90", "today+60", "approved",
            ],
        ],
        "listings.csv": [
            [
                "code", "supplier", "category", "title", "description", "unit", "price", "vat", "lead_days",
                "delivery", "cancellation", "gtin", "maximum_quantity", "stock",
            ],
            [
                "rollator-blue", "kestrel", "07-01", "Blue rollator", "It is blue. It folds.", "each", "80.00", "Z",
                "3", "To your door.", "Free until it is sent.", "5012345678900", "2", "7",
            ],
        ],
        "people/holders.csv": [
            [
                "code", "name", "known_as", "date_of_birth", "address_line_1", "address_line_2", "town", "postcode",
                "telephone", "commissioner",
            ],
            [
                "ann", "Ann Marsh", "Ann", "1961-03-14", "24 Coppice Lane", "", "Nottingham", "NG7 2GT",
                "0115 496 0211", "TAD",
            ],
        ],
        "people/accounts.csv": [
            ["email", "name", "role", "organisation"],
            ["ann@people.example", "Ann Marsh", "holder", ""],
            ["phil@kestrel.example", "Phil Rudge", "supplier", "kestrel"],
            ["joanna@tad.example", "Joanna Frith", "commissioner", "TAD"],
        ],
        "people/authorities.csv": [
            ["email", "holder", "kind", "sign_limit", "scopes", "starts", "ends"],
            ["ann@people.example", "ann", "self", "", "", "today-120", ""],
        ],
        "people/staff.csv": [["email", "role", "limit"], ["joanna@tad.example", "approver", "500.00"]],
        "people/ties.csv": [
            ["holder", "kind", "name", "supplier", "allowed_on"], ["ann", "household", "Tom Marsh", "kestrel", ""],
        ],
        "people/shopping_lists.csv": [
            ["list", "holder", "author", "title", "shared", "listing", "quantity", "note"],
            ["monthly", "ann", "ann@people.example", "Every month", "yes", "rollator-blue", "1", "The blue one"],
        ],
        "people/market_gaps.csv": [
            ["commissioner", "day", "words", "category", "place", "searches"],
            ["TAD", "today-3", "bath lift", "07", "NG7", "4"],
        ],
        "people/policies.csv": [
            [
                "commissioner", "rule", "by", "starts", "effect", "category", "supplier", "unit_price_above",
                "total_above", "words", "clause",
            ],
            [
                "TAD", "r1", "joanna@tad.example", "today-200", "refer", "07", "", "150.00", "",
                "Above £150.00 we decide.", "X16",
            ],
        ],
    ].merging(planFiles) { first, _ in first }

    private static let planFiles: [String: Rows] = [
        "people/plans.csv": [
            [
                "plan", "version", "holder", "starts", "ends", "status", "coordinator", "coordinator_telephone",
                "agreed_on", "needs", "about_me", "contingency", "monitored_by", "communication", "reviews_held",
                "next_review", "notice_days", "splitting",
            ],
            [
                "TAD-1", "1", "ann", "today-10", "today+354", "in-force", "Joanna Frith", "0115 496 0301", "today-20",
                "Walking safely.", "I like rivers.", "Tom helps.", "Dr Sandhu", "Large print.", "today-5;today-9",
                "today+80", "42", "yes",
            ],
        ],
        "people/budgets.csv": [
            [
                "plan", "version", "budget", "title", "eligibility", "management", "organisation", "indicative",
                "agreed", "agreement_signed_on",
            ],
            ["TAD-1", "1", "main", "Continuing Healthcare", "chc", "notional", "", "2500.00", "", ""],
        ],
        "people/outcomes.csv": [
            ["plan", "version", "outcome", "text", "measure"],
            ["TAD-1", "1", "o1", "I want to walk to the shop.", "Twice a week."],
        ],
        "people/risks.csv": [
            ["plan", "version", "risk", "text", "handling"], ["TAD-1", "1", "r1", "I fall.", "A frame by the chair."],
        ],
        "people/competencies.csv": [
            ["plan", "version", "task", "worker", "supplier", "signed_off_by", "until"],
            ["TAD-1", "1", "Suction", "Kemi", "kestrel", "Sister Palmer", "today+150"],
        ],
        "people/plan_lines.csv": [
            [
                "plan", "version", "line", "budget", "kind", "title", "covers", "listings", "suppliers",
                "only_suppliers", "only_reach", "exclusive", "outcomes", "amount", "every", "starts", "ends", "carry",
                "cap", "cap_unit", "price_ceiling", "approval_above", "spent",
            ],
            [
                "TAD-1", "1", "l1", "", "", "A rollator", "07", "", "", "", "", "", "o1", "200.00", "month", "", "",
                "", "", "", "", "", "50.00",
            ],
        ],
    ]

    /// One cell by its file, its row below the header (counted from 1) and its column.
    subscript(file: String, row: Int, column: String) -> String {
        get { files[file]?[row][position(file, column)] ?? "" }
        set {
            let position = position(file, column)
            files[file]?[row][position] = newValue
        }
    }

    private func position(_ file: String, _ column: String) -> Int {
        guard let position = files[file]?[0].firstIndex(of: column) else {
            preconditionFailure("no column \(column) in \(file)")
        }
        return position
    }

    /// Adds a copy of a file's first row with other cells.
    mutating func add(_ file: String, _ cells: [String: String]) {
        guard let rows = files[file] else { preconditionFailure("no file \(file)") }
        files[file] = rows + [rows[1]]
        for (column, cell) in cells { self[file, rows.count, column] = cell }
    }
}
