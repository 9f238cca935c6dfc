import Identity
import SceneSupport
import Testing
import Values

@testable import Web

/// What programs are told, walked from the table of calls: no more than the pages of the same supplier show.
@Suite("Least data for programs") struct ProgramLeastDataTests {

    @Test(arguments: [Player.petra, .carol, .milo])
    func `no program is told what is not its supplier's, or more of a person than it needs`(who: Player) async throws {
        let scene = try await Scene()
        let town = try await Town(scene)
        let secrets = try await town.secrets(for: who)
        let program = try await ProgramClient(scene, who)
        var walked = 0
        for call in Calls.all where call.method == .get && !call.path.hasPrefix("/files") {
            guard !call.path.contains("{delivery}"), !call.path.hasPrefix("/webhooks/") else { continue }
            guard !call.path.hasPrefix("/remittances/") else { continue }
            let pattern = call.path.replacing("{id}", with: ":id")
            let paths = call.places.isEmpty ? [pattern] : try await town.paths(pattern, for: who)
            for path in paths {
                let told = try await program.get(path)
                #expect(told.status == 200, "\(path)")
                walked += 1
                let isFile = path.hasSuffix("/order.xml")
                for secret in secrets where secret.isIn(told.reply.body) && !(secret.isPseudonym && isFile) {
                    Issue.record("\(path): \(secret.what)")
                }
                #expect(!told.reply.body.contains("chronically"), "\(path): nothing of anybody's health")
                let isOrder = path.hasPrefix("/orders/") && !path.hasSuffix("/messages")
                let page = "/supplier" + path.replacing("/order.xml", with: "")
                let mayHold = try await town.mayHoldAddress(page)
                if !(isOrder && mayHold) {
                    for words in ["12 Lenton Boulevard", "NG7 2RD", "NG7 1AA", "0115 496 0001"] {
                        #expect(!told.reply.body.contains(words), "\(path): \(words)")
                    }
                }
            }
        }
        #expect(walked > 10)
    }

    @Test(arguments: [Player.petra, .carol, .milo]) func `what is another supplier's is not there`(who: Player)
        async throws
    {
        let scene = try await Scene()
        let town = try await Town(scene)
        let program = try await ProgramClient(scene, who)
        for call in Calls.all where call.method == .get && call.places == ["id"] {
            let pattern = call.path.replacing("{id}", with: ":id")
            guard ["/orders", "/listings", "/invoices"].contains(where: pattern.hasPrefix) else { continue }
            for path in try await town.paths(pattern, for: who, others: true) {
                #expect(try await program.get(path).status == 404, "\(path)")
            }
        }
    }
}
