import Markup

/// One answer out of a long list; for a short one take `Radios`.
struct Select: Component {
    let name: String
    let label: String
    var hint: String?
    let choices: [Choice]
    var value = ""
    var problem: String?

    var html: HTML {
        FieldFrame(name: name, label: label, hint: hint, problem: problem, control: box)
    }

    private var box: HTML {
        select(
            .class("select"), .id(name), .name(name), .when(problem != nil, .ariaInvalid("true")),
            .ariaDescribedBy(FieldFrame.notes(of: name, hint: hint, problem: problem))
        ) {
            for choice in choices {
                option(
                    .value(choice.value), .when(choice.value == value, .selected),
                    .when(choice.isDisabled, .disabled)
                ) { choice.label }
            }
        }
    }
}
