import SceneSupport
import Testing
import TestSupport

/// What is missing, too long or hostile is told next to its field, is shown again as it was typed, and changes nothing.
@Suite("Forms") struct FormTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        let who: Player
        let page: String
        let button: String
        let fields: [String: String]
        let problem: String
        let status: Int

        init(
            _ who: Player, _ page: String, _ button: String, _ fields: [String: String], problem: String,
            status: Int = 422
        ) {
            self.who = who
            self.page = page
            self.button = button
            self.fields = fields
            self.problem = problem
            self.status = status
        }

        var testDescription: String { "\(button): \(problem) \(fields.mapValues { $0.prefix(12) })" }
    }

    private static let script = "<script>alert(1)</script>\"'&"
    private static let long = String(repeating: "x", count: 5_000)

    private static let table: [Bad] =
        ["", "0", "-1", "1.5", "1e3", "many", "101", "99999999999999999999", script].map {
            Bad(.ann, "/listings/neuro", "Add to basket", ["quantity": $0], problem: "quantity")
        } + ["", script, long].map {
            Bad(.ann, "/checkout", "Sign and order", ["password": $0], problem: "password")
        } + ["", long].map {
            Bad(
                .ann, "/checkout", "Sign and order", ["password": Player.password, "reason-lights": $0],
                problem: "reason-lights")
        } + [
            Bad(
                .ann, "/checkout", "Sign and order", ["password": Player.password, "reason-lights": "Because"],
                problem: "outcome-lights"),
            Bad(.petra, "/supplier/orders/SENT", "Decline this order", ["reason": ""], problem: "reason"),
            Bad(.petra, "/supplier/orders/SENT", "Decline this order", ["reason": long], problem: "reason"),
            Bad(.bilal, "/requests/REQUEST", "Record the decision", ["reason": "x"], problem: "decision"),
            Bad(
                .bilal, "/requests/REQUEST", "Record the decision", ["decision": "decline", "reason": ""],
                problem: "reason"),
            Bad(
                .bilal, "/requests/REQUEST", "Record the decision", ["decision": "approve", "reason": long],
                problem: "reason"),
            Bad(
                .bilal, "/requests/REQUEST", "Record the decision", ["decision": script], problem: "decision"),
        ] + [
            ("title", ""), ("title", long), ("description", ""), ("description", long), ("unit", ""), ("unit", long),
            ("price", ""), ("price", "-1"), ("price", "1.234"), ("price", script), ("price", "99999999999"),
            ("vat", ""), ("vat", "X"), ("lead_days", "-1"), ("lead_days", "366"), ("lead_days", script),
            ("maximum_quantity", "0"), ("maximum_quantity", "10001"), ("minimum_quantity", "0"),
            ("minimum_quantity", "many"), ("weekly_capacity", "-1"), ("weekly_capacity", script),
            ("replacement", "nothing-of-ours"), ("replacement", script),
            ("stock", "-1"), ("stock", "1000001"), ("stock", "many"), ("stock", script),
            ("delivery", ""), ("delivery", long),
            ("cancellation", ""), ("cancellation", long), ("gtin", "123"), ("gtin", "4006381333930"),
            ("category", ""), ("category", "04"), ("category", script),
        ].flatMap { field, value in
            [
                Bad(.petra, "/supplier/listings/new", "Propose listing", [field: value], problem: field),
                Bad(.petra, "/supplier/listings/neuro", "Save listing", [field: value], problem: field),
            ]
        } + ["", String(repeating: "x", count: 36)].map {
            Bad(.bilal, "/payments", "Mark as paid", ["reference": $0], problem: "reference-RECEIVED")
        }

    @Test(arguments: table) func `a bad form is told next to its field and changes nothing`(bad: Bad) async throws {
        let scene = try await Scene()
        let names = try await prepare(scene)
        let named = { (text: String) in
            names.reduce(text) { $0.replacing($1.key, with: $1.value) }
        }
        let browser = Browser(scene)
        try await browser.signIn(bad.who)
        try await browser.visit(named(bad.page))
        let before = try await scene.fingerprint()
        for (field, value) in bad.fields { browser.fill(field, value) }
        try await browser.press(bad.button)
        #expect(browser.status == bad.status, "\(browser.heading)")
        #expect(browser.problem(of: named(bad.problem)) != nil, "\(browser.problems)")
        #expect(browser.problems.count > 0)
        #expect(!browser.reply.body.contains("<script>"))
        let title = try #require(browser.page.first("title")).text
        #expect(title.hasPrefix("Error"), "\(title)")
        #expect(try await scene.changes(since: before) == [])
    }

    /// A part sent to Trent, one received from Careful Hands, a request for lights; a basket with both kinds.
    private func prepare(_ scene: Scene) async throws -> [String: String] {
        let order = try await scene.sign(.ann, [("neuro", 1), ("visit", 1), ("lights-trent", 1)])
        let received = try await scene.part(of: order, "careful")
        try await scene.answer(received, .accept)
        try await scene.answer(received, .deliver)
        try await scene.confirm(received)
        try await scene.fill(.ann, [("rollator", 1), ("lights", 1)])
        let asked = try await scene.part(of: order, "trent", .asked)
        return [
            "SENT": try await scene.part(of: order, "trent").id.text, "RECEIVED": received.id.text,
            "REQUEST": try await scene.approval(of: asked.id).id.text,
        ]
    }
}
