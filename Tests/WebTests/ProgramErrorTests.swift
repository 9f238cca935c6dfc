import Catalogue
import Operations
import Orders
import Outbox
import SceneSupport
import Testing
import TestSupport
import Values

@testable import Web

/// Whatever is refused below /api is told in one form, with a code that the page explains.
@Suite("Programs’ errors") struct ProgramErrorTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        let method: String
        let path: String
        var headers: [String: String] = [:]
        var body = ""
        let status: Int
        let code: String

        var testDescription: String { "\(method) \(path) \(code)" }
    }

    static let json = ["Content-Type": "application/json; charset=utf-8"]
    static let table: [Refused] = [
        .init(method: "GET", path: "/api", status: 404, code: "not-found"),
        .init(method: "GET", path: "/api/v1/nothing", status: 404, code: "not-found"),
        .init(method: "GET", path: "/api/v2/orders", status: 404, code: "not-found"),
        .init(method: "GET", path: "/api/v1/orders/nothing", status: 404, code: "not-found"),
        .init(method: "DELETE", path: "/api/v1/orders", status: 405, code: "method-not-allowed"),
        .init(
            method: "GET", path: "/api/v1/orders", headers: ["Accept": "text/html"], status: 406,
            code: "request.not-acceptable"),
        .init(
            method: "GET", path: "/api/v1/orders", headers: ["Accept": "application/json;q=0"], status: 406,
            code: "request.not-acceptable"),
        .init(method: "GET", path: "/api/v1/orders?limit=0", status: 400, code: "request.parameters"),
        .init(method: "GET", path: "/api/v1/orders?limit=%2B5", status: 400, code: "request.parameters"),
        .init(method: "GET", path: "/api/v1/orders?limit=5&limit=6", status: 400, code: "request.parameters"),
        .init(method: "GET", path: "/api/v1/orders?offset=5", status: 400, code: "request.parameters"),
        .init(method: "GET", path: "/api/v1/orders?status=awaiting_approval", status: 400, code: "request.parameters"),
        .init(method: "GET", path: "/api/v1/orders?cursor=x", status: 400, code: "request.cursor-broken"),
        .init(method: "POST", path: "/api/v1/invoices", body: "{}", status: 415, code: "request.unsupported-type"),
        .init(
            method: "POST", path: "/api/v1/invoices", headers: ["Content-Type": "application/json; charset=latin1"],
            body: "{}", status: 415, code: "request.unsupported-type"),
        .init(
            method: "POST", path: "/api/v1/invoices", headers: json, body: "{\"a\":1,\"a\":2}", status: 400,
            code: "request.broken-json"),
        .init(method: "POST", path: "/api/v1/invoices", headers: json, status: 400, code: "request.broken-json"),
        .init(method: "POST", path: "/api/v1/invoices", headers: json, body: "{}", status: 422, code: "request.body"),
        .init(
            method: "POST", path: "/api/v1/invoices", headers: json,
            body: "\"\(String(repeating: "x", count: ProgramInput.bodyBytesMaximum))\"", status: 413,
            code: "request.too-large"),
        .init(
            method: "POST", path: "/api/v1/webhooks", headers: json.merging(["Idempotency-Key": "a b"]) { $1 },
            body: "{\"address\":\"https://a.example\"}", status: 400, code: "request.parameters"),
        .init(
            method: "POST", path: "/api/v1/webhooks", headers: json, body: "{\"address\":\"ftp://a.example\"}",
            status: 422, code: "request.values"),
    ]

    @Test(arguments: table) func `each problem has its status and its code`(refused: Refused) async throws {
        let program = try await ProgramClient(try await Scene())
        let reply = try await program.door.ask(
            refused.method, refused.path,
            headers: [("Authorization", "Bearer \(program.key)")] + refused.headers.map { ($0.key, $0.value) },
            body: Array(refused.body.utf8))
        let told = try ProgramTold(reply)
        #expect((told.status, told.code) == (refused.status, refused.code), "\(reply.body)")
        #expect(told.header("Content-Type") == ProgramErrors.type)
        #expect(ProgramErrors.schema.problems(of: told.json) == [])
        #expect(told.json["type"]?.text == "/help/api#\(refused.code)")
        #expect(told.json["status"]?.integer == refused.status)
        if refused.status == 405 { #expect(told.header("Allow") == "GET, HEAD") }
    }

    @Test func `what is told of a request does not grow with what is wrong in it`() async throws {
        let program = try await ProgramClient(try await Scene())
        let many = JSONValue.object(
            Dictionary((0..<5_000).map { ("m\($0)", JSONValue.null) }, uniquingKeysWith: { first, _ in first }))
        let told = try await program.ask("POST", "/invoices", many)
        #expect(told.status == 422 && told.json["errors"]?.items.count == ProgramErrors.placesMaximum)
        let named = try await program.ask("POST", "/invoices", ["a b/ä": 1])
        let pointers = named.json["errors"]?.items.compactMap { $0["pointer"]?.text } ?? []
        #expect(pointers.contains("#/a%20b~1%C3%A4") && pointers.contains("#/number"))
        guard case .object(var members) = ListingSchemas.example else { return }
        members["attributes"] = ["seat/width": "5"]
        let attribute = try await program.ask("POST", "/listings", .object(members))
        #expect(attribute.json["errors"]?.items.first?["pointer"] == "#/attributes/seat~1width")
    }

    @Test func `the page explains every code that programs meet`() {
        let refusals: [any Refusal] = [
            OrderRefusal.unitsMissing(wanted: 1, there: 0), OrderRefusal.nothingTaken, OrderRefusal.reasonMissing,
            OrderRefusal.feeAboveTerms(most: .zero), OrderRefusal.nothingOffered, OrderRefusal.changedMeanwhile,
            OrderRefusal.proofOfNoGoods, OrderRefusal.tooLateToWrite(days: 1), OrderRefusal.priceRaised,
            InvoiceRefusal.numberKnown, InvoiceRefusal.empty, CatalogueRefusal.changedMeanwhile,
            CatalogueRefusal.stockMoved(to: 1), DeliveryRefusal.changedMeanwhile, DeliveryRefusal.notInUse,
            CommandRefusal.keyReused, InvoiceRefusal.reduced(title: "x"),
        ]
        let known = Set(ProgramCode.all.map(\.code))
        for refusal in refusals { #expect(known.contains(refusal.code), "\(refusal.code)") }
        for table in [
            SupplierOrderStatus.workflow.name, ListingStatus.workflow.name, EndpointStatus.workflow.name,
            DeliveryStatus.workflow.name, UnitState.workflow.name,
        ] {
            #expect(known.contains("\(table).not-possible"), "\(table)")
        }
    }
}
