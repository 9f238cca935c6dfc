import Catalogue
import Identity
import Orders
import Plans
import TestSupport
import Testing
import Values

@Suite("Standing authorisations") struct StandingAuthorisationTests {
    private let lines = Cast.split().parts[0].lines
    private var amount: Money { lines.map(\.total).total }

    private func standing(
        _ status: StandingAuthorisation.Status = .active, perUse: Money? = nil, perPeriod: Money? = nil,
        every: Frequency = .week, categories: [Category.ID] = [], suppliers: [Supplier.ID] = ["trent"],
        listings: [Listing.ID] = [], first: Day = Cast.today, last: Day = Cast.today.adding(days: 30)
    ) -> StandingAuthorisation {
        StandingAuthorisation(
            id: "s-1", holder: "h-ann",
            caps: .init(
                perUse: perUse ?? amount, perPeriod: perPeriod ?? amount.times(2), every: every, first: first,
                last: last, categories: categories, suppliers: suppliers, listings: listings),
            words: "Every week.", grantedBy: "p-bilal", grantedAt: Cast.now, status: status)
    }

    private func refusal(
        _ standing: StandingAuthorisation, supplier: Supplier.ID = "trent", uses: [StandingAuthorisation.Use] = [],
        on day: Day = Cast.today
    ) -> String {
        var used = standing
        let holding = standing.guards(for: lines, of: supplier, uses: uses, on: day) { [$0] }
        do {
            try used.perform(.use, by: "p-bilal", on: day, holding: holding)
            return "used"
        } catch {
            return error.unmet ?? "not possible"
        }
    }

    private func use(_ amount: Money, on day: Day) -> StandingAuthorisation.Use {
        .init(approval: "r-1", amount: amount, day: day)
    }

    @Test func `one use costs at most its cap: a penny less, the same, a penny more`() {
        let penny = Money(pence: 1)
        let table: [(Money, String)] = [
            (amount + penny, "used"), (amount, "used"), (amount - penny, "within_use_cap"),
        ]
        for (cap, expected) in table { #expect(refusal(standing(perUse: cap)) == expected, "\(cap)") }
    }

    @Test func `the uses of a period come to at most its cap, and a new period begins anew`() {
        let penny = Money(pence: 1)
        for (spent, expected) in [(amount - penny, "used"), (amount, "used"), (amount + penny, "within_period_cap")] {
            #expect(refusal(standing(), uses: [use(spent, on: Cast.today)]) == expected, "\(spent)")
        }
        let full = [use(amount.times(2), on: Cast.today)]
        #expect(refusal(standing(), uses: full, on: Cast.today.adding(days: 6)) == "within_period_cap")
        #expect(refusal(standing(), uses: full, on: Cast.today.adding(days: 7)) == "used")
    }

    @Test func `it holds from its first to its last day`() {
        let days: [(Int, String)] = [(-1, "in_force"), (0, "used"), (30, "used"), (31, "in_force")]
        for (shift, expected) in days {
            #expect(refusal(standing(), on: Cast.today.adding(days: shift)) == expected, "\(shift)")
        }
    }

    @Test func `it is for what it names and nothing else`() {
        let (listing, category) = (lines[0].listing, lines[0].category)
        #expect(refusal(standing(), supplier: "meadow") == "covered")
        #expect(refusal(standing(listings: [listing])) == "used")
        #expect(refusal(standing(listings: ["other"])) == "covered")
        #expect(refusal(standing(categories: [category], suppliers: []), supplier: "meadow") == "used")
        #expect(refusal(standing(categories: ["99"], suppliers: [])) == "covered")
    }

    @Test func `every status and event is decided, and every one but the ends can end`() {
        let workflow = StandingAuthorisation.workflow
        for status in StandingAuthorisation.Status.allCases {
            for event in StandingAuthorisation.Event.allCases {
                var found = standing(status)
                let isPossible = workflow.allows(event, from: status)
                let day = event == .end ? Cast.today.adding(days: 31) : Cast.today
                do {
                    try found.perform(
                        event, by: "p-joan", on: day,
                        holding: [.withinLimit, .covered, .withinUseCap, .withinPeriodCap])
                    #expect(isPossible && found.version == 2, "\(status) \(event)")
                } catch {
                    #expect(!isPossible && error.unmet == nil, "\(status) \(event)")
                }
            }
        }
        #expect(StandingAuthorisation.Status.allCases.filter(workflow.isEnd) == [.ended, .revoked])
    }

    @Test func `whoever proposed it cannot confirm it`() {
        var found = standing(.proposed)
        #expect(throws: WorkflowRefusal.self) {
            try found.perform(.confirm, by: "p-bilal", on: Cast.today, holding: [.withinLimit])
        }
        #expect(found.status == .proposed)
    }

    @Test func `caps that make no sense are told all at once`() {
        let caps = StandingAuthorisation.Caps(
            perUse: .zero, perPeriod: Money(pence: -1), every: .week, first: Cast.today,
            last: Cast.today.adding(days: -1))
        do {
            try caps.checked(today: Cast.today)
            Issue.record("taken")
        } catch {
            #expect(Set(error.problems.map(\.field)) == ["per_use", "per_period", "last", "category"])
        }
    }
}
