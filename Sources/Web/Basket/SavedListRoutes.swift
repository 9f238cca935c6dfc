import Baskets
import Hummingbird
import Operations
import Storage

/// Baskets that were put aside because nobody touched them, and taking them up again.
struct SavedListRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/basket/saved", for: HolderContext.self, show)
        routes.post("/basket/saved/:id", for: HolderContext.self, takeUp)
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let hidden = front.hidden(context.visit)
        return .page(try await front.desk.look { try SavedListsPage(for: context, $0, hidden: hidden).view })
    }

    @Sendable private func takeUp(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let list = Basket.ID(context.parameters.get("id") ?? "")
        _ = try await front.desk.perform(TakeUpSavedList(list: list), as: context.principal, key: form.command)
        return .redirect("/basket", .listTakenUp)
    }
}
