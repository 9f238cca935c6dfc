import Catalogue
import Hummingbird
import Operations
import Storage
import Values

/// Where a supplier's day begins.
struct SupplierTodayRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier", for: SupplierContext.self, show)
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let id = context.supplier
        return .page(try await front.desk.look { look in
            guard let supplier = try look.snapshot.suppliers.find(id) else { throw NotFound() }
            let orders = look.snapshot.supplierOrders
            return SupplierTodayPage(
                supplier: supplier, today: look.today, now: look.now, day: try orders.day(of: id, at: look.now),
                problems: try look.snapshot.problems.open(of: id),
                figures: try orders.figures(of: id, until: look.today), hasOrders: try orders.hasOrders(of: id),
                reviewCount: try look.snapshot.supplierReviews.publishedCount(of: id),
                answers: try look.snapshot.listingHistory.answers(
                    to: id, since: Moment(startOf: look.today.adding(days: -ListingAnswers.days)),
                    most: SupplierDay.most)
            ).view
        })
    }
}
