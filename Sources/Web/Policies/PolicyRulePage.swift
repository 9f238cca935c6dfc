import Catalogue
import Markup
import Policies
import Values

/// The form for one rule of the draft: a new one, or one that is there.
struct PolicyRulePage {
    /// Nil for a new one.
    let rule: PolicyRule.ID?
    let shelf: Shelf
    let hidden: [HiddenField]
    var text: PolicyRuleText
    /// Of the draft that the person was looking at.
    var revision: String
    var problems = FieldProblems()

    private var title: String { rule == nil ? "Add a rule" : "Change a rule" }
    private var action: String { rule.map { "/policy/draft/rules/\($0)" } ?? "/policy/draft/rules" }

    var view: View {
        View(
            title, place: .policy,
            breadcrumb: [Link("Policy", href: "/policy"), Link("Draft", href: "/policy/draft")], problems: problems
        ) {
            h1 { title }
            PostForm(action: action, hidden: hidden + [HiddenField(name: "revision", value: revision)]) {
                what
                about
                when
                why
                ButtonRow {
                    Button("Save rule")
                    ButtonLink("Cancel", href: "/policy/draft", kind: .secondary)
                }
            }
        }
    }

    private var what: Radios {
        Radios(
            name: "effect", legend: "What does the rule do?",
            choices: PolicyRule.Effect.allCases.map { Choice($0.rawValue, $0.choice.label, hint: $0.choice.hint) },
            value: text.effect, problem: problems["effect"])
    }

    @HTMLBuilder private var about: HTML {
        Radios(
            name: "subject", legend: "What is it about?",
            choices: PolicyRuleText.Subject.allCases.map {
                Choice($0.rawValue, $0.choice.label, hint: $0.choice.hint)
            }, value: text.subject, problem: problems["subject"])
        CategoryOrGroupPicker(categories: shelf.categories, value: text.category, problem: problems["category"])
        Select(
            name: "supplier", label: "Supplier", hint: "Only where the rule is about a supplier.",
            choices: [Choice("", "No supplier")] + suppliers, value: text.supplier, problem: problems["supplier"])
    }

    /// By name; of several with one name, each with its identifier.
    private var suppliers: [Choice] {
        let all = shelf.suppliers.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        let names = Dictionary(grouping: all, by: \.name).mapValues(\.count)
        return all.map { Choice($0.id.text, names[$0.name] == 1 ? $0.name : "\($0.name) (\($0.id))") }
    }

    @HTMLBuilder private var when: HTML {
        Radios(
            name: "condition", legend: "When does it speak?",
            choices: PolicyRuleText.Condition.allCases.map {
                Choice($0.rawValue, $0.choice.label, hint: $0.choice.hint)
            }, value: text.condition, problem: problems["condition"])
        MoneyField(
            name: "amount", label: "Amount",
            hint: "Only for a limit, such as 500.00. The rule speaks from a penny more on.", value: text.amount,
            problem: problems["amount"])
    }

    @HTMLBuilder private var why: HTML {
        TextArea(
            name: "words", label: "What the holder reads",
            hint: "Say why, in a plain sentence. Everybody to whom it speaks reads it.", value: text.words,
            problem: problems["words"], rows: 3, maximum: PolicyRule.wordsCharactersMaximum)
        Select(
            name: "clause", label: "Row of the national list that it follows (optional)",
            hint: "For those who defend the decision.",
            choices: [Choice("", "None: it is our own")]
                + PolicyRuleText.clauses.map {
                    Choice($0.rawValue, "\($0.rawValue): \($0.words)")
                }, value: text.clause, problem: problems["clause"])
    }
}

/// Groups and item types, each group with what is in it.
private struct CategoryOrGroupPicker: Component {
    let categories: Categories
    let value: String
    let problem: String?

    private static let hint = "Only where the rule is about a category. A group stands for everything in it."

    var html: HTML {
        FieldFrame(name: "category", label: "Category", hint: Self.hint, problem: problem, control: box)
    }

    private var box: HTML {
        select(
            .class("select"), .id("category"), .name("category"), .when(problem != nil, .ariaInvalid("true")),
            .ariaDescribedBy(FieldFrame.notes(of: "category", hint: Self.hint, problem: problem))
        ) {
            choice("", "No category")
            for group in categories.groups {
                optgroup(.attribute("label", group.title)) {
                    choice(group.id.text, "\(group.title): the whole group")
                    for category in categories.children(of: group.id) { choice(category.id.text, category.title) }
                }
            }
        }
    }

    private func choice(_ id: String, _ title: String) -> HTML {
        option(.value(id), .when(id == value, .selected)) { title }
    }
}

extension PolicyRuleText {
    /// As it was typed.
    init(_ form: Form) {
        self.init()
        effect = form["effect"]
        subject = form["subject"]
        category = form["category"]
        supplier = form["supplier"]
        condition = form["condition"]
        amount = form["amount"]
        words = form["words"]
        clause = form["clause"]
    }
}

extension PolicySettingsText {
    /// As they were typed.
    init(_ form: Form) {
        self.init()
        duplicateDays = form["duplicate_days"]
        reviewGraceDays = form["review_grace_days"]
        surplusWeeks = form["surplus_weeks"]
        endingDays = form["ending_days"]
    }
}
