import Catalogue
import Identity
import Ledger
import Orders
import TestSupport
import Testing
import Values

@Suite("Problem workflow") struct ProblemWorkflowTests {
    private static let table = ProblemStatus.workflow

    private func problem(
        _ status: ProblemStatus = .open, place: UnitState = .disputed, due: Int? = 1, remedy: Remedy? = nil,
        refund: String = "0", refunded: String = "0", consent: Bool = false, writeOffBy: Person.ID? = nil
    ) -> Problem {
        Problem(
            id: "b-1", supplierOrder: "s-1", position: 1, units: 2, kind: .damaged, wish: .refund, reportedBy: "p-ann",
            reportedAt: Cast.now, place: place, status: status, dueAt: due.map { Cast.now.adding(seconds: $0) },
            remedy: remedy, refund: Cast.pounds(refund), refunded: Cast.pounds(refunded), mayKeepBack: consent,
            writeOffBy: writeOffBy)
    }

    private func reachable(from starts: Set<ProblemStatus>) -> Set<ProblemStatus> {
        let next = Set(Self.table.edges.filter { starts.contains($0.from) }.map(\.to))
        return next.isSubset(of: starts) ? starts : reachable(from: starts.union(next))
    }

    @Test func `every status can be reached, and from every one a problem can come to an end`() {
        #expect(reachable(from: [Self.table.start]) == Set(ProblemStatus.allCases))
        for status in ProblemStatus.allCases {
            #expect(reachable(from: [status]).contains { $0.isOver }, "\(status)")
            #expect(status.isOver == Self.table.isEnd(status), "\(status)")
        }
    }

    @Test func `a pair that is not in the table is refused with what is possible now, and changes nothing`() throws {
        for status in ProblemStatus.allCases {
            for action in ProblemAction.allCases where !Self.table.allows(action, from: status) {
                var own = problem(status, refund: "5")
                let refusal = try #require(throws: WorkflowRefusal.self) {
                    _ = try own.take(
                        ProblemStep(action, note: "So.", amount: Cast.pounds("1"), isByNoParty: true), by: "p-9",
                        at: Cast.now)
                }
                #expect(refusal.code == "problem.not-possible")
                #expect(refusal.possible == Self.table.events(from: status).map(\.rawValue))
                #expect(own == problem(status, refund: "5"))
            }
        }
    }

    @Test func `every pair in the table can be taken when its guards hold, and makes the next version`() throws {
        for edge in Self.table.edges {
            let isLate = edge.guards.contains(.tooLate)
            let rest = edge.guards.contains(.somethingLeft) ? "9" : "3"
            let isMoney = [.refund, .keepBack, .writeOff].contains(edge.event)
            var own = problem(
                edge.from, place: edge.guards.contains(.afterPayment) ? .contested : .disputed, due: isLate ? 0 : 1,
                remedy: Remedy(edge.guards.contains(.replacement) ? .replace : .refund),
                refund: isMoney ? rest : "0", consent: true, writeOffBy: "p-joan")
            let due = edge.event == .settle && edge.guards.contains(.somethingLeft)
            let event = try own.take(
                ProblemStep(
                    edge.event, note: "So.", amount: isMoney || due ? Cast.pounds("3") : .zero, isByNoParty: true),
                by: isLate ? nil : "p-bilal", at: Cast.now)
            #expect((own.status, own.version) == (edge.to, 2), "\(edge)")
            #expect((event.what, event.status) == (edge.event, edge.to), "\(edge)")
        }
    }

    @Test func `each guard that does not hold is named, and nothing changes`() {
        let late = problem(due: 0)
        let cases: [(Problem, ProblemStep, Person.ID?, String)] = [
            (late, ProblemStep(.agree, remedy: Remedy(.refund)), "p-petra", "problem.in-time"),
            (problem(), ProblemStep(.silence), nil, "problem.too-late"),
            (problem(due: nil), ProblemStep(.silence), nil, "problem.too-late"),
            (problem(), ProblemStep(.refuse), "p-petra", "problem.reason-given"),
            (problem(.agreed), ProblemStep(.goodsBack), "p-petra", "problem.money-back"),
            (problem(.escalated), ProblemStep(.decideForHolder, note: "So."), "p-bilal", "problem.no-party"),
            (problem(.escalated), ProblemStep(.decideSplit, isByNoParty: true), "p-bilal", "problem.reason-given"),
            (
                problem(.refunding, refund: "5"), ProblemStep(.keepBack, amount: Cast.pounds("5")), "p-bilal",
                "problem.consent-given"
            ),
            (
                problem(.overdue, refund: "5", writeOffBy: "p-bilal"),
                ProblemStep(.writeOff, amount: Cast.pounds("5")), "p-bilal", "problem.two-people"
            ),
            (
                problem(.overdue, refund: "5"), ProblemStep(.writeOff, amount: Cast.pounds("5")), "p-bilal",
                "problem.two-people"
            ),
            (
                problem(.overdue, refund: "5", writeOffBy: "p-joan"),
                ProblemStep(.writeOff, amount: Cast.pounds("4")), "p-bilal", "problem.nothing-left"
            ),
        ]
        for (start, step, person, code) in cases {
            var own = start
            let refusal = #expect(throws: WorkflowRefusal.self) { _ = try own.take(step, by: person, at: Cast.now) }
            #expect(refusal?.code == code)
            #expect(own == start)
        }
    }

    @Test func `an answer counts until the moment of its limit, and silence from that moment on`() throws {
        for (seconds, answers) in [(-1, true), (0, false), (1, false)] {
            let now = Cast.now.adding(seconds: seconds)
            var (one, other) = (problem(due: 0), problem(due: 0))
            #expect(one.lateness(at: now) == (answers ? nil : .silence))
            if answers {
                _ = try one.take(ProblemStep(.agree, remedy: Remedy(.refund)), by: "p-petra", at: now)
                #expect(throws: WorkflowRefusal.self) { _ = try other.take(ProblemStep(.silence), by: nil, at: now) }
            } else {
                #expect(throws: WorkflowRefusal.self) { _ = try one.take(ProblemStep(.agree), by: "p-petra", at: now) }
                _ = try other.take(ProblemStep(.silence), by: nil, at: now)
                #expect(other.status == .escalated)
            }
        }
    }

    @Test func `more than is left can be booked neither at once nor bit by bit`() throws {
        var own = problem(.refunding, place: .contested, refund: "10")
        func refund(_ amount: String) throws {
            _ = try own.take(ProblemStep(.refund, amount: Cast.pounds(amount)), by: "p-bilal", at: Cast.now)
        }
        #expect(throws: ProblemRefusal.moreThanLeft(Cast.pounds("10"))) { try refund("10.01") }
        #expect(throws: ProblemRefusal.moreThanLeft(Cast.pounds("10"))) { try refund("0") }
        try refund("4")
        #expect((own.status, own.left) == (.refunding, Cast.pounds("6")))
        #expect(throws: ProblemRefusal.moreThanLeft(Cast.pounds("6"))) { try refund("6.01") }
        try refund("6")
        #expect((own.status, own.left) == (.closed, .zero))
    }

    @Test func `a step writes only postings that there are`() {
        let codes = Set(PostingCode.allCases.map(\.rawValue))
        #expect(Self.table.edges.flatMap(\.effects).allSatisfy { codes.contains($0) })
    }
}

@Suite("Problem limits") struct ProblemLimitTests {
    /// Below, at and above each window.
    @Test func `goods may be reported for six months, help from people for four weeks, danger always`() throws {
        let came = Cast.day("2026-04-06")
        let cases: [(ProblemKind, Set<Catalogue.Trait>, Int?)] = [
            (.damaged, [], 183), (.damaged, [.children], 183), (.workerDidNotCome, [.employed], 28),
            (.poorQuality, [.delegated], 28), (.safety, [], nil), (.safety, [.employed], nil),
        ]
        for (kind, traits, days) in cases {
            for offset in [-1, 0, 1] {
                let today = came.adding(days: (days ?? 5_000) + offset)
                func ask() throws {
                    try ProblemLimits.mustBeOpen(for: kind, traits: traits, cameOn: came, today: today)
                }
                if let days, offset > 0 {
                    #expect(throws: ProblemRefusal.windowOver(days: days)) { try ask() }
                } else {
                    #expect(throws: Never.self) { try ask() }
                }
            }
        }
    }

    @Test func `units that are unconfirmed, received or paid can be reported, and no others`() {
        let places: [UnitState: UnitState] = [.unconfirmed: .questioned, .received: .disputed, .paid: .contested]
        for state in UnitState.allCases { #expect(Problem.place(of: state) == places[state]) }
    }
}
