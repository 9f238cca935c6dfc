import Catalogue
import Markup
import Policies
import Values

/// The tree of categories with what law and the policy in force say about each.
struct CategoriesPage: Sendable {
    let categories: Categories
    let policy: CommissionerPolicy?

    static let shared = """
        Categories are shared by all commissioners of this installation: what you change here changes for everybody.
        """

    var view: View {
        View("Categories", place: .policy, breadcrumb: [Link("Policy", href: "/policy")], width: .wide) {
            h1 { "Categories" }
            p(.class("lead")) { "What can be bought, in groups, and what law and your policy say about it." }
            InsetText { p { Self.shared } }
            everywhere
            for group in categories.groups { CategoryGroup(group: group, categories: categories, policy: policy) }
        }
    }

    /// Rules about everything or about a supplier stand nowhere in the tree.
    @HTMLBuilder private var everywhere: HTML {
        let others = (policy?.rules ?? []).filter { if case .category = $0.subject { false } else { true } }
        if !others.isEmpty {
            let words = Count.words(others.count, "rule of your policy is", "rules of your policy are")
            p {
                "\(words) about suppliers or about everything. "
                Link("See the policy", href: "/policy")
            }
        }
    }
}

/// One group and its item types.
private struct CategoryGroup: Component {
    let group: Catalogue.Category
    let categories: Categories
    let policy: CommissionerPolicy?

    private var items: [Catalogue.Category] { categories.children(of: group.id) }

    var html: HTML {
        SectionHeading(
            group.title, id: "group-\(group.id)", count: items.count,
            link: Link("Edit", href: "/policy/categories/\(group.id)", about: "the group “\(group.title)”"))
        p { group.summary }
        CategorySayings(category: group, categories: categories, policy: policy)
        Details("Item types of “\(group.title)”") {
            DataTable(
                id: "items-\(group.id)", caption: "Item types of “\(group.title)”", isCaptionHidden: true,
                columns: [
                    .init("Item type"), .init("Code"), .init("Usual price"), .init("What is said about it"),
                    .init("Edit"),
                ],
                rows: items.map(row))
            p {
                Link(
                    "Add an item type", href: "/policy/categories/\(group.id)/items/new",
                    about: "to the group “\(group.title)”")
            }
        }
    }

    private func row(_ category: Catalogue.Category) -> DataTable.Row {
        .init(
            HTML { bdi { category.title } },
            [
                HTML { code(.class("amount")) { category.id.text } }, HTML(category.item.map(usual) ?? ""),
                CategorySayings(category: category, categories: categories, policy: policy, silence: "Nothing").html,
                Link("Edit", href: "/policy/categories/\(category.id)", about: "“\(category.title)”").html,
            ])
    }

    private func usual(_ item: Catalogue.Category.Item) -> String {
        "\(item.lowest) to \(item.highest) \(Unit.words(item.unit))"
    }
}

/// What law says about a category, and the rules of the policy in force that name it or a group above it.
struct CategorySayings: Component {
    let category: Catalogue.Category
    let categories: Categories
    let policy: CommissionerPolicy?
    /// What stands there when nothing is said; nothing when nil.
    var silence: String?

    var html: HTML {
        let (law, rules) = (categories.policies(on: category.id), rules)
        if law.isEmpty, rules.isEmpty {
            if let silence { span(.class("quiet")) { silence } }
        } else {
            ul(.class("list")) {
                for saying in law {
                    li {
                        saying.effect.tag
                        " Law, \(saying.clause.rawValue): \(saying.clause.words)."
                    }
                }
                for rule in rules {
                    li {
                        rule.effect.tag
                        " Your policy, \(rule.condition.wordsWithin): "
                        bdi { rule.words }
                    }
                }
            }
        }
    }

    private var rules: [PolicyRule] {
        (policy?.rules ?? []).filter { rule in
            guard case .category(let id) = rule.subject else { return false }
            return categories.steps(from: category.id, to: id) != nil
        }
    }
}

extension Policy.Effect {
    fileprivate var tag: StatusTag {
        switch self {
        case .block: StatusTag("Not allowed", tone: .no)
        case .refer: StatusTag("Needs approval", tone: .ask)
        }
    }
}
