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

extension BudgetReader {
    package static var statementLinesMaximum: Int { 500 }

    /// The movements on the lines of one plan, those of earlier versions too, newest first, at most
    /// `statementLinesMaximum`; the page says when there are more.
    ///
    /// - Parameter line: only this one; nil for all lines.
    package func statement(
        of plan: Plan, only line: PlanLine.ID? = nil
    ) throws -> (lines: [StatementLine], isCut: Bool) {
        let most = BudgetReader.statementLinesMaximum
        let rows = try access.connection.rows(
            """
            SELECT e.effective_on, e.recorded_at, e.code, e.amount_pence, e.order_id, o.number, s.name AS supplier,
                (SELECT l.title FROM plan_lines l WHERE l.plan_id = \(plan.id) AND l.id = e.plan_line_id
                    ORDER BY l.plan_version DESC LIMIT 1) AS title
            FROM ledger_entries e
            LEFT JOIN orders o ON o.id = e.order_id
            LEFT JOIN supplier_orders so ON so.id = e.supplier_order_id
            LEFT JOIN suppliers s ON s.id = so.supplier_id
            WHERE e.plan_line_id IN (SELECT l.id FROM plan_lines l WHERE l.plan_id = \(plan.id))
                AND e.code <> 'PAY_SENT' AND (\(line) IS NULL OR e.plan_line_id = \(line))
            ORDER BY e.sequence DESC LIMIT \(most + 1)
            """)
        let lines = try rows.prefix(most).map { row in
            StatementLine(
                on: try row.day("effective_on"), at: try row.moment("recorded_at"), code: try row.word("code"),
                planLine: try row.text("title"), amount: try row.money("amount_pence"),
                order: try row.optionalText("order_id"), orderNumber: try row.optionalText("number"),
                supplier: try row.optionalText("supplier"))
        }
        return (lines, rows.count > most)
    }
}
