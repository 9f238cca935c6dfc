import Catalogue
import Hummingbird
import Operations
import Storage
import Values

/// Suppliers as the commissioner's staff look after them: who takes orders, and what stopping one would mean.
struct SupplierBookRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier-book", for: CommissionerContext.self, list)
        routes.get("/supplier-book/waiting", for: CommissionerContext.self, waiting)
        routes.get("/supplier-book/messages", for: CommissionerContext.self, messages)
        routes.get("/supplier-book/:id", for: CommissionerContext.self, show)
        routes.post("/supplier-book/:id/standing", for: CommissionerContext.self, move)
    }

    @Sendable private func list(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let asked = { (name: Substring) in request.uri.queryParameters[name].map(String.init) ?? "" }
        let (words, page) = (Text.line(asked("q")), PageNumber(request))
        let show = SupplierBookPage.Show(rawValue: asked("show")) ?? .all
        return .page(
            try await front.desk.look { try SupplierBookPage(words: words, show: show, page: page, $0).view })
    }

    @Sendable private func waiting(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let page = PageNumber(request)
        return .page(try await front.desk.look { try SupplierWaitingPage(page: page, $0).view })
    }

    @Sendable private func messages(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let (commissioner, page) = (context.commissioner, PageNumber(request))
        return .page(
            try await front.desk.look { try SupplierMessagesPage(to: commissioner, page: page, $0).view })
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func move(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        var page = try await page(context)
        page.typed = (form["action"], form["reason"])
        guard let action = SupplierAction(rawValue: form["action"]) else {
            page.problems.add("action", "Choose what to do")
            return .page(page.view)
        }
        let step = MoveSupplier(
            supplier: page.supplier.id, version: form.version ?? page.supplier.version, action: action,
            reason: form["reason"])
        do {
            _ = try await front.desk.perform(step, as: context.principal, key: form.command)
            return .redirect("/supplier-book/\(page.supplier.id)", .supplierMoved)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        } catch let error where Stale.is(error) {
            return .page(try await self.page(context).changedView)
        } catch CatalogueRefusal.supplierChanged {
            return .page(try await self.page(context).changedView)
        }
    }

    private func page(_ context: CommissionerContext) async throws -> SupplierCasePage {
        let (id, commissioner) = (Supplier.ID(context.parameters.get("id") ?? ""), context.commissioner)
        let (hidden, person) = (front.hidden(context.visit), context.principal.person.id)
        return try await front.desk.look { look in
            guard let supplier = try look.snapshot.suppliers.find(id) else { throw NotFound() }
            return SupplierCasePage(
                supplier: supplier, open: try look.snapshot.supplierOrders.open(with: id, of: commissioner),
                openEverywhere: try look.snapshot.supplierOrders.openCount(of: id),
                moves: try look.snapshot.suppliers.moves(of: id),
                obstacles: try look.snapshot.obstacles(to: person, of: commissioner, about: id),
                categories: look.shelf.categories, hidden: hidden)
        }
    }
}
