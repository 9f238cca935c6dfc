import Catalogue
import Hummingbird
import Operations
import Storage
import Values

/// Where a supplier works, and when it is closed.
struct PlaceRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/supplier/places", for: SupplierContext.self, list)
        routes.post("/supplier/places", for: SupplierContext.self, add)
        routes.get("/supplier/places/:number", for: SupplierContext.self, show)
        routes.post("/supplier/places/:number", for: SupplierContext.self, save)
        routes.post("/supplier/places/:number/removal", for: SupplierContext.self, remove)
        routes.post("/supplier/closed-days", for: SupplierContext.self, close)
        routes.post("/supplier/closed-days/:number/removal", for: SupplierContext.self, open)
    }

    @Sendable private func list(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func show(_ request: Request, _ context: SupplierContext) async throws -> Answer {
        .page(try await placePage(try Self.number(context, orNew: true), context).view)
    }

    @Sendable private func add(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await save(nil, form, context)
    }

    @Sendable private func save(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        try await save(try Self.number(context), form, context)
    }

    private func save(_ number: Int?, _ form: Form, _ context: SupplierContext) async throws -> Answer {
        let text = PlaceText(form)
        do {
            _ = try await front.desk.perform(
                SavePlace(number: number, text: text), as: context.principal, key: form.command)
            return .redirect("/supplier/places", .placeSaved)
        } catch let problems as FieldProblems {
            var page = try await placePage(number, context)
            (page.text, page.problems) = (text, problems)
            return .page(page.view)
        }
    }

    @Sendable private func remove(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        guard let number = try Self.number(context) else { throw NotFound() }
        _ = try await front.desk.perform(RemovePlace(number: number), as: context.principal, key: form.command)
        return .redirect("/supplier/places", .placeSaved)
    }

    @Sendable private func close(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        var page = try await page(context)
        (page.first, page.last) = (TypedDay(form, "first"), TypedDay(form, "last"))
        page.words = form["words"]
        let first = page.first.read("first", "the first day", &page.problems)
        let last = page.last.read("last", "the last day", &page.problems)
        guard page.problems.isEmpty, let first, let last else { return .page(page.view) }
        do {
            _ = try await front.desk.perform(
                CloseForDates(first: first, last: last, words: page.words), as: context.principal, key: form.command)
            return .redirect("/supplier/places", .closedDaysSaved)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func open(_ form: Form, _ context: SupplierContext) async throws -> Answer {
        guard let number = try Self.number(context) else { throw NotFound() }
        _ = try await front.desk.perform(OpenAgain(number: number), as: context.principal, key: form.command)
        return .redirect("/supplier/places", .closedDaysSaved)
    }

    private func page(_ context: SupplierContext) async throws -> PlacesPage {
        let (id, hidden) = (context.supplier, front.hidden(context.visit))
        return try await front.desk.look { look in
            guard let supplier = try look.snapshot.suppliers.find(id) else { throw NotFound() }
            let main = try look.snapshot.teams.mainPlace(of: id)
            return PlacesPage(
                supplier: supplier, mainName: main?.name ?? "Main place", mainOpening: main?.opening ?? "",
                names: CoverageNames(commissioners: try look.snapshot.joining.commissioners()), today: look.today,
                hidden: hidden)
        }
    }

    private func placePage(_ number: Int?, _ context: SupplierContext) async throws -> PlacePage {
        let list = try await page(context)
        var text = PlaceText()
        if let number {
            guard let place = number == 0 ? list.main : list.supplier.places.first(where: { $0.number == number })
            else { throw NotFound() }
            text = PlaceText(place)
            if place.coverage.isNowhere { text.kind = "" }
        }
        return PlacePage(
            number: number, regions: ImportRegions.names.sorted(), commissioners: list.names.commissioners,
            hidden: list.hidden, text: text)
    }

    /// Nil for `new`.
    private static func number(_ context: SupplierContext, orNew: Bool = false) throws -> Int? {
        let text = context.parameters.get("number") ?? ""
        if orNew, text == "new" { return nil }
        guard let number = Int(text) else { throw NotFound() }
        return number
    }
}
