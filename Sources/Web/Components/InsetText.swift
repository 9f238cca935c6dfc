import Markup

/// Words set apart from the text around them.
struct InsetText: Component {
    let content: HTML

    init(@HTMLBuilder content: () -> HTML) {
        self.content = content()
    }

    var html: HTML {
        div(.class("inset")) { content }
    }
}
