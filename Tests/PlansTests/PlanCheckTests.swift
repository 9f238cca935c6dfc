import Catalogue
import Plans
import TestSupport
import Testing
import Values

@Suite("Plan check") struct PlanCheckTests {
    private func problems(_ draft: Draft) -> [FieldProblems.Problem] {
        PlanCheck.problems(of: draft.plan, in: Draft.categories).problems
    }

    @Test func `a line raised in the middle of the plan counts as raised from that day on`() {
        let span = Cast.span("2026-04-06", "2027-04-05")
        func plan(_ version: Int, _ amount: String, from day: String) -> Plan {
            let line = PlanLine(
                id: "l", title: "Care", covers: Covers(categories: ["04"]), outcomes: ["o"],
                allocation: Allocation(amount: Cast.pounds(amount), every: .quarter, span: span))
            return Plan(
                id: "p", version: version, holder: "h", span: span, takesEffect: Cast.day(day), status: .draft,
                coordinator: .init(name: "R", telephone: "1"), agreements: [],
                budgets: [PlanBudget(title: "B", eligibility: .chc, management: .notional)],
                outcomes: [Outcome(id: "o", text: "Live")], lines: [line])
        }
        let first = plan(1, "100", from: "2026-04-06")
        #expect(first.given(by: PlanBudget.first) == Cast.pounds("400"))
        let raised = plan(2, "200", from: "2026-10-06")
        #expect(raised.given(by: PlanBudget.first, over: first) == Cast.pounds("600"))
        #expect(raised.given(by: PlanBudget.first) == Cast.pounds("800"))
    }

    @Test func `a sound draft has no problems`() {
        #expect(problems(Draft()) == [])
    }

    @Test(arguments: Contradiction.all)
    func `each contradiction alone has its own problem, and no other`(contradiction: Contradiction) {
        var draft = Draft()
        contradiction.write(&draft)
        #expect(problems(draft) == [contradiction.problem])
    }

    @Test func `all contradictions together have all their problems`() {
        var draft = Draft()
        let together = Contradiction.all.filter(\.combines)
        for contradiction in together { contradiction.write(&draft) }
        let found = problems(draft)
        #expect(Set(found) == Set(together.map(\.problem)))
        #expect(found.count == together.count)
    }

    @Test func `an empty draft is told all that it lacks`() {
        var draft = Draft()
        draft.coordinator = " "
        draft.narrative = Narrative()
        (draft.budgets, draft.outcomes, draft.lines) = ([], [], [])
        #expect(
            problems(draft).map(\.field) == [
                "needs", "monitoredBy", "contingency", "risks", "coordinator", "nextReview", "budgets", "outcomes",
                "lines",
            ])
    }

    @Test func `every problem is a sentence without its full stop`() {
        for problem in Contradiction.all.map(\.problem) {
            #expect(problem.words.first.map { $0.isUppercase || $0 == "“" } == true)
            #expect(problem.words.last?.isPunctuation == false || problem.words.hasSuffix("”"))
        }
    }

    // MARK: Boundaries

    @Test(arguments: [
        ("2026-04-05", false), ("2026-04-06", true), ("2026-07-06", true), ("2026-07-07", false),
    ])
    func `the first review comes within three months of the first day`(day: String, isRight: Bool) {
        var draft = Draft()
        draft.narrative.nextReview = Cast.day(day)
        #expect(problems(draft).isEmpty == isRight)
    }

    @Test(arguments: [
        ("2026-06-20", false), ("2026-06-21", true), ("2027-06-20", true), ("2027-06-21", false),
    ])
    func `later reviews come within a year of the last one`(day: String, isRight: Bool) {
        var draft = Draft()
        draft.narrative.reviewsHeld = [Cast.day("2026-06-20"), Cast.day("2025-06-24")]
        draft.narrative.nextReview = Cast.day(day)
        #expect(problems(draft).isEmpty == isRight)
    }

    @Test(arguments: [(-1, false), (0, true), (28, true), (366, true), (367, false)])
    func `notice is up to a leap year`(days: Int, isRight: Bool) {
        var draft = Draft()
        draft.narrative.noticeDays = days
        #expect(problems(draft).isEmpty == isRight)
    }

    @Test(arguments: [("2026-04-05", false), ("2026-04-06", true), ("2027-04-05", true), ("2027-04-06", false)])
    func `a version takes effect within its plan year`(day: String, isRight: Bool) {
        var draft = Draft()
        draft.takesEffect = Cast.day(day)
        #expect(problems(draft).isEmpty == isRight)
    }

    @Test(arguments: [("2031-04-05", true), ("2031-04-06", false)])
    func `a plan lasts five years at most`(last: String, isRight: Bool) {
        var draft = Draft()
        draft.span = Cast.span("2026-04-06", last)
        #expect(problems(draft).isEmpty == isRight)
    }

    @Test(arguments: [("4999.99", ["£0.01"]), ("5000", []), ("5000.01", [])])
    func `the lines may give all that was agreed, and not a penny more`(agreed: String, over: [String]) {
        var draft = Draft()
        draft.budgets[0] = PlanBudget(
            title: "Health", eligibility: .chc, management: .notional, agreed: Cast.pounds(agreed))
        #expect(
            problems(draft).map(\.words)
                == over.map {
                    "The lines give £5,000.00, which is \($0) more than the agreed £4,999.99"
                })
    }

    @Test func `extras are no part of the agreed sum`() {
        var draft = Draft()
        draft.lines[3] = Draft.line("extras", "Extras", kind: .extras, covers: Covers(), outcomes: [], amount: "900")
        #expect(problems(draft) == [])
    }

    /// Against the line for physiotherapy, which is exclusive for everything in 04 all the year.
    @Test(arguments: [
        (Covers(categories: ["04"]), true), (Covers(categories: ["04-02"]), true),
        (Covers(categories: ["07-01"]), false), (Covers(categories: ["07", "04-01"]), true),
        (Covers(listings: ["neuro"]), false), (Covers(suppliers: ["trent"]), false),
    ])
    func `two exclusive lines never cover the same`(covers: Covers, overlaps: Bool) {
        var draft = Draft()
        draft.lines.append(Draft.line("late", "Late", budget: "wheels", covers: covers, isExclusive: true))
        #expect(problems(draft).map(\.field) == (overlaps ? ["lines.late.covers"] : []))
        draft.lines[4] = Draft.line("late", "Late", budget: "wheels", covers: covers)
        #expect(problems(draft) == [])
    }

    @Test(arguments: [
        (Covers(listings: ["a", "b"]), Covers(listings: ["b"]), true),
        (Covers(listings: ["a"]), Covers(listings: ["b"]), false),
        (Covers(suppliers: ["a", "b"]), Covers(suppliers: ["b"]), true),
        (Covers(suppliers: ["a"]), Covers(suppliers: ["b"]), false),
        (Covers(listings: ["a"]), Covers(suppliers: ["a"]), false),
        (Covers(categories: ["02"]), Covers(categories: ["02-01"]), true),
        (Covers(categories: ["07-01"]), Covers(categories: ["07-08"]), false),
    ])
    func `what overlaps does so both ways`(one: Covers, other: Covers, overlaps: Bool) {
        #expect(one.overlap(other, in: Draft.categories) == overlaps)
        #expect(other.overlap(one, in: Draft.categories) == overlaps)
    }

    @Test(arguments: [("2026-09-30", true), ("2026-10-01", false)])
    func `exclusive lines one after the other may cover the same`(second: String, overlaps: Bool) {
        var draft = Draft()
        draft.lines[0] = Draft.line(
            "physio", "Physiotherapy", covers: Covers(categories: ["04"]), span: Cast.span("2026-04-06", "2026-09-30"),
            isExclusive: true)
        draft.lines.append(
            Draft.line(
                "winter", "Winter", budget: "wheels", covers: Covers(categories: ["04"]),
                span: Cast.span(second, "2027-04-05"), isExclusive: true))
        #expect(problems(draft).map(\.field) == (overlaps ? ["lines.winter.covers"] : []))
    }

    @Test func `emergency money may be for what an exclusive line covers`() {
        var draft = Draft()
        draft.lines[2] = Draft.line(
            "emergency", "Emergencies", kind: .contingency, covers: Covers(categories: ["04"]), isExclusive: true)
        #expect(problems(draft) == [])
    }

    @Test(arguments: [PlanLine.Kind.contingency, .extras])
    func `an outcome needs more than emergency money and extras`(kind: PlanLine.Kind) {
        var draft = Draft()
        draft.outcomes.append(Outcome(id: "swim", text: "Swim again"))
        let position = kind == .contingency ? 2 : 3
        draft.lines[position] = Draft.line("l", "L", kind: kind, covers: Covers(), outcomes: ["swim"])
        #expect(problems(draft).map(\.field) == ["outcomes.swim"])
    }

    @Test func `an agreed plan says which of its categories have vanished from the catalogue`() {
        var draft = Draft()
        #expect(PlanCheck.vanished(in: draft.plan, Draft.categories).isEmpty)
        draft.lines.append(
            Draft.line("old", "Old", budget: "wheels", covers: Covers(categories: ["07-01", "09-09", "08"])))
        #expect(PlanCheck.vanished(in: draft.plan, Draft.categories) == ["old": ["09-09", "08"]])
    }
}
