import Baskets
import Catalogue
import Markup
import Plans
import Storage
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
    let found: FoundWords
    let shelf: Shelf
    let postcode: String
    let coordinator: Plan.Coordinator?
    /// Its title, when only what one line of the plan pays for is shown.
    let line: String?
    let today: Day
    /// Nobody who comes to the person offers it, whatever else is chosen.
    var isGap = false
    var hidden: [HiddenField] = []

    var view: View {
        View(heading, place: .shop, problems: form.problems, width: .wide) {
            h1 { heading }
            searchBox
            div(.class("with-side")) {
                div(.class("with-side__side")) { SearchFilters(page: self) }
                div(.class("with-side__main")) {
                    if form.line != nil { onlyLine }
                    for correction in found.corrections { corrected(correction) }
                    suppliers
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
                    beyond
                }
            }
        }
    }

    /// Its name, when only one supplier's things are shown.
    private var supplier: String? {
        form.search.suppliers.count == 1 ? form.search.suppliers.first.flatMap { shelf.supplier($0)?.name } : nil
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

    private func corrected(_ correction: FoundWords.Correction) -> HTML {
        p {
            "Nothing is called “"; bdi { correction.typed }; "”. We looked for “"; strong { correction.meant }; "”."
        }
    }

    /// What else was chosen, so that a new search keeps it.
    var kept: [HiddenField] {
        form.pairs.filter { ["q", "order", "supplier", "show", "line"].contains($0.name) }
            .map { HiddenField(name: $0.name, value: $0.value) }
            + (form.search.text.isEmpty ? [HiddenField(name: "q", value: "")] : [])
    }

    /// Suppliers of whom all the words are said.
    @HTMLBuilder private var suppliers: HTML {
        if !found.suppliers.isEmpty, form.search.suppliers.isEmpty {
            p {
                found.supplierCount == 1 ? "A supplier with these words: " : "Suppliers with these words: "
                for (position, supplier) in found.suppliers.enumerated() {
                    if position > 0 { ", " }
                    a(.href("/suppliers/\(supplier.id)")) { bdi { supplier.name } }
                }
                if found.supplierCount > found.suppliers.count {
                    ", and \(found.supplierCount - found.suppliers.count) more"
                }
                "."
            }
        }
    }

    private var count: HTML {
        p(.class("lead")) {
            strong { answer.total }
            answer.total == 1 ? " thing" : " things"
            form.show == .covered && form.line == nil ? " that your plan is for" : ""
            form.show == .beyond ? ", also from suppliers that do not come" : ", delivered"
            " to \(postcode)"
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
                    a(.href(form.address(["order": order == .best ? "" : order.rawValue]))) { order.words }
                }
            }
        }
    }

    private func card(_ result: Result) -> Card {
        let (listing, terms) = (result.wish.listing, result.wish.listing.terms)
        return Card(
            id: "listing-\(listing.id)", title: terms.title, href: "/listings/\(listing.id)",
            picture: CategoryPicture.address(of: terms.category, in: shelf.categories),
            supplier: result.wish.supplier.name,
            reach: ReachTag(
                result.wish.supplier.reach.tag,
                distance: result.wish.supplier.reach == .national ? nil : result.distance.map(Distance.words)),
            price: result.verdict.unitPrice.description, unit: Unit.words(terms.unit),
            vat: terms.vat.short(isRelieved: result.verdict.funding?.isRelieved ?? false),
            verdict: result.verdict.badge, acts: CompareTicked.box(listing))
    }

    /// What is not shown, because it does not come here.
    @HTMLBuilder private var beyond: HTML {
        if answer.counts.beyond > 0, form.show != .beyond {
            p {
                answer.counts.beyond == 1
                    ? "One more thing is from a supplier that does not come to \(postcode) or takes no orders now: "
                    : "\(answer.counts.beyond) more things are from suppliers that do not come to \(postcode) "
                        + "or take no orders now: "
                Link("show them with the reason", href: form.address(["show": "beyond", "line": ""]))
            }
        }
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

/// Until suppliers add pictures of their own, a drawing of the category stands for each.
enum CategoryPicture {
    static func address(of category: Catalogue.Category.ID, in categories: Categories) -> String {
        let group = categories.group(of: category)?.id.text ?? ""
        return drawn.contains(group) ? "/images/categories/\(group).svg" : "/images/mark.svg"
    }

    private static let drawn = Set((1...15).map { $0 < 10 ? "0\($0)" : "\($0)" } + ["90"])
}
