import Hummingbird
import Identity
import Operations
import Orders
import Storage
import Values

/// What holders report and follow.
struct ProblemRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/orders/:id/parts/:part/problem", for: HolderContext.self, form)
        routes.post("/orders/:id/parts/:part/problem", for: HolderContext.self, report)
        routes.get("/problems/:id", for: HolderContext.self, show)
        routes.post("/problems/:id/statement", for: HolderContext.self, state)
        routes.post("/problems/:id/replacement", for: HolderContext.self, confirm)
        routes.post("/problems/:id/escalation", for: HolderContext.self, escalate)
        routes.post("/problems/:id/withdrawal", for: HolderContext.self, withdraw)
    }

    @Sendable private func form(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await reportPage(context).view)
    }

    @Sendable private func report(_ form: Form, _ context: HolderContext) async throws -> Answer {
        var page = try await reportPage(context)
        page.typed = ReportForm(form)
        do {
            let asked = try page.typed.checked(page.part, version: form.version)
            let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/problems/\(id)", .problemReported)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }

    private func reportPage(_ context: HolderContext) async throws -> ReportProblemPage {
        try context.authority.must(.confirm)
        let hidden = front.hidden(context.visit)
        let id = Order.ID(context.parameters.get("id") ?? "")
        let wanted = SupplierOrder.ID(context.parameters.get("part") ?? "")
        let holder = context.holder
        return try await front.desk.look { look in
            guard let order = try look.snapshot.orders.find(id, of: holder),
                let part = try look.snapshot.supplierOrders.find(wanted), part.order == order.id
            else { throw NotFound() }
            try part.must(.report)
            return ReportProblemPage(
                part: part, number: order.number,
                supplier: try look.snapshot.suppliers.find(part.supplier)?.name ?? "",
                address: "/orders/\(order.id)", hidden: hidden)
        }
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func state(_ form: Form, _ context: HolderContext) async throws -> Answer {
        var page = try await page(context)
        page.typed = form["text"]
        let asked = AddStatement(
            problem: page.problem.problem.id, text: page.typed, isForSupplier: form["private"] != "yes")
        do {
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/problems/\(asked.problem)", .statementAdded)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func confirm(_ form: Form, _ context: HolderContext) async throws -> Answer {
        try await take(ConfirmReplacement(problem: Self.id(context), version: form.version), form, context, .confirmed)
    }

    @Sendable private func escalate(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let asked = EscalateProblem(problem: Self.id(context), version: form.version, words: form["words"])
        return try await take(asked, form, context, .problemEscalated)
    }

    @Sendable private func withdraw(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let asked = WithdrawProblem(problem: Self.id(context), version: form.version)
        return try await take(asked, form, context, .problemWithdrawn)
    }

    private func take(
        _ step: some Operation, _ form: Form, _ context: HolderContext, _ flash: Flash
    ) async throws -> Answer {
        _ = try await front.desk.perform(step, as: context.principal, key: form.command)
        return .redirect("/problems/\(Self.id(context))", flash)
    }

    private func page(_ context: HolderContext) async throws -> HolderProblemPage {
        let (id, holder, hidden) = (Self.id(context), context.holder, front.hidden(context.visit))
        let seesMoney = context.authority.allows(.statement)
        return try await front.desk.look { look in
            guard try look.snapshot.problems.isOf(holder, id),
                let problem = try look.snapshot.problems.view(id, for: .holder)
            else { throw NotFound() }
            return HolderProblemPage(problem: problem, seesMoney: seesMoney, hidden: hidden, now: look.now)
        }
    }

    static func id(_ context: some SiteContext) -> Problem.ID { Problem.ID(context.parameters.get("id") ?? "") }
}

extension Form {
    /// Which version the person was looking at; nil where the form did not say.
    var version: Int? { Int(self["version"]) }
}
