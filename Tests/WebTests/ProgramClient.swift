import DoorSupport
import Foundation
import Identity
import Operations
import Orders
import SceneSupport
import Testing
import Values

@testable import Web

/// A supplier's program, with its key.
struct ProgramClient: Sendable {
    let door: Door
    let key: String

    init(
        _ scene: Scene, _ who: Player = .petra, _ scopes: Set<SupplierScope> = Set(SupplierScope.allCases)
    ) async throws {
        key = "hf_\(who.rawValue)-\(scopes.text)"
        door = Door(scene)
        try await scene.perform(
            MakeSupplierKey(name: "Ours", scopes: scopes, digest: Digest(of: key)), as: who)
    }

    init(door: Door, key: String) {
        self.door = door
        self.key = key
    }

    @discardableResult
    func ask(
        _ method: String, _ path: String, _ body: JSONValue? = nil, _ headers: [String: String] = [:]
    ) async throws -> ProgramTold {
        var fields = [("Authorization", "Bearer \(key)")] + headers.map { ($0.key, $0.value) }
        if body != nil, headers["Content-Type"] == nil { fields.append(("Content-Type", "application/json")) }
        let reply = try await door.ask(
            method, "/api/v1" + path, headers: fields, body: body?.canonicalBytes ?? [])
        return try ProgramTold(reply)
    }

    @discardableResult
    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> ProgramTold {
        try await ask("GET", path, nil, headers)
    }

    /// Does something with what was read a moment ago.
    @discardableResult
    func step(
        _ path: String, _ place: String, _ body: JSONValue, key: String? = nil
    ) async throws -> ProgramTold {
        let tag = try #require(try await get(path).header("ETag"))
        var headers = ["If-Match": tag]
        headers["Idempotency-Key"] = key
        return try await ask("POST", "\(path)/\(place)", body, headers)
    }
}

/// What a program was told.
struct ProgramTold: Sendable {
    let reply: Reply
    let json: JSONValue

    init(_ reply: Reply) throws {
        self.reply = reply
        let isJSON = reply.header("Content-Type")?.contains("json") ?? false
        json = isJSON && !reply.bytes.isEmpty ? try JSONText(reply.bytes).value : .null
    }

    var status: Int { reply.status }
    var code: String? { json["code"]?.text }
    var items: [JSONValue] { json["items"]?.items ?? [] }
    func header(_ name: String) -> String? { reply.header(name) }
}
