import Foundation
import Testing
import TrialSupport

/// I14: nothing or everything, whatever fails. Here each kind of operation at some of its moments; `Trials` tries all.
@Suite("Faults") struct FaultTests {
    @Test(arguments: Deed.all.map(\.name)) func `an error leaves no trace, and trying again does it all`(
        name: String
    ) async throws {
        let deed = try #require(Deed.named(name))
        #expect(try await FaultTrial(deed).errors(step: 5, from: name.utf8.count % 5).problems == [])
    }

    @Test(arguments: ["sign an order of three suppliers, with a request", "agree to a plan that does without a line in use"])
    func `a full disk leaves no trace, and room again does it all`(name: String) async throws {
        let deed = try #require(Deed.named(name))
        #expect(try await FaultTrial(deed).fullDisk().problems == [])
    }

    @Test(arguments: ["sign an order of three suppliers, with a request", "pay"])
    func `a disk that takes nothing is told, and over when it is over`(name: String) async throws {
        let deed = try #require(Deed.named(name))
        #expect(try await FaultTrial(deed).readOnly().problems == [])
    }

    @Test func `whoever is killed while they sign has signed wholly or not at all`() async throws {
        let deed = try #require(Deed.named("sign an order of three suppliers, with a request"))
        let program = try #require(Built.program("Trials"))
        #expect(try await KillTrial(deed, program: program).kills(step: 29).problems == [])
    }

    @Test func `of a torn log, every commit before the tear is there and none is half`() async throws {
        let verdicts = try await TornLogTrial(orders: 4, damages: 30, seed: UInt64.random(in: 1...1_000_000)).run()
        #expect(verdicts.problems == [])
    }
}
