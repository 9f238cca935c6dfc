import Foundation
import Simulation

/// The simulation without the rest of the program, so that it is built for speed in little time:
/// `swift run -c release Simulator 200000 [seed] [faults]`. The program itself has it as `holdfast simulate`.
@main enum Simulate {
    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        let steps = words.first.flatMap { Int($0) } ?? 200_000
        let seed = words.dropFirst().first.flatMap { UInt64($0) } ?? 1
        let folder = FileManager.default.temporaryDirectory.path
        let settings = Simulator.Settings(
            seed: seed, steps: steps, folder: folder, withFaults: words.contains("faults"))
        let began = ContinuousClock.now
        let report = try await Simulator(settings).run()
        say("\(report.steps) steps in \(report.episodes) worlds, the books proved \(report.proofs) times")
        say("in \(began.duration(to: .now))")
        guard let failure = report.failure else { return }
        say("\(failure)")
        exit(1)
    }

    private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
