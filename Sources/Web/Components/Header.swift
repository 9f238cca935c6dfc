import Markup

/// The top of every page: skip link, name of the service, the main places, and who acts for whom.
struct Header: Component {
    struct Item: Sendable {
        let title: String
        let href: String
        var isCurrent = false
        /// How many things wait there; nought is not shown.
        var count = 0
    }

    struct Person: Sendable {
        let name: String
        /// The holder, where somebody else acts for them.
        var actingFor: String?
        /// Where another person can be chosen to act for.
        var changeHref: String?
        var accountHref: String?
        /// Where the person chooses what they are told.
        var noticesHref: String?
        let signOutAction: String
        var signOutFields: [HiddenField] = []
    }

    var service = "Holdfast"
    var homeHref = "/"
    /// The commissioner, as configured: "NHS Example Integrated Care Board".
    var commissioner: String?
    var items: [Item] = []
    var person: Person?

    var html: HTML {
        a(.class("skip"), .href("#main")) { "Skip to main content" }
        Markup.header(.class("header")) {
            div(.class("header__bar")) {
                a(.class("header__home"), .href(homeHref)) {
                    Icon.mark
                    span(.class("header__name")) { service }
                    if let commissioner { span(.class("header__commissioner")) { commissioner } }
                }
                if let person { PersonStrip(person: person) }
            }
            if !items.isEmpty { navigation }
        }
    }

    private var navigation: HTML {
        nav(.class("header__nav"), .ariaLabel("Main")) {
            ul(.class("header__items")) {
                for item in items {
                    li {
                        a(.class("header__link"), .href(item.href), .when(item.isCurrent, .ariaCurrent("page"))) {
                            item.title
                            if item.count > 0 {
                                span(.class("count")) { item.count; Hidden(" waiting") }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Who is signed in and for whom they act, with the way out.
private struct PersonStrip: Component {
    let person: Header.Person

    var html: HTML {
        div(.class("person")) {
            if let holder = person.actingFor {
                p(.class("person__for")) {
                    span(.class("person__verb")) { "acting " }
                    "for "
                    strong { bdi { holder } }
                    if let href = person.changeHref {
                        " "
                        a(.class("person__link"), .href(href)) { "Change"; Hidden(" for whom you act") }
                    }
                }
            }
            p(.class("person__who")) {
                if let href = person.accountHref {
                    a(.class("person__link"), .href(href)) { Hidden("Your account, "); bdi { person.name } }
                } else {
                    Hidden("Signed in as "); bdi { person.name }
                }
            }
            if let href = person.noticesHref {
                p(.class("person__notices")) {
                    a(.class("person__link"), .href(href)) { "Notices"; Hidden(": what we tell you, and how") }
                }
            }
            form(.class("person__out"), .method("post"), .action(person.signOutAction)) {
                HiddenFields(person.signOutFields)
                button(.class("person__button"), .type("submit")) { "Sign out" }
            }
        }
    }
}

extension Icon {
    /// The service's own mark: the root by which seaweed holds the rock.
    static var mark: HTML {
        HTML(trusted: """
            <svg class="header__mark" aria-hidden="true" focusable="false" viewBox="0 0 40 40" width="36" height="36">\
            <g fill="none" stroke="currentColor" stroke-width="3.2" stroke-linecap="round">\
            <path d="M20 21C20 14 15.5 12 17.5 4"/><path d="M20 21c0-6 6-7 5-14"/>\
            <path d="M20 20v12"/><path d="M20 22c-1 6-6 5-8 10"/><path d="M20 22c1 6 6 5 8 10"/>\
            <path d="M18.5 23C14 26 8 24 5 31"/><path d="M21.5 23C26 26 32 24 35 31"/></g>\
            <path fill="currentColor" d="M2 35.5h36v2.5H2z"/></svg>
            """)
    }
}
