import Baskets
import Catalogue
import Identity
import Plans
import Policies
import TestSupport
import Testing
import Values

@Suite("Rules") struct RuleTests {
    private func reasons(_ wish: Wish, _ facts: Facts = RuleCase.given()) -> [Reason] {
        Judge.judge([wish], given: facts).verdicts.flatMap(\.reasons)
    }

    @Test(arguments: RuleCase.all) func `each rule speaks exactly where it should, and no other does`(row: RuleCase) {
        let judgement = Judge.judge([row.wish], given: row.facts)
        #expect(judgement.verdicts.map(\.reasons) == [row.told])
        #expect(judgement.reasons == row.whole)
        let weightiest = row.told.map(\.severity).max() ?? .warn
        let outcomes: [Severity: Verdict.Outcome] = [.warn: .inPlan, .refer: .needsApproval, .block: .notAllowed]
        #expect(judgement.verdicts.map(\.outcome) == [outcomes[weightiest]])
        #expect(judgement.isBlocked == (row.told + row.whole).contains { $0.severity == .block })
    }

    /// R09 is tried below. Who decides about requests (R30) and what is left over for long (R35) are no baskets'.
    @Test func `every rule of the table speaks in some row and is silent in another`() {
        let elsewhere: Set<Rule.Code> = [.R09, .R30, .R35]
        for code in Set(Rule.table.map(\.code)).subtracting(elsewhere) {
            let rows = RuleCase.all.filter { $0.code == code }
            #expect(rows.contains { ($0.told + $0.whole).map(\.code).contains(code) }, "\(code) never speaks")
            #expect(rows.contains { !($0.told + $0.whole).map(\.code).contains(code) }, "\(code) is never silent")
        }
    }

    @Test func `the table has every rule of the reference that concerns baskets and orders, each explained`() {
        #expect(Set(Rule.table.map(\.code)) == Set(Rule.Code.allCases))
        #expect(Rule.table.filter { $0.code == .R29 }.count == 2, "who acts, and how much they may sign for")
        #expect(Rule.table.count == Rule.Code.allCases.count + 1)
        for rule in Rule.table {
            for text in [rule.title, rule.needs, rule.text, rule.source, rule.steps] {
                #expect(!text.isEmpty, "\(rule.code)")
            }
            #expect(rule.text.hasSuffix("."))
            #expect(!rule.severities.isEmpty && Set(rule.severities).count == rule.severities.count)
        }
    }

    @Test func `no reason weighs anything else than its rule says`() {
        for row in RuleCase.all {
            for reason in row.told + row.whole {
                let said = Rule.table.filter { $0.code == reason.code }.flatMap(\.severities)
                #expect(said.contains(reason.severity), "\(row): \(reason)")
            }
        }
    }

    @Test(arguments: [("99.99", true), ("100", false), ("100.01", false)])
    func `what is paid without asking is never more than the budget has`(available: String, speaks: Bool) {
        let (asked, available) = (Cast.pounds("100"), Cast.pounds(available))
        #expect(
            Rule.balance(of: "Health", asked: asked, available: available)
                == (speaks
                    ? .overBalance(budget: "Health", asked: asked, available: available) : nil))
    }

    @Test func `a session that Ann's plan covers has nothing against it, and many rules were looked at`() {
        let verdict = Judge.judge([Cast.sessions(1)], given: RuleCase.given()).verdicts[0]
        #expect(verdict.reasons == [])
        #expect(
            verdict.passed.map(\.rawValue) == [
                "R01", "R02", "R03", "R34", "R36", "R29", "R39", "R40", "R24", "R19", "R20", "R23", "R06", "R07", "R05",
                "R04", "R21", "R22", "R15", "R16", "R17", "R18", "R25", "R27", "R28", "R08", "R10", "R11", "R12", "R13",
                "R14",
            ])
    }

    @Test func `of what is not allowed, only the rules that need no money were looked at`() {
        let verdict = Judge.judge([Cast.wish(1, Cast.gin, from: Cast.meadow)], given: RuleCase.given()).verdicts[0]
        #expect(!verdict.passed.contains(.R06))
        #expect(!verdict.passed.contains(.R08))
        #expect(verdict.passed.contains(.R15))
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
            #expect(reasons(Cast.sessions(1), Cast.facts(RuleCase.plenty, categories: tree)) == [told])
        }
    }

    @Test func `fifty hostile lines at the dearest price there is can still be added up`() {
        let dear = Cast.listing("dear", by: Cast.physio, "04-02", "100000", vat: .standard)
        let wishes = (0..<50).map { _ in Cast.wish(.max, dear, from: Cast.physio) }
        #expect(Judge.judge(wishes, given: RuleCase.given()).total == Money(pence: 50 * 12_000_000 * 1_000_000))
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
        let wish = Cast.wish(2, listing, from: supplier, seen: Cast.pounds("59.99"))
        let facts = Cast.facts(
            RuleCase.plenty, plan: Cast.plan(status: .suspended), today: Cast.day("2027-04-01"),
            authority: Cast.asCarer(limit: nil), categories: tree,
            standing: HolderStanding(isOnHold: true, diedOn: Cast.today))
        #expect(
            reasons(wish, facts) == [
                .planSuspended, .noAuthority, .onHold, .died, .prohibited(.X1, category: "Bottle of gin"),
                .needsDecision(.X17, category: "Bottle of gin"), .listingWithdrawn,
                .supplierSuspended(supplier: "Everything Wrong"),
                .supplierInsuranceEnded(supplier: "Everything Wrong", Cast.day("2026-01-01")),
                .outOfReach(supplier: "Everything Wrong", postcode: "NG7 2RD"), .quantityAboveMaximum(1),
                .priceRose(from: Cast.pounds("59.99"), to: Cast.pounds("60")),
                .supplierCheckMissing(supplier: "Everything Wrong", .cqc),
            ])
    }
}
