import Markup

/// A field that nobody sees, such as the form's token.
struct HiddenField: Sendable {
    let name: String
    let value: String
}

/// The hidden fields of a form.
struct HiddenFields: Component {
    let fields: [HiddenField]

    init(_ fields: [HiddenField]) {
        self.fields = fields
    }

    var html: HTML {
        for field in fields {
            input(.type("hidden"), .name(field.name), .value(field.value))
        }
    }
}
