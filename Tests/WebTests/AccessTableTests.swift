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

    /// Forms are sent with their token and nothing else: 422 or 400 is "you may, but not so".
    private static let table = """
        GET  /                                          303 303 303 303 303 303
        GET  /sign-in                                   200 200 200 200 200 200
        POST /sign-in                                   422 422 422 422 422 422
        GET  /home                                      303 200 200 303 404 404
        GET  /budget                                    303 200 200 303 404 404
        GET  /budget/statement.csv                      303 200 200 303 404 404
        GET  /plan                                      303 200 200 303 404 404
        GET  /plan/easy                                 303 200 200 303 404 404
        GET  /plan/coming                               303 303 303 303 404 404
        GET  /plan/lines/**                             303 200 200 303 404 404
        GET  /plan/versions/:plan/:version              303 404 404 303 404 404
        POST /plan/agreement                            403 422 422 303 404 404
        POST /plan/requests                             403 422 422 303 404 404
        GET  /acting-for                                303 200 200 200 404 404
        POST /acting-for                                403 422 422 422 404 404
        GET  /help                                      200 200 200 200 200 200
        GET  /help/workflows                            200 200 200 200 200 200
        GET  /help/workflows/:name                      200 200 200 200 200 200
        GET  /accessibility                             200 200 200 200 200 200
        GET  /privacy                                   200 200 200 200 200 200
        GET  /shop                                      303 200 200 303 404 404
        GET  /listings/:id                              303 200 200 303 404 404
        GET  /suppliers/:id                             303 200 200 303 404 404
        GET  /basket                                    303 200 200 303 404 404
        POST /basket/lines                              403 404 404 303 404 404
        POST /basket/lines/:id                          403 422 422 303 404 404
        POST /basket/lines/:id/removal                  403 422 422 303 404 404
        POST /basket/lines/:id/arrangement              403 422 422 303 404 404
        POST /basket/lines/:id/price                    403 404 404 303 404 404
        GET  /basket/saved                              303 200 200 303 404 404
        POST /basket/saved/:id                          403 422 422 303 404 404
        GET  /lists                                     303 200 200 303 404 404
        POST /lists                                     403 422 422 303 404 404
        GET  /lists/:id                                 303 200 404 303 404 404
        POST /lists/:id/name                            403 422 422 303 404 404
        POST /lists/:id/sharing                         403 422 422 303 404 404
        POST /lists/:id/removal                         403 422 422 303 404 404
        POST /lists/:id/lines/:line                     403 422 422 303 404 404
        POST /lists/:id/lines/:line/removal             403 422 422 303 404 404
        POST /lists/:id/lines/:line/transfer            403 422 422 303 404 404
        GET  /lists/:id/basket                          303 200 404 303 404 404
        POST /lists/:id/basket                          403 422 422 303 404 404
        POST /listings/:id/lists                        403 422 422 303 404 404
        GET  /orders/:id/again                          303 200 200 303 404 404
        POST /orders/:id/again                          403 422 422 303 404 404
        GET  /searches                                  303 200 200 303 404 404
        POST /searches                                  403 422 422 303 404 404
        POST /searches/:id/removal                      403 422 422 303 404 404
        GET  /compare                                   303 200 200 303 404 404
        POST /compare                                   403 422 422 303 404 404
        POST /compare/removal                           403 422 422 303 404 404
        GET  /market-gaps                               303 404 404 404 404 200
        GET  /market-gaps.csv                           303 404 404 404 404 200
        GET  /relief                                    303 200 200 303 404 404
        GET  /relief/new                                303 404 404 303 404 404
        POST /relief                                    403 422 422 303 404 404
        GET  /relief/:id                                303 200 200 303 404 404
        POST /relief/:id/revocation                     403 422 422 303 404 404
        GET  /checkout                                  303 200 200 303 404 404
        POST /checkout/signature                        403 422 422 303 404 404
        GET  /orders                                    303 200 200 303 404 404
        GET  /orders/:id                                303 200 200 303 404 404
        GET  /orders/:id/signed-order.json              303 200 200 303 404 404
        POST /orders/:id/parts/:part/cancellation       403 422 422 303 404 404
        POST /orders/:id/parts/:part/withdrawal         403 422 422 303 404 404
        POST /orders/:id/parts/:part/receipt            403 422 422 303 404 404
        GET  /orders/:id/parts/:part/problem            303 409 409 303 404 404
        POST /orders/:id/parts/:part/problem            403 409 409 303 404 404
        GET  /problems/:id                              303 200 200 303 404 404
        POST /problems/:id/statement                    403 422 422 303 404 404
        POST /problems/:id/replacement                  403 422 422 303 404 404
        POST /problems/:id/escalation                   403 422 422 303 404 404
        POST /problems/:id/withdrawal                   403 422 422 303 404 404
        GET  /supplier/problems                         303 404 404 404 200 404
        GET  /supplier/problems/:id                     303 404 404 404 200 404
        POST /supplier/problems/:id/answer              403 404 404 404 422 404
        POST /supplier/problems/:id/return              403 404 404 404 422 404
        POST /supplier/problems/:id/keeping-back        403 404 404 404 422 404
        POST /supplier/problems/:id/statement           403 404 404 404 422 404
        GET  /reported-problems                         303 404 404 404 404 200
        GET  /reported-problems/:id                     303 404 404 404 404 200
        POST /reported-problems/:id/decision            403 404 404 404 404 422
        POST /reported-problems/:id/refund              403 404 404 404 404 422
        POST /reported-problems/:id/write-off-proposal  403 404 404 404 404 422
        POST /reported-problems/:id/write-off           403 404 404 404 404 422
        POST /reported-problems/:id/statement           403 404 404 404 404 422
        POST /orders/:id/parts/:part/messages           403 422 422 303 404 404
        GET  /orders/:id/parts/:part/cancelling         303 303 303 303 404 404
        POST /orders/:id/parts/:part/cancelling         403 422 422 303 404 404
        GET  /orders/:id/parts/:part/change             303 303 303 303 404 404
        POST /orders/:id/parts/:part/change             403 422 422 303 404 404
        GET  /orders/:id/parts/:part/revisions/:revision 303 404 404 303 404 404
        GET  /order-book                                303 404 404 404 404 200
        GET  /order-book/:id                            303 404 404 404 404 200
        POST /order-book/:id/parts/:part/messages       403 404 404 404 404 422
        POST /order-book/:id/parts/:part/hold           403 404 404 404 404 422
        POST /order-book/:id/parts/:part/review         403 404 404 404 404 422
        GET  /supplier/orders                           303 404 404 404 200 404
        GET  /supplier/orders/:id                       303 404 404 404 200 404
        POST /supplier/orders/:id/acceptance            403 404 404 404 422 404
        POST /supplier/orders/:id/refusal               403 404 404 404 422 404
        POST /supplier/orders/:id/delivery              403 404 404 404 422 404
        POST /supplier/orders/:id/shortfall             403 404 404 404 409 404
        POST /supplier/orders/:id/cancelling            403 404 404 404 409 404
        POST /supplier/orders/:id/messages              403 404 404 404 422 404
        GET  /supplier/orders/:id/change                303 404 404 404 200 404
        POST /supplier/orders/:id/change                403 404 404 404 422 404
        GET  /supplier/listings                         303 404 404 404 200 404
        GET  /supplier/listings/new                     303 404 404 404 200 404
        POST /supplier/listings                         403 404 404 404 422 404
        GET  /supplier/listings/:id                     303 404 404 404 200 404
        POST /supplier/listings/:id                     403 404 404 404 422 404
        POST /supplier/listings/:id/proposal            403 404 404 404 422 404
        POST /supplier/listings/:id/pause               403 404 404 404 422 404
        POST /supplier/listings/:id/resumption          403 404 404 404 422 404
        POST /supplier/listings/:id/withdrawal          403 404 404 404 422 404
        POST /supplier/listings/:id/restoration         403 404 404 404 422 404
        GET  /supplier/listings/:id/history             303 404 404 404 200 404
        POST /supplier/listings/:id/change-withdrawal   403 404 404 404 422 404
        GET  /supplier/listings/:id/prices              303 404 404 404 200 404
        POST /supplier/listings/:id/prices              403 404 404 404 422 404
        POST /supplier/listings/:id/prices/:number/recall 403 404 404 404 422 404
        GET  /supplier/order-minimum                    303 404 404 404 200 404
        POST /supplier/order-minimum                    403 404 404 404 422 404
        GET  /supplier/files                            303 404 404 404 200 404
        POST /supplier/files                            403 404 404 404 415 404
        GET  /supplier/listings.csv                     303 404 404 404 200 404
        GET  /supplier/files/:id                        303 404 404 404 404 404
        POST /supplier/files/:id/check                  403 404 404 404 404 404
        POST /supplier/files/:id/run                    403 404 404 404 422 404
        GET  /supplier/files/:id/wrong-rows.csv         303 404 404 404 404 404
        GET  /supplier/keys                             303 404 404 404 200 404
        POST /supplier/keys                             403 404 404 404 422 404
        POST /supplier/keys/:id/revocation              403 404 404 404 422 404
        POST /api/v1/listings                           401 401 401 401 401 401
        POST /api/v1/prices-and-stock                   401 401 401 401 401 401
        GET  /api/v1/listings.csv                       401 401 401 401 401 401
        GET  /api/v1/files/:id                          401 401 401 401 401 401
        GET  /api/v1/files/:id/wrong-rows.csv           401 401 401 401 401 401
        GET  /listing-reviews                           303 404 404 404 404 200
        GET  /listing-reviews/:id                       303 404 404 404 404 404
        POST /listing-reviews/:id                       403 404 404 404 404 404
        GET  /requests                                  303 404 404 404 404 200
        GET  /requests/:id                              303 404 404 404 404 200
        POST /requests/:id/decision                     403 404 404 404 404 422
        POST /requests/:id/questions                    403 404 404 404 404 422
        POST /requests/:id/assignment                   403 404 404 404 404 422
        GET  /orders/:id/requests/:request              303 200 200 303 404 404
        POST /orders/:id/requests/:request/answer       403 422 422 303 404 404
        POST /orders/:id/requests/:request/review       403 422 422 303 404 404
        POST /orders/:id/requests/:request/again        403 422 422 303 404 404
        GET  /policy/draft/routes/new                   303 404 404 404 404 200
        POST /policy/draft/routes                       403 404 404 404 404 422
        GET  /policy/draft/routes/:id                   303 404 404 404 404 404
        POST /policy/draft/routes/:id                   403 404 404 404 404 404
        POST /policy/draft/routes/:id/removal           403 404 404 404 404 422
        GET  /policy/draft/times                        303 404 404 404 404 200
        POST /policy/draft/times                        403 404 404 404 404 422
        GET  /staff                                     303 404 404 404 404 200
        GET  /supplier-book                             303 404 404 404 404 200
        GET  /supplier-book/:id                         303 404 404 404 404 200
        POST /supplier-book/:id/standing                403 404 404 404 404 422
        GET  /staff/:person                             303 404 404 404 404 200
        POST /staff/:person                             403 404 404 404 404 422
        POST /staff/delegations                         403 404 404 404 404 422
        POST /staff/delegations/:id/removal             403 404 404 404 404 422
        POST /staff/interests                           403 404 404 404 404 422
        POST /staff/interests/withdrawal                403 404 404 404 404 422
        GET  /authorisations                            303 404 404 404 404 200
        GET  /authorisations/new                        303 404 404 404 404 404
        POST /authorisations                            403 404 404 404 404 404
        POST /authorisations/:id/:event                 403 404 404 404 404 404
        GET  /payments                                  303 404 404 404 404 200
        GET  /payments/made                             303 404 404 404 404 200
        POST /payments/made/:id/return                  403 404 404 404 404 422
        POST /payments/:id                              403 404 404 404 404 404
        GET  /books                                     303 404 404 404 404 200
        GET  /books/trial-balance.csv                   303 404 404 404 404 200
        GET  /books/accounts                            303 404 404 404 404 404
        GET  /books/account                             303 404 404 404 404 404
        GET  /books/account.csv                         303 404 404 404 404 404
        GET  /books/heads                               303 404 404 404 404 200
        GET  /books/heads/:day                          303 404 404 404 404 404
        GET  /supplier/statement                        303 404 404 404 200 404
        GET  /supplier/statement.csv                    303 404 404 404 200 404
        GET  /policy                                    303 404 404 404 404 200
        GET  /policy/versions/:number                   303 404 404 404 404 200
        POST /policy/draft                              403 404 404 404 404 422
        GET  /policy/draft                              303 404 404 404 404 200
        GET  /policy/draft/trial                        303 404 404 404 404 200
        POST /policy/draft/settings                     403 404 404 404 404 422
        POST /policy/draft/publication                  403 404 404 404 404 422
        POST /policy/draft/removal                      403 404 404 404 404 422
        GET  /policy/draft/rules/new                    303 404 404 404 404 200
        POST /policy/draft/rules                        403 404 404 404 404 422
        GET  /policy/draft/rules/:id                    303 404 404 404 404 200
        POST /policy/draft/rules/:id                    403 404 404 404 404 422
        POST /policy/draft/rules/:id/removal            403 404 404 404 404 422
        GET  /policy/categories                         303 404 404 404 404 200
        GET  /policy/categories/:id                     303 404 404 404 404 200
        POST /policy/categories/:id                     403 404 404 404 404 422
        GET  /policy/categories/:id/items/new           303 404 404 404 404 200
        POST /policy/categories/:id/items               403 404 404 404 404 422
        GET  /people                                     303 404 404 404 404 200
        GET  /people/:holder                             303 404 404 404 404 200
        POST /people/:holder/drafts                      403 404 404 404 404 422
        POST /people/:holder/requests/:request           403 404 404 404 404 422
        GET  /people/:holder/authorities/:authority      303 404 404 404 404 200
        POST /people/:holder/authorities/:authority      403 404 404 404 404 422
        GET  /people/:holder/standing                    303 404 404 404 404 200
        POST /people/:holder/standing                    403 404 404 404 404 422
        GET  /plans/:plan/:version                       303 404 404 404 404 200
        GET  /plans/:plan/:version/reading               303 404 404 404 404 200
        GET  /plans/:plan/:version/effects               303 404 404 404 404 200
        POST /plans/:plan/:version/proposal              403 404 404 404 404 422
        POST /plans/:plan/:version/retreat               403 404 404 404 404 404
        POST /plans/:plan/:version/agreement             403 404 404 404 404 422
        GET  /plans/:plan/:version/head                  303 404 404 404 404 200
        POST /plans/:plan/:version/head                  403 404 404 404 404 422
        GET  /plans/:plan/:version/narrative             303 404 404 404 404 200
        POST /plans/:plan/:version/narrative             403 404 404 404 404 422
        GET  /plans/:plan/:version/risks                 303 404 404 404 404 200
        POST /plans/:plan/:version/risks                 403 404 404 404 404 422
        GET  /plans/:plan/:version/competencies          303 404 404 404 404 200
        POST /plans/:plan/:version/competencies          403 404 404 404 404 422
        GET  /plans/:plan/:version/budgets/:item         303 404 404 404 404 200
        POST /plans/:plan/:version/budgets/:item         403 404 404 404 404 422
        POST /plans/:plan/:version/budgets/:item/removal 403 404 404 404 404 422
        GET  /plans/:plan/:version/outcomes/:item        303 404 404 404 404 200
        POST /plans/:plan/:version/outcomes/:item        403 404 404 404 404 422
        POST /plans/:plan/:version/outcomes/:item/removal 403 404 404 404 404 422
        GET  /plans/:plan/:version/lines/:item           303 404 404 404 404 200
        POST /plans/:plan/:version/lines/:item           403 404 404 404 404 422
        POST /plans/:plan/:version/lines/:item/removal   403 404 404 404 404 422
        GET  /plans/:plan/:version/suspension            303 404 404 404 404 200
        POST /plans/:plan/:version/suspension            403 404 404 404 404 422
        GET  /plans/:plan/:version/end                   303 404 404 404 404 200
        POST /plans/:plan/:version/end                   403 404 404 404 404 422
        GET  /plans/:plan/:version/resumption            303 404 404 404 404 409
        POST /plans/:plan/:version/resumption            403 404 404 404 404 422
        GET  /plans/:plan/:version/transfer              303 404 404 404 404 200
        POST /plans/:plan/:version/transfer              403 404 404 404 404 422
        GET  /plans/:plan/:version/addition              303 404 404 404 404 200
        POST /plans/:plan/:version/addition              403 404 404 404 404 422
        GET  /suppliers/join                            200 200 200 200 200 200
        POST /suppliers/join                            422 422 422 422 422 422
        GET  /supplier/papers                           303 404 404 404 200 404
        GET  /supplier/papers/details                   303 404 404 404 200 404
        POST /supplier/papers/details                   403 404 404 404 422 404
        GET  /supplier/papers/questions                 303 404 404 404 200 404
        POST /supplier/papers/questions                 403 404 404 404 422 404
        GET  /supplier/papers/bank-account              303 404 404 404 200 404
        POST /supplier/papers/bank-account              403 404 404 404 422 404
        POST /supplier/papers/submission                403 404 404 404 422 404
        POST /supplier/papers/again                     403 404 404 404 422 404
        GET  /supplier/papers/:requirement              303 404 404 404 200 404
        POST /supplier/papers/:requirement              403 404 404 404 422 404
        GET  /supplier/team                             303 404 404 404 200 404
        POST /supplier/team                             403 404 404 404 422 404
        GET  /supplier/team/:person                     303 404 404 404 200 404
        POST /supplier/team/:person                     403 404 404 404 422 404
        POST /supplier/team/:person/password            403 404 404 404 422 404
        POST /supplier/team/:person/removal             403 404 404 404 422 404
        GET  /supplier/places                           303 404 404 404 200 404
        POST /supplier/places                           403 404 404 404 422 404
        GET  /supplier/places/:number                   303 404 404 404 200 404
        POST /supplier/places/:number                   403 404 404 404 422 404
        POST /supplier/places/:number/removal           403 404 404 404 422 404
        POST /supplier/closed-days                      403 404 404 404 422 404
        POST /supplier/closed-days/:number/removal      403 404 404 404 422 404
        GET  /supplier-book/ending                      303 404 404 404 404 200
        GET  /supplier-book/:id/papers                  303 404 404 404 404 200
        GET  /supplier-book/:id/papers/:requirement     303 404 404 404 404 200
        POST /supplier-book/:id/papers/:requirement     403 404 404 404 404 422
        POST /supplier-book/:id/bank                    403 404 404 404 404 422
        GET  /supplier-book/:id/approvals               303 404 404 404 404 200
        POST /supplier-book/:id/approvals               403 404 404 404 404 422
        POST /supplier-book/:id/approvals/:number/withdrawal 403 404 404 404 404 422
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
            host: "localhost", port: 0, publicFolder: "Public", behindTLS: false, formSecret: [1], isDemo: false,
            runFolder: scene.folder.path + "/files")
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
        let problem = try await reported(scene)
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
                "/policy/draft/rules/:id": rule.id.text, "/policy/categories/:id": "07",
                "/supplier/listings/:id": "neuro", "/listings/:id": "neuro", "/suppliers/:id": "trent",
                "/relief/:id": relief.text,
                "/lists/:id": list.text, "/problems/:id": problem.text, "/supplier/problems/:id": problem.text,
                "/reported-problems/:id": problem.text, "/order-book/:id": order.text,
            ]
            let path = filled(planned, ids)
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

    private static func filled(_ path: String, _ ids: [String: String]) -> String {
        var path = path.replacing("/supplier-book/:id", with: "/supplier-book/trent")
        for (pattern, id) in ids where path.hasPrefix(pattern) {
            path = pattern.replacing(":id", with: id) + path.dropFirst(pattern.count)
        }
        return path
    }
}
