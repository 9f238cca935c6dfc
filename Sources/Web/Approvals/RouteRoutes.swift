import Hummingbird
import Operations
import Policies
import Storage
import Values

/// Who decides on requests and how long it may take: parts of the policy's draft.
struct RouteRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/policy/draft/routes/new", for: CommissionerContext.self, new)
        routes.post("/policy/draft/routes", for: CommissionerContext.self, add)
        routes.get("/policy/draft/routes/:id", for: CommissionerContext.self, show)
        routes.post("/policy/draft/routes/:id", for: CommissionerContext.self, change)
        routes.post("/policy/draft/routes/:id/removal", for: CommissionerContext.self, remove)
        routes.get("/policy/draft/times", for: CommissionerContext.self, times)
        routes.post("/policy/draft/times", for: CommissionerContext.self, saveTimes)
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

    private func save(_ id: ApprovalRoute.ID?, _ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let text = RouteText(form)
        let shelf = try await front.desk.look { $0.shelf }
        do {
            let route = try text.checked(shelf)
            let asked = SaveApprovalRoute(
                route: id, title: route.title, condition: route.condition, tiers: route.tiers,
                escalation: route.escalation, revision: PolicyRoutes.revision(form))
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            return try await again(id, text, form, problems, context)
        } catch let refusal as RouteRefusal {
            let words = refusal.problems.map(\.words).joined(separator: " ")
            return try await again(id, text, form, FieldProblems("tier-0-coordinator", words), context)
        }
        return .redirect("/policy/draft", .routeSaved)
    }

    private func again(
        _ id: ApprovalRoute.ID?, _ text: RouteText, _ form: Form, _ problems: FieldProblems,
        _ context: CommissionerContext
    ) async throws -> Answer {
        guard var page = try await page(id, context) else { throw PolicyRefusal.noDraft }
        page.text = text
        page.revision = form["revision"]
        page.problems = problems
        return .page(page.view)
    }

    @Sendable private func remove(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let asked = RemoveApprovalRoute(route: try Self.id(context), revision: PolicyRoutes.revision(form))
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/policy/draft", .routeRemoved)
    }

    @Sendable private func times(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        guard let page = try await timesPage(context) else { return .redirect("/policy") }
        return .page(page.view)
    }

    @Sendable private func saveTimes(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let text = TimesText(form)
        do {
            let asked = SaveApprovalTimes(times: try text.checked(), revision: PolicyRoutes.revision(form))
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            guard var page = try await timesPage(context) else { throw PolicyRefusal.noDraft }
            page.text = text
            page.revision = form["revision"]
            page.problems = problems
            return .page(page.view)
        }
        return .redirect("/policy/draft", .timesSaved)
    }

    private func timesPage(_ context: CommissionerContext) async throws -> TimesPage? {
        let (commissioner, hidden) = (context.commissioner, front.hidden(context.visit))
        return try await front.desk.look { look in
            guard let draft = try look.snapshot.policies.draft(of: commissioner) else { return nil }
            return TimesPage(
                hidden: hidden, text: TimesText(draft.policy.settings.approvals), revision: String(draft.revision))
        }
    }

    /// Nil when there is no draft. - Throws: `NotFound` when the draft has no such route, or one that is deeper than
    /// the page shows.
    private func page(_ id: ApprovalRoute.ID?, _ context: CommissionerContext) async throws -> RoutePage? {
        let (commissioner, hidden) = (context.commissioner, front.hidden(context.visit))
        return try await front.desk.look { look in
            guard let draft = try look.snapshot.policies.draft(of: commissioner) else { return nil }
            var text = RouteText()
            if let id {
                guard let found = draft.policy[route: id].flatMap(RouteText.init) else { throw NotFound() }
                text = found
            }
            return RoutePage(route: id, hidden: hidden, text: text, revision: String(draft.revision))
        }
    }

    private static func id(_ context: CommissionerContext) throws -> ApprovalRoute.ID {
        guard let id = context.parameters.get("id") else { throw NotFound() }
        return ApprovalRoute.ID(id)
    }
}

/// The times as they were typed.
struct TimesText: Sendable {
    enum Field: String, CaseIterable, Sendable {
        case decision = "decision_days", longest = "longest_days", question = "question_days", pause = "pause_days"
        case valid = "valid_days", review = "review_days"

        var label: String {
            switch self {
            case .decision: "Days until a decision is due"
            case .longest: "Days until a request ends"
            case .question: "Days to answer a question"
            case .pause: "Days that pauses may add"
            case .valid: "Days to use an approval"
            case .review: "Days to ask for a review"
            }
        }

        var hint: String {
            switch self {
            case .decision: "Then it is passed on. The person sees the day."
            case .longest: "Then the money is free, and the person can ask again with one press."
            case .question: "Then the request is closed, and can be asked again."
            case .pause: "However often it waits for an answer or a supplier."
            case .valid: "Then the money is free."
            case .review: "So long the person can have a decision looked at by somebody else."
            }
        }
    }

    var days: [Field: String]
    var twoPeople = ""

    init(_ form: Form) {
        days = Dictionary(uniqueKeysWithValues: Field.allCases.map { ($0, form[$0.rawValue]) })
        twoPeople = form["two_people"]
    }

    init(_ times: ApprovalTimes) {
        days = [
            .decision: times.decisionDays, .longest: times.longestDays, .question: times.questionDays,
            .pause: times.pauseDays, .valid: times.validDays, .review: times.reviewDays,
        ].mapValues { String($0) }
        twoPeople = times.twoPeopleAbove?.decimal ?? ""
    }

    func checked() throws(FieldProblems) -> ApprovalTimes {
        var problems = FieldProblems()
        var read: [Field: Int] = [:]
        for field in Field.allCases {
            let range = (field == .pause ? 0 : 1)...ApprovalTimes.daysMaximum
            read[field] = problems.number(days[field] ?? "", field.rawValue, "a number of days", in: range)
        }
        let above = problems.money(twoPeople, "two_people", "the amount", isOptional: true)
        guard problems.isEmpty, let decision = read[.decision], let longest = read[.longest],
            let question = read[.question], let pause = read[.pause], let valid = read[.valid],
            let review = read[.review]
        else { throw problems }
        let times = ApprovalTimes(
            decisionDays: decision, longestDays: longest, questionDays: question, pauseDays: pause, validDays: valid,
            reviewDays: review, twoPeopleAbove: above)
        try times.checked()
        return times
    }
}
