import Ledger
import Markup
import Operations
import Plans
import Storage
import Values

/// The budget in figures: every line in its present period, and the statement. What it means is said by the plan.
struct BudgetPage: Sendable {
    let plan: Plan?
    let budget: Budget
    let statement: [StatementLine]
    let isCut: Bool
    let today: Day

    /// - Throws: `AuthorityRefusal` when the person acting may not see it.
    init(for context: HolderContext, _ look: Desk.Look) throws {
        try context.authority.must(.statement)
        plan = try look.snapshot.plans.current(of: context.holder)
        budget = try plan.map { try look.snapshot.budgets.budget(of: $0, on: look.today) } ?? Budget(lines: [])
        (statement, isCut) = try plan.map { try look.snapshot.budgets.statement(of: $0) } ?? ([], false)
        today = look.today
    }

    var view: View {
        View(
            "Your budget", place: .plan, breadcrumb: [Link("The plan", href: "/plan")], width: .wide
        ) {
            h1 { "Your budget" }
            PlanStanding(plan: plan, today: today)
            if !budget.shown.isEmpty {
                h2 { "Each line today" }
                table
            }
            h2 { "Statement" }
            if statement.isEmpty {
                p { "Nothing has moved yet." }
            } else {
                StatementTable(lines: statement)
                if isCut { p(.class("quiet")) { "Older movements are not shown here. Ask your coordinator for them." } }
            }
        }
    }

    private var table: HTML {
        DataTable(
            id: "lines", caption: "Each line of the plan in its present period",
            columns: [
                .init("Plan line"), .init("Until"), .init("Given", align: .end), .init("From earlier", align: .end),
                .init("Left", align: .end), .init("Held", align: .end), .init("Promised", align: .end),
                .init("To be paid", align: .end), .init("Paid", align: .end),
            ],
            rows: budget.shown.map { line in
                .init(
                    HTML { a(.href("/plan/lines/\(line.line.id)")) { line.line.title } },
                    [HTML(line.period.last.words)]
                        + [line.given, line.carried, line.left, line.held, line.committed, line.owed, line.paid]
                        .map { HTML($0.description) })
            }
        ).html
    }
}

/// What moved, newest first.
struct StatementTable: Component {
    let lines: [StatementLine]
    /// Whether several plan lines are told apart.
    var showsLine = true

    var html: HTML {
        DataTable(
            id: "statement", caption: "What moved, newest first",
            columns: [.init("When"), .init("What")] + (showsLine ? [.init("Plan line")] : [])
                + [.init("Order"), .init("Amount", align: .end)],
            rows: lines.map { line in
                .init(
                    HTML(line.on.words),
                    [HTML(line.words)] + (showsLine ? [HTML(line.planLine)] : []) + [
                        HTML {
                            if let order = line.order, let number = line.orderNumber {
                                a(.href("/orders/\(order)")) { number }
                            }
                        },
                        HTML(line.amount.description),
                    ])
            })
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
        case .reduce: "Taken back by a change of the plan"
        case .carry: "Left over from an earlier period"
        case .moveLine: "Moved from another line"
        case .hold: "Held for \(supplier)"
        case .fundReserve: "Extra money set aside"
        case .fundReserveBack: "Extra money not needed"
        case .fundGrant: "Extra money granted"
        case .release: "Free again, from \(supplier)"
        case .commit: "Promised to \(supplier)"
        case .match: "Received from \(supplier), to be paid"
        case .paySent: "Payment sent to \(supplier)"
        case .payOK: "Paid to \(supplier)"
        case .payBack: "Payment to \(supplier) returned by the bank"
        case .decommit: "Free again, cancelled with \(supplier)"
        case .cancelFee: "Fee for cancelling with \(supplier)"
        case .dispute: "Set aside until a problem with \(supplier) is settled"
        case .disputeEnd: "Problem with \(supplier) settled"
        case .creditNote: "Taken off what \(supplier) is owed"
        case .refundDue: "\(supplier) has to pay back"
        case .refundIn: "Paid back by \(supplier)"
        case .refundOffset: "Paid back by \(supplier), kept from a payment"
        case .surplus: "Left over, back to the programme"
        case .writeOff: "Not paid back by \(supplier); borne by the programme"
        case .reverse: "An entry taken back"
        }
    }
}
