import Foundation
import TrialSupport

/// Every trial with its figures:
///
///     swift build -c release --product holdfast && swift run -c release Trials [--kills 50] [--seed 1] [part …]
///
/// Parts are `faults`, `deaths`, `disk`, `readonly`, `log`, `races` and `crash`; without any, all of them. Ends with 1
/// when something was found that should not be.
@main enum Trials {
    static func main() async throws {
        var words = Array(CommandLine.arguments.dropFirst())
        if words.first == KillTrial.word { return try await KillTrial.die(Array(words.dropFirst())) }
        let kills = number("--kills", in: &words) ?? 50
        let seed = number("--seed", in: &words) ?? Int.random(in: 1...1_000_000)
        let parts = words.isEmpty ? Part.allCases : try words.map { word in
            guard let part = Part(rawValue: word) else { throw TrialFailure("\(word): is no part of the trials") }
            return part
        }
        say("seed \(seed)")
        var problems = 0
        for part in parts {
            say("\n\(part.title)")
            let start = Date()
            var verdicts = Verdicts()
            do {
                verdicts = try await part.run(kills: kills, seed: UInt64(seed))
            } catch {
                verdicts.fail("it ended with \(error)")
            }
            for figure in verdicts.figures { say("  \(figure)") }
            for problem in verdicts.problems { say("  NOT AS IT SHOULD BE: \(problem)") }
            problems += verdicts.problems.count
            say("  \(Int(Date().timeIntervalSince(start))) s")
        }
        say(problems == 0 ? "\nNothing lost, nothing doubled, nothing half." : "\n\(problems) problems, seed \(seed)")
        if problems > 0 { exit(1) }
    }

    private static func number(_ flag: String, in words: inout [String]) -> Int? {
        guard let index = words.firstIndex(of: flag), words.indices.contains(index + 1),
            let number = Int(words[index + 1])
        else { return nil }
        words.removeSubrange(index...index + 1)
        return number
    }

    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}

enum Part: String, CaseIterable {
    case faults, deaths, disk, readonly, log, races, crash

    var title: String {
        switch self {
        case .faults: "An error at every statement of every kind of operation"
        case .deaths: "A process killed at every statement of every kind of operation"
        case .disk: "A disk that is full in the middle of what is written"
        case .readonly: "A database that has become read-only"
        case .log: "A write-ahead log torn, cut and garbled"
        case .races: "Many at once"
        case .crash: "A server killed under load"
        }
    }

    func run(kills: Int, seed: UInt64) async throws -> Verdicts {
        var verdicts = Verdicts()
        switch self {
        case .faults: for deed in Deed.all { verdicts.add(try await FaultTrial(deed).errors()) }
        case .deaths:
            let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            for deed in Deed.all { verdicts.add(try await KillTrial(deed, program: program).kills()) }
        case .disk:
            for deed in Deed.all { verdicts.add(try await FaultTrial(deed).fullDisk()) }
        case .readonly: for deed in Deed.all { verdicts.add(try await FaultTrial(deed).readOnly()) }
        case .log: verdicts = try await TornLogTrial(orders: 20, damages: 600, seed: seed).run()
        case .races: for race in RaceTrials.all { verdicts.add(try await race.run()) }
        case .crash:
            guard let holdfast = Built.program("holdfast") else { throw TrialFailure("holdfast is not built") }
            verdicts = try await CrashTrial(
                kills: kills, shoppers: 8, seed: seed, program: holdfast, catalogue: "catalogue"
            ).run()
        }
        return verdicts
    }
}
