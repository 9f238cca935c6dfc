import Bundles
import Catalogue
import Hummingbird
import Operations
import Orders
import Outbox
import Storage
import Values

/// The holder's orders.
struct OrderRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/orders", for: HolderContext.self, list)
        routes.get("/orders/:id", for: HolderContext.self, show)
        routes.get("/orders/:id/signed-order.json", for: HolderContext.self, file)
        routes.get("/orders/:id/parts/:part/signed-order.json", for: HolderContext.self, partFile)
        routes.get("/orders/:id/bundle.zip", for: HolderContext.self, bundle)
        routes.post("/orders/:id/parts/:part/cancellation", for: HolderContext.self, cancel)
        routes.post("/orders/:id/parts/:part/withdrawal", for: HolderContext.self, withdraw)
        routes.post("/orders/:id/parts/:part/receipt", for: HolderContext.self, confirm)
        routes.post("/orders/:id/parts/:part/messages", for: HolderContext.self, write)
        routes.get("/orders/:id/parts/:part/cancelling", for: HolderContext.self, cancelling)
        routes.post("/orders/:id/parts/:part/cancelling", for: HolderContext.self, askToCancel)
    }

    @Sendable private func list(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let page = max(1, Int(request.uri.queryParameters["page"].map(String.init) ?? "") ?? 1)
        return .page(try await front.desk.look { look in
            let skipped = min(page - 1, OrderListPage.pagesMaximum) * OrderListPage.pageSize
            let orders = try look.snapshot.orders.list(
                of: context.holder, skipping: skipped, most: OrderListPage.pageSize)
            let total = try look.snapshot.orders.count(of: context.holder)
            return OrderListPage(
                orders: orders, live: try look.snapshot.orders.liveTotals(of: orders.map(\.id)), total: total,
                page: page, seesMoney: context.authority.allows(.statement)
            ).view
        })
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    /// The signed order, to keep and to check without this program.
    @Sendable private func file(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let id = Order.ID(context.parameters.get("id") ?? "")
        return try await front.desk.look { look in
            // It names every sum and every line of the plan that pays.
            try context.authority.must(.statement)
            guard let order = try look.snapshot.orders.find(id, of: context.holder) else { throw NotFound() }
            return try look.signedFile(order.signature, name: "order-\(order.number).json")
        }
    }

    /// The order with everything that proves it.
    @Sendable private func bundle(_ request: Request, _ context: HolderContext) async throws -> Answer {
        try context.authority.must(.statement)
        let id = Order.ID(context.parameters.get("id") ?? "")
        let isOwn = try await front.desk.look { try $0.snapshot.orders.find(id, of: context.holder) != nil }
        guard isOwn else { throw NotFound() }
        return try await front.bundle(of: id)
    }

    /// What was sealed for one supplier.
    @Sendable private func partFile(_ request: Request, _ context: HolderContext) async throws -> Answer {
        try await front.desk.look { look in
            try context.authority.must(.statement)
            let (view, part) = try OrderLook(look: look, context: context).part()
            return try look.supplierFile(part.part, name: "order-\(view.order.number)-\(part.supplier.id).json")
        }
    }

    @Sendable private func cancel(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let part = try await part(context).part
        return try await take(
            CancelSupplierOrder(part: part.part.id, version: SeenVersion.read(form)), form, context, .cancelled)
    }

    @Sendable private func withdraw(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let part = try await part(context).part
        return try await take(WithdrawRequest(part: part.part.id), form, context, .withdrawn)
    }

    @Sendable private func confirm(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let part = try await part(context).part.part
        let items = part.items(.unconfirmed)
        var typed = PartTyped(units: UnitFields.typed(form, "came", items))
        let units = typed.problems.units(form, "came", items, of: part.version)
        if !units.isEmpty, units.values.allSatisfy({ $0 == 0 }), let first = items.first {
            typed.problems.add(UnitFields.field("came", first.position), "Enter how many came as ordered")
        }
        guard typed.problems.isEmpty else { return try await again(typed, part.id, context) }
        return try await take(
            ConfirmDelivery(part: part.id, version: SeenVersion.read(form), units: units), form, context, .confirmed)
    }

    @Sendable private func write(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let part = try await part(context).part.part
        var typed = PartTyped(message: form[NotesPanel.field(part.id)])
        guard let text = typed.problems.message(form, part.id) else { return try await again(typed, part.id, context) }
        return try await take(WriteOrderNote(part: part.id, text: text), form, context, .messageSent)
    }

    @Sendable private func cancelling(_ request: Request, _ context: HolderContext) async throws -> Answer {
        try context.authority.must(.sign)
        let (view, part) = try await part(context)
        guard part.part.status.allows(.askToCancel), part.part.count(.toCome) > 0 else {
            return .redirect(address(context))
        }
        return .page(
            CancellingPage(
                order: view, part: part, today: front.desk.now.day, hidden: front.hidden(context.visit)).view)
    }

    @Sendable private func askToCancel(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let (view, part) = try await part(context)
        let items = part.part.items(.toCome)
        var typed = PartTyped(units: UnitFields.typed(form, CancellingPage.group, items), note: form["note"])
        let units = typed.problems.units(form, CancellingPage.group, items, of: part.part.version)
        if !units.isEmpty, units.values.allSatisfy({ $0 == 0 }), let first = items.first {
            typed.problems.add(UnitFields.field(CancellingPage.group, first.position), "Enter how many should not come")
        }
        typed.problems.length(typed.note, "note", most: OrderNote.charactersMaximum)
        guard typed.problems.isEmpty else {
            return .page(
                CancellingPage(
                    order: view, part: part, today: front.desk.now.day, hidden: front.hidden(context.visit),
                    typed: typed).view)
        }
        return try await take(
            AskToCancel(part: part.part.id, version: SeenVersion.read(form), units: units, note: typed.note), form,
            context, .cancelAsked)
    }

    /// Takes a step, and leads back to the order; where it is not possible any more, shows what is.
    private func take(
        _ step: some Operation, _ form: Form, _ context: HolderContext, _ flash: Flash
    ) async throws -> Answer {
        do {
            _ = try await front.desk.perform(step, as: context.principal, key: form.command)
            return .redirect(address(context), flash)
        } catch where Stale.is(error) {
            return .page(try await page(context).changedView)
        }
    }

    private func again(
        _ typed: PartTyped, _ part: SupplierOrder.ID, _ context: HolderContext
    ) async throws -> Answer {
        var page = try await page(context)
        page.typed[part] = typed
        return .page(page.view)
    }

    private func page(_ context: HolderContext) async throws -> OrderPage {
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { try OrderLook(look: $0, context: context).page(hidden: hidden) }
    }

    /// The part, if it belongs to the order of the address.
    private func part(_ context: HolderContext) async throws -> (view: OrderView, part: OrderView.Part) {
        try await front.desk.look { try OrderLook(look: $0, context: context).part() }
    }

    private func address(_ context: HolderContext) -> String { "/orders/\(context.parameters.get("id") ?? "")" }
}

/// Whether something was refused because the page that it came from is not true any more.
enum Stale {
    static func `is`(_ error: any Error) -> Bool {
        switch error {
        case is WorkflowRefusal, OrderRefusal.changedMeanwhile, OrderRefusal.unitsMissing: true
        default: false
        }
    }

    /// Somebody else was quicker.
    static func isVersion(_ error: any Error) -> Bool {
        switch error {
        case OrderRefusal.changedMeanwhile, CatalogueRefusal.changedMeanwhile, DeliveryRefusal.changedMeanwhile: true
        default: false
        }
    }
}

extension Front {
    /// An order with everything that proves it, as a zip file; who may have it has been asked before.
    func bundle(of id: Order.ID) async throws -> Answer {
        let bundle = try await desk.bundle(of: id, printedBy: PrintedOrder.bytes)
        return .file(bytes: bundle.bytes, type: "application/zip", name: bundle.name)
    }
}

extension Desk.Look {
    /// What was sealed for a supplier, as it counts now.
    func supplierFile(_ part: SupplierOrder, name: String) throws -> Answer {
        guard let file = try snapshot.supplierOrderFile(of: part) else { throw NotFound() }
        return .file(bytes: Array((file.json.canonical + "\n").utf8), type: "application/json", name: name)
    }

    /// A signed document, to keep and to check without this program.
    func signedFile(_ signature: Signature, name: String) throws -> Answer {
        guard let key = try snapshot.signingKeys.find(signature.keyID)
        else { throw NotFound() }
        let file = try SignedOrderFile(signature: signature, publicKey: key.publicKey)
        return .file(bytes: Array((file.json.canonical + "\n").utf8), type: "application/json", name: name)
    }
}
