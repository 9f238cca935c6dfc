import Markup

/// Where something leads and how it is called; `about` is heard where the words alone would not tell links apart.
struct Link: Component {
    let title: String
    let href: String
    var about: String?

    init(_ title: String, href: String, about: String? = nil) {
        self.title = title
        self.href = href
        self.about = about
    }

    var html: HTML {
        a(.class("link"), .href(href)) {
            title
            About(about)
        }
    }
}
