import Markup

/// An amount in pounds, with the sign in front so that nobody needs to type it.
struct MoneyField: Component {
    let name: String
    let label: String
    var hint: String?
    var value = ""
    var problem: String?

    var html: HTML {
        FieldFrame(name: name, label: label, hint: hint, problem: problem, control: box)
    }

    private var box: HTML {
        div(.class("money")) {
            span(.class("money__sign"), .ariaHidden("true")) { "£" }
            input(
                .class("input input--money"), .id(name), .name(name), .type("text"), .inputmode("decimal"),
                .value(value), .autocomplete("off"), .spellcheck("false"),
                .when(problem != nil, .ariaInvalid("true")),
                .ariaDescribedBy(FieldFrame.notes(of: name, hint: hint, problem: problem)))
        }
    }
}
