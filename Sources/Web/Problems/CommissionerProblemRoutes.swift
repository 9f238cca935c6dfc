import Hummingbird
import Operations
import Orders
import Storage
import Values

/// A commissioner decides problems, and sees to refunds.
struct CommissionerProblemRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/reported-problems", for: CommissionerContext.self, list)
        routes.get("/reported-problems/:id", for: CommissionerContext.self, show)
        routes.post("/reported-problems/:id/decision", for: CommissionerContext.self, decide)
        routes.post("/reported-problems/:id/refund", for: CommissionerContext.self, refund)
        routes.post("/reported-problems/:id/write-off-proposal", for: CommissionerContext.self, propose)
        routes.post("/reported-problems/:id/write-off", for: CommissionerContext.self, writeOff)
        routes.post("/reported-problems/:id/statement", for: CommissionerContext.self, state)
    }

    @Sendable private func list(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let commissioner = context.commissioner
        return .page(try await front.desk.look { look in
            CommissionerProblemListPage(
                toDecide: try look.snapshot.problems.toDecide(by: commissioner, at: look.now),
                refunds: try look.snapshot.problems.refunds(to: commissioner), now: look.now
            ).view
        })
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func decide(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        try await take(form, context, .problemDecided) { page in
            DecideProblem(
                problem: page.problem.problem.id, version: form.version,
                ruling: try page.typed.checked(of: page.problem.whole), reason: page.typed.reason)
        }
    }

    @Sendable private func refund(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let left = try Self.left(form)
        return try await take(form, context, .refundRecorded) { page in
            let amount: Money
            do {
                amount = try Money(reading: page.typed.amount)
            } catch {
                throw FieldProblems("amount", "Enter an amount in pounds and pence, such as 24.50")
            }
            guard amount.isPositive, amount <= left
            else { throw FieldProblems("amount", "Enter more than nothing, and at most \(left)") }
            return RecordRefund(
                problem: page.problem.problem.id, amount: amount, left: left, reference: page.typed.reference)
        }
    }

    @Sendable private func propose(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        try await take(form, context, .writeOffProposed) { page in
            ProposeWriteOff(problem: page.problem.problem.id, reason: page.typed.reason)
        }
    }

    @Sendable private func writeOff(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let left = try Self.left(form)
        return try await take(form, context, .refundRecorded) { page in
            WriteOffRefund(problem: page.problem.problem.id, left: left)
        }
    }

    @Sendable private func state(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        try await take(form, context, .statementAdded) { page in
            AddStatement(
                problem: page.problem.problem.id, text: page.typed.text, isForSupplier: form["private"] != "yes")
        }
    }

    /// What the page said is still to be paid back.
    private static func left(_ form: Form) throws(FieldProblems) -> Money {
        do {
            return try Money(reading: form["left"])
        } catch {
            throw FieldProblems("amount", "Open the page again to see what is still to be paid back")
        }
    }

    private func take<Step: Operation>(
        _ form: Form, _ context: CommissionerContext, _ flash: Flash, _ step: (CommissionerProblemPage) throws -> Step
    ) async throws -> Answer {
        try await front.take(form, as: context.principal, on: try await page(context), flash, step)
    }

    private func page(_ context: CommissionerContext) async throws -> CommissionerProblemPage {
        let (id, commissioner) = (ProblemRoutes.id(context), context.commissioner)
        let (hidden, person) = (front.hidden(context.visit), context.principal.person)
        return try await front.desk.look { look in
            guard try look.snapshot.problems.isOf(commissioner, id),
                let problem = try look.snapshot.problems.view(id, for: .commissioner)
            else { throw NotFound() }
            guard let order = try look.snapshot.orders.find(problem.order),
                let holder = try look.snapshot.holders.find(order.holder)
            else { throw NotFound() }
            return CommissionerProblemPage(
                problem: problem, person: person,
                exclusion: try look.snapshot.exclusion(
                    of: person.id, from: problem.problem, of: order, problem.part, holder: holder),
                hidden: hidden, now: look.now)
        }
    }
}
