import Baskets
import Catalogue
import Markup
import Values

/// One line of the basket with its forms.
struct BasketLinePanel: Component {
    let line: BasketPage.Line
    let hidden: [HiddenField]
    let typed: BasketPage.Typed?

    private var verdict: Verdict { line.verdict }
    private var wish: Wish { verdict.wish }
    private var title: String { wish.listing.terms.title }
    private var address: String { "/basket/lines/\(line.line.id)" }
    private var field: String { BasketPage.field(line.line.id) }

    var html: HTML {
        div(.class("panel"), .id("line-\(line.line.id)")) {
            h3 { a(.href("/listings/\(wish.listing.id)")) { bdi { title } } }
            if let schedule = wish.schedule {
                p {
                    schedule.words(wish.quantity, wish.listing.terms.unit)
                    if wish.isRepeated { " to \(schedule.last.words)" }
                }
            }
            p {
                "\(verdict.priceSum): "
                strong(.class("amount")) { verdict.price.description }
                wish.isRepeated ? " in all" : ""
            }
            if wish.unitPrice < wish.priceSeen {
                p { "The price fell from \(wish.priceSeen) since you looked. You pay the lower one." }
            }
            if let relief = line.relief { relief }
            VerdictBox(verdict: verdict, cheaper: line.cheaper, acts: verdict.mayShop ? acts : nil)
            if verdict.mayShop { forms }
        }
    }

    private var forms: HTML {
        HTML {
            div(.class("basket-line")) {
                if wish.listing.terms.quantityMaximum > 1 || typed?.quantity != nil {
                    PostForm(action: address, hidden: hidden.naming("change-\(line.line.id)")) { quantity }
                }
                PostForm(action: "\(address)/removal", hidden: hidden.naming("remove-\(line.line.id)")) {
                    Button("Remove", kind: .secondary, about: title)
                }
            }
            ArrangeDetails(line: line, typed: typed, hidden: hidden)
        }
    }

    private var acts: BasketActs {
        BasketActs(line: line.line, title: title, earliest: line.earliest, hidden: hidden)
    }

    private var problem: String? { typed?.problems[field] }

    /// The field is called `quantity` in every line's form; its id tells the lines apart.
    private var quantity: HTML {
        HTML {
            div(.class(problem == nil ? "field" : "field field--problem")) {
                label(.class("field__label"), .for(field)) {
                    wish.isRepeated ? "How many each time?" : "How many?"
                    Hidden(" of \(title)")
                }
                if let problem {
                    p(.class("field__problem"), .id("\(field)-problem")) {
                        Hidden("Error: ")
                        problem
                    }
                }
                input(
                    .class("input input--short"), .type("text"), .inputmode("numeric"), .id(field), .name("quantity"),
                    .value(typed?.quantity ?? String(wish.quantity)),
                    .ariaDescribedBy(problem == nil ? nil : "\(field)-problem"),
                    .ariaInvalid(problem == nil ? nil : "true"))
            }
            Button("Change", kind: .secondary, about: "how many of \(title)")
        }
    }
}

/// When a line is wanted, which line of the plan pays, and what the holder adds.
struct ArrangeDetails: Component {
    let line: BasketPage.Line
    let typed: BasketPage.Typed?
    let hidden: [HiddenField]

    private var form: ArrangeForm { typed?.arrangement ?? ArrangeForm(line.line.id, line.line.wants) }
    private var title: String { line.verdict.wish.listing.terms.title }
    private var isTyped: Bool { typed?.arrangement != nil }

    private func problem(_ part: String) -> String? { typed?.problems[form.field(part)] }

    var html: HTML {
        Details("When it comes and who pays", isOpen: isTyped) {
            PostForm(
                action: "/basket/lines/\(line.line.id)/arrangement",
                hidden: hidden.naming("arrange-\(line.line.id)") + kept
            ) {
                when
                if line.payers.count > 1 { payer }
                if line.takesContribution { contribution }
                Button("Save", about: "when \(title) comes and who pays")
            }
        }
    }

    /// What is not asked here stays as it is.
    private var kept: [HiddenField] {
        var kept: [HiddenField] = []
        if line.payers.count < 2 { kept.append(HiddenField(name: form.field("plan-line"), value: form.planLine)) }
        return kept
    }

    private var when: HTML {
        HTML {
            form.first.field(
                form.field("first"), "First day (optional)",
                hint: "From \(line.earliest.words). Leave it empty to have it as soon as the supplier can.",
                problem: problem("first"))
            TextField(
                name: form.field("times"), label: "How often in all?",
                hint: "1 for once, up to \(Schedule.timesMaximum)", value: form.times, problem: problem("times"),
                inputmode: "numeric", width: .short)
            Select(
                name: form.field("every"), label: "How far apart?", hint: "Only for what comes more than once.",
                choices: Schedule.Every.allCases.map { Choice($0.rawValue, $0.words.capitalizedFirst) },
                value: form.every, problem: problem("every"))
        }
    }

    private var payer: HTML {
        Select(
            name: form.field("plan-line"), label: "Which line of your plan pays?",
            choices: [Choice("", "Whichever fits best")] + line.payers.map { Choice($0.line.text, $0.title) },
            value: form.planLine, problem: problem("plan-line")
        ).html
    }

    private var contribution: HTML {
        MoneyField(
            name: form.field("contribution"), label: "What you pay yourself (optional)",
            hint: "A wheelchair budget lets you add money of your own. You pay it to the supplier, once.",
            value: form.contribution, problem: problem("contribution")
        ).html
    }
}

extension String {
    /// "every week" as an answer of a list: "Every week".
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
