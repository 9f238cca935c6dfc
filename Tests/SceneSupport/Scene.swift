import Cryptography
import struct Foundation.Data
import Identity
import Operations
import Relational
import SQLiteDriver
import Storage
import Testing
import TestSupport
import Values

/// A small world in a real database, with a desk whose clock and identifiers the test holds.
///
/// Ann's commissioner TAD begins with £20,000 granted, of which the plans take £8,707.14 for Ann and £1,000 for Finn.
package final class Scene: Sendable {
    package let folder: SceneFolder
    package let database: SQLiteDatabase
    package let clock: SceneClock
    package let ids: SceneIdentifiers
    package let desk: Desk

    /// - Parameters:
    ///   - bytes: of the database to begin with, as another scene left it; nil for the world as it is.
    ///   - first: the first identifier that is given out.
    ///   - watched: may put something between the desk and the database.
    package init(
        bytes: Data? = nil, idsFrom first: Int = 1_000,
        watched: (SQLiteDatabase) -> any Database = { $0 }
    ) async throws {
        folder = try SceneFolder()
        if let bytes {
            try folder.begin(with: bytes)
        } else {
            try folder.begin(with: try await SceneMaking.template.value)
        }
        clock = SceneClock()
        ids = SceneIdentifiers(from: first)
        database = try SQLiteDatabase.open(
            path: folder.database, migrations: Migrations.all, nowMilliseconds: clock.now.milliseconds)
        desk = Desk(
            database: watched(database), clock: { [clock] in clock.now }, identifiers: ids.identifiers,
            sealer: try SceneMaking.sealer(), passwordCost: .quick)
    }

    deinit {
        do {
            try database.close()
        } catch {
            Issue.record("the scene's database does not close: \(error)")
        }
    }

    /// In which capacity somebody acts now: for the one holder they may act for, or for the one that is named.
    package func principal(_ who: Player, for holder: Holder.ID? = nil) async throws -> Principal {
        let day = clock.now.day
        return try await database.read { snapshot in
            guard let person = try snapshot.people.find(who.person.id) else { throw NotFound() }
            let live = try snapshot.holders.authorities(of: person.id).filter { $0.authority.isInForce(on: day) }
            let chosen = holder ?? (live.count == 1 ? live.first?.authority.holder : nil)
            return try Desk.principal(person, holder: chosen, on: day, in: snapshot)
        }
    }

    /// Carries something out under a fresh key, or under the key that is given.
    @discardableResult
    package func perform<Asked: Operation>(
        _ operation: Asked, as who: Player, key: String? = nil
    ) async throws -> Asked.Answer {
        try await desk.perform(operation, as: try await principal(who), key: key ?? "key-\(ids.next())")
    }

    /// Runs SQL of the test's own, for tampering and for what only an import or an administrator can do.
    @discardableResult
    package func run(_ sql: Statement) async throws -> Int {
        try await database.write { try $0.connection.run(sql) }
    }

    package func rows(_ sql: Statement) async throws -> [Row] {
        try await database.read { try $0.connection.rows(sql) }
    }
}
