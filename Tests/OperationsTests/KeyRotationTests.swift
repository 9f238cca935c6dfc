import Cryptography
import Identity
import Operations
import Orders
import SceneSupport
import Storage
import Synchronization
import Testing
import TestSupport
import Values

/// A key is changed while people sign.
@Suite("Rotating the key") struct KeyRotationTests {
    /// The key as it is kept outside: the scene's, until another is put in its place.
    private final class Kept: Sendable {
        let sealer: Mutex<Sealer>

        init(_ sealer: Sealer) {
            self.sealer = Mutex(sealer)
        }
    }

    private static func sealer(_ seed: UInt8) throws -> Sealer {
        Sealer(key: try Ed25519.PrivateKey(seed: Array(repeating: seed, count: 32)))
    }

    /// A desk on the scene's database that looks for its key where it is kept.
    private func desk(_ scene: Scene, _ kept: Kept) -> Desk {
        Desk(
            database: scene.database, clock: { [clock = scene.clock] in clock.now }, identifiers: scene.ids.identifiers,
            keys: Keyring(kept.sealer.withLock { $0 }) { _ in kept.sealer.withLock { $0 } },
            passwords: PasswordRule(common: []), passwordCost: .quick)
    }

    private func sign(_ scene: Scene, at desk: Desk) async throws -> Order.ID {
        try await scene.fill(.ann, [("neuro", 1)])
        return try await desk.perform(
            try await scene.signing(.ann), as: try await scene.principal(.ann), key: "key-\(scene.ids.next())")
    }

    private func retireFirst(_ scene: Scene, _ new: Sealer) async throws {
        let (old, now) = (try Self.sealer(7).keyID, scene.clock.now)
        try await scene.database.write { tx in
            try tx.signingKeys.retire(old, at: now)
            try tx.signingKeys.insert(SigningKey(id: new.keyID, publicKey: new.publicKey, firstUsedAt: now))
        }
    }

    @Test func `what is signed after a rotation is sealed with the new key, without a word to anybody`() async throws {
        let scene = try await Scene()
        let before = try await scene.order(try await scene.sign(.ann, [("neuro", 1)]))
        let (kept, new) = (Kept(try Self.sealer(7)), try Self.sealer(8))
        let desk = desk(scene, kept)
        kept.sealer.withLock { $0 = new }
        try await retireFirst(scene, new)
        let after = try await scene.order(try await sign(scene, at: desk))
        #expect(before.signature.keyID != new.keyID)
        #expect(after.signature.keyID == new.keyID)
        #expect(try await scene.seals() == [])
    }

    @Test func `nothing is sealed with a retired key, whoever still holds it`() async throws {
        let scene = try await Scene()
        try await retireFirst(scene, try Self.sealer(8))
        await #expect(throws: SigningKeyNotInUse.self) { try await scene.sign(.ann, [("neuro", 1)]) }
        #expect(try await scene.rows("SELECT id FROM orders").isEmpty)
        await #expect(throws: SigningKeyNotInUse.self) { try await scene.desk.signHeads() }
        #expect(try await scene.rows("SELECT day FROM ledger_heads").isEmpty)
    }

    @Test func `a key that is retired does not come back`() async throws {
        let scene = try await Scene()
        let (kept, old) = (Kept(try Self.sealer(8)), try Self.sealer(7))
        try await retireFirst(scene, try Self.sealer(8))
        let desk = desk(scene, kept)
        kept.sealer.withLock { $0 = old }
        await #expect(throws: SigningKeyNotInUse.self) { try await desk.refreshKey() }
        let new = try Self.sealer(8)
        kept.sealer.withLock { $0 = new }
        #expect(try await !desk.refreshKey())
        await #expect(throws: SigningKeyNotInUse.self) {
            try await scene.database.write { try $0.signingKeys.retire(old.keyID, at: Cast.now) }
        }
    }

    @Test func `a seal that is younger than the retirement of its key is found`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1)])
        let old = try Self.sealer(7).keyID
        try await scene.database.write { try $0.signingKeys.retire(old, at: Moment(milliseconds: 1)) }
        let found = try await scene.seals()
        #expect(found.count == 2)
        #expect(found.allSatisfy { $0.hasSuffix("it was sealed after its key was retired") })
    }

    @Test func `the header says when, under which plan, by whom and by which authority`() async throws {
        let scene = try await Scene()
        let order = try await scene.order(try await scene.sign(.ann, [("neuro", 1)]))
        let text = order.signature.seal.split(separator: ".").first.map(String.init) ?? ""
        let header = String(decoding: try #require(Base64URL.decode(text)), as: UTF8.self)
        let told: JSONValue = [
            "alg": "EdDSA", "kid": .string(order.signature.keyID), "typ": "holdfast-order+jws",
            "iat": .integer(order.signedAt.second), "plan_version": .integer(order.planVersion),
            "signer": .string(order.signer.text), "authority": .string(order.authority.text),
        ]
        #expect(header == told.canonical)
    }

    @Test func `the public keys say from when to when each seals`() async throws {
        let scene = try await Scene()
        scene.clock.now = scene.clock.now.adding(minutes: 5)
        try await retireFirst(scene, try Self.sealer(8))
        let set = try await scene.database.read { KeySet.json(of: try $0.signingKeys.list()) }
        guard case .array(let keys)? = set["keys"] else { throw SignedOrderProblem.notAnOrder("no set") }
        #expect(keys.count == 2)
        #expect(keys[0]["nbf"] == .integer(Cast.now.second))
        #expect(keys[0]["exp"] == .integer(scene.clock.now.second + 1))
        #expect(keys[1]["nbf"] == .integer(scene.clock.now.second))
        #expect(keys[1]["exp"] == nil)
    }
}
