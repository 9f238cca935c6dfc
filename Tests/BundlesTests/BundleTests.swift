import Archives
import Bundles
import Cryptography
import Operations
import Orders
import Passkeys
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// An order with everything that proves it, and the check that nothing of it was changed.
@Suite("Bundles of orders") struct BundleTests {
    private func problems(_ bytes: [UInt8]) throws -> [String] { try BundleCheck(reading: bytes).problems }

    @Test func `a bundle holds everything, and is found whole`() async throws {
        let made = try await BundleScene()
        let check = try BundleCheck(reading: try await made.bytes())
        #expect(check.problems == [])
        #expect(check.number == (try await made.scene.order(made.order)).number)
        // The order, an amendment, five documents for suppliers and the manifest.
        #expect(check.seals == 8)
        let names = Set(try await made.members().map(\.name))
        for name in [
            "README.txt", "amendments/1-2.json", "approvals.json", "events.json", "keys.json", "manifest.json",
            "order.html", "order.json", "order.jws", "plan.json", "verdicts.json",
        ] { #expect(names.contains(name), "\(name)") }
        let documents = names.filter { $0.hasPrefix("supplier-orders/") && $0.hasSuffix(".jws") }
        #expect(documents.count == 5)
    }

    @Test func `the same order gives the same bytes, whenever it is asked for`() async throws {
        let made = try await BundleScene()
        let before = try await made.bytes()
        made.scene.clock.advance(days: 3)
        #expect(try await made.bytes() == before)
        try await made.scene.answer(try await made.scene.part(of: made.order, "careful"), .deliver)
        #expect(try await made.bytes() != before)
    }

    @Test func `each file that is changed, taken away or emptied is found and named`() async throws {
        let members = try await BundleScene().members()
        #expect(members.count > 30)
        for (index, member) in members.enumerated() {
            var changed = member.bytes
            changed[changed.count / 2] ^= 1
            for bytes in [changed, [], member.bytes + [10]] {
                var others = members
                others[index] = .init(name: member.name, bytes: bytes)
                let found = try problems(try Archive.pack(others))
                #expect(found.contains { $0.hasPrefix("\(member.name): ") || member.names($0) }, "\(member.name)")
            }
            var others = members
            others.remove(at: index)
            let found = try problems(try Archive.pack(others))
            #expect(found.contains { $0.hasPrefix("\(member.name): ") }, "\(member.name)")
        }
    }

    @Test func `what was put in, renamed or exchanged is found and named`() async throws {
        let members = try await BundleScene().members()
        let more = members + [.init(name: "order.txt", bytes: [1])]
        #expect(try problems(try Archive.pack(more)) == [
            "order.txt: does not belong to it: the manifest does not name it"
        ])
        let renamed = members.map { $0.name == "plan.json" ? .init(name: "Plan.json", bytes: $0.bytes) : $0 }
        #expect(try problems(try Archive.pack(renamed)).map { $0.prefix(10) } == ["plan.json:", "Plan.json:"])
        // The documents of two suppliers, each with its own sound seal.
        let (one, two) = ("supplier-orders/1-1", "supplier-orders/2-1")
        let exchanged = members.map { member -> Archive.Member in
            let name = member.name.hasPrefix(one) ? two + member.name.dropFirst(one.count)
                : member.name.hasPrefix(two) ? one + member.name.dropFirst(two.count) : member.name
            return .init(name: name, bytes: member.bytes)
        }
        let found = try problems(try Archive.pack(exchanged))
        #expect(found.contains { $0.hasPrefix("\(one).json: ") } && found.contains { $0.hasPrefix("\(two).json: ") })
    }

    @Test(arguments: [
        ("supplier-orders/1-1", "supplier-orders/1-2.json: does not follow"),
        ("amendments/1-2", "supplier-orders/1-2.json: is about something that the holder did not sign"),
        ("order.j", "order.json: "), ("supplier-orders/1-2.record", "supplier-orders/1-2.record.json: is not what"),
    ]) func `what is left out is missed, even where the manifest was sealed anew`(
        _ beginning: String, _ told: String
    ) async throws {
        let members = try await BundleScene().members()
        #expect(try problems(try BundleScene.resealed(members)) == [])
        let fewer = members.filter { !$0.name.hasPrefix(beginning) }
        #expect(fewer.count < members.count)
        let found = try problems(try BundleScene.resealed(fewer))
        #expect(found.contains { $0.hasPrefix(told) }, "\(found)")
    }

    @Test func `another key in the place of the one that sealed is found`() async throws {
        let members = try await BundleScene().members()
        let other = try Ed25519.PrivateKey(seed: Array(repeating: 8, count: 32)).publicKey
        let set = KeySet.json(of: [
            SigningKey(
                id: Sealer.keyID(of: other), publicKey: Base64URL.encode(other.bytes),
                firstUsedAt: Moment(milliseconds: 0))
        ])
        let keys = members.map { $0.name == "keys.json" ? .init(name: $0.name, bytes: set.canonicalBytes) : $0 }
        #expect(try problems(try Archive.pack(keys)).contains {
            $0 == "manifest.jws: names a key that keys.json does not hold"
        })
    }

    @Test func `a bundle that crosses a rotation holds both keys, with their dates`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        scene.clock.advance(minutes: 5)
        let (old, now) = (try await scene.order(order).signature.keyID, scene.clock.now)
        let new = Sealer(key: try Ed25519.PrivateKey(seed: Array(repeating: 8, count: 32)))
        try await scene.database.write { tx in
            try tx.signingKeys.retire(old, at: now)
            try tx.signingKeys.insert(SigningKey(id: new.keyID, publicKey: new.publicKey, firstUsedAt: now))
        }
        await #expect(throws: SigningKeyNotInUse.self) { try await scene.desk.bundle(of: order) { _ in [] } }
        let desk = Desk(
            database: scene.database, clock: { now }, identifiers: scene.ids.identifiers, sealer: new,
            passwordCost: .quick)
        let check = try BundleCheck(reading: try await desk.bundle(of: order) { _ in [1] }.bytes)
        #expect(check.problems == [])
        #expect(check.keyIDs.count == 2)
    }

    @Test func `the dates of keys that somebody has from elsewhere count, and not those of the bundle`() async throws {
        let made = try await BundleScene()
        let bytes = try await made.bytes()
        let order = try await made.scene.order(made.order)
        let key = try #require(
            try await made.scene.database.read { try $0.signingKeys.find(order.signature.keyID) })
        let trusted = PublishedKey(key)
        let sound = try BundleCheck(reading: bytes, trusting: [key.id: trusted])
        #expect(sound.problems == [])
        #expect(sound.strangers == [])
        #expect(try BundleCheck(reading: bytes, trusting: [:]).strangers == [key.id])
        let retired = SigningKey(
            id: key.id, publicKey: key.publicKey, firstUsedAt: key.firstUsedAt,
            retiredAt: order.signedAt.adding(minutes: -1))
        let late = try BundleCheck(reading: bytes, trusting: [key.id: PublishedKey(retired)]).problems
        #expect(late.contains("order.json: it was sealed after its key was retired"))
    }

    /// Ann's order, signed with a passkey, and what the passkey said.
    private func signedByPasskey(
        _ scene: Scene, _ authenticator: SoftAuthenticator
    ) async throws -> (order: Order.ID, answer: PasskeyAnswer) {
        let (site, challenge) = ("https://shop.example", [1] as [UInt8])
        let passkey = try await scene.perform(
            AddPasskey(
                name: "My phone", clientData: authenticator.clientData(challenge, "webauthn.create"),
                authenticatorData: authenticator.registration, challenge: challenge, site: site), as: .ann)
        try await scene.fill(.ann, [("neuro", 1)])
        let id = try await scene.perform(PrepareSignature(try await scene.signing(.ann)), as: .ann)
        let prepared = try #require(
            try await scene.database.read { try $0.passkeys.prepared(id, of: Player.ann.person.id) })
        let said = try authenticator.answer(prepared.digest.bytes)
        let answer = PasskeyAnswer(
            clientData: said.clientData, authenticatorData: said.authenticatorData, signature: said.signature)
        let signing = SignWithPasskey(prepared: id, passkey: passkey, answer: answer, site: site)
        return (try await scene.perform(signing, as: .ann), answer)
    }

    @Test func `what a passkey signed is checked against the order`() async throws {
        let scene = try await Scene()
        let authenticator = try SoftAuthenticator(seed: 1)
        let (order, answer) = try await signedByPasskey(scene, authenticator)
        let bytes = try await scene.desk.bundle(of: order) { _ in [1] }.bytes
        #expect(try problems(bytes) == [])
        let members = try Archive.unpack(bytes, within: BundleCheck.limits)
        let said = try #require(members.first { $0.name == "passkey.json" })
        let other = try authenticator.answer([1])
        for (old, new) in [
            (answer.signature, other.signature), (answer.clientData, other.clientData),
            (answer.authenticatorData, []),
        ] {
            let text = String(decoding: said.bytes, as: UTF8.self)
                .replacing(Base64URL.encode(old), with: Base64URL.encode(new))
            let changed = members.filter { $0.name != "passkey.json" } + [
                .init(name: "passkey.json", bytes: Array(text.utf8))
            ]
            #expect(try problems(try BundleScene.resealed(changed)) == [
                "passkey.json: does not match its seal: one of them was changed"
            ])
            // Neither does the installation's own seal make it one.
            let seal = try BundleScene.sealer().seal(try JSONReader.read(Array(text.utf8)), as: .assertion).seal
            let sealed = changed.filter { $0.name != "passkey.jws" } + [
                .init(name: "passkey.jws", bytes: Array(seal.utf8))
            ]
            #expect(try problems(try BundleScene.resealed(sealed)) == [
                "passkey.json: is not the passkey's signature of order.json"
            ])
        }
    }

    @Test func `an order from before there were documents says which parts have none`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1)])
        let part = try await scene.part(of: order, "trent")
        try await scene.dropGuards()
        try await scene.run("DELETE FROM order_documents")
        try await scene.cancel(part)
        let bytes = try await scene.desk.bundle(of: order) { _ in [1] }.bytes
        #expect(try problems(bytes) == [])
        let manifest = try #require(
            try Archive.unpack(bytes, within: BundleCheck.limits).first { $0.name == "manifest.json" })
        #expect(String(decoding: manifest.bytes, as: UTF8.self).contains("\"without_documents\":[\"\(part.id)\"]"))
        let named = try await scene.database.read { try $0.orderDocuments.list(of: part.id) }
        #expect(named.map(\.revision) == [2])
    }
}

extension Archive.Member {
    /// A seal and its document are only found wrong together.
    fileprivate func names(_ problem: String) -> Bool {
        guard name.hasSuffix(".json") || name.hasSuffix(".jws") else { return false }
        return problem.hasPrefix("\(name.split(separator: ".").dropLast().joined(separator: ".")).j")
    }
}
