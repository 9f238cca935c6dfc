import Catalogue
import Identity
import Operations
import Plans
import SceneSupport
import Storage
import TestSupport
import Testing
import Values

/// What staff do with plans in many tests, said shortly.
extension Scene {
    func draft(
        of holder: Holder.ID = "h-ann", from origin: PlanOrigin = .copy, as who: Player = .bilal
    ) async throws -> PlanVersionID {
        try await perform(StartPlanDraft(holder: holder, origin: origin), as: who)
    }

    func plan(_ id: PlanVersionID) async throws -> Plan {
        try #require(try await database.read { try $0.plans.find(id.plan, version: id.version) })
    }

    /// Ann's version in force, or the last one.
    func standing(_ holder: Holder.ID = "h-ann") async throws -> Plan {
        try #require(try await database.read { try $0.plans.current(of: holder) })
    }

    func revision(_ id: PlanVersionID) async throws -> Int {
        try #require(try await database.read { try $0.plans.revision(of: id.plan, version: id.version) })
    }

    func edit(_ id: PlanVersionID, _ edits: PlanEdit..., as who: Player = .bilal) async throws {
        for edit in edits {
            try await perform(EditPlan(plan: id, revision: try await revision(id), edit: edit), as: who)
        }
    }

    /// What a plan has to say in words, and from which day it counts.
    func complete(_ id: PlanVersionID, from day: Day = Cast.today) async throws {
        let plan = try await plan(id)
        let narrative = Narrative(
            needs: "Strength after a stroke", risks: [.init(text: "Falls", handling: "Alarm")],
            contingency: "Tom helps", monitoredBy: "Dr Iqbal", nextReview: max(plan.span.first, Cast.day("2026-12-01")),
            reviewsHeld: plan.span.first < Cast.today ? [Cast.day("2026-07-01")] : [])
        try await edit(
            id, .narrative(narrative),
            .head(
                span: plan.span, takesEffect: day,
                coordinator: .init(name: plan.coordinator.name, telephone: "0115 496 0100"), allowsSplitting: false))
    }

    func propose(_ id: PlanVersionID, reason: String = "", as who: Player = .bilal) async throws {
        try await perform(ProposePlan(plan: id, revision: try await revision(id), reason: reason), as: who)
    }

    func agree(_ id: PlanVersionID, as who: Player = .bilal) async throws {
        let day = clock.now.day
        let agreement = RecordAgreement(
            plan: id, revision: try await revision(id), name: "Ann Marsh", on: day, way: .meeting)
        try await perform(agreement, as: who)
    }

    /// A copy of Ann's plan with these changes, agreed by both, to count from a day.
    func agreed(
        from day: Day = Cast.today, reason: String = "Reviewed together", _ edits: PlanEdit...
    ) async throws -> PlanVersionID {
        let id = try await draft()
        try await complete(id, from: day)
        for edit in edits { try await self.edit(id, edit) }
        try await propose(id, reason: reason)
        try await agree(id)
        return id
    }

    /// The clock goes on, and the plans' clock strikes.
    func strike(after days: Int) async throws {
        clock.advance(days: days)
        #expect(try await desk.strikePlanClock() == [])
    }
}

/// Lines of Ann's plan with other amounts.
enum Line {
    static func care(_ amount: String, last: String? = nil) -> PlanEdit {
        let span = last.map { Cast.span("2026-04-06", $0) } ?? Cast.year
        return .line(World.line("l-care", "Care at home", ["02-01"], amount, .week, span: span))
    }

    static func physio(_ amount: String) -> PlanEdit {
        .line(World.line("l-physio", "Therapy", ["04"], amount, .quarter))
    }

    static func mobility(_ amount: String) -> PlanEdit {
        .line(World.line("l-mobility", "Getting about", ["07"], amount, .year, approvalAbove: "300"))
    }

    static func new(_ title: String, _ covers: [Category.ID], _ amount: String, _ every: Frequency) -> PlanEdit {
        let span = Cast.span("2026-10-06", "2027-04-05")
        return .line(World.line(.init(PlanEdit.new), title, covers, amount, every, span: span))
    }
}
