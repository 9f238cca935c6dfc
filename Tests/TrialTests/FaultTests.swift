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

    @Test(arguments: Deed.all.map(\.name)) func `while nothing can be written nothing is, and then all of it`(
        name: String
    ) async throws {
        let deed = try #require(Deed.named(name))
        #expect(try await FaultTrial(deed).readOnly().problems == [])
    }

    /// In a process of its own: the limit that stands for the full disk is the whole process's.
    @Test func `a full disk leaves no trace, and room again does it all`() throws {
        let program = try #require(Built.program("Trials"))
        let process = Process()
        process.executableURL = program
        process.arguments = ["disk"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let told = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(told)")
    }

    @Test func `whoever is killed while they sign has signed wholly or not at all`() async throws {
        let deed = try #require(Deed.named("sign an order of three suppliers, with a request"))
        let program = try #require(Built.program("Trials"))
        #expect(try await KillTrial(deed, program: program).kills(step: 29).problems == [])
    }

    @Test func `of a torn log, every commit before the tear is there and none is half`() async throws {
        let verdicts = try await TornLogTrial(orders: 3, damages: 15, seed: UInt64.random(in: 1...1_000_000)).run()
        #expect(verdicts.problems == [])
    }
}
