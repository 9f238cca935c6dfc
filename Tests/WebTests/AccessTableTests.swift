import Hummingbird
import Orders
import SceneSupport
import Testing

@testable import Web

/// Who gets what at every address. A new route fails here until somebody has decided who may see it.
@Suite("Access table") struct AccessTableTests {
    /// A visitor, a holder, a carer who acts, a carer who has not chosen, a supplier, a commissioner.
    private static let kinds: [Player?] = [nil, .ann, .tom, .nora, .petra, .bilal]

    /// Forms are sent with their token and nothing else: 422 or 400 is "you may, but not so".
    private static let table = """
        GET  /                                          303 303 303 303 303 303
        GET  /sign-in                                   200 200 200 200 200 200
        POST /sign-in                                   422 422 422 422 422 422
        GET  /home                                      303 200 200 303 404 404
        GET  /budget                                    303 200 200 303 404 404
        GET  /acting-for                                303 200 200 200 404 404
        POST /acting-for                                403 422 422 422 404 404
        GET  /help                                      200 200 200 200 200 200
        GET  /accessibility                             200 200 200 200 200 200
        GET  /privacy                                   200 200 200 200 200 200
        GET  /shop                                      303 200 200 303 404 404
        GET  /listings/:id                              303 200 200 303 404 404
        GET  /suppliers/:id                             303 200 200 303 404 404
        GET  /basket                                    303 200 200 303 404 404
        POST /basket/lines                              403 404 404 303 404 404
        POST /basket/lines/:id                          403 422 422 303 404 404
        POST /basket/lines/:id/removal                  403 422 422 303 404 404
        POST /basket/lines/:id/price                    403 404 404 303 404 404
        GET  /checkout                                  303 200 200 303 404 404
        POST /checkout/signature                        403 422 422 303 404 404
        GET  /orders                                    303 200 200 303 404 404
        GET  /orders/:id                                303 200 200 303 404 404
        GET  /orders/:id/signed-order.json              303 200 200 303 404 404
        POST /orders/:id/parts/:part/cancellation       403 422 422 303 404 404
        POST /orders/:id/parts/:part/withdrawal         403 422 422 303 404 404
        POST /orders/:id/parts/:part/receipt            403 422 422 303 404 404
        GET  /supplier/orders                           303 404 404 404 200 404
        GET  /supplier/orders/:id                       303 404 404 404 200 404
        POST /supplier/orders/:id/acceptance            403 404 404 404 422 404
        POST /supplier/orders/:id/refusal               403 404 404 404 422 404
        POST /supplier/orders/:id/delivery              403 404 404 404 422 404
        GET  /supplier/listings                         303 404 404 404 200 404
        GET  /supplier/listings/new                     303 404 404 404 200 404
        POST /supplier/listings                         403 404 404 404 422 404
        GET  /supplier/listings/:id                     303 404 404 404 200 404
        POST /supplier/listings/:id                     403 404 404 404 422 404
        POST /supplier/listings/:id/withdrawal          403 404 404 404 422 404
        POST /supplier/listings/:id/restoration         403 404 404 404 422 404
        GET  /requests                                  303 404 404 404 404 200
        GET  /requests/:id                              303 404 404 404 404 200
        POST /requests/:id/decision                     403 404 404 404 404 422
        GET  /payments                                  303 404 404 404 404 200
        POST /payments/:id                              403 404 404 404 404 404
        POST /sign-out                                  303 303 303 303 303 303
        """

    @Test func `every route answers everybody as it was decided`() async throws {
        var columns: [[String]] = []
        for kind in Self.kinds { columns.append(try await Self.statuses(for: kind)) }
        let routes = Self.routes(try await Scene())
        let rows = routes.indices.map { index in
            "\(routes[index].method) \(routes[index].path) \(columns.map { $0[index] }.joined(separator: " "))"
        }
        let decided = Self.table.split(separator: "\n").map {
            $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        }
        for row in rows where !decided.contains(row) { Issue.record("not decided: \(row)") }
        for row in decided where !rows.contains(row) { Issue.record("decided, but not so: \(row)") }
    }

    private static func routes(_ scene: Scene) -> [Routes.Known] {
        let settings = SiteSettings(
            host: "localhost", port: 0, publicFolder: "Public", behindTLS: false, formSecret: [1], isDemo: false)
        let known = Site.addRoutes(
            to: Router(context: VisitorContext.self), front: Front(desk: scene.desk, settings: settings))
        // Signing out comes last: afterwards nobody is anybody.
        return known.filter { $0.path != "/sign-out" } + known.filter { $0.path == "/sign-out" }
    }

    /// Ann's order at Trent (sent) and Meadow (asked), and something in the basket.
    private static func statuses(for kind: Player?) async throws -> [String] {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("lights", 1)])
        let sent = try await scene.part(of: order, "trent")
        let asked = try await scene.part(of: order, "meadow", .asked)
        let approval = try await scene.approval(of: asked.id)
        try await scene.fill(.ann, [("visit", 1)])
        let line = try #require(try await scene.checkout().basket.lines.first)
        let browser = Browser(scene)
        if let kind { try await browser.signIn(kind) } else { try await browser.visit("/sign-in") }
        if browser.token.isEmpty { try await browser.visit("/acting-for") }
        let token = browser.token
        let before = try await scene.fingerprint()
        var statuses: [String] = []
        for route in routes(scene) {
            var path = route.path.replacing(":part", with: sent.id.text)
            let ids = [
                "/orders/:id": order.text, "/requests/:id": approval.id.text, "/payments/:id": sent.id.text,
                "/basket/lines/:id": line.id.text, "/supplier/orders/:id": sent.id.text,
                "/supplier/listings/:id": "neuro", "/listings/:id": "neuro", "/suppliers/:id": "trent",
            ]
            for (pattern, id) in ids where path.hasPrefix(pattern) {
                path = pattern.replacing(":id", with: id) + path.dropFirst(pattern.count)
            }
            let reply = route.method == "GET"
                ? try await browser.ask("GET", path)
                : try await browser.ask(
                    "POST", path, headers: [("Content-Type", "application/x-www-form-urlencoded")],
                    body: Browser.encode([("token", token), ("for", "h-ann")]))
            statuses.append(String(reply.status))
        }
        #expect(try await scene.changes(since: before) == [], "\(kind?.rawValue ?? "visitor")")
        return statuses
    }
}
