import Relational
import SceneSupport
import SQLiteDriver

extension FaultTrial {
    /// A disk that is full after so many more pages: SQLite itself fails, somewhere in the middle.
    package func fullDisk() async throws -> Verdicts {
        var verdicts = Verdicts()
        let bytes = try await prepared()
        let complete = try await complete(bytes)
        let scene = try await Scene(bytes: bytes, idsFrom: FaultTrial.idsOfAct)
        let before = try await Dump(of: scene.database)
        let pages = try await scene.number("PRAGMA page_count", "page_count")
        var room = 0
        while true {
            scene.ids.restart(from: FaultTrial.idsOfAct)
            try await scene.limitPages(to: pages + room)
            guard let error = await failure(scene) else { break }
            verdicts.expect(
                error is StorageUnavailable, "\(deed.name): with room for \(room) pages it said \(error)")
            let tables = try await Dump(of: scene.database).differences(from: before)
            verdicts.expect(tables.isEmpty, "\(deed.name): with room for \(room) pages it left traces in \(tables)")
            room += 1
            guard room < 10_000 else { throw TrialFailure("\(deed.name): no room is enough") }
        }
        try await scene.limitPages(to: 1_000_000)
        let tables = try await Dump(of: scene.database).differences(from: complete)
        verdicts.expect(tables.isEmpty, "\(deed.name): with room again, it differs in \(tables)")
        try await verdicts.add(soundness(scene))
        verdicts.note("\(deed.name): \(room) full disks, no trace of any; done with room for \(room) more pages")
        return verdicts
    }

    /// A disk that takes nothing any more: refused in the right words, readable all the same, and over when it is over.
    package func readOnly() async throws -> Verdicts {
        var verdicts = Verdicts()
        let bytes = try await prepared()
        let complete = try await complete(bytes)
        let scene = try await Scene(bytes: bytes, idsFrom: FaultTrial.idsOfAct)
        let before = try await Dump(of: scene.database)
        try await scene.pragma("PRAGMA query_only = ON")
        let error = await failure(scene)
        verdicts.expect(error is StorageUnavailable, "\(deed.name): read-only, it said \(error.map { "\($0)" } ?? "yes")")
        let tables = try await Dump(of: scene.database).differences(from: before)
        verdicts.expect(tables.isEmpty, "\(deed.name): read-only, it left traces in \(tables)")
        try await scene.pragma("PRAGMA query_only = OFF")
        scene.ids.restart(from: FaultTrial.idsOfAct)
        try await deed.act(scene)
        let after = try await Dump(of: scene.database).differences(from: complete)
        verdicts.expect(after.isEmpty, "\(deed.name): writable again, it differs in \(after)")
        return verdicts
    }

    private func failure(_ scene: Scene) async -> (any Error)? {
        do {
            try await deed.act(scene)
            return nil
        } catch {
            return error
        }
    }
}

extension Scene {
    func pragma(_ statement: Statement) async throws {
        _ = try await database.write { try $0.connection.rows(statement).count }
    }

    func limitPages(to pages: Int) async throws {
        try await pragma(Statement(stringLiteral: "PRAGMA max_page_count = \(pages)"))
    }

    /// A number that SQLite knows of itself, asked on the connection that writes.
    func number(_ statement: Statement, _ column: String) async throws -> Int {
        try await database.write { try $0.connection.row(statement)?.integer(column) } ?? 0
    }
}
