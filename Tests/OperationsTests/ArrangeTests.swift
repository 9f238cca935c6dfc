import Baskets
import Catalogue
import Operations
import Orders
import Plans
import SceneSupport
import Storage
import Testing
import TestSupport
import Values

/// When a basket line is wanted, and who pays.
@Suite("Arranging a basket line") struct ArrangeTests {
    private static let first = Cast.day("2026-10-20")

    private func line(_ scene: Scene, _ listing: Listing.ID) async throws -> BasketLine.ID {
        try #require(try await scene.checkout().basket.lines.first { $0.listing == listing }).id
    }

    private func arrange(
        _ scene: Scene, _ listing: Listing.ID, _ schedule: Schedule? = nil, paidBy planLine: PlanLine.ID? = nil,
        contribution: Money = .zero
    ) async throws {
        let asked = ArrangeBasketLine(
            line: try await line(scene, listing), schedule: schedule, planLine: planLine, contribution: contribution)
        try await scene.perform(asked, as: .ann)
    }

    private func verdict(_ scene: Scene) async throws -> Verdict {
        try #require(try await scene.checkout().judgement.verdicts.first)
    }

    @Test func `Ann’s four weekly sessions are judged, signed and held as one run`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 1)])
        let schedule = Schedule(first: Self.first, every: .week, times: 4)
        try await arrange(scene, "neuro", schedule)
        #expect(try await verdict(scene).outcome == .inPlan)
        let order = try await scene.sign(.ann)
        let part = try await scene.part(of: order, "trent")
        #expect(part.lines.map(\.schedule) == [schedule])
        #expect(part.total == Cast.pounds("320"))
        #expect(try await scene.balance("held:l-physio:2026-10-06") == "320.00")
        try await scene.expectSound()
    }

    @Test func `a run that the line can’t pay to its end is refused, with the times that fit`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 1)])
        try await arrange(scene, "neuro", Schedule(first: Self.first, every: .week, times: 6))
        let verdict = try await verdict(scene)
        #expect(verdict.outcome == .notAllowed)
        #expect(verdict.reasons.map(\.code) == [.R11])
        #expect(verdict.waysForward.contains(.fewerTimes(to: 5)))
    }

    @Test func `Ann chooses which line pays, and takes the choice back`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("ramp", 1)])
        #expect(try await verdict(scene).funding?.line == "l-ramp")
        try await arrange(scene, "ramp", paidBy: "l-mobility")
        #expect(try await verdict(scene).funding?.line == "l-mobility")
        #expect(try await verdict(scene).funding?.choice == .chosen)
        try await arrange(scene, "ramp")
        #expect(try await verdict(scene).funding?.line == "l-ramp")
    }

    @Test func `money of one’s own is not for a care budget`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("ramp", 1)])
        try await arrange(scene, "ramp", contribution: Cast.pounds("50"))
        #expect(try await verdict(scene).outcome == .notAllowed)
        #expect(try await verdict(scene).reasons.map(\.code) == [.R28])
    }

    @Test func `with a wheelchair budget Ann pays a part herself, and the budget the rest`() async throws {
        let scene = try await Scene()
        try await scene.makeWheelchairBudget()
        try await scene.fill(.ann, [("ramp", 1)])
        try await arrange(scene, "ramp", contribution: Cast.pounds("50"))
        let order = try await scene.sign(.ann)
        let part = try await scene.part(of: order, "meadow")
        #expect((part.total, part.charge) == (Cast.pounds("180"), Cast.pounds("130")))
        #expect(try await scene.balance("held:l-ramp:2026-04-06") == "130.00")
        try await scene.expectSound()
    }

    @Test func `wrong days, lines that are not in the plan and negative money are told by field`() async throws {
        let scene = try await Scene()
        try await scene.fill(.ann, [("neuro", 1)])
        let line = try await line(scene, "neuro")
        let before = try await scene.fingerprint()
        let bad: [(ArrangeBasketLine, String)] = [
            (.init(line: line, schedule: Schedule(first: Cast.day("2026-10-05"))), "first"),
            (.init(line: line, schedule: Schedule(first: Cast.day("2028-10-07"))), "first"),
            (.init(line: line, planLine: "l-finn-physio"), "plan-line"),
            (.init(line: line, contribution: Money(pence: -1)), "contribution"),
        ]
        for (asked, field) in bad {
            do {
                try await scene.perform(asked, as: .ann)
                Issue.record("taken: \(asked)")
            } catch let problems as FieldProblems {
                #expect(problems.problems.map(\.field) == [field])
            }
        }
        #expect(try await scene.changes(since: before) == [])
        try await scene.perform(
            ArrangeBasketLine(line: line, schedule: Schedule(first: Cast.day("2028-10-06"))), as: .ann)
    }
}
