import Markup

/// One line of text.
struct TextField: Component {
    /// How long the expected answer is; a box tells people what fits.
    enum Width: String, Sendable {
        case full, long, medium, short
    }

    let name: String
    let label: String
    var hint: String?
    var value = ""
    var problem: String?
    var type = "text"
    var autocomplete: String?
    var inputmode: String?
    var width = Width.full
    var isHeading = false

    var html: HTML {
        FieldFrame(name: name, label: label, hint: hint, problem: problem, isHeading: isHeading, control: box)
    }

    private var box: HTML {
        input(
            .class("input input--\(width.rawValue)"), .id(name), .name(name), .type(type),
            // A password is never sent back into the page.
            .value(type == "password" ? nil : value),
            .autocomplete(autocomplete), .inputmode(inputmode),
            .when(isCode, .spellcheck("false")),
            .when(problem != nil, .ariaInvalid("true")),
            .ariaDescribedBy(FieldFrame.notes(of: name, hint: hint, problem: problem)))
    }

    private var isCode: Bool { type != "text" || inputmode == "numeric" }
}
