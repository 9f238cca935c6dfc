import Markup
import Operations
import Plans
import Storage
import Values

/// A version that counted once.
struct OlderPlanPage: Sendable {
    let mine: MyPlan
    let plan: Plan
    let names: PlanNames

    /// - Throws: `NotFound` for versions of others, and for those that never counted.
    init(_ id: PlanVersionID, for context: HolderContext, _ look: Desk.Look) throws {
        mine = try MyPlan(for: context, look)
        guard let plan = mine.older.first(where: { PlanVersionID($0) == id }) else { throw NotFound() }
        self.plan = plan
        names = try PlanNames(of: [plan], look)
    }

    var view: View {
        View(
            "Version \(plan.version)", place: .plan, breadcrumb: [Link(mine.title, href: "/plan")], width: .wide
        ) {
            h1 { "\(mine.title), version \(plan.version)" }
            InsetText { p { "This version does not count any more. Orders that were signed under it keep it." } }
            PlanDocument(plan: plan, names: names, holder: mine.holder.name, today: mine.today)
        }
    }
}
