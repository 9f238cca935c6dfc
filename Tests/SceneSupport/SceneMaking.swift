import Cryptography
import Foundation
import Identity
import Ledger
import Operations
import Plans
import Relational
import SQLiteDriver
import Storage
import TestSupport
import Values

/// The database that every scene begins with: made once, then copied.
enum SceneMaking {
    static let template: Task<Data, any Error> = Task {
        let folder = try SceneFolder()
        let database = try SQLiteDatabase.open(
            path: folder.database, migrations: Migrations.all, nowMilliseconds: Cast.now.milliseconds)
        let hash = try PasswordHash.make(
            password: Player.password, salt: Array(repeating: 7, count: 16), cost: .quick
        ).text
        let identifiers = SceneIdentifiers().identifiers
        let sealer = try SceneMaking.sealer()
        try await database.write { tx in
            try catalogue(tx)
            try people(tx, hash: hash)
            try tx.signingKeys.insert(SigningKey(id: sealer.keyID, publicKey: sealer.publicKey, firstUsedAt: Cast.now))
            try money(tx, Recording(actor: "import", now: Cast.now, identifiers: identifiers))
        }
        try database.close()
        return try Data(contentsOf: URL(fileURLWithPath: folder.database))
    }

    static func sealer() throws -> Sealer {
        Sealer(key: try Ed25519.PrivateKey(seed: Array(repeating: 7, count: 32)))
    }

    static let source = Digest(of: "scene")

    private static func catalogue(_ tx: Transaction) throws {
        for category in World.categories.all { _ = try tx.structure.take(category, source: source) }
        for place in World.places { _ = try tx.structure.take(place, source: source) }
        try tx.structure.noteChange()
        let revision = try tx.listings.nextRevision()
        for supplier in World.suppliers {
            _ = try tx.suppliers.take(supplier, source: source, on: Cast.today, revision: revision)
        }
        for listing in World.listings { try tx.listings.insert(listing, revision: revision) }
    }

    private static func people(_ tx: Transaction, hash: String) throws {
        for board in [World.tad, World.syb] { _ = try tx.holders.take(board, source: source) }
        for player in Player.allCases {
            try tx.people.insert(player.person)
            try tx.people.set(passwordHash: hash, of: player.person.id)
        }
        for holder in World.holders { _ = try tx.holders.take(holder, source: source) }
        for authority in World.authorities { _ = try tx.holders.take(authority, source: source) }
    }

    private static func money(_ tx: Transaction, _ recording: Recording) throws {
        try tx.journal.post(Books(commissioner: "TAD").fundIn(Cast.pounds("20000")), as: recording)
        try tx.journal.post(Books(commissioner: "SYB").fundIn(Cast.pounds("5000")), as: recording)
        for (plan, commissioner): (Plan, Commissioner.ID) in [
            (World.annPlan, "TAD"), (World.finnPlan, "TAD"), (World.zaraPlan, "SYB"),
        ] {
            try AgreePlan.agree(plan, commissioner: commissioner, spent: [:], source: nil, in: tx, as: recording)
        }
    }
}
