import Baskets
import Catalogue
import TestSupport
import Testing
import Values

@Suite("Basket") struct BasketTests {
    private let twelve = Cast.listing("neuro", by: Cast.physio, "04-02", "80", quantityMaximum: 12)

    private func basket(_ quantity: Int = 2) throws -> Basket {
        var basket = Basket(id: "b-1", holder: Cast.ann.id, touchedAt: Cast.now)
        try basket.add(twelve, quantity: quantity, line: "bl-1")
        return basket
    }

    @Test func `what is put in stands there with its price, and more of it joins the same line`() throws {
        var basket = try basket()
        #expect(basket.lines == [BasketLine(id: "bl-1", listing: "neuro", quantity: 2, priceSeen: Cast.pounds("80"))])
        try basket.add(twelve, quantity: 3, line: "bl-2")
        #expect(basket.lines.map(\.quantity) == [5])
        #expect(basket.lines.map(\.id) == ["bl-1"])
        #expect(basket.version == 3)
    }

    @Test func `of two prices seen the lower one counts, so that no rise goes by unseen`() throws {
        var basket = try basket()
        try basket.add(twelve, quantity: 1, line: "bl-2", priceSeen: Cast.pounds("75"))
        #expect(basket.lines.map(\.priceSeen) == [Cast.pounds("75")])
        try basket.add(twelve, quantity: 1, line: "bl-3", priceSeen: Cast.pounds("90"))
        #expect(basket.lines.map(\.priceSeen) == [Cast.pounds("75")])
    }

    /// Already in the basket, then added.
    @Test(arguments: [
        (0, 1, true), (0, 12, true), (0, 13, false), (0, 0, false), (0, -1, false), (0, Int.max, false),
        (0, Int.min, false), (2, 10, true), (2, 11, false), (2, -1, false), (12, 1, false), (12, Int.max, false),
        (12, Int.min, false),
    ])
    func `a line holds one to its maximum, however often it is added to`(already: Int, added: Int, works: Bool) throws {
        var basket = Basket(id: "b-1", holder: Cast.ann.id, touchedAt: Cast.now)
        if already > 0 { try basket.add(twelve, quantity: already, line: "bl-1") }
        let before = basket
        if works {
            try basket.add(twelve, quantity: added, line: "bl-2")
            #expect(basket.lines.map(\.quantity) == [already + added])
        } else {
            #expect(throws: BasketRefusal.tooMany(maximum: 12)) {
                try basket.add(twelve, quantity: added, line: "bl-2")
            }
            #expect(basket == before)
        }
    }

    @Test(arguments: [(1, true), (12, true), (13, false), (0, false), (-1, false), (Int.max, false), (Int.min, false)])
    func `a quantity can be changed to one to its maximum`(quantity: Int, works: Bool) throws {
        var basket = try basket()
        if works {
            try basket.change("bl-1", to: quantity, maximum: 12)
            #expect(basket.lines.map(\.quantity) == [quantity])
            #expect(basket.version == 3)
        } else {
            #expect(throws: BasketRefusal.tooMany(maximum: 12)) {
                try basket.change("bl-1", to: quantity, maximum: 12)
            }
            #expect(basket.version == 2)
        }
    }

    @Test func `a listing that allows none at all is refused, not fallen over`() throws {
        var basket = try basket()
        #expect(throws: BasketRefusal.tooMany(maximum: 0)) { try basket.change("bl-1", to: 1, maximum: 0) }
    }

    @Test func `the fifty-first line finds the basket full, but more of an old one still goes in`() throws {
        var basket = Basket(id: "b-1", holder: Cast.ann.id, touchedAt: Cast.now)
        for number in 1...50 {
            let listing = Cast.listing(.init("n\(number)"), by: Cast.physio, "04-02", "80")
            try basket.add(listing, quantity: 1, line: .init("bl-\(number)"))
        }
        #expect(throws: BasketRefusal.full(maximum: 50)) { try basket.add(twelve, quantity: 1, line: "bl-51") }
        try basket.add(Cast.listing("n7", by: Cast.physio, "04-02", "80"), quantity: 1, line: "bl-51")
        #expect(basket.lines.count == 50)
    }

    @Test func `a line that is removed is gone, and cannot be removed again`() throws {
        var basket = try basket()
        try basket.remove("bl-1")
        #expect(basket.lines.isEmpty)
        #expect(throws: BasketRefusal.noSuchLine) { try basket.remove("bl-1") }
        #expect(throws: BasketRefusal.noSuchLine) { try basket.change("bl-1", to: 1, maximum: 12) }
        #expect(throws: BasketRefusal.noSuchLine) { try basket.accept(price: .zero, of: "bl-1") }
    }

    @Test func `accepting a price changes what was seen, and nothing else`() throws {
        var basket = try basket()
        try basket.accept(price: Cast.pounds("85"), of: "bl-1")
        #expect(basket.lines == [BasketLine(id: "bl-1", listing: "neuro", quantity: 2, priceSeen: Cast.pounds("85"))])
        #expect(basket.version == 3)
    }

    @Test func `what the person wants about a line is kept with it, until they want something else`() throws {
        var basket = try basket()
        #expect(basket.lines[0].wants == .init())
        let wants = BasketLine.Wants(
            schedule: Schedule(first: Cast.day("2026-10-20"), every: .month, times: 3), planLine: "l-physio",
            contribution: Cast.pounds("5"))
        try basket.arrange(wants, for: "bl-1")
        #expect((basket.lines[0].wants, basket.lines[0].quantity, basket.version) == (wants, 2, 3))
        try basket.add(twelve, quantity: 1, line: "bl-2")
        #expect(basket.lines.map(\.wants) == [wants])
        #expect(throws: BasketRefusal.noSuchLine) { try basket.arrange(wants, for: "bl-9") }
        try basket.arrange(.init(), for: "bl-1")
        #expect(basket.lines.map(\.wants) == [.init()])
    }

    @Test func `a basket becomes an order once, and then nothing about it can change`() throws {
        var basket = try basket()
        try basket.perform(.convert, at: Cast.now)
        #expect(basket.status == .converted)
        let after = basket
        let refusals = BasketEvent.allCases.map { event in
            #expect(throws: BasketStatus.workflow.refusal(of: event, in: .converted)) {
                try basket.perform(event, at: Cast.now)
            }?.code
        }
        #expect(Set(refusals) == ["basket.not-possible"])
        #expect(throws: WorkflowRefusal.self) { try basket.add(twelve, quantity: 1, line: "bl-2") }
        #expect(throws: WorkflowRefusal.self) { try basket.change("bl-1", to: 1, maximum: 12) }
        #expect(throws: WorkflowRefusal.self) { try basket.remove("bl-1") }
        #expect(throws: WorkflowRefusal.self) { try basket.arrange(.init(), for: "bl-1") }
        #expect(throws: WorkflowRefusal.self) { try basket.accept(price: .zero, of: "bl-1") }
        #expect(basket == after)
    }

    @Test func `each refusal of the basket has its code`() {
        let refusals: [BasketRefusal] = [
            .tooMany(maximum: 1), .full(maximum: 1), .noSuchLine, .changedMeanwhile,
        ]
        #expect(
            refusals.map(\.code) == [
                "basket.quantity-out-of-range", "basket.full", "basket.no-such-line",
                "basket.changed-meanwhile",
            ])
    }
}
