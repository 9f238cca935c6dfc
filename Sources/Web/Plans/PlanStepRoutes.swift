import Hummingbird
import Identity
import Operations
import Plans
import Storage
import Values

/// Stopping a plan and letting it go on; moving money within it, and adding to it once.
struct PlanStepRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        add(StopText.suspend, to: routes)
        add(StopText.end, to: routes)
        add(ResumeText(), to: routes)
        add(TransferText(), to: routes)
        add(AdditionText(), to: routes)
    }

    private func add<Step: PlanStep>(_ empty: Step, to routes: Routes) {
        let path = "/plans/:plan/:version/\(empty.path)"
        routes.get(path, for: CommissionerContext.self) { _, context in
            let look = try await look(context)
            if !empty.isPossible(look) {
                throw PlanStatus.workflow.refusal(of: empty.action, in: look.plan.plan.status)
            }
            return .page(PlanStepPage(step: empty, look: look, hidden: front.hidden(context.visit)).view)
        }
        routes.post(path, for: CommissionerContext.self) { form, context in
            let look = try await look(context)
            var page = PlanStepPage(step: empty.typed(form), look: look, hidden: front.hidden(context.visit))
            do {
                let asked = try page.step.checked(look)
                guard form["confirmed"] == Digest(of: page.step.signature).text else {
                    page.isShown = true
                    return .page(page.view)
                }
                try await perform(asked, form, context)
                return .redirect(look.plan.address, empty.flash)
            } catch let problems as FieldProblems {
                page.problems = problems
            } catch let refusal as PlanRefusal {
                guard let problems = page.step.problems(of: refusal, look) else { throw refusal }
                page.problems = problems
            }
            return .page(page.view)
        }
    }

    private func perform(_ asked: PlanStepAsked, _ form: Form, _ context: CommissionerContext) async throws {
        switch asked {
        case .stop(let stop): _ = try await front.desk.perform(stop, as: context.principal, key: form.command)
        case .resume(let resume): _ = try await front.desk.perform(resume, as: context.principal, key: form.command)
        case .move(let move): _ = try await front.desk.perform(move, as: context.principal, key: form.command)
        case .add(let add): _ = try await front.desk.perform(add, as: context.principal, key: form.command)
        }
    }

    private func look(_ context: CommissionerContext) async throws -> PlanStepLook {
        let (id, commissioner) = (try PlanRoutes.id(context), context.commissioner)
        return try await front.desk.look { look in
            let plan = try StaffPlan(id, of: commissioner, look)
            return PlanStepLook(
                plan: plan, budget: try look.snapshot.budgets.budget(of: plan.plan, on: look.today),
                fund: try look.snapshot.budgets.fund(of: commissioner))
        }
    }
}

/// What the pages of steps look at.
struct PlanStepLook: Sendable {
    let plan: StaffPlan
    let budget: Budget
    let fund: Money
}

/// What a step asks for.
enum PlanStepAsked: Sendable {
    case stop(StopPlan)
    case resume(ResumePlan)
    case move(MovePlanMoney)
    case add(AddPlanMoney)
}
