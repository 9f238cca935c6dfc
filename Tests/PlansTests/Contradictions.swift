import Catalogue
import Plans
import TestSupport
import Testing
import Values

/// Something wrong that is written into a sound draft, and the problem that it must have.
struct Contradiction: Sendable, CustomTestStringConvertible {
    let problem: FieldProblems.Problem
    /// Can it be written beside all the others?
    let combines: Bool
    let write: @Sendable (inout Draft) -> Void

    init(
        _ field: String, _ words: String, combines: Bool = true, _ write: @escaping @Sendable (inout Draft) -> Void
    ) {
        problem = FieldProblems.Problem(field: field, words: words)
        self.combines = combines
        self.write = write
    }

    var testDescription: String { "\(problem.field): \(problem.words)" }

    /// One line more, which is wrong.
    private static func line(
        _ field: String, _ words: String, _ line: @escaping @autoclosure @Sendable () -> PlanLine
    ) -> Contradiction {
        Contradiction("lines.\(line().id).\(field)", words) { $0.lines.append(line()) }
    }

    static let all = legal + reviewsAndDates + budgets + outcomesAndLines + oneLine + amounts

    private static let legal: [Contradiction] = [
        Contradiction("needs", "Write which health needs the plan is for") { $0.narrative.needs = " \n" },
        Contradiction("monitoredBy", "Write who monitors the health condition") { $0.narrative.monitoredBy = "" },
        Contradiction("contingency", "Write what happens when the usual support falls away") {
            $0.narrative.contingency = ""
        },
        Contradiction("risks", "Write at least one risk, and what was agreed about it") { $0.narrative.risks = [] },
        Contradiction("risks", "Write for each risk what may go wrong, and what was agreed about it", combines: false) {
            $0.narrative.risks.append(.init(text: "Choking.", handling: ""))
        },
        Contradiction("coordinator", "Name one person as coordinator, with a telephone number") { $0.coordinator = "" },
        Contradiction("noticeDays", "Notice must be from 0 to 366 days") { $0.narrative.noticeDays = 400 },
    ]

    private static let reviewsAndDates: [Contradiction] = [
        Contradiction("nextReview", "Choose the day of the next review, not later than 6 July 2026") {
            $0.narrative.nextReview = nil
        },
        Contradiction(
            "nextReview",
            "The first review must come within three months of the plan’s first day: not later than 6 July 2026",
            combines: false
        ) { $0.narrative.nextReview = Cast.day("2026-07-07") },
        Contradiction(
            "nextReview", "The first review must not come before the plan begins on 6 April 2026", combines: false
        ) { $0.narrative.nextReview = Cast.day("2026-04-05") },
        Contradiction(
            "nextReview", "The next review must come within a year of the last one: not later than 20 June 2027",
            combines: false
        ) {
            $0.narrative.reviewsHeld = [Cast.day("2026-06-20")]
            $0.narrative.nextReview = Cast.day("2027-06-21")
        },
        Contradiction(
            "nextReview", "The next review must come after the last one, which was on 20 June 2026", combines: false
        ) {
            $0.narrative.reviewsHeld = [Cast.day("2026-06-20")]
            $0.narrative.nextReview = Cast.day("2026-06-20")
        },
        Contradiction("takesEffect", "The plan must take effect from 6 April 2026 to 5 April 2027", combines: false) {
            $0.takesEffect = Cast.day("2027-04-06")
        },
        Contradiction("span", "The plan must not be longer than 5 years", combines: false) {
            $0.span = Cast.span("2026-04-06", "2036-04-05")
        },
    ]

    private static let budgets: [Contradiction] = [
        Contradiction("budgets", "Two budgets must not have the same identifier: wheels") {
            $0.budgets.append(PlanBudget(id: "wheels", title: "B", eligibility: .wheelchair, management: .notional))
        },
        Contradiction("budgets.third.organisation", "Name the organisation that holds the money") {
            $0.budgets.append(PlanBudget(id: "third", title: "Third", eligibility: .chc, management: .thirdParty))
        },
        Contradiction("budgets.account.organisation", "Name the organisation that holds the money") {
            $0.budgets.append(
                PlanBudget(
                    id: "account", title: "Account", eligibility: .chc, management: .managedAccount, organisation: " "))
        },
        Contradiction(
            "budgets.small.agreed", "The lines give £100.00, which is £0.01 more than the agreed £99.99"
        ) {
            $0.budgets.append(
                PlanBudget(
                    id: "small", title: "Small", eligibility: .chc, management: .notional, agreed: Cast.pounds("99.99"))
            )
            $0.lines.append(Draft.line("over", "Over", budget: "small"))
        },
    ]
}

extension Contradiction {
    private static let outcomesAndLines: [Contradiction] = [
        Contradiction("outcomes.swim", "No line serves the outcome “Swim again”") {
            $0.outcomes.append(Outcome(id: "swim", text: "Swim again"))
        },
        Contradiction("outcomes.blank", "Write what the person wants from life") {
            $0.outcomes.append(Outcome(id: "blank", text: ""))
        },
        Contradiction("outcomes", "Two outcomes must not have the same identifier: walk") {
            $0.outcomes.append(Outcome(id: "walk", text: "Walk far"))
        },
        Contradiction("lines", "Two lines must not have the same identifier: care") {
            $0.lines.append(Draft.line("care", "More care", budget: "wheels"))
        },
        Contradiction("lines", "The plan must not have more than one line for extras") {
            $0.lines.append(Draft.line("more", "More", kind: .extras, covers: Covers(), outcomes: [], amount: "0"))
        },
        Contradiction(
            "lines.twice.covers", "“Twice” and “Physiotherapy” are both exclusive and must not cover the same things"
        ) {
            $0.lines.append(
                Draft.line(
                    "twice", "Twice", budget: "wheels", covers: Covers(categories: ["04-02"]), isExclusive: true))
        },
    ]

    private static let oneLine: [Contradiction] = [
        line(
            "title", "Write a title for the line, in the person’s words",
            Draft.line("untitled", "", budget: "wheels")),
        line(
            "covers", "“Nothing” must say what it pays for",
            Draft.line("nothing", "Nothing", budget: "wheels", covers: Covers())),
        line(
            "covers", "“Gone” names the category 09-09, which is not in the catalogue any more",
            Draft.line("gone", "Gone", budget: "wheels", covers: Covers(categories: ["07-01", "09-09"]))),
        Contradiction("lines.extras.covers", "“Extras” is for extras and must not name what it pays for") {
            $0.lines[3] = Draft.line("extras", "Extras", kind: .extras, outcomes: [], amount: "0")
        },
        line(
            "outcomes", "“Aimless” must serve at least one outcome",
            Draft.line("aimless", "Aimless", budget: "wheels", outcomes: [])),
        line(
            "outcomes", "“Lost” serves an outcome that the plan does not have",
            Draft.line("lost", "Lost", budget: "wheels", outcomes: ["walk", "fly"])),
        line(
            "budget", "“Unpaid” is paid from a budget that the plan does not have",
            Draft.line("unpaid", "Unpaid", budget: "nowhere")),
        line(
            "limits", "“Torn” pays for everything of a supplier whom its own limits leave out",
            Draft.line(
                "torn", "Torn", budget: "wheels", covers: Covers(suppliers: ["trent", "meadow"]),
                limits: SupplierLimits(suppliers: ["trent"]))),
        line(
            "limits", "The highest price of “Free” must be more than £0.00",
            Draft.line("free", "Free", budget: "wheels", ceiling: .zero)),
        line(
            "limits", "“Below” cannot ask for approval above an amount that is less than £0.00",
            Draft.line("below", "Below", budget: "wheels", above: Money(pence: -1))),
    ]

    private static let amounts: [Contradiction] = [
        line(
            "allocation", "“Early” must begin and end within the plan: from 6 April 2026 to 5 April 2027",
            Draft.line("early", "Early", budget: "wheels", span: Cast.span("2026-04-05", "2027-04-05"))),
        line(
            "allocation", "“Late” must begin and end within the plan: from 6 April 2026 to 5 April 2027",
            Draft.line("late", "Late", budget: "wheels", span: Cast.span("2026-04-06", "2027-04-06"))),
        line(
            "allocation", "“Empty” must give more than £0.00",
            Draft.line("empty", "Empty", budget: "wheels", amount: "0")),
        Contradiction("lines.extras.allocation", "“Extras” must not give less than £0.00", combines: false) {
            let allocation = Allocation(amount: Money(pence: -1), every: .once, span: $0.span)
            $0.lines[3] = PlanLine(
                id: "extras", kind: .extras, title: "Extras", covers: Covers(), outcomes: [], allocation: allocation)
        },
        line(
            "cap", "“Capped” must allow more than none in a period, or set no limit",
            Draft.line("capped", "Capped", budget: "wheels", cap: UsageCap(quantity: 0, unit: "hour"))),
        line(
            "cap", "Choose the unit that the limit of “Unitless” counts",
            Draft.line("unitless", "Unitless", budget: "wheels", cap: UsageCap(quantity: 7, unit: ""))),
        line(
            "carry", "“Nought” must carry more than £0.00 forward, or nothing at all",
            Draft.line("nought", "Nought", budget: "wheels", carry: .upTo(.zero))),
        line(
            "carry", "“Never” must carry money forward for 1 to 520 periods, or not at all",
            Draft.line("never", "Never", budget: "wheels", carry: .periods(0))),
        line(
            "carry", "“Ever” must carry money forward for 1 to 520 periods, or not at all",
            Draft.line("ever", "Ever", budget: "wheels", carry: .periods(521))),
    ]
}
