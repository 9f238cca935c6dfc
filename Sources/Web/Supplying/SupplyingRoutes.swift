import Hummingbird
import Operations
import Orders
import Values

/// A supplier's orders: what waits for an answer, what is to be delivered, and each order with its steps.
struct SupplyingRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/orders", for: SupplierContext.self, inbox)
        routes.get("/supplier/orders/:id", for: SupplierContext.self, show)
        routes.post("/supplier/orders/:id/acceptance", for: SupplierContext.self, accept)
        routes.post("/supplier/orders/:id/refusal", for: SupplierContext.self, decline)
        routes.post("/supplier/orders/:id/delivery", for: SupplierContext.self, deliver)
    }

    @Sendable private func inbox(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let supplier = context.supplier
        if request.uri.queryParameters["show"] == "finished" {
            let finished = try await front.desk.look { look in
                try look.snapshot.supplierOrders.inbox(of: supplier, statuses: [.paid, .declined, .cancelled])
            }
            return .page(FinishedOrdersPage(inbox: finished).view)
        }
        // One reading for each status: much of one kind must not push another off the page.
        let parts = try await front.desk.look { look in
            try SupplierInboxPage.statuses.map { status in
                SupplierInboxPage.Part(
                    status: status,
                    inbox: try look.snapshot.supplierOrders.inbox(of: supplier, statuses: [status], oldestFirst: true))
            }
        }
        return .page(SupplierInboxPage(parts: parts).view)
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func accept(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let id = try Self.id(context)
        return try await take(AcceptOrder(part: id), form, context, .accepted)
    }

    @Sendable private func decline(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        page.typed = form["reason"]
        let reason = page.problems.text(
            form, "reason", most: OrderNote.charactersMaximum,
            empty: "Say why you can’t take this order",
            long: "The reason must not be longer than \(OrderNote.charactersMaximum) characters")
        guard let reason else { return .page(try page.viewWithForm(for: .decline)) }
        return try await take(DeclineOrder(part: try Self.id(context), note: reason), form, context, .declined)
    }

    @Sendable private func deliver(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let note = form["note"]
        guard note.unicodeScalars.count <= OrderNote.charactersMaximum else {
            var page = try await page(context)
            page.typed = note
            page.problems.add(
                "note", "The note must not be longer than \(OrderNote.charactersMaximum) characters")
            return .page(try page.viewWithForm(for: .deliver))
        }
        return try await take(DeliverOrder(part: try Self.id(context), note: note), form, context, .delivered)
    }

    private func take(
        _ step: some Operation, _ form: Form, _ context: SupplierContext, _ flash: Flash
    ) async throws -> Answer {
        let id = try Self.id(context)
        _ = try await front.desk.perform(step, as: context.principal, key: form.command)
        return .redirect("/supplier/orders/\(id)", flash)
    }

    private func page(_ context: SupplierContext) async throws -> SupplierOrderPage {
        let (id, supplier) = (try Self.id(context), context.supplier)
        let order = try await front.desk.look { try $0.snapshot.supplierOrders.view(id, of: supplier) }
        guard let order else { throw NotFound() }
        return SupplierOrderPage(order: order, hidden: { front.hidden(context.visit) })
    }

    private static func id(_ context: SupplierContext) throws -> SupplierOrder.ID {
        guard let id = context.parameters.get("id") else { throw NotFound() }
        return SupplierOrder.ID(id)
    }
}
