import Markup

/// Words that are heard, not seen.
struct Hidden: Component {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    var html: HTML {
        span(.class("hidden")) { text }
    }
}

/// Words that are heard after those that are seen, so that ten links called "Change" can be told apart.
struct About: Component {
    let text: String?

    init(_ text: String?) {
        self.text = text
    }

    var html: HTML {
        if let text { Hidden(" \(text)") }
    }
}
