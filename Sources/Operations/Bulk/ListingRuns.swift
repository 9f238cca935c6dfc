import Catalogue
import Identity
import Relational
import Storage
import Values

/// Works through suppliers' files, one after the other, beside everything else: whoever brings one does not wait for
/// it. Rung when a file has come, and once a minute; what broke off with the program goes on where it was.
package struct ListingRuns: Sendable {
    package let desk: Desk
    package let folder: RunFolder
    private let bell: AsyncStream<Void>
    private let rope: AsyncStream<Void>.Continuation

    package init(desk: Desk, folder: RunFolder) {
        self.desk = desk
        self.folder = folder
        (bell, rope) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    package func ring() { rope.yield() }

    /// Works whenever it is rung, until its task is cancelled.
    /// - Parameter warn: is told what went wrong; the next ring tries again.
    package func work(_ warn: @escaping @Sendable (String) -> Void) async {
        for await _ in bell {
            do { try await strike() } catch { warn("suppliers’ files were not worked on: \(error)") }
        }
    }

    /// Works through everything that waits, and deletes what has been kept long enough. What cannot be worked on keeps
    /// nothing else waiting.
    /// - Throws: `Broken` when all the rest is done.
    package func strike() async throws {
        var broken: [String] = []
        for run in try await desk.database.read({ try $0.runs.atWork() }) {
            do { try await work(run) } catch { broken.append("\(run.id): \(error)") }
        }
        let limit = desk.now.adding(minutes: -ListingRun.daysKept * 24 * 60)
        do { try await clearRuns(before: limit) } catch { broken.append("\(error)") }
        do { try await clearStrays(before: limit) } catch { broken.append("\(error)") }
        guard broken.isEmpty else { throw Broken(description: broken.joined(separator: "; ")) }
    }

    /// What could not be worked on, and why; the next ring tries it again.
    struct Broken: Error, CustomStringConvertible {
        let description: String
    }

    private func work(_ run: ListingRun) async throws {
        guard let principal = try await principal(of: run) else {
            return try await fail(run, "Whoever brought it may no longer change the supplier’s listings")
        }
        var pass = RunPass(run, desk: desk, folder: folder, principal: principal)
        do {
            try await end(try await pass.go(), .finish, nil)
        } catch let refused as HeaderRefused {
            try await fail(run, refused.problems.map { "\($0.column): \($0.words)" }.joined(separator: "; "))
        } catch is ImportFailure {
            // Its words name a path of this machine.
            try await fail(run, "The file cannot be read any more")
        } catch let error where error is any Refusal || error is NotFound {
            try await fail(run, "It could not go on. What was carried out counts; bring the file again for the rest")
        }
    }

    /// With what has been carried out until then.
    private func fail(_ run: ListingRun, _ words: String) async throws {
        let left = try await desk.database.read { try $0.runs.find(run.id) }
        try await end(left ?? run, .fail, words)
    }

    /// Whoever brought a file acts in it, as long as they may change the listings of its supplier.
    private func principal(of run: ListingRun) async throws -> Principal? {
        let today = desk.now.day
        return try await desk.database.read { snapshot in
            guard let person = try snapshot.people.find(.init(run.person)) else { return nil }
            let principal = try Desk.principal(person, holder: nil, on: today, in: snapshot)
            guard case .supplier(let id, _) = principal.capacity, id.text == run.supplier.text,
                principal.may(.listings)
            else { return nil }
            return principal
        }
    }

    private func end(_ run: ListingRun, _ action: ListingRunAction, _ failure: String?) async throws {
        var run = run
        let tally = (run.tally, run.problems)
        try run.perform(action)
        (run.tally, run.problems) = tally
        run.failure = failure
        run.endedAt = desk.now
        let ended = run
        try await desk.database.write { tx in
            try tx.runs.save(ended)
            try tx.runs.forgetWrongRows(of: ended.id)
        }
    }

    private static let clearedAtOnce = 100

    private func clearRuns(before limit: Moment) async throws {
        for run in try await desk.database.read({ try $0.runs.old(before: limit, most: Self.clearedAtOnce) }) {
            try folder.delete(run.id)
            var cleared = run
            try cleared.perform(.clear)
            let saved = cleared
            try await desk.database.write { try $0.runs.save(saved) }
        }
    }

    /// Files that were left when the program ended before there was a run of them.
    private func clearStrays(before limit: Moment) async throws {
        for id in try folder.old(before: limit)
        where try await desk.database.read({ try $0.runs.find(id) }) == nil { try folder.delete(id) }
    }
}
