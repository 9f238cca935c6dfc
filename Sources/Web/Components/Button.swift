import Markup

/// What a button is for: the one thing to do, another thing, or something that cannot be taken back.
enum ButtonKind: String, Sendable, CaseIterable {
    case primary, secondary, warning
}

/// A button that sends its form.
struct Button: Component {
    let text: String
    var kind = ButtonKind.primary
    var name: String?
    var value: String?
    /// Where the form goes instead, for a second button.
    var formaction: String?
    /// What the button acts on, heard and not seen: "for Ann’s order".
    var about: String?

    init(
        _ text: String, kind: ButtonKind = .primary, name: String? = nil, value: String? = nil, about: String? = nil
    ) {
        self.text = text
        self.kind = kind
        self.name = name
        self.value = value
        self.about = about
    }

    var html: HTML {
        button(
            .class("button button--\(kind.rawValue)"), .type("submit"), .name(name), .value(value),
            .formaction(formaction)
        ) {
            text
            About(about)
        }
    }
}

/// A link that looks like a button: it leads to the next page of a journey and changes nothing.
struct ButtonLink: Component {
    let text: String
    let href: String
    var kind = ButtonKind.primary
    var about: String?

    init(_ text: String, href: String, kind: ButtonKind = .primary, about: String? = nil) {
        self.text = text
        self.href = href
        self.kind = kind
        self.about = about
    }

    var html: HTML {
        a(.class("button button--\(kind.rawValue)"), .href(href)) {
            text
            About(about)
        }
    }
}

/// Buttons side by side; the main one first.
struct ButtonRow: Component {
    let content: HTML

    init(@HTMLBuilder content: () -> HTML) {
        self.content = content()
    }

    var html: HTML {
        div(.class("buttons")) { content }
    }
}
