import DoorSupport
import Identity
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@testable import Web

/// What a key lets its program do, and what it does not.
@Suite("Programs’ keys") struct ProgramKeyTests {
    @Test func `a key from before there were scopes does what it could, and no more`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let program = try await ProgramClient(scene, .petra, [.exchangeFiles])
        #expect(try await program.get("/orders/\(part.id)/order.xml").status == 200)
        #expect(try await program.bring("listing,stock\r\nneuro,5\r\n").status == 202)
        let listing = try await program.ask("POST", "/listings", ListingSchemas.example)
        #expect((listing.status, listing.code) == (403, "key.scope-missing"), "it brought files, and nothing else")
        let file = try await program.ask("POST", "/listings", "x", ["Content-Type": "text/csv"])
        #expect(file.code != "key.scope-missing")
        let could: Set = [
            "bringPricesAndStock", "fetchListings", "readFile", "fetchWrongRows", "sendDocument", "fetchOrderDocument",
        ]
        for call in Calls.all {
            let told = try await program.ask(
                call.method.rawValue, call.path.replacing("{", with: "").replacing("}", with: ""))
            #expect((told.code == "key.scope-missing") == !could.contains(call.name), "\(call.name)")
        }
    }

    @Test func `who sends a file or a document again is told that it came before`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let program = try await ProgramClient(scene)
        let lines = "listing,stock\r\nneuro,5\r\n"
        let first = try await program.bring(lines, key: "stock-1")
        let again = try await program.bring(lines, key: "stock-1")
        #expect(first.status == 202 && again.json["id"] == first.json["id"])
        #expect(first.header("Idempotency-Replayed") == nil && again.header("Idempotency-Replayed") == "true")
        #expect(try await program.bring("listing,stock\r\nneuro,6\r\n", key: "stock-1").code == "command.key-reused")
        let response = DocumentPageTests.response("AP", to: try await scene.order(part.order).number)
        var told: [Reply] = []
        for _ in 1...2 {
            told.append(
                try await program.door.ask(
                    "POST", "/api/v1/documents",
                    headers: [
                        ("Authorization", "Bearer \(program.key)"), ("Content-Type", "application/xml"),
                        ("Idempotency-Key", "document-1"),
                    ], body: Array(response.utf8)))
        }
        #expect(told.map(\.status) == [201, 201] && told[0].body == told[1].body)
        #expect(told.map { $0.header("Idempotency-Replayed") } == [nil, "true"])
    }

    @Test func `who sees to the listings alone gives no key for orders, and their keys end with their duties`()
        async throws
    {
        let scene = try await Scene()
        let program = try await ProgramClient(scene, .petra, [.readOrders, .readListings])
        #expect(try await program.get("/orders").status == 200)
        try await scene.run("UPDATE supplier_posts SET role = 'listings' WHERE person_id = 'p-petra'")
        let told = try await program.get("/orders")
        #expect((told.status, told.code) == (403, "team.not-yours"))
        #expect(try await program.get("/listings").status == 200)
        await #expect(throws: TeamRefusal.notYours(.orders)) {
            try await scene.perform(
                MakeSupplierKey(name: "x", scopes: [.writeOrders], digest: Digest(of: "x")), as: .petra)
        }
        let petra = Browser(scene)
        try await petra.signIn(.petra)
        try await petra.visit("/supplier/keys")
        let boxes = petra.page.all("input").compactMap { $0["name"] }.filter { $0.hasPrefix("scope-") }
        #expect(boxes == ["scope-listings-read", "scope-listings-write", "scope-stock-write"])
    }

    @Test(arguments: [("", "Enter your password"), ("not hers", "That is not your password")])
    func `whoever took a session makes no key with it that would outlast it`(
        password: String, problem: String
    ) async throws {
        let scene = try await Scene()
        let thief = Browser(scene)
        try await thief.signIn(.petra)
        try await thief.visit("/supplier/keys")
        thief.fill("name", "A program")
        thief.fill("scope-orders-read", "yes")
        thief.fill("password", password)
        try await thief.press("Make key")
        #expect(thief.status == 422)
        #expect(thief.problem(of: "password") == problem)
        #expect(thief.value(of: "name") == "A program")
        #expect(try await scene.rows("SELECT id FROM supplier_keys").isEmpty)
    }

    @Test(arguments: [true, false]) func `keys and what they can do are found from the organisation`(isOwner: Bool)
        async throws
    {
        let scene = try await Scene()
        if !isOwner { try await scene.run("UPDATE supplier_posts SET role = 'listings' WHERE person_id = 'p-petra'") }
        let petra = Browser(scene)
        try await petra.signIn(.petra)
        try await petra.visit("/supplier/listings")
        try await petra.follow("Organisation")
        try await petra.follow("Keys for programs")
        try await petra.follow("What programs can do")
        #expect(petra.page.text.contains("For suppliers’ programs"))
    }

    @Test func `a document is about what it is about, and its key has to be for that`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let number = try await scene.order(part.order).number
        let response = DocumentPageTests.response("AP", to: number)
        let send = { (program: ProgramClient) in
            try await program.door.ask(
                "POST", "/api/v1/documents",
                headers: [("Authorization", "Bearer \(program.key)"), ("Content-Type", "application/xml")],
                body: Array(response.utf8))
        }
        let money = try await send(try await ProgramClient(scene, .petra, [.writeInvoices]))
        #expect(money.status == 403 && money.body.contains("team.not-yours"))
        #expect(try await scene.part(of: part.order, "trent").status == .sent)
        #expect(try await send(try await ProgramClient(scene, .petra, [.writeOrders])).status == 201)
    }

    @Test func `the same request at the same time has one effect`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let program = try await ProgramClient(scene)
        let told = try await withThrowingTaskGroup(of: ProgramTold.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await program.ask(
                        "POST", "/orders/\(part.id)/messages", ["text": "Hello"], ["Idempotency-Key": "once"])
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(told.allSatisfy { $0.status == 201 } && Set(told.map(\.json)).count == 1)
        #expect(try await program.get("/orders/\(part.id)/messages").items.count == 1)
    }

    @Test func `a listing is added, changed and kept from being lost between two programs`() async throws {
        let scene = try await Scene()
        let program = try await ProgramClient(scene)
        let new = ListingSchemas.example
        let made = try await program.ask("POST", "/listings", new)
        #expect(made.status == 201 && made.json["status"] == "draft" && made.json["stock"] == 12)
        #expect(try await program.get("/listings?code=WF-17").items == [made.json])
        guard case .object(var members) = new else { return }
        members["category"] = "99"
        let wrong = try await program.ask("POST", "/listings", .object(members))
        #expect((wrong.status, wrong.code) == (422, "request.values"))
        #expect(wrong.json["errors"]?.items.first?["pointer"] == "#/category")
        let twice = try await program.ask("POST", "/listings", new)
        #expect(twice.json["errors"]?.items.first?["pointer"] == "#/code")
        let known = try await program.get("/listings?limit=1")
        let next = try #require(known.json["next"]?.text)
        let first = try #require(try await program.get("/listings?code=neuro").items.first)
        #expect(try await program.get("/listings?limit=1&cursor=\(next)").items != known.items)
        let path = "/listings/\(first["id"]?.text ?? "")"
        let tag = try #require(try await program.get(path).header("ETag"))
        let asked = try await program.ask("PATCH", path, ["title": "Another title"], ["If-Match": tag])
        #expect(asked.status == 200 && asked.json["waitsForReview"] == true && asked.json["title"] == "Another title")
        let late = try await program.ask("PATCH", path, ["title": "A third title"], ["If-Match": tag])
        #expect((late.status, late.code) == (412, "version.old"), "what waits for a reviewer is not overwritten unseen")
        #expect(try await program.ask("PATCH", "\(path)/stock", ["stock": 3]).json["stock"] == 3)
        #expect(try await program.ask("PATCH", "\(path)/stock", ["stock": .null]).json["stock"] == .null)
        let paused = try await program.step(path, "pause", [:])
        #expect(paused.status == 200 && paused.json["status"] == "paused")
    }

    @Test func `what was sold since it was read is not overwritten unseen`() async throws {
        let scene = try await Scene()
        let program = try await ProgramClient(scene)
        let path = "/listings/neuro"
        let counted = try await program.ask("PATCH", "\(path)/stock", ["stock": 5])
        let tag = try #require(counted.header("ETag"))
        try await scene.sign(.ann, [("neuro", 2)])
        let now = try await program.get(path)
        #expect(now.json["stock"] == 3 && now.header("ETag") != tag)
        for (place, body) in [("/stock", ["stock": 9]), ("", ["title": "Another title"])] as [(String, JSONValue)] {
            let late = try await program.ask("PATCH", path + place, body, ["If-Match": tag])
            #expect((late.status, late.code) == (412, "version.old"), "\(place)")
        }
        let wrong = try await program.ask("PATCH", "\(path)/stock", ["stock": 9], ["If-Match": "x"])
        #expect((wrong.status, wrong.code) == (400, "request.parameters"))
        let seen = ["If-Match": try #require(now.header("ETag"))]
        #expect(try await program.ask("PATCH", "\(path)/stock", ["stock": 9], seen).json["stock"] == 9)
    }

    @Test func `a webhook's secret comes again with its request until the webhook is changed`() async throws {
        let scene = try await Scene()
        let program = try await ProgramClient(scene)
        let make = { () in
            try await program.ask(
                "POST", "/webhooks", ["address": "https://trent.example/orders"], ["Idempotency-Key": "hook"])
        }
        let first = try await make()
        #expect(first.json["secret"]?.text?.hasPrefix("whsec_") == true)
        #expect(try await make().json == first.json)
        let path = "/webhooks/\(first.json["id"]?.text ?? "")"
        #expect(try await program.get(path).header("ETag") == first.header("ETag"))
        let rotated = try await program.step(path, "secret", .null, key: "rotate")
        #expect(rotated.status == 200 && rotated.json["secret"]?.text != nil)
        #expect(try await make().json["secret"] == .null, "somebody else may have chosen it")
    }
}
