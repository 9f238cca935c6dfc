import Catalogue
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

/// A supplier's shop system works by the programs' addresses alone.
@Suite("Programs") struct ProgramTests {
    @Test func `an order is found, taken in part, delivered, invoiced and seen paid`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 3)]), "trent")
        let program = try await ProgramClient(scene)
        let id = try #require(try await program.get("/orders?status=sent").items.first?["id"]?.text)
        #expect(id == part.id.text)
        let path = "/orders/\(id)"
        let read = try await program.get(path)
        #expect(read.json["canDo"] == ["acceptance", "refusal", "change"])
        #expect(read.json["deliverTo"]?["address"]?.items.first == "12 Lenton Boulevard")
        let taken = try await program.step(
            path, "acceptance", ["units": [["position": 1, "units": 2]], "note": "One therapist is ill."])
        #expect(taken.status == 200 && taken.json["lines"]?.items.first?["units"] == ["refused": 1, "to_come": 2])
        #expect(try await program.step(path, "delivery", ["units": [["position": 1, "units": 1]]]).status == 200)
        let rest = try await program.step(path, "delivery", [:])
        #expect(rest.json["status"] == "delivered" && rest.json["canDo"] == [])
        try await scene.confirm(part)
        let invoice = try await program.ask(
            "POST", "/invoices",
            [
                "order": .string(id), "number": "T-1", "issuedOn": .string(scene.clock.now.day.description),
                "lines": [["position": 1, "units": 2]],
            ])
        #expect(invoice.status == 201 && invoice.json["status"] == "matched")
        #expect(invoice.header("Location") == "/api/v1/invoices/\(invoice.json["id"]?.text ?? "")")
        try await scene.pay(part)
        let paid = try #require(try await program.get("/remittances?order=\(id)").items.first)
        #expect(paid["amountPence"] == 16_000 && paid["invoices"] == ["T-1"])
        #expect(paid["lines"] == [["position": 1, "units": 2]])
        #expect(try await program.get("/remittances/\(paid["id"]?.text ?? "")").json == paid)
        #expect(try await program.get("/invoices?order=\(id)").items.first?["status"] == "paid")
        #expect(try await program.get(path).json["deliverTo"]?["address"] == .null, "nothing is left to deliver")
    }

    @Test func `a request that comes again has one effect, and is told how things stand`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let program = try await ProgramClient(scene)
        let path = "/orders/\(part.id)"
        let tag = try #require(try await program.get(path).header("ETag"))
        let headers = ["If-Match": tag, "Idempotency-Key": "accept-1"]
        let first = try await program.ask("POST", "\(path)/acceptance", [:], headers)
        #expect(first.json["deliverTo"]?["address"]?.items.first == "12 Lenton Boulevard")
        #expect(first.status == 200 && first.header("Idempotency-Replayed") == nil)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        let again = try await program.ask("POST", "\(path)/acceptance", [:], headers)
        #expect(again.status == 200 && again.header("Idempotency-Replayed") == "true")
        #expect(again.json == (try await program.get(path)).json)
        #expect(again.json["deliverTo"]?["address"] == .null, "where it went is not the supplier's to know any more")
        let other = try await program.ask("POST", "\(path)/acceptance", ["note": "No."], headers)
        #expect((other.status, other.code) == (422, "command.key-reused"))
        let elsewhere = try await program.ask("POST", "\(path)/delivery", [:], headers)
        #expect((elsewhere.status, elsewhere.code) == (422, "command.key-reused"))
        // Another program of the same person has its own names.
        let second = try await ProgramClient(scene, .petra, [.writeOrders])
        let sent = try await second.ask("POST", "\(path)/messages", ["text": "Hello"], headers)
        #expect(sent.status == 201)
        #expect(try await second.ask("POST", "\(path)/messages", ["text": "Hello"], headers).json == sent.json)
        // What may not be read any more is not read again either.
        try await scene.run("UPDATE supplier_posts SET role = 'listings' WHERE person_id = 'p-petra'")
        #expect(try await program.ask("POST", "\(path)/acceptance", [:], headers).code == "team.not-yours")
    }

    @Test func `a repeat that overtakes the answer to the first is no lost update`() async throws {
        let scene = try await Scene()
        let program = try await ProgramClient(scene)
        for round in 1...5 {
            let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
            let path = "/orders/\(part.id)"
            let tag = try #require(try await program.get(path).header("ETag"))
            let headers = ["If-Match": tag, "Idempotency-Key": "accept-\(round)"]
            let told = try await withThrowingTaskGroup(of: ProgramTold.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await program.ask("POST", "\(path)/acceptance", [:], headers) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(told.allSatisfy { $0.status == 200 }, "\(told.map(\.status))")
            #expect(told.count { $0.header("Idempotency-Replayed") == nil } == 1)
        }
    }

    @Test func `a lost update is told, and nobody steps without saying what they saw`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let program = try await ProgramClient(scene)
        let path = "/orders/\(part.id)"
        let tag = try #require(try await program.get(path).header("ETag"))
        #expect(try await program.get(path, ["If-None-Match": tag]).status == 304)
        try await scene.answer(part, .accept)
        #expect(try await program.get(path, ["If-None-Match": tag]).status == 200)
        let cases: [([String: String], Int, String)] = [
            (["If-Match": tag], 412, "version.old"), ([:], 428, "version.needed"),
            (["If-Match": "x"], 400, "request.parameters"), (["If-Match": "*"], 400, "request.parameters"),
        ]
        for (headers, status, code) in cases {
            let told = try await program.ask("POST", "\(path)/delivery", [:], headers)
            #expect((told.status, told.code) == (status, code))
        }
        #expect(try await scene.part(of: part.order, "trent").status == .accepted)
        let twice = try await program.step(path, "acceptance", [:])
        #expect((twice.status, twice.code) == (409, "supplier-order.not-possible"))
    }

    @Test func `a supplier's list holds its own parts of an order alone`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("rollator", 1)])
        let asked = try await scene.part(of: order, "meadow")
        let milo = try await ProgramClient(scene, .milo)
        #expect(try await milo.get("/orders").items.compactMap { $0["id"]?.text } == [asked.id.text])
    }

    @Test func `changes come in the order in which they were made, and none is missed`() async throws {
        let scene = try await Scene()
        let program = try await ProgramClient(scene)
        var parts: [SupplierOrder] = []
        for _ in 1...3 {
            parts.append(try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent"))
            scene.clock.advance(minutes: 1)
        }
        let since = scene.clock.now
        try await scene.answer(parts[2], .accept)
        try await scene.answer(parts[0], .accept)
        let path = "/orders?changedSince=\(since.timestamp)"
        let first = try await program.get("\(path)&limit=1")
        #expect(first.items.count == 1)
        // Meanwhile the one that was read moves on, and one that was not.
        scene.clock.advance(minutes: 1)
        let read = try #require(parts.first { $0.id.text == first.items[0]["id"]?.text })
        try await scene.answer(read, .deliver)
        try await scene.answer(parts[1], .accept)
        var seen = first.items.compactMap { $0["id"]?.text }
        var next = first.json["next"]?.text
        while let cursor = next {
            let page = try await program.get("\(path)&limit=1&cursor=\(cursor)")
            seen += page.items.compactMap { $0["id"]?.text }
            next = page.json["next"]?.text
        }
        #expect(Set(seen) == Set(parts.map(\.id.text)) && seen.count == 4, "\(seen)")
        let moments = try await program.get(path).items.compactMap { $0["changedAt"]?.text }
        #expect(moments == moments.sorted() && moments.count == 3)
        let newest = try await program.get("/orders?limit=1").json["next"]?.text ?? ""
        for wrong in [newest, PageCursor(list: "changes", last: "x").text] {
            #expect(try await program.get("\(path)&cursor=\(wrong)").code == "request.cursor-broken")
        }
    }

    @Test func `each call wants its scope, and each scope the duty of whoever made the key`() async throws {
        let scene = try await Scene()
        let door = Door(scene)
        for call in Calls.all {
            let others = Set(SupplierScope.allCases.filter { other in
                !call.scopes.contains { other == $0 || other.included.contains($0) }
            })
            // A supplier has twenty keys at most.
            try await scene.run("DELETE FROM supplier_keys")
            let key = "hf_\(call.name)"
            try await scene.perform(
                MakeSupplierKey(name: "x", scopes: others, digest: Digest(of: key)), as: .petra)
            let told = try await ProgramClient(door: door, key: key).ask(
                call.method.rawValue, call.path.replacing("{", with: "").replacing("}", with: ""))
            #expect((told.status, told.code) == (403, "key.scope-missing"), "\(call.name)")
        }
    }

    @Test func `keys end, are revoked, and give no more than somebody may`() async throws {
        let scene = try await Scene()
        let program = try await ProgramClient(scene, .petra, [.readOrders])
        #expect(try await program.get("/orders").status == 200)
        let today = scene.clock.now.day
        await #expect(throws: FieldProblems("ends", "The last day must not lie in the past")) {
            try await scene.perform(
                MakeSupplierKey(
                    name: "Old", scopes: [.readOrders], endsOn: today.adding(days: -1), digest: Digest(of: "a")),
                as: .petra)
        }
        await #expect(throws: FieldProblems("scopes", "Choose what the program may do")) {
            try await scene.perform(MakeSupplierKey(name: "None", scopes: [], digest: Digest(of: "b")), as: .petra)
        }
        try await scene.perform(
            MakeSupplierKey(name: "Short", scopes: [.readOrders], endsOn: today, digest: Digest(of: "hf_short")),
            as: .petra)
        let short = ProgramClient(door: program.door, key: "hf_short")
        #expect(try await short.get("/orders").status == 200)
        scene.clock.now = scene.clock.now.adding(minutes: 1_440)
        let told = try await short.get("/orders")
        #expect((told.status, told.code) == (401, "key.needed"))
        #expect(told.header("WWW-Authenticate") == "Bearer")
        let used = try await scene.database.read { try $0.supplierKeys.list(of: "trent") }.compactMap(\.usedAt)
        #expect(used.count == 2)
    }

    @Test func `whoever asks too often waits, and wrong keys wait by themselves`() async throws {
        let scene = try await Scene()
        let program = try await ProgramClient(scene)
        var last = try await program.get("/webhooks")
        #expect(last.header("RateLimit-Policy") == "\"key\";q=600;w=60")
        #expect(last.header("RateLimit") == "\"key\";r=599;t=1")
        for _ in 0..<600 where last.status == 200 { last = try await program.get("/webhooks") }
        #expect((last.status, last.code) == (429, "rate.exceeded") && last.header("Retry-After") == "1")
        scene.clock.now = scene.clock.now.adding(seconds: 60)
        #expect(try await program.get("/webhooks").status == 200)
        let wrong = ProgramClient(door: program.door, key: "hf_guess")
        for _ in 0..<60 { #expect(try await wrong.get("/orders").status == 401) }
        let refused = try await wrong.get("/orders")
        #expect((refused.status, refused.code) == (429, "key.too-many-wrong") && refused.header("Retry-After") != nil)
        #expect(try await program.get("/webhooks").status == 200, "right keys do not wait for wrong ones")
    }
}
