import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@testable import Operations

/// What suppliers are given of orders: sealed for every revision, and no more than they need.
@Suite("Documents for suppliers") struct OrderDocumentTests {
    private func documents(_ scene: Scene, _ part: SupplierOrder) async throws -> [OrderDocument] {
        try await scene.database.read { try $0.orderDocuments.list(of: part.id) }
    }

    /// `order 1: 2 units, £160.00`, one line for each document.
    private func told(_ scene: Scene, _ part: SupplierOrder) async throws -> [String] {
        try await documents(scene, part).map { document in
            let file = try JSONReader.read(Array(document.signature.document.utf8))
            guard case .array(let lines)? = file["lines"], case .integer(let total)? = file["total_pence"] else {
                return "nothing"
            }
            let units = lines.map { line in
                if case .integer(let units)? = line["units"] { units } else { -1 }
            }
            return "\(document.kind) \(document.revision): \(units) units, \(Money(pence: total))"
        }
    }

    @Test func `a part that goes out is sealed, and one that waits is not`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 2), ("lights", 1)])
        let (sent, asked) = (
            try await scene.part(of: order, "trent"), try await scene.part(of: order, "meadow", .asked)
        )
        #expect(try await told(scene, sent) == ["order 1: [2] units, £160.00"])
        #expect(try await told(scene, asked) == [])
        try await scene.decide(asked, .approve)
        #expect(try await documents(scene, asked).map(\.kind) == [.order])
        #expect(try await scene.seals() == [])
    }

    @Test func `an agreed change replaces the order, and a cancellation both`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        try await scene.offer(part, price: "70", quantity: 3)
        try await scene.agree(part)
        #expect(try await told(scene, part) == ["order 1: [2] units, £160.00", "change 2: [3] units, £210.00"])
        try await scene.perform(AskToCancel(part: part.id, units: [2: 1], note: "One less."), as: .ann)
        try await scene.perform(AnswerCancellation(part: part.id, version: nil, answer: .agree), as: .petra)
        let all = try await documents(scene, part)
        #expect(try await told(scene, part).last == "change 3: [2] units, £140.00")
        for (before, after) in zip(all, all.dropFirst()) {
            let file = try JSONReader.read(Array(after.signature.document.utf8))
            #expect(file["replaces"]?.text == before.digest.text)
        }
        // The second names the amendment that the holder signed, not the order.
        let amendment = try #require(
            try await scene.database.read { try $0.changeOffers.revisions(of: part.id).last })
        #expect(
            try JSONReader.read(Array(all[1].signature.document.utf8))["signed"]?.text
                == Digest(of: amendment.signature.document).text)
        #expect(try await scene.seals() == [])
    }

    @Test(arguments: ["cancel", "lapse", "refuse"])
    func `what ends before it was answered is cancelled at the supplier`(_ how: String) async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        switch how {
        case "cancel": try await scene.cancel(part)
        case "lapse":
            scene.clock.advance(days: 30)
            _ = try await scene.desk.strikeOrderClock()
        default:
            try await scene.offer(part, price: "90", quantity: 1)
            try await scene.refuse(part)
        }
        #expect(
            try await told(scene, part) == ["order 1: [1] units, £80.00", "cancellation 2: [] units, £0.00"])
    }

    @Test func `what the supplier does itself makes no other document`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        try await scene.pay(part)
        #expect(try await documents(scene, part).count == 1)
    }

    @Test func `an approval that caps and cuts is what the supplier is sent, and is on record`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("lights", 3)])
        let part = try await scene.part(of: order, "meadow", .asked)
        let line = try #require(part.lines.first)
        let approval = try await scene.approval(of: part.id)
        try await scene.perform(
            DecideApproval(
                approval: approval.id, decision: .approvePart,
                lines: [LineDecision(
                    position: line.position, units: 2, unitPrice: Money(pence: 1_000), code: .fewerAreEnough,
                    text: "Two will do.")],
                code: nil, reason: "Agreed", content: approval.content), as: .bilal)
        #expect(try await told(scene, part) == ["order 1: [2] units, £20.00"])
        let document = try #require(try await documents(scene, part).first)
        let record = try JSONReader.read(Array(document.record.utf8))
        #expect(record["approval"]?["content"]?.text == approval.content.text)
        #expect(document.record.contains("fewer_are_enough"))
        let sealed = try JSONReader.read(Array(document.signature.document.utf8))
        #expect(sealed["record"]?.text == Digest(of: document.record).text)
    }

    @Test func `the document holds nothing of the plan, the budget or the request, and no name`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 2), ("lights", 1)])
        try await scene.decide(try await scene.part(of: order, "meadow", .asked), .approve)
        for part in try await scene.parts(of: order) {
            let document = try #require(try await documents(scene, part).first)
            let text = document.signature.document
            for secret in [
                "Ann", "Marsh", "1961", "0115", "Lenton", "NG7", "It helps me walk", "plan-ann", "l-physio", "h-ann",
                "p-ann", "p-bilal", "paid_from", "rules", "approval", "salt", part.payer.budget.text,
            ] { #expect(!text.contains(secret), "\(secret)") }
            for other in try await scene.parts(of: order) where other.id != part.id {
                #expect(!text.contains(other.id.text))
            }
            #expect(text.contains("H-7Q2K"))
            #expect(document.delivery.contains("12 Lenton Boulevard"))
            #expect(document.record.contains("paid_from"))
        }
    }

    @Test func `no two digests of one address or one record are alike`() async throws {
        let scene = try await Scene()
        let first = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let second = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let all = try await documents(scene, first) + (try await documents(scene, second))
        #expect(Set(all.map { Digest(of: $0.delivery) }).count == 2)
        let salts = try all.flatMap { document in
            try [document.record, document.delivery].map { try JSONReader.read(Array($0.utf8))["salt"]?.text ?? "" }
        }
        #expect(Set(salts).count == 4)
        #expect(salts.allSatisfy { $0.count == 32 })
    }

    @Test func `the file is whole with the address and without it, and with another it is not`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let document = try #require(try await documents(scene, part).first)
        let key = try #require(try await scene.database.read { try $0.signingKeys.find(document.signature.keyID) })
        for shows in [true, false] {
            let file = try SupplierOrderFile(document, publicKey: key.publicKey, showsDelivery: shows)
            let text = file.json.canonical
            #expect(try SupplierOrderFile(reading: Array(text.utf8)).verify() == key.id)
            #expect(text.contains("Lenton") == shows)
            for (old, new) in [("Lenton", "Benton"), ("\"unit_price_pence\":8000", "\"unit_price_pence\":8001")]
            where text.contains(old) {
                let changed = text.replacing(old, with: new)
                #expect(throws: SignedOrderProblem.self) {
                    try SupplierOrderFile(reading: Array(changed.utf8)).verify()
                }
            }
            #expect(throws: SignedOrderProblem.self) { try SignedOrderFile(reading: Array(text.utf8)) }
        }
    }

    @Test(arguments: [
        "UPDATE order_documents SET document = '{}'", "UPDATE order_documents SET seal = 'x'",
        "UPDATE order_documents SET record = '{}'", "UPDATE order_documents SET delivery = '{}'",
        "UPDATE order_documents SET kind = 'change'", "UPDATE order_documents SET revision = 3",
        "DELETE FROM order_documents WHERE revision = 1", "DELETE FROM order_documents WHERE revision = 2",
    ]) func `a document that was changed in the database is named`(_ change: String) async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        if change.hasPrefix("DELETE") { try await scene.cancel(part) }
        try await scene.dropGuards()
        try await scene.run(.init(stringLiteral: change))
        let found = try await scene.seals()
        #expect(found.count == 1)
        #expect(found.first?.contains(part.id.text) == true)
    }
}
