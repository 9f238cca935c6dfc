import Identity
import Markup
import Orders
import Plans
import Values

/// All versions of the person's plans; history is never rewritten.
struct PersonVersions: Component {
    let person: PersonLook

    var html: HTML {
        h2 { "Versions of the plan" }
        DataTable(
            id: "versions", caption: "Versions, newest first", isCaptionHidden: true,
            columns: [
                .init("Version"), .init("Stands"), .init("Plan runs"), .init("Counts from"), .init("Agreed"),
                .init("Lines give", align: .end),
            ],
            rows: person.versions.map { plan in
                .init(
                    HTML { Link("Version \(plan.version)", href: PlanAddress(plan).text, about: "of plan \(plan.id)") },
                    [
                        plan.status.staffTag.html,
                        HTML("\(plan.span.first.words) to \(plan.span.last.words)"), HTML(plan.takesEffect.words),
                        HTML(plan.agreedOn?.words ?? "Not by both"),
                        HTML(plan.lines.map(\.allocation.total).total.description),
                    ])
            },
            empty: "There is no plan yet.")
    }
}

/// Who may act for the person.
struct PersonAuthorities: Component {
    let person: PersonLook

    private var address: String { "/people/\(person.holder.id)/authorities" }

    var html: HTML {
        SectionHeading(
            "Who may act", count: person.authorities.count, link: Link("Give a right", href: "\(address)/new"))
        DataTable(
            id: "authorities", caption: "Who may act for \(person.holder.name)", isCaptionHidden: true,
            columns: [
                .init("Who"), .init("How"), .init("May"), .init("Signs up to", align: .end),
                .init("From and to"), .init("Now"), .init("Change", isHidden: true),
            ],
            rows: person.authorities.map(row), empty: "Nobody may act for this person yet.")
    }

    private func row(_ item: (authority: Authority, person: Person)) -> DataTable.Row {
        let authority = item.authority
        let scopes = Authority.Scope.allCases.filter(authority.scopes.contains).map(\.shortWords)
        let until = authority.last.map { "to \($0.words)" } ?? "without an end"
        return .init(
            HTML {
                bdi { item.person.name }
                p(.class("quiet")) { item.person.email.text }
            },
            [
                HTML(authority.kind.words),
                HTML(scopes.count == Authority.Scope.allCases.count ? "Everything" : scopes.joined(separator: ", ")),
                HTML(authority.signLimit?.description ?? "No limit"),
                HTML("\(authority.first.words) \(until)"),
                authority.isInForce(on: person.today)
                    ? StatusTag("In force", tone: .yes).html : StatusTag("Not in force", tone: .no).html,
                Link("Change", href: "\(address)/\(authority.id)", about: "what \(item.person.name) may do").html,
            ])
    }
}

extension Authority.Scope {
    /// In a table.
    fileprivate var shortWords: String {
        switch self {
        case .shop: "shop"
        case .sign: "sign"
        case .statement: "see"
        case .confirm: "confirm"
        }
    }

    /// As an answer to "What may they do?".
    var choiceWords: String {
        switch self {
        case .shop: "Shop"
        case .sign: "Sign orders"
        case .statement: "See the budget, the statement and the plan"
        case .confirm: "Say that things came"
        }
    }
}

/// What stops or limits buying.
struct PersonStanding: Component {
    let person: PersonLook

    private var standing: HolderStanding { person.holder.standing }

    var html: HTML {
        SectionHeading(
            "What stops or limits buying", link: Link("Change", href: "/people/\(person.holder.id)/standing"))
        SummaryList([
            .init(
                "On hold",
                HTML {
                    if standing.isOnHold { StatusTag("Nothing can be ordered", tone: .no) } else { "No" }
                }),
            .init(
                "Direct payments",
                HTML(standing.isExcludedFromDirectPayments ? "Excluded by a court order" : "Possible")),
            .init("Died", HTML(standing.diedOn?.words ?? "No")),
            .init(
                "People close to them who would be paid",
                HTML {
                    if standing.ties.isEmpty { "None known" }
                    for tie in standing.ties {
                        p {
                            bdi { tie.name }
                            ": \(tie.kind.words), paid through \(tie.supplier). "
                            tie.allowedOn.map { "Allowed on \($0.words)." } ?? "Not allowed yet."
                        }
                    }
                }),
        ])
    }
}

extension HolderStanding.Tie.Kind {
    var words: String {
        switch self {
        case .household: "lives in the same home"
        case .nominee: "nominee or representative"
        case .approver: "related to somebody who approves"
        }
    }
}

/// The latest orders.
struct PersonOrders: Component {
    let person: PersonLook

    var html: HTML {
        SectionHeading("Orders", count: person.orderCount)
        DataTable(
            id: "orders", caption: "The latest orders", isCaptionHidden: true,
            columns: [.init("Order"), .init("Signed"), .init("Stands"), .init("Plan"), .init("Total", align: .end)],
            rows: person.orders.map { order in
                .init(
                    HTML { a(.class("link"), .href("/order-book/\(order.id)")) { order.number } },
                    [
                        HTML(order.signedAt.words), order.standing.stage.tag.html,
                        HTML("Version \(order.planVersion)"), HTML("\(order.total)"),
                    ])
            },
            empty: "Nothing has been ordered yet.")
        if person.orderCount > person.orders.count {
            p(.class("quiet")) { "The newest \(person.orders.count) of \(person.orderCount) are shown." }
        }
    }
}
