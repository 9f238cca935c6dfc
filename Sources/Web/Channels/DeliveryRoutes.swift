import Hummingbird
import Operations
import Outbox
import Storage
import Values

/// Suppliers whom nothing has reached: for the commissioner's staff to telephone, or to try another way.
struct DeliveryRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/deliveries", for: CommissionerContext.self, list)
        routes.get("/deliveries/people/:id", for: CommissionerContext.self, showPerson)
        routes.post("/deliveries/people/:id/call", for: CommissionerContext.self, noteCallToPerson)
        routes.post("/deliveries/people/:id/again", for: CommissionerContext.self, tryPersonAgain)
        routes.get("/deliveries/:id", for: CommissionerContext.self, show)
        routes.post("/deliveries/:id/again", for: CommissionerContext.self, tryAgain)
        routes.post("/deliveries/:id/call", for: CommissionerContext.self, noteCall)
        routes.post("/deliveries/:id/other-way", for: CommissionerContext.self, sendElsewhere)
    }

    @Sendable private func list(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (commissioner, person, page) = (
            context.commissioner, context.principal.person.id, PageNumber(request)
        )
        let patience = front.settings.routing.schedule.milliseconds(of: Delivery.failuresBeforeCall)
        return .page(
            try await front.desk.look { look in
                try UndeliveredPage(of: commissioner, for: person, patience: patience, page: page, look).view
            })
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func tryAgain(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        try await take(.tryAgain, then: .deliveryRetried, form, context)
    }

    @Sendable private func noteCall(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        try await take(.called(form["note"]), then: .deliverySettled, form, context)
    }

    @Sendable private func sendElsewhere(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        try await take(.sendElsewhere(.init(form["endpoint"])), then: .deliveryRetried, form, context)
    }

    private func take(
        _ step: StepDelivery.Step, then flash: Flash, _ form: Form, _ context: CommissionerContext
    ) async throws -> Answer {
        var page = try await page(context)
        guard let version = form.version else { throw HTTPError(.unprocessableContent) }
        let asked = StepDelivery(delivery: page.item.delivery.id, version: version, step: step)
        do {
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/deliveries", flash)
        } catch let problems as FieldProblems {
            page.note = form["note"]
            page.problems = problems
            return .page(page.view)
        }
    }

    private func page(_ context: CommissionerContext) async throws -> DeliveryPage {
        let id = Delivery.ID(context.parameters.get("id") ?? "")
        let (commissioner, hidden) = (context.commissioner, front.hidden(context.visit))
        return try await front.desk.look { look in
            let store = look.snapshot.deliveries
            guard let item = try store.item(id, of: commissioner) else { throw NotFound() }
            let tried = Set(try store.list(of: item.delivery.cargo).map(\.endpoint))
            let others = try look.snapshot.endpoints.list(of: .supplier(item.supplier))
                .filter { $0.status == .active && !tried.contains($0.id) }
            return DeliveryPage(
                item: item, attempts: try store.attempts(of: id), notes: try store.notes(of: id), others: others,
                hidden: hidden)
        }
    }

    // MARK: - People

    @Sendable private func showPerson(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await personPage(context).view)
    }

    @Sendable private func noteCallToPerson(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        try await takeForPerson(.called(form["note"]), then: .deliverySettled, form, context)
    }

    @Sendable private func tryPersonAgain(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        try await takeForPerson(.tryAgain, then: .deliveryRetried, form, context)
    }

    private func takeForPerson(
        _ step: StepDelivery.Step, then flash: Flash, _ form: Form, _ context: CommissionerContext
    ) async throws -> Answer {
        var page = try await personPage(context)
        guard let version = form.version else { throw HTTPError(.unprocessableContent) }
        let asked = StepDelivery(delivery: page.person.item.delivery.id, version: version, step: step)
        do {
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/deliveries", flash)
        } catch let problems as FieldProblems {
            page.note = form["note"]
            page.problems = problems
            return .page(page.view)
        }
    }

    private func personPage(_ context: CommissionerContext) async throws -> UnreachedPersonPage {
        let id = Delivery.ID(context.parameters.get("id") ?? "")
        let (commissioner, hidden) = (context.commissioner, front.hidden(context.visit))
        let person = context.principal.person.id
        return try await front.desk.look { look in
            try look.snapshot.mustSeeLetters(person, of: commissioner)
            guard let item = try look.snapshot.deliveries.bulletinItem(id, of: commissioner) else { throw NotFound() }
            return UnreachedPersonPage(person: try UnreachedPerson(item, look), hidden: hidden)
        }
    }
}
