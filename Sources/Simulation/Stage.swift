import Baskets
import Catalogue
import Cryptography
import Identity
import Ledger
import Operations
import Orders
import Plans
import Relational
import SQLiteDriver
import Storage
import Values

/// A world on a real database, with a desk whose clock and identifiers the simulation holds.
final class Stage: Sendable {
    let file: SQLiteDatabase
    let database: FaultyDatabase
    let desk: Desk
    let now: Shared<Moment>
    private let faults: Shared<FaultyDatabase.Plan>
    private let withFaults: Bool
    private let commands = Shared(0)
    /// What was carried out lately.
    let said = Shared<[Said]>([])

    /// So many are remembered: the older the ones that come again, the more has happened meanwhile.
    private static let saidMaximum = 60

    init(path: String, seed: UInt64, withFaults: Bool) async throws {
        let now = Shared(SimulatedWorld.start)
        let faults = Shared(FaultyDatabase.Plan())
        let count = Shared(0)
        let identifiers = Identifiers { _ in
            let digits = String(count.next())
            return "0199b7a0-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        }
        file = try SQLiteDatabase.open(
            path: path, migrations: Migrations.all, nowMilliseconds: now.value.milliseconds)
        database = FaultyDatabase(file, faults)
        let sealer = Sealer(key: try Ed25519.PrivateKey(seed: Array(repeating: 9, count: 32)))
        try await file.write { tx in
            try tx.signingKeys.insert(
                SigningKey(id: sealer.keyID, publicKey: sealer.publicKey, firstUsedAt: now.value))
            try SimulatedWorld.make(
                tx, Recording(actor: "simulation", now: now.value, identifiers: identifiers))
        }
        desk = Desk(database: database, clock: { now.value }, identifiers: identifiers, sealer: sealer)
        self.now = now
        self.faults = faults
        self.withFaults = withFaults
    }

    func close() throws { try file.close() }
    func stopFaults() { faults.value = FaultyDatabase.Plan() }

    /// `done`, `idle`, `refused <code>`, `fault …` or what went wrong.
    func answer(to move: Move, _ random: inout SeededRandom) async -> String {
        if withFaults, random.once(in: 3) { faults.value = .init(failsAfter: random.number(0...60)) }
        do {
            try await move.play(self, &random)
            return "done"
        } catch is Idle {
            return "idle"
        } catch let refusal as any Refusal {
            return "refused \(refusal.code)"
        } catch is NotFound {
            return "refused not-found"
        } catch is FieldProblems {
            return "refused field-problems"
        } catch is StorageUnavailable where withFaults {
            return "fault injected"
        } catch {
            return "\(error)"
        }
    }

    func principal(_ player: SimulatedWorld.Player) async throws -> Principal {
        let day = now.value.day
        return try await database.read { snapshot in
            guard let person = try snapshot.people.find(player.person) else { throw NotFound() }
            return try Desk.principal(person, holder: player.holder, on: day, in: snapshot)
        }
    }

    /// Carries something out. Once in ten times it is said twice under the same key, as an impatient browser does: the
    /// answer has to be the same, and nothing may happen again.
    func perform<Asked: Operation>(
        _ operation: Asked, as player: SimulatedWorld.Player, _ random: inout SeededRandom
    ) async throws {
        let principal = try await principal(player)
        let key = "key-\(commands.next())"
        let first = try await desk.perform(operation, as: principal, key: key)
        remember(Said(key: key, player: player, answer: first.text) { stage in
            try await stage.desk.perform(operation, as: try await stage.principal(player), key: key).text
        })
        guard random.once(in: 10) else { return }
        let before = try await database.read(Invariants.lengths)
        let second = try await desk.perform(operation, as: principal, key: key)
        guard first.text == second.text, try await database.read(Invariants.lengths) == before
        else { throw SimulationProblem("a repeated \(Asked.self) did something again") }
    }
}

/// A command that was carried out, with what was answered.
struct Said: Sendable {
    let key: String
    let player: SimulatedWorld.Player
    let answer: String
    let again: @Sendable (Stage) async throws -> String
}

extension Stage {
    private func remember(_ command: Said) {
        said.value = (said.value + [command]).suffix(Stage.saidMaximum)
    }

    /// How long everything is once the clocks have struck: whatever somebody sends, due steps come first.
    private func settled() async throws -> [Int] {
        _ = try await desk.strikePlanClock()
        return try await database.read(Invariants.lengths)
    }

    /// I11: whatever has happened since, the answer is the same and nothing happens again.
    func again(_ command: Said) async throws {
        let before = try await settled()
        let answer = try await command.again(self)
        guard answer == command.answer, try await database.read(Invariants.lengths) == before
        else { throw SimulationProblem("\(command.key), sent again later, did something or answered something else") }
    }

    /// A key stands for what was asked with it, and for nothing else.
    func reuse(_ key: String, of player: SimulatedWorld.Player) async throws {
        let before = try await settled()
        do {
            let note = WriteOrderNote(part: .init("nothing"), text: "This is something else.")
            _ = try await desk.perform(note, as: try await principal(player), key: key)
        } catch let refusal as any Refusal where refusal.code == "command.key-reused" {
            guard try await database.read(Invariants.lengths) == before
            else { throw SimulationProblem("\(key), refused for something else, did something") }
            return
        }
        throw SimulationProblem("\(key) was taken for something else")
    }
}

/// Something that must never happen has happened.
struct SimulationProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
