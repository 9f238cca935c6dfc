import Catalogue
import Markup
import Plans
import Values

/// The fields of a plan line.
struct LineFields: Component {
    let text: LineText
    let draft: DraftLook
    let problems: FieldProblems

    private var hasMoney: Bool { draft.hasMoney(.init(text.item)) }

    var html: HTML {
        what
        covers
        limits
        money
        rules
    }

    @HTMLBuilder private var what: HTML {
        if hasMoney {
            InsetText {
                p {
                    "This line has money already. How often it gives money, and its first day, stay as they are. To "
                        + "change them, give this line an earlier last day and add a new line."
                }
            }
        }
        TextField(
            name: "title", label: "Title", hint: "In the person’s words.", value: text.name,
            problem: problems["title"])
        Radios(
            name: "kind", legend: "Kind of line",
            choices: [
                Choice(PlanLine.Kind.agreed.rawValue, "For something agreed"),
                Choice(
                    PlanLine.Kind.contingency.rawValue, "Ring-fenced for emergencies",
                    hint: "Pays last, for what another line covers."),
            ],
            value: text.kind, problem: problems["kind"])
        Select(
            name: "budget", label: "Budget that pays",
            choices: [Choice("", "Choose a budget")] + draft.plan.budgets.map { Choice($0.id.text, $0.title) },
            value: text.budget, problem: problems["budget"])
        boxes(
            "outcome", "Which outcomes it serves", problem: problems["outcome"],
            choices: draft.plan.outcomes.map { ($0.id.text, $0.text) }, chosen: text.outcomes,
            none: "The plan has no outcomes yet.")
    }

    @HTMLBuilder private var covers: HTML {
        FieldGroup(
            name: "covers", legend: "What it pays for: categories",
            hint: "A group stands for everything in it. Leave all empty for emergencies.",
            problem: problems["covers"],
            control: HTML {
                div(.id("covers"), .tabindex(-1)) {
                    for id in vanished {
                        Checkbox(
                            name: "covers:\(id)", label: "\(id): not in the catalogue any more",
                            hint: "Nothing can be bought under it. Take it out, or choose what took its place.",
                            isChecked: true)
                    }
                    for group in draft.categories.groups { categoryGroup(group) }
                }
            })
        TextArea(
            name: "listings", label: "And these listings, by their codes (optional)", value: text.listings,
            problem: problems["listings"], rows: 2)
        named(LineText.split(text.listings).compactMap { draft.codes.listings[.init($0)] })
        TextArea(
            name: "suppliers", label: "And everything of these suppliers, by their codes (optional)",
            value: text.suppliers, problem: problems["suppliers"], rows: 2)
        named(LineText.split(text.suppliers).compactMap { draft.codes.suppliers[.init($0)] })
        Checkbox(
            name: "exclusive", label: "Nothing else may pay for what this line covers",
            isChecked: text.isExclusive)
    }

    private var vanished: [String] { text.categories.filter { draft.categories[.init($0)] == nil }.sorted() }

    private func categoryGroup(_ group: Catalogue.Category) -> HTML {
        let items = draft.categories.children(of: group.id)
        let count = ([group] + items).count { text.categories.contains($0.id.text) }
        return Details(
            "\(group.id) \(group.title)\(count > 0 ? ": \(count) chosen" : "")", isOpen: count > 0
        ) {
            Checkbox(
                name: "covers:\(group.id)", label: "Everything in “\(group.title)”",
                isChecked: text.categories.contains(group.id.text))
            for item in items {
                Checkbox(
                    name: "covers:\(item.id)", label: "\(item.id) \(item.title)",
                    isChecked: text.categories.contains(item.id.text))
            }
        }.html
    }

    @HTMLBuilder private var limits: HTML {
        TextArea(
            name: "only-suppliers", label: "Only from these suppliers, by their codes (optional)",
            value: text.onlySuppliers, problem: problems["only-suppliers"], rows: 2)
        named(LineText.split(text.onlySuppliers).compactMap { draft.codes.suppliers[.init($0)] })
        boxes(
            "reach", "Only from suppliers who are", problem: nil,
            choices: Reach.allCases.map { ($0.rawValue, $0.words) }, chosen: text.reaches, none: "")
    }

    @HTMLBuilder private var money: HTML {
        MoneyField(name: "amount", label: "Amount each time", value: text.amount, problem: problems["amount"])
        Radios(
            name: "every", legend: "How often",
            choices: Frequency.allCases.map { Choice($0.rawValue, $0.choiceWords) }, value: text.every,
            problem: problems["every"])
        text.first.field("first", "First day", problem: problems["first"])
        text.last.field("last", "Last day", problem: problems["last"])
        Radios(
            name: "carry", legend: "What becomes of money that is left over at the end of a period",
            choices: [
                Choice("none", "It lapses"), Choice("all", "All of it can be used until the line ends"),
                Choice("upto", "Up to an amount goes into the next period"),
                Choice("periods", "It can be used for some more periods"),
            ],
            value: text.carry, problem: problems["carry"])
        MoneyField(
            name: "carry-amount", label: "The most that goes into the next period",
            hint: "Only where up to an amount is carried.", value: text.carryAmount,
            problem: problems["carry-amount"])
        TextField(
            name: "carry-periods", label: "For how many more periods",
            hint: "Only where it can be used for some more periods.", value: text.carryPeriods,
            problem: problems["carry-periods"], inputmode: "numeric", width: .short)
    }

    @HTMLBuilder private var rules: HTML {
        TextField(
            name: "cap", label: "The most units in a period (optional)", value: text.capQuantity,
            problem: problems["cap"], inputmode: "numeric", width: .short)
        TextField(
            name: "cap-unit", label: "Which unit counts (optional)",
            hint: "Such as hour or session, as listings are sold. Empty counts everything.", value: text.capUnit,
            problem: problems["cap-unit"], width: .medium)
        MoneyField(
            name: "ceiling", label: "The most that one unit may cost without asking (optional)", value: text.ceiling,
            problem: problems["ceiling"])
        MoneyField(
            name: "above", label: "Above how much at once approval is needed (optional)", value: text.above,
            problem: problems["above"])
    }

    /// What the codes above stand for.
    @HTMLBuilder private func named(_ names: [String]) -> HTML {
        if !names.isEmpty {
            ul(.class("bullets quiet")) { for name in names { li { bdi { name } } } }
        }
    }

    /// Boxes of which each is a field of its own.
    private func boxes(
        _ name: String, _ legend: String, problem: String?, choices: [(value: String, label: String)],
        chosen: Set<String>, none: String
    ) -> HTML {
        FieldGroup(
            name: name, legend: legend, hint: nil, problem: problem,
            control: HTML {
                div(.class("choices"), .id(name), .tabindex(-1)) {
                    if choices.isEmpty { p { none } }
                    for choice in choices {
                        Checkbox(
                            name: "\(name):\(choice.value)", label: choice.label,
                            isChecked: chosen.contains(choice.value))
                    }
                }
            }
        ).html
    }
}

extension Frequency {
    /// As an answer to "How often".
    var choiceWords: String {
        switch self {
        case .week: "Every week"
        case .fourWeeks: "Every four weeks"
        case .month: "Every month"
        case .quarter: "Every quarter"
        case .year: "Every year"
        case .once: "Once"
        }
    }
}
