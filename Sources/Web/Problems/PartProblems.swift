import Markup
import Orders
import Values

/// Problems with one part of an order, and the way to report one: the one thing that an order's page shows of them.
struct PartProblems: Component {
    let part: SupplierOrder
    let problems: [Problem]
    /// Of the pages of single problems.
    let address: String
    /// Where one is reported; nil for those who do not report.
    let reporting: String?

    private var own: [Problem] { problems.filter { $0.supplierOrder == part.id } }
    private var mayReport: Bool {
        part.status.allows(.report) && part.count(.unconfirmed, .received, .paid) > 0 && reporting != nil
    }

    var html: HTML {
        HTML {
            if !own.isEmpty {
                h3 { "Problems" }
                ul(.class("list")) {
                    for problem in own {
                        li {
                            div(.class("row row--apart")) {
                                Link(
                                    "\(problem.units) × \(part.line(problem.position)?.title ?? ""): "
                                        + problem.kind.words, href: "\(address)/\(problem.id)")
                                problem.status.tag
                            }
                        }
                    }
                }
            }
            if mayReport, let reporting { p { Link("Report a problem", href: reporting) } }
        }
    }
}
