import Catalogue
import Hummingbird
import Operations
import Storage
import Values

/// What a supplier offers: the list, adding, proposing, editing, pausing, taking out of the shop and putting back.
struct ListingRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/listings", for: SupplierContext.self, list)
        routes.get("/supplier/listings/new", for: SupplierContext.self, new)
        routes.post("/supplier/listings", for: SupplierContext.self, add)
        routes.get("/supplier/listings/:id", for: SupplierContext.self, show)
        routes.post("/supplier/listings/:id", for: SupplierContext.self, revise)
        routes.get("/supplier/listings/:id/history", for: SupplierContext.self, history)
        routes.post("/supplier/listings/:id/change-withdrawal", for: SupplierContext.self, withdrawChange)
        for (step, action) in Self.steps {
            routes.post("/supplier/listings/:id/\(step)", for: SupplierContext.self) { form, context in
                try await move(action, form, context)
            }
        }
    }

    private static let steps: [(String, ListingAction)] = [
        ("proposal", .propose), ("pause", .pause), ("resumption", .resume), ("withdrawal", .withdraw),
        ("restoration", .restore),
    ]

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let asked = { (name: Substring) in request.uri.queryParameters[name].map(String.init) ?? "" }
        let filter = OwnListingsPage.Filter(
            status: ListingStatus(rawValue: asked("status")), words: Text.line(asked("q")))
        let (page, supplier) = (Int(asked("page")) ?? 1, context.supplier)
        return .page(try await front.desk.look { try OwnListingsPage(of: supplier, filter, page: page, $0).view })
    }

    @Sendable private func new(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        var text = ListingText()
        text.category = request.uri.queryParameters["category"].map(String.init) ?? ""
        return .page(try await newPage(text, "", FieldProblems(), context).view)
    }

    @Sendable private func add(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let (text, reference) = (ListingText(form), form["reference"])
        let categories = try await front.desk.look { $0.shelf.categories }
        var page = try await newPage(text, reference, FieldProblems(), context)
        guard AttributeFields.wereShown(form, text, categories) else {
            page = try await newPage(AttributeFields.fitting(text, categories), reference, FieldProblems(), context)
            page.asksMore = true
            return .page(page.view)
        }
        do {
            let proposes = form["send"] == "propose"
            let asked = AddListing(
                text: AttributeFields.fitting(text, categories), reference: reference, proposes: proposes)
            let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/supplier/listings/\(id)", proposes ? .listingProposed : .listingAdded)
        } catch let problems as FieldProblems {
            return .page(try await newPage(text, reference, ListingFields.inWords(problems), context).view)
        }
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func revise(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        page.text = ListingText(form)
        page.version = form["version"]
        page.stockSeen = form["stock_seen"]
        page.priceSeen = form["price_seen"]
        page.changeSeen = form["change_seen"]
        let shown = AttributeFields.wereShown(form, page.text, page.categories)
        page.text = AttributeFields.fitting(page.text, page.categories)
        guard shown else {
            page.asksMore = true
            return .page(page.view)
        }
        let asked = ReviseListing(
            listing: page.listing.id, version: Self.version(form), text: page.text, stockSeen: page.stockSeen,
            priceSeen: page.priceSeen, changeSeen: Int(page.changeSeen) ?? 0)
        do {
            let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
            return .redirect("/supplier/listings/\(id)", .listingSaved)
        } catch let problems as FieldProblems {
            page.problems = ListingFields.inWords(problems)
            return .page(page.view)
        }
    }

    @Sendable private func history(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        let (id, supplier) = (try Self.id(context), context.supplier)
        return .page(try await front.desk.look { look in
            guard let listing = try look.snapshot.listings.find(id, of: supplier) else { throw NotFound() }
            return try ListingHistoryPage(listing, look).view
        })
    }

    @Sendable private func withdrawChange(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        let asked = WithdrawListingChange(listing: try Self.id(context), version: Self.version(form))
        let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/supplier/listings/\(id)", .listingSaved)
    }

    private func move(_ action: ListingAction, _ form: Form, _ context: SupplierContext) async throws -> Answer {
        let asked = MoveListing(listing: try Self.id(context), version: Self.version(form), action: action)
        let id = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/supplier/listings/\(id)", action == .propose ? .listingProposed : .listingMoved)
    }

    private func newPage(
        _ text: ListingText, _ reference: String, _ problems: FieldProblems, _ context: SupplierContext
    ) async throws -> NewListingPage {
        let categories = try await front.desk.look { $0.shelf.categories }
        return NewListingPage(
            text: text, reference: reference, problems: problems, categories: categories,
            hidden: front.hidden(context.visit))
    }

    private func page(_ context: SupplierContext) async throws -> OwnListingPage {
        let (id, supplier) = (try Self.id(context), context.supplier)
        let found = try await front.desk.look { look in
            guard let listing = try look.snapshot.listings.find(id, of: supplier),
                let seller = try look.snapshot.suppliers.find(supplier)
            else { throw NotFound() }
            return (
                own: try look.snapshot.own(listing), seller: seller, categories: look.shelf.categories,
                today: look.today, notice: try look.snapshot.setting(.priceNoticeDays),
                answer: try look.snapshot.listingHistory.lastAnswer(about: id)
            )
        }
        return OwnListingPage(
            own: found.own, supplier: found.seller, noticeDays: found.notice, answer: found.answer,
            categories: found.categories, today: found.today, hidden: { front.hidden(context.visit) })
    }

    static func id(_ context: SupplierContext) throws -> Listing.ID {
        guard let id = context.parameters.get("id") else { throw NotFound() }
        return Listing.ID(id)
    }

    /// A version that is no number is none that a listing ever had.
    private static func version(_ form: Form) -> Int { Int(form["version"]) ?? 0 }
}
