import Hummingbird
import Operations
import Orders
import Storage
import Values

/// A supplier answers what customers report.
struct SupplierProblemRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/problems", for: SupplierContext.self, list)
        routes.get("/supplier/problems/:id", for: SupplierContext.self, show)
        routes.post("/supplier/problems/:id/answer", for: SupplierContext.self, answer)
        routes.post("/supplier/problems/:id/return", for: SupplierContext.self, takeBack)
        routes.post("/supplier/problems/:id/keeping-back", for: SupplierContext.self, keepBack)
        routes.post("/supplier/problems/:id/statement", for: SupplierContext.self, state)
    }

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let supplier = context.supplier
        return .page(try await front.desk.look { look in
            SupplierProblemListPage(list: try look.snapshot.problems.open(of: supplier), now: look.now).view
        })
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func answer(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await take(form, context, .problemAnswered) { page in
            AnswerProblem(
                problem: page.problem.problem.id, version: form.version,
                remedy: try page.typed.remedy(of: page.problem.whole), words: page.typed.words)
        }
    }

    @Sendable private func takeBack(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await take(form, context, .problemAnswered) { page in
            guard let reception = Reception(rawValue: page.typed.reception)
            else { throw FieldProblems("reception", "Choose what came back") }
            return RecordReturn(
                problem: page.problem.problem.id, version: form.version, reception: reception, words: page.typed.words)
        }
    }

    @Sendable private func keepBack(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await take(form, context, .problemAnswered) { page in
            AllowKeepingBack(problem: page.problem.problem.id, version: form.version)
        }
    }

    @Sendable private func state(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await take(form, context, .statementAdded) { page in
            AddStatement(problem: page.problem.problem.id, text: page.typed.text)
        }
    }

    private func take<Step: Operation>(
        _ form: Form, _ context: SupplierContext, _ flash: Flash, _ step: (SupplierProblemPage) throws -> Step
    ) async throws -> Answer {
        try await front.take(form, as: context.principal, on: try await page(context), flash, step)
    }

    private func page(_ context: SupplierContext) async throws -> SupplierProblemPage {
        let (id, supplier, hidden) = (ProblemRoutes.id(context), context.supplier, front.hidden(context.visit))
        return try await front.desk.look { look in
            guard try look.snapshot.problems.isOf(supplier, id),
                let problem = try look.snapshot.problems.view(id, for: .supplier)
            else { throw NotFound() }
            return SupplierProblemPage(problem: problem, hidden: hidden, now: look.now)
        }
    }
}
