import Testing
import TrialSupport

/// Many at once, with real tasks on a real database.
@Suite("Races") struct RaceTests {
    @Test(arguments: RaceTrials.all.map(\.name)) func `of many at once, as many as can be are heard, and all are told`(
        name: String
    ) async throws {
        let race = try #require(RaceTrials.all.first { $0.name == name })
        #expect(try await race.run().problems == [])
    }
}
