import Relational
import SceneSupport
import SQLiteDriver

extension FaultTrial {
    /// How often each deed is tried while nothing can be written.
    private static let tries = 3

    /// A database that has become read-only: SQLite itself refuses to write. Everything can still be read, nothing is
    /// half written, and when it can be written again the deed is done without a restart.
    package func readOnly() async throws -> Verdicts {
        var verdicts = Verdicts()
        let bytes = try await prepared()
        let complete = try await complete(bytes)
        let scene = try await Scene(bytes: bytes, idsFrom: FaultTrial.idsOfAct)
        let before = try await Dump(of: scene.database)
        try await scene.database.refuseWrites(true)
        for number in 1...FaultTrial.tries {
            scene.ids.restart(from: FaultTrial.idsOfAct)
            let error = await failure(scene)
            verdicts.expect(
                error is StorageUnavailable,
                "\(deed.name): read-only, it said \(error.map { "\($0)" } ?? "nothing") at try \(number)")
            let tables = try await Dump(of: scene.database).differences(from: before)
            verdicts.expect(tables.isEmpty, "\(deed.name): read-only, it left traces in \(tables)")
        }
        try await verdicts.add(soundness(scene))
        try await scene.database.refuseWrites(false)
        scene.ids.restart(from: FaultTrial.idsOfAct)
        try await deed.act(scene)
        let tables = try await Dump(of: scene.database).differences(from: complete)
        verdicts.expect(tables.isEmpty, "\(deed.name): to be written again, it differs in \(tables)")
        try await verdicts.add(soundness(scene))
        verdicts.note("\(deed.name): \(FaultTrial.tries) times refused, no trace of any, all readable; then done")
        return verdicts
    }
}
