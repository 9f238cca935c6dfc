import Catalogue
import Operations
import Relational
import SceneSupport
import Storage
import Testing
import Values

/// A scene with the folder of suppliers' files, and what suppliers do with them, said shortly.
struct FileScene {
    let scene: Scene
    let runs: ListingRuns

    init() async throws {
        scene = try await Scene()
        runs = ListingRuns(desk: scene.desk, folder: RunFolder(path: scene.folder.path + "/files"))
    }

    func bring(
        _ bytes: [UInt8], as who: Player = .petra, origin: ListingRun.Origin = .page,
        scope: ListingRun.Scope = .all
    ) async throws -> ListingRun.ID {
        let id = ListingRun.ID(scene.desk.newIdentifier())
        let file = try runs.folder.make(id)
        try file.append(bytes)
        try file.close()
        let header = try FileHeader.read(id, runs.folder)
        return try await scene.perform(
            BringListings(
                file: id, digest: try runs.folder.digest(id), name: "my.csv", header: header, origin: origin,
                scope: scope), as: who)
    }

    func run(_ id: ListingRun.ID) async throws -> ListingRun {
        try #require(try await scene.database.read { try $0.runs.find(id) })
    }

    /// Looks a file through, with its columns as they are guessed.
    func check(_ id: ListingRun.ID, as who: Player = .petra) async throws -> ListingRun {
        let run = try await run(id)
        try await scene.perform(CheckListings(run: id, version: run.version, mapping: run.mapping), as: who)
        try await runs.strike()
        return try await self.run(id)
    }

    func carryOut(_ id: ListingRun.ID, as who: Player = .petra) async throws -> ListingRun {
        try await scene.perform(
            CarryOutListings(run: id, version: try await run(id).version), as: who)
        try await runs.strike()
        return try await run(id)
    }

    /// Brings, looks through and carries out.
    func take(_ text: String, as who: Player = .petra) async throws -> ListingRun {
        let id = try await bring(Array(text.utf8), as: who)
        let checked = try await check(id, as: who)
        guard checked.tally.added + checked.tally.changed > 0 else { return checked }
        let done = try await carryOut(id, as: who)
        #expect(done.tally == checked.tally, "a run does what was shown")
        return done
    }

    func wrongRows(_ id: ListingRun.ID) throws -> String {
        let next = try runs.folder.openWrongRows(id)
        var bytes: [UInt8] = []
        while true {
            let piece = try next()
            guard !piece.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece
        }
    }

    func download(_ who: Supplier.ID = "trent") async throws -> String {
        try await scene.desk.look { look in
            let file = try ListingFile(of: who, look)
            var (text, last): (String, String?) = (file.head + "\r\n", nil)
            repeat {
                let page = try file.lines(of: who, after: last, look)
                text += page.lines.map { $0 + "\r\n" }.joined()
                last = page.last
            } while last != nil
            return text
        }
    }

    func listing(_ reference: String, _ who: Supplier.ID = "trent") async throws -> Listing? {
        try await scene.database.read { try $0.listings.find(references: [reference], of: who)[reference] }
    }

    static let head =
        "listing,category,title,description,unit,price,vat,maximum_quantity,lead_days,delivery,cancellation\n"

    static func row(_ code: String, _ change: [String: String] = [:]) -> String {
        let cells = [
            "category": "04-02", "title": "Session", "description": "An hour.", "unit": "session", "price": "60.00",
            "vat": "E", "maximum_quantity": "10", "lead_days": "5", "delivery": "At home.", "cancellation": "Free.",
        ].merging(change) { $1 }
        let order = [
            "category", "title", "description", "unit", "price", "vat", "maximum_quantity", "lead_days", "delivery",
            "cancellation",
        ]
        return CSVLine([code] + order.map { cells[$0] ?? "" }).text + "\n"
    }
}
