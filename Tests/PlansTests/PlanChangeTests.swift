import Catalogue
import Identity
import Plans
import TestSupport
import Testing
import Values

@Suite("Plan change") struct PlanChangeTests {
    /// A Tuesday in the 27th of 52 weeks: with this one, 26 are still to come.
    private let day = Cast.day("2026-10-06")
    private static let twelve = weekly("12")

    private static func weekly(
        _ amount: String, _ span: Period = Cast.span("2026-04-06", "2027-04-04"), every: Frequency = .week,
        kind: PlanLine.Kind = .agreed
    ) -> PlanLine {
        Draft.line("physio", "Physiotherapy", kind: kind, amount: amount, every: every, span: span)
    }

    private func plan(_ lines: [PlanLine]) -> Plan {
        var draft = Draft()
        draft.lines = lines
        return draft.plan
    }

    private func change(_ old: [PlanLine], _ new: [PlanLine], on day: Day? = nil) -> PlanChange {
        PlanChange(from: plan(old), to: plan(new), on: day ?? self.day)
    }

    private func only(_ change: PlanChange) throws -> LineChange {
        try #require(change.lines.count == 1)
        return change.lines[0]
    }

    // MARK: What happens to a line

    @Test func `a rise gives its difference for the whole of this week, and is no cut`() throws {
        let change = change([Self.twelve], [Self.weekly("15")])
        let line = try only(change)
        #expect(line.kind == .raised)
        #expect(line.whatChanged == [.amount])
        #expect(line.atOnce == Cast.pounds("3"))
        #expect((line.oldPeriod, line.newPeriod) == (Cast.pounds("12"), Cast.pounds("15")))
        #expect((line.oldTotal, line.newTotal) == (Cast.pounds("624"), Cast.pounds("780")))
        #expect((line.oldRemaining, line.newRemaining) == (Cast.pounds("312"), Cast.pounds("390")))
        #expect(!change.isCut)
        #expect(change.earliestEffect(told: day) == day)
    }

    @Test func `a cut takes back for the whole of this week, and needs notice`() throws {
        let change = change([Self.twelve], [Self.weekly("10")])
        let line = try only(change)
        #expect(line.kind == .cut)
        #expect(line.whatChanged == [.amount])
        #expect(line.atOnce == Money(pence: -200))
        #expect(line.newRemaining == Cast.pounds("260"))
        #expect(change.isCut)
        #expect(change.earliestEffect(told: day) == Cast.day("2026-11-03"))
    }

    @Test func `notice is what the version before promised`() {
        var old = Draft()
        old.narrative.noticeDays = 14
        var new = Draft()
        new.narrative.noticeDays = 0
        new.lines.removeFirst()
        let change = PlanChange(from: old.plan, to: new.plan, on: day)
        #expect(change.isCut)
        #expect(change.earliestEffect(told: Cast.day("2026-12-25")) == Cast.day("2027-01-08"))
    }

    @Test func `a line that ends earlier is cut, even if it gives more until then`() throws {
        let line = try only(change([Self.twelve], [Self.weekly("30", Cast.span("2026-04-06", "2027-01-03"))]))
        #expect(line.newRemaining > line.oldRemaining)
        #expect(line.kind == .cut)
        #expect(line.whatChanged == [.amount, .dates])
        #expect(line.atOnce == Cast.pounds("18"))
    }

    @Test func `a line that ends in the middle of this week gives this week's share by days`() throws {
        let line = try only(change([Self.weekly("70")], [Self.weekly("70", Cast.span("2026-04-06", "2026-10-07"))]))
        #expect(line.kind == .cut)
        #expect(line.atOnce == Money(pence: -4_000))
        #expect(line.newRemaining == Cast.pounds("30"))
    }

    @Test func `a line that runs longer is raised`() throws {
        let line = try only(change([Self.weekly("12", Cast.span("2026-04-06", "2026-10-11"))], [Self.twelve]))
        #expect(line.kind == .raised)
        #expect(line.whatChanged == [.dates])
        #expect(line.atOnce == .zero)
    }

    @Test func `a removed line is a cut, and comes after the new ones`() {
        let care = Draft.line("care", "Care")
        let change = change([Self.twelve], [care])
        #expect(change.lines.map(\.line) == ["care", "physio"])
        #expect(change.lines.map(\.kind) == [.added, .removed])
        #expect(change.lines.map(\.title) == ["Care", "Physiotherapy"])
        #expect(change.lines.map(\.atOnce) == [Cast.pounds("100"), Money(pence: -1_200)])
        #expect(change.lines.map(\.isCut) == [false, true])
        #expect(change[line: "physio"]?.newTotal == .zero)
        #expect(change[line: "care"]?.oldPeriod == .zero)
        #expect(change.isCut)
    }

    /// The next plan year has new lines, and nobody has to wait for the money of the old one to end.
    @Test func `a line that has ended takes nothing away when it goes`() {
        #expect(change([Self.twelve], [], on: Cast.day("2027-04-04")).isCut)
        let change = change([Self.twelve], [], on: Cast.day("2027-04-05"))
        #expect(change.lines.map(\.kind) == [.removed])
        #expect(!change.isCut)
    }

    @Test func `a line for extras without money of its own takes nothing away when it goes`() {
        #expect(!change([Draft().lines[3]], []).isCut)
    }

    @Test func `a line that has not begun is cut as a whole`() throws {
        let winter = Self.weekly("10", Cast.span("2026-12-07", "2026-12-20"))
        let removed = try only(change([winter], []))
        #expect(removed.oldRemaining == Cast.pounds("20"))
        #expect(removed.atOnce == .zero)
        #expect(removed.isCut)
    }

    @Test func `the first plan only adds`() {
        let change = PlanChange(from: nil, to: Draft().plan, on: day)
        #expect(change.lines.map(\.kind) == [.added, .added, .added, .added])
        #expect(!change.isCut)
        #expect(change.earliestEffect(told: day) == day)
        #expect(PlanChange.problems(from: nil, to: Draft().plan).isEmpty)
    }

    @Test func `the same again changes nothing`() {
        let change = PlanChange(from: Draft().plan, to: Draft().plan, on: day)
        #expect(change.lines.allSatisfy { $0.kind == .unchanged && $0.whatChanged.isEmpty && $0.atOnce == .zero })
        #expect(!change.isCut)
    }

    // MARK: What is different

    /// One line for each thing that may be different, besides its money.
    private static let others: [(PlanLine, LineChange.Aspect)] = [
        (Draft.line("l", "Other"), .title),
        (Draft.line("l", "L", budget: "wheels"), .budget),
        (Draft.line("l", "L", covers: Covers(categories: ["07-01"], suppliers: ["meadow"])), .covers),
        (Draft.line("l", "L", limits: SupplierLimits(reaches: [.local])), .limits),
        (Draft.line("l", "L", isExclusive: true), .exclusive),
        (Draft.line("l", "L", outcomes: ["walk", "home"]), .outcomes),
        (Draft.line("l", "L", carry: .all), .carry),
        (Draft.line("l", "L", cap: UsageCap(quantity: 3, unit: nil)), .cap),
        (Draft.line("l", "L", ceiling: Cast.pounds("60")), .ceiling),
        (Draft.line("l", "L", above: Cast.pounds("60")), .threshold),
    ]

    @Test(arguments: others.map(\.1))
    func `what else is different is named, and is no cut`(aspect: LineChange.Aspect) throws {
        let other = try #require(Self.others.first { $0.1 == aspect }?.0)
        for (old, new) in [(Draft.line("l", "L"), other), (other, Draft.line("l", "L"))] {
            let line = try only(change([old], [new]))
            #expect(line.kind == .changed)
            #expect(line.whatChanged == [aspect])
            #expect(!line.isCut)
            #expect(PlanChange.problems(from: plan([old]), to: plan([new])).isEmpty)
        }
    }

    @Test func `the order in which a line names things means nothing`() throws {
        let one = Draft.line("l", "L", covers: Covers(categories: ["04", "07"]), outcomes: ["walk", "home"])
        let two = Draft.line("l", "L", covers: Covers(categories: ["07", "04"]), outcomes: ["home", "walk"])
        #expect(try only(change([one], [two])).kind == .unchanged)
    }

    // MARK: What no version may do

    @Test func `a line with another rhythm, first day or kind must be a new line`() {
        let rest = ": end it and add a new line"
        let wrong: [(PlanLine, String)] = [
            (Self.weekly("48", every: .fourWeeks), "gives money a week and cannot change to every four weeks" + rest),
            (
                Self.weekly("12", Cast.span("2026-04-13", "2027-04-04")),
                "began on 6 April 2026 and cannot begin on another day" + rest
            ),
            (Self.weekly("12", kind: .contingency), "cannot change what kind of line it is" + rest),
        ]
        for (line, words) in wrong {
            #expect(
                PlanChange.problems(from: plan([Self.twelve]), to: plan([line])).problems == [
                    .init(field: "lines.physio.allocation", words: "“Physiotherapy” \(words)")
                ])
        }
        let all = Self.weekly("12", Cast.span("2026-04-13", "2027-04-04"), every: .once, kind: .extras)
        #expect(PlanChange.problems(from: plan([Self.twelve]), to: plan([all])).problems.count == 3)
    }

    @Test func `a new amount and a new last day are allowed`() {
        let line = Self.weekly("20", Cast.span("2026-04-06", "2026-12-31"))
        #expect(PlanChange.problems(from: plan([Self.twelve]), to: plan([line])).isEmpty)
    }

    @Test func `what is still to come is all that is not in the past, and less of it is a cut`() throws {
        try forAll { random in
            func line() throws -> PlanLine {
                let last = Cast.day("2026-05-01").adding(days: Int.random(in: 0..<340, using: &random))
                let span = try #require(Period(first: Cast.day("2026-04-06"), last: last))
                let pence = Int.random(in: 1...100_000, using: &random)
                return PlanLine(
                    id: "l", title: "L", covers: Covers(categories: ["04"]), outcomes: ["walk"],
                    allocation: Allocation(amount: Money(pence: pence), every: .month, span: span))
            }
            let (old, new) = (try line(), try line())
            let day = Cast.day("2026-04-06").adding(days: Int.random(in: 0..<365, using: &random))
            let found = try only(change([old], [new], on: day))
            let past = (0..<12).filter { number in
                old.allocation.period(at: number).map { $0.last < day } ?? false
            }
            let gone = past.compactMap(old.allocation.period(at:)).map(old.allocation.amount(for:)).total
            #expect(found.oldRemaining == found.oldTotal - gone)
            if new.allocation.span.last >= day, old.allocation.span.last >= day {
                let less = found.newRemaining < found.oldRemaining
                #expect(found.isCut == (less || new.allocation.span.last < old.allocation.span.last))
            }
            if old.allocation.span.last < day { #expect(!found.isCut) }
        }
    }
}
