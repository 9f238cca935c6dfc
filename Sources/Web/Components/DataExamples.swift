import Markup
import Values

extension ComponentExamples {
    static var tables: [Example] {
        [
            Example("Summary list") {
                SummaryList([
                    .init("Deliver to", "12 Elm Road, Nottingham NG7 2RD", change: Link("Change", href: "/address")),
                    .init("First visit", "Tuesday 1 September 2026, 10:00"),
                    .init("Pays", "Physiotherapy line of your plan", change: Link("Change", href: "/line")),
                ])
            },
            Example("Table") { orderTable },
            Example("Table without rows") {
                DataTable(id: "none", caption: "Orders this month", columns: [.init("Order"), .init("Price")], rows: [])
            },
            Example("Task list") {
                TaskList(
                    id: "joining",
                    tasks: [
                        .init(title: "Your organisation", href: "/join/1", status: StatusTag("Done", tone: .yes)),
                        .init(
                            title: "Insurance", href: "/join/2", hint: "A certificate that is valid today",
                            status: StatusTag("To do", tone: .info)),
                        .init(title: "Send", status: StatusTag("Cannot start yet")),
                    ])
            },
        ]
    }

    private static var orderTable: DataTable {
        DataTable(
            id: "orders", caption: "Orders this month",
            columns: [
                .init("Order", sort: .init(href: "?sort=order", order: .ascending)),
                .init("Supplier", sort: .init(href: "?sort=supplier")),
                .init("Status"), .init("Price", align: .end), .init("Actions", isHidden: true),
            ],
            rows: [
                .init(
                    "Ann Taylor", [
                        HTML(longName), StatusTag("Needs approval", tone: .ask).html, "£1,372.00",
                        Link("Decide", href: "/approvals/1", about: "on Ann Taylor’s order").html,
                    ], isMarked: true),
                .init(
                    "Bilal Hussain", [
                        "Careful Hands Ltd", StatusTag("Placed", tone: .info).html, "£62.00",
                        Link("Open", href: "/orders/2", about: "Bilal Hussain’s order").html,
                    ]),
            ],
            foot: .init("Total", ["", "", "£1,434.00", ""]))
    }

    static var budgets: [Example] {
        [
            Example("Budget bar") {
                BudgetBar(
                    id: "physio", title: "Physiotherapy", spent: Money(pence: 12_400), promised: Money(pence: 6_200),
                    held: Money(pence: 12_400), left: Money(pence: 29_000))
            },
            Example("Budget bar, untouched") {
                BudgetBar(
                    id: "rest", title: "Short breaks", spent: .zero, promised: .zero, held: .zero,
                    left: Money(pence: 240_000))
            },
            Example("Budget bar, overdrawn") {
                BudgetBar(
                    id: "care", title: "Personal care", spent: Money(pence: 912_400), promised: Money(pence: 106_200),
                    held: .zero, left: Money(pence: -18_600))
            },
            Example("Budget bar, nothing in it") {
                BudgetBar(id: "nil", title: "Equipment", spent: .zero, promised: .zero, held: .zero, left: .zero)
            },
            Example("Money sentence") {
                MoneySentence(
                    left: Money(pence: 42_000), total: Money(pence: 60_000), purpose: "physiotherapy",
                    until: Day(number: 20_908))
            },
            Example("Money sentence, overdrawn") {
                MoneySentence(left: Money(pence: -18_600), total: Money(pence: 1_000_000), purpose: "personal care")
            },
        ]
    }

    static var timelines: [Example] {
        [
            Example("Timeline") {
                Timeline([
                    .init(
                        title: "You signed the order", who: "Ann Taylor", when: "Tuesday 11 August, 09:12",
                        state: .done),
                    .init(
                        title: "Sam Okafor decides", who: "Example Integrated Care Board",
                        when: "until Friday 14 August",
                        detail: HTML { p { "If nobody answers by then, the matter goes to Sam’s manager." } },
                        state: .now),
                    .init(title: "Careful Hands Ltd answers", when: "within 2 working days", state: .next),
                    .init(title: "First visit", when: "from 1 September", state: .next),
                ])
            }
        ]
    }
}
