import Markup

/// The pages of a long list: neighbours, first and last.
struct Pagination: Component {
    let page: Int
    let pageCount: Int
    /// The address up to the number: "/shop?q=chair&page=".
    let address: String
    /// What is listed, heard in the name of the navigation: "Results".
    var subject = "Results"

    var html: HTML {
        if pageCount > 1 {
            nav(.class("pages"), .ariaLabel("\(subject) pages")) {
                ul(.class("pages__list")) {
                    if page > 1 { step("Previous", to: page - 1, rel: "prev") }
                    for number in shown { place(number) }
                    if page < pageCount { step("Next", to: page + 1, rel: "next") }
                }
            }
        }
    }

    /// The numbers to show; nil is a gap.
    private var shown: [Int?] {
        var numbers: [Int?] = []
        var last = 0
        for number in 1...pageCount where number == 1 || number == pageCount || abs(number - page) <= 1 {
            if number - last > 1 { numbers.append(nil) }
            numbers.append(number)
            last = number
        }
        return numbers
    }

    private func place(_ number: Int?) -> HTML {
        li(.class(number == nil ? "pages__gap" : "pages__number")) {
            if let number {
                a(
                    .class("pages__link"), .href("\(address)\(number)"),
                    .when(number == page, .ariaCurrent("page"))
                ) {
                    Hidden("Page ")
                    number
                }
            } else {
                "…"
            }
        }
    }

    private func step(_ title: String, to number: Int, rel: String) -> HTML {
        li(.class("pages__step")) {
            a(.class("pages__link"), .href("\(address)\(number)"), .rel(rel)) { title; Hidden(" page") }
        }
    }
}
