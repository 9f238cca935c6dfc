import Cryptography
import Foundation
import Operations
import Orders
import Outbox
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@Suite("Routing") struct RoutingTests {
    private let taken = AttemptOutcome(.answered, status: 200, milliseconds: 3)
    private let refused = AttemptOutcome(.answered, status: 500, milliseconds: 3)

    /// All that is due, as a worker finds it.
    private func due(_ scene: Scene, hasMail: Bool = true) async throws -> [Delivery.ID] {
        try await scene.desk.routeMessages(.trial(hasMail: hasMail))
        return try await scene.desk.dueDeliveries(most: 100) { _, _ in true }.flatMap(\.deliveries)
    }

    private func webhook(
        _ scene: Scene, _ address: String = "https://hooks.trent.example/", as who: Player = .petra
    ) async throws -> (id: Endpoint.ID, secret: NewSecret) {
        let secret = try NewSecret(for: "trent", strongbox: RoutingSettings.trial().strongbox)
        let id = try await scene.perform(
            AddEndpoint(
                channel: .webhook, address: address, scope: .everything, secret: secret.sealed, allowsPlain: false),
            as: who)
        return (id, secret)
    }

    private func post(_ scene: Scene, _ id: Delivery.ID) async throws -> Parcel.Post {
        guard case .ready(.post(let post)) = try await scene.desk.pack(id, .trial()) else {
            throw NotFound()
        }
        return post
    }

    @Test func `a signed order sets out to its suppliers’ own addresses, each once`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1), ("visit", 1)])
        let first = try await due(scene)
        #expect(first.count == 2)
        #expect(try await due(scene) == first)
        let addresses = try await scene.rows(
            "SELECT e.address FROM deliveries d JOIN endpoints e ON e.id = d.endpoint_id ORDER BY e.address"
        ).map { try $0.text("address") }
        #expect(addresses == [Cast.hands.email.text, Cast.physio.email.text].sorted())
    }

    @Test func `without a mail server no letters are written, and nothing waits for one`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1)])
        try await scene.desk.routeMessages(.trial(hasMail: false))
        #expect(try await due(scene).isEmpty)
    }

    @Test func `what a letter tells names the order, and nobody and nothing in its subject`() async throws {
        let scene = try await Scene()
        let order = try await scene.order(try await scene.sign(.ann, [("neuro", 1)]))
        let id = try #require(try await due(scene).first)
        guard case .ready(.letter(let letter)) = try await scene.desk.pack(id, .trial()) else {
            Issue.record("no letter")
            return
        }
        #expect(letter.to == Cast.physio.email)
        #expect(letter.subject == "Order \(order.number): a new order")
        #expect(letter.text.contains("https://shop.example/supplier/orders/"))
        for secret in ["Ann", "physio", "Neuro"] { #expect(!letter.subject.contains(secret)) }
    }

    @Test func `whoever gets a webhook can check it with the secret, and each attempt has the same identifier`()
        async throws
    {
        let scene = try await Scene()
        let (endpoint, secret) = try await webhook(scene)
        try await scene.sign(.ann, [("neuro", 1)])
        let all = try await due(scene)
        let id = try #require(
            try await scene.database.read { snapshot in
                try all.first { try snapshot.deliveries.find($0)?.endpoint == endpoint }
            })
        let first = try await post(scene, id)
        let header = { (post: Parcel.Post, name: String) in post.headers.first { $0.name == name }?.value ?? "" }
        let key = try #require(Data(base64Encoded: String(secret.written.dropFirst(6))))
        let signed = "\(header(first, "webhook-id")).\(header(first, "webhook-timestamp"))."
        let expected = HMAC.sha256(key: Array(key), message: Array(signed.utf8) + first.body)
        #expect(header(first, "webhook-signature") == "v1,\(Data(expected).base64EncodedString())")
        let body = try #require(try JSONSerialization.jsonObject(with: Data(first.body)) as? [String: Any])
        #expect(body["type"] as? String == "order.sent")
        try await scene.desk.note(refused, of: id, .trial(), thousandths: 0)
        scene.clock.advance(minutes: 1)
        let second = try await post(scene, id)
        #expect(header(first, "webhook-id") == header(second, "webhook-id"))
        #expect(header(first, "webhook-timestamp") != header(second, "webhook-timestamp"))
    }

    @Test func `while a secret changes, both sign`() async throws {
        let scene = try await Scene()
        let (endpoint, _) = try await webhook(scene)
        let secret = try NewSecret(for: "trent", strongbox: RoutingSettings.trial().strongbox)
        try await scene.perform(
            RotateEndpointSecret(endpoint: endpoint, version: 1, secret: secret.sealed), as: .petra)
        try await scene.sign(.ann, [("neuro", 1)])
        for id in try await due(scene) {
            guard case .ready(.post(let post)) = try await scene.desk.pack(id, .trial()) else { continue }
            let signatures = post.headers.first { $0.name == "webhook-signature" }?.value.split(separator: " ")
            #expect(signatures?.count == 2)
            return
        }
        Issue.record("no webhook")
    }

    @Test func `the installation’s own signature is over the address, the body and the identifier`() async throws {
        let scene = try await Scene()
        _ = try await webhook(scene)
        try await scene.sign(.ann, [("neuro", 1)])
        let key = try Ed25519.PrivateKey(seed: Array(repeating: 7, count: 32)).publicKey
        for id in try await due(scene) {
            guard case .ready(.post(let post)) = try await scene.desk.pack(id, .trial()) else { continue }
            let headers = Dictionary(uniqueKeysWithValues: post.headers.map { ($0.name, $0.value) })
            let input = try #require(headers["Signature-Input"]).dropFirst("holdfast=".count)
            let digest = "sha-256=:\(Data(SHA256.digest(post.body)).base64EncodedString()):"
            #expect(headers["Content-Digest"] == digest)
            let base = """
                "@method": POST
                "@target-uri": https://hooks.trent.example/
                "content-digest": \(digest)
                "webhook-id": \(headers["webhook-id"] ?? "")
                "webhook-timestamp": \(headers["webhook-timestamp"] ?? "")
                "@signature-params": \(input)
                """
            let signature = try #require(headers["Signature"]).dropFirst("holdfast=:".count).dropLast()
            #expect(
                key.verifies(
                    signature: Array(try #require(Data(base64Encoded: String(signature)))), of: Array(base.utf8)))
            return
        }
        Issue.record("no webhook")
    }

    @Test func `a supplier’s secrets cannot be read from the database, nor put into another’s row`() async throws {
        let scene = try await Scene()
        let (_, secret) = try await webhook(scene)
        let stored = try await scene.rows("SELECT secret FROM endpoints WHERE secret IS NOT NULL")
            .map { try $0.text("secret") }
        #expect(stored == [secret.sealed])
        let plain = try #require(Data(base64Encoded: String(secret.written.dropFirst(6))))
        #expect(!(stored.first ?? "").contains(plain.base64EncodedString().prefix(20)))
        try await scene.run("UPDATE endpoints SET owner = 'supplier:careful'")
        try await scene.sign(.ann, [("visit", 1)])
        let moved = try await due(scene, hasMail: false)
        #expect(moved.count == 1)
        for id in moved {
            await #expect(throws: CryptographyFailure.notOpened) { try await scene.desk.pack(id, .trial()) }
        }
    }

    @Test func `what is gone stays gone: its messages are given up, and somebody is told to telephone`() async throws {
        let scene = try await Scene()
        let (endpoint, _) = try await webhook(scene)
        try await scene.sign(.ann, [("neuro", 1)])
        let id = try #require(try await due(scene, hasMail: false).first)
        try await scene.desk.note(
            AttemptOutcome(.answered, status: 410, milliseconds: 3), of: id, .trial(), thousandths: 0)
        let status = try await scene.database.read { try $0.endpoints.find(endpoint)?.status }
        #expect(status == .gone)
        let told = try await scene.database.read { try $0.supplierNotices.latest(for: .supplier("trent"), count: 1) }
        #expect(told.map(\.kind) == [.endpointGone])
        #expect(try await toCall(scene).map(\.supplier) == ["trent"])
    }

    private func toCall(_ scene: Scene) async throws -> [DeliveryItem] {
        let patience = RetrySchedule.standard.milliseconds(of: Delivery.failuresBeforeCall)
        let since = Moment(milliseconds: scene.clock.now.milliseconds - patience)
        return try await scene.database.read {
            try $0.deliveries.toCall(for: "TAD", waitingSince: since, skipping: 0, most: 50)
        }
    }

    @Test func `a supplier who has answered, or was reached another way, need not be telephoned`() async throws {
        let scene = try await Scene()
        _ = try await webhook(scene)
        let order = try await scene.sign(.ann, [("neuro", 1)])
        let all = try await due(scene)
        #expect(all.count == 2)
        try await scene.desk.giveUp(all[0], .trial())
        #expect(try await toCall(scene).isEmpty, "the other way may still reach them")
        try await scene.desk.giveUp(all[1], .trial())
        #expect(try await toCall(scene).count == 1, "one call is enough")
        try await scene.run("UPDATE deliveries SET status = 'delivered', delivered_at = 1 WHERE id = \(all[1])")
        #expect(try await toCall(scene).isEmpty)
        try await scene.run("UPDATE deliveries SET status = 'dead', delivered_at = NULL")
        #expect(try await toCall(scene).count == 1)
        try await scene.answer(try await scene.part(of: order, "trent"), .accept)
        #expect(try await toCall(scene).isEmpty)
    }

    @Test func `nobody is asked by letter for an answer that was given, and programs are told all the same`()
        async throws
    {
        let scene = try await Scene()
        _ = try await webhook(scene)
        let order = try await scene.sign(.ann, [("neuro", 1)])
        let all = try await due(scene)
        try await scene.answer(try await scene.part(of: order, "trent"), .accept)
        var (letters, posts) = (0, 0)
        for id in all {
            switch try await scene.desk.pack(id, .trial()) {
            case .overtaken:
                letters += 1
                try await scene.desk.settleOvertaken(id)
                #expect(try await scene.database.read { try $0.deliveries.find(id)?.status } == .settled)
            case .ready(.post): posts += 1
            default: Issue.record("neither")
            }
        }
        #expect((letters, posts) == (1, 1))
    }

    @Test func `a call is noted although the letter arrived while they spoke`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1)])
        let id = try #require(try await due(scene).first)
        try await scene.desk.note(taken, of: id, .trial(), thousandths: 0)
        try await scene.perform(StepDelivery(delivery: id, version: 1, step: .called("Spoke to Pat")), as: .bilal)
        let (notes, status) = try await scene.database.read {
            (try $0.deliveries.notes(of: id).map(\.note.words), try $0.deliveries.find(id)?.status)
        }
        #expect((notes, status) == (["Spoke to Pat"], .delivered))
    }

    @Test func `what was sent another way and fails there too is somebody’s to telephone`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1)])
        let first = try #require(try await due(scene).first)
        try await scene.desk.giveUp(first, .trial())
        let (other, _) = try await webhook(scene)
        try await scene.perform(StepDelivery(delivery: first, version: 2, step: .sendElsewhere(other)), as: .bilal)
        #expect(try await toCall(scene).isEmpty)
        let second = try #require(try await due(scene).first)
        #expect(second != first)
        try await scene.desk.giveUp(second, .trial())
        #expect(try await toCall(scene).map(\.delivery.id) == [second])
        try await scene.perform(StepDelivery(delivery: second, version: 1, step: .called("Spoke to Pat")), as: .bilal)
        #expect(try await toCall(scene).isEmpty)
    }

    @Test func `nothing is sent again to an address that takes nothing, and what arrived is nobody’s to telephone`()
        async throws
    {
        let scene = try await Scene()
        let (endpoint, _) = try await webhook(scene)
        try await scene.sign(.ann, [("neuro", 1)])
        let id = try #require(try await due(scene, hasMail: false).first)
        try await scene.desk.note(taken, of: id, .trial(), thousandths: 0)
        scene.clock.advance(days: 30)
        try await scene.perform(StepDelivery(delivery: id, version: 2, step: .tryAgain), as: .petra)
        #expect(try await toCall(scene).isEmpty)
        try await scene.desk.note(taken, of: id, .trial(), thousandths: 0)
        try await scene.perform(ChangeEndpoint(endpoint: endpoint, version: 1, event: .remove), as: .petra)
        await #expect(throws: DeliveryRefusal.notInUse) {
            try await scene.perform(StepDelivery(delivery: id, version: 4, step: .tryAgain), as: .petra)
        }
    }

    @Test func `what has waited as long as five attempts take is somebody’s to telephone, tried or not`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1)])
        _ = try await due(scene)
        scene.clock.advance(minutes: 60)
        #expect(try await toCall(scene).isEmpty)
        scene.clock.advance(minutes: 120)
        #expect(try await toCall(scene).count == 1)
    }

    @Test func `attempts are kept, and what a worker notes too late changes nothing else`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1)])
        let id = try #require(try await due(scene).first)
        try await scene.desk.note(taken, of: id, .trial(), thousandths: 0)
        try await scene.desk.note(refused, of: id, .trial(), thousandths: 0)
        let found = try await scene.database.read {
            (try $0.deliveries.find(id)?.status, try $0.deliveries.attempts(of: id).map(\.outcome.status))
        }
        #expect(found.0 == .delivered)
        #expect(found.1 == [200, 500])
        guard case .notWanted = try await scene.desk.pack(id, .trial()) else {
            Issue.record("sent again")
            return
        }
    }

    @Test func `nobody sees to another’s deliveries, and an old page does nothing`() async throws {
        let scene = try await Scene()
        try await scene.sign(.ann, [("neuro", 1)])
        let id = try #require(try await due(scene).first)
        try await scene.desk.giveUp(id, .trial())
        await #expect(throws: NotFound.self) {
            try await scene.perform(StepDelivery(delivery: id, version: 2, step: .called("Hello")), as: .petra)
        }
        await #expect(throws: NotFound.self) {
            try await scene.perform(StepDelivery(delivery: id, version: 2, step: .tryAgain), as: .ann)
        }
        await #expect(throws: DeliveryRefusal.changedMeanwhile) {
            try await scene.perform(StepDelivery(delivery: id, version: 1, step: .tryAgain), as: .bilal)
        }
        await #expect(throws: FieldProblems.self) {
            try await scene.perform(StepDelivery(delivery: id, version: 2, step: .called(" ")), as: .bilal)
        }
        try await scene.perform(StepDelivery(delivery: id, version: 2, step: .called("Spoke to Pat")), as: .bilal)
        #expect(try await toCall(scene).isEmpty)
    }

    @Test func `an address that a supplier adds is checked, and only its owner adds one`() async throws {
        let scene = try await Scene()
        let add = { (channel: Channel, address: String) in
            AddEndpoint(channel: channel, address: address, scope: .toDo, secret: "x", allowsPlain: false)
        }
        for (channel, address) in [
            (Channel.email, "nobody"), (.webhook, "http://trent.example/"), (.webhook, "https://a@b.example/"),
        ] {
            await #expect(throws: FieldProblems.self) { try await scene.perform(add(channel, address), as: .petra) }
        }
        try await scene.perform(add(.email, "orders@trent.example"), as: .petra)
        await #expect(throws: FieldProblems.self) {
            try await scene.perform(add(.email, "ORDERS@trent.example"), as: .petra)
        }
        await #expect(throws: NotFound.self) { try await scene.perform(add(.email, "a@b.example"), as: .ann) }
    }
}
