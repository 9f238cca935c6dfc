import Markup

/// A file to send.
struct FileField: Component {
    let name: String
    let label: String
    var hint: String?
    var problem: String?
    /// Which files are offered first: ".csv,text/csv".
    var accept: String?

    var html: HTML {
        FieldFrame(name: name, label: label, hint: hint, problem: problem, control: box)
    }

    private var box: HTML {
        input(
            .class("file"), .id(name), .name(name), .type("file"), .accept(accept),
            .when(problem != nil, .ariaInvalid("true")),
            .ariaDescribedBy(FieldFrame.notes(of: name, hint: hint, problem: problem)))
    }
}
