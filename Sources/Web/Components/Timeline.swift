import Markup

/// What happened, what is happening and what comes next: with names and dates.
struct Timeline: Component {
    enum State: String, Sendable, CaseIterable {
        case done, now, next
    }

    struct Item: Sendable {
        let title: String
        /// Who has or had it: "Sam Okafor, Careful Hands Ltd".
        var who: String?
        /// When: "12 August 2026, 14:05", or "by Friday 14 August".
        var when: String?
        /// What happens if they stay silent, or anything else to know.
        var detail: HTML?
        let state: State
    }

    let items: [Item]

    init(_ items: [Item]) {
        self.items = items
    }

    var html: HTML {
        ol(.class("timeline")) {
            for item in items {
                li(
                    .class("timeline__item timeline__item--\(item.state.rawValue)"),
                    .when(item.state == .now, .ariaCurrent("step"))
                ) {
                    p(.class("timeline__title")) { Hidden(item.state.word); item.title }
                    if item.who != nil || item.when != nil { about(item) }
                    if let detail = item.detail { div(.class("timeline__detail")) { detail } }
                }
            }
        }
    }

    private func about(_ item: Item) -> HTML {
        p(.class("timeline__about")) {
            if let who = item.who { span(.class("timeline__who")) { bdi { who } } }
            if item.who != nil && item.when != nil { " · " }
            if let when = item.when { span(.class("timeline__when")) { when } }
        }
    }
}

extension Timeline.State {
    fileprivate var word: String {
        switch self {
        case .done: "Done: "
        case .now: "Now: "
        case .next: "Next: "
        }
    }
}
