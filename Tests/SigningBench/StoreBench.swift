import Baskets
import Foundation
import Identity
import Operations
import Orders
import Relational
import SQLiteDriver
import Storage
import TrialSupport
import Values

/// Signing through the desk, against the same statements said to SQLite directly.
struct StoreBench {
    let town: Town
    let folder: String
    let rounds: Int

    /// One person about to sign.
    private struct Signer: Sendable {
        let principal: Principal
        let order: SignOrder
        let key: String
    }

    func run() async throws {
        Bench.say(
            """

            Store: signings of five lines from three suppliers, synchronous=FULL, against the same statements replayed \
            raw with as many a commit as there are tasks; median of \(rounds) rounds
            """)
        let widths = [8, 10, 11, 8, 8, 12, 12, 8, 12, 12, 8, 9, 9, 9]
        Bench.say(
            Lines.row(
                [
                    "tasks", "signings", "product/s", "raw/s", "ratio", "µs serial", "µs raw", "ratio", "µs CPU",
                    "µs raw", "ratio", "p50 ms", "p95 ms", "p99 ms",
                ], widths: widths))
        for (tasks, count) in [(1, 150), (16, 800), (64, town.holders)] {
            let signings = min(count, town.holders)
            let recorded = try await record(signings)
            let figures = try await (0..<rounds).asyncMap { _ in try await round(recorded, signings, tasks) }
            let (mine, raw) = (Self.median(figures.map(\.mine)), Self.median(figures.map(\.raw)))
            let (work, rawWork) = (Self.median(figures.map(\.work)), Self.median(figures.map(\.rawWork)))
            let (serial, rawSerial) = (Self.median(figures.map(\.serial)), Self.median(figures.map(\.rawSerial)))
            var times = Histogram()
            for figure in figures { times.add(figure.times) }
            let perSecond = { (nanoseconds: Int) in String(signings * 1_000_000_000 / max(1, nanoseconds)) }
            Bench.say(
                Lines.row(
                    [
                        String(tasks), String(signings), perSecond(mine), perSecond(raw),
                        Lines.thousandths(raw * 1_000 / mine), String(serial / signings / 1_000),
                        String(rawSerial / signings / 1_000), Lines.thousandths(rawSerial * 1_000 / max(1, serial)),
                        String(work / signings / 1_000),
                        String(rawWork / signings / 1_000), Lines.thousandths(rawWork * 1_000 / work),
                        Lines.milliseconds(times.permille(500)), Lines.milliseconds(times.permille(950)),
                        Lines.milliseconds(times.permille(990)),
                    ], widths: widths))
            if tasks == 1 {
                Bench.say("         \(recorded.first?.count ?? 0) statements in one signing")
                if Bench.tellsStatements { for statement in recorded.first ?? [] { Bench.say(statement.sql) } }
            }
        }
    }

    private static func median(_ numbers: [Int]) -> Int { numbers.sorted()[numbers.count / 2] }

    private struct Figure {
        let mine: Int
        let raw: Int
        let work: Int
        let rawWork: Int
        /// What only one thread can do at a time.
        let serial: Int
        let rawSerial: Int
        let times: Histogram
    }

    private func round(_ recorded: [[Statement]], _ signings: Int, _ tasks: Int) async throws -> Figure {
        let (mine, times) = try await product(signings, tasks)
        let path = try Bench.copy(town.path, to: "\(folder)/raw.db")
        let replay = try RawReplay(path: path)
        let start = Stopwatch()
        try replay.run(recorded, perCommit: tasks)
        return Figure(
            mine: mine.wall, raw: start.wall, work: mine.cpu, rawWork: start.cpu, serial: mine.serial,
            rawSerial: replay.serial, times: times)
    }

    /// The statements of so many signings.
    private func record(_ signings: Int) async throws -> [[Statement]] {
        let database = try Town.open(try Bench.copy(town.path, to: "\(folder)/record.db"))
        let signers = try await signers(signings, database)
        let recorder = Recorder()
        let desk = try Town.desk(WatchedDatabase(database, watcher: recorder))
        for signer in signers { _ = try await desk.perform(signer.order, as: signer.principal, key: signer.key) }
        try database.close()
        return recorder.writes
    }

    private func product(
        _ signings: Int, _ tasks: Int
    ) async throws -> (spent: (wall: Int, cpu: Int, serial: Int), times: Histogram) {
        let database = try Town.open(try Bench.copy(town.path, to: "\(folder)/product.db"))
        let signers = try await signers(signings, database)
        let serial = SerialClock()
        let desk = try Town.desk(WatchedDatabase(database, watcher: serial))
        let turns = Turns()
        let start = Stopwatch()
        let times = try await withThrowingTaskGroup(of: Histogram.self) { group in
            for _ in 0..<tasks {
                group.addTask {
                    var times = Histogram()
                    while true {
                        let index = turns.take()
                        guard index < signers.count else { return times }
                        let (signer, watch) = (signers[index], Stopwatch())
                        _ = try await desk.perform(signer.order, as: signer.principal, key: signer.key)
                        times.add(microseconds: watch.wall / 1_000)
                    }
                }
            }
            return try await group.reduce(into: Histogram()) { $0.add($1) }
        }
        let spent = (start.wall, start.cpu, serial.sum)
        let orders = try await database.read { try $0.connection.row("SELECT COUNT(*) AS n FROM orders")?.integer("n") }
        guard orders == signings else { throw TrialFailure("\(orders ?? 0) orders of \(signings)") }
        try database.close()
        return (spent, times)
    }

    /// What each person was shown, read beforehand: here only signing is timed.
    private func signers(_ count: Int, _ database: SQLiteDatabase) async throws -> [Signer] {
        let desk = try Town.desk(database)
        return try await (0..<count).asyncMap { number in
            try await desk.look { look in
                guard let person = try look.snapshot.people.find(Town.person(number)) else { throw NotFound() }
                let principal = try Desk.principal(
                    person, holder: Town.holder(number), on: look.today, in: look.snapshot)
                guard let authority = principal.authority,
                    let shown = try Checkout(
                        of: authority.holder, authority: authority, shelf: look.shelf, today: look.today,
                        in: look.snapshot)
                else { throw NotFound() }
                return Signer(
                    principal: principal,
                    order: SignOrder(declaration: shown.declaration.digest, together: .sendNow, requests: [:]),
                    key: "sign-\(number)")
            }
        }
    }
}

extension Sequence where Self: Sendable {
    func asyncMap<Answer>(_ body: (Element) async throws -> Answer) async rethrows -> [Answer] {
        var answers: [Answer] = []
        for element in self { answers.append(try await body(element)) }
        return answers
    }
}
