import Identity
import Ledger
import Markup
import Operations
import Plans
import Storage
import Values

/// The budget: every line with its bar, the same as a table, and the statement.
struct BudgetPage: Sendable {
    let plan: Plan?
    let budget: Budget
    let statement: [StatementLine]
    let isCut: Bool
    let today: Day

    init(for context: HolderContext, _ look: Desk.Look) throws {
        plan = try look.snapshot.plans.current(of: context.holder)
        budget = try plan.map { try look.snapshot.budgets.budget(of: $0, on: look.today) } ?? Budget(lines: [])
        (statement, isCut) = try plan.map { try look.snapshot.budgets.statement(of: $0) } ?? ([], false)
        today = look.today
    }

    var view: View {
        View("Your budget", place: .budget, width: .wide) {
            h1 { "Your budget" }
            PlanNotice(plan: plan, today: today)
            if let plan { about(plan) }
            if !budget.shown.isEmpty {
                h2 { "What is left" }
                div(.class("grid")) { for line in budget.shown { BudgetPanel(budget: line, level: .full) } }
                h2 { "As a table" }
                table
            }
            h2 { "Statement" }
            if statement.isEmpty {
                p { "Nothing has moved yet." }
            } else {
                movements
            }
        }
    }

    private func about(_ plan: Plan) -> HTML {
        SummaryList([
            .init("Why you have it", HTML(plan.eligibility.words)),
            .init("How it is run", HTML(plan.management.words)),
            .init("Runs", HTML("\(plan.span.first.words) to \(plan.span.last.words)")),
            .init("Your coordinator", HTML("\(plan.coordinator.name), \(plan.coordinator.telephone)")),
            .init(
                "What matters to you",
                HTML {
                    ul(.class("bullets")) { for outcome in plan.outcomes { li { outcome.text } } }
                }),
        ]).html
    }

    private var table: HTML {
        DataTable(
            id: "lines", caption: "Each line of the plan in its present period",
            columns: [
                .init("Plan line"), .init("Until"), .init("Given", align: .end), .init("Left", align: .end),
                .init("Held", align: .end), .init("Promised", align: .end), .init("To be paid", align: .end),
                .init("Paid", align: .end),
            ],
            rows: budget.shown.map { line in
                .init(
                    HTML(line.line.title),
                    [HTML(line.period.last.words)]
                        + [line.given, line.available, line.held, line.committed, line.owed, line.paid]
                        .map { HTML($0.description) })
            }
        ).html
    }

    private var movements: HTML {
        HTML {
            DataTable(
                id: "statement", caption: "What moved, newest first",
                columns: [
                    .init("When"), .init("What"), .init("Plan line"), .init("Order"), .init("Amount", align: .end),
                ],
                rows: statement.map { line in
                    .init(
                        HTML(line.on.words),
                        [
                            HTML(line.words), HTML(line.planLine),
                            HTML {
                                if let order = line.order, let number = line.orderNumber {
                                    a(.href("/orders/\(order)")) { number }
                                }
                            },
                            HTML(line.amount.description),
                        ])
                })
            if isCut { p(.class("quiet")) { "Older movements are not shown here. Ask your coordinator for them." } }
        }
    }
}

extension StatementLine {
    var words: String {
        let supplier = supplier ?? "the supplier"
        return switch code {
        case .fundIn: "Money granted to the programme"
        case .allocate: "Agreed in the plan"
        case .open: "Money of this period"
        case .opening: "Spent before Holdfast began"
        case .hold: "Held for \(supplier)"
        case .fundReserve: "Extra money set aside"
        case .fundReserveBack: "Extra money not needed"
        case .fundGrant: "Extra money granted"
        case .release: "Free again, from \(supplier)"
        case .commit: "Promised to \(supplier)"
        case .match: "Received from \(supplier), to be paid"
        case .paySent: "Payment sent to \(supplier)"
        case .payOK: "Paid to \(supplier)"
        }
    }
}
