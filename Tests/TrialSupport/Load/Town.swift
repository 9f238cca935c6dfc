import Baskets
import Catalogue
import Cryptography
import Foundation
import Identity
import Ledger
import Operations
import Orders
import Plans
import Relational
import SceneSupport
import SQLiteDriver
import Storage
import TestSupport
import Values

/// A database for load: the whole demonstration catalogue, and as many holders of one board as wanted, whose plans
/// have money for more than any run can spend. Everybody has the password of `Player`, kept cheaply on purpose: what
/// is measured and killed is the store, not scrypt.
package struct Town: Sendable {
    package let path: String
    package let holders: Int
    /// Five things from three suppliers that every plan of the town pays for.
    package let wares: [Listing]

    package static let board: Commissioner.ID = "TAD"
    package static let clerk = Cast.email("clerk@town.example.org")

    package static func person(_ number: Int) -> Person.ID { .init("p-town-\(number)") }
    package static func holder(_ number: Int) -> Holder.ID { .init("h-town-\(number)") }
    package static func email(_ number: Int) -> String { "town-\(number)@example.org" }
    package static func staff(of supplier: Supplier.ID) -> String { "staff-\(supplier)@example.org" }

    package static let password = Player.password

    package static func now() -> Moment {
        Moment(milliseconds: Int((Date().timeIntervalSince1970 * 1_000).rounded()))
    }

    package static let identifiers = Identifiers.random { count in
        do {
            return try RandomBytes.make(count)
        } catch {
            preconditionFailure("this machine gives no random bytes: \(error)")
        }
    }

    package static func open(_ path: String) throws -> SQLiteDatabase {
        try SQLiteDatabase.open(path: path, migrations: Migrations.all, nowMilliseconds: now().milliseconds)
    }

    package static func desk(_ database: any Database) throws -> Desk {
        Desk(
            database: database, clock: now, identifiers: identifiers, sealer: Sealer(key: try key()),
            passwordCost: .quick)
    }

    /// Seals for the town, whoever serves it.
    fileprivate static func key() throws -> Ed25519.PrivateKey {
        try Ed25519.PrivateKey(seed: Array(repeating: 5, count: 32))
    }

    /// Where a server looks for it.
    private static func layKey(beside path: String) throws {
        let key = Data(try key().pem().utf8)
        guard FileManager.default.createFile(
            atPath: "\(path).key", contents: key, attributes: [.posixPermissions: 0o600])
        else { throw TrialFailure("\(path).key cannot be written") }
    }

    /// - Parameters:
    ///   - path: of a database that is not there yet.
    ///   - catalogue: the folder to import first.
    package static func build(at path: String, catalogue: String, holders: Int) async throws -> Town {
        let database = try open(path)
        try layKey(beside: path)
        let importer = Importer(database: database, now: now(), identifiers: identifiers) { count in
            (0..<count).map { _ in UInt8.random(in: 0...255) }
        }
        let rejected = URL(fileURLWithPath: path).deletingLastPathComponent().path
        _ = try await importer.run(ImportFolder(path: catalogue, rejected: rejected), watch: ImportWatch { _ in })
        let making = TownMaking(now: now(), identifiers: identifiers)
        try await database.write { try making.begin($0, holders: holders) }
        for first in stride(from: 0, to: holders, by: 100) {
            try await database.write { tx in
                for number in first..<min(first + 100, holders) { try making.move(number, into: tx) }
            }
        }
        let wares = try await choose(Town.desk(database))
        try await database.write { try making.hire(Set(wares.map(\.supplier)), $0) }
        try database.close()
        return Town(path: path, holders: holders, wares: wares)
    }

    /// Asks the judge itself, so that no ware needs approval or a reason.
    private static func choose(_ desk: Desk) async throws -> [Listing] {
        try await desk.look { look in
            guard let holder = try look.snapshot.holders.find(holder(0)),
                let authority = try look.snapshot.holders.authorities(of: person(0)).first?.authority
            else { throw NotFound() }
            let facts = try look.snapshot.facts.facts(
                for: holder, authority: authority, on: look.today, shelf: look.shelf)
            let judge = Judge(facts)
            var rows: [Int] = []
            look.shelf.liveRows.forEach { rows.append($0) }
            let good = try look.snapshot.listings.find(rows: rows).values.sorted { $0.id < $1.id }.filter { listing in
                guard let supplier = look.shelf.supplier(listing.supplier) else { return false }
                let wish = Wish(
                    listing: listing, supplier: supplier, quantity: 1, priceSeen: listing.terms.unitPrice)
                let verdict = judge.verdict(on: wish)
                return verdict.outcome == .inPlan && verdict.reasons.isEmpty
            }
            let shops = Dictionary(grouping: good, by: \.supplier).filter { $0.value.count >= 2 }
                .sorted { $0.key < $1.key }.prefix(3).map(\.value)
            guard shops.count == 3 else { throw TrialFailure("the catalogue has no three suppliers for the town") }
            return Array(shops[0].prefix(2) + shops[1].prefix(2) + shops[2].prefix(1))
        }
    }
}

/// What stops a trial before it can find anything out.
package struct TrialFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// Moves people into a town.
private struct TownMaking: Sendable {
    let now: Moment
    let identifiers: Identifiers

    private static let source = Digest(of: "town")
    private static let linesOfPlan = 6

    private var recording: Recording { Recording(actor: "import", now: now, identifiers: identifiers) }

    func begin(_ tx: Transaction, holders: Int) throws {
        let fund = Money(pence: (holders + 1) * (TownMaking.linesOfPlan + 1) * 100_000_000)
        try tx.journal.post(Books(commissioner: Town.board.text).fundIn(fund), as: recording)
        let sealer = Sealer(key: try Town.key())
        try tx.signingKeys.insert(SigningKey(id: sealer.keyID, publicKey: sealer.publicKey, firstUsedAt: now))
        try settle(
            Person(
                id: "p-town-clerk", name: "Clerk of the town", email: Town.clerk, role: .commissioner,
                organisation: .init(Town.board.text)), tx)
    }

    func hire(_ suppliers: Set<Supplier.ID>, _ tx: Transaction) throws {
        for supplier in suppliers.sorted() {
            try settle(
                Person(
                    id: .init("p-town-\(supplier)"), name: "Staff of \(supplier)",
                    email: Cast.email(Town.staff(of: supplier)), role: .supplier, organisation: .init(supplier.text)),
                tx)
        }
    }

    func move(_ number: Int, into tx: Transaction) throws {
        let person = Person(
            id: Town.person(number), name: "Towner \(number)", email: Cast.email(Town.email(number)), role: .holder,
            organisation: nil)
        try settle(person, tx)
        let first = now.day.adding(days: -100)
        let holder = Holder(
            id: Town.holder(number), name: person.name, knownAs: "T", dateOfBirth: Cast.day("1980-01-01"),
            address: World.holders[0].address, telephone: "1", commissioner: Town.board, pseudonym: "T-\(number)")
        _ = try tx.holders.take(holder, source: TownMaking.source)
        let authority = Authority(
            id: .init("a-town-\(number)"), person: person.id, holder: holder.id, kind: .holder, signLimit: nil,
            first: first, last: nil)
        _ = try tx.holders.take(authority, source: TownMaking.source)
        let groups = try tx.structure.categories().groups.map(\.id)
        let (span, outcome) = (Period(from: first, days: 365), Outcome.ID("o-town-\(number)"))
        let lines = (0..<TownMaking.linesOfPlan).map { line in
            World.line(
                .init("l-town-\(number)-\(line)"), "Line \(line)",
                groups.enumerated().filter { $0.offset % TownMaking.linesOfPlan == line }.map(\.element), "1000000",
                .year, outcome: outcome, span: span)
        }
        let extras = World.line(
            .init("x-town-\(number)"), "Extras", [], "0", .once, kind: .extras, outcome: outcome, span: span)
        let plan = World.plan(
            .init("plan-town-\(number)"), of: holder.id, outcome: outcome, lines + [extras], span: span)
        try AgreePlan.agree(plan, commissioner: Town.board, spent: [:], source: nil, in: tx, as: recording)
    }

    private func settle(_ person: Person, _ tx: Transaction) throws {
        let hash = try PasswordHash.make(
            password: Player.password, salt: Array(repeating: 7, count: 16), cost: .quick)
        try tx.people.insert(person)
        try tx.people.set(passwordHash: hash.text, of: person.id)
    }
}
