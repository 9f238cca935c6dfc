import Catalogue
import Hummingbird
import Identity
import Operations
import Orders
import Storage
import Values

/// Declarations of VAT relief.
struct ReliefRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/relief", for: HolderContext.self, list)
        routes.get("/relief/new", for: HolderContext.self, begin)
        routes.post("/relief", for: HolderContext.self, declare)
        routes.get("/relief/:id", for: HolderContext.self, show)
        routes.post("/relief/:id/revocation", for: HolderContext.self, revoke)
    }

    @Sendable private func list(_ request: Request, _ context: HolderContext) async throws -> Answer {
        try context.authority.must(.shop)
        let hidden = front.hidden(context.visit)
        return .page(try await front.desk.look { look in
            let items = try look.snapshot.reliefs.list(of: context.holder).map { declaration in
                ReliefListPage.Item(
                    declaration: declaration,
                    supplier: try look.snapshot.suppliers.find(declaration.supplier)?.name ?? "",
                    goods: look.shelf.categories[declaration.goods]?.title ?? declaration.goods.text,
                    by: try look.snapshot.people.find(declaration.declaredBy)?.name ?? "")
            }
            return ReliefListPage(items: items, hidden: hidden).view
        })
    }

    @Sendable private func begin(_ request: Request, _ context: HolderContext) async throws -> Answer {
        let listing = Listing.ID(request.uri.queryParameters["listing"].map(String.init) ?? "")
        return .page(try await page(listing, context).view)
    }

    private func page(_ listing: Listing.ID, _ context: HolderContext) async throws -> ReliefFormPage {
        try context.authority.must(.shop)
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in
            let offer = try ReliefOffer(
                listing, for: context.holder, on: look.today, categories: look.shelf.categories, in: look.snapshot)
            guard let offer else { throw NotFound() }
            return ReliefFormPage(offer: offer, isForOther: context.authority.kind != .holder, hidden: hidden)
        }
    }

    @Sendable private func declare(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let typed = ReliefForm(form)
        do {
            let id = try await front.desk.perform(typed.operation, as: context.principal, key: form.command)
            return .redirect("/relief/\(id)", .reliefDeclared)
        } catch let problems as FieldProblems {
            var page = try await page(typed.listing, context)
            page.typed = typed
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        try context.authority.must(.shop)
        let id = ReliefDeclaration.ID(context.parameters.get("id") ?? "")
        return .page(try await front.desk.look { look in
            guard let declaration = try look.snapshot.reliefs.find(id, of: context.holder),
                let supplier = try look.snapshot.suppliers.find(declaration.supplier)
            else { throw NotFound() }
            let by = declaration.declaredBy
            let isInPerson = try look.snapshot.holders.authorities(of: by).contains {
                $0.authority.holder == context.holder && $0.authority.kind == .holder
            }
            return ReliefPage(
                declaration: declaration,
                statement: ReliefStatement(
                    supplier: supplier,
                    goods: look.shelf.categories[declaration.goods]?.title ?? declaration.goods.text,
                    name: declaration.name, address: declaration.address, isForOther: !isInPerson),
                by: try look.snapshot.people.find(by)?.name ?? ""
            ).view
        })
    }

    @Sendable private func revoke(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let id = ReliefDeclaration.ID(context.parameters.get("id") ?? "")
        _ = try await front.desk.perform(RevokeRelief(declaration: id), as: context.principal, key: form.command)
        return .redirect("/relief", .reliefRevoked)
    }
}
