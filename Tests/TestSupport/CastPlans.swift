import Baskets
import Catalogue
import Identity
import Plans
import Policies
import Values

// MARK: - Ann's plan

extension Cast {
    package static let year = span("2026-04-06", "2027-04-05")

    /// A plan line that gives £1,000 a year for some categories, towards walking.
    package static func line(
        _ id: PlanLine.ID, _ title: String, covers: [Category.ID], kind: PlanLine.Kind = .agreed,
        ceiling: Money? = nil, approvalAbove: Money? = nil, span: Period = year, amount: String = "1000",
        every: Frequency = .year, carry: CarryForward = .none, cap: UsageCap? = nil,
        limits: SupplierLimits = SupplierLimits(), isExclusive: Bool = false, budget: PlanBudget.ID = PlanBudget.first,
        listings: [Listing.ID] = [], suppliers: [Supplier.ID] = [], outcomes: [Outcome.ID] = ["walk"]
    ) -> PlanLine {
        PlanLine(
            id: id, kind: kind, budget: budget, title: title,
            covers: Covers(categories: covers, listings: listings, suppliers: suppliers), limits: limits,
            isExclusive: isExclusive, outcomes: outcomes,
            allocation: Allocation(amount: pounds(amount), every: every, span: span), carry: carry, cap: cap,
            priceCeiling: ceiling, approvalAbove: approvalAbove)
    }

    package static let physioLine = line("l-physio", "Physiotherapy", covers: ["04"])
    package static let careLine = line("l-care", "Care at home", covers: ["02-01"])
    package static let extrasLine = line("l-extras", "Extras", covers: [], kind: .extras)

    /// The budget of a plan that has only one; its agreement is signed where it needs one.
    package static func budget(
        _ management: Management = .notional, _ eligibility: Eligibility = .chc, id: PlanBudget.ID = PlanBudget.first,
        title: String = "Health budget", signedOn: Day? = day("2026-03-20")
    ) -> PlanBudget {
        PlanBudget(
            id: id, title: title, eligibility: eligibility, management: management, agreementSignedOn: signedOn)
    }

    /// Agreed by Ann and by her commissioner.
    package static let agreements = [
        Agreement(side: .holder, name: "Ann Marsh", on: day("2026-03-20"), way: .meeting),
        Agreement(side: .commissioner, name: "Bilal Rahman", on: day("2026-03-18"), way: .meeting),
    ]

    package static func plan(
        _ lines: [PlanLine] = [physioLine, careLine, extrasLine], version: Int = 1, status: PlanStatus = .inForce,
        span: Period = year, takesEffect: Day? = nil, management: Management = .notional,
        budgets: [PlanBudget]? = nil, narrative: Narrative = Narrative(), agreements: [Agreement] = agreements,
        allowsSplitting: Bool = false
    ) -> Plan {
        Plan(
            id: "plan-1", version: version, holder: ann.id, span: span, takesEffect: takesEffect, status: status,
            coordinator: .init(name: "Ruth Okoro", telephone: "0115 496 0100"), narrative: narrative,
            agreements: agreements, budgets: budgets ?? [budget(management)],
            outcomes: [Outcome(id: "walk", text: "Walk to the shop")], lines: lines,
            allowsSplitting: allowsSplitting)
    }

    /// A plan line with so much available until a last day.
    package static func pot(_ line: PlanLine, _ available: String, until last: Day = year.last) -> LineBudget {
        guard let period = Period(first: year.first, last: last) else { preconditionFailure("wrong way round") }
        return LineBudget(
            line: line, period: period, available: pounds(available), held: .zero, committed: .zero, owed: .zero,
            paid: .zero)
    }

    /// A plan line on a day, in the period of its own rhythm, with nothing spent yet in any period.
    /// - Parameter used: units ordered so far in that period.
    package static func pot(_ line: PlanLine, on day: Day = today, used: Int = 0) -> LineBudget {
        guard let period = line.allocation.period(containing: day) else { preconditionFailure("runs on another day") }
        return LineBudget(
            line: line, period: period, available: line.allocation.amount(for: period), held: .zero, committed: .zero,
            owed: .zero, paid: .zero, used: [period.first: used])
    }

    /// What the rules may look at: Ann's plan with these pots, today, at her home, in person.
    package static func facts(
        _ pots: [LineBudget], plan: Plan? = plan(), today: Day = today, place: Place? = ng7,
        authority: Authority? = inPerson, categories: Categories = categories, policy: CommissionerPolicy? = nil,
        born: Day = ann.dateOfBirth, standing: HolderStanding = HolderStanding(), liveOrders: [LiveOrder] = [],
        reliefs: Set<ReliefKey> = []
    ) -> Facts {
        Facts(
            today: today, plan: plan, budget: Budget(lines: pots), categories: categories, policy: policy,
            person: HolderFacts(dateOfBirth: born, standing: standing, place: place, postcode: "NG7 2RD",
                commissioner: "notts"),
            authority: authority, liveOrders: liveOrders, reliefs: reliefs)
    }

    /// A policy of Ann's commissioner with these rules.
    package static func policy(
        _ rules: [PolicyRule] = [], settings: PolicySettings = PolicySettings(), from day: Day = year.first
    ) -> CommissionerPolicy {
        CommissionerPolicy(commissioner: "notts", version: 1, takesEffect: day, rules: rules, settings: settings)
    }
}
