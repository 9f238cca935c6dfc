import Baskets
import Catalogue
import Plans
import TestSupport
import Testing
import Values

/// What Ann ordered before, as it could go into her basket today.
@Suite("Refill") struct RefillTests {
    private static let lines = [
        Cast.line("therapy", "Therapy", covers: ["04"], amount: "1000", every: .year),
        Cast.line("about", "Getting about", covers: ["07"], amount: "200", every: .year),
    ]
    private static let facts = Cast.facts(lines.map { Cast.pot($0, on: Cast.today) }, plan: Cast.plan(lines))

    private static func asked(
        _ listing: Listing, quantity: Int = 2, was price: String? = nil, title: String? = nil,
        schedule: Schedule? = nil, contribution: String = "0"
    ) -> Refill.Asked {
        Refill.Asked(
            listing: listing.id, title: title ?? listing.terms.title, category: listing.terms.category,
            quantity: quantity, schedule: schedule,
            priceThen: price.map(Cast.pounds) ?? listing.terms.unitPrice, contribution: Cast.pounds(contribution))
    }

    private static func refill(
        _ asked: [Refill.Asked], offers: [(Listing, Supplier)], basket: [Wish] = [],
        capacity: WeeklyCapacity? = nil
    ) -> Refill {
        Refill(
            asked,
            offers: Dictionary(
                uniqueKeysWithValues: offers.map { ($0.0.id, Refill.Offer($0.0, by: $0.1, capacity: capacity)) }),
            basket: basket, facts: facts)
    }

    private static func changes(_ line: Refill.Line?) -> [Refill.Change] {
        switch line {
        case .ready(_, _, let changes), .refused(_, _, let changes): changes
        default: []
        }
    }

    @Test func `what is as it was is ready, and says that nothing changed`() {
        let refill = Self.refill([Self.asked(Cast.session)], offers: [(Cast.session, Cast.physio)])
        guard case .ready(let asked, let verdict, let changes) = refill.lines.first else {
            Issue.record("not ready: \(refill.lines)")
            return
        }
        #expect(asked.quantity == 2)
        #expect(verdict.outcome == .inPlan)
        #expect(verdict.wish.priceSeen == Cast.pounds("80"))
        #expect(changes == [])
        #expect(refill.ready == [verdict])
    }

    @Test(arguments: [
        ("70", Refill.Change.price(from: Cast.pounds("70"), to: Cast.pounds("80"))),
        ("90", .price(from: Cast.pounds("90"), to: Cast.pounds("80"))),
    ]) func `another price is told, whether it rose or fell, and does not stand in the way`(
        was: String, change: Refill.Change
    ) {
        let refill = Self.refill([Self.asked(Cast.session, was: was)], offers: [(Cast.session, Cast.physio)])
        #expect(Self.changes(refill.lines.first) == [change])
        #expect(refill.ready.count == 1)
    }

    @Test func `what cannot be had stays as a line that says why`() {
        let gone = Cast.listing("gone", by: Cast.physio, "04-02", "80", status: .withdrawn)
        let far = Cast.supplier("far", "Far Away", .districts(["S10"]), base: Cast.s10.centre, register: "PH1")
        let distant = Cast.listing("distant", by: far, "04-02", "80")
        let shut = Cast.supplier("shut", "Shut", .national, base: nil, register: "PH1", status: .suspended)
        let closed = Cast.listing("closed", by: shut, "04-02", "80")
        let refill = Self.refill(
            [gone, distant, closed, Cast.rollator].map { Self.asked($0) },
            offers: [(gone, Cast.physio), (distant, far), (closed, shut)])
        let told = refill.lines.map { line -> String in
            switch line {
            case .refused(_, let verdict, _): verdict.reasons.map(\.rule).joined(separator: " ")
            case .gone: "gone"
            case .ready, .inBasket: "ready"
            }
        }
        #expect(told == ["R15", "R15", "R15", "gone"])
        #expect(refill.ready.isEmpty)
    }

    @Test(arguments: [(5, 3, 3), (5, 9, 5), (2, 0, 2)])
    func `where fewer are left, as many are proposed; where none is, that is said`(asked: Int, left: Int, now: Int) {
        let few = Listing(
            id: "few", supplier: Cast.physio.id, terms: Cast.session.terms, status: .live, version: 1, stock: left)
        let refill = Self.refill([Self.asked(few, quantity: asked)], offers: [(few, Cast.physio)])
        #expect(Self.changes(refill.lines.first) == (asked == now ? [] : [.fewer(from: asked, to: now)]))
        #expect(refill.ready.map(\.wish.quantity) == (left == 0 ? [] : [now]))
    }

    @Test func `fewer than the supplier sends at once become as many as it takes, and that is said`() {
        let pads = Listing(
            id: "pads", supplier: Cast.physio.id, terms: Cast.terms("04-02", "5", quantityMinimum: 4), status: .live,
            version: 1)
        let refill = Self.refill([Self.asked(pads, quantity: 1)], offers: [(pads, Cast.physio)])
        #expect(Self.changes(refill.lines.first) == [.more(from: 1, to: 4)])
        #expect(refill.ready.map(\.wish.quantity) == [4])
    }

    @Test func `where the week is full, that is said before anything is tried`() {
        let first = Cast.today.adding(days: Cast.session.terms.leadDays)
        let full = WeeklyCapacity(perWeek: 2, taken: [WeeklyCapacity.week(of: first): 2])
        let refill = Self.refill(
            [Self.asked(Cast.session, quantity: 1)], offers: [(Cast.session, Cast.physio)], capacity: full)
        #expect(refill.ready.isEmpty)
        guard case .refused(_, let verdict, _)? = refill.lines.first else {
            Issue.record("it is not refused")
            return
        }
        #expect(verdict.reasons.contains { if case .weekFull = $0 { true } else { false } })
    }

    @Test func `what is in the basket already is said, and not put in again`() {
        let refill = Self.refill(
            [Self.asked(Cast.session)], offers: [(Cast.session, Cast.physio)], basket: [Cast.sessions(3)])
        #expect(refill.lines == [.inBasket(Self.asked(Cast.session), quantity: 3)])
    }

    @Test func `a run begins anew, as soon as the supplier can, and what was paid besides has to be said anew`() {
        let old = Schedule(first: Cast.day("2026-05-01"), every: .month, times: 3)
        let refill = Self.refill(
            [Self.asked(Cast.session, quantity: 1, schedule: old, contribution: "10")],
            offers: [(Cast.session, Cast.physio)])
        let new = Schedule(first: Cast.day("2026-10-11"), every: .month, times: 3)
        #expect(
            Self.changes(refill.lines.first) == [.begins(new), .contributionNotTaken(Cast.pounds("10"))])
        #expect(refill.ready.first?.wish.schedule == new)
    }

    @Test func `the same thing twice is asked for together, and a run is not multiplied`() {
        let twice = Self.refill(
            [Self.asked(Cast.session, quantity: 1), Self.asked(Cast.session, quantity: 2)],
            offers: [(Cast.session, Cast.physio)])
        #expect(twice.ready.map(\.wish.quantity) == [3])
        let run = Schedule(first: Cast.day("2026-05-01"), every: .week, times: 4)
        let mixed = Self.refill(
            [Self.asked(Cast.session, quantity: 1, schedule: run), Self.asked(Cast.session, quantity: 2)],
            offers: [(Cast.session, Cast.physio)])
        #expect(mixed.ready.map(\.wish.units) == [4])
        #expect(Self.changes(mixed.lines.first).contains(.otherRunsLeft))
    }

    @Test func `every line counts the money of the others`() {
        let ramp = Cast.listing("ramp", by: Cast.meadow, "07-08", "150", vat: .exempt)
        let seat = Cast.listing("seat", by: Cast.meadow, "07-08", "150", vat: .exempt)
        let offers = [(ramp, Cast.meadow), (seat, Cast.meadow)]
        for one in [ramp, seat] {
            let alone = Self.refill([Self.asked(one, quantity: 1)], offers: offers)
            #expect(alone.ready.map(\.outcome) == [.inPlan])
        }
        let both = Self.refill([ramp, seat].map { Self.asked($0, quantity: 1) }, offers: offers)
        #expect(both.ready.map(\.outcome.rawValue).sorted() == ["inPlan", "needsApproval"], "£200 pay for one of them")
    }

    @Test func `whatever was ordered, there is a line for every listing of it, and none is there twice`() throws {
        let listings = [Cast.session, Cast.visit, Cast.rollator, Cast.gin]
        try forAll(seeds: 100) { random in
            let asked = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                Self.asked(
                    listings[Int.random(in: 0..<listings.count, using: &random)],
                    quantity: Int.random(in: 1...5, using: &random))
            }
            let known = listings.filter { _ in Bool.random(using: &random) }
            let suppliers = [Cast.physio, Cast.hands, Cast.meadow]
            let refill = Self.refill(
                asked, offers: known.compactMap { one in suppliers.first { $0.id == one.supplier }.map { (one, $0) } })
            #expect(Set(refill.lines.map(\.asked.listing)) == Set(asked.map(\.listing)))
            #expect(refill.lines.count == Set(asked.map(\.listing)).count)
            #expect(refill.ready.allSatisfy { $0.outcome != .notAllowed })
        }
    }
}
