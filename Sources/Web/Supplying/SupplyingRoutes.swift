import Hummingbird
import Operations
import Orders
import Storage
import Values

/// A supplier's orders: what waits for an answer, what is to be delivered, and each order with its steps.
struct SupplyingRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/orders", for: SupplierContext.self, inbox)
        routes.get("/supplier/orders/:id", for: SupplierContext.self, show)
        routes.get("/supplier/orders/:id/signed-order.json", for: SupplierContext.self, file)
        routes.post("/supplier/orders/:id/acceptance", for: SupplierContext.self, accept)
        routes.post("/supplier/orders/:id/refusal", for: SupplierContext.self, decline)
        routes.post("/supplier/orders/:id/delivery", for: SupplierContext.self, deliver)
        routes.post("/supplier/orders/:id/shortfall", for: SupplierContext.self, closeShort)
        routes.post("/supplier/orders/:id/cancelling", for: SupplierContext.self, answerCancelling)
        routes.post("/supplier/orders/:id/messages", for: SupplierContext.self, write)
    }

    @Sendable private func inbox(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let supplier = context.supplier
        if request.uri.queryParameters["show"] == "finished" {
            let finished = try await front.desk.look { look in
                try look.snapshot.supplierOrders.inbox(
                    of: supplier, statuses: SupplierOrderStatus.allCases.filter(\.isOver))
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

    /// What was sealed for the supplier, to keep and to check without this program.
    @Sendable private func file(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let (id, supplier) = (SupplierOrder.ID(context.parameters.get("id") ?? ""), context.supplier)
        return try await front.desk.look { look in
            guard let part = try look.snapshot.supplierOrders.find(id, of: supplier),
                let order = try look.snapshot.orders.find(part.order)
            else { throw NotFound() }
            return try look.supplierFile(part, name: "order-\(order.number).json")
        }
    }

    /// All of it with one press; or as many as were typed.
    @Sendable private func accept(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        let items = page.order.items(.open)
        let units = page.typed.problems.units(form, "accept", items, of: page.order.version)
        page.typed.units = UnitFields.typed(form, "accept", items)
        (page.typed.form, page.typed.text) = ("accept", form["part-note"])
        page.typed.problems.length(page.typed.text, "part-note", most: OrderNote.charactersMaximum)
        let isLess = items.contains { (units[$0.position] ?? $0.most) < $0.most }
        if isLess, page.typed.text.isEmpty { page.typed.problems.add("part-note", "Say why you take only a part") }
        if !units.isEmpty, units.values.allSatisfy({ $0 == 0 }), let first = items.first {
            page.typed.problems.add(
                UnitFields.field("accept", first.position), "To take nothing, decline the order and say why")
        }
        guard page.typed.problems.isEmpty else { return .page(page.view) }
        let step = AcceptOrder(
            part: page.order.id, version: SeenVersion.read(form), units: units, note: page.typed.text)
        return try await take(step, form, context, .accepted)
    }

    @Sendable private func decline(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        (page.typed.form, page.typed.text) = ("decline", form["reason"])
        let reason = page.typed.problems.text(
            form, "reason", most: OrderNote.charactersMaximum,
            empty: "Say why you can’t take this order",
            long: "The reason must not be longer than \(OrderNote.charactersMaximum) characters")
        guard let reason else { return .page(page.view(for: .decline)) }
        let step = DeclineOrder(part: page.order.id, version: SeenVersion.read(form), note: reason)
        return try await take(step, form, context, .declined)
    }

    @Sendable private func deliver(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        let items = page.order.items(.toCome)
        let units = page.typed.problems.units(form, "deliver", items, of: page.order.version)
        page.typed.units = UnitFields.typed(form, "deliver", items)
        (page.typed.form, page.typed.text) = ("deliver", form["note"])
        if page.typed.text.unicodeScalars.count > OrderNote.charactersMaximum {
            page.typed.problems.add(
                "note", "The note must not be longer than \(OrderNote.charactersMaximum) characters")
        }
        page.typed.proof = form["proof"]
        page.typed.problems.length(page.typed.proof, "proof", most: ProvedDelivery.proofCharactersMaximum)
        page.typed.noneNamed(units, items, "deliver", "Enter how many were delivered or done")
        guard page.typed.problems.isEmpty else { return .page(page.view(for: .deliver)) }
        let step = DeliverOrder(
            part: page.order.id, version: SeenVersion.read(form), units: units, note: page.typed.text,
            proof: page.typed.proof)
        return try await take(step, form, context, .delivered)
    }

    @Sendable private func closeShort(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        let items = page.order.items(.toCome)
        let units = page.typed.problems.units(form, "short", items, of: page.order.version)
        page.typed.units = UnitFields.typed(form, "short", items)
        (page.typed.form, page.typed.text) = ("short", form["short-reason"])
        page.typed.noneNamed(units, items, "short", "Enter how many will not come")
        let reason = page.typed.problems.text(
            form, "short-reason", most: OrderNote.charactersMaximum, empty: "Say why it will not come",
            long: "The reason must not be longer than \(OrderNote.charactersMaximum) characters")
        guard page.typed.problems.isEmpty, let reason else { return .page(page.view(for: .closeShort)) }
        let step = CloseShort(part: page.order.id, version: SeenVersion.read(form), units: units, note: reason)
        return try await take(step, form, context, .closedShort)
    }

    @Sendable private func answerCancelling(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        page.typed = SupplierTyped(
            form: "cancel", text: form["cancel-note"], fee: form["fee"], reply: form["reply"])
        let reply = AnswerCancellation.Reply(rawValue: page.typed.reply)
        if reply == nil { page.typed.problems.add("reply", "Choose whether you agree") }
        var fee = Money.zero
        if reply == .agree {
            fee = page.typed.problems.money(page.typed.fee, "fee", "your fee", isOptional: true) ?? .zero
            let most = page.order.feeMaximum.values.total
            let isCurrent = SeenVersion.read(form) == page.order.version
            if fee < .zero || isCurrent && fee > most {
                page.typed.problems.add("fee", "The fee must be from £0.00 to \(most), by the terms that were signed")
            }
        }
        if reply == .refuse, page.typed.text.isEmpty {
            page.typed.problems.add("cancel-note", "Say why it can’t be cancelled")
        }
        page.typed.problems.length(page.typed.text, "cancel-note", most: OrderNote.charactersMaximum)
        guard page.typed.problems.isEmpty, let reply else { return .page(page.view(for: .agreeToCancel)) }
        let step = AnswerCancellation(
            part: page.order.id, version: SeenVersion.read(form), answer: reply, fee: fee, note: page.typed.text)
        return try await take(step, form, context, .cancelAnswered)
    }

    @Sendable private func write(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        (page.typed.form, page.typed.text) = ("message", form[NotesPanel.field(page.order.id)])
        guard let text = page.typed.problems.message(form, page.order.id) else { return .page(page.view) }
        return try await take(WriteOrderNote(part: page.order.id, text: text), form, context, .messageSent)
    }

    /// Takes a step, and leads back to the order; where it is not possible any more, shows what is.
    private func take(
        _ step: some Operation, _ form: Form, _ context: SupplierContext, _ flash: Flash
    ) async throws -> Answer {
        do {
            _ = try await front.desk.perform(step, as: context.principal, key: form.command)
            return .redirect("/supplier/orders/\(context.parameters.get("id") ?? "")", flash)
        } catch where Stale.is(error) {
            return .page(try await page(context).changedView)
        }
    }

    func page(_ context: SupplierContext) async throws -> SupplierOrderPage {
        guard let id = context.parameters.get("id").map({ SupplierOrder.ID($0) }) else { throw NotFound() }
        let supplier = context.supplier
        let (order, hasGoods, reported, documents, now) = try await front.desk.look { look in
            guard let order = try look.snapshot.supplierOrders.view(id, of: supplier),
                let part = try look.snapshot.supplierOrders.find(id, of: supplier)
            else { throw NotFound() }
            let problems = try look.snapshot.problems.list(of: id)
            let hasGoods = part.lines.contains { line in
                (part.tally(line.position)?[.toCome] ?? 0) > 0
                    && OrderLimits.mayCountAsReceived(
                        line, traits: look.shelf.categories[line.category]?.item?.traits ?? [])
            }
            let reported = PartProblems(
                part: part, problems: problems, address: "/supplier/problems", reporting: nil)
            return (order, hasGoods, reported, try look.snapshot.outgoingDocuments(of: id, for: supplier), look.now)
        }
        return SupplierOrderPage(
            order: order, hidden: front.hidden(context.visit), hasGoods: hasGoods, reported: reported,
            documents: documents,
            takesMessages: order.status.takesMessages(last: order.events.last?.at, at: now))
    }
}

extension SupplierTyped {
    /// Notes it where every number that was typed is nought.
    mutating func noneNamed(_ units: [Int: Int], _ items: [UnitFields.Item], _ group: String, _ words: String) {
        guard !units.isEmpty, units.values.allSatisfy({ $0 == 0 }), let first = items.first else { return }
        problems.add(UnitFields.field(group, first.position), words)
    }
}
