import DoorSupport
import Operations
import Orders
import Outbox
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@testable import Web

/// Documents and invoices on pages, and by program.
@Suite("Pages of documents") struct DocumentPageTests {
    private static func signedIn(_ scene: Scene, _ who: Player) async throws -> Browser {
        let browser = Browser(scene)
        try await browser.signIn(who)
        return browser
    }

    static func response(_ code: String, to order: String, id: String = "R-1") -> String {
        """
        <OrderResponse xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2" \
        xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" \
        xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
        <cbc:ProfileID>urn:fdc:peppol.eu:poacc:bis:ordering:3</cbc:ProfileID><cbc:ID>\(id)</cbc:ID>
        <cbc:IssueDate>2026-10-07</cbc:IssueDate><cbc:OrderResponseCode>\(code)</cbc:OrderResponseCode>
        <cbc:DocumentCurrencyCode>GBP</cbc:DocumentCurrencyCode>
        <cac:OrderReference><cbc:ID>\(order)</cbc:ID></cac:OrderReference></OrderResponse>
        """
    }

    private static func upload(_ browser: Browser, _ text: String, token: String? = nil) async throws -> Reply {
        let boundary = "----holdfast"
        let fields = [("token", token ?? browser.token), ("command", browser.value(of: "command") ?? "")]
        let parts = fields.map {
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n"
        }.joined()
        let file = "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"mine.xml\"\r\n"
            + "Content-Type: text/xml\r\n\r\n\(text)\r\n--\(boundary)--\r\n"
        return try await browser.send("/supplier/documents", Array((parts + file).utf8), boundary: boundary)
    }

    private static func ordered(_ scene: Scene) async throws -> (part: SupplierOrder, number: String) {
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        return (part, part.documentID(number: try await scene.order(part.order).number))
    }

    @Test func `a supplier fetches an order, answers it with a file, and sees what came of it`() async throws {
        let scene = try await Scene()
        let (part, number) = try await Self.ordered(scene)
        let petra = try await Self.signedIn(scene, .petra)
        try await petra.visit("/supplier/orders/\(part.id)")
        try await petra.visit("/supplier/documents")
        let wrong = try await Self.upload(petra, "<!DOCTYPE a><a/>")
        #expect(wrong.status == 422 && wrong.body.contains("document type"))
        try await petra.visit("/supplier/documents")
        #expect(try await Self.upload(petra, Self.response("AP", to: number), token: "x").status == 403)
        try await petra.visit("/supplier/documents")
        let taken = try await Self.upload(petra, Self.response("AP", to: number))
        #expect(taken.status == 303)
        #expect(try await scene.part(of: part.order, "trent").status == .accepted)
        let page = try await petra.visit("/supplier/documents").body
        #expect(page.contains("R-1") && page.contains("Taken") && page.contains("Refused"))
        let order = try await petra.ask("GET", "/supplier/orders/\(part.id)/documents/2")
        #expect(order.header("Content-Type") == "application/xml; charset=utf-8")
        #expect(order.body.contains("<cbc:ID>\(number)</cbc:ID>") && order.body.contains("H-7Q2K"))
        // Another supplier has nothing to fetch there.
        let milo = try await Self.signedIn(scene, .milo)
        #expect(try await milo.ask("GET", "/supplier/orders/\(part.id)/documents/2").status == 404)
    }

    @Test func `twenty megabytes are refused, and on record`() async throws {
        let scene = try await Scene()
        let petra = try await Self.signedIn(scene, .petra)
        try await petra.visit("/supplier/documents")
        let reply = try await Self.upload(petra, String(repeating: "x", count: 20 << 20))
        #expect(reply.status == 422 && reply.body.contains("too large"))
        let noted = try await scene.rows("SELECT outcome FROM documents_received").map { try $0.text("outcome") }
        #expect(noted == ["document.too-large"])
    }

    @Test func `a program sends documents with its key, and is told why one is refused`() async throws {
        let scene = try await Scene()
        let (part, number) = try await Self.ordered(scene)
        let petra = try await Self.signedIn(scene, .petra)
        try await petra.visit("/supplier/keys")
        petra.fill("name", "Our orders program")
        petra.fill("scope-orders-write", "yes")
        petra.fill("password", Player.password)
        try await petra.press("Make key")
        let key = try #require(petra.page.all("code").map(\.text).first { $0.hasPrefix("hf_") && $0.count > 20 })
        let bearer = ("Authorization", "Bearer \(key)")
        let xml = ("Content-Type", "application/xml")
        let door = Door(scene)
        let order = try await door.ask("GET", "/api/v1/orders/\(part.id)/order.xml", headers: [bearer])
        #expect(order.status == 200 && order.body.contains(number))
        for (text, headers, status, told) in [
            (Self.response("AP", to: "AAAAA-AAAAA-1"), [bearer, xml], 422, "document.order-unknown"),
            ("<a>&b;</a>", [bearer, xml], 422, "document.malformed"),
            (Self.response("AP", to: number), [bearer, ("Content-Type", "text/csv")], 415, "request.unsupported-type"),
            (Self.response("AP", to: number), [xml], 401, "key.needed"),
            (Self.response("AP", to: number), [bearer, xml], 201, "\"outcome\":\"taken\""),
            (Self.response("AP", to: number), [bearer, xml], 201, "\"outcome\":\"taken\""),
            (Self.response("RE", to: number), [bearer, xml], 409, "document.other-contents"),
            (String(repeating: "x", count: 6 << 20), [bearer, xml], 413, "document.too-large"),
        ] {
            let reply = try await door.ask("POST", "/api/v1/documents", headers: headers, body: Array(text.utf8))
            #expect(reply.status == status && reply.body.contains(told), "\(reply.status) \(reply.body)")
        }
        #expect(try await scene.part(of: part.order, "trent").status == .accepted)
    }

    @Test func `where a program is reached is checked, and kept`() async throws {
        let scene = try await Scene()
        let petra = try await Self.signedIn(scene, .petra)
        try await petra.visit("/supplier/exchange")
        petra.fill("address", "0088:5012345678901")
        petra.fill("profile", "advanced")
        #expect(try await petra.press("Save").status == 422)
        #expect(petra.problem(of: "address")?.contains("check digit") == true)
        petra.fill("address", "0088:5012345678900")
        petra.fill("profile", "advanced")
        try await petra.press("Save")
        #expect(petra.page.text.contains("0088:5012345678900"))
        let kept = try await scene.database.read { try $0.documents.exchange(of: "trent") }
        #expect((kept.profile, kept.version) == (.advanced, 1))
    }

    @Test func `an invoice is written on a page, asked about and rejected on another`() async throws {
        let scene = try await Scene()
        let (part, _) = try await Self.ordered(scene)
        try await scene.answer(part, .accept)
        let petra = try await Self.signedIn(scene, .petra)
        try await petra.visit("/supplier/invoices/orders/\(part.id)")
        petra.fill("units-1", "3")
        #expect(try await petra.press("Send invoice").status == 422)
        #expect(petra.problem(of: "number") != nil && petra.problem(of: "units-1") != nil)
        petra.fill("number", "2026/<7>")
        petra.fill("units-1", "2")
        try await petra.press("Send invoice")
        #expect(petra.page.text.contains("2026/<7>") && petra.page.text.contains("Waits for confirmation"))
        // A price that was not signed, as a program might have sent it.
        try await scene.run("UPDATE invoices SET total_pence = 1")
        try await scene.answer(part, .deliver)
        let bilal = try await Self.signedIn(scene, .bilal)
        try await bilal.visit("/invoices")
        #expect(bilal.page.text.contains("2026/<7>") && bilal.page.text.contains("should be £160.00"))
        #expect(!bilal.page.text.contains("Ann"))
        #expect(try await bilal.press("Reject").status == 422)
        let id = try #require(try await scene.database.read { try $0.invoices.list(of: part.id) }.first?.id)
        bilal.fill("reason-\(id)", "It should be £160.")
        try await bilal.press("Reject")
        try await petra.visit("/supplier/invoices/\(id)")
        #expect(petra.page.text.contains("Rejected") && petra.page.text.contains("It should be £160."))
        let answer = try await petra.ask("GET", "/supplier/invoices/\(id)/response.xml")
        #expect(answer.body.contains(">RE<"))
        let milo = try await Self.signedIn(scene, .milo)
        #expect(try await milo.ask("GET", "/supplier/invoices/\(id)").status == 404)
    }
}
