import Baskets
import Catalogue
import Hummingbird
import Operations
import Storage
import Values

/// Listings side by side: those that a person has chosen one by one, or those that an address names.
struct CompareRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/compare", for: HolderContext.self, show)
        routes.post("/compare", for: HolderContext.self, add)
        routes.post("/compare/removal", for: HolderContext.self, remove)
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let named = Comparison(request.uri.queryParameters.getAll("listing").map { Listing.ID(String($0)) })
        let hidden = front.hidden(context.visit)
        return .page(try await front.desk.look { look in
            var page = try ComparePage(
                named.listings.isEmpty ? nil : named, for: context, look, hidden: hidden)
            if named.isTooLarge { page.refuse() }
            return page.view
        })
    }

    /// One from its own page, or those that were ticked among the results.
    @Sendable private func add(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let ticked = form.fields.filter { $0.key.hasPrefix(ComparePage.tickPrefix) }.keys.sorted()
            .map { Listing.ID(String($0.dropFirst(ComparePage.tickPrefix.count))) }
        let listings = form["listing"].isEmpty ? ticked : [Listing.ID(form["listing"])]
        if listings.isEmpty, !form.command.isEmpty { return .redirect("/compare", nil) }
        do {
            _ = try await front.desk.perform(
                AddToComparison(listings: listings), as: context.principal, key: form.command)
            return .redirect("/compare")
        } catch ComparisonRefusal.full {
            let hidden = front.hidden(context.visit)
            return .page(try await front.desk.look { look in
                var page = try ComparePage(nil, for: context, look, hidden: hidden)
                page.refuse(try look.snapshot.listings.find(listings).values.map(\.terms.title).sorted())
                return page.view
            })
        }
    }

    @Sendable private func remove(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let listing = form["listing"].isEmpty ? nil : Listing.ID(form["listing"])
        _ = try await front.desk.perform(
            RemoveFromComparison(listing: listing), as: context.principal, key: form.command)
        return .redirect("/compare")
    }
}
