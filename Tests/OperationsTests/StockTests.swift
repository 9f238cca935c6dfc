import Baskets
import Catalogue
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// What a supplier has is sold once (reference, workflow I13 and P15 to P17).
@Suite("Stock") struct StockTests {
    private func expectCounted(_ scene: Scene) async throws {
        #expect(try await scene.database.read { try $0.stock.differences() } == [])
        try await scene.expectSound()
    }

    @Test func `signing takes what it orders, and what nobody counts is not counted`() async throws {
        let scene = try await Scene()
        try await scene.stock("neuro", 5)
        let order = try await scene.sign(.ann, [("neuro", 2), ("visit", 1)])
        #expect(try await scene.stockLeft("neuro") == 3)
        #expect(try await scene.stockLeft("visit") == nil)
        let part = try await scene.part(of: order, "trent")
        #expect(try await scene.database.read { try $0.stock.held(by: part.id, of: "neuro") } == 2)
        try await expectCounted(scene)
    }

    @Test func `who wants more than is left is told, with the ways out, and orders what there is`() async throws {
        let scene = try await Scene()
        try await scene.stock("neuro", 1)
        try await scene.fill(.ann, [("neuro", 2)])
        let verdict = try #require(try await scene.checkout().judgement.verdicts.first)
        #expect(verdict.reasons == [.outOfStock(left: 1)])
        #expect(verdict.outcome == .notAllowed)
        #expect(verdict.waysForward.contains(.lowerQuantity(to: 1)))
        #expect(verdict.waysForward.contains(.lookForCheaper(category: "04-02")))
        let code = await refusal { try await scene.perform(try await scene.signing(), as: .ann) }
        #expect(code == "order.blocked")
        let line = try #require(try await scene.checkout().basket.lines.first)
        try await scene.perform(ChangeBasketLine(line: line.id, quantity: 1), as: .ann)
        try await scene.perform(try await scene.signing(), as: .ann)
        #expect(try await scene.stockLeft("neuro") == 0)
        try await expectCounted(scene)
    }

    @Test func `of two baskets that take the last one, the second is told and no money is held for it`() async throws {
        let scene = try await Scene()
        try await scene.stock("neuro", 1)
        try await scene.fill(.ann, [("neuro", 1)])
        try await scene.fill(.dana, [("neuro", 1)])
        let (anns, danas) = (try await scene.signing(.ann), try await scene.signing(.dana))
        async let first = refusal { try await scene.perform(anns, as: .ann) }
        async let second = refusal { try await scene.perform(danas, as: .dana) }
        #expect(await [first, second].sorted() == ["done", "order.changed-since-shown"])
        #expect(try await scene.stockLeft("neuro") == 0)
        #expect(try await scene.rows("SELECT id FROM orders").count == 1)
        #expect(try await scene.rows("SELECT id FROM holds").count == 1)
        let loser: Player = try await scene.rows("SELECT holder_id FROM orders WHERE holder_id = 'h-ann'").isEmpty
            ? .ann : .dana
        let reasons = try await scene.checkout(loser).judgement.verdicts.flatMap(\.reasons)
        #expect(reasons == [.outOfStock(left: 0)])
        try await expectCounted(scene)
    }

    @Test func `of sixty-four people who sign at once for ten, ten get one`() async throws {
        let scene = try await Scene()
        let holders = try await scene.crowd(64, fundLeft: Cast.pounds("10000"))
        try await scene.stock("lights", 10)
        let codes = try await withThrowingTaskGroup(of: String.self, returning: [String].self) { group in
            for holder in holders { group.addTask { await refusal { try await scene.signAsCrowd(holder) } } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.count { $0 == "done" } == 10, "\(codes)")
        let refused: Set<String> = ["done", "order.blocked", "order.changed-since-shown", "listing.out-of-stock"]
        #expect(Set(codes).isSubset(of: refused), "\(Set(codes))")
        #expect(try await scene.stockLeft("lights") == 0)
        #expect(try await scene.rows("SELECT id FROM holds").count == 10)
        try await expectCounted(scene)
    }

    @Test(arguments: ["decline", "cancel", "withdraw", "refuse"])
    func `what will not come is on the shelf again, once`(how: String) async throws {
        let scene = try await Scene()
        try await scene.stock("neuro", 5)
        try await scene.stock("lights", 5)
        let order = try await scene.sign(.ann, [("neuro", 2), ("lights", 3)])
        let part = try await scene.part(of: order, "trent")
        let asked = try await scene.part(of: order, "meadow", .asked)
        switch how {
        case "decline": try await scene.answer(part, .decline, note: "No room")
        case "cancel": try await scene.cancel(part)
        case "withdraw": try await scene.withdraw(asked)
        default: try await scene.decide(asked, .decline)
        }
        let isSession = how == "decline" || how == "cancel"
        #expect(try await scene.stockLeft("neuro") == (isSession ? 5 : 3))
        #expect(try await scene.stockLeft("lights") == (isSession ? 2 : 5))
        // Whoever says it once more gives nothing back that is not there.
        let moved = isSession ? part : asked
        let now = scene.clock.now
        try await scene.database.write { tx in
            for line in moved.lines where try tx.stock.held(by: moved.id, of: line.offer.listing) == 0 {
                try tx.giveBackStock(of: line.offer.listing, units: line.units, from: moved.id, at: now)
            }
        }
        #expect(try await scene.stockLeft("neuro") == (isSession ? 5 : 3))
        #expect(try await scene.stockLeft("lights") == (isSession ? 2 : 5))
        try await expectCounted(scene)
    }

    @Test func `part of it comes back, and never more than was taken`() async throws {
        let scene = try await Scene()
        try await scene.stock("neuro", 5)
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 3)]), "trent")
        let now = scene.clock.now
        for (units, left) in [(1, 3), (0, 3), (-4, 3), (9, 5), (1, 5)] {
            try await scene.database.write { try $0.giveBackStock(of: "neuro", units: units, from: part.id, at: now) }
            #expect(try await scene.stockLeft("neuro") == left)
        }
        try await expectCounted(scene)
    }

    @Test func `what was ordered before anybody counted adds nothing to the count`() async throws {
        let scene = try await Scene()
        let part = try await scene.part(of: try await scene.sign(.ann, [("neuro", 2)]), "trent")
        try await scene.stock("neuro", 4)
        try await scene.cancel(part)
        #expect(try await scene.stockLeft("neuro") == 4)
        try await expectCounted(scene)
    }

    @Test func `who edits the words keeps what was sold; who counts anew is told of a sale`() async throws {
        let scene = try await Scene()
        try await scene.stock("neuro", 5)
        let seen = try #require(try await scene.database.read { try $0.listings.find("neuro") })
        try await scene.sign(.ann, [("neuro", 2)])
        var text = ListingText(seen)
        text.title = "Sessions at home"
        let words = ReviseListing(listing: "neuro", version: seen.version, text: text, stockSeen: "5")
        try await scene.perform(words, as: .petra)
        #expect(try await scene.stockLeft("neuro") == 3)
        text.stock = "9"
        let count = ReviseListing(listing: "neuro", version: seen.version, text: text, stockSeen: "5")
        await #expect(throws: CatalogueRefusal.stockMoved(to: 3)) { try await scene.perform(count, as: .petra) }
        #expect(try await scene.stockLeft("neuro") == 3)
        text.stock = ""
        let stop = ReviseListing(listing: "neuro", version: seen.version, text: text, stockSeen: "3")
        try await scene.perform(stop, as: .petra)
        #expect(try await scene.stockLeft("neuro") == nil)
        try await expectCounted(scene)
    }
}
