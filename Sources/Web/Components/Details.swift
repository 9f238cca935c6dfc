import Markup

/// More for those who want it, behind one line.
struct Details: Component {
    let line: String
    let isOpen: Bool
    let content: HTML

    init(_ line: String, isOpen: Bool = false, @HTMLBuilder content: () -> HTML) {
        self.line = line
        self.isOpen = isOpen
        self.content = content()
    }

    var html: HTML {
        details(.class("details"), .when(isOpen, .open)) {
            summary(.class("details__line")) { line }
            div(.class("details__inside")) { content }
        }
    }
}
