import Cryptography
import DoorSupport
import Operations
import SQLiteDriver
import Storage
import TrialSupport

/// The site without a network, and a holder of the demonstration who shops there.
struct Shop {
    private let door: Door
    private let cookie: String

    /// Each address is asked for so many times.
    private static let runs = 40
    private static let shopper = "ann.marsh@people.holdfast.example"
    private static let widths = [16, 8, 9, 9, 9, 10, 9]

    /// - Parameter folder: for files that nobody sends.
    init(database: SQLiteDatabase, folder: String) async throws {
        let desk = try Town.desk(database)
        let hash = try PasswordHash.make(password: Town.password, salt: Array(repeating: 7, count: 16))
        try await database.write { tx in
            guard let ann = try tx.people.find(email: try .init(Self.shopper)) else { throw NotFound() }
            try tx.people.set(passwordHash: hash.text, of: ann.id)
        }
        guard let session = try await desk.signIn(email: Self.shopper, password: Town.password) else {
            throw TrialFailure("nobody could sign in")
        }
        door = Door(desk, runFolder: folder)
        cookie = "holdfast=\(session.secret)"
    }

    /// Asks each kind of question often, and says how long the answers took: the very first one of each by itself, for
    /// it may have to fetch what the later ones find remembered.
    func ask(_ questions: [(kind: String, addresses: [String])]) async throws {
        CatalogueBench.say(
            Lines.row(
                ["  question", "pages", "first ms", "p50 ms", "p95 ms", "most ms", "page KB"], widths: Self.widths))
        var (all, first) = (Histogram(), Histogram())
        for (kind, addresses) in questions {
            let (times, firsts, bytes) = try await ask(addresses)
            all.add(times)
            first.add(firsts)
            report(kind, times, firsts, bytes)
        }
        report("all", all, first, 0)
    }

    private func ask(_ addresses: [String]) async throws -> (Histogram, Histogram, Int) {
        var (times, firsts, bytes) = (Histogram(), Histogram(), 0)
        let clock = ContinuousClock()
        for run in 0..<Self.runs {
            for address in addresses {
                let began = clock.now
                let reply = try await door.ask("GET", "/shop?\(address)", headers: [("Cookie", cookie)])
                let took = Int((clock.now - began) / .microseconds(1))
                guard reply.status == 200 else { throw TrialFailure("/shop?\(address): \(reply.status)") }
                if run == 0 { firsts.add(microseconds: took) }
                times.add(microseconds: took)
                bytes = max(bytes, reply.body.utf8.count)
            }
        }
        return (times, firsts, bytes)
    }

    private func report(_ kind: String, _ times: Histogram, _ firsts: Histogram, _ bytes: Int) {
        CatalogueBench.say(
            Lines.row(
                [
                    "  " + kind, String(times.count), Lines.milliseconds(firsts.largest),
                    Lines.milliseconds(times.permille(500)), Lines.milliseconds(times.permille(950)),
                    Lines.milliseconds(times.largest), bytes == 0 ? "" : String(bytes / 1_000),
                ], widths: Self.widths))
    }
}
