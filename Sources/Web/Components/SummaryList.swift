import Markup

/// Answers and facts, one below the other, each with a way to change it.
struct SummaryList: Component {
    struct Row: Sendable {
        let key: String
        let value: HTML
        /// The link; its `about` defaults to the key, so that "Change" is heard as "Change address".
        var change: Link?

        init(_ key: String, _ value: HTML, change: Link? = nil) {
            self.key = key
            self.value = value
            self.change = change
        }
    }

    let rows: [Row]

    init(_ rows: [Row]) {
        self.rows = rows
    }

    var html: HTML {
        dl(.class("facts")) {
            for row in rows {
                div(.class("facts__row")) {
                    dt(.class("facts__key")) { row.key }
                    dd(.class("facts__value")) { row.value }
                    if let change = row.change {
                        dd(.class("facts__change")) {
                            Link(change.title, href: change.href, about: change.about ?? row.key.lowercased())
                        }
                    }
                }
            }
        }
    }
}
