import Catalogue
import Hummingbird
import Operations
import Storage
import Values

/// Dated prices, prices of regions, and the smallest order of a supplier.
struct ListingPriceRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/listings/:id/prices", for: SupplierContext.self, show)
        routes.post("/supplier/listings/:id/prices", for: SupplierContext.self, set)
        routes.post("/supplier/listings/:id/prices/:number/recall", for: SupplierContext.self, recall)
        routes.get("/supplier/order-minimum", for: SupplierContext.self, showMinimum)
        routes.post("/supplier/order-minimum", for: SupplierContext.self, setMinimum)
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func set(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        (page.price, page.region) = (form["price"], form["region"])
        (page.first, page.last) = (TypedDay(form, "first"), TypedDay(form, "last"))
        let first = page.first.read("first", "the first day", &page.problems)
        let last = page.last.read("last", "the last day", isOptional: true, &page.problems)
        guard page.problems.isEmpty, let first else { return .page(page.view) }
        let asked = SetListingPrice(
            listing: page.listing.id, price: page.price, region: page.region, first: first, last: last)
        do {
            let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/supplier/listings/\(id)/prices", .priceSet)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func recall(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        guard let sequence = context.parameters.get("number").flatMap({ Int($0) }) else { throw NotFound() }
        let asked = RecallListingPrice(listing: try ListingRoutes.id(context), sequence: sequence)
        let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/supplier/listings/\(id)/prices", .priceRecalled)
    }

    private func page(_ context: SupplierContext) async throws -> ListingPricesPage {
        let (id, supplier, hidden) = (
            try ListingRoutes.id(context), context.supplier, front.hidden(context.visit)
        )
        return try await front.desk.look { look in
            guard let listing = try look.snapshot.listings.find(id, of: supplier) else { throw NotFound() }
            return try ListingPricesPage(listing, look, hidden: hidden)
        }
    }

    @Sendable private func showMinimum(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let supplier = context.supplier
        let minimum = try await front.desk.look { try $0.snapshot.suppliers.find(supplier)?.orderMinimum }
        return .page(
            OrderMinimumPage(amount: minimum?.decimal ?? "", problems: .init(), hidden: front.hidden(context.visit))
                .view)
    }

    @Sendable private func setMinimum(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        do {
            _ = try await front.desk.perform(
                SetOrderMinimum(amount: form["amount"]), as: context.principal, key: form.command)
            return .redirect("/supplier/listings", .listingMoved)
        } catch let problems as FieldProblems {
            return .page(
                OrderMinimumPage(amount: form["amount"], problems: problems, hidden: front.hidden(context.visit)).view)
        }
    }
}
