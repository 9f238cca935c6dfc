import Markup

/// How far a supplier reaches, and how far away it is.
struct ReachTag: Component {
    enum Reach: String, Sendable, CaseIterable {
        case national, regional, local
    }

    let reach: Reach
    /// "3 miles away", or "covers your area".
    var distance: String?

    init(_ reach: Reach, distance: String? = nil) {
        self.reach = reach
        self.distance = distance
    }

    var html: HTML {
        p(.class("reach")) {
            span(.class("reach__tag")) { reach.words }
            if let distance { " "; span(.class("reach__distance")) { distance } }
        }
    }
}

extension ReachTag.Reach {
    var words: String {
        switch self {
        case .national: "National"
        case .regional: "Regional"
        case .local: "Local"
        }
    }
}
