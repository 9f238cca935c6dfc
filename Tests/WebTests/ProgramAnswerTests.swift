import Identity
import Operations
import Orders
import SceneSupport
import Testing
import TestSupport
import Values

@testable import Web

/// Real answers, walked from the table of calls.
@Suite("Programs’ answers") struct ProgramAnswerTests {
    /// A tag that nothing has.
    static let otherTag = "\"1.000000000000\""

    @Test func `every answer is as it is described, with the headers that are described`() async throws {
        let house = try await ProgramHouse()
        let scene = house.scene
        // One that waits, one with an offer, one that the customer would like to cancel.
        for count in 1...3 { try await scene.sign(.ann, [("neuro", count)]) }
        let orders = try await house.program.get("/orders?status=sent").items.compactMap { $0["id"]?.text }
        try await house.program.step(
            "/orders/\(orders[0])", "change",
            [
                "reason": "We are full.",
                "lines": [["position": 1, "listing": "neuro", "unitNetPence": 7_000, "quantity": 3]],
            ])
        let cancelled = try await house.program.step("/orders/\(orders[1])", "acceptance", [:])
        let part = SupplierOrder.ID(try #require(cancelled.json["id"]?.text))
        try await scene.perform(AskToCancel(part: part, units: [1: 1], note: "We are away."), as: .ann)
        var walked = 0
        for call in Calls.all where call.method == .get && !call.path.hasSuffix("/wrong-rows.csv") {
            var paths = [house.path(call)]
            if call.places == ["id"], call.path.hasPrefix("/orders/") {
                paths += orders.map { id in house.path(call) { _ in id } }
            }
            if call.query.contains(where: { $0.name == "limit" }) { paths.append("\(house.path(call))?limit=1") }
            for path in paths {
                let told = try await house.program.get(path)
                #expect(told.status == 200, "\(path)")
                try check(told, of: call)
                walked += 1
                guard let tag = told.header("ETag") else { continue }
                try check(try await house.program.get(path, ["If-None-Match": tag]), of: call)
            }
        }
        #expect(walked > 25)
    }

    @Test func `what changes something answers as it is described, refusals and repeats as well`() async throws {
        let house = try await ProgramHouse()
        for call in Calls.all where call.method != .get {
            var body: JSONValue?
            for case .json(_, let example) in call.bodies { body = example }
            for match in [nil, Self.otherTag] {
                var headers = ["Idempotency-Key": "\(call.name) \(match ?? "")".replacing(" ", with: "-")]
                headers["If-Match"] = match
                for _ in 1...2 {
                    try check(
                        try await house.program.ask(call.method.rawValue, house.path(call), body, headers), of: call)
                }
            }
        }
    }

    /// - Parameter told: with status, contents and headers as the description of a call says.
    private func check(_ told: ProgramTold, of call: Call) throws {
        let described = OpenAPI.document["paths"]?[call.path]?[call.method.rawValue.lowercased()]?["responses"]?[
            String(told.status)]
        #expect(described != nil, "\(call.name) \(told.status)")
        for header in ProgramHeader.allCases {
            let sent = told.header(header.rawValue)
            let isDescribed = described?["headers"]?[header.rawValue] != nil
            if let sent {
                #expect(isDescribed, "\(call.name) \(told.status) \(header.rawValue)")
                let value = header == .retryAfter ? Int(sent).map(JSONValue.integer) ?? .null : .string(sent)
                #expect(header.schema.problems(of: value) == [], "\(header.rawValue): \(sent)")
            } else {
                let isMissing = isDescribed && header.isCertain(told.status)
                #expect(!isMissing, "\(call.name) \(told.status) \(header.rawValue)")
            }
        }
        guard told.status != 304, told.status != 204 else { return }
        let isProblem = told.status >= 400
        let answer = call.answers.first { $0.status.code == told.status }
        guard let schema = isProblem ? ProgramErrors.schema : answer?.schema else { return }
        #expect(schema.problems(of: told.json) == [], "\(call.name): \(told.reply.body)")
    }

    @Test func `another supplier's is answered as what is not there is`() async throws {
        let house = try await ProgramHouse()
        let milo = try await ProgramClient(house.scene, .milo)
        var asked: Set<String> = []
        for call in Calls.all where !call.places.isEmpty {
            var body: JSONValue?
            for case .json(_, let example) in call.bodies { body = example }
            let headers = ["If-Match": Self.otherTag]
            let foreign = try await milo.ask(call.method.rawValue, house.path(call), body, headers)
            let unknown = try await milo.ask(call.method.rawValue, house.path(call) { _ in "unknown" }, body, headers)
            #expect((foreign.status, foreign.code) == (404, "not-found"), "\(call.name)")
            #expect(foreign.json == unknown.json, "\(call.name)")
            #expect(!house.path(call).contains("nothing"), "\(call.name)")
            asked.insert(String(call.path.split(separator: "/")[0]))
        }
        #expect(asked == ["orders", "listings", "invoices", "remittances", "webhooks", "files"])
        // A delivery of another supplier's below a webhook of one's own.
        let hook = try await milo.ask("POST", "/webhooks", ["address": "https://meadow.example/orders"])
        let path = "/webhooks/\(hook.json["id"]?.text ?? "")/deliveries/"
        let delivery = try await milo.get(path + "\(house.path(deliveryCall).split(separator: "/").last ?? "")")
        #expect(delivery.json == (try await milo.get(path + "unknown")).json && delivery.status == 404)
        // And in lists and bodies.
        let order = house.path(orderCall).split(separator: "/").last.map(String.init) ?? ""
        #expect(try await milo.get("/invoices?order=\(order)").items.isEmpty)
        #expect(try await milo.get("/remittances?order=\(order)").items.isEmpty)
        let invoice = { (order: String) -> JSONValue in
            [
                "order": .string(order), "number": "M-1", "issuedOn": "2026-10-09",
                "lines": [["position": 1, "units": 1]],
            ]
        }
        let foreign = try await milo.ask("POST", "/invoices", invoice(order))
        #expect(foreign.json == (try await milo.ask("POST", "/invoices", invoice("unknown"))).json)
        #expect(foreign.status == 404)
    }

    private var deliveryCall: Call { Calls.all.first { $0.name == "readDelivery" } ?? Calls.all[0] }
    private var orderCall: Call { Calls.all.first { $0.name == "readOrder" } ?? Calls.all[0] }

    @Test func `an address that is not there, or takes no such method, takes of the key's requests as well`()
        async throws
    {
        let program = try await ProgramClient(try await Scene())
        for (index, (method, path, status)) in [
            ("GET", "/nothing", 404), ("DELETE", "/orders", 405), ("GET", "/openapi.json", 200),
            ("GET", "/orders", 200),
        ].enumerated() {
            let told = try await program.ask(method, path)
            #expect(told.status == status)
            #expect(told.header("RateLimit")?.hasPrefix("\"key\";r=\(599 - index);") == true, "\(path)")
        }
        for _ in 0..<600 { try await program.get("/nothing") }
        let told = try await program.get("/nothing")
        #expect((told.status, told.code) == (429, "rate.exceeded") && told.header("Retry-After") != nil)
    }
}
