import Markup

/// The foot of every page: whom to ask, and the statements that a public service owes.
struct Footer: Component {
    /// One sentence about help: "Telephone 0300 000 0000, Monday to Friday, 9 to 5."
    var help: String?
    var helpHref = "/help"
    /// For whom the service is run; the page takes it from its header.
    var commissioner: String?
    var links: [Link] = [
        Link("Accessibility statement", href: "/accessibility"),
        Link("Privacy", href: "/privacy"),
        Link("How things move on", href: "/help/workflows"),
    ]

    var html: HTML {
        Markup.footer(.class("footer")) {
            div(.class("footer__inside")) {
                p(.class("footer__help")) {
                    a(.class("footer__link"), .href(helpHref)) { "Help and contact" }
                    if let help { span(.class("footer__words")) { help } }
                }
                if let commissioner { p(.class("footer__for")) { "Provided for \(commissioner)" } }
                ul(.class("footer__links")) {
                    for link in links {
                        li { a(.class("footer__link"), .href(link.href)) { link.title } }
                    }
                }
            }
        }
    }
}

extension Footer {
    /// The same foot for a commissioner, unless it names one itself.
    func of(_ commissioner: String?) -> Footer {
        var footer = self
        footer.commissioner = footer.commissioner ?? commissioner
        return footer
    }
}
