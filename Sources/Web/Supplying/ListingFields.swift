import Catalogue
import Markup
import Values

/// The fields of a listing, with what was typed and what is wrong with it.
struct ListingFields: Component {
    let text: ListingText
    let problems: FieldProblems
    let categories: Categories

    var html: HTML {
        what
        AttributeFields(text: text, problems: problems, categories: categories)
        price
        amounts
        promise
    }

    @HTMLBuilder private var what: HTML {
        TextField(
            name: "title", label: "Title",
            hint: "What it is, in plain words. At most \(ListingText.titleCharactersMaximum) characters.",
            value: text.title, problem: problems["title"])
        CategoryPicker(categories: categories, value: text.category, problem: problems["category"])
        TextArea(
            name: "description", label: "Description",
            hint: "What people get, for whom it is good, and what is not included.", value: text.description,
            problem: problems["description"], rows: 7, maximum: ListingText.descriptionCharactersMaximum)
        TextField(
            name: "gtin", label: "Barcode number (optional)",
            hint: "For goods: the GTIN below the bars, 8, 12, 13 or 14 digits.", value: text.gtin,
            problem: problems["gtin"], inputmode: "numeric", width: .medium)
    }

    @HTMLBuilder private var price: HTML {
        TextField(
            name: "unit", label: "Unit",
            hint: "What the price is for, such as hour, session, month, pack or each. "
                + "At most \(ListingText.unitCharactersMaximum) characters.",
            value: text.unit, problem: problems["unit"], width: .medium)
        MoneyField(
            name: "price", label: "Price for one unit, without VAT",
            hint: "Pounds and pence, such as 24.50. We add the VAT.", value: text.price, problem: problems["price"])
        Radios(
            name: "vat", legend: "VAT", hint: "How VAT falls on what you sell. Ask your accountant if you are unsure.",
            choices: VAT.allCases.map { Choice($0.rawValue, $0.choice.label, hint: $0.choice.hint) },
            value: text.vat, problem: problems["vat"])
    }

    @HTMLBuilder private var amounts: HTML {
        TextField(
            name: "minimum_quantity", label: "Smallest quantity in one order",
            hint: "A whole number from 1 to the largest quantity.",
            value: text.quantityMinimum.isEmpty ? "1" : text.quantityMinimum, problem: problems["minimum_quantity"],
            inputmode: "numeric", width: .short)
        TextField(
            name: "maximum_quantity", label: "Largest quantity in one order",
            hint: "A whole number from 1 to \(ListingText.quantityMaximumMaximum).", value: text.quantityMaximum,
            problem: problems["maximum_quantity"], inputmode: "numeric", width: .short)
        TextField(
            name: "stock", label: "Number in stock (optional)",
            hint: "How many you can sell now. Each order takes from it, and nobody can order more than there is. "
                + "Empty: you do not count.",
            value: text.stock, problem: problems["stock"], inputmode: "numeric", width: .short)
        TextField(
            name: "weekly_capacity", label: "Units you can give in one week (optional)",
            hint: "For services: each order takes from the weeks in which it falls. Empty: you do not count.",
            value: text.capacity, problem: problems["weekly_capacity"], inputmode: "numeric", width: .short)
        TextField(
            name: "replacement", label: "Replacement (optional)",
            hint: "The code of another listing of yours that you would bring instead where people agree.",
            value: text.replacement, problem: problems["replacement"], width: .medium)
    }

    @HTMLBuilder private var promise: HTML {
        TextField(
            name: "lead_days", label: "Lead time in days",
            hint: "Until delivery or first visit, from your answer: 0 for the same day, "
                + "at most \(ListingText.leadDaysMaximum).",
            value: text.leadDays, problem: problems["lead_days"], inputmode: "numeric", width: .short)
        TextArea(
            name: "delivery", label: "Delivery or visit",
            hint: "How it comes to people: where, at what times, who has to be in.", value: text.delivery,
            problem: problems["delivery"], rows: 3, maximum: ListingText.termsCharactersMaximum)
        TextArea(
            name: "cancellation", label: "Cancellation and returns",
            hint: "Until when people can cancel or send it back, and what it costs them.", value: text.cancellation,
            problem: problems["cancellation"], rows: 3, maximum: ListingText.termsCharactersMaximum)
        TextField(
            name: "cancel_fee_percent", label: "Most that late cancelling costs, in per cent of the price",
            hint: "From 0 to 100. You can never ask for more. 0: cancelling is always free.",
            value: text.cancelFeePercent.isEmpty ? "0" : text.cancelFeePercent,
            problem: problems["cancel_fee_percent"], inputmode: "numeric", width: .short)
        TextField(
            name: "cancel_free_days", label: "Cancelling is free until so many days before",
            hint: "From 0 to \(ListingText.leadDaysMaximum), before the day on which it comes.",
            value: text.cancelFreeDays.isEmpty ? "0" : text.cancelFreeDays, problem: problems["cancel_free_days"],
            inputmode: "numeric", width: .short)
    }

    /// As the fields stand on the page, so that the summary leads from top to bottom.
    private static let order = [
        "reference", "title", "category", "description", "gtin", "unit", "price", "vat", "minimum_quantity",
        "maximum_quantity", "stock", "weekly_capacity", "replacement", "lead_days", "delivery", "cancellation",
        "cancel_fee_percent", "cancel_free_days",
    ]

    /// The problems as this page puts them: where the check speaks of codes, it speaks of choices.
    static func inWords(_ problems: FieldProblems) -> FieldProblems {
        let place = { (problem: FieldProblems.Problem) in order.firstIndex(of: problem.field) ?? order.count }
        var said = FieldProblems()
        for problem in problems.problems.sorted(by: { place($0) < place($1) }) {
            switch problem.field {
            case "vat": said.add("vat", "Choose how VAT falls on it")
            case "category": said.add("category", "Choose a category from the list")
            case let field where order.contains(field): said.add(field, problem.words)
            default: said.add(AttributeFields.name(problem.field), problem.words)
            }
        }
        return said
    }
}

/// The item types, under the headings of their groups.
struct CategoryPicker: Component {
    let categories: Categories
    let value: String
    let problem: String?

    private static let hint = "It decides whose plans cover it."

    var html: HTML {
        FieldFrame(name: "category", label: "Category", hint: Self.hint, problem: problem, control: box)
    }

    private var box: HTML {
        select(
            .class("select"), .id("category"), .name("category"), .when(problem != nil, .ariaInvalid("true")),
            .ariaDescribedBy(FieldFrame.notes(of: "category", hint: Self.hint, problem: problem))
        ) {
            option(.value(""), .when(value.isEmpty, .selected)) { "Choose a category" }
            for group in categories.groups {
                optgroup(.attribute("label", group.title)) {
                    for category in categories.children(of: group.id) where category.item != nil {
                        option(.value(category.id.text), .when(category.id.text == value, .selected)) {
                            category.title
                        }
                    }
                }
            }
        }
    }
}

extension VAT {
    /// As a supplier chooses it.
    var choice: (label: String, hint: String) {
        switch self {
        case .standard: ("Standard rate, 20%", "Most goods, and services of businesses registered for VAT.")
        case .reduced: ("Reduced rate, 5%", "Such as mobility aids fitted in the homes of people over 60.")
        case .zero: ("Zero rate for everybody", "Such as books and most food.")
        case .zeroWithDeclaration:
            ("Zero rate for disabled people, with their declaration",
                "Until a customer has declared, 20% is added to your price.")
        case .exempt: ("Exempt", "Such as care by registered professionals, and education.")
        case .outside: ("Outside VAT", "Such as wages, or because you are not registered for VAT.")
        }
    }
}

extension ListingText {
    /// As it was typed.
    init(_ form: Form) {
        self.init()
        category = form["category"]
        title = form["title"]
        description = form["description"]
        unit = form["unit"]
        price = form["price"]
        vat = form["vat"]
        leadDays = form["lead_days"]
        delivery = form["delivery"]
        cancellation = form["cancellation"]
        gtin = form["gtin"]
        quantityMaximum = form["maximum_quantity"]
        stock = form["stock"]
        cancelFreeDays = form["cancel_free_days"]
        cancelFeePercent = form["cancel_fee_percent"]
        quantityMinimum = form["minimum_quantity"]
        capacity = form["weekly_capacity"]
        replacement = form["replacement"]
        for (name, value) in form.fields where name.hasPrefix(AttributeFields.prefix) && !value.isEmpty {
            attributes[String(name.dropFirst(AttributeFields.prefix.count))] = Text.tidy(value)
        }
    }
}
