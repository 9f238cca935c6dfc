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
        let form = SearchForm(request.uri.query ?? "")
        return .page(try await front.desk.look { look in
            try SearchResults(form, for: context, look).page.view
        })
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

/// A question, answered: results with their verdicts.
struct SearchResults {
    let page: SearchPage

    init(_ asked: SearchForm, for context: HolderContext, _ look: Desk.Look) throws {
        let facts = try context.facts(look)
        let coverage = PlanCoverage(facts, only: asked.line)
        let judge = Judge(facts)
        var form = asked
        let usual: SearchForm.Show = coverage.isEmpty || asked.search.supplier != nil ? .all : .covered
        form.show = asked.line != nil ? .covered : asked.show ?? usual
        form.search.coveredOnly = form.show == .covered
        let words = Words.split(form.search.text)
        let line = asked.line.flatMap { facts.plan?[line: $0]?.title }
        let matches = words.isEmpty ? nil : try look.snapshot.listings.search(words)
        let answer = look.shelf.find(
            form.search, for: .init(place: facts.person.place) { coverage.covers($0, from: $1) }, matches: matches)
        let listings = try look.snapshot.listings.find(answer.hits.map(\.listing), for: facts.person.place)
        let results: [SearchPage.Result] = answer.hits.compactMap { hit in
            guard let listing = listings[hit.listing], let supplier = look.shelf.suppliers[listing.supplier]
            else { return nil }
            let wish = Wish(
                listing: listing, supplier: supplier, quantity: listing.terms.quantityMinimum,
                priceSeen: listing.terms.unitPrice)
            return SearchPage.Result(wish: wish, verdict: judge.verdict(on: wish), distance: hit.distance)
        }
        page = SearchPage(
            form: form, answer: answer, results: results, categories: look.shelf.categories,
            postcode: facts.person.postcode, coordinator: facts.plan?.coordinator, line: line,
            supplier: form.search.supplier.flatMap { look.shelf.suppliers[$0]?.name })
    }
}
