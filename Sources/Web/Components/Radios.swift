import Markup

/// One answer out of a few, all of them in sight.
struct Radios: Component {
    let name: String
    let legend: String
    var hint: String?
    let choices: [Choice]
    var value: String?
    var problem: String?
    var isInline = false
    var isHeading = false

    var html: HTML {
        FieldGroup(
            name: name, legend: legend, hint: hint, problem: problem, isHeading: isHeading,
            control: div(.class(isInline ? "choices choices--inline" : "choices")) {
                for (position, choice) in choices.enumerated() {
                    ChoiceLine(
                        type: "radio", name: name, id: Choice.identifier(of: name, at: position), choice: choice,
                        isChosen: choice.value == value)
                }
            })
    }
}
