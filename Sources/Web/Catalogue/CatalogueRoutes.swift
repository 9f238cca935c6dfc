import Baskets
import Catalogue
import Hummingbird
import Operations
import Plans
import Storage
import Values

/// The shop: search, listings, suppliers.
struct CatalogueRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/shop", for: HolderContext.self, search)
        routes.get("/listings/:id", for: HolderContext.self, listing)
        routes.get("/suppliers/:id", for: HolderContext.self, supplier)
    }

    @Sendable private func search(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let query = request.uri.query ?? ""
        let hidden = front.hidden(context.visit)
        var page = try await front.desk.look { look in
            var page = try SearchResults(SearchForm(query, today: look.today), for: context, look).page
            page.isGap = try GapWatch.isGap(page, for: context, look)
            return page
        }
        page.hidden = hidden
        if page.isGap { await GapWatch.note(page.form, context, front.desk) }
        return .page(page.view)
    }

    @Sendable private func listing(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let id = Listing.ID(context.parameters.get("id") ?? "")
        let hidden = front.hidden(context.visit)
        return .page(try await front.desk.look { look in
            try ListingPage(id, for: context, look, hidden: hidden).view
        })
    }

    @Sendable private func supplier(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let id = Supplier.ID(context.parameters.get("id") ?? "")
        return .page(try await front.desk.look { look in try SupplierPage(id, for: context, look).view })
    }
}

extension HolderContext {
    /// Everything the rules may look at for the person acted for.
    func facts(_ look: Desk.Look) throws -> Facts {
        guard let holder = try look.snapshot.holders.find(holder) else { throw NotFound() }
        return try look.snapshot.facts.facts(for: holder, authority: authority, on: look.today, shelf: look.shelf)
    }
}
