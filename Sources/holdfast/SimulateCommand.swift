import ArgumentParser
import Foundation
import Simulation

/// `holdfast simulate`: random people, in simulated time, on the real store.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Let random people do random things, and look after each whether the books still hold.",
        discussion: "Uses databases of its own, which it removes. The same seed always does the same.")

    @Option(help: "Where chance begins; a failing seed is printed, and does the same again.")
    var seed: UInt64 = 1

    @Option(help: "How many steps in all.")
    var steps = 10_000

    @Flag(help: "Let statements fail at random, as on a full disk.")
    var faults = false

    @Option(help: "A folder for the databases.")
    var folder = FileManager.default.temporaryDirectory.path

    func run() async throws {
        let began = ContinuousClock.now
        let settings = Simulator.Settings(seed: seed, steps: steps, folder: folder, withFaults: faults)
        let report = try await Simulator(settings).run()
        for (move, answers) in report.answers.sorted(by: { $0.key < $1.key }) {
            let told = answers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
            Terminal.say("\(move): \(told.joined(separator: ", "))")
        }
        Terminal.say(
            "\(report.steps) steps in \(report.episodes) worlds, the books proved \(report.proofs) times, in "
                + "\(began.duration(to: .now).formatted(.units(allowed: [.minutes, .seconds])))")
        if let failure = report.failure { throw CommandFailure("\(failure)") }
    }
}
