import Markup

/// The result of the last action, or something that must be known before the next.
struct Notice: Component {
    enum Kind: String, Sendable, CaseIterable {
        case success, info, warning
    }

    let kind: Kind
    let title: String
    var text: String?
    var link: Link?

    init(_ kind: Kind, _ title: String, text: String? = nil, link: Link? = nil) {
        self.kind = kind
        self.title = title
        self.text = text
        self.link = link
    }

    var html: HTML {
        // A warning interrupts; a success waits until the reader pauses.
        div(.class("notice notice--\(kind.rawValue)"), .role(kind == .warning ? "alert" : "status")) {
            span(.class("notice__icon")) { icon }
            div(.class("notice__words")) {
                p(.class("notice__title")) { Hidden(kind.word); title }
                if let text { p { text } }
                if let link { p { link } }
            }
        }
    }

    private var icon: Icon {
        switch kind {
        case .success: .tick
        case .info: .information
        case .warning: .exclamation
        }
    }
}

extension Notice.Kind {
    fileprivate var word: String {
        switch self {
        case .success: "Success: "
        case .info: "Information: "
        case .warning: "Warning: "
        }
    }
}
