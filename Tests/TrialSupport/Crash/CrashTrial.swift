import Foundation
import Relational
import SQLiteDriver
import Storage
import TestSupport

/// `holdfast serve` under load, killed with SIGKILL at random moments and started again, as often as wanted. After each
/// kill: no order that was answered is missing, none is there twice however often its form was sent, the ledger agrees,
/// and the messages of each order are there, the same ones each time.
package struct CrashTrial: Sendable {
    package let kills: Int
    package let shoppers: Int
    package let seed: UInt64
    let program: URL
    let catalogue: String

    /// - Parameter program: `holdfast`, built.
    package init(kills: Int, shoppers: Int, seed: UInt64, program: URL, catalogue: String) {
        self.kills = kills
        self.shoppers = shoppers
        self.seed = seed
        self.program = program
        self.catalogue = catalogue
    }

    package func run() async throws -> Verdicts {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("holdfast-crash-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let result: Result<Verdicts, any Error>
        do {
            result = .success(try await run(in: folder))
        } catch {
            result = .failure(error)
        }
        try FileManager.default.removeItem(atPath: folder)
        return try result.get()
    }

    private func run(in folder: String) async throws -> Verdicts {
        let town = try await Town.build(at: "\(folder)/town.db", catalogue: catalogue, holders: shoppers)
        let port = try ServerProcess.freePort()
        var random = SplitMix64(seed: seed)
        var state = CrashState(town: town)
        var server = try ServerProcess(program: program, database: town.path, port: port)
        _ = try server.waitUntilServing()
        let crowd = (0..<shoppers).map { Shopper($0, port: port, town: town) }
        for shopper in crowd { shopper.start() }
        for _ in 0..<kills {
            try await Task.sleep(for: .milliseconds(Int.random(in: 30...600, using: &random)))
            guard server.isRunning else { throw TrialFailure("the server ended by itself") }
            server.kill()
            // What was answered before the kill; more may be by the time of the check, which does no harm.
            let answered = crowd.flatMap(\.acknowledged)
            server = try ServerProcess(program: program, database: town.path, port: port)
            state.restarts.append(try server.waitUntilServing())
            try await state.check(answered, verifying: program)
        }
        try await Task.sleep(for: .milliseconds(300))
        for shopper in crowd { shopper.stop() }
        for _ in 0..<1_200 where !crowd.allSatisfy(\.isDone) { try await Task.sleep(for: .milliseconds(50)) }
        try await state.finish(crowd, verifying: program)
        server.kill()
        return state.verdicts(kills: kills, shoppers: crowd)
    }
}

/// What is known from check to check.
private struct CrashState {
    let town: Town
    var restarts: [Int] = []
    private var verdicts = Verdicts()
    /// The messages of each order as they were first seen.
    private var messages: [String: Set<String>] = [:]

    init(town: Town) {
        self.town = town
    }

    mutating func check(_ answered: [Shopper.Acknowledged], verifying program: URL) async throws {
        let database = try Town.open(town.path)
        let (orders, twice, found) = try await database.read { snapshot in
            (
                Set(try snapshot.connection.rows("SELECT id FROM orders").map { try $0.text("id") }),
                try snapshot.connection.rows(
                    "SELECT basket_id FROM orders GROUP BY basket_id HAVING COUNT(*) > 1"
                ).count,
                try CrashState.messages(snapshot)
            )
        }
        try database.close()
        let missing = answered.filter { !orders.contains($0.order) }
        verdicts.expect(missing.isEmpty, "\(missing.count) answered orders are missing: \(missing.prefix(3))")
        verdicts.expect(twice == 0, "\(twice) baskets became two orders")
        for order in answered.map(\.order) {
            let now = found[order] ?? []
            // One for each of the three suppliers at least: everything is in the plan, so it is sent at once.
            verdicts.expect(now.count >= 3, "order \(order) has \(now.count) messages")
            let before = messages[order] ?? now
            verdicts.expect(before.isSubset(of: now), "messages of order \(order) are not the ones they were")
            messages[order] = now
        }
        try verify(program)
    }

    private static func messages(_ snapshot: Snapshot) throws -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        for row in try snapshot.connection.rows("SELECT id, order_id, kind, recipient FROM outbox_messages") {
            let message = "\(try row.text("id")) \(try row.text("kind")) \(try row.text("recipient"))"
            found[try row.text("order_id"), default: []].insert(message)
        }
        return found
    }

    /// As an operator would: `holdfast ledger verify`.
    private mutating func verify(_ program: URL) throws {
        let process = Process()
        process.executableURL = program
        process.arguments = ["ledger", "verify", "--database", town.path]
        process.environment = ["PATH": "/usr/bin:/bin"]
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        let told = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        verdicts.expect(process.terminationStatus == 0, "ledger verify: \(told)")
    }

    /// At the end every form has its answer, so that the orders are just those that were answered.
    mutating func finish(_ crowd: [Shopper], verifying program: URL) async throws {
        let answered = crowd.flatMap(\.acknowledged)
        try await check(answered, verifying: program)
        let database = try Town.open(town.path)
        let there = try await database.read { snapshot in
            try snapshot.connection.rows("SELECT id, holder_id FROM orders").map {
                (order: try $0.text("id"), holder: try $0.text("holder_id"))
            }
        }
        try database.close()
        verdicts.expect(crowd.allSatisfy(\.isDone), "somebody never got an answer")
        for shopper in crowd {
            for problem in shopper.problems { verdicts.fail(problem) }
            let own = there.filter { $0.holder == Town.holder(shopper.number).text }.map(\.order)
            let told = shopper.acknowledged.map(\.order)
            verdicts.expect(
                Set(own) == Set(told) && own.count == told.count,
                "shopper \(shopper.number) was told of \(told.count) orders, and has \(own.count)")
        }
    }

    mutating func verdicts(kills: Int, shoppers: [Shopper]) -> Verdicts {
        let orders = shoppers.map { $0.acknowledged.count }.reduce(0, +)
        let retries = shoppers.map(\.retries).reduce(0, +)
        let times = restarts.sorted()
        verdicts.expect(orders > kills, "only \(orders) orders were answered: that is no load")
        verdicts.note(
            "\(kills) kills under \(shoppers.count) shoppers: \(orders) orders answered, "
                + "\(retries) requests sent again")
        let soon = times.count { $0 <= 1_000 }
        verdicts.note(
            "serving again after (median, longest): \(times[times.count / 2]) ms, \(times.last ?? 0) ms; "
                + "within a second \(soon) of \(times.count) times")
        if verdicts.problems.isEmpty {
            verdicts.note("no answered order missing, none doubled, ledger verified and messages the same each time")
        }
        return verdicts
    }
}
