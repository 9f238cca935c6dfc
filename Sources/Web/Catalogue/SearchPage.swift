import Baskets
import Catalogue
import Markup
import Plans
import Values

/// The shop: a search, its filters, and the results, each with the verdict of this person's plan.
struct SearchPage: Sendable {
    struct Result: Sendable {
        let wish: Wish
        let verdict: Verdict
        /// Metres; nil where not known.
        let distance: Int?
    }

    let form: SearchForm
    let answer: SearchAnswer
    let results: [Result]
    let categories: Categories
    let postcode: String
    let coordinator: Plan.Coordinator?
    /// Its title, when only what one line of the plan pays for is shown.
    let line: String?
    /// Its name, when only one supplier's things are shown.
    let supplier: String?
    /// Nobody who comes to the person offers it, whatever else is chosen.
    var isGap = false
    var hidden: [HiddenField] = []

    var view: View {
        View(heading, place: .shop, width: .wide) {
            h1 { heading }
            searchBox
            div(.class("with-side")) {
                div(.class("with-side__side")) { SearchFilters(page: self) }
                div(.class("with-side__main")) {
                    if form.line != nil { onlyLine }
                    count
                    saving
                    if results.isEmpty {
                        nothing
                    } else {
                        sorting
                        Cards(results.map(card))
                        CompareTicked(hidden: hidden)
                        Pagination(
                            page: answer.page, pageCount: answer.pages, address: pages, subject: "Results")
                        p(.class("quiet measure")) { Ranking.words }
                    }
                }
            }
        }
    }

    private var heading: String {
        if let supplier { return "Shop at \(supplier)" }
        if let line { return "Shop: what “\(line)” pays for" }
        return form.search.text.isEmpty ? "Shop" : "Shop: \(form.search.text)"
    }

    private var pages: String {
        let address = form.address()
        return address + (address.utf8.contains(UInt8(ascii: "?")) ? "&page=" : "?page=")
    }

    private var searchBox: HTML {
        Markup.form(.class("search"), .method("get"), .action("/shop"), .role("search")) {
            HiddenFields(kept.filter { $0.name != "q" })
            label(.class("search__label"), .for("q")) { "What are you looking for?" }
            div(.class("search__row")) {
                input(
                    .class("input search__input"), .type("search"), .id("q"), .name("q"), .value(form.search.text),
                    .maxlength(SearchForm.textCharactersMaximum))
                Button("Search")
            }
        }
    }

    /// What one line of the plan pays for is shown and nothing else: said, with the way out.
    private var onlyLine: HTML {
        InsetText {
            p {
                if let line {
                    "You see only what “\(line)” pays for."
                } else {
                    "You asked for what one line pays for, and that line is not in your plan any more."
                }
            }
            p { Link("See everything that your plan covers", href: form.address(["line": "", "show": "covered"])) }
        }.html
    }

    /// What else was chosen, so that a new search keeps it.
    var kept: [HiddenField] {
        var fields: [HiddenField] = [HiddenField(name: "q", value: form.search.text)]
        if form.search.order != .best { fields.append(HiddenField(name: "order", value: form.search.order.rawValue)) }
        if let supplier = form.search.supplier { fields.append(HiddenField(name: "supplier", value: supplier.text)) }
        if let show = form.show { fields.append(HiddenField(name: "show", value: show.rawValue)) }
        if let line = form.line { fields.append(HiddenField(name: "line", value: line.text)) }
        return fields
    }

    private var count: HTML {
        p(.class("lead")) {
            strong { answer.total }
            answer.total == 1 ? " thing" : " things"
            form.show == .covered && form.line == nil ? " that your plan is for" : ""
            ", delivered to \(postcode)"
        }
    }

    private var saving: HTML {
        Details("Save this search") {
            SaveSearchForm(query: SavedSearchesPage.query(of: form), hidden: hidden)
            p { a(.href("/searches")) { "See your saved searches" } }
        }.html
    }

    private var sorting: HTML {
        p(.class("quiet")) {
            "Sorted by "
            for (position, order) in Search.Order.allCases.enumerated() {
                if position > 0 { " · " }
                if order == form.search.order {
                    strong { order.words }
                } else {
                    a(.href(form.address(["order": order.rawValue]))) { order.words }
                }
            }
        }
    }

    private func card(_ result: Result) -> Card {
        let (listing, terms) = (result.wish.listing, result.wish.listing.terms)
        return Card(
            id: "listing-\(listing.id)", title: terms.title, href: "/listings/\(listing.id)",
            picture: CategoryPicture.address(of: terms.category, in: categories), supplier: result.wish.supplier.name,
            reach: ReachTag(
                result.wish.supplier.reach.tag,
                distance: result.wish.supplier.reach == .national ? nil : result.distance.map(Distance.words)),
            price: result.verdict.unitPrice.description, unit: Unit.words(terms.unit),
            vat: terms.vat.short(isRelieved: result.verdict.funding?.isRelieved ?? false),
            verdict: result.verdict.badge, acts: CompareTicked.box(listing))
    }

    private var nothing: HTML {
        div(.class("panel")) {
            h2 { "Nothing found" }
            p {
                """
                No supplier that delivers to \(postcode) offers \
                this\(form.show == .covered ? " within your plan" : "").
                """
            }
            if isGap {
                p { "Your commissioner is told that people look for this and nobody offers it, without your name." }
            }
            ul(.class("bullets")) {
                if form.show == .covered {
                    li { a(.href(form.address(["show": "all"]))) { "Show everything, also what needs approval" } }
                }
                li { a(.href("/shop")) { "Start again" } }
                if let coordinator { li { "Ask \(coordinator.name), your coordinator, on \(coordinator.telephone)" } }
            }
        }
    }
}

/// The filters beside the results, with how many each would give.
struct SearchFilters: Component {
    let page: SearchPage

    private var form: SearchForm { page.form }
    private var answer: SearchAnswer { page.answer }

    var html: HTML {
        FilterPanel(
            action: "/shop", hidden: page.kept.filter { $0.name != "show" },
            groups: [
                FilterGroup(
                    title: "Your plan", isOpen: true,
                    content: .radios(
                        name: "show",
                        [
                            Choice("covered", "Covered by my plan", count: answer.coveredCount),
                            Choice("all", "Everything"),
                        ],
                        chosen: form.show?.rawValue)),
                FilterGroup(
                    title: "Category", isOpen: form.search.category != nil,
                    content: .radios(
                        name: "category", categories, chosen: form.search.category?.text ?? "")),
                FilterGroup(
                    title: "Where they are", isOpen: !form.search.reaches.isEmpty,
                    content: .checkboxes(
                        name: "reach",
                        Reach.allCases.map { Choice($0.rawValue, $0.words, count: answer.reachCounts[$0] ?? 0) },
                        chosen: Set(form.search.reaches.map(\.rawValue)))),
                FilterGroup(
                    title: "Distance", isOpen: form.search.withinMiles != nil,
                    content: .radios(
                        name: "within", distances, chosen: form.search.withinMiles.map(String.init) ?? "")),
            ],
            clearHref: "/shop")
    }

    private var distances: [Choice] {
        [Choice("", "Any distance")]
            + Search.milesOffered.map {
                Choice(String($0), "Within \($0) miles", count: answer.withinCounts[$0] ?? 0)
            }
    }

    /// Groups that have something; below the chosen one, its item types.
    private var categories: [Choice] {
        let tree = page.categories
        let chosen = form.search.category.flatMap { tree.group(of: $0)?.id }
        var choices = [Choice("", "All categories")]
        for group in tree.groups {
            let count = answer.categoryCounts[group.id] ?? 0
            guard count > 0 || group.id == chosen else { continue }
            choices.append(Choice(group.id.text, group.title, count: count))
            guard group.id == chosen else { continue }
            for item in tree.children(of: group.id) {
                let count = answer.categoryCounts[item.id] ?? 0
                if count > 0 { choices.append(Choice(item.id.text, "– \(item.title)", count: count)) }
            }
        }
        return choices
    }
}

/// Until suppliers add pictures of their own, a drawing of the category stands for each.
enum CategoryPicture {
    static func address(of category: Catalogue.Category.ID, in categories: Categories) -> String {
        let group = categories.group(of: category)?.id.text ?? ""
        return drawn.contains(group) ? "/images/categories/\(group).svg" : "/images/mark.svg"
    }

    private static let drawn = Set((1...15).map { $0 < 10 ? "0\($0)" : "\($0)" } + ["90"])
}
