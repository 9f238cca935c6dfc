import Foundation
import Relational
import SceneSupport
import SQLiteDriver
import Storage

/// What a trial has found out: figures to print, and what should not have been. None of the latter is a passed trial.
package struct Verdicts: Sendable {
    package private(set) var figures: [String] = []
    package private(set) var problems: [String] = []

    package init() {}

    package mutating func note(_ figure: String) { figures.append(figure) }
    package mutating func fail(_ problem: String) { problems.append(problem) }

    package mutating func expect(_ holds: Bool, _ problem: @autoclosure () -> String) {
        if !holds { problems.append(problem()) }
    }

    package mutating func add(_ other: Verdicts) {
        figures += other.figures
        problems += other.problems
    }
}

/// I14: whatever fails, and wherever, either nothing has happened or everything.
package struct FaultTrial: Sendable {
    /// What acts in a trial are given out from, the same each time.
    static let idsOfAct = 500_000

    let deed: Deed

    package init(_ deed: Deed) {
        self.deed = deed
    }

    /// The database just before the deed, closed.
    func prepared() async throws -> Data {
        let scene = try await Scene()
        try await deed.prepare(scene)
        try scene.database.close()
        return try Data(contentsOf: URL(fileURLWithPath: scene.folder.database))
    }

    /// The database just after the deed when nothing fails.
    func complete(_ bytes: Data) async throws -> Dump {
        let scene = try await Scene(bytes: bytes, idsFrom: FaultTrial.idsOfAct)
        try await deed.act(scene)
        return try await Dump(of: scene.database)
    }

    /// An error at every moment of the deed's writes.
    /// - Parameter step: 1 for every moment, 5 for each fifth.
    package func errors(step: Int = 1, from first: Int = 0) async throws -> Verdicts {
        var verdicts = Verdicts()
        let (bytes, plan) = (try await prepared(), FaultPlan())
        let complete = try await complete(bytes)
        let scene = try await Scene(bytes: bytes, idsFrom: FaultTrial.idsOfAct) {
            WatchedDatabase($0, watcher: plan)
        }
        let before = try await Dump(of: scene.database)
        var (place, tried) = (first, 0)
        while true {
            scene.ids.restart(from: FaultTrial.idsOfAct)
            plan.arm(at: place, place.isMultiple(of: 2) ? .unavailable : .brokenRule)
            let failed = await fails(scene)
            guard plan.hasStruck else { break }
            tried += 1
            verdicts.expect(failed, "\(deed.name): an error at moment \(place) was kept from whoever asked")
            let tables = try await Dump(of: scene.database).differences(from: before)
            verdicts.expect(tables.isEmpty, "\(deed.name): an error at moment \(place) left traces in \(tables)")
            place += step
        }
        // Nothing struck: this time it was done.
        let after = try await Dump(of: scene.database)
        let tables = after.differences(from: complete)
        verdicts.expect(after != before, "\(deed.name): nothing was done at all")
        verdicts.expect(tables.isEmpty, "\(deed.name): tried again, it differs in \(tables)")
        try await verdicts.add(soundness(scene))
        verdicts.note("\(deed.name): \(tried) errors, no trace of any; then done as if nothing had been")
        return verdicts
    }

    private func fails(_ scene: Scene) async -> Bool {
        do {
            try await deed.act(scene)
            return false
        } catch {
            return true
        }
    }

    func soundness(_ scene: Scene) async throws -> Verdicts {
        var verdicts = Verdicts()
        for difference in try await scene.verification().differences { verdicts.fail("\(deed.name): \(difference)") }
        return verdicts
    }
}
