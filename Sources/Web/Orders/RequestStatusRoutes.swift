import Hummingbird
import Identity
import Operations
import Orders
import Storage
import Values

/// The holder's side of a request: how it stands, answering a question, a review, asking again.
struct RequestStatusRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/orders/:id/requests/:request", for: HolderContext.self, show)
        routes.post("/orders/:id/requests/:request/answer", for: HolderContext.self, answer)
        routes.post("/orders/:id/requests/:request/review", for: HolderContext.self, review)
        routes.post("/orders/:id/requests/:request/again", for: HolderContext.self, again)
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func answer(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let asked = AnswerRequest(approval: try Self.id(context), answer: form["answer"])
        return try await perform(asked, form, "answer", .questionAnswered, context)
    }

    @Sendable private func review(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let asked = AskForReview(approval: try Self.id(context), reason: form["reason"])
        return try await perform(asked, form, "reason", .reviewAsked, context)
    }

    @Sendable private func again(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let asked = AskAgain(approval: try Self.id(context))
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/basket", .askedAgain)
    }

    /// Back to the request; where a field is wrong, to the same page with what was typed.
    private func perform(
        _ asked: some Operation, _ form: Form, _ field: String, _ flash: Flash, _ context: HolderContext
    ) async throws -> Answer {
        do {
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            var page = try await page(context)
            page.typed = form[field]
            page.problems = problems
            return .page(page.view)
        }
        let (order, id) = (context.parameters.get("id") ?? "", try Self.id(context))
        return .redirect("/orders/\(order)/requests/\(id)", flash)
    }

    private func page(_ context: HolderContext) async throws -> RequestStatusPage {
        let (id, order, hidden) = (try Self.id(context), try Self.order(context), front.hidden(context.visit))
        let (holder, authority) = (context.holder, context.authority)
        return try await front.desk.look { look in
            guard let signed = try look.snapshot.orders.find(order, of: holder),
                let approval = try look.snapshot.approvals.find(id), approval.order == signed.id,
                let part = try look.snapshot.orders.view(of: signed).parts
                    .first(where: { $0.part.id == approval.supplierOrder })
            else { throw NotFound() }
            return RequestStatusPage(
                approval: approval, part: part, order: signed,
                questions: try look.snapshot.approvals.questions(on: id),
                decision: try look.snapshot.approvals.decision(on: id), authority: authority, now: look.now,
                hidden: hidden)
        }
    }

    private static func id(_ context: HolderContext) throws -> Approval.ID {
        guard let id = context.parameters.get("request") else { throw NotFound() }
        return Approval.ID(id)
    }

    private static func order(_ context: HolderContext) throws -> Order.ID {
        guard let id = context.parameters.get("id") else { throw NotFound() }
        return Order.ID(id)
    }
}
