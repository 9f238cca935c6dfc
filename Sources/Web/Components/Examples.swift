import Markup
import Values

/// One component in one state, as data: tests render it, the gallery shows it.
struct Example: Sendable {
    let name: String
    let html: HTML

    init(_ name: String, @HTMLBuilder html: () -> HTML) {
        self.name = name
        self.html = html()
    }
}

/// Every component in every state. A new state gets its example here, so that tests and gallery see it.
enum ComponentExamples {
    static var all: [Example] {
        frame + words + badges + fields + choices + tables + budgets + timelines + shop
    }

    /// A name that is long, foreign and hostile, as names are.
    static let longName = "Aleksandra Wołkowicz-Featherstonehaugh & Partners “Neuro‑Physio” <Nottinghamshire> Ltd"

    static var header: Header {
        Header(
            commissioner: "Example Integrated Care Board",
            items: [
                .init(title: "Home", href: "/"),
                .init(title: "Shop", href: "/shop", isCurrent: true),
                .init(title: "Basket", href: "/basket", count: 2),
                .init(title: "Orders", href: "/orders"),
                .init(title: "My budget", href: "/budget"),
                .init(title: "Messages", href: "/messages", count: 1),
            ],
            person: .init(
                name: "Priya Nair", actingFor: "Ann Taylor", changeHref: "/acting", accountHref: "/account",
                signOutAction: "/sessions/current/end", signOutFields: [HiddenField(name: "token", value: "t")]))
    }

    static var problems: FieldProblems {
        var problems = FieldProblems()
        problems.add("quantity", "Enter how many you want, as a number")
        problems.add("start-date", "The first visit must be on or after 1 September 2026")
        problems.add("", "The price of one item changed while you were looking")
        return problems
    }

    private static var frame: [Example] {
        [
            Example("Header, acting for somebody") { header },
            Example("Header, visitor") { Header() },
            Example("Footer") { Footer(help: "Telephone 0300 000 0000, Monday to Friday, 9 to 5.") },
            Example("Breadcrumb") {
                Breadcrumb([Link("Home", href: "/"), Link("Shop", href: "/shop"), Link("Therapies", href: "/shop/04")])
            },
            Example("Pagination, first page") { Pagination(page: 1, pageCount: 3, address: "/shop?page=") },
            Example("Pagination, middle") { Pagination(page: 7, pageCount: 40, address: "/shop?page=") },
        ]
    }

    private static var words: [Example] {
        [
            Example("Notice, success") {
                Notice(.success, "Sent to Careful Hands Ltd", text: "They have until Friday 14 August to answer.")
            },
            Example("Notice, information") {
                Notice(.info, "Your plan is reviewed on 3 October", link: Link("Prepare for it", href: "/review"))
            },
            Example("Notice, warning") {
                Notice(.warning, "A price changed", text: "Physiotherapy at home now costs £64.00 for each session.")
            },
            Example("Error summary") { ErrorSummary(problems: problems) },
            Example("Inset text") { InsetText { p { "Money that is held is yours until your coordinator decides." } } },
            Example("Details, closed") { Details("How we worked this out") { p { "Six sessions at £62.00." } } },
            Example("Details, open") {
                Details("How we worked this out", isOpen: true) { p { "Six sessions at £62.00." } }
            },
            Example("Section heading") {
                SectionHeading("Needs you now", count: 3, link: Link("See everything", href: "/tasks"))
            },
            Example("Empty state") {
                EmptyState(
                    title: "Your basket is empty", text: "What you choose in the shop waits here until you send it.",
                    next: Link("Go to the shop", href: "/shop"))
            },
            Example("Buttons") {
                ButtonRow {
                    Button("Send now")
                    Button("Ask first", kind: .secondary)
                    Button("Cancel order", kind: .warning, about: "of 12 August")
                    ButtonLink("Back to the basket", href: "/basket", kind: .secondary)
                }
            },
        ]
    }

    private static var badges: [Example] {
        VerdictBadge.Kind.allCases.map { kind in
            Example("Verdict, \(kind.words)") { VerdictBadge(kind, reason: "Leaves £420.00 for physiotherapy") }
        } + StatusTag.Tone.allCases.map { tone in
            Example("Status, \(tone.rawValue)") { StatusTag("Waiting for Sam", tone: tone) }
        } + ReachTag.Reach.allCases.map { reach in
            Example("Reach, \(reach.words)") { ReachTag(reach, distance: reach == .local ? "3 miles away" : nil) }
        }
    }
}
