import Hummingbird
import Operations
import Plans
import Storage
import Values

/// The holder's plan: to read, to agree to, to ask for changes of.
struct MyPlanRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/plan", for: HolderContext.self, show)
        routes.get("/plan/easy", for: HolderContext.self, easy)
        routes.get("/plan/coming", for: HolderContext.self, coming)
        // Identifiers of imported lines have slashes in them.
        routes.get("/plan/lines/**", for: HolderContext.self, line)
        routes.get("/plan/versions/:plan/:version", for: HolderContext.self, older)
        routes.post("/plan/agreement", for: HolderContext.self, agree)
        routes.post("/plan/requests", for: HolderContext.self, ask)
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    private func page(_ context: HolderContext) async throws -> MyPlanPage {
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in
            MyPlanPage(mine: try MyPlan(for: context, look), hidden: hidden)
        }
    }

    @Sendable private func easy(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await front.desk.look { look in EasyPlanPage(mine: try MyPlan(for: context, look)).view })
    }

    @Sendable private func coming(_ request: Request, _ context: HolderContext) async throws -> Answer {
        guard let page = try await comingPage(context) else { return .redirect("/plan") }
        return .page(page.view)
    }

    private func comingPage(_ context: HolderContext) async throws -> ComingPlanPage? {
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in try ComingPlanPage(for: context, look, hidden: hidden) }
    }

    @Sendable private func line(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let id = PlanLine.ID(context.parameters.getCatchAll().joined(separator: "/"))
        return .page(try await front.desk.look { look in try LineHistoryPage(id, for: context, look).view })
    }

    @Sendable private func older(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let version = Int(context.parameters.get("version") ?? "") ?? 0
        let id = PlanVersionID(Plan.ID(context.parameters.get("plan") ?? ""), version)
        return .page(try await front.desk.look { look in try OlderPlanPage(id, for: context, look).view })
    }

    @Sendable private func agree(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let agreement = AgreeToPlan(plan: PlanVersionID(form["version"]), revision: Int(form["revision"]) ?? 0)
        do {
            _ = try await front.desk.perform(agreement, as: context.principal, key: form.command)
            return .redirect("/plan", .planAgreed)
        } catch PlanRefusal.changedMeanwhile {
            guard var page = try await comingPage(context) else { return .redirect("/plan") }
            page.isChangedMeanwhile = true
            return .page(page.view)
        }
    }

    @Sendable private func ask(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let version = PlanVersionID(form["version"])
        do {
            let asked = AskForPlanChange(plan: version, words: form["words"])
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/plan", .planChangeAsked)
        } catch let problems as FieldProblems {
            // Back on the page that the form was on, with what was typed.
            if var page = try await comingPage(context), PlanVersionID(page.plan) == version {
                page.typed = form["words"]
                page.problems = problems
                return .page(page.view)
            }
            var page = try await page(context)
            page.typed = form["words"]
            page.problems = problems
            return .page(page.view)
        }
    }
}
