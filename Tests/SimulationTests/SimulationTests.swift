import Foundation
import Simulation
import Testing

/// A taste of what `holdfast simulate` does by the hundred thousand steps.
@Suite("Simulation") struct SimulationTests {
    private func report(seed: UInt64, steps: Int, faults: Bool = false) async throws -> Simulator.Report {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("simulation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let report = try await Simulator(
            .init(seed: seed, steps: steps, folder: folder.path, withFaults: faults)
        ).run()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        try FileManager.default.removeItem(at: folder)
        return report
    }

    @Test func `whatever people do, in whatever order, the books hold and nothing is doubled`() async throws {
        let report = try await report(seed: 1, steps: 1_200)
        #expect(report.failure == nil, "\(report.failure.map(\.description) ?? "")")
        #expect(report.steps == 1_200)
        #expect(report.proofs >= 24)
    }

    @Test func `whatever statement fails, nothing is left half done`() async throws {
        let report = try await report(seed: 500, steps: 800, faults: true)
        #expect(report.failure == nil, "\(report.failure.map(\.description) ?? "")")
        #expect(report.answers.values.contains { $0.keys.contains { $0.hasPrefix("fault") } })
    }

    @Test func `the same seed does the same again`() async throws {
        let first = try await report(seed: 7, steps: 400)
        let second = try await report(seed: 7, steps: 400)
        #expect(first.answers == second.answers)
        let other = try await report(seed: 8, steps: 400)
        #expect(first.answers != other.answers)
    }

    @Test func `everything that can be done is done in some world, and not only refused`() async throws {
        let report = try await report(seed: 40, steps: 8_000)
        for (move, answers) in report.answers { #expect((answers["done"] ?? 0) > 0, "\(move): \(answers)") }
    }
}
