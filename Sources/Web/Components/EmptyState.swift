import Markup

/// Nothing here yet, and what to do about it.
struct EmptyState: Component {
    let title: String
    var text: String?
    var next: Link?

    var html: HTML {
        div(.class("empty")) {
            h2(.class("empty__title")) { title }
            if let text { p(.class("empty__text")) { text } }
            if let next { p { next } }
        }
    }
}
