import Cryptography
import Foundation
import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What was signed can be checked by anyone, and tells no more than it must.
@Suite("Sealed orders") struct SealTests {
    private func file() async throws -> (file: SignedOrderFile, keyID: String) {
        let scene = try await Scene()
        let order = try await scene.order(try await scene.sign(.tom, [("neuro", 1), ("lights", 1)]))
        let sealer = Sealer(key: try Ed25519.PrivateKey(seed: Array(repeating: 7, count: 32)))
        return (try SignedOrderFile(signature: order.signature, publicKey: sealer.publicKey), order.signature.keyID)
    }

    private func outcome(_ json: JSONValue) -> String {
        do {
            _ = try SignedOrderFile(reading: Array(json.canonical.utf8)).verify()
            return "sound"
        } catch {
            return "refused"
        }
    }

    @Test func `an order that is handed out and read again is sound, in its one form`() async throws {
        let (file, keyID) = try await file()
        let read = try SignedOrderFile(reading: Array(file.json.canonical.utf8))
        #expect(try read.verify() == keyID)
        let indented = try JSONSerialization.data(
            withJSONObject: JSONSerialization.jsonObject(with: Data(file.json.canonical.utf8)), options: .prettyPrinted)
        #expect(throws: SignedOrderProblem.self) { try SignedOrderFile(reading: Array(indented)) }
        let twice = file.json.canonical.replacing("\"seal\":", with: "\"seal\":\"x\",\"seal\":")
        #expect(throws: SignedOrderProblem.self) { try SignedOrderFile(reading: Array(twice.utf8)) }
        let more = file.json.canonical.replacing("\"seal\":", with: "\"more\":1,\"seal\":")
        #expect(throws: SignedOrderProblem.self) { try SignedOrderFile(reading: Array(more.utf8)) }
    }

    @Test func `a document or a seal that was changed in the database is named`() async throws {
        for change: Statement in [
            "UPDATE orders SET seal = 'x'", "UPDATE orders SET document = '{}'",
            "UPDATE orders SET total_pence = total_pence + 1", "UPDATE orders SET key_id = 'another'",
        ] {
            let scene = try await Scene()
            let order = try await scene.sign(.ann, [("neuro", 1)])
            #expect(try await scene.database.read { try SealVerification(reading: $0).differences } == [])
            try await scene.database.write { _ = try $0.connection.run(change) }
            let found = try await scene.database.read { try SealVerification(reading: $0).differences }
            #expect(found.count == 1)
            #expect(found.first?.contains(order.text) == true)
        }
    }

    @Test func `every member that is changed, added or taken away is noticed`() async throws {
        let (file, _) = try await file()
        #expect(outcome(file.json) == "sound")
        var tried = 0
        for path in Self.paths(file.document) {
            for change in [Self.changed, Self.removed] {
                let document = Self.edit(file.document, path, change)
                #expect(document != file.document, "\(path)")
                guard case .object(var members) = file.json else { return }
                members["order"] = document
                #expect(outcome(.object(members)) == "refused", "\(path)")
                tried += 1
            }
        }
        #expect(tried > 80)
    }

    @Test func `another key, another seal and another header are noticed`() async throws {
        let (file, _) = try await file()
        let other = Sealer(key: try Ed25519.PrivateKey(seed: Array(repeating: 8, count: 32)))
        let resealed = try other.seal(file.document)
        let pieces = file.seal.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        for (seal, key) in [
            (file.seal, other.publicKey), (resealed.seal, file.publicKey), ("", file.publicKey), (file.seal, ""),
            ("\(pieces[0])..", file.publicKey), ("..\(pieces[2])", file.publicKey),
            ("\(pieces[0]).x.\(pieces[2])", file.publicKey), (file.seal + "A", file.publicKey),
            ("e30..\(pieces[2])", file.publicKey),
        ] {
            guard case .object(var members) = file.json else { return }
            members["seal"] = .string(seal)
            members["key"] = ["kty": "OKP", "crv": "Ed25519", "x": .string(key)]
            #expect(outcome(.object(members)) == "refused", "\(seal)")
        }
    }

    @Test(arguments: [
        "", "{}", "[]", "null", "1", "{\"format\":\"holdfast-signed-order-1\"}", "{\"order\":1.5}", "\u{0}",
        "{\"format\":\"holdfast-signed-order-2\",\"order\":{},\"seal\":\"\",\"key\":{\"x\":\"\"}}",
        "{\"format\":\"holdfast-signed-order-1\",\"order\":{\"a\":1.5},\"seal\":\"\",\"key\":{\"x\":\"\"}}",
        "{\"format\":\"holdfast-signed-order-1\",\"order\":{\"a\":1e300},\"seal\":\"\",\"key\":{\"x\":\"\"}}",
        "{\"format\":\"holdfast-signed-order-1\",\"order\":[],\"seal\":\"\",\"key\":{\"x\":\"\"}}",
    ]) func `what is no signed order is refused`(text: String) {
        #expect(throws: SignedOrderProblem.self) { try SignedOrderFile(reading: Array(text.utf8)) }
    }

    @Test func `the document names neither the holder nor the signer, nor a birthday`() async throws {
        let (file, _) = try await file()
        let text = file.document.canonical
        #expect(text.contains("H-7Q2K"))
        for secret in ["Ann", "Tom", "Marsh", "1961", "0115 496 0001", "example.org", "h-ann"] {
            #expect(!text.contains(secret), "\(secret)")
        }
    }

    // MARK: - Walking a document

    private enum Step: Hashable {
        case member(String), item(Int)
    }

    private static func paths(_ value: JSONValue) -> [[Step]] {
        switch value {
        case .object(let members):
            members.sorted { $0.key < $1.key }.flatMap { key, value in
                [[Step.member(key)]] + paths(value).map { [.member(key)] + $0 }
            }
        case .array(let items):
            items.enumerated().flatMap { index, item in [[Step.item(index)]] + paths(item).map { [.item(index)] + $0 } }
        default: []
        }
    }

    private static let changed: @Sendable (JSONValue) -> JSONValue? = { value in
        switch value {
        case .integer(let number): .integer(number + 1)
        case .string(let text): .string(text + "x")
        case .bool(let flag): .bool(!flag)
        case .null: .bool(false)
        case .array, .object: .string("x")
        }
    }

    private static let removed: @Sendable (JSONValue) -> JSONValue? = { _ in nil }

    private static func edit(
        _ value: JSONValue, _ path: [Step], _ change: (JSONValue) -> JSONValue?
    ) -> JSONValue {
        guard let step = path.first else { return value }
        let rest = Array(path.dropFirst())
        func deeper(_ inner: JSONValue) -> JSONValue? { rest.isEmpty ? change(inner) : edit(inner, rest, change) }
        switch (value, step) {
        case (.object(var members), .member(let key)):
            members[key] = members[key].flatMap(deeper)
            return .object(members)
        case (.array(var items), .item(let index)):
            if let new = deeper(items[index]) { items[index] = new } else { items.remove(at: index) }
            return .array(items)
        default: return value
        }
    }
}
