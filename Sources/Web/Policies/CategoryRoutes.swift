import Catalogue
import Hummingbird
import Operations
import Policies
import Storage
import Values

/// The tree of categories: looked at, words edited, item types added.
struct CategoryRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/policy/categories", for: CommissionerContext.self, list)
        routes.get("/policy/categories/:id", for: CommissionerContext.self, show)
        routes.post("/policy/categories/:id", for: CommissionerContext.self, edit)
        routes.get("/policy/categories/:id/items/new", for: CommissionerContext.self, new)
        routes.post("/policy/categories/:id/items", for: CommissionerContext.self, add)
    }

    @Sendable private func list(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        let commissioner = context.commissioner
        return .page(
            try await front.desk.look { look in
                CategoriesPage(
                    categories: look.shelf.categories,
                    policy: try look.snapshot.policies.inForce(of: commissioner, on: look.today)
                ).view
            })
    }

    @Sendable private func show(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    @Sendable private func edit(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        var page = try await page(context)
        page.text = CategoryText(form)
        page.seen = form["seen"]
        do {
            _ = try page.text.checkedWords()
        } catch {
            page.problems = error
            return .page(page.view)
        }
        let asked = EditCategory(category: page.category.id, text: page.text, seen: Digest(page.seen))
        _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        return .redirect("/policy/categories", .categorySaved)
    }

    @Sendable private func new(_ request: Request, _ context: CommissionerContext) async throws -> Answer {
        .page(try await newPage(context).view)
    }

    @Sendable private func add(_ form: Form, _ context: CommissionerContext) async throws -> Answer {
        var page = try await newPage(context)
        page.text = CategoryText(form)
        do {
            let asked = AddItemType(group: page.group.id, text: page.text)
            _ = try await front.desk.perform(asked, as: context.principal, key: form.command)
        } catch let problems as FieldProblems {
            page.problems = problems
            return .page(page.view)
        }
        return .redirect("/policy/categories", .itemTypeAdded)
    }

    private func page(_ context: CommissionerContext) async throws -> CategoryPage {
        let (id, commissioner) = (try Self.id(context), context.commissioner)
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { look in
            guard let category = look.shelf.categories[id] else { throw NotFound() }
            return CategoryPage(
                category: category, categories: look.shelf.categories,
                policy: try look.snapshot.policies.inForce(of: commissioner, on: look.today), hidden: hidden)
        }
    }

    private func newPage(_ context: CommissionerContext) async throws -> NewItemTypePage {
        let (id, hidden) = (try Self.id(context), front.hidden(context.visit))
        return try await front.desk.look { look in
            guard let group = look.shelf.categories[id], group.parent == nil else { throw NotFound() }
            return NewItemTypePage(group: group, hidden: hidden)
        }
    }

    private static func id(_ context: CommissionerContext) throws -> Catalogue.Category.ID {
        guard let id = context.parameters.get("id") else { throw NotFound() }
        return .init(id)
    }
}
