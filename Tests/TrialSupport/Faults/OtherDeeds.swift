import Catalogue
import Identity
import Operations
import Plans
import SceneSupport
import Storage
import TestSupport
import Values

extension Deed {
    static let plans: [Deed] = [
        Deed("agree to a plan that gives a line in use more") { scene in
            try await scene.sign(.ann, everything)
            try await scene.propose([.line(.ann("l-physio", amount: "500"))])
        } act: { scene in
            try await scene.agree(to: try await scene.coming())
        },
        Deed("a plan that does without a line in use takes effect on its day") { scene in
            try await scene.sign(.ann, everything)
            let edits: [PlanEdit] = [.removeLine("l-ramp"), .line(.ann("l-physio", amount: "300"))]
            try await scene.propose(edits, takesEffect: Scene.dayAfterNotice, reason: "The ramp is built")
            try await scene.agree(to: try await scene.coming())
        } act: { scene in
            try await scene.strikeAfterNotice()
        },
        Deed("propose a plan") { scene in
            try await scene.perform(StartPlanDraft(holder: "h-ann", origin: .copy), as: .bilal)
        } act: { scene in
            let draft = try await scene.coming()
            let edit = PlanEdit.line(.ann("l-care", amount: "130"))
            try await scene.perform(
                EditPlan(plan: draft, revision: try await scene.revision(of: draft), edit: edit), as: .bilal)
        },
        Deed("give notice that a plan ends") { try await $0.sign(.ann, everything) } act: { scene in
            try await scene.giveNotice()
        },
        Deed("a plan ends on its day, with orders open") { scene in
            try await scene.sign(.ann, everything)
            try await scene.giveNotice()
        } act: { scene in
            try await scene.strikeAfterNotice()
        },
        Deed("move money between lines") { _ in
        } act: { scene in
            let move = MovePlanMoney(
                plan: PlanVersionID(World.annPlan), from: "l-mobility", to: "l-ramp", amount: Cast.pounds("50"),
                reason: "A longer ramp")
            try await scene.perform(move, as: .bilal)
        },
        Deed("add money to a line") { _ in
        } act: { scene in
            let more = AddPlanMoney(
                plan: PlanVersionID(World.annPlan), line: "l-ramp", amount: Cast.pounds("50"), reason: "A longer ramp")
            try await scene.perform(more, as: .bilal)
        },
    ]

    static let others: [Deed] = [
        Deed("put something into the basket") { try await $0.fill(.ann, everything) } act: { scene in
            try await scene.perform(AddToBasket(listing: "neuro", quantity: 1), as: .ann)
        },
        Deed("take something out of the basket") { try await $0.fill(.ann, everything) } act: { scene in
            guard let line = try await scene.checkout().basket.lines.first else { throw NotFound() }
            try await scene.perform(ChangeBasketLine(line: line.id, quantity: 0), as: .ann)
        },
        Deed("declare relief from VAT") { try await $0.makeHolderBuyer() } act: { scene in
            try await scene.declare()
        },
        Deed("change a price") { try await $0.fill(.ann, everything) } act: { 
            try await $0.perform(SetListingPrice(listing: "neuro", price: "70", first: Cast.today), as: .petra)
        },
        Deed("record that somebody is in hospital") { try await $0.sign(.ann, everything) } act: { scene in
            try await scene.perform(
                SetHolderStanding(holder: "h-ann", standing: HolderStanding(isOnHold: true), version: 1),
                as: .bilal)
        },
    ]
}

extension Scene {
    /// As plans promise it where they say nothing else.
    fileprivate static let noticeDays = 28
    fileprivate static let dayAfterNotice = Cast.now.day.adding(days: noticeDays)

    fileprivate func giveNotice() async throws {
        let stop = StopPlan(
            plan: PlanVersionID(World.annPlan), how: .end, reason: "Moved away", takesEffect: Scene.dayAfterNotice)
        try await perform(stop, as: .bilal)
    }

    /// The plans' clock strikes on the first day after the notice, always at the same moment.
    fileprivate func strikeAfterNotice() async throws {
        clock.now = Cast.now.adding(minutes: Scene.noticeDays * 24 * 60)
        let failures = try await desk.strikePlanClock()
        guard failures.isEmpty else { throw TrialFailure("\(failures)") }
    }

    /// The version of Ann's plan that is being written or waits.
    fileprivate func coming() async throws -> PlanVersionID {
        guard let plan = try await database.read({ try $0.plans.coming(of: "h-ann") })
        else { throw TrialFailure("no version of the plan is coming") }
        return PlanVersionID(plan)
    }
}
