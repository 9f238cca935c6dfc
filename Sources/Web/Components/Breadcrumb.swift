import Markup

/// The way from the start to the page above this one.
struct Breadcrumb: Component {
    let links: [Link]

    init(_ links: [Link]) {
        self.links = links
    }

    var html: HTML {
        nav(.class("breadcrumb"), .ariaLabel("Breadcrumb")) {
            ol(.class("breadcrumb__list")) {
                for link in links {
                    li(.class("breadcrumb__item")) { a(.class("breadcrumb__link"), .href(link.href)) { link.title } }
                }
            }
        }
    }
}
