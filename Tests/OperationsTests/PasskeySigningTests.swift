import Catalogue
import Cryptography
import Identity
import Operations
import Orders
import Passkeys
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// Orders that are signed with a passkey: it signs exactly the document, and nothing else.
@Suite("Signing with a passkey") struct PasskeySigningTests {
    private static let site = "https://shop.example"
    private static let challenge: [UInt8] = Array(repeating: 3, count: 32)

    @discardableResult
    private func add(
        _ authenticator: SoftAuthenticator, _ scene: Scene, as who: Player = .ann, name: String = "My phone"
    ) async throws -> Passkey.ID {
        try await scene.perform(
            AddPasskey(
                name: name, clientData: authenticator.clientData(Self.challenge, "webauthn.create"),
                authenticatorData: authenticator.registration, challenge: Self.challenge, site: Self.site), as: who)
    }

    private func prepare(
        _ scene: Scene, as who: Player = .ann, _ things: [(Listing.ID, Int)] = [("neuro", 1)]
    ) async throws -> PreparedSignature {
        try await scene.fill(who, things)
        let id = try await scene.perform(PrepareSignature(try await scene.signing(who)), as: who)
        return try #require(try await scene.database.read { try $0.passkeys.prepared(id, of: who.person.id) })
    }

    @discardableResult
    private func sign(
        _ prepared: PreparedSignature, _ authenticator: SoftAuthenticator, _ scene: Scene, as who: Player = .ann,
        over challenge: [UInt8]? = nil, key: String? = nil
    ) async throws -> Order.ID {
        let answer = try authenticator.answer(challenge ?? prepared.digest.bytes)
        let signing = SignWithPasskey(
            prepared: prepared.id, passkey: .init(Base64URL.encode(authenticator.id)),
            answer: PasskeyAnswer(
                clientData: answer.clientData, authenticatorData: answer.authenticatorData,
                signature: answer.signature), site: Self.site)
        return try await scene.perform(signing, as: who, key: key)
    }

    @Test func `what is signed is what was prepared, byte by byte, and the passkey's word is kept`() async throws {
        let scene = try await Scene()
        let authenticator = try SoftAuthenticator(seed: 1)
        try await add(authenticator, scene)
        let prepared = try await prepare(scene, [("neuro", 1), ("lights", 1)])
        #expect(try await scene.rows("SELECT id FROM orders").isEmpty)
        scene.clock.advance(minutes: 2)
        let id = try await sign(prepared, authenticator, scene, key: "k")
        let order = try await scene.order(id)
        #expect(order.id == prepared.order)
        #expect(Digest(of: order.signature.document) == prepared.digest)
        let kept = try #require(try await scene.database.read { try $0.passkeys.assertion(of: id) })
        #expect(kept.assertion.passkey.text == Base64URL.encode(authenticator.id))
        #expect(kept.assertion.origin == Self.site)
        #expect(kept.assertion.person == Player.ann.person.id)
        let used = try await scene.database.read { try $0.passkeys.list(of: Player.ann.person.id).first?.usedAt }
        #expect(used == scene.clock.now)
        // Sent twice, it is one order; what was prepared is used up.
        #expect(try await sign(prepared, authenticator, scene, key: "k") == id)
        #expect(await refusal { try await sign(prepared, authenticator, scene) } == "passkey.not-signed")
        try await scene.expectSound()
        #expect(try await scene.seals() == [])
    }

    @Test(arguments: [
        ("person_id = 'p-dana'" as StaticString, "it is not what was sealed"),
        ("public_key = 'AAAA'", "it is not what was sealed"), ("seal = NULL", "it has no seal"),
        ("key_id = 'another'", "the key that it was signed with is missing"),
    ]) func `somebody else's passkey put in the place of the signer's is found`(
        _ change: StaticString, _ told: String
    ) async throws {
        let scene = try await Scene()
        let authenticator = try SoftAuthenticator(seed: 1)
        try await add(authenticator, scene)
        let id = try await sign(try await prepare(scene), authenticator, scene)
        try await scene.dropGuards()
        try await scene.run("UPDATE order_assertions SET \(sql: change)")
        #expect(try await scene.seals() == ["passkey's answer of order \(id): \(told)"])
    }

    @Test func `another digest, another passkey and another person's passkey sign nothing`() async throws {
        let scene = try await Scene()
        let (own, other, strange) = (
            try SoftAuthenticator(seed: 1), try SoftAuthenticator(seed: 2), try SoftAuthenticator(seed: 3)
        )
        try await add(own, scene)
        try await add(other, scene, as: .dana)
        let prepared = try await prepare(scene)
        let before = try await scene.fingerprint()
        for (authenticator, challenge) in [
            (own, Array(repeating: 0, count: 32)), (other, prepared.digest.bytes), (strange, prepared.digest.bytes),
        ] {
            #expect(
                await refusal { try await sign(prepared, authenticator, scene, over: challenge) }
                    == "passkey.not-signed")
        }
        #expect(try await scene.changes(since: before) == [])
        // Neither does a passkey that was given up.
        try await scene.perform(RemovePasskey(passkey: .init(Base64URL.encode(own.id))), as: .ann)
        #expect(await refusal { try await sign(prepared, own, scene) } == "passkey.not-signed")
    }

    @Test func `what was prepared too long ago is prepared again`() async throws {
        let scene = try await Scene()
        let authenticator = try SoftAuthenticator(seed: 1)
        try await add(authenticator, scene)
        let prepared = try await prepare(scene)
        scene.clock.advance(minutes: PreparedSignature.minutes)
        #expect(await refusal { try await sign(prepared, authenticator, scene) } == "passkey.too-late")
        #expect(try await scene.rows("SELECT id FROM orders").isEmpty)
    }

    @Test func `what changed in between is shown again, and not signed`() async throws {
        let scene = try await Scene()
        let authenticator = try SoftAuthenticator(seed: 1)
        try await add(authenticator, scene)
        let prepared = try await prepare(scene)
        try await scene.reprice("neuro", "81")
        #expect(await refusal { try await sign(prepared, authenticator, scene) } == "order.changed-since-shown")
        #expect(try await scene.rows("SELECT id FROM orders").isEmpty)
    }

    @Test func `a passkey is one person's, once, and within their number`() async throws {
        let scene = try await Scene()
        try await add(try SoftAuthenticator(seed: 1), scene)
        #expect(await refusal { try await add(try SoftAuthenticator(seed: 1), scene) } == "passkey.known")
        #expect(await refusal { try await add(try SoftAuthenticator(seed: 1), scene, as: .dana) } == "passkey.known")
        for seed in 2...UInt8(Passkey.countMaximum) { try await add(try SoftAuthenticator(seed: seed), scene) }
        #expect(await refusal { try await add(try SoftAuthenticator(seed: 99), scene) } == "passkey.too-many")
        await #expect(throws: FieldProblems.self) { try await add(try SoftAuthenticator(seed: 99), scene, name: "") }
        await #expect(throws: NotFound.self) { try await add(try SoftAuthenticator(seed: 98), scene, as: .petra) }
        let first = try #require(try await scene.database.read { try $0.passkeys.list(of: Player.ann.person.id).first })
        await #expect(throws: NotFound.self) {
            try await scene.perform(RemovePasskey(passkey: first.id), as: .dana)
        }
    }
}
