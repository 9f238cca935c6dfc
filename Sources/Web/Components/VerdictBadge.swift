import Markup

/// What the plan says to an item: sign and words, never colour alone.
struct VerdictBadge: Component {
    enum Kind: String, Sendable, CaseIterable {
        case inPlan = "yes"
        case ask
        case no
        case changed
    }

    let kind: Kind
    /// The short reason: "Leaves £420.00 for physiotherapy".
    var reason: String?

    init(_ kind: Kind, reason: String? = nil) {
        self.kind = kind
        self.reason = reason
    }

    var html: HTML {
        div(.class("verdict verdict--\(kind.rawValue)")) {
            p(.class("verdict__word")) { kind.icon; kind.words }
            if let reason { p(.class("verdict__reason")) { reason } }
        }
    }
}

extension VerdictBadge.Kind {
    var words: String {
        switch self {
        case .inPlan: "In your plan"
        case .ask: "Needs approval"
        case .no: "Not allowed"
        case .changed: "Changed since you looked"
        }
    }

    fileprivate var icon: Icon {
        switch self {
        case .inPlan: .tick
        case .ask: .question
        case .no: .cross
        case .changed: .exclamation
        }
    }
}
