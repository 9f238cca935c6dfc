import Markup

/// The heading of a part of a page, with how many it holds and a link beside it.
struct SectionHeading: Component {
    let text: String
    var id: String?
    var count: Int?
    var link: Link?

    init(_ text: String, id: String? = nil, count: Int? = nil, link: Link? = nil) {
        self.text = text
        self.id = id
        self.count = count
        self.link = link
    }

    var html: HTML {
        div(.class("section-heading")) {
            h2(.class("section-heading__title"), .id(id)) {
                text
                if let count { " "; span(.class("count")) { count } }
            }
            if let link { p(.class("section-heading__link")) { link } }
        }
    }
}
