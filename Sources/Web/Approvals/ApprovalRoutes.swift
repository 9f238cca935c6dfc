import Hummingbird
import Operations
import Orders
import Values

/// Requests for what is not simply in the plan: the queue, one request with all that is needed, and the decision.
struct ApprovalRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/requests", for: CommissionerContext.self, queue)
        routes.get("/requests/:id", for: CommissionerContext.self, show)
        routes.post("/requests/:id/decision", for: CommissionerContext.self, decide)
    }

    @Sendable private func queue(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let commissioner = context.commissioner
        let isWaiting = request.uri.queryParameters["show"] != "decided"
        let (queue, today) = try await front.desk.look { look in
            (try look.snapshot.approvals.queue(of: commissioner, waiting: isWaiting), look.today)
        }
        return .page(RequestQueuePage(queue: queue, isWaiting: isWaiting, today: today).view)
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func decide(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let typed = DecisionForm(form)
        let decision: DecideApproval.Decision
        do {
            decision = try typed.checked()
        } catch {
            var page = try await page(context)
            page.typed = typed
            page.problems = error
            return .page(try page.viewWithForm)
        }
        let asked = DecideApproval(
            approval: try Self.id(context), decision: decision, reason: typed.reason, content: typed.content)
        let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/requests/\(id)", decision == .approve ? .requestApproved : .requestDeclined)
    }

    private func page(_ context: CommissionerContext) async throws -> RequestPage {
        let (id, commissioner) = (try Self.id(context), context.commissioner)
        let found = try await front.desk.look { look in
            (try look.snapshot.approvals.view(id, of: commissioner, on: look.today), look.shelf.categories, look.today)
        }
        guard let request = found.0 else { throw NotFound() }
        return RequestPage(
            request: request, categories: found.1, today: found.2, hidden: front.hidden(context.visit))
    }

    private static func id(_ context: CommissionerContext) throws -> Approval.ID {
        guard let id = context.parameters.get("id") else { throw NotFound() }
        return Approval.ID(id)
    }
}

/// What was decided, as it was typed.
struct DecisionForm: Sendable {
    var decision = ""
    var reason = ""
    var content = Digest("")

    init() {}

    init(_ form: Form) {
        decision = form["decision"]
        reason = form["reason"]
        content = Digest(form["content"])
    }

    func checked() throws(FieldProblems) -> DecideApproval.Decision {
        var problems = FieldProblems()
        let decision = DecideApproval.Decision(rawValue: decision)
        let most = Approval.reasonCharactersMaximum
        if decision == nil { problems.add("decision", "Choose whether you approve or decline") }
        if decision == .decline, reason.isEmpty { problems.add("reason", "Say why you decline; the holder reads it") }
        if reason.unicodeScalars.count > most {
            problems.add("reason", "The reason must not be longer than \(most) characters")
        }
        guard problems.isEmpty, let decision else { throw problems }
        return decision
    }
}
