import Foundation
import Identity
import Operations
import Orders
import SceneSupport
import Testing
import TestSupport
import Values

@testable import Web

/// A supplier with one of everything that programs can ask for, and its program.
struct ProgramHouse {
    let scene: Scene
    let program: ProgramClient
    /// By the first word of the address: `orders`, `webhooks` and so on; `deliveries` by that word.
    private(set) var ids: [String: String] = [:]

    init() async throws {
        scene = try await Scene()
        program = try await ProgramClient(scene)
        ids["listings"] = "neuro"
        let hook = try await program.ask("POST", "/webhooks", ["address": "https://trent.example/orders"])
        ids["webhooks"] = try #require(hook.json["id"]?.text)
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        ids["orders"] = part.id.text
        try await program.step("/orders/\(part.id)", "acceptance", [:])
        try await program.step("/orders/\(part.id)", "delivery", [:])
        try await program.ask("POST", "/orders/\(part.id)/messages", ["text": "We have been there."])
        try await scene.confirm(part)
        let invoice = try await program.ask(
            "POST", "/invoices",
            [
                "order": .string(part.id.text), "number": "T-1", "issuedOn": "2026-10-09",
                "lines": [["position": 1, "units": 1]],
            ])
        ids["invoices"] = try #require(invoice.json["id"]?.text)
        try await scene.pay(part)
        ids["remittances"] = try #require(try await program.get("/remittances").items.first?["id"]?.text)
        try await scene.desk.routeMessages(.trial())
        ids["deliveries"] = try #require(
            try await program.get("/webhooks/\(hook.json["id"]?.text ?? "")/deliveries").items.first?["id"]?.text)
        let file = try await program.bring("listing,stock\r\nneuro,5\r\n")
        ids["files"] = try #require(file.json["id"]?.text)
    }

    /// The address of a call about what is there.
    func path(_ call: Call) -> String {
        path(call) { ids[$0] ?? "nothing" }
    }

    func path(_ call: Call, _ id: (String) -> String) -> String {
        let place = call.path.split(separator: "/").first.map(String.init) ?? ""
        return call.path.replacing("{id}", with: id(place)).replacing("{delivery}", with: id("deliveries"))
    }
}

extension ProgramClient {
    /// A file of prices and stock.
    func bring(_ lines: String, key: String? = nil) async throws -> ProgramTold {
        var fields = [("Authorization", "Bearer \(self.key)"), ("Content-Type", "text/csv")]
        if let key { fields.append(("Idempotency-Key", key)) }
        return try ProgramTold(
            try await door.ask("POST", "/api/v1/prices-and-stock", headers: fields, body: Array(lines.utf8)))
    }
}
