import Hummingbird
import Operations
import Orders
import Storage
import Values

/// The holder's orders.
struct OrderRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/orders", for: HolderContext.self, list)
        routes.get("/orders/:id", for: HolderContext.self, show)
        routes.get("/orders/:id/signed-order.json", for: HolderContext.self, file)
        routes.post("/orders/:id/parts/:part/cancellation", for: HolderContext.self, cancel)
        routes.post("/orders/:id/parts/:part/withdrawal", for: HolderContext.self, withdraw)
        routes.post("/orders/:id/parts/:part/receipt", for: HolderContext.self, confirm)
    }

    @Sendable private func list(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let page = max(1, Int(request.uri.queryParameters["page"].map(String.init) ?? "") ?? 1)
        return .page(try await front.desk.look { look in
            let skipped = min(page - 1, OrderListPage.pagesMaximum) * OrderListPage.pageSize
            let orders = try look.snapshot.orders.list(
                of: context.holder, skipping: skipped, most: OrderListPage.pageSize)
            let total = try look.snapshot.orders.count(of: context.holder)
            return OrderListPage(
                orders: orders, total: total, page: page, seesMoney: context.authority.allows(.statement)
            ).view
        })
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let hidden = front.hidden(context.visit)
        let id = Order.ID(context.parameters.get("id") ?? "")
        return .page(try await front.desk.look { look in
            guard let order = try look.snapshot.orders.find(id, of: context.holder) else { throw NotFound() }
            let plan = try look.snapshot.plans.find(order.plan, version: order.planVersion)
            return OrderPage(
                order: try look.snapshot.orders.view(of: order), plan: plan, authority: context.authority,
                hidden: hidden, problems: try look.snapshot.problems.list(of: order.id)
            ).view
        })
    }

    /// The signed order, to keep and to check without this program.
    @Sendable private func file(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let id = Order.ID(context.parameters.get("id") ?? "")
        return try await front.desk.look { look in
            // It names every sum and every line of the plan that pays.
            try context.authority.must(.statement)
            guard let order = try look.snapshot.orders.find(id, of: context.holder),
                let key = try look.snapshot.signingKeys.list().first(where: { $0.id == order.signature.keyID })
            else { throw NotFound() }
            let file = try SignedOrderFile(signature: order.signature, publicKey: key.publicKey)
            return .file(
                bytes: Array((file.json.canonical + "\n").utf8), type: "application/json",
                name: "order-\(order.number).json")
        }
    }

    @Sendable private func cancel(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let part = try await part(context)
        _ = try await front.desk.perform(CancelSupplierOrder(part: part), as: context.principal, key: form.command)
        return .redirect(address(context), .cancelled)
    }

    @Sendable private func withdraw(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let part = try await part(context)
        _ = try await front.desk.perform(WithdrawRequest(part: part), as: context.principal, key: form.command)
        return .redirect(address(context), .withdrawn)
    }

    @Sendable private func confirm(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let part = try await part(context)
        _ = try await front.desk.perform(ConfirmDelivery(part: part), as: context.principal, key: form.command)
        return .redirect(address(context), .confirmed)
    }

    private func address(_ context: HolderContext) -> String { "/orders/\(context.parameters.get("id") ?? "")" }

    /// The part, if it belongs to the order of the address.
    private func part(_ context: HolderContext) async throws -> SupplierOrder.ID {
        let order = Order.ID(context.parameters.get("id") ?? "")
        let part = SupplierOrder.ID(context.parameters.get("part") ?? "")
        let belongs = try await front.desk.look { try $0.snapshot.supplierOrders.find(part)?.order == order }
        guard belongs else { throw NotFound() }
        return part
    }
}
