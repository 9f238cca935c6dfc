import Markup
import Operations
import Plans
import Storage
import Values

/// The budget in figures: every line in its present period, and the statement. What it means is said by the plan.
struct BudgetPage: Sendable {
    let plan: Plan?
    let budget: Budget
    let statement: StatementPart
    let today: Day

    /// - Throws: `AuthorityRefusal` when the person acting may not see it.
    init(for context: HolderContext, _ query: StatementQuery, _ look: Desk.Look) throws {
        try context.authority.must(.statement)
        plan = try look.snapshot.plans.current(of: context.holder)
        budget = try plan.map { try look.snapshot.budgets.budget(of: $0, on: look.today) } ?? Budget(lines: [])
        let skipped = (query.page - 1) * StatementQuery.pageSize
        let lines = try plan.map {
            try look.snapshot.budgets.statement(
                of: $0, query.filter, skipping: skipped, most: StatementQuery.pageSize)
        }
        let count = try plan.map { try look.snapshot.budgets.statementCount(of: $0, query.filter) }
        statement = StatementPart(query: query, plan: plan, lines: lines ?? [], count: count ?? 0)
        today = look.today
    }

    var view: View {
        View(
            "Your budget", place: .plan, breadcrumb: [Link("The plan", href: "/plan")],
            problems: statement.query.problems, width: .wide
        ) {
            h1 { "Your budget" }
            PlanStanding(plan: plan, today: today)
            if !budget.shown.isEmpty {
                h2 { "Each line today" }
                table
            }
            statement
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
