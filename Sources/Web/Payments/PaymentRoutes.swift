import Hummingbird
import Operations
import Orders
import Storage
import Values

/// What is owed to suppliers, and that it has been paid.
struct PaymentRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/payments", for: CommissionerContext.self, queue)
        routes.get("/payments/made", for: CommissionerContext.self, made)
        routes.post("/payments/made/:id/return", for: CommissionerContext.self, takeBack)
        routes.post("/payments/:id", for: CommissionerContext.self, record)
    }

    @Sendable private func queue(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func record(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        guard let id = context.parameters.get("id").map({ SupplierOrder.ID($0) }) else { throw NotFound() }
        let typed = form["reference"]
        if let problem = PaymentQueuePage.problem(with: typed) {
            var page = try await page(context)
            guard page.queue.items.contains(where: { $0.id == id }) else { throw NotFound() }
            page.typed = [id: typed]
            page.problems.add(PaymentQueuePage.field(id), problem)
            return .page(page.view)
        }
        let asked = RecordPayment(
            part: id, reference: typed, owed: form.owed, keptBack: try form.keptBack)
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/payments", .paymentRecorded)
    }

    @Sendable private func made(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let commissioner = context.commissioner
        let payments = try await front.desk.look {
            try $0.snapshot.payments.recent(of: commissioner, most: PaymentsMadePage.most)
        }
        return .page(PaymentsMadePage(payments: payments, hidden: { front.hidden(context.visit) }).view)
    }

    @Sendable private func takeBack(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let asked = ReturnPayment(payment: Payment.ID(context.parameters.get("id") ?? ""), words: form["words"])
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/payments/made", .paymentReturned)
    }

    private func page(_ context: CommissionerContext) async throws -> PaymentQueuePage {
        let (commissioner, person) = (context.commissioner, context.principal.person.id)
        let (queue, members) = try await front.desk.look { look in
            (
                try look.snapshot.supplierOrders.payments(due: commissioner),
                try look.snapshot.staff.list(of: commissioner)
            )
        }
        return PaymentQueuePage(
            queue: queue, isFinance: StaffStep.callBack(.confirm).isFor(members, person),
            hidden: { front.hidden(context.visit) })
    }
}
