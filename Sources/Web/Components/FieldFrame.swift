import Markup

/// What stands around every field: label, hint and problem, tied to the field by their identifiers.
struct FieldFrame: Component {
    let name: String
    let label: String
    let hint: String?
    let problem: String?
    /// Whether the label is the page's only question, and so its first heading.
    var isHeading = false
    let control: HTML

    var html: HTML {
        div(.class(problem == nil ? "field" : "field field--problem")) {
            if isHeading {
                h1(.class("field__heading")) { question }
            } else {
                question
            }
            FieldNotes(name: name, hint: hint, problem: problem)
            control
        }
    }

    private var question: HTML {
        Markup.label(.class("field__label"), .for(name)) { label }
    }

    /// The identifiers of hint and problem, for `aria-describedby`.
    static func notes(of name: String, hint: String?, problem: String?) -> String? {
        let identifiers = [hint == nil ? nil : "\(name)-hint", problem == nil ? nil : "\(name)-problem"]
        let present = identifiers.compactMap(\.self)
        return present.isEmpty ? nil : present.joined(separator: " ")
    }
}

/// Hint and problem of a field or of a group of fields.
struct FieldNotes: Component {
    let name: String
    let hint: String?
    let problem: String?

    var html: HTML {
        if let hint { p(.class("field__hint"), .id("\(name)-hint")) { hint } }
        if let problem {
            p(.class("field__problem"), .id("\(name)-problem")) {
                Hidden("Error: ")
                problem
            }
        }
    }
}

/// Several fields under one question.
struct FieldGroup: Component {
    let name: String
    let legend: String
    let hint: String?
    let problem: String?
    var isHeading = false
    let control: HTML

    var html: HTML {
        fieldset(
            .class(problem == nil ? "field" : "field field--problem"),
            .ariaDescribedBy(FieldFrame.notes(of: name, hint: hint, problem: problem))
        ) {
            Markup.legend(.class("field__label")) {
                if isHeading { h1(.class("field__heading")) { legend } } else { legend }
            }
            FieldNotes(name: name, hint: hint, problem: problem)
            control
        }
    }
}
