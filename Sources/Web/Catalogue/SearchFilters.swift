import Catalogue
import Markup
import Values

/// The filters beside the results, with how many each would give.
struct SearchFilters: Component {
    let page: SearchPage

    private var form: SearchForm { page.form }
    private var search: Search { page.form.search }
    private var counts: SearchCounts { page.answer.counts }

    var html: HTML {
        FilterPanel(
            action: "/shop", hidden: page.kept.filter { !["show", "supplier"].contains($0.name) }, groups: groups,
            clearHref: "/shop", isShown: !page.form.problems.isEmpty)
    }

    private var groups: [FilterGroup] {
        [
            FilterGroup(
                title: "Your plan", isOpen: true,
                content: .radios(name: "show", shows, chosen: form.show?.rawValue)),
            FilterGroup(
                title: "Category", isOpen: search.category != nil,
                content: .radios(name: "category", categories, chosen: search.category?.text ?? "")),
            FilterGroup(
                title: "Where they are", isOpen: !search.reaches.isEmpty,
                content: .checkboxes(
                    name: "reach",
                    Reach.allCases.map { Choice($0.rawValue, $0.words, count: counts.reach[$0] ?? 0) },
                    chosen: Set(search.reaches.map(\.rawValue)))),
            FilterGroup(
                title: "Distance", isOpen: search.withinMiles != nil,
                content: .radios(name: "within", distances, chosen: search.withinMiles.map(String.init) ?? "")),
            price,
            FilterGroup(
                title: "Supplier", isOpen: !search.suppliers.isEmpty,
                content: .checkboxes(name: "supplier", suppliers, chosen: Set(search.suppliers.map(\.text))),
                note: suppliersLeftOut),
            FilterGroup(
                title: "Checks", isOpen: !search.checks.isEmpty,
                content: .checkboxes(
                    name: "check",
                    HeldCheck.allCases.map { Choice($0.rawValue, $0.words, count: counts.checks[$0] ?? 0) },
                    chosen: Set(search.checks.map(\.rawValue)))),
            FilterGroup(
                title: "Rating", isOpen: search.stars != nil,
                content: .radios(name: "stars", stars, chosen: search.stars.map(String.init) ?? "")),
            days,
        ]
    }

    private var shows: [Choice] {
        [
            Choice("covered", "Covered by my plan", count: counts.covered), Choice("all", "Everything"),
            Choice("beyond", "Also what does not come to me"),
        ]
    }

    private var distances: [Choice] {
        [Choice("", "Any distance")]
            + Search.milesOffered.map { Choice(String($0), "Within \($0) miles", count: counts.within[$0] ?? 0) }
    }

    private var stars: [Choice] {
        [Choice("", "Any rating")]
            + Search.starsOffered.map { Choice(String($0), "\($0) stars or more", count: counts.stars[$0] ?? 0) }
    }

    // MARK: Price and day, chosen or typed

    private var price: FilterGroup {
        let isTyped = !form.typed.from.isEmpty || !form.typed.to.isEmpty
        return FilterGroup(
            title: "Price", isOpen: search.price != nil || isTyped,
            content: .radios(
                name: "price",
                [Choice("", "Any price")]
                    + PriceBand.offered.map { Choice($0.value, $0.words, count: counts.price[$0] ?? 0) },
                chosen: isTyped ? nil : search.price?.value ?? ""),
            extra: HTML {
                TextField(
                    name: "from", label: "Lowest price in pounds", value: form.typed.from,
                    problem: form.problems["from"], inputmode: "decimal", width: .short)
                TextField(
                    name: "to", label: "Highest price in pounds", value: form.typed.to, problem: form.problems["to"],
                    inputmode: "decimal", width: .short)
            })
    }

    private var days: FilterGroup {
        FilterGroup(
            title: "How soon", isOpen: search.withinDays != nil || !form.typed.by.isEmpty,
            content: .radios(
                name: "days",
                [Choice("", "Any time")]
                    + Search.daysOffered.map { Choice(String($0), soon($0), count: counts.days[$0] ?? 0) },
                chosen: form.typed.by.isEmpty ? search.withinDays.map(String.init) ?? "" : nil),
            extra: HTML {
                TextField(
                    name: "by", label: "Or the day you need it by", hint: "Such as \(page.today.adding(days: 10)).",
                    value: form.typed.by, problem: form.problems["by"], width: .medium)
            })
    }

    private func soon(_ days: Int) -> String {
        switch days {
        case 1: "By tomorrow"
        case 7: "Within a week"
        case let days where days % 7 == 0: "Within \(days / 7) weeks"
        default: "Within \(days) days"
        }
    }

    // MARK: Long lists

    /// Groups that have something; below the chosen one, its item types.
    private var categories: [Choice] {
        let tree = page.shelf.categories
        let chosen = search.category.flatMap { tree.group(of: $0)?.id }
        var choices = [Choice("", "All categories")]
        for group in tree.groups {
            let count = counts.category[group.id] ?? 0
            guard count > 0 || group.id == chosen else { continue }
            choices.append(Choice(group.id.text, group.title, count: count))
            guard group.id == chosen else { continue }
            for item in tree.children(of: group.id) {
                let count = counts.category[item.id] ?? 0
                if count > 0 { choices.append(Choice(item.id.text, "– \(item.title)", count: count)) }
            }
        }
        return choices
    }

    /// What is chosen, then those with the most things.
    private var suppliers: [Choice] {
        let others = counts.supplier.filter { !search.suppliers.contains($0.key) }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        return (search.suppliers.sorted() + others).compactMap { id in
            page.shelf.supplier(id).map { Choice(id.text, $0.name, count: counts.supplier[id] ?? 0) }
        }
    }

    private var suppliersLeftOut: String? {
        let left = counts.supplierCount - suppliers.filter { ($0.count ?? 0) > 0 }.count
        guard left > 0 else { return nil }
        return "And \(left) more with fewer things. Search for a name to see one."
    }
}
