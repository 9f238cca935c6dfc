import Catalogue
import Hummingbird
import Operations
import Values

/// Commissioners' approvers look at what suppliers propose and want to change.
struct ListingReviewRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/listing-reviews", for: CommissionerContext.self, list)
        routes.post("/listing-reviews", for: CommissionerContext.self, acceptMany)
        routes.get("/listing-reviews/:id", for: CommissionerContext.self, show)
        routes.post("/listing-reviews/:id", for: CommissionerContext.self, decide)
    }

    @Sendable private func list(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let supplier = request.uri.queryParameters["supplier"].map { Supplier.ID(String($0)) }
        return .page(try await queue(of: supplier, page: PageNumber(request), context).view)
    }

    private func queue(
        of supplier: Supplier.ID?, page: PageNumber = .first, _ context: CommissionerContext
    ) async throws -> ListingReviewQueuePage {
        let hidden = front.hidden(context.visit)
        return try await front.desk.look {
            try ListingReviewQueuePage(page: page, of: supplier, for: context, $0, hidden: hidden)
        }
    }

    @Sendable private func acceptMany(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let supplier = Supplier.ID(form["supplier"])
        guard !form["looked"].isEmpty else {
            var page = try await queue(of: supplier, context)
            page.problems.add("looked", "Say that you have looked at enough of them")
            return .page(page.view)
        }
        _ = try await front.desk.perform(
            AcceptListings(supplier: supplier, seen: Int(form["seen"]) ?? 0), as: context.principal,
            key: form.command)
        return .redirect("/listing-reviews?supplier=\(supplier)", .listingsAccepted)
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func decide(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        let version = form.version ?? 0
        let done = Answer.redirect("/listing-reviews", .listingReviewed)
        do {
            if !form["change"].isEmpty, let decision = ReviewListingChange.Decision(rawValue: form["decision"]) {
                let asked = ReviewListingChange(
                    change: .init(form["change"]), version: version, decision: decision, note: form["note"])
                _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
                return done
            }
            if form["change"].isEmpty, let decision = ReviewListing.Decision(rawValue: form["decision"]) {
                let asked = ReviewListing(
                    listing: Listing.ID(context.parameters.get("id") ?? ""), version: version, decision: decision,
                    note: form["note"])
                _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
                return done
            }
            return try await again(form, FieldProblems("decision", "Choose what you decide"), context)
        } catch let problems as FieldProblems {
            return try await again(form, problems, context)
        }
    }

    private func again(
        _ form: Form, _ problems: FieldProblems, _ context: CommissionerContext
    ) async throws -> Answer {
        var page = try await page(context)
        (page.decision, page.note) = (form["decision"], form["note"])
        page.problems = problems
        return .page(page.view)
    }

    private func page(_ context: CommissionerContext) async throws -> ListingReviewPage {
        let (id, commissioner) = (Listing.ID(context.parameters.get("id") ?? ""), context.commissioner)
        let (hidden, person) = (front.hidden(context.visit), context.principal.person.id)
        return try await front.desk.look { look in
            try ListingReviewPage(id, by: person, of: commissioner, look, hidden: hidden)
        }
    }
}
