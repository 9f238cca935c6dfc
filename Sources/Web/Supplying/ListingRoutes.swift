import Catalogue
import Hummingbird
import Operations
import Values

/// What a supplier offers: the list, adding, editing, taking out of the shop and putting back.
struct ListingRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/listings", for: SupplierContext.self, list)
        routes.get("/supplier/listings/new", for: SupplierContext.self, new)
        routes.post("/supplier/listings", for: SupplierContext.self, add)
        routes.get("/supplier/listings/:id", for: SupplierContext.self, show)
        routes.post("/supplier/listings/:id", for: SupplierContext.self, revise)
        routes.post("/supplier/listings/:id/withdrawal", for: SupplierContext.self, withdraw)
        routes.post("/supplier/listings/:id/restoration", for: SupplierContext.self, restore)
    }

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let supplier = context.supplier
        let listings = try await front.desk.look { try $0.snapshot.listings.list(of: supplier) }
        return .page(OwnListingsPage(listings: listings).view)
    }

    @Sendable private func new(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await newPage(ListingText(), FieldProblems(), context).view)
    }

    @Sendable private func add(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let text = ListingText(form)
        let problems = try await problems(of: text)
        guard problems.isEmpty else { return .page(try await newPage(text, problems, context).view) }
        let id = try await front.desk.perform(AddListing(text: text), as: context.principal, key: form.command)
        return .redirect("/supplier/listings/\(id)", .listingAdded)
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func revise(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        page.text = ListingText(form)
        page.version = form["version"]
        page.stockSeen = form["stock_seen"]
        page.problems = try await problems(of: page.text)
        guard page.problems.isEmpty else { return .page(page.view) }
        let asked = ReviseListing(
            listing: page.listing.id, version: Self.version(form), text: page.text, stockSeen: page.stockSeen)
        let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/supplier/listings/\(id)", .listingSaved)
    }

    @Sendable private func withdraw(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await move(.withdraw, form, context, .listingWithdrawn)
    }

    @Sendable private func restore(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await move(.restore, form, context, .listingRestored)
    }

    private func move(
        _ action: ListingAction, _ form: Form, _ context: SupplierContext, _ flash: Flash
    ) async throws -> Answer {
        let asked = MoveListing(listing: try Self.id(context), version: Self.version(form), action: action)
        let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/supplier/listings/\(id)", flash)
    }

    private func problems(of text: ListingText) async throws -> FieldProblems {
        let categories = try await front.desk.look { $0.shelf.categories }
        do {
            _ = try text.checked(against: categories)
            return FieldProblems()
        } catch {
            return ListingFields.inWords(error)
        }
    }

    private func newPage(
        _ text: ListingText, _ problems: FieldProblems, _ context: SupplierContext
    ) async throws -> NewListingPage {
        let categories = try await front.desk.look { $0.shelf.categories }
        return NewListingPage(
            text: text, problems: problems, categories: categories, hidden: front.hidden(context.visit))
    }

    private func page(_ context: SupplierContext) async throws -> OwnListingPage {
        let (id, supplier) = (try Self.id(context), context.supplier)
        let found = try await front.desk.look { look in
            (try look.snapshot.listings.find(id, of: supplier), try look.snapshot.suppliers.find(supplier),
                look.shelf.categories, look.today)
        }
        guard let listing = found.0, let supplier = found.1 else { throw NotFound() }
        return OwnListingPage(
            listing: listing, supplier: supplier, categories: found.2, today: found.3,
            hidden: { front.hidden(context.visit) })
    }

    private static func id(_ context: SupplierContext) throws -> Listing.ID {
        guard let id = context.parameters.get("id") else { throw NotFound() }
        return Listing.ID(id)
    }

    /// A version that is no number is none that a listing ever had.
    private static func version(_ form: Form) -> Int { Int(form["version"]) ?? 0 }
}
