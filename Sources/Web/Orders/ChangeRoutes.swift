import Hummingbird
import Operations
import Orders
import Storage
import Values

/// Changes that suppliers offer, and the holder's answers.
struct ChangeRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/orders/:id/parts/:part/change", for: HolderContext.self, show)
        routes.post("/orders/:id/parts/:part/change", for: HolderContext.self, answer)
        routes.get("/orders/:id/parts/:part/revisions/:revision", for: HolderContext.self, file)
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        guard let page = try await page(context) else { return .redirect(address(context)) }
        return .page(page.page)
    }

    @Sendable private func answer(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let reply: AnswerChange.Reply = form["answer"] == "agree" ? .agree : .refuse
        if reply == .agree, var page = try await page(context) {
            let problem = try await front.passwordProblem(
                form, of: context.visit, empty: "Enter your password to sign")
            if let problem { page.problems.add("password", problem) }
            guard page.problems.isEmpty else { return .page(page.page) }
        }
        let id = SupplierOrder.ID(context.parameters.get("part") ?? "")
        let step = AnswerChange(
            part: id, version: SeenVersion.read(form), answer: reply, shown: Digest(form["shown"]))
        do {
            _ = try await front.desk.perform(step, as: context.principal, key: form.command)
            return .redirect(address(context), reply == .agree ? .changeAgreed : .changeRefused)
        } catch OrderRefusal.changedSinceShown {
            guard let fresh = try await page(context) else { return .redirect(address(context)) }
            return .page(fresh.changedPage)
        } catch where Stale.is(error) {
            let hidden = front.hidden(context.visit)
            return .page(
                try await front.desk.look { try OrderLook(look: $0, context: context).page(hidden: hidden) }
                    .changedView)
        }
    }

    /// What was signed when a change was agreed.
    @Sendable private func file(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let number = Int(context.parameters.get("revision") ?? "")
        return try await front.desk.look { look in
            try context.authority.must(.statement)
            let (view, part) = try OrderLook(look: look, context: context).part()
            guard let revision = part.revisions.first(where: { $0.revision == number }) else { throw NotFound() }
            return try look.signedFile(
                revision.signature, name: "order-\(view.order.number)-amendment-\(revision.revision).json")
        }
    }

    /// Nil where nothing is offered.
    private func page(_ context: HolderContext) async throws -> ChangePage? {
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { try OrderLook(look: $0, context: context).change(hidden: hidden) }
    }

    private func address(_ context: HolderContext) -> String { "/orders/\(context.parameters.get("id") ?? "")" }
}
