import Hummingbird
import Identity
import Operations
import Orders
import Storage
import Values

/// Requests for what is not simply in the plan: the queue, one request with all that is needed, and the decision.
struct ApprovalRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/requests", for: CommissionerContext.self, queue)
        routes.get("/requests/:id", for: CommissionerContext.self, show)
        routes.post("/requests/:id/decision", for: CommissionerContext.self, decide)
        routes.post("/requests/:id/questions", for: CommissionerContext.self, ask)
        routes.post("/requests/:id/assignment", for: CommissionerContext.self, assign)
    }

    @Sendable private func queue(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (commissioner, person) = (context.commissioner, context.principal.person.id)
        let asked = { (name: Substring) in request.uri.queryParameters[name].map(String.init) ?? "" }
        let filter = ApprovalQueue.Filter(rawValue: asked("show")) ?? .team
        let turn =
            ApprovalQueue.Key(asked("after")).map(ApprovalQueue.Turn.after)
            ?? ApprovalQueue.Key(asked("before")).map(ApprovalQueue.Turn.before) ?? .first
        return .page(
            try await front.desk.look { look in
                let queue = try look.snapshot.approvals.queue(
                    of: commissioner, filter, turn, at: look.now, isMine: try look.mine(of: commissioner, person))
                return RequestQueuePage(queue: queue, filter: filter, now: look.now).view
            })
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func decide(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        var page = try await page(context)
        let lines = page.request.part.lines
        let typed = DecisionForm(form, positions: lines.map(\.position))
        let asked: DecideApproval
        do {
            asked = try typed.checked(page.request.approval.id, lines)
        } catch {
            page.typed = typed
            page.problems = error
            return .page(try page.viewWithForm)
        }
        let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
        let commissioner = context.commissioner
        let status = try await front.desk.look { try $0.snapshot.approvals.find(id, of: commissioner)?.status }
        let isOpen = status?.isWaiting ?? false
        let flash: Flash = asked.decision == .decline ? .requestDeclined : isOpen ? .requestVoted : .requestApproved
        return .redirect("/requests/\(id)", flash)
    }

    @Sendable private func ask(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let id = try Self.id(context)
        do {
            let asked = AskAboutRequest(approval: id, question: form["question"])
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            var page = try await page(context)
            page.question = form["question"]
            page.problems = problems
            return .page(try page.viewWithForm)
        }
        return .redirect("/requests/\(id)", .requestAsked)
    }

    @Sendable private func assign(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let asked = AssignRequest(approval: try Self.id(context), to: Person.ID(form["to"]))
        let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/requests/\(id)", .requestAssigned)
    }

    private func page(_ context: CommissionerContext) async throws -> RequestPage {
        let (id, commissioner, person) = (try Self.id(context), context.commissioner, context.principal.person.id)
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in
            guard let found = try look.snapshot.approvals.view(id, of: commissioner, on: look.today)
            else { throw NotFound() }
            let staff = try look.snapshot.staff.list(of: commissioner)
            return RequestPage(
                request: found,
                deciders: try look.snapshot.deciders(
                    of: found.approval, for: found.part, holder: found.holder, on: look.today),
                names: Dictionary(staff.map { ($0.person, $0.name) }, uniquingKeysWith: { first, _ in first }),
                person: person, categories: look.shelf.categories, now: look.now, hidden: hidden)
        }
    }

    private static func id(_ context: CommissionerContext) throws -> Approval.ID {
        guard let id = context.parameters.get("id") else { throw NotFound() }
        return Approval.ID(id)
    }
}

extension Desk.Look {
    /// Whether a request is in somebody's hands, or in nobody's and theirs to decide by their roles. What stands
    /// against it is said on the request's own page.
    fileprivate func mine(
        of commissioner: Commissioner.ID, _ person: Person.ID
    ) throws -> (Approval) -> Bool {
        let staff = try snapshot.staff.list(of: commissioner)
        let delegations = try snapshot.staff.delegations(of: commissioner)
        let today = today
        return { approval in
            if let assignee = approval.assignee { return assignee == person }
            let deciders = Deciders(
                of: approval, staff: staff, delegations: delegations, excluded: [:], votes: [], on: today)
            if case .may = deciders.standing(of: person) { return true }
            return false
        }
    }
}
