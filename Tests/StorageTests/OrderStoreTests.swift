import Baskets
import Catalogue
import Identity
import Ledger
import Orders
import Outbox
import Plans
import Relational
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

@Suite("Order stores") struct OrderStoreTests {
    @Test func `a plan comes back with lines and outcomes`() async throws {
        let scene = try await Scene()
        try await scene.database.read { snapshot throws in
            for plan in [World.annPlan, World.finnPlan, World.zaraPlan] {
                #expect(try snapshot.plans.find(plan.id, version: 1) == plan)
                #expect(try snapshot.plans.current(of: plan.holder) == plan)
                #expect(try snapshot.plans.find(plan.id, version: 2) == nil)
            }
            #expect(try snapshot.plans.current(of: "nobody") == nil)
        }
    }

    @Test func `the plan in force goes before a suspended one, and that before one that ended`() async throws {
        let scene = try await Scene()
        let plans = [
            World.plan("old", of: "h-zara", outcome: "o1", [], status: .ended),
            World.plan("paused", of: "h-zara", outcome: "o2", [], status: .suspended),
        ]
        try await scene.database.write { tx in
            for plan in plans { try tx.plans.insert(plan, source: Digest(of: "x")) }
            #expect(try tx.plans.current(of: "h-zara")?.id == "plan-zara")
            #expect(try tx.plans.source(of: "old", version: 1) == Digest(of: "x").text)
            #expect(try tx.plans.source(of: "plan-zara", version: 1) == nil)
            try tx.connection.run("UPDATE plans SET status = 'ended' WHERE id = 'plan-zara'")
            #expect(try tx.plans.current(of: "h-zara")?.id == "paused")
        }
    }

    @Test func `a holder has one plan in force`() async throws {
        let scene = try await Scene()
        await #expect(throws: ConstraintViolation.self) {
            try await scene.database.write {
                try $0.plans.insert(World.plan("second", of: "h-ann", outcome: "o1", []), source: nil)
            }
        }
    }

    @Test func `a basket comes back line by line, and a stale save is refused`() async throws {
        let scene = try await Scene()
        var basket = Basket(id: "b-1", holder: "h-ann", touchedAt: Cast.now)
        try basket.add(Cast.session, quantity: 2, line: "line-1")
        try basket.add(Cast.rollator, quantity: 1, line: "line-2")
        let first = basket
        try basket.remove("line-1")
        let second = basket
        try await scene.database.write { tx in
            try tx.baskets.insert(first)
            #expect(try tx.baskets.current(of: "h-ann") == first)
            #expect(try tx.baskets.lineCount(of: "h-ann") == 2)
            try tx.baskets.save(second)
            #expect(try tx.baskets.current(of: "h-ann") == second)
            #expect(throws: BasketRefusal.changedMeanwhile) { try tx.baskets.save(second) }
            #expect(throws: BasketRefusal.changedMeanwhile) { try tx.baskets.save(first) }
            #expect(try tx.baskets.current(of: "h-ann") == second)
            #expect(try tx.baskets.current(of: "h-zara") == nil)
            #expect(try tx.baskets.lineCount(of: "h-zara") == 0)
        }
    }

    @Test func `a holder has one open basket`() async throws {
        let scene = try await Scene()
        await #expect(throws: ConstraintViolation.self) {
            try await scene.database.write { tx in
                try tx.baskets.insert(Basket(id: "b-1", holder: "h-ann", touchedAt: Cast.now))
                try tx.baskets.insert(Basket(id: "b-2", holder: "h-ann", touchedAt: Cast.now))
            }
        }
    }

    @Test func `an order comes back with its parts, lines, requests and events`() async throws {
        let scene = try await Scene()
        let id = try await scene.sign(.ann, [("neuro", 2), ("lights", 1)])
        let order = try await scene.order(id)
        #expect(order.total == Cast.pounds("220"))
        #expect((order.standing.stage, order.standing.approval, order.standing.supply) == (.placed, .waiting, .waiting))
        #expect((order.standing.money, order.standing.attention) == (.held, .supplier))
        #expect(order.standing.attentionDue == scene.clock.now.adding(minutes: 3 * 1_440))
        let parts = try await scene.parts(of: id)
        #expect(parts.map(\.total) == [Cast.pounds("160"), Cast.pounds("60")])
        #expect(parts.flatMap(\.lines).map(\.position) == [1, 1])
        #expect(parts[0].lines[0].planLine == "l-physio")
        #expect(parts[0].lines[0].period == Cast.day("2026-10-06"))
        #expect(parts[1].lines[0].planLine == nil)
        #expect(parts[1].lines[0].rules == ["R07", "R05"])
        #expect(parts[1].lines[0].request == LineRequest(reason: "It helps me walk", outcome: "walk"))
        let events = try await scene.database.read { try $0.orders.events(of: id) }
        #expect(events.map(\.event.what) == [.signed, .supplierOrder(.send)])
        #expect(events.map(\.name) == ["Ann Marsh", "Ann Marsh"])
        let view = try await scene.database.read { try $0.orders.view(of: order) }
        #expect(view.parts.map(\.part) == parts)
        #expect(view.parts.map(\.supplier.name) == ["Trent Neuro Physio", "Meadow Mobility"])
        #expect(view.parts.map { $0.approval?.status } == [nil, .pending])
        #expect(view.signer == "Ann Marsh")
    }

    @Test func `parts and requests saved from an old version are refused`() async throws {
        let scene = try await Scene()
        let id = try await scene.sign(.ann, [("neuro", 1), ("lights", 1)])
        var part = try await scene.part(of: id, "trent")
        let now = scene.clock.now
        _ = try part.take(SupplierOrderStep(.accept, part.all(.open, .accept)), by: "p-petra", at: now)
        var approval = try await scene.approval(of: try await scene.part(of: id, "meadow", .asked).id)
        _ = try approval.perform(
            .approve, by: "p-bilal", at: now, holding: [.mayDecide, .sameContent, .withinLimit, .lastTier])
        let (moved, decided) = (part, approval)
        try await scene.database.write { tx in
            try tx.supplierOrders.save(moved)
            for tally in moved.tallies { try tx.supplierOrders.save(tally, of: moved.id) }
            #expect(try tx.supplierOrders.find(moved.id) == moved)
            #expect(throws: OrderRefusal.changedMeanwhile) { try tx.supplierOrders.save(moved) }
            try tx.approvals.save(decided)
            #expect(try tx.approvals.find(decided.id, of: "TAD") == decided)
            #expect(throws: OrderRefusal.changedMeanwhile) { try tx.approvals.save(decided) }
        }
    }

    @Test func `a hold resolves once, and is granted once`() async throws {
        let scene = try await Scene()
        let id = try await scene.sign(.ann, [("neuro", 1), ("lights", 1)])
        let own = try await scene.part(of: id, "trent").id
        let extra = try await scene.part(of: id, "meadow", .asked).id
        try await scene.database.write { tx in
            let hold = try #require(try tx.holds.list(of: own).first)
            #expect(hold.pot == .init(planLine: "l-physio", period: "2026-10-06"))
            #expect((hold.amount, hold[.held], hold.position) == (Cast.pounds("80"), Cast.pounds("80"), 1))
            var committed = hold
            _ = try committed.move(hold.amount, .commit, from: .held)
            #expect(throws: LedgerRefusal.holdResolved) { try committed.move(hold.amount, .release, from: .held) }
            try tx.holds.save(committed, from: hold)
            var released = hold
            _ = try released.move(hold.amount, .release, from: .held)
            #expect(throws: LedgerRefusal.holdResolved) { try tx.holds.save(released, from: hold) }
            let asked = try #require(try tx.holds.list(of: extra).first)
            #expect((asked.source, asked[.reserved]) == (.fund, Cast.pounds("60")))
            var granted = asked
            #expect(throws: WorkflowRefusal.self) { try granted.move(asked.amount, .commit, from: .reserved) }
            _ = try granted.move(asked.amount, .fundGrant, from: .reserved)
            try tx.holds.save(granted, from: asked)
            #expect(throws: LedgerRefusal.holdResolved) { try tx.holds.save(granted, from: asked) }
        }
    }

    @Test func `a message is told once to each recipient`() async throws {
        let scene = try await Scene()
        let id = try await scene.sign(.ann, [("neuro", 1)])
        let part = try await scene.part(of: id, "trent")
        let again = Message(
            id: "m-2", order: id, supplierOrder: part.id, kind: .orderSent, recipient: .supplier("trent"),
            occasion: "\(part.version)", at: scene.clock.now)
        try await scene.database.write { try $0.outbox.insert(again) }
        let news = try await scene.database.read { try $0.outbox.latest(for: .supplier("trent"), count: 10) }
        #expect(news.map(\.kind) == [.orderSent])
        #expect(news.first?.supplier == "Trent Neuro Physio")
        #expect(try await scene.database.read { try $0.outbox.latest(for: .supplier("meadow"), count: 10) }.isEmpty)
    }

    @Test func `a public key is kept once`() async throws {
        let scene = try await Scene()
        let key = SigningKey(id: "k", publicKey: "x", firstUsedAt: scene.clock.now)
        try await scene.database.write { tx in
            try tx.signingKeys.insert(key)
            try tx.signingKeys.insert(SigningKey(id: "k", publicKey: "y", firstUsedAt: scene.clock.now))
            #expect(try tx.signingKeys.list().filter { $0.id == "k" } == [key])
        }
    }
}
