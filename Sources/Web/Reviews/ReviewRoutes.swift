import Catalogue
import Hummingbird
import Operations
import Orders
import Storage
import Values

/// Reviews as holders write them and everybody reads them.
struct ReviewRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/orders/:id/parts/:part/review", for: HolderContext.self, form)
        routes.post("/orders/:id/parts/:part/review", for: HolderContext.self, write)
        routes.post("/orders/:id/parts/:part/review/withdrawal", for: HolderContext.self, withdraw)
        routes.get("/suppliers/:id/reviews", for: HolderContext.self, list)
    }

    @Sendable private func form(_ request: Request, _ context: HolderContext) async throws -> Answer {
        var page = try await page(context)
        if let review = page.review, review.review.status != .absent {
            page.typed.stars = "\(review.stars)"
            page.typed.text = review.review.text
        }
        return .page(page.view)
    }

    @Sendable private func write(_ form: Form, _ context: HolderContext) async throws -> Answer {
        var page = try await page(context)
        page.typed = ReviewTyped(form)
        guard let stars = Int(page.typed.stars) else {
            page.typed.problems.add("stars", "Choose how it was")
            return .page(page.view)
        }
        let asked = WriteSupplierReview(
            part: page.part.id, version: form.version, stars: stars, text: page.typed.text,
            isMeant: page.typed.isMeant)
        do {
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect(address(page), .supplierReviewSent)
        } catch let problems as FieldProblems {
            page.typed.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func withdraw(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let page = try await page(context)
        let asked = WithdrawSupplierReview(part: page.part.id, version: form.version)
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect(address(page), .supplierReviewTakenBack)
    }

    private func address(_ page: ReviewPage) -> String { "/orders/\(page.part.order)/parts/\(page.part.id)/review" }

    private func page(_ context: HolderContext) async throws -> ReviewPage {
        try context.authority.must(.confirm)
        let hidden = front.hidden(context.visit)
        let id = Order.ID(context.parameters.get("id") ?? "")
        let wanted = SupplierOrder.ID(context.parameters.get("part") ?? "")
        let holder = context.holder
        return try await front.desk.look { look in
            guard let order = try look.snapshot.orders.find(id, of: holder),
                let part = try look.snapshot.supplierOrders.find(wanted), part.order == order.id
            else { throw NotFound() }
            let review = try look.snapshot.supplierReviews.find(of: part.id)
            guard part.mayBeReviewed || review != nil else { throw NotFound() }
            return ReviewPage(
                part: part, number: order.number,
                supplier: try look.snapshot.suppliers.find(part.supplier)?.name ?? "", review: review,
                refusal: try review.flatMap { try look.snapshot.supplierReviews.refusal(of: $0.id, .review) },
                hidden: hidden)
        }
    }

    @Sendable private func list(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let id = Supplier.ID(context.parameters.get("id") ?? "")
        let page = PageNumber(request)
        return .page(try await front.desk.look { look in
            guard let supplier = try look.snapshot.suppliers.find(id) else { throw NotFound() }
            return try PublishedReviewsPage(
                supplier: supplier, page: page, look, place: .shop,
                breadcrumb: [Link("Shop", href: "/shop"), Link(supplier.name, href: "/suppliers/\(supplier.id)")],
                address: "/suppliers/\(supplier.id)/reviews"
            ).view
        })
    }
}
