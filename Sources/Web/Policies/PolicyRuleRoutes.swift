import Catalogue
import Hummingbird
import Operations
import Policies
import Storage
import Values

/// The rules of the draft, one by one.
struct PolicyRuleRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/policy/draft/rules/new", for: CommissionerContext.self, new)
        routes.post("/policy/draft/rules", for: CommissionerContext.self, add)
        routes.get("/policy/draft/rules/:id", for: CommissionerContext.self, show)
        routes.post("/policy/draft/rules/:id", for: CommissionerContext.self, change)
        routes.post("/policy/draft/rules/:id/removal", for: CommissionerContext.self, remove)
    }

    @Sendable private func new(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        guard let page = try await page(nil, context) else { return .redirect("/policy") }
        return .page(page.view)
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        guard let page = try await page(try Self.id(context), context) else { return .redirect("/policy") }
        return .page(page.view)
    }

    @Sendable private func add(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        try await save(nil, form, context)
    }

    @Sendable private func change(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        try await save(try Self.id(context), form, context)
    }

    private func save(_ rule: PolicyRule.ID?, _ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let text = PolicyRuleText(form)
        let asked = SavePolicyRule(rule: rule, text: text, revision: PolicyRoutes.revision(form))
        do {
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            guard var page = try await page(rule, context) else { throw PolicyRefusal.noDraft }
            page.text = text
            page.revision = form["revision"]
            page.problems = problems
            return .page(page.view)
        }
        return .redirect("/policy/draft", .policyRuleSaved)
    }

    @Sendable private func remove(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let asked = RemovePolicyRule(rule: try Self.id(context), revision: PolicyRoutes.revision(form))
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/policy/draft", .policyRuleRemoved)
    }

    /// Nil when there is no draft. - Throws: `NotFound` when the draft has no such rule.
    private func page(_ rule: PolicyRule.ID?, _ context: CommissionerContext) async throws -> PolicyRulePage? {
        let (commissioner, hidden) = (context.commissioner, front.hidden(context.visit))
        return try await front.desk.look { look in
            guard let draft = try look.snapshot.policies.draft(of: commissioner) else { return nil }
            let found = rule.flatMap { draft.policy[rule: $0] }
            if rule != nil, found == nil { throw NotFound() }
            return PolicyRulePage(
                rule: rule, shelf: look.shelf, hidden: hidden,
                text: found.map { PolicyRuleText($0) } ?? PolicyRuleText(), revision: String(draft.revision))
        }
    }

    private static func id(_ context: CommissionerContext) throws -> PolicyRule.ID {
        guard let id = context.parameters.get("id") else { throw NotFound() }
        return PolicyRule.ID(id)
    }
}
