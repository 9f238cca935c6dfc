import Baskets
import Catalogue
import Hummingbird
import Operations
import Storage
import Values

/// Shopping lists.
struct ListRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/lists", for: HolderContext.self, index)
        routes.post("/lists", for: HolderContext.self, create)
        routes.get("/lists/:id", for: HolderContext.self, show)
        routes.post("/lists/:id/name", for: HolderContext.self, rename)
        routes.post("/lists/:id/sharing", for: HolderContext.self, share)
        routes.post("/lists/:id/removal", for: HolderContext.self, remove)
        routes.post("/lists/:id/lines/:line", for: HolderContext.self, write)
        routes.post("/lists/:id/lines/:line/removal", for: HolderContext.self, removeLine)
        routes.post("/lists/:id/lines/:line/transfer", for: HolderContext.self, transfer)
        routes.post("/listings/:id/lists", for: HolderContext.self, keep)
    }

    @Sendable private func index(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await indexPage(context).view)
    }

    private func indexPage(_ context: HolderContext) async throws -> ListsPage {
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { try ListsPage(for: context, $0, hidden: hidden) }
    }

    @Sendable private func create(_ form: Form, _ context: HolderContext) async throws -> Answer {
        do {
            let list = try await front.desk.perform(
                CreateShoppingList(title: form["title"]), as: context.principal, key: form.command)
            return .redirect("/lists/\(list)", .listBegun)
        } catch let problems as FieldProblems {
            var page = try await indexPage(context)
            page.title = form["title"]
            page.problems = problems
            return .page(page.view)
        }
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await page(context, nil))
    }

    private func page(_ context: HolderContext, _ typed: ListPage.Typed?) async throws -> View {
        let (id, hidden) = (list(context), front.hidden(context.visit))
        return try await front.desk.look { look in
            try ListPage(id, for: context, look, hidden: hidden, typed: typed).view
        }
    }

    @Sendable private func rename(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let list = list(context)
        do {
            _ = try await front.desk.perform(
                RenameShoppingList(list: list, title: form["title"]), as: context.principal, key: form.command)
            return .redirect("/lists/\(list)", .listSaved)
        } catch let problems as FieldProblems {
            return .page(try await page(context, .init(title: form["title"], problems: problems)))
        }
    }

    @Sendable private func share(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let (list, isShared) = (list(context), form["shared"] == "yes")
        _ = try await front.desk.perform(
            ShareShoppingList(list: list, isShared: isShared), as: context.principal, key: form.command)
        return .redirect("/lists/\(list)", isShared ? .listShared : .listUnshared)
    }

    @Sendable private func remove(_ form: Form, _ context: HolderContext) async throws -> Answer {
        _ = try await front.desk.perform(
            RemoveShoppingList(list: list(context)), as: context.principal, key: form.command)
        return .redirect("/lists", .listRemoved)
    }

    @Sendable private func write(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let (list, line) = (list(context), line(context))
        let quantity = form[ListLinePanel.field("quantity", line)]
        let note = form[ListLinePanel.field("note", line)]
        do {
            _ = try await front.desk.perform(
                WriteListLine(
                    // What is no number is out of range, and told so.
                    list: list, line: line, quantity: Int(quantity) ?? 0, note: note, seen: Digest(form["seen"])),
                as: context.principal, key: form.command)
            return .redirect("/lists/\(list)", .listSaved)
        } catch let found as FieldProblems {
            var problems = FieldProblems()
            for problem in found.problems { problems.add(ListLinePanel.field(problem.field, line), problem.words) }
            return .page(
                try await page(context, .init(line: line, quantity: quantity, note: note, problems: problems)))
        }
    }

    @Sendable private func removeLine(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let list = list(context)
        _ = try await front.desk.perform(
            RemoveListLine(list: list, line: line(context)), as: context.principal, key: form.command)
        return .redirect("/lists/\(list)", .lineRemoved)
    }

    @Sendable private func transfer(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let (list, line) = (list(context), line(context))
        let target = ShoppingList.ID(form[ListLinePanel.field("target", line)])
        let isCopy = form["way"] == "copy"
        _ = try await front.desk.perform(
            TransferListLine(list: list, line: line, target: target, isCopy: isCopy), as: context.principal,
            key: form.command)
        return .redirect("/lists/\(target)", isCopy ? .lineCopied : .lineMoved)
    }

    @Sendable private func keep(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let listing = Listing.ID(context.parameters.get("id") ?? "")
        let place: KeepListing.Place =
            switch form["place"] {
            case KeepingPanel.favourites: .favourites
            case KeepingPanel.newList: .newList(title: form["title"])
            default: .list(ShoppingList.ID(form["place"]))
            }
        do {
            _ = try await front.desk.perform(
                KeepListing(listing: listing, place: place), as: context.principal, key: form.command)
            return .redirect("/listings/\(listing)", .kept)
        } catch let problems as FieldProblems {
            let hidden = front.hidden(context.visit)
            return .page(
                try await front.desk.look { look in
                    var page = try ListingPage(listing, for: context, look, hidden: hidden)
                    page.keeping.title = form["title"]
                    page.problems = problems
                    return page.view
                })
        }
    }

    private func list(_ context: HolderContext) -> ShoppingList.ID { .init(context.parameters.get("id") ?? "") }
    private func line(_ context: HolderContext) -> ShoppingList.Line.ID { .init(context.parameters.get("line") ?? "") }
}
