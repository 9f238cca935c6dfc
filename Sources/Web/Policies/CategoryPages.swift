import Catalogue
import Markup
import Operations
import Policies
import Values

/// Title and summary of one category.
struct CategoryPage: Sendable {
    let category: Catalogue.Category
    let categories: Categories
    let policy: CommissionerPolicy?
    let hidden: [HiddenField]
    var text: CategoryText
    /// Of the words that the person was looking at.
    var seen: String
    var problems = FieldProblems()

    init(
        category: Catalogue.Category, categories: Categories, policy: CommissionerPolicy?, hidden: [HiddenField]
    ) {
        self.category = category
        self.categories = categories
        self.policy = policy
        self.hidden = hidden
        text = CategoryText(category)
        seen = EditCategory.digest(of: category).text
    }

    var view: View {
        View(category.title, place: .policy, breadcrumb: CategoryFields.way, problems: problems) {
            h1 { bdi { category.title } }
            p(.class("quiet")) { "\(category.item == nil ? "Group" : "Item type") \(category.id)" }
            h2 { "What is said about it" }
            CategorySayings(category: category, categories: categories, policy: policy, silence: "Nothing.")
            h2 { "Edit" }
            InsetText { p { CategoriesPage.shared } }
            PostForm(
                action: "/policy/categories/\(category.id)", hidden: hidden + [HiddenField(name: "seen", value: seen)]
            ) {
                CategoryWordsFields(text: text, problems: problems)
                ButtonRow {
                    Button("Save category")
                    ButtonLink("Cancel", href: "/policy/categories", kind: .secondary)
                }
            }
        }
    }
}

/// The form for a new item type of a group.
struct NewItemTypePage: Sendable {
    let group: Catalogue.Category
    let hidden: [HiddenField]
    var text = CategoryText()
    var problems = FieldProblems()

    var view: View {
        View("Add an item type", place: .policy, breadcrumb: CategoryFields.way, problems: problems) {
            h1 { "Add an item type to “\(group.title)”" }
            InsetText { p { CategoriesPage.shared } }
            PostForm(action: "/policy/categories/\(group.id)/items", hidden: hidden) {
                TextField(
                    name: "code", label: "Code",
                    hint: "Letters, digits and hyphens, such as \(group.id)-99. It can’t be changed later.",
                    value: text.code, problem: problems["code"], width: .medium)
                CategoryWordsFields(text: text, problems: problems)
                CategoryFields(text: text, problems: problems)
                ButtonRow {
                    Button("Add item type")
                    ButtonLink("Cancel", href: "/policy/categories", kind: .secondary)
                }
            }
        }
    }
}

/// The words of a category, with what was typed and what is wrong with it.
private struct CategoryWordsFields: Component {
    let text: CategoryText
    let problems: FieldProblems

    var html: HTML {
        TextField(
            name: "title", label: "Title",
            hint: "In plain words. At most \(CategoryText.titleCharactersMaximum) characters.", value: text.title,
            problem: problems["title"])
        TextArea(
            name: "summary", label: "Summary", hint: "One sentence: what belongs here.", value: text.summary,
            problem: problems["summary"], rows: 3, maximum: CategoryText.summaryCharactersMaximum)
    }
}

/// What is usual for an item type, and what rules have to know about it.
struct CategoryFields: Component {
    let text: CategoryText
    let problems: FieldProblems

    static let way = [Link("Policy", href: "/policy"), Link("Categories", href: "/policy/categories")]

    var html: HTML {
        TextField(
            name: "unit", label: "Unit", hint: "What a price is for, such as hour, session, pack or each.",
            value: text.unit, problem: problems["unit"], width: .medium)
        Radios(
            name: "vat", legend: "VAT", hint: "How VAT usually falls on it.",
            choices: VAT.allCases.map { Choice($0.rawValue, $0.choice.label) }, value: text.vat,
            problem: problems["vat"])
        MoneyField(
            name: "lowest", label: "Lowest usual price", hint: "For one unit, without VAT. It is no limit.",
            value: text.lowest, problem: problems["lowest"])
        MoneyField(
            name: "highest", label: "Highest usual price", hint: "It informs people who decide. It is no limit.",
            value: text.highest, problem: problems["highest"])
        boxes(
            "checks", "What must a supplier hold to sell it?",
            SupplierCheck.allCases.map { ($0.rawValue, $0.categoryWords) }, text.checks)
        boxes(
            "traits", "What else do rules have to know?", Trait.allCases.map { ($0.rawValue, $0.categoryWords) },
            text.traits)
    }

    /// Each box has a name of its own, `checks-cqc`, so that each comes back.
    private func boxes(
        _ name: String, _ legend: String, _ choices: [(value: String, label: String)], _ chosen: [String]
    ) -> HTML {
        FieldGroup(
            name: name, legend: legend, hint: "Choose what applies, or nothing.", problem: problems[name],
            control: div(.class("choices")) {
                for (position, choice) in choices.enumerated() {
                    ChoiceLine(
                        type: "checkbox", name: "\(name)-\(choice.value)",
                        id: Choice.identifier(of: name, at: position), choice: Choice("yes", choice.label),
                        isChosen: chosen.contains(choice.value))
                }
            }
        ).html
    }
}

extension SupplierCheck {
    fileprivate var categoryWords: String {
        switch self {
        case .cqc: "Registration with the Care Quality Commission"
        case .professional: "An entry in a professional register"
        case .workers: "Checks of the people who visit: disclosure and right to work"
        }
    }
}

extension Trait {
    fileprivate var categoryWords: String {
        switch self {
        case .goods: "A thing that is handed over, so that there can be proof of its delivery"
        case .employed: "Wages of somebody whom the buyer employs"
        case .delegated: "Health tasks that a nurse has to delegate"
        case .children: "For children only"
        case .adults: "For adults only"
        }
    }
}

extension CategoryText {
    /// As it was typed.
    init(_ form: Form) {
        self.init()
        code = form["code"]
        title = form["title"]
        summary = form["summary"]
        unit = form["unit"]
        vat = form["vat"]
        lowest = form["lowest"]
        highest = form["highest"]
        checks = SupplierCheck.allCases.map(\.rawValue).filter { form["checks-\($0)"] == "yes" }
        traits = Trait.allCases.map(\.rawValue).filter { form["traits-\($0)"] == "yes" }
    }
}
