import Hummingbird
import Operations
import Orders
import Outbox
import Storage
import Values

/// Orders as the commissioner's staff look after them.
struct OrderBookRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/order-book", for: CommissionerContext.self, list)
        routes.get("/order-book/:id", for: CommissionerContext.self, show)
        routes.get("/order-book/:id/bundle.zip", for: CommissionerContext.self, bundle)
        routes.post("/order-book/:id/parts/:part/messages", for: CommissionerContext.self, write)
        routes.post("/order-book/:id/parts/:part/hold", for: CommissionerContext.self, hold)
        routes.post("/order-book/:id/parts/:part/review", for: CommissionerContext.self, review)
    }

    @Sendable private func list(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let commissioner = context.commissioner
        let number = (request.uri.queryParameters["number"].map(String.init) ?? "").uppercased()
            .filter { !$0.isWhitespace }
        let patience = front.settings.routing.schedule.milliseconds(of: Delivery.failuresBeforeCall)
        let (found, book, toCall) = try await front.desk.look { look in
            (
                number.isEmpty ? nil : try look.snapshot.orders.find(number: number, overseenBy: commissioner)?.id,
                try look.snapshot.orders.book(of: commissioner),
                try look.snapshot.deliveries.toCallCount(
                    for: commissioner, waitingSince: Moment(milliseconds: look.now.milliseconds - patience))
            )
        }
        if let found { return .redirect("/order-book/\(found)") }
        var page = OrderBookPage(book: book, toCall: toCall, number: number)
        if !number.isEmpty {
            page.problems.add("number", "There is no order with this number among those of your holders")
        }
        return .page(page.view)
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    /// The order with everything that proves it.
    @Sendable private func bundle(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (id, commissioner) = (Order.ID(context.parameters.get("id") ?? ""), context.commissioner)
        let isOwn = try await front.desk.look { look in
            try look.snapshot.orders.find(id, overseenBy: commissioner) != nil
        }
        guard isOwn else { throw NotFound() }
        return try await front.bundle(of: id)
    }

    @Sendable private func write(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let part = try await part(context)
        var typed = CaseTyped(message: form[NotesPanel.field(part.id)])
        guard let text = typed.problems.message(form, part.id) else { return try await again(typed, part.id, context) }
        return try await take(WriteOrderNote(part: part.id, text: text), form, context, .messageSent)
    }

    @Sendable private func hold(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let part = try await part(context)
        var typed = CaseTyped(reason: form[ReviewForms.field("reason", part.id)])
        guard let reason = typed.reason(form, part.id) else { return try await again(typed, part.id, context) }
        return try await take(
            PutOnHold(part: part.id, version: SeenVersion.read(form), note: reason), form, context, .putOnHold)
    }

    @Sendable private func review(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let part = try await part(context)
        let items = part.items(.toCome)
        var typed = CaseTyped(
            outcome: form[ReviewForms.field("outcome", part.id)], units: UnitFields.typed(form, "keep", items),
            reason: form[ReviewForms.field("reason", part.id)])
        let outcome = ReviewOrder.Outcome(rawValue: typed.outcome)
        if outcome == nil { typed.problems.add(ReviewForms.field("outcome", part.id), "Choose how it goes on") }
        let units = outcome == .finish ? typed.problems.units(form, "keep", items, of: part.version) : [:]
        let reason = typed.reason(form, part.id)
        guard typed.problems.isEmpty, let outcome, let reason else { return try await again(typed, part.id, context) }
        let step = ReviewOrder(
            part: part.id, version: SeenVersion.read(form), outcome: outcome, units: units, note: reason)
        return try await take(step, form, context, .reviewed)
    }

    /// Takes a step, and leads back to the order; where it is not possible any more, shows what is.
    private func take(
        _ step: some Operation, _ form: Form, _ context: CommissionerContext, _ flash: Flash
    ) async throws -> Answer {
        do {
            _ = try await front.desk.perform(step, as: context.principal, key: form.command)
            return .redirect("/order-book/\(context.parameters.get("id") ?? "")", flash)
        } catch where Stale.is(error) {
            return .page(try await page(context).changedView)
        }
    }

    private func again(
        _ typed: CaseTyped, _ part: SupplierOrder.ID, _ context: CommissionerContext
    ) async throws -> Answer {
        var page = try await page(context)
        page.typed[part] = typed
        return .page(page.view)
    }

    private func part(_ context: CommissionerContext) async throws -> SupplierOrder {
        let id = SupplierOrder.ID(context.parameters.get("part") ?? "")
        let parts = try await page(context).orderCase.order.parts
        guard let part = parts.first(where: { $0.part.id == id }) else { throw NotFound() }
        return part.part
    }

    private func page(_ context: CommissionerContext) async throws -> OrderCasePage {
        let (id, commissioner) = (Order.ID(context.parameters.get("id") ?? ""), context.commissioner)
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in
            guard let found = try look.snapshot.orders.orderCase(id, of: commissioner) else { throw NotFound() }
            return OrderCasePage(
                orderCase: found, categories: look.shelf.categories, hidden: hidden, now: look.now)
        }
    }
}

extension CaseTyped {
    /// The reason as it was typed; nil where there is none or it is too long.
    mutating func reason(_ form: Form, _ part: SupplierOrder.ID) -> String? {
        problems.text(
            form, ReviewForms.field("reason", part), most: OrderNote.charactersMaximum, empty: "Say why",
            long: "The reason must not be longer than \(OrderNote.charactersMaximum) characters")
    }
}
