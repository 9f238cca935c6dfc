import Foundation
import Testing
import TrialSupport

/// The server under load, killed a few times; `Trials` does it fifty times and more.
@Suite("Crashes") struct CrashTests {
    @Test func `whatever was answered is there after a crash, once`() async throws {
        let program = try #require(Built.program("holdfast"))
        let seed = UInt64.random(in: 1...1_000_000)
        let trial = CrashTrial(
            kills: 4, shoppers: 4, seed: seed, program: program,
            catalogue: Built.checkout.appendingPathComponent("catalogue").path)
        let problems = try await trial.run().problems
        #expect(problems == [], "seed \(seed)")
    }
}
