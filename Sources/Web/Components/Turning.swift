import Markup

/// Leads to the neighbours of a page whose list goes on from an entry and not from a number.
struct Turning: Component {
    /// What is listed, heard in the name of the navigation: "Requests".
    let subject: String
    /// With a query already: "/requests?show=team".
    let address: String
    /// What is added to the address; nil where there is no such page.
    let previous: String?
    let next: String?

    var html: HTML {
        if previous != nil || next != nil {
            nav(.class("pages"), .ariaLabel("\(subject) pages")) {
                ul(.class("pages__list")) {
                    if previous != nil { step("First", to: address, rel: "first") }
                    if let previous { step("Previous", to: "\(address)&\(previous)", rel: "prev") }
                    if let next { step("Next", to: "\(address)&\(next)", rel: "next") }
                }
            }
        }
    }

    private func step(_ title: String, to address: String, rel: String) -> HTML {
        li(.class("pages__step")) {
            a(.class("pages__link"), .href(address), .rel(rel)) { title; Hidden(" page") }
        }
    }
}
