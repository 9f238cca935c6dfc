import Catalogue
import Hummingbird
import Identity
import Operations
import Policies
import Storage
import Values

/// A commissioner's own policy: what holds, the draft of the next version, its dry run, and publishing.
struct PolicyRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/policy", for: CommissionerContext.self, show)
        routes.get("/policy/versions/:number", for: CommissionerContext.self, version)
        routes.post("/policy/draft", for: CommissionerContext.self, start)
        routes.get("/policy/draft", for: CommissionerContext.self, draft)
        routes.get("/policy/draft/trial", for: CommissionerContext.self, trial)
        routes.post("/policy/draft/settings", for: CommissionerContext.self, saveSettings)
        routes.post("/policy/draft/publication", for: CommissionerContext.self, publish)
        routes.post("/policy/draft/removal", for: CommissionerContext.self, discard)
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (commissioner, hidden) = (context.commissioner, front.hidden(context.visit))
        return .page(
            try await front.desk.look { look in
                let history = try look.snapshot.policies.history(of: commissioner)
                return PolicyPage(
                    versions: try look.snapshot.policies.list(of: commissioner), history: history,
                    inForce: history.inForce(at: look.now), shelf: look.shelf, today: look.today, hidden: hidden
                ).view
            })
    }

    @Sendable private func version(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        guard let number = context.parameters.get("number").flatMap({ Int($0) }) else { throw NotFound() }
        let commissioner = context.commissioner
        return .page(
            try await front.desk.look { look in
                guard let found = try look.snapshot.policies.find(number, of: commissioner),
                    found.status == .published
                else { throw NotFound() }
                let history = try look.snapshot.policies.history(of: commissioner)
                return PolicyVersionPage(
                    version: found, standing: history.standing(of: number, on: look.today), shelf: look.shelf
                ).view
            })
    }

    @Sendable private func start(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        _ = try await front.desk.perform(StartPolicyDraft(), as: context.principal, key: form.command)
        return .redirect("/policy/draft", .policyStarted)
    }

    @Sendable private func draft(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        // Published or thrown away meanwhile: the policy's page says how things stand.
        guard let view = try await draftView(context) else { return .redirect("/policy") }
        return .page(view)
    }

    /// - Parameter change: puts what was typed, and what is wrong with it, onto the page.
    private func draftView(
        _ context: CommissionerContext, _ change: @escaping @Sendable (inout PolicyDraftPage) -> Void = { _ in }
    ) async throws -> View? {
        let (commissioner, front, visit) = (context.commissioner, front, context.visit)
        return try await front.desk.look { look in
            guard let found = try look.snapshot.policies.draft(of: commissioner) else { return nil }
            var page = PolicyDraftPage(
                draft: found, shelf: look.shelf, history: try look.snapshot.policies.history(of: commissioner),
                today: look.today, hidden: { front.hidden(visit) })
            change(&page)
            return page.view
        }
    }

    @Sendable private func trial(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let commissioner = context.commissioner
        let asked = request.uri.queryParameters["page"].flatMap { Int($0) } ?? 1
        let page = min(max(1, asked), PolicyTrialPage.pagesMaximum)
        let found = try await front.desk.look { look -> PolicyTrialPage? in
            guard let draft = try look.snapshot.policies.draft(of: commissioner)?.policy else { return nil }
            return PolicyTrialPage(
                version: draft.version, trial: try look.trial(of: draft, showing: PolicyTrialPage.shown(on: page)),
                period: look.lastQuarter, page: page)
        }
        guard let found else { return .redirect("/policy") }
        guard page <= found.pageCount else { throw NotFound() }
        return .page(found.view)
    }

    @Sendable private func saveSettings(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let text = PolicySettingsText(form)
        do {
            _ = try text.checked()
        } catch {
            return try await again(context) { page in
                page.settings = text
                page.problems = error
            }
        }
        let asked = SavePolicySettings(text: text, revision: Self.revision(form))
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/policy/draft", .policySettingsSaved)
    }

    @Sendable private func publish(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let typed = TypedDay(form, "from")
        let today = front.desk.now.day
        let from: Day
        do {
            from = try typed.firstDay(today: today)
        } catch {
            return try await again(context) { page in
                page.from = typed
                page.problems = error
            }
        }
        let asked = PublishPolicy(from: from, revision: Self.revision(form))
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/policy", .policyPublished)
    }

    @Sendable private func discard(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let asked = DiscardPolicyDraft(revision: Self.revision(form))
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/policy", .policyDraftDiscarded)
    }

    /// The draft's page with what is wrong.
    private func again(
        _ context: CommissionerContext, _ change: @escaping @Sendable (inout PolicyDraftPage) -> Void
    ) async throws -> Answer {
        guard let view = try await draftView(context, change) else { throw PolicyRefusal.noDraft }
        return .page(view)
    }

    /// A revision that is no number is none that a draft ever had.
    static func revision(_ form: Form) -> Int { Int(form["revision"]) ?? 0 }
}

extension TypedDay {
    /// - Throws: what is wrong with it as the first day of a version.
    fileprivate func firstDay(today: Day) throws(FieldProblems) -> Day {
        var problems = FieldProblems()
        guard let day = read("from", "the first day", &problems) else { throw problems }
        do {
            try CommissionerPolicy.mustStart(day, today: today)
        } catch {
            switch error {
            case .startsTooLate(let latest): throw FieldProblems("from", "First day must be \(latest.words) or before")
            default: throw FieldProblems("from", "First day must be today or later")
            }
        }
        return day
    }
}
