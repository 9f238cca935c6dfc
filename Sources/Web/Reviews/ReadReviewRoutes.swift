import Hummingbird
import Operations
import Orders
import Storage
import Values

/// The commissioner's staff read reviews and replies before everybody else does.
struct ReadReviewRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/reviews", for: CommissionerContext.self, list)
        routes.get("/reviews/:id", for: CommissionerContext.self, show)
        routes.post("/reviews/:id", for: CommissionerContext.self, decide)
    }

    @Sendable private func list(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let commissioner = context.commissioner
        return .page(try await front.desk.look { look in
            let found = try look.snapshot.supplierReviews.waiting(of: commissioner, most: ReviewQueuePage.most + 1)
            let suppliers = try look.snapshot.suppliers.find(found.map(\.supplier))
            return ReviewQueuePage(
                reviews: Array(found.prefix(ReviewQueuePage.most)), isCut: found.count > ReviewQueuePage.most,
                names: suppliers.mapValues(\.name)
            ).view
        })
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func decide(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        var page = try await page(context)
        guard let side = SupplierReview.Side(rawValue: form["side"]) else { throw NotFound() }
        let (decision, reason) = (form["decision-\(side.rawValue)"], form["reason-\(side.rawValue)"])
        page.typed = (side, decision, reason)
        guard let action = SupplierReviewAction(rawValue: decision),
            page.review[side].status.allows(action)
        else {
            page.problems.add("decision-\(side.rawValue)", "Choose what to do")
            return .page(page.view)
        }
        let asked = DecideSupplierReview(
            review: page.review.id, version: form.version, side: side, action: action, reason: reason)
        do {
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/reviews", .supplierReviewDecided)
        } catch let problems as FieldProblems {
            for problem in problems.problems { page.problems.add("\(problem.field)-\(side.rawValue)", problem.words) }
            return .page(page.view)
        }
    }

    private func page(_ context: CommissionerContext) async throws -> ReadReviewPage {
        let (id, commissioner) = (SupplierReview.ID(context.parameters.get("id") ?? ""), context.commissioner)
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in
            guard let review = try look.snapshot.supplierReviews.find(id), review.commissioner == commissioner
            else { throw NotFound() }
            return ReadReviewPage(
                review: review, supplier: try look.snapshot.suppliers.find(review.supplier)?.name ?? "",
                events: try look.snapshot.supplierReviews.events(of: id), hidden: hidden)
        }
    }
}
