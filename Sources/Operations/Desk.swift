import Catalogue
import Cryptography
import Foundation
import Identity
import Relational
import Storage
import Values

/// The one place where pages and people reach the database: it opens the transactions, reads the clock, and records
/// every operation in the audit.
package struct Desk: Sendable {
    let database: any Database
    let clock: @Sendable () -> Moment
    let identifiers: Identifiers
    let keys: Keyring
    let keeper: ShelfKeeper
    /// What a new password must be.
    package let passwords: PasswordRule
    /// What a new password costs to try.
    let passwordCost: ScryptCost
    /// Signing in and confirming a signature wait in queues of their own: a crowd at the door must not keep anybody
    /// from signing what they have in hand.
    let door = PasswordBooth("holdfast.sign-in")
    let counter = PasswordBooth("holdfast.signature")
    let gaps = GapMemory()

    package init(
        database: any Database, clock: @escaping @Sendable () -> Moment, identifiers: Identifiers, keys: Keyring,
        passwords: PasswordRule, passwordCost: ScryptCost = .standard
    ) {
        self.database = database
        self.clock = clock
        self.identifiers = identifiers
        self.keys = keys
        self.passwords = passwords
        self.passwordCost = passwordCost
        keeper = ShelfKeeper()
    }

    /// With a key that stays as it is.
    package init(
        database: any Database, clock: @escaping @Sendable () -> Moment, identifiers: Identifiers, sealer: Sealer,
        passwords: PasswordRule = PasswordRule(common: []), passwordCost: ScryptCost = .standard
    ) {
        self.init(
            database: database, clock: clock, identifiers: identifiers, keys: Keyring(sealer),
            passwords: passwords, passwordCost: passwordCost)
    }

    package var now: Moment { clock() }

    /// What seals at this moment.
    var sealer: Sealer { keys.sealer }

    /// A fresh identifier, such as a form's idempotency key.
    package func newIdentifier() -> String { identifiers.new(Desk.self, at: clock()).text }

    /// What a page may look at: one moment of the database, the shelf, and the time.
    package struct Look {
        package let snapshot: Snapshot
        package let shelf: Shelf
        package let now: Moment

        package var today: Day { now.day }

        let keeper: ShelfKeeper

        /// What the words of a search lead to.
        package func find(_ text: String) throws -> FoundWords {
            try keeper.finder.find(text, on: shelf, in: snapshot)
        }

        /// What all suppliers are for a commissioner's holders at a place today.
        package func surroundings(for place: Place?, of commissioner: Commissioner.ID?) -> Surroundings {
            keeper.surroundings(on: shelf, for: place, of: commissioner?.text, on: today)
        }
    }

    /// Reads everything a page needs, from one moment.
    package func look<Answer: Sendable>(_ body: @escaping @Sendable (Look) throws -> Answer) async throws -> Answer {
        let now = clock()
        return try await database.read { [keeper] snapshot in
            try body(
                Look(
                    snapshot: snapshot, shelf: try keeper.shelf(in: snapshot), now: now, keeper: keeper))
        }
    }

    /// Carries an operation out in one transaction, together with its audit record. The same key with the same
    /// command gives the first answer and does nothing again.
    /// - Throws: `CommandRefusal.keyReused` when the key came with another command before.
    package func perform<Asked: Operation>(
        _ operation: Asked, as principal: Principal, key: String
    ) async throws -> Asked.Answer {
        try await perform(operation, as: principal, key: key, fingerprint: nil).answer
    }

    /// The same, and whether it had been carried out before.
    /// - Parameter fingerprint: of what has to be the same when the key comes again; nil for the operation itself.
    package func perform<Asked: Operation>(
        _ operation: Asked, as principal: Principal, key: String, fingerprint: Digest?
    ) async throws -> Performed<Asked.Answer> {
        do {
            return try await carryOut(operation, as: principal, key: key, fingerprint)
        } catch let retired as SigningKeyNotInUse {
            // Rotated since it was last looked for: nothing was stored, so it is done again under the new one.
            // Somebody else may have taken the new one up already.
            try await refreshKey()
            guard sealer.keyID != retired.id else { throw retired }
            return try await carryOut(operation, as: principal, key: key, fingerprint)
        }
    }

    private func carryOut<Asked: Operation>(
        _ operation: Asked, as principal: Principal, key: String, _ fingerprint: Digest?
    ) async throws -> Performed<Asked.Answer> {
        guard (1...Desk.keyCharactersMaximum).contains(key.count) else { throw CommandRefusal.keyMissing }
        let name = String(describing: Asked.self)
        let digest = try Desk.digest(of: operation, for: principal.authority?.holder)
        let (now, identifiers, sealer) = (clock(), identifiers, sealer)
        let holder = principal.authority?.holder
        // One reading for everything: going to the readers and back costs more than what is read.
        let (tools, isDue, pricesAreDue, body) = try await database.read { [keeper] snapshot in
            let isDue = try holder.map { try snapshot.isPlanClockDue(for: $0, on: now.day) } ?? false
            let tools = Tools(
                now: now, identifiers: identifiers, sealer: sealer, shelf: try keeper.shelf(in: snapshot))
            let pricesAreDue = try !snapshot.prices.due(on: now.day, most: 1).isEmpty
            return (tools, isDue, pricesAreDue, operation.ahead(in: snapshot, as: principal, with: tools))
        }
        if pricesAreDue { try await strikePriceClock() }
        if let holder, isDue { try await strikePlanClock(for: holder, at: now, tools.shelf) }
        return try await database.write { tx in
            let actor = principal.person.id.text
            if let known = try tx.commands.find(actor: actor, key: key) {
                guard known.operation == name, known.digest == fingerprint ?? digest
                else { throw CommandRefusal.keyReused }
                return Performed(answer: Asked.Answer(known.answer), isRepeat: true)
            }
            let answer = try body(tx)
            try tx.commands.insert(
                CommandRecord(operation: name, digest: fingerprint ?? digest, answer: answer.text), actor: actor,
                key: key, at: now)
            try tx.audit.append(
                id: identifiers.new(Desk.self, at: now).text, at: now, actor: actor,
                onBehalfOf: principal.authority?.holder.text, operation: name, subject: answer.text, digest: digest)
            return Performed(answer: answer, isRepeat: false)
        }
    }

    package static let keyCharactersMaximum = 100

    /// Members in sorted order, so that the same command for the same holder always gives the same digest.
    private static func digest(of operation: some Operation, for holder: Holder.ID?) throws -> Digest {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return Digest(of: Array("\(holder?.text ?? "")\n".utf8) + Array(try encoder.encode(operation)))
    }
}
