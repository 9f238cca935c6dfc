import Baskets
import Catalogue
import Identity
import Plans
import Policies
import TestSupport
import Testing
import Values

/// A wish, what is known, and everything that the rules say: one row for each side of each boundary.
struct RuleCase: Sendable, CustomTestStringConvertible {
    /// Whose boundary it is.
    let code: Rule.Code
    let name: String
    let wish: Wish
    let facts: Facts
    /// About the wish, in the order in which it is told.
    let told: [Reason]
    /// About the basket as a whole.
    let whole: [Reason]

    init(
        _ code: Rule.Code, _ name: String, _ wish: Wish = Cast.sessions(1), _ facts: Facts = given(),
        _ told: [Reason] = [], whole: [Reason] = []
    ) {
        self.code = code
        self.name = name
        self.wish = wish
        self.facts = facts
        self.told = told
        self.whole = whole
    }

    var testDescription: String { "\(code.rawValue): \(name)" }

    static let all = planCases + peopleCases + thingCases + offerCases + moneyCases
}

// MARK: - What the rows are made of

extension RuleCase {
    /// Physiotherapy, care and a line for everything that the tests' own categories hold, each with £1,000.
    static let plenty = [Cast.physioLine, Cast.careLine, Cast.line("l-rest", "The rest", covers: ["30"])]
        .map { Cast.pot($0, "1000") }

    /// The usual categories, and some whose traits and checks rules look at.
    static let tree = Categories(
        Cast.categories.all + [
            Cast.group("30", "Traits"),
            Cast.item("30-01", in: "30", "Child’s bed", "each", .standard, traits: [.children]),
            Cast.item("30-02", in: "30", "Adult’s bed", "each", .standard, traits: [.adults]),
            Cast.item("30-03", in: "30", "Wages", "hour", .outside, traits: [.employed]),
            Cast.item("30-04", in: "30", "Tube feeding", "hour", .exempt, traits: [.delegated]),
            Cast.item("30-05", in: "30", "Support worker", "hour", .exempt, check: .workers),
            Cast.item("30-06", in: "30", "Bed", "each", .standard, policy: Policy(effect: .refer, clause: .X15)),
            Cast.item("30-07", in: "30", "Spouse", "hour", .outside, policy: Policy(effect: .refer, clause: .X14)),
            Cast.item("30-08", in: "30", "Massage", "hour", .exempt, policy: Policy(effect: .refer, clause: .X16)),
        ])

    /// One at £10 of something that Meadow Mobility brings the same day.
    static func thing(
        _ category: Catalogue.Category.ID, from supplier: Supplier = Cast.meadow, on schedule: Schedule? = nil
    ) -> Wish {
        Cast.wish(1, Cast.listing("thing", by: supplier, category, "10", leadDays: 0), from: supplier, on: schedule)
    }

    /// Everything as it should be, but for what the row says.
    static func given(
        _ pots: [LineBudget] = plenty, plan: Plan? = Cast.plan(), today: Day = Cast.today, place: Place? = Cast.ng7,
        authority: Authority? = Cast.inPerson, policy: CommissionerPolicy? = nil, born: Day = Cast.ann.dateOfBirth,
        standing: HolderStanding = HolderStanding(), liveOrders: [LiveOrder] = [], reliefs: Set<ReliefKey> = []
    ) -> Facts {
        Cast.facts(
            pots, plan: plan, today: today, place: place, authority: authority, categories: tree, policy: policy,
            born: born, standing: standing, liveOrders: liveOrders, reliefs: reliefs)
    }

    /// The plan with its money managed in some way.
    static func managed(
        _ management: Management, _ eligibility: Eligibility = .chc, signedOn: Day? = Cast.day("2026-03-20")
    ) -> Plan {
        Cast.plan(budgets: [Cast.budget(management, eligibility, signedOn: signedOn)])
    }

    /// Days from today.
    static func day(_ days: Int) -> Day { Cast.today.adding(days: days) }

    static func on(_ days: Int, every: Schedule.Every = .week, times: Int = 1) -> Schedule {
        Schedule(first: day(days), every: every, times: times)
    }

    static func sessions(_ schedule: Schedule) -> Wish {
        Cast.wish(1, Cast.session, from: Cast.physio, on: schedule)
    }
}
