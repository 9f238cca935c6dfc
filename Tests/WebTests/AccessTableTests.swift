import Catalogue
import DoorSupport
import Hummingbird
import Operations
import Orders
import Policies
import SceneSupport
import Testing

@testable import Web

/// Who gets what at every address. A new route fails here until somebody has decided who may see it.
@Suite("Access table") struct AccessTableTests {
    /// A visitor, a holder, a carer who acts, a carer who has not chosen, a supplier, a commissioner.
    private static let kinds: [Player?] = [nil, .ann, .tom, .nora, .petra, .bilal]

    @Test func `every route answers everybody as it was decided`() async throws {
        var columns: [[String]] = []
        for kind in Self.kinds { columns.append(try await Self.statuses(for: kind)) }
        let routes = Self.routes(try await Scene())
        let rows = routes.indices.map { index in
            "\(routes[index].method) \(routes[index].path) \(columns.map { $0[index] }.joined(separator: " "))"
        }
        let decided = (AccessTable.text + "\n" + AccessTable.accounts).split(separator: "\n").map {
            $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        }
        for row in rows where !decided.contains(row) { Issue.record("not decided: \(row)") }
        for row in decided where !rows.contains(row) { Issue.record("decided, but not so: \(row)") }
    }

    static func routes(_ scene: Scene) -> [Routes.Known] {
        let settings = SiteSettings(
            host: "localhost", port: 0, publicFolder: "Public", behindTLS: false, formSecret: [1], isDemo: false,
            runFolder: scene.folder.path + "/files", routing: .trial(),
            draw: { _ in throw PictureProblem.damaged })
        let known = Site.addRoutes(
            to: Router(context: VisitorContext.self), front: Front(desk: scene.desk, settings: settings))
        // Signing out comes last: afterwards nobody is anybody.
        return known.filter { $0.path != "/sign-out" } + known.filter { $0.path == "/sign-out" }
    }

    /// Ann's problem with a session that has come, in an order of its own.
    private static func reported(_ scene: Scene) async throws -> Problem.ID {
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        return try await scene.perform(
            ReportProblem(
                part: part.id, position: part.lines[0].position, state: .unconfirmed, units: 1, kind: .damaged,
                wish: .refund, words: "Broken."), as: .ann)
    }

    /// What Ann thinks of Trent, for everybody to read.
    private static func reviewed(_ scene: Scene) async throws -> SupplierReview.ID {
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(part, .accept)
        try await scene.answer(part, .deliver)
        try await scene.confirm(part)
        let id = try await scene.perform(WriteSupplierReview(part: part.id, stars: 4, text: "Good."), as: .ann)
        return try await scene.perform(DecideSupplierReview(review: id, side: .review, action: .publish), as: .bilal)
    }

    /// A rule of a policy that is being written.
    private static func draftRule(_ scene: Scene) async throws -> PolicyRule {
        try await scene.publishPolicy([.typed(.warn)])
        try await scene.perform(StartPolicyDraft(), as: .bilal)
        return try #require(try await scene.policyDraft()?.policy.rules.first)
    }

    /// Ann's order at Trent (sent) and Meadow (asked), and something in the basket.
    private static func statuses(for kind: Player?) async throws -> [String] {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 1), ("lights", 1)])
        let sent = try await scene.part(of: order, "trent")
        let asked = try await scene.part(of: order, "meadow", .asked)
        let approval = try await scene.approval(of: asked.id)
        let (problem, review) = (try await reported(scene), try await reviewed(scene))
        try await scene.fill(.ann, [("visit", 1)])
        let line = try #require(try await scene.checkout().basket.lines.first)
        let list = try await scene.perform(KeepListing(listing: "neuro", place: .favourites), as: .ann)
        try await scene.makeHolderBuyer()
        let relief = try await scene.declare()
        let rule = try await draftRule(scene)
        let draft = try await scene.perform(StartPlanDraft(holder: "h-finn", origin: .copy), as: .bilal)
        let browser = Browser(scene)
        if let kind { try await browser.signIn(kind) } else { try await browser.visit("/sign-in") }
        if browser.token.isEmpty { try await browser.visit("/acting-for") }
        let token = browser.token
        let before = try await scene.fingerprint()
        var statuses: [String] = []
        for route in routes(scene) {
            let planned = planPath(route.path, draft, approval).replacing(":part", with: sent.id.text)
            let ids = [
                "/orders/:id": order.text, "/requests/:id": approval.id.text, "/payments/:id": sent.id.text,
                "/basket/lines/:id": line.id.text, "/supplier/orders/:id": sent.id.text,
                "/supplier/invoices/orders/:id": sent.id.text,
                "/policy/draft/rules/:id": rule.id.text, "/policy/categories/:id": "07",
                "/supplier/listings/:id": "neuro", "/listings/:id": "neuro", "/suppliers/:id": "trent",
                "/relief/:id": relief.text,
                "/lists/:id": list.text, "/problems/:id": problem.text, "/supplier/problems/:id": problem.text,
                "/reported-problems/:id": problem.text, "/order-book/:id": order.text,
                "/reviews/:id": review.text, "/supplier/reviews/:id": review.text,
            ]
            let path = filled(planned, ids)
            statuses.append(String(try await ask(route.method, path, token, by: browser).status))
        }
        #expect(try await scene.changes(since: before) == [], "\(kind?.rawValue ?? "visitor")")
        return statuses
    }

    private static func ask(
        _ method: String, _ path: String, _ token: String, by browser: Browser
    ) async throws -> Reply {
        guard method != "GET" else { return try await browser.ask("GET", path) }
        return try await browser.ask(
            method, path, headers: [("Content-Type", "application/x-www-form-urlencoded")],
            body: Browser.encode([("token", token), ("for", "h-ann")]))
    }

    private static func filled(_ path: String, _ ids: [String: String]) -> String {
        var path = path.replacing("/supplier-book/:id", with: "/supplier-book/trent")
        for (pattern, id) in ids where path.hasPrefix(pattern) {
            path = pattern.replacing(":id", with: id) + path.dropFirst(pattern.count)
        }
        return path
    }
}
