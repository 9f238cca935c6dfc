import Catalogue
import DoorSupport
import Hummingbird
import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@testable import Web

/// Every page and file for suppliers, walked from the same list as the access table, in a town where several holders
/// have ordered from several suppliers: none holds anything of another supplier, or more about a person than the
/// delivery needs.
@Suite("Least data") struct LeastDataTests {
    static let privateWords = "My bladder leaks since the fall"
    static let needs = "Needs two people to turn in bed"

    @Test(arguments: [Player.petra, .carol, .milo])
    func `no page of a supplier holds what is not its own, or more of a person than it needs`(
        who: Player
    ) async throws {
        let scene = try await Scene()
        let town = try await Town(scene)
        let secrets = try await town.secrets(for: who)
        #expect(secrets.count > 40)
        let browser = Browser(scene)
        try await browser.signIn(who)
        var walked = 0
        for route in Self.routes(scene) where route.method == "GET" && route.capacity == "SupplierContext" {
            for path in try await town.paths(route.path, for: who) {
                let reply = try await browser.ask("GET", path)
                #expect(reply.status == 200, "\(path)")
                walked += 1
                for secret in secrets where secret.isIn(reply.body) {
                    // It names the holder by the pseudonym that stands for them, and by nothing else.
                    if secret.isPseudonym, path.hasSuffix("/signed-order.json") { continue }
                    Issue.record("\(path): \(secret.what)")
                }
                // Its own address is in the same street as Ann's.
                let place = try await town.mayHoldAddress(path) || Self.ownAddress.contains(path)
                if !place {
                    for words in ["12 Lenton Boulevard", "NG7 2RD", "NG7 1AA", "0115 496 0001"] {
                        #expect(!reply.body.contains(words), "\(path): \(words)")
                    }
                }
            }
        }
        #expect(walked > 12)
    }

    @Test(arguments: [Player.petra, .carol, .milo]) func `what is another supplier's is not there`(who: Player)
        async throws
    {
        let scene = try await Scene()
        let town = try await Town(scene)
        let browser = Browser(scene)
        try await browser.signIn(who)
        for route in Self.routes(scene) where route.method == "GET" && route.capacity == "SupplierContext" {
            guard route.path.contains(":") else { continue }
            for path in try await town.paths(route.path, for: who, others: true) {
                #expect(try await browser.ask("GET", path).status == 404, "\(path)")
            }
        }
    }

    private static let ownAddress: Set<String> = ["/supplier/papers/details", "/supplier/places"]

    private static func routes(_ scene: Scene) -> [Routes.Known] {
        let settings = SiteSettings(
            host: "localhost", port: 0, publicFolder: "Public", behindTLS: false, formSecret: [1], isDemo: false,
            runFolder: scene.folder.path + "/files", routing: .trial(),
            draw: { _ in throw PictureProblem.damaged })
        return Site.addRoutes(
            to: Router(context: VisitorContext.self), front: Front(desk: scene.desk, settings: settings))
    }
}

/// Something that must not be found.
struct Secret: Sendable {
    let what: String
    let text: String
    var isPseudonym = false

    /// Only as a whole word: names and identifiers may be parts of others.
    func isIn(_ body: String) -> Bool {
        body.ranges(of: text).contains { range in
            let before = range.lowerBound > body.startIndex ? body[body.index(before: range.lowerBound)] : " "
            let after = range.upperBound < body.endIndex ? body[range.upperBound] : " "
            return ![before, after].contains { $0.isLetter || $0.isNumber || $0 == "-" }
        }
    }
}

/// Ann and Finn order from three suppliers; their orders stand in every way that a supplier meets.
struct Town {
    let scene: Scene
    private let review: SupplierReview.ID
    private let problem: Problem.ID

    init(_ scene: Scene) async throws {
        self.scene = scene
        let (bare, full) = ("\"needs\":\"\"", "\"needs\":\"\(LeastDataTests.needs)\"")
        #expect(try await scene.run("UPDATE plans SET narrative = replace(narrative, \(bare), \(full))") > 0)
        // Sent; accepted; declined; and one that waits for approval.
        let first = try await scene.sign(.ann, [("neuro", 1), ("visit", 1), ("lights", 1)])
        let second = try await scene.sign(.ann, [("neuro", 1), ("visit", 1), ("rollator", 1)])
        for part in try await scene.parts(of: second) { try await scene.answer(part, .accept) }
        let third = try await scene.part(of: try await scene.sign(.dana, [("neuro", 1)]), "trent")
        try await scene.answer(third, .decline, note: "I am away")
        try await scene.perform(WriteOrderNote(part: third.id, text: "What a pity."), as: .dana)
        let here = try await scene.part(of: first, "careful")
        try await scene.answer(here, .accept)
        // Delivered, with a problem.
        let bad = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.answer(bad, .accept)
        try await scene.answer(bad, .deliver)
        problem = try await scene.perform(
            ReportProblem(
                part: bad.id, position: bad.lines[0].position, state: .unconfirmed, units: 1, kind: .poorQuality,
                wish: .refund, words: "Too short.", privateWords: LeastDataTests.privateWords), as: .ann)
        // Paid, and reviewed.
        let done = try await scene.part(of: try await scene.sign(.dana, [("neuro", 2)]), "trent")
        try await scene.answer(done, .accept)
        try await scene.answer(done, .deliver)
        try await scene.confirm(done, as: .dana)
        try await scene.pay(done)
        review = try await scene.perform(WriteSupplierReview(part: done.id, stars: 4, text: "Good."), as: .dana)
        try await scene.perform(DecideSupplierReview(review: review, side: .review, action: .publish), as: .bilal)
        // Received at another supplier, so that its pages are not empty either.
        let ramp = try await scene.part(of: second, "meadow")
        try await scene.answer(ramp, .deliver)
        try await scene.confirm(ramp)
    }

    private func supplier(_ who: Player) -> String { who.person.organisation?.text ?? "" }

    private func texts(_ sql: Statement) async throws -> [String] {
        try await scene.rows(sql).map { try $0.text("one") }
    }

    /// The addresses of a route with everything that is the supplier's own, or with everything that is not.
    func paths(_ pattern: String, for who: Player, others: Bool = false) async throws -> [String] {
        let own = supplier(who)
        let owned = { (id: String) in others ? id != own : id == own }
        var ids: [String] = []
        if pattern.contains("/orders/:id") {
            for row in try await scene.rows("SELECT id, supplier_id, status FROM supplier_orders ORDER BY id") {
                let status = try #require(SupplierOrderStatus(rawValue: try row.text("status")))
                let isOwn = try row.text("supplier_id") == own
                // A page that only some standings have.
                if pattern.hasSuffix("/change"), !others, !status.allows(.propose) { continue }
                // What was never sent is as if it were another's.
                let isThere = try row.text("supplier_id") == own && status.isKnownToSupplier
                if isThere != others, isOwn || others { ids.append(try row.text("id")) }
            }
        } else if pattern.contains("/listings/:id") {
            ids = try await scene.rows("SELECT id, supplier_id FROM listings").filter {
                owned(try $0.text("supplier_id"))
            }.map { try $0.text("id") }
        } else if pattern.contains("/problems/:id") {
            ids = owned("trent") ? [problem.text] : []
        } else if pattern.contains("/reviews/:id") {
            ids = owned("trent") ? [review.text] : []
        } else if let rest = try await otherPaths(pattern, for: who, others: others) {
            return rest
        } else if pattern.contains(":") {
            Issue.record("the walk does not know what belongs into \(pattern)")
        } else {
            let queries = ["/supplier/orders": ["", "?show=finished"], "/supplier/statement": ["", "?show=open"]]
            return (queries[pattern] ?? [""]).map { pattern + $0 }
        }
        return ids.map { pattern.replacing(":id", with: $0) }
    }

    /// Of papers, places, people and files; nil for what is none of them.
    private func otherPaths(_ pattern: String, for who: Player, others: Bool) async throws -> [String]? {
        if pattern.contains(":requirement") {
            // One that is asked of everybody; of nobody's.
            return [pattern.replacing(":requirement", with: others ? "nothing" : "legal-form")]
        }
        if pattern.contains(":number") {
            // None of them has a second place.
            return others ? [pattern.replacing(":number", with: "1")] : []
        }
        if pattern.contains(":person") {
            return try await scene.rows("SELECT id, organisation FROM people").filter {
                try ($0.optionalText("organisation") == supplier(who)) != others
            }.map { pattern.replacing(":person", with: try $0.text("id")) }
        }
        if pattern.contains("/files/:id") || pattern.contains("/channels/:id") {
            // Nobody has sent a file, and no order has set out yet.
            return others ? [pattern.replacing(":id", with: "nothing")] : []
        }
        return nil
    }

    /// The page or the file of an order of which something is still to come.
    func mayHoldAddress(_ path: String) async throws -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count == 3 || parts.last == "signed-order.json", parts[1] == "orders" else { return false }
        let row = try await scene.rows("SELECT status FROM supplier_orders WHERE id = \(parts[2])").first
        return try row.map { SupplierOrderStatus(rawValue: try $0.text("status"))?.needsDelivery ?? false } ?? false
    }

    func secrets(for who: Player) async throws -> [Secret] {
        let own = supplier(who)
        var found: [Secret] = [
            .init(what: "a reason given to the commissioner", text: "It helps me walk"),
            .init(what: "words for the commissioner only", text: LeastDataTests.privateWords),
            .init(what: "the needs of a plan", text: LeastDataTests.needs),
        ]
        for row in try await scene.rows("SELECT * FROM holders") {
            let (name, born) = (try row.text("name"), try Day(try row.text("born_on")))
            found.append(.init(what: "a surname", text: String(name.split(separator: " ").last ?? "")))
            for text in [born.description, born.words] { found.append(.init(what: "about a holder", text: text)) }
            found.append(.init(what: "about a holder", text: try row.text("pseudonym"), isPseudonym: true))
        }
        for row in try await scene.rows("SELECT name, email, organisation FROM people") {
            guard try row.optionalText("organisation") != own else { continue }
            found.append(.init(what: "a person", text: try row.text("name")))
            found.append(.init(what: "an address", text: try row.text("email")))
        }
        found += try await texts("SELECT title AS one FROM plan_lines UNION SELECT wish FROM outcomes").map {
            .init(what: "of a plan", text: $0)
        }
        for row in try await scene.rows("SELECT name, id FROM suppliers") where try row.text("id") != own {
            found.append(.init(what: "another supplier", text: try row.text("name")))
        }
        found += try await texts("SELECT id AS one FROM supplier_orders WHERE supplier_id <> \(own)").map {
            .init(what: "another supplier's order", text: $0)
        }
        found += try await texts("SELECT id AS one FROM listings WHERE supplier_id <> \(own)").map {
            .init(what: "another supplier's listing", text: "listings/\($0)")
        }
        for row in try await scene.rows(
            "SELECT kind, balance_pence FROM ledger_accounts WHERE kind IN ('fund', 'allocated', 'available')")
        where try row.integer("balance_pence") >= 30_000 {
            found.append(.init(what: "a balance", text: "\(Money(pence: try row.integer("balance_pence")))"))
        }
        return found
    }
}
