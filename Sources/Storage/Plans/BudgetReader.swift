import Ledger
import Plans
import Relational
import Values

/// Where the money of a plan stands, read from the ledger.
package struct BudgetReader<Access: Reading> { let access: Access }

extension Reading {
    package var budgets: BudgetReader<Self> { BudgetReader(access: self) }
}

extension BudgetReader {
    /// The lines that run on a day, each in its current period. Money of a period that nobody has touched yet is
    /// there all the same: it is computed from dates.
    package func budget(of plan: Plan, on day: Day) throws -> Budget {
        let current = plan.lines.compactMap { line in
            line.allocation.period(containing: day).map { (line: line, period: $0) }
        }
        let pots = current.map { Books.Pot(planLine: $0.line.id.text, period: $0.period.first.description) }
        let balances = try balances(of: pots)
        let spent = try spent(from: pots)
        return Budget(
            lines: zip(current, pots).map { current, pot in
                let there = balances[pot] ?? [:]
                let used = spent[pot] ?? [:]
                let matched = used[.match] ?? .zero
                let paid = used[.payOK] ?? .zero
                return LineBudget(
                    line: current.line, period: current.period,
                    available: there[.available] ?? current.line.allocation.amount(for: current.period),
                    held: there[.held] ?? .zero, committed: there[.committed] ?? .zero, owed: matched - paid,
                    paid: paid + (used[.opening] ?? .zero))
            })
    }

    private func balances(of pots: [Books.Pot]) throws -> [Books.Pot: [AccountKind: Money]] {
        var found: [Books.Pot: [AccountKind: Money]] = [:]
        let rows = try access.connection.rows(
            """
            SELECT owner, period, kind, balance_pence FROM ledger_accounts
            WHERE owner IN (\(list: Array(Set(pots.map(\.planLine)))))
                AND period IN (\(list: Array(Set(pots.map(\.period)))))
            """)
        for row in rows {
            let pot = Books.Pot(planLine: try row.text("owner"), period: try row.text("period"))
            found[pot, default: [:]][try row.word("kind")] = try row.money("balance_pence")
        }
        return found
    }

    private func spent(from pots: [Books.Pot]) throws -> [Books.Pot: [PostingCode: Money]] {
        var found: [Books.Pot: [PostingCode: Money]] = [:]
        let rows = try access.connection.rows(
            """
            SELECT plan_line_id, period, code, SUM(amount_pence) AS amount_pence FROM ledger_entries
            WHERE plan_line_id IN (\(list: Array(Set(pots.map(\.planLine)))))
                AND period IN (\(list: Array(Set(pots.map(\.period)))))
                AND code IN ('MATCH', 'PAY_OK', 'OPENING')
            GROUP BY plan_line_id, period, code
            """)
        for row in rows {
            let pot = Books.Pot(planLine: try row.text("plan_line_id"), period: try row.text("period"))
            found[pot, default: [:]][try row.word("code")] = try row.money("amount_pence")
        }
        return found
    }
}
