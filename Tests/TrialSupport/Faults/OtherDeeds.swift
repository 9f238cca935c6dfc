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
        Deed("agree to a plan that does without a line in use") { scene in
            try await scene.sign(.ann, everything)
            try await scene.propose([.removeLine("l-ramp"), .line(.ann("l-physio", amount: "300"))])
        } act: { scene in
            try await scene.agree(to: try await scene.coming())
        },
        Deed("propose a plan") { scene in
            try await scene.perform(StartPlanDraft(holder: "h-ann", origin: .copy), as: .bilal)
        } act: { scene in
            let draft = try await scene.coming()
            let edit = PlanEdit.line(.ann("l-care", amount: "130"))
            try await scene.perform(
                EditPlan(plan: draft, revision: try await scene.revision(of: draft), edit: edit), as: .bilal)
        },
        Deed("end a plan while orders are open") { try await $0.sign(.ann, everything) } act: { scene in
            let day = scene.clock.now.day.adding(days: World.annPlan.narrative.noticeDays)
            try await scene.perform(
                StopPlan(plan: PlanVersionID(World.annPlan), how: .end, reason: "Moved away", takesEffect: day),
                as: .bilal)
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
        Deed("change a price") { try await $0.fill(.ann, everything) } act: { try await $0.reprice("neuro", "90") },
        Deed("record that somebody is in hospital") { try await $0.sign(.ann, everything) } act: { scene in
            try await scene.perform(
                SetHolderStanding(holder: "h-ann", standing: HolderStanding(isOnHold: true)), as: .bilal)
        },
    ]
}

extension Scene {
    /// The version of Ann's plan that is being written or waits.
    fileprivate func coming() async throws -> PlanVersionID {
        guard let plan = try await database.read({ try $0.plans.coming(of: "h-ann") })
        else { throw TrialFailure("no version of the plan is coming") }
        return PlanVersionID(plan)
    }
}
