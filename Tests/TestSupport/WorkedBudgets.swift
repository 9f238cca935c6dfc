import Catalogue
import Identity
import Plans
import Values

/// The two worked budgets of the reference (domain, B6) as plans, to the penny. They count a year as 52 weeks, so what
/// is given by the week ends a day before the plan does.
///
/// The adult employs five assistants with a direct payment; the child has nights and days from an agency, with a
/// notional budget.
package enum WorkedBudgets {
    package static let year = Cast.span("2026-04-06", "2027-04-05")
    package static let weeks = Cast.span("2026-04-06", "2027-04-04")

    package static let adult = Plan(
        id: "worked-adult", version: 1, holder: "h-adult", span: year, status: .inForce,
        coordinator: Plan.Coordinator(name: "Ruth Okoro", telephone: "0115 496 0100"),
        narrative: narrative(
            needs: "Turning at night, skin care, help with food and drink, two people for transfers.",
            contingency: "Careful Hands sends a worker within four hours.", monitoredBy: "Dr Nasreen Iqbal"),
        agreements: agreements(holder: "Peter Lowe"),
        budgets: [
            PlanBudget(
                title: "Continuing Healthcare", eligibility: .chc, management: .directPayment,
                indicative: Cast.pounds("108939.41"), agreed: Cast.pounds("112621.90"),
                agreementSignedOn: Cast.day("2026-03-20"))
        ],
        outcomes: [
            outcome("home", "Live at home with my wife", "No stay in a care home"),
            outcome("skin", "Keep my skin whole", "No pressure sore at the monthly check"),
        ], lines: adultLines)

    package static let child = Plan(
        id: "worked-child", version: 1, holder: "h-child", span: year, status: .inForce,
        coordinator: Plan.Coordinator(name: "Joan Whitby", telephone: "0115 496 0101"),
        narrative: narrative(
            needs: "Suction through the night, tube feeding, watching for seizures.",
            contingency: "Parents take the night; the hospice keeps an emergency bed.", monitoredBy: "Sister Mary Dunne"
        ),
        agreements: agreements(holder: "Grace Adeyemi"),
        budgets: [
            PlanBudget(
                title: "Children’s continuing care", eligibility: .children, management: .notional,
                indicative: Cast.pounds("92995.76"), agreed: Cast.pounds("92995.76"))
        ],
        outcomes: [
            outcome("nights", "Mum and Dad sleep four nights a week", "Sleep diary each month"),
            outcome("play", "Play outside with my sister", "Twice a week in the holidays"),
        ], lines: childLines)

    /// The part of the catalogue that both plans name.
    package static let categories = Categories([
        group("01", "Personal assistants you employ"),
        item("01-01", "Personal assistant you employ, daytime", "hour", .outside, traits: [.employed]),
        item("01-02", "Personal assistant you employ, evening or weekend", "hour", .outside, traits: [.employed]),
        item("01-05", "Personal assistant you employ, sleeping in", "night", .outside, traits: [.employed]),
        group("02", "Care agencies"),
        item("02-06", "Agency worker awake at night", "night", .exempt, checks: [.cqc]),
        item("02-10", "Children’s complex care worker", "hour", .exempt, checks: [.cqc], traits: [.children]),
        group("15", "Employer and budget support"),
        item("15-01", "Payroll for one assistant", "each", .standard),
        item("15-03", "Employers’ liability insurance", "year", .exempt),
        item("15-04", "Enhanced DBS check", "each", .outside),
        item("15-05", "Help to find an assistant", "each", .standard),
        item("15-06", "Moving-and-handling training", "person-day", .exempt),
    ])
}

// MARK: - Lines

extension WorkedBudgets {
    /// Pay is £1,766.50 a week: 77 hours at £14.20, £78.10 for weekends, seven sleep-ins at £85.
    private static let adultLines: [PlanLine] = [
        line(
            "a-days", "My assistants by day", ["01-01", "01-02"], ["home", "skin"], "1171.50", .week,
            carry: .upTo(Cast.pounds("1171.50"))),
        line(
            "a-nights", "My assistants at night", ["01-05"], ["home", "skin"], "595", .week,
            cap: UsageCap(quantity: 7, unit: "night")),
        line("a-holidays", "Holiday pay of my assistants", ["01-01", "01-02", "01-05"], ["home"], "11087.26", .year),
        line("a-employer", "National Insurance and pensions as their employer", ["01"], ["home"], "3344.15", .year),
        line("a-payroll", "Payslips for five assistants", ["15-01"], ["home"], "120", .fourWeeks),
        line("a-insurance", "Insurance as an employer", ["15-03"], ["home"], "90", .year),
        line("a-training", "Training of my assistants", ["15-06"], ["skin"], "1000", .year),
        line(
            "a-start", "Finding and starting five assistants", ["15-03", "15-04", "15-05", "15-06"], ["home"],
            "1587.50", .once),
        line("a-emergency", "One week for emergencies", [], ["home", "skin"], "2094.99", .once, kind: .contingency),
        line("a-extras", "Agreed extras", [], [], "0", .once, kind: .extras),
    ]

    /// Four nights of nine hours at £34.50, 12.5 hours by day at £32.14, and 234 hours in the school holidays.
    private static let childLines: [PlanLine] = [
        line(
            "c-nights", "Somebody awake with me at night", ["02-06"], ["nights"], "1242", .week,
            cap: UsageCap(quantity: 4, unit: "night")),
        line("c-days", "Somebody with me by day", ["02-10"], ["play"], "401.75", .week, carry: .periods(4)),
        line(
            "c-holidays", "More days in the school holidays", ["02-10"], ["play"], "7520.76", .year,
            cap: UsageCap(quantity: 234, unit: "hour")),
        line("c-extras", "Agreed extras", [], [], "0", .once, kind: .extras),
    ]

    private static func line(
        _ id: PlanLine.ID, _ title: String, _ covers: [Category.ID], _ outcomes: [Outcome.ID], _ amount: String,
        _ every: Frequency, kind: PlanLine.Kind = .agreed, carry: CarryForward = .none, cap: UsageCap? = nil
    ) -> PlanLine {
        let span = [.week, .fourWeeks].contains(every) ? weeks : year
        return PlanLine(
            id: id, kind: kind, title: title, covers: Covers(categories: covers), outcomes: outcomes,
            allocation: Allocation(amount: Cast.pounds(amount), every: every, span: span), carry: carry, cap: cap)
    }
}

// MARK: - Words

extension WorkedBudgets {
    private static func narrative(needs: String, contingency: String, monitoredBy: String) -> Narrative {
        Narrative(
            needs: needs, risks: [.init(text: "Nobody comes.", handling: "The emergency plan, and a call to us.")],
            contingency: contingency, monitoredBy: monitoredBy, nextReview: Cast.day("2026-06-29"))
    }

    private static func agreements(holder: String) -> [Agreement] {
        [
            Agreement(side: .commissioner, name: "Bilal Rahman", on: Cast.day("2026-03-18"), way: .online),
            Agreement(side: .holder, name: holder, on: Cast.day("2026-03-20"), way: .meeting),
        ]
    }

    private static func outcome(_ id: Outcome.ID, _ text: String, _ measure: String) -> Outcome {
        Outcome(id: id, text: text, measure: measure)
    }

    private static func group(_ id: Category.ID, _ title: String) -> Catalogue.Category {
        Category(id: id, parent: nil, title: title, summary: "", item: nil, policy: nil)
    }

    /// An item type, in the group that its number begins with.
    private static func item(
        _ id: Category.ID, _ title: String, _ unit: String, _ vat: VAT, checks: [SupplierCheck] = [],
        traits: Set<Trait> = []
    ) -> Catalogue.Category {
        Category(
            id: id, parent: Category.ID(String(id.text.prefix(2))), title: title, summary: "",
            item: Category.Item(
                unit: unit, vat: vat, lowest: Cast.pounds("1"), highest: Cast.pounds("500"), checks: checks,
                traits: traits), policy: nil)
    }
}
