import Catalogue
import Identity
import Plans
import TestSupport
import Values

/// What is in the database of a scene before anything happens, as values of the core.
package enum World {
    package static let tad = Commissioner(
        id: "TAD", name: "Trent and Dove ICB", email: Cast.email("phb@tad.example.org"), telephone: "0115 496 0200")
    package static let syb = Commissioner(
        id: "SYB", name: "South Yorkshire ICB", email: Cast.email("phb@syb.example.org"), telephone: "0114 496 0200")

    package static let places = [
        Place(district: "NG7", region: "East Midlands", commissioner: "TAD", centre: Cast.ng7.centre),
        Place(district: "S10", region: "Yorkshire", commissioner: "SYB", centre: Cast.s10.centre),
    ]

    package static let categories = Cast.categories

    package static let lapsed = Cast.supplier(
        "lapsed", "Lapsed Wheels", .national, base: nil, status: .suspended)
    package static let suppliers = [Cast.physio, Cast.hands, Cast.meadow, lapsed]

    /// Prices with VAT: visit £30, session £80, rollator £120, ramp £180, lights £60, gin £24, scooter £600.
    package static let listings = [
        Cast.visit, Cast.session, Cast.rollator, Cast.gin,
        Cast.listing("ramp", by: Cast.meadow, "07-08", "150", vat: .standard),
        Cast.listing("lights", by: Cast.meadow, "20-03", "50", vat: .standard),
        Cast.listing("lights-trent", by: Cast.physio, "20-03", "40", vat: .standard),
        Cast.listing("scooter", by: lapsed, "07-01", "500", vat: .standard),
        Cast.listing("old-rollator", by: Cast.meadow, "07-01", "60", status: .withdrawn),
    ]

    package static let holders = [
        holder("h-ann", "Ann Marsh", "Ann", born: "1961-03-14", at: "NG7 2RD", of: "TAD", "H-7Q2K"),
        holder("h-finn", "Finn Field", "Finn", born: "2017-06-01", at: "NG7 1AA", of: "TAD", "H-9F3M"),
        holder("h-zara", "Zara Khan", "Zara", born: "1988-11-30", at: "S10 2TN", of: "SYB", "H-2Z8W"),
    ]

    private static func holder(
        _ id: Holder.ID, _ name: String, _ knownAs: String, born: String, at postcode: String,
        of commissioner: Commissioner.ID, _ pseudonym: String
    ) -> Holder {
        Holder(
            id: id, name: name, knownAs: knownAs, dateOfBirth: Cast.day(born),
            address: Address(lines: ["12 Lenton Boulevard", "Town"], postcode: Cast.postcode(postcode)),
            telephone: "0115 496 0001", commissioner: commissioner, pseudonym: pseudonym)
    }

    package static let authorities = [
        authority("a-ann", .ann, "h-ann", .holder),
        authority("a-tom", .tom, "h-ann", .carer, limit: "250"),
        authority("a-dana", .dana, "h-finn", .representative),
        authority("a-nora-ann", .nora, "h-ann", .nominee),
        authority("a-nora-finn", .nora, "h-finn", .nominee),
        authority("a-zara", .zara, "h-zara", .holder),
        authority("a-rex", .rex, "h-ann", .carer, until: "2026-09-30"),
    ]

    private static func authority(
        _ id: Authority.ID, _ who: Player, _ holder: Holder.ID, _ kind: AuthorityKind, limit: String? = nil,
        until last: String? = nil
    ) -> Authority {
        Authority(
            id: id, person: who.person.id, holder: holder, kind: kind, signLimit: limit.map(Cast.pounds),
            first: Cast.day("2026-04-06"), last: last.map(Cast.day))
    }

    package static let outcomes: [Outcome] = [Outcome(id: "walk", text: "Walk to the shop")]

    /// Care £120 a week; therapy £400 a quarter; mobility £600 a year, above £300 at once only with approval; a ramp
    /// once, £250; and the line for extras.
    package static let annPlan = plan("plan-ann", of: "h-ann", outcome: "walk", [
        line("l-care", "Care at home", ["02-01"], "120", .week),
        line("l-physio", "Therapy", ["04"], "400", .quarter),
        line("l-mobility", "Getting about", ["07"], "600", .year, approvalAbove: "300"),
        line("l-ramp", "A ramp", ["07-08"], "250", .once),
        line("l-extras", "Extras", [], "0", .once, kind: .extras),
    ])

    package static let finnPlan = plan("plan-finn", of: "h-finn", outcome: "play", [
        line("l-finn-physio", "Therapy", ["04"], "1000", .year, outcome: "play"),
        line("l-finn-extras", "Extras", [], "0", .once, kind: .extras, outcome: "play"),
    ])

    package static let zaraPlan = plan("plan-zara", of: "h-zara", outcome: "swim", [
        line("l-zara-mobility", "Getting about", ["07"], "500", .year, outcome: "swim"),
        line("l-zara-extras", "Extras", [], "0", .once, kind: .extras, outcome: "swim"),
    ])

    package static func plan(
        _ id: Plan.ID, of holder: Holder.ID, outcome: Outcome.ID, _ lines: [PlanLine], version: Int = 1,
        status: PlanStatus = .inForce, span: Period = Cast.year
    ) -> Plan {
        Plan(
            id: id, version: version, holder: holder, span: span, status: status,
            coordinator: .init(name: "Ruth Okoro", telephone: "0115 496 0100"),
            agreements: Agreement.Side.allCases.map {
                Agreement(side: $0, name: "", on: Cast.day("2026-03-20"), way: .imported)
            },
            budgets: [PlanBudget(title: "Health budget", eligibility: .chc, management: .notional)],
            outcomes: [Outcome(id: outcome, text: "Live as I like")], lines: lines)
    }

    package static func line(
        _ id: PlanLine.ID, _ title: String, _ covers: [Category.ID], _ amount: String, _ every: Frequency,
        kind: PlanLine.Kind = .agreed, approvalAbove: String? = nil, outcome: Outcome.ID = "walk",
        span: Period = Cast.year
    ) -> PlanLine {
        PlanLine(
            id: id, kind: kind, title: title, covers: Covers(categories: covers), outcomes: [outcome],
            allocation: Allocation(amount: Cast.pounds(amount), every: every, span: span),
            approvalAbove: approvalAbove.map(Cast.pounds))
    }
}
