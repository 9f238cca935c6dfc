import Catalogue
import Operations
import Orders
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// A supplier offers something else, and the holder answers: with the money of each step.
@Suite("Offered changes") struct ChangeOfferTests {
    private static let therapy = "l-physio:2026-10-06"

    /// Two sessions of £80 are ordered; four would fit in the £400 of the quarter, and a fifth.
    private static func ordered(_ scene: Scene, _ sessions: Int = 2) async throws -> SupplierOrder {
        try await scene.part(of: try await scene.sign(.ann, [("neuro", sessions)]), "trent")
    }

    private static func money(_ scene: Scene) async throws -> String {
        try await scene.balances(["available:\(therapy)", "held:\(therapy)", "committed:\(therapy)"])
    }

    @Test(arguments: [
        // The price of a session, how many, and what is then available, held and committed.
        ("70", 2, "260.00 0.00 140.00"), ("80", 1, "320.00 0.00 80.00"), ("90", 2, "220.00 0.00 180.00"),
        ("100", 4, "0.00 0.00 400.00"),
    ]) func `what is agreed takes the place of what was ordered, and so does its money`(
        price: String, sessions: Int, expected: String
    ) async throws {
        let scene = try await Scene()
        let part = try await Self.ordered(scene)
        #expect(try await Self.money(scene) == "240.00 160.00 -")
        try await scene.offer(part, price: price, quantity: sessions)
        #expect(try await Self.money(scene) == "240.00 160.00 -")
        try await scene.agree(part)
        #expect(try await Self.money(scene) == expected)
        let now = try await scene.part(of: part.order, "trent")
        #expect(now.status == .accepted)
        #expect(now.lines.map(\.replaces) == [nil, 1])
        #expect((now.tally(1)?[.refused], now.tally(2)?[.toCome]) == (2, sessions))
        try await scene.expectSound()
        #expect(try await scene.seals() == [])
    }

    @Test func `a mistyped line is refused, and does not pass for all of the order`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        for units in [[9: 0], [1: 1, 9: 1], [0: 2]] {
            await #expect(throws: OrderRefusal.self, "\(units)") {
                try await scene.perform(AcceptOrder(part: part.id, units: units, note: "Some."), as: .petra)
            }
        }
        #expect(try await scene.part(of: part.order, "trent").status == .sent)
        try await scene.perform(AcceptOrder(part: part.id, units: [1: 1], note: "One is left."), as: .petra)
        #expect(try await scene.part(of: part.order, "trent").count(.toCome) == 1)
    }

    @Test func `what costs more than there is cannot be agreed to, and nothing moves`() async throws {
        let scene = try await Scene()
        let part = try await Self.ordered(scene)
        try await scene.offer(part, price: "100.01", quantity: 4)
        let before = try await scene.fingerprint()
        #expect(await refusal { try await scene.agree(part) } == "order.change-needs-approval")
        #expect(try await scene.changes(since: before) == [])
        try await scene.refuse(part)
        #expect(try await Self.money(scene) == "400.00 0.00 -")
        #expect(try await scene.part(of: part.order, "trent").status == .cancelled)
        try await scene.expectSound()
    }

    @Test func `somebody who may sign only up to a limit cannot agree above it`() async throws {
        let scene = try await Scene()
        let part = try await Self.ordered(scene)
        try await scene.offer(part, price: "100", quantity: 3)
        #expect(await refusal { try await scene.agree(part, as: .tom) } == "order.change-needs-approval")
        try await scene.agree(part, as: .ann)
        try await scene.expectSound()
    }

    @Test func `other lines are answered at once, and wait for nobody`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("rollator", 1), ("ramp", 1)])
        let part = try await scene.part(of: order, "meadow")
        try await scene.perform(
            OfferChange(
                part: part.id, version: part.version, units: [2: 1],
                proposals: [1: .init(listing: "rollator", unitNet: Cast.pounds("90"), quantity: 1, schedule: nil)],
                note: "The older model is cheaper."), as: .milo)
        let accounts = ["held:l-mobility:2026-04-06", "committed:l-ramp:2026-04-06"]
        #expect(try await scene.balances(accounts) == "120.00 180.00")
        var now = try await scene.part(of: order, "meadow")
        #expect((now.status, now.tally(1)?[.open], now.tally(2)?[.toCome]) == (.changeOffered, 1, 1))
        // Nothing may come before the holder has answered.
        #expect(
            await refusal { try await scene.perform(DeliverOrder(part: part.id), as: .milo) }
                == "supplier-order.not-possible")
        try await scene.refuse(part)
        now = try await scene.part(of: order, "meadow")
        #expect((now.status, now.tally(1)?[.refused]) == (.accepted, 1))
        try await scene.expectSound()
    }

    @Test func `what was shown is what is signed, and nothing else`() async throws {
        let scene = try await Scene()
        let part = try await Self.ordered(scene)
        try await scene.offer(part, price: "90", quantity: 2)
        let shown = try await scene.review(part)
        #expect(
            await refusal { try await scene.agree(part, shown: Digest(of: "something else")) }
                == "order.changed-since-shown")
        try await scene.agree(part, shown: shown)
        let revision = try #require(try await scene.database.read { try $0.changeOffers.revisions(of: part.id).first })
        #expect((revision.revision, revision.signer) == (2, "p-ann"))
        #expect(revision.signature.document.contains("\"declaration\":\"\(shown)\""))
        let original = try await scene.order(part.order).signature.document
        #expect(revision.signature.document.contains("\"amends\":\"\(Digest(of: original))\""))
    }

    @Test func `an amendment or a line of it that was changed in the database is named`() async throws {
        for change: Statement in [
            "UPDATE order_revisions SET seal = 'x'", "UPDATE order_revisions SET document = '{}'",
            "UPDATE order_lines SET unit_price_pence = unit_price_pence + 1 WHERE replaces IS NOT NULL",
            "UPDATE order_revisions SET revision = 3",
        ] {
            let scene = try await Scene()
            let part = try await Self.ordered(scene)
            try await scene.offer(part, price: "70", quantity: 2)
            try await scene.agree(part)
            #expect(try await scene.seals() == [])
            try await scene.dropGuards()
            try await scene.run(change)
            let found = try await scene.seals()
            #expect(found.count == 1 && found[0].contains(part.id.text), "\(change.sql): \(found)")
        }
    }

    @Test func `what is offered must be one's own, something different, and have a reason`() async throws {
        let scene = try await Scene()
        let part = try await Self.ordered(scene)
        let before = try await scene.fingerprint()
        for (listing, price, quantity, expected): (Listing.ID, String, Int, String) in [
            ("rollator", "80", 2, "order.nothing-offered"), ("neuro", "80", 2, "order.nothing-offered"),
            ("neuro", "0", 2, "order.nothing-offered"), ("neuro", "70", 0, "order.nothing-offered"),
            ("neuro", "70", 101, "order.nothing-offered"), ("nowhere", "70", 2, "order.nothing-offered"),
        ] {
            let said = await refusal {
                try await scene.offer(part, listing: listing, price: price, quantity: quantity)
            }
            #expect(said == expected, "\(listing) \(price) \(quantity)")
        }
        #expect(
            await refusal { try await scene.offer(part, price: "70", quantity: 2, note: "") } == "order.reason-missing")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `what goes is back in stock, and what comes is taken from it, or it is refused`() async throws {
        for (left, expected, after) in [(1, "done", 0), (0, "listing.out-of-stock", 0)] {
            let scene = try await Scene()
            try await scene.run("UPDATE listings SET stock = NULL")
            let listing = try #require(try await scene.database.read { try $0.listings.find("neuro") })
            try await scene.database.write { tx in
                _ = try tx.stock.count(listing.id, 2 + left, seen: nil, at: Cast.now)
            }
            let part = try await Self.ordered(scene)
            try await scene.offer(part, price: "70", quantity: 3)
            #expect(await refusal { try await scene.agree(part) } == expected)
            let stock = try await scene.database.read { try $0.listings.find("neuro")?.stock }
            #expect(stock == after)
        }
    }

    @Test func `a price that rises on the shelf after the offer does not touch it`() async throws {
        let scene = try await Scene()
        let part = try await Self.ordered(scene)
        try await scene.offer(part, price: "70", quantity: 2)
        try await scene.reprice("neuro", "200")
        try await scene.agree(part)
        #expect(try await Self.money(scene) == "260.00 0.00 140.00")
    }
}

/// Two steps that cross: whichever comes first stands, and the other is told so. Both orders of each pair.
@Suite("Crossing answers") struct CrossingAnswerTests {
    private enum Move: String {
        case cancel, accept, lapse, agree, refuse, suspend, offer
    }

    private static func make(_ move: Move, _ scene: Scene, _ part: SupplierOrder) async throws {
        switch move {
        case .cancel: try await scene.perform(CancelSupplierOrder(part: part.id, version: part.version), as: .ann)
        case .accept: try await scene.perform(AcceptOrder(part: part.id, version: part.version), as: .petra)
        case .agree: try await scene.agree(part)
        case .refuse: try await scene.refuse(part)
        case .offer: try await scene.offer(part, price: "70", quantity: 2)
        case .lapse:
            scene.clock.advance(days: 8)
            _ = try await scene.desk.strikeOrderClock()
        case .suspend:
            try await scene.run("UPDATE suppliers SET status = 'suspended' WHERE id = 'trent'")
            _ = try await scene.desk.strikeOrderClock()
        }
    }

    @Test(arguments: [
        ("cancel", "accept", false, "cancelled"), ("accept", "cancel", false, "accepted"),
        ("lapse", "accept", false, "lapsed"), ("cancel", "offer", false, "cancelled"),
        ("offer", "cancel", false, "change_offered"),
        ("agree", "refuse", true, "accepted"), ("refuse", "agree", true, "cancelled"),
        ("lapse", "agree", true, "cancelled"), ("lapse", "refuse", true, "cancelled"),
        ("suspend", "accept", false, "on_hold"), ("suspend", "agree", true, "on_hold"),
    ]) func `the second comes too late, and changes nothing`(
        first: String, second: String, isOffered: Bool, status: String
    ) async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 2)])
        var part = try await scene.part(of: order, "trent")
        if isOffered {
            try await scene.offer(part, price: "70", quantity: 2)
            part = try await scene.part(of: order, "trent")
        }
        try await Self.make(try #require(Move(rawValue: first)), scene, part)
        let before = try await scene.fingerprint()
        let late = try #require(Move(rawValue: second))
        let said = await refusal { try await Self.make(late, scene, part) }
        #expect(["supplier-order.not-possible", "order.changed-meanwhile"].contains(said), "\(said)")
        #expect(try await scene.changes(since: before) == [])
        #expect(try await scene.part(of: order, "trent").status.rawValue == status)
        try await scene.expectSound()
    }

    @Test func `what was answered in time does not lapse, and an open offer ends with its order`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 2)])
        let part = try await scene.part(of: order, "trent")
        try await Self.make(.offer, scene, part)
        try await Self.make(.agree, scene, try await scene.part(of: order, "trent"))
        try await Self.make(.lapse, scene, part)
        #expect(try await scene.part(of: order, "trent").status == .accepted)
        let other = try await scene.part(of: try await scene.sign(.ann, [("neuro", 1)]), "trent")
        try await scene.offer(other, price: "70", quantity: 1)
        try await Self.make(.suspend, scene, other)
        let statuses = try await scene.rows("SELECT status FROM change_offers ORDER BY id").map {
            try $0.text("status")
        }
        #expect(statuses == ["agreed", "overtaken"])
        try await scene.expectSound()
    }

    @Test func `a consent that comes a minute too late is refused, although no clock has struck`() async throws {
        for (minutes, expected) in [(7 * 1_440 - 1, "done"), (7 * 1_440, "supplier-order.in-time")] {
            let scene = try await Scene()
            let order = try await scene.sign(.ann, [("neuro", 2)])
            try await scene.offer(try await scene.part(of: order, "trent"), price: "70", quantity: 2)
            let part = try await scene.part(of: order, "trent")
            let shown = try await scene.review(part)
            scene.clock.advance(minutes: minutes)
            #expect(await refusal { try await scene.agree(part, shown: shown) } == expected)
        }
    }
}
