import Markup

/// Several lines of text.
struct TextArea: Component {
    let name: String
    let label: String
    var hint: String?
    var value = ""
    var problem: String?
    var rows = 5
    /// The most characters that are taken; told to people beforehand, checked by the server.
    var maximum: Int?

    var html: HTML {
        FieldFrame(name: name, label: label, hint: hintWithLimit, problem: problem, control: box)
    }

    private var box: HTML {
        textarea(
            .class("input input--area"), .id(name), .name(name), .rows(rows),
            .when(problem != nil, .ariaInvalid("true")),
            .ariaDescribedBy(FieldFrame.notes(of: name, hint: hintWithLimit, problem: problem))
        ) { value }
    }

    private var hintWithLimit: String? {
        guard let maximum else { return hint }
        let limit = "You can write up to \(maximum) characters."
        return hint.map { "\($0) \(limit)" } ?? limit
    }
}
