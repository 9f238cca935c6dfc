import Cryptography
import Foundation
import TrialSupport

/// The whole product over HTTP: from the request to the answer after the durable commit.
struct HTTPBench {
    let folder: String
    let seconds: Int
    let seed: UInt64

    private static let readers = 200
    private static let signers = 1_600
    private static let settlers = 1_000
    private static let widths = [12, 10, 8, 9, 9, 9, 9]

    func run() async throws {
        guard let program = Built.program("holdfast") else { throw TrialFailure("holdfast is not built") }
        Bench.say(
            """

            HTTP: 60 % validate (GET /checkout, Zipf-skewed over \(HTTPBench.readers) people), 20 % sign, 10 % \
            supplier answers, 10 % confirm or pay; closed loop, \(seconds) s for each; seed \(seed)
            """)
        let holders = HTTPBench.readers + HTTPBench.signers + HTTPBench.settlers
        let town = try await Town.build(at: "\(folder)/http.db", catalogue: "catalogue", holders: holders)
        try await town.fillBaskets()
        let market = try await Market(town, readers: HTTPBench.readers, settlers: HTTPBench.settlers)
        let server = try ServerProcess(program: program, database: town.path, port: try ServerProcess.freePort())
        _ = try server.waitUntilServing()
        let head = ["connections", "what", "answers", "p50 ms", "p95 ms", "p99 ms", "most"]
        Bench.say(Lines.row(head, widths: Self.widths))
        let load = Load(market, port: server.port)
        for connections in [1, 16, 64] {
            let watch = Stopwatch()
            let result = await load.run(connections: connections, seconds: seconds, seed: seed)
            report(result, connections, nanoseconds: watch.wall)
        }
        let memory = try HTTPBench.peakMemory(of: server.identifier)
        server.kill()
        Bench.say("Peak memory of the server: \(memory)")
        try passwords()
    }

    private func report(_ result: LoadResult, _ connections: Int, nanoseconds: Int) {
        for kind in Kind.allCases {
            let times = result.times[kind] ?? Histogram()
            Bench.say(
                Lines.row(
                    [
                        String(connections), kind.rawValue, String(times.count),
                        Lines.milliseconds(times.permille(500)), Lines.milliseconds(times.permille(950)),
                        Lines.milliseconds(times.permille(990)), Lines.milliseconds(times.largest),
                    ], widths: Self.widths))
        }
        let perSecond = { (count: Int) in count * 1_000_000_000 / max(1, nanoseconds) }
        let refusals = result.refusals.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
        Bench.say(
            "            \(perSecond(result.count)) answers a second, "
                + "\(perSecond(result.times[.sign]?.count ?? 0)) signings a second; refusals: "
                + (refusals.isEmpty ? "none" : refusals.joined(separator: ", ")))
    }

    /// What the load leaves out: its passwords are kept cheaply.
    private func passwords() throws {
        let hash = try PasswordHash.make(password: Town.password, salt: Array(repeating: 7, count: 16))
        let watch = Stopwatch()
        for _ in 0..<5 { _ = hash.verifies(Town.password) }
        let each = max(1, watch.wall / 5_000)
        Bench.say(
            "Not in these figures: a password as the product keeps it takes \(Lines.milliseconds(each)) ms to check, "
                + "one at a time, so no more than \(1_000_000 / each) signings a second pass the counter")
    }

    private static func peakMemory(of process: Int32) throws -> String {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
        return line.map { $0.dropFirst("VmHWM:".count).trimmingCharacters(in: .whitespaces) } ?? "not told"
    }
}
