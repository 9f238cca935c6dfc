import Baskets
import Catalogue
import Identity
import Plans
import TestSupport
import Testing
import Values

@Suite("Rules") struct RuleTests {
    private static let plenty = [Cast.pot(Cast.physioLine, "1000"), Cast.pot(Cast.careLine, "1000")]

    private func reasons(_ wish: Wish, _ facts: Facts = Cast.facts(plenty)) -> [Reason] {
        Judge.judge([wish], given: facts).verdicts.flatMap(\.reasons)
    }

    @Test func `a session that Ann's plan covers has nothing against it`() {
        #expect(reasons(Cast.sessions(1)) == [])
    }

    @Test func `the rules are told in one order`() {
        #expect(Rule.all.map(\.name) == [
            "plan-in-force", "plan-period", "authority", "prohibition", "listing-live", "supplier-approved",
            "supplier-insured", "supplier-checked", "supplier-reach", "quantity", "price", "policy",
        ])
    }

    @Test func `without a plan, or with one suspended or ended, nothing can be bought`() {
        let wish = Cast.sessions(1)
        #expect(reasons(wish, Cast.facts([], plan: nil)) == [.noPlan])
        #expect(reasons(wish, Cast.facts(Self.plenty, plan: Cast.plan(status: .suspended))) == [.planSuspended])
        #expect(reasons(wish, Cast.facts(Self.plenty, plan: Cast.plan(status: .ended))) == [
            .planEnded(Cast.day("2027-04-05")),
        ])
    }

    @Test func `a plan pays from its first day to its last, both included`() {
        let table: [(String, [Reason])] = [
            ("2026-04-05", [.planNotStarted(Cast.day("2026-04-06"))]), ("2026-04-06", []), ("2027-04-05", []),
            ("2027-04-06", [.planEnded(Cast.day("2027-04-05"))]),
        ]
        let insured = Cast.supplier(
            "trent", "Trent Neuro Physio", .national, base: nil, register: "PH98765",
            insuredUntil: Cast.day("2028-12-31"))
        let wish = Cast.wish(1, Cast.session, from: insured)
        for (day, told) in table {
            let facts = Cast.facts(Self.plenty, today: Cast.day(day), authority: nil)
            #expect(reasons(wish, facts) == told, "\(day)")
        }
    }

    @Test func `Tom's authority holds from its first day to its last, both included`() {
        let plan = Cast.plan(span: Cast.span("2026-01-01", "2027-12-31"))
        let table = [("2026-04-05", false), ("2026-04-06", true), ("2027-03-31", true), ("2027-04-01", false)]
        let always = Cast.supplier(
            "trent", "Trent Neuro Physio", .national, base: nil, register: "PH98765",
            insuredUntil: Cast.day("2028-12-31"))
        for (day, holds) in table {
            let facts = Cast.facts(
                Self.plenty, plan: plan, today: Cast.day(day), authority: Cast.asCarer(limit: nil))
            #expect(reasons(Cast.wish(1, Cast.session, from: always), facts) == (holds ? [] : [.noAuthority]), "\(day)")
        }
    }

    @Test func `gin is prohibited, wages for a spouse and Christmas lights need a decision`() {
        let lights = Cast.listing("lights", by: Cast.meadow, "20-03", "20")
        let spouse = Cast.listing("spouse", by: Cast.meadow, "20-02", "15")
        #expect(reasons(Cast.wish(1, Cast.gin, from: Cast.meadow)) == [.prohibited(.X1, category: "Bottle of gin")])
        #expect(reasons(Cast.wish(1, spouse, from: Cast.meadow)) == [
            .needsDecision(.X14, category: "Spouse’s wages"), .notInPlan(category: "Spouse’s wages"),
        ])
        #expect(reasons(Cast.wish(1, lights, from: Cast.meadow)) == [
            .needsDecision(.X17, category: "Christmas lights"), .notInPlan(category: "Christmas lights"),
        ])
    }

    @Test func `what a whole group may not hold, none of its items may`() {
        for (effect, told) in [
            (Policy.Effect.block, Reason.prohibited(.X9, category: "Neuro-physiotherapy")),
            (.refer, .needsDecision(.X9, category: "Neuro-physiotherapy")),
        ] {
            let tree = Categories([
                Cast.group("04", "Therapies", policy: Policy(effect: effect, clause: .X9)),
                Cast.item("04-02", in: "04", "Neuro-physiotherapy", "session", .exempt),
            ])
            #expect(reasons(Cast.sessions(1), Cast.facts(Self.plenty, categories: tree)) == [told])
        }
    }

    @Test func `a listing that is withdrawn cannot be bought`() {
        let withdrawn = Cast.listing("neuro", by: Cast.physio, "04-02", "80", status: .withdrawn)
        #expect(reasons(Cast.wish(1, withdrawn, from: Cast.physio)) == [.listingWithdrawn])
    }

    @Test func `a supplier must be approved`() {
        let suspended = Cast.supplier(
            "trent", "Trent Neuro Physio", .national, base: nil, register: "PH98765", status: .suspended)
        #expect(reasons(Cast.wish(1, Cast.session, from: suspended)) == [
            .supplierSuspended(supplier: "Trent Neuro Physio"),
        ])
    }

    @Test(arguments: [("2026-10-05", false), ("2026-10-06", true), ("2026-10-07", true)])
    func `a supplier is insured until the end of the last day`(until: String, insured: Bool) {
        let day = Cast.day(until)
        let supplier = Cast.supplier(
            "trent", "Trent Neuro Physio", .national, base: nil, register: "PH98765", insuredUntil: day)
        #expect(reasons(Cast.wish(1, Cast.session, from: supplier)) == (insured
            ? [] : [.supplierInsuranceEnded(supplier: "Trent Neuro Physio", day)]))
    }

    @Test func `a supplier whose insurance nobody has seen is not insured`() {
        let supplier = Cast.supplier(
            "trent", "Trent Neuro Physio", .national, base: nil, register: "PH98765", insuredUntil: nil)
        #expect(reasons(Cast.wish(1, Cast.session, from: supplier)) == [
            .supplierInsuranceEnded(supplier: "Trent Neuro Physio", nil),
        ])
    }

    @Test func `regulated work needs the registration that it is regulated by`() {
        let bare = Cast.supplier("bare", "Bare Minimum", .national, base: nil)
        #expect(reasons(Cast.wish(1, Cast.session, from: bare)) == [
            .supplierCheckMissing(supplier: "Bare Minimum", .professional),
        ])
        #expect(reasons(Cast.wish(1, Cast.visit, from: bare)) == [
            .supplierCheckMissing(supplier: "Bare Minimum", .cqc),
        ])
        #expect(reasons(Cast.wish(1, Cast.visit, from: Cast.physio)) == [
            .supplierCheckMissing(supplier: "Trent Neuro Physio", .cqc),
        ])
    }

    @Test func `a supplier must come as far as Ann, to the metre`() {
        let base = GridPoint(easting: 458_500, northing: 343_800)
        for (metres, told) in [
            (4_999, [Reason.outOfReach(supplier: "Radius", postcode: "NG7 2RD")]), (5_000, []), (5_001, []),
        ] {
            let supplier = Cast.supplier(
                "r", "Radius", .radius(metres: metres, around: base), base: base, register: "PH1")
            #expect(reasons(Cast.wish(1, Cast.session, from: supplier)) == told, "\(metres)")
        }
        #expect(reasons(Cast.sessions(1), Cast.facts(Self.plenty, place: nil)) == [
            .outOfReach(supplier: "Trent Neuro Physio", postcode: "NG7 2RD"),
        ])
    }

    @Test(arguments: [
        (1, true), (11, true), (12, true), (13, false), (0, false), (-1, false), (.max, false), (.min, false),
    ])
    func `a quantity is one to the listing's maximum, and nothing hostile is counted`(quantity: Int, fits: Bool) {
        let twelve = Cast.listing("neuro", by: Cast.physio, "04-02", "1", quantityMaximum: 12)
        let judgement = Judge.judge([Cast.wish(quantity, twelve, from: Cast.physio)], given: Cast.facts(Self.plenty))
        #expect(judgement.verdicts.flatMap(\.reasons) == (fits ? [] : [.quantityAboveMaximum(12)]))
        #expect(judgement.isBlocked == !fits)
        #expect(judgement.total >= .zero)
    }

    @Test func `fifty hostile lines at the dearest price there is can still be added up`() {
        let dear = Cast.listing("dear", by: Cast.physio, "04-02", "100000", vat: .standard)
        let wishes = (0..<50).map { _ in Cast.wish(.max, dear, from: Cast.physio) }
        #expect(Judge.judge(wishes, given: Cast.facts(Self.plenty)).total == Money(pence: 50 * 12_000_000 * 1_000_000))
    }

    @Test func `a price that rose by a penny must be accepted, one that fell is simply taken`() {
        let table: [(String, [Reason])] = [
            ("79.99", [.priceRose(from: Cast.pounds("79.99"), to: Cast.pounds("80"))]), ("80", []), ("80.01", []),
        ]
        for (seen, told) in table {
            let wish = Wish(
                listing: Cast.session, supplier: Cast.physio, quantity: 1, priceSeen: Cast.pounds(seen))
            #expect(reasons(wish) == told, "\(seen)")
        }
    }

    @Test func `everything that is wrong is told at once`() {
        let listing = Cast.listing(
            "x", by: Cast.physio, "20-01", "50", vat: .standard, quantityMaximum: 1, status: .withdrawn)
        let supplier = Cast.supplier(
            "x", "Everything Wrong", .districts(["S10"]), base: nil, insuredUntil: Cast.day("2026-01-01"),
            status: .suspended)
        let tree = Categories([
            Cast.group("20", "Not for sale here", policy: Policy(effect: .refer, clause: .X17)),
            Cast.item(
                "20-01", in: "20", "Bottle of gin", "each", .standard, check: .cqc,
                policy: Policy(effect: .block, clause: .X1)),
        ])
        let wish = Wish(listing: listing, supplier: supplier, quantity: 2, priceSeen: Cast.pounds("59.99"))
        let facts = Cast.facts(
            Self.plenty, plan: Cast.plan(status: .suspended), today: Cast.day("2027-04-01"),
            authority: Cast.asCarer(limit: nil), categories: tree)
        #expect(reasons(wish, facts) == [
            .planSuspended, .noAuthority, .prohibited(.X1, category: "Bottle of gin"), .listingWithdrawn,
            .supplierSuspended(supplier: "Everything Wrong"),
            .supplierInsuranceEnded(supplier: "Everything Wrong", Cast.day("2026-01-01")),
            .supplierCheckMissing(supplier: "Everything Wrong", .cqc),
            .outOfReach(supplier: "Everything Wrong", postcode: "NG7 2RD"), .quantityAboveMaximum(1),
            .priceRose(from: Cast.pounds("59.99"), to: Cast.pounds("60")),
            .needsDecision(.X17, category: "Bottle of gin"),
        ])
    }

    @Test func `each reason names its rule of the reference and weighs as it should`() {
        let money = Cast.pounds("1")
        let all: [Reason] = [
            .noPlan, .planSuspended, .planEnded(Cast.today), .planNotStarted(Cast.today), .noAuthority,
            .prohibited(.X1, category: ""), .listingWithdrawn, .supplierSuspended(supplier: ""),
            .supplierInsuranceEnded(supplier: "", nil), .supplierCheckMissing(supplier: "", .cqc),
            .supplierCheckMissing(supplier: "", .professional), .outOfReach(supplier: "", postcode: ""),
            .quantityAboveMaximum(1), .priceRose(from: money, to: money), .needsDecision(.X14, category: ""),
            .needsDecision(.X17, category: ""), .notInPlan(category: ""),
            .overLine(title: "", left: money, last: Cast.today), .overPriceCeiling(ceiling: money, title: ""),
            .overApprovalThreshold(threshold: money, title: ""), .overSigningLimit(money),
        ]
        #expect(all.map { "\($0.rule) \($0.severity)" } == [
            "R03 block", "R03 block", "R01 block", "R01 block", "R29 block", "R06 block", "R15 block", "R15 block",
            "R15 block", "R16 block", "R17 block", "R15 block", "R15 block", "R15 block", "R19 refer", "R07 refer",
            "R05 refer", "R08 refer", "R12 refer", "R14 refer", "R29 block",
        ])
    }
}
