import Markup

/// One box: a yes that somebody gives.
struct Checkbox: Component {
    let name: String
    let label: String
    var hint: String?
    var value = "yes"
    var isChecked = false
    var problem: String?

    var html: HTML {
        div(.class(problem == nil ? "field" : "field field--problem")) {
            FieldNotes(name: name, hint: nil, problem: problem)
            ChoiceLine(
                type: "checkbox", name: name, id: name, choice: Choice(value, label, hint: hint), isChosen: isChecked,
                describedBy: FieldFrame.notes(of: name, hint: hint, problem: problem), isInvalid: problem != nil)
        }
    }
}

/// Any number of answers out of a few.
struct Checkboxes: Component {
    let name: String
    let legend: String
    var hint: String?
    let choices: [Choice]
    var values: Set<String> = []
    var problem: String?

    var html: HTML {
        FieldGroup(
            name: name, legend: legend, hint: hint, problem: problem,
            control: div(.class("choices")) {
                for (position, choice) in choices.enumerated() {
                    ChoiceLine(
                        type: "checkbox", name: name, id: Choice.identifier(of: name, at: position), choice: choice,
                        isChosen: values.contains(choice.value))
                }
            })
    }
}
