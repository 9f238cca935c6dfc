import Baskets
import Catalogue
import Operations
import Orders
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// A past order or a list goes into the basket: all that was ticked or nothing.
@Suite("Refilling a basket") struct RefillBasketTests {
    private func refill(_ scene: Scene, _ order: Order.ID) async throws -> [String] {
        let authority = try #require(try await scene.principal(.ann).authority)
        return try await scene.desk.look { look in
            guard let order = try look.snapshot.orders.find(order), let holder = try look.snapshot.holders.find("h-ann")
            else { throw NotFound() }
            let facts = try look.snapshot.facts.facts(
                for: holder, authority: authority, on: look.today, shelf: look.shelf)
            return try RefillReader(facts, look).refill(of: order, for: "h-ann").lines.map { line in
                switch line {
                case .ready(let asked, let verdict, _):
                    "\(asked.listing) \(verdict.wish.quantity) at \(verdict.wish.unitPrice)"
                case .refused(let asked, _, _): "\(asked.listing) refused"
                case .inBasket(let asked, let quantity): "\(asked.listing) in the basket \(quantity)"
                case .gone(let asked): "\(asked.listing) gone"
                }
            }
        }
    }

    private func basket(_ scene: Scene) async throws -> [String] {
        try await scene.database.read { try $0.baskets.current(of: "h-ann") }?.lines
            .map { "\($0.listing) \($0.quantity) \($0.priceSeen)" } ?? []
    }

    @Test func `Ann orders again at today’s prices, and what has gone is said`() async throws {
        let scene = try await Scene()
        let order = try await scene.sign(.ann, [("neuro", 2), ("visit", 1), ("lights", 1)])
        try await scene.reprice("neuro", "85")
        let lights = try #require(try await scene.database.read { try $0.listings.find("lights") })
        try await scene.perform(MoveListing(listing: lights.id, version: lights.version, action: .withdraw), as: .milo)
        #expect(try await refill(scene, order) == ["neuro 2 at £85.00", "visit 1 at £30.00", "lights refused"])
        try await scene.perform(
            RefillBasket(items: [
                .init(listing: "neuro", quantity: 2, priceSeen: Cast.pounds("85")),
                .init(listing: "visit", quantity: 1, priceSeen: Cast.pounds("30")),
            ]), as: .ann)
        #expect(try await basket(scene) == ["neuro 2 £85.00", "visit 1 £30.00"])
        #expect(
            try await refill(scene, order) == ["neuro in the basket 2", "visit in the basket 1", "lights refused"])
        try await scene.perform(try await scene.signing(), as: .ann)
        try await scene.expectSound()
    }

    @Test func `all or nothing: where one thing went meanwhile, the basket stays as it was`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("ramp", 1)])
        let before = try await scene.fingerprint()
        for items: [RefillBasket.Item] in [
            [
                .init(listing: "neuro", quantity: 1, priceSeen: Cast.pounds("80")),
                .init(listing: "old-rollator", quantity: 1, priceSeen: Cast.pounds("60")),
            ],
            [
                .init(listing: "neuro", quantity: 1, priceSeen: .zero),
                .init(listing: "ramp", quantity: 1, priceSeen: .zero),
            ],
            [.init(listing: "scooter", quantity: 1, priceSeen: Cast.pounds("600"))],
            [.init(listing: "gin", quantity: 1, priceSeen: Cast.pounds("24"))],
            [.init(listing: "none", quantity: 1, priceSeen: .zero)],
        ] {
            let code = await refusal { try await scene.perform(RefillBasket(items: items), as: .ann) }
            #expect(code == "refill.changed-meanwhile", "\(items.map(\.listing))")
        }
        #expect(await refusal { try await scene.perform(RefillBasket(items: []), as: .ann) } == "NotFound")
        #expect(try await scene.changes(since: before) == [])
    }

    @Test func `a price that rose since it was shown is told in the basket, as always`() async throws {
        let scene = try await Scene()
        try await scene.perform(
            RefillBasket(items: [.init(listing: "neuro", quantity: 1, priceSeen: Cast.pounds("70"))]), as: .tom)
        #expect(try await basket(scene) == ["neuro 1 £70.00"])
        let verdict = try #require(try await scene.checkout().judgement.verdicts.first)
        #expect(verdict.reasons.contains(.priceRose(from: Cast.pounds("70"), to: Cast.pounds("80"))))
    }

    @Test func `a run goes in with its days`() async throws {
        let scene = try await Scene()
        let schedule = Schedule(first: Cast.day("2026-10-20"), every: .week, times: 3)
        try await scene.perform(
            RefillBasket(items: [
                .init(listing: "neuro", quantity: 1, priceSeen: Cast.pounds("80"), schedule: schedule)
            ]), as: .ann)
        let line = try #require(try await scene.database.read { try $0.baskets.current(of: "h-ann") }?.lines.first)
        #expect(line.wants.schedule == schedule)
    }

    @Test func `the basket has its limit, and says so`() async throws {
        let scene = try await Scene()
        let many = RefillBasket.Item(listing: "neuro", quantity: 101, priceSeen: Cast.pounds("80"))
        #expect(
            await refusal { try await scene.perform(RefillBasket(items: [many]), as: .ann) }
                == "basket.quantity-out-of-range")
        #expect(try await basket(scene) == [])
    }
}
