import Baskets
import Catalogue
import Hummingbird
import Markup
import Operations
import Storage
import Values

/// Searches that people keep to ask again.
struct SavedSearchRoutes: Sendable {
    let front: Front

    func add(to routes: Routes) {
        routes.get("/searches", for: HolderContext.self, show)
        routes.post("/searches", for: HolderContext.self, save)
        routes.post("/searches/:id/removal", for: HolderContext.self, remove)
    }

    @Sendable private func show(_ request: Request, _ context: HolderContext) async throws -> Answer {
        .page(try await page(context).view)
    }

    private func page(_ context: HolderContext) async throws -> SavedSearchesPage {
        let hidden = front.hidden(context.visit)
        return try await front.desk.look { try SavedSearchesPage(for: context, $0, hidden: hidden) }
    }

    @Sendable private func save(_ form: Form, _ context: HolderContext) async throws -> Answer {
        // Read and written again, so that only what the shop knows is kept.
        let query = SavedSearchesPage.query(of: SearchForm(form["query"], today: front.desk.now.day))
        do {
            _ = try await front.desk.perform(
                SaveSearch(title: form["title"], query: query), as: context.principal, key: form.command)
            return .redirect("/searches", .searchSaved)
        } catch let problems as FieldProblems {
            var page = try await page(context)
            page.pending = .init(title: form["title"], query: query, problems: problems)
            return .page(page.view)
        }
    }

    @Sendable private func remove(_ form: Form, _ context: HolderContext) async throws -> Answer {
        let search = SavedSearch.ID(context.parameters.get("id") ?? "")
        _ = try await front.desk.perform(
            RemoveSavedSearch(search: search), as: context.principal, key: form.command)
        return .redirect("/searches", .searchRemoved)
    }
}

/// Saved searches, each with how many things it finds today.
struct SavedSearchesPage: Sendable {
    struct Item: Sendable {
        let search: SavedSearch
        /// How many things it finds today, or what is wrong with it today.
        let found: String
    }

    /// A search that could not be saved as it was named.
    struct Pending: Sendable {
        let title: String
        let query: String
        let problems: FieldProblems
    }

    let items: [Item]
    let hidden: [HiddenField]
    var pending: Pending?

    init(for context: HolderContext, _ look: Desk.Look, hidden: [HiddenField]) throws {
        let searches = try look.snapshot.savedSearches.list(of: context.holder, by: context.principal.person.id)
        items = try searches.map { search in
            let form = SearchForm(search.query, today: look.today)
            if let problem = form.problems.problems.first {
                return Item(search: search, found: "\(problem.words). Open it to change it")
            }
            let total = try SearchResults(form, for: context, look).page.answer.total
            return Item(search: search, found: Count.words(total, "thing", "things"))
        }
        self.hidden = hidden
    }

    /// What stands behind the question mark of the shop's address.
    static func query(of form: SearchForm) -> String {
        form.address().split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    }

    static func address(of search: SavedSearch) -> String {
        search.query.isEmpty ? "/shop" : "/shop?\(search.query)"
    }

    var view: View {
        View(
            "Saved searches", place: .lists, breadcrumb: [Link("Lists", href: "/lists")],
            problems: pending?.problems ?? FieldProblems()
        ) {
            h1 { "Saved searches" }
            if let pending {
                SaveSearchForm(
                    query: pending.query, hidden: hidden, title: pending.title, problem: pending.problems["title"])
            }
            if items.isEmpty, pending == nil {
                EmptyState(
                    title: "There is no saved search",
                    text: "In the shop, “Save this search” keeps what you looked for, with its filters.",
                    next: Link("Go to the shop", href: "/shop"))
            } else if !items.isEmpty {
                p(.class("lead")) { "Only you see these. The numbers are as of now." }
                table
            }
        }
    }

    private var table: HTML {
        DataTable(
            id: "searches", caption: "Saved searches", isCaptionHidden: true,
            columns: [
                .init("Search"), .init("Finds today", align: .end), .init("Saved on"),
                .init("Delete", isHidden: true),
            ],
            rows: items.map { item in
                .init(
                    HTML { a(.href(SavedSearchesPage.address(of: item.search))) { bdi { item.search.title } } },
                    [
                        HTML(item.found),
                        HTML(item.search.savedAt.day.words),
                        PostForm(
                            action: "/searches/\(item.search.id)/removal",
                            hidden: hidden.naming("remove-\(item.search.id)")
                        ) { Button("Delete", kind: .secondary, about: item.search.title) }.html,
                    ])
            }
        ).html
    }
}

/// Keeps the search that is shown.
struct SaveSearchForm: Component {
    let query: String
    let hidden: [HiddenField]
    var title = ""
    var problem: String?

    var html: HTML {
        PostForm(
            action: "/searches",
            hidden: hidden.naming("search") + [HiddenField(name: "query", value: query)]
        ) {
            TextField(
                name: "title", label: "Name of the search", value: title, problem: problem, width: .long)
            Button("Save this search", kind: .secondary)
        }
    }
}
