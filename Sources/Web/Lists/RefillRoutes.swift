import Baskets
import Hummingbird
import Operations
import Orders
import Storage
import Values

/// Ordering again: a past order, or a whole list, into the basket, with everything that changed said first.
struct RefillRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/orders/:id/again", for: HolderContext.self, showOrder)
        routes.post("/orders/:id/again", for: HolderContext.self, takeOrder)
        routes.get("/lists/:id/basket", for: HolderContext.self, showList)
        routes.post("/lists/:id/basket", for: HolderContext.self, takeList)
    }

    @Sendable private func showOrder(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await orderPage(context).view)
    }

    @Sendable private func takeOrder(_ form: Form, _ context: HolderContext) async throws -> Answer {
        try await take(form, context, orderPage)
    }

    @Sendable private func showList(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await listPage(context).view)
    }

    @Sendable private func takeList(_ form: Form, _ context: HolderContext) async throws -> Answer {
        try await take(form, context, listPage)
    }

    private func take(
        _ form: Form, _ context: HolderContext, _ page: (HolderContext) async throws -> RefillPage
    ) async throws -> Answer {
        let items = try RefillTicks.items(form)
        if items.isEmpty, !form.command.isEmpty {
            var page = try await page(context)
            page.problems.add(RefillTicks.field(page.firstReady), "Tick what is to go into the basket")
            return .page(page.view)
        }
        do {
            _ = try await front.desk.perform(
                RefillBasket(items: items), as: context.principal, key: form.command)
            return .redirect("/basket", .refilled)
        } catch RefillRefusal.changedMeanwhile {
            var page = try await page(context)
            page.status = .conflict
            page.notice = Notice(
                .warning, "Something has changed since you opened this page",
                text: "Nothing was put into the basket. This is how it stands now.")
            return .page(page.view)
        }
    }

    private func orderPage(_ context: HolderContext) async throws -> RefillPage {
        let (id, hidden) = (Order.ID(context.parameters.get("id") ?? ""), front.hidden(context.visit))
        return try await front.desk.look { look in
            guard let order = try look.snapshot.orders.find(id, of: context.holder) else { throw NotFound() }
            let reader = RefillReader(try context.facts(look), look)
            return RefillPage(
                title: "Order again", back: Link("Order \(order.number)", href: "/orders/\(order.id)"),
                place: .orders, action: "/orders/\(order.id)/again",
                refill: try reader.refill(of: order, for: context.holder),
                mayShop: context.authority.allows(.shop),
                seesMoney: context.authority.allows(.statement), hidden: hidden)
        }
    }

    private func listPage(_ context: HolderContext) async throws -> RefillPage {
        let (id, hidden) = (ShoppingList.ID(context.parameters.get("id") ?? ""), front.hidden(context.visit))
        let person = context.principal.person.id
        return try await front.desk.look { look in
            guard let list = try look.snapshot.shoppingLists.find(id, of: context.holder, seenBy: person)
            else { throw NotFound() }
            let reader = RefillReader(try context.facts(look), look)
            return RefillPage(
                title: "Into the basket", back: Link(list.title, href: "/lists/\(list.id)"), place: .lists,
                action: "/lists/\(list.id)/basket", refill: try reader.refill(of: list),
                mayShop: context.authority.allows(.shop), seesMoney: true, hidden: hidden)
        }
    }
}

extension RefillPage {
    /// Where the error summary leads to.
    var firstReady: Int {
        refill.lines.firstIndex { if case .ready = $0 { true } else { false } } ?? 0
    }
}
