import Catalogue
import Documents
import Foundation
import Operations
import Orders
import Outbox
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What suppliers' programs can read about an order: told from its timeline, so that it is always the same.
/// `DOCUMENTS_FOLDER` says where the documents are put to be validated.
@Suite("Outgoing documents") struct OutgoingDocumentTests {
    private static let folder = ProcessInfo.processInfo.environment["DOCUMENTS_FOLDER"]

    /// A scene in which everybody can be reached.
    private static func scene() async throws -> Scene {
        let scene = try await Scene()
        try await scene.database.write { tx in
            try tx.documents.set(try ElectronicAddress("0088:5012345678900"), of: "TAD")
            for (supplier, address) in [("trent", "9932:GB123456789"), ("meadow", "0088:7300010000001")] {
                try tx.documents.save(
                    SupplierExchange(address: try ElectronicAddress(address), profile: .advanced, version: 1),
                    of: Supplier.ID(supplier))
            }
        }
        return scene
    }

    private static func keep(_ document: OutgoingDocument, _ name: String) throws {
        #expect(document.isForPeppol)
        guard let folder else { return }
        try Data(document.bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)-\(document.id).xml"))
    }

    /// `change C4: 1 deleted 0, 2 added 1 = 72.00`, one for each document.
    private static func told(_ scene: Scene, _ part: SupplierOrder, _ name: String) async throws -> [String] {
        try await scene.outgoing(part).map { document in
            try keep(document, name)
            let tree = try XMLReader.read(document.bytes)
            let lines = tree.all("OrderLine").map { line in
                let item = line.first("LineItem")
                return [item?.value("ID"), item?.value("LineStatusCode"), item?.value("Quantity")]
                    .compactMap(\.self).joined(separator: "/")
            }
            let total = tree.value("AnticipatedMonetaryTotal", "PayableAmount") ?? ""
            return ([document.kind.rawValue, "v\(document.version)"] + lines + [total]).joined(separator: " ")
        }
    }

    @Test func `an order that is changed by consent is sent, and then its change`() async throws {
        let scene = try await Self.scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("rollator", 1), ("ramp", 1)]), "meadow")
        #expect(try await Self.told(scene, part, "one") == ["order v2 1/1 2/1 300.00"])
        let price = "<cac:Price><cbc:PriceAmount>90.00</cbc:PriceAmount></cac:Price>"
        let order = try await scene.reference(part)
        try await scene.receive(Sent.response("CA", to: order, lines: [(1, "3", price), (2, "5", "")]), as: .milo)
        // Its own offer the supplier knows.
        #expect(try await Self.told(scene, part, "one") == ["order v2 1/1 2/1 300.00"])
        try await scene.agree(part)
        let expected = ["order v2 1/1 2/1 300.00", "change v4 1/2/0 2/4/1 3/1/1 288.00"]
        #expect(try await Self.told(scene, part, "one") == expected)
        // Whatever happens later, they stay what they were.
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        #expect(try await Self.told(scene, part, "later") == expected)
    }

    @Test func `what the holder does not want is taken off, or cancelled where nothing is left`() async throws {
        let scene = try await Self.scene()
        let some = try await scene.part(of: try await scene.sign(.ann, [("rollator", 1), ("ramp", 1)]), "meadow")
        let price = "<cac:Price><cbc:PriceAmount>90.00</cbc:PriceAmount></cac:Price>"
        try await scene.receive(
            Sent.response("CA", to: try await scene.reference(some), lines: [(1, "3", price), (2, "5", "")]), as: .milo)
        try await scene.refuse(some)
        #expect(
            try await Self.told(scene, some, "two")
                == ["order v2 1/1 2/1 300.00", "change v4 1/2/0 2/4/1 180.00"])
        let all = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        try await scene.cancel(all)
        #expect(try await Self.told(scene, all, "two") == ["order v2 1/2 160.00", "cancellation v3 "])
        let late = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        scene.clock.advance(days: 30)
        _ = try await scene.desk.strikeOrderClock()
        #expect(try await Self.told(scene, late, "two") == ["order v2 1/1 80.00", "cancellation v3 "])
    }

    @Test func `a holder who asks to cancel asks with a change, or with a cancellation of the whole`() async throws {
        let scene = try await Self.scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 3)]), "trent")
        try await scene.answer(part, .accept)
        try await scene.perform(AskToCancel(part: part.id, units: [1: 1], note: "I am away."), as: .ann)
        #expect(
            try await Self.told(scene, part, "three") == ["order v2 1/3 240.00", "change v4 1/3/2 160.00"])
        let whole = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(whole, .accept)
        try await scene.perform(AskToCancel(part: whole.id, note: "I am away."), as: .ann)
        #expect(try await Self.told(scene, whole, "three") == ["order v2 1/1 80.00", "cancellation v4 "])
        // With the message that tells of it comes the document, by its occasion.
        let occasion = try #require(
            try await scene.rows(
                """
                SELECT occasion FROM outbox_messages WHERE kind = 'cancel-asked' AND supplier_order_id = \(whole.id)
                """
            ).first?.text("occasion"))
        let document = try await scene.database.read {
            try $0.outgoingDocument(for: whole.id, of: "trent", .orderSent, occasion: occasion)
        }
        #expect(document?.kind == .cancellation)
    }

    @Test func `a document says no more than the supplier's page`() async throws {
        let scene = try await Self.scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        let sent = String(decoding: try #require(try await scene.outgoing(part).first).bytes, as: UTF8.self)
        for words in ["12 Lenton Boulevard", "NG7 2RD", "H-7Q2K", ">Ann<"] { #expect(sent.contains(words), "\(words)") }
        for words in ["Ann Marsh", "h-ann", "l-physio", "Walk", "plan"] { #expect(!sent.contains(words), "\(words)") }
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        // Once nothing is to be delivered, where to go is not the supplier's to know any more.
        let later = String(decoding: try #require(try await scene.outgoing(part).first).bytes, as: UTF8.self)
        #expect(!later.contains("Lenton") && !later.contains("0115 496 0001"))
        // Another supplier's is not there.
        await #expect(throws: NotFound.self) {
            try await scene.database.read { _ = try $0.outgoingDocuments(of: part.id, for: "meadow") }
        }
    }

    @Test func `each outcome of an invoice has its answer`() async throws {
        let scene = try await Self.scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        let order = try await scene.reference(part)
        try await scene.answer(part, .accept)
        let line = Sent.Line(position: "1", units: "2", price: "80.00", net: "160.00", percent: "0")
        try await scene.receive(
            Sent.invoice([line], of: order, tax: "0.00", net: "160.00", gross: "160.00"), as: .petra)
        var codes: [String] = []
        func note() async throws {
            let invoice = try #require(try await scene.invoices(part).first)
            let document = try await scene.database.read { try $0.invoiceResponse(invoice) }
            try Self.keep(document, "invoice")
            let response = try XMLReader.read(document.bytes).at("DocumentResponse", "Response")
            codes.append(response?.value("ResponseCode") ?? "")
        }
        try await note()
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        try await note()
        try await scene.pay(part)
        try await note()
        #expect(codes == ["AB", "AP", "PD"])
    }

    @Test func `an invoice that is asked about, or rejected, is answered with the reason`() async throws {
        let scene = try await Self.scene()
        let wrong = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(wrong, .accept)
        var codes: [String] = []
        let dear = Sent.Line(position: "1", units: "1", price: "90.00", net: "90.00", percent: "0")
        try await scene.receive(
            Sent.invoice(
                [dear], of: try await scene.reference(wrong), id: "I-2", tax: "0.00", net: "90.00", gross: "90.00"),
            as: .petra)
        for reject in [false, true] {
            let invoice = try #require(try await scene.invoices(wrong).first)
            if reject {
                try await scene.perform(RejectInvoice(invoice: invoice.id, version: nil, reason: "£80."), as: .bilal)
            }
            let now = try #require(try await scene.invoices(wrong).first)
            let document = try await scene.database.read { try $0.invoiceResponse(now) }
            try Self.keep(document, "query")
            let response = try XMLReader.read(document.bytes).at("DocumentResponse", "Response")
            codes += [response?.value("ResponseCode") ?? "", response?.value("Status", "StatusReasonCode") ?? ""]
        }
        #expect(codes == ["UQ", "PRI", "RE", "PRI"])
    }
}
