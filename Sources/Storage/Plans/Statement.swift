import Ledger
import Plans
import Relational
import Values

/// One movement of a holder's money, as their statement shows it.
package struct StatementLine: Sendable, Hashable {
    package let on: Day
    package let at: Moment
    package let code: PostingCode
    package let planLine: String
    package let amount: Money
    package let order: String?
    package let orderNumber: String?
    package let supplier: String?
}

/// Which movements of a plan are asked for: of one line or all, from a day to a day, both included.
package struct StatementFilter: Sendable, Hashable {
    package var line: PlanLine.ID?
    package var from: Day?
    package var to: Day?

    package init(line: PlanLine.ID? = nil, from: Day? = nil, to: Day? = nil) {
        self.line = line
        self.from = from
        self.to = to
    }
}

extension BudgetReader {
    /// How many movements the lines of one plan have had, those of earlier versions too.
    package func statementCount(of plan: Plan, _ filter: StatementFilter = .init()) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS n FROM ledger_entries e
            WHERE e.plan_line_id IN (SELECT l.id FROM plan_lines l WHERE l.plan_id = \(plan.id))
                AND e.code <> 'PAY_SENT' AND (\(filter.line) IS NULL OR e.plan_line_id = \(filter.line))
                AND (\(filter.from) IS NULL OR e.effective_on >= \(filter.from))
                AND (\(filter.to) IS NULL OR e.effective_on <= \(filter.to))
            """)?.integer("n") ?? 0
    }

    /// A page of them, newest first.
    package func statement(
        of plan: Plan, _ filter: StatementFilter = .init(), skipping skipped: Int = 0, most: Int
    ) throws -> [StatementLine] {
        try access.connection.rows(
            """
            SELECT e.effective_on, e.recorded_at, e.code, e.amount_pence, e.order_id, o.number, s.name AS supplier,
                (SELECT l.title FROM plan_lines l WHERE l.plan_id = \(plan.id) AND l.id = e.plan_line_id
                    ORDER BY l.plan_version DESC LIMIT 1) AS title
            FROM ledger_entries e
            LEFT JOIN orders o ON o.id = e.order_id
            LEFT JOIN supplier_orders so ON so.id = e.supplier_order_id
            LEFT JOIN suppliers s ON s.id = so.supplier_id
            WHERE e.plan_line_id IN (SELECT l.id FROM plan_lines l WHERE l.plan_id = \(plan.id))
                AND e.code <> 'PAY_SENT' AND (\(filter.line) IS NULL OR e.plan_line_id = \(filter.line))
                AND (\(filter.from) IS NULL OR e.effective_on >= \(filter.from))
                AND (\(filter.to) IS NULL OR e.effective_on <= \(filter.to))
            ORDER BY e.sequence DESC LIMIT \(most) OFFSET \(skipped)
            """
        ).map { row in
            StatementLine(
                on: try row.day("effective_on"), at: try row.moment("recorded_at"), code: try row.word("code"),
                planLine: try row.text("title"), amount: try row.money("amount_pence"),
                order: try row.optionalText("order_id"), orderNumber: try row.optionalText("number"),
                supplier: try row.optionalText("supplier"))
        }
    }
}
