import Ledger
import Orders
import Plans
import Relational
import Values

/// Where the money of a plan stands, read from the ledger.
package struct BudgetReader<Access: Reading> { let access: Access }

extension Reading {
    package var budgets: BudgetReader<Self> { BudgetReader(access: self) }
}

/// Units of a supplier order that nobody has answered, and that would fall away: so what comes in their place can be
/// judged as if their money were free already.
package struct FreedUnits: Sendable {
    package let part: SupplierOrder.ID
    package let positions: Set<Int>

    package init(part: SupplierOrder.ID, positions: Set<Int>) {
        self.part = part
        self.positions = positions
    }
}

extension BudgetReader {
    /// The lines that run on a day, each in its current period. Money of a period that nobody has touched yet is
    /// there all the same: it is computed from dates.
    ///
    /// - Parameter old: the version that is in force, when the plan is not yet: what an open period has is told as it
    ///   would be after the change.
    /// - Parameter freed: units that would fall away first.
    package func budget(
        of plan: Plan, over old: Plan? = nil, on day: Day, freeing freed: FreedUnits? = nil
    ) throws -> Budget {
        let current = plan.lines.compactMap { line in
            line.allocation.period(containing: day).map { (line: line, period: $0) }
        }
        let books = try books(of: current.map(\.line), freeing: freed)
        let capped = current.filter { $0.line.cap != nil }.map(\.line)
        let used = capped.isEmpty ? [:] : try used(of: capped, freeing: freed)
        return Budget(
            lines: current.map { line, period in
                let own = books[line.id] ?? LineBooks()
                let there = own.balances[period.first] ?? [:]
                let sums = own.sums[period.first] ?? [:]
                let owed = sums[.match] + sums[.cancelFee] - sums[.creditNote] - sums[.payOK] + sums[.payBack]
                let paid = sums[.payOK] - sums[.payBack] - sums[.refundIn] - sums[.refundOffset] - sums[.writeOff]
                let before = old?[line: line.id]
                return LineBudget(
                    line: line, period: period,
                    available: there[.available].map { $0.after(before, line, in: period) }
                        ?? line.allocation.amount(for: period),
                    held: there[.held] ?? .zero, committed: there[.committed] ?? .zero, owed: owed,
                    paid: paid + sums[.opening],
                    purse: own.purse(of: line, over: before, from: day), used: used[line.id] ?? [:])
            })
    }

    /// All periods of a line, as the ledger has them.
    package func purse(of line: PlanLine) throws -> Purse {
        let books = try books(of: [line])
        return (books[line.id] ?? LineBooks()).purse(of: line, over: nil, from: line.allocation.span.first)
    }

    private func books(
        of lines: [PlanLine], freeing freed: FreedUnits? = nil
    ) throws -> [PlanLine.ID: LineBooks] {
        var books: [PlanLine.ID: LineBooks] = [:]
        let ids = Array(Set(lines.map(\.id)))
        for row in try access.connection.rows(
            """
            SELECT owner, period, kind, balance_pence FROM ledger_accounts
            WHERE owner IN (\(list: ids)) AND period <> ''
            """)
        {
            let kind: AccountKind = try row.word("kind")
            books[try row.id("owner"), default: LineBooks()].balances[try row.day("period"), default: [:]][kind] =
                try row.money("balance_pence")
        }
        for row in try access.connection.rows(
            """
            SELECT plan_line_id, period, code, SUM(amount_pence) AS amount_pence FROM ledger_entries
            WHERE plan_line_id IN (\(list: ids)) AND code IN ('MATCH', 'CANCEL_FEE', 'CREDIT_NOTE', 'PAY_OK',
                'PAY_BACK', 'REFUND_IN', 'REFUND_OFFSET', 'WRITE_OFF', 'OPENING')
            GROUP BY plan_line_id, period, code
            """)
        {
            let code: PostingCode = try row.word("code")
            books[try row.id("plan_line_id"), default: LineBooks()]
                .sums[try row.day("period"), default: [:]][code] = try row.money("amount_pence")
        }
        try free(freed, in: &books)
        let limited = lines.filter { if case .upTo = $0.carry { true } else { false } }.map(\.id)
        if !limited.isEmpty { try addCarries(of: limited, to: &books) }
        return books
    }

    /// What is held for units that would fall away is available.
    private func free(_ freed: FreedUnits?, in books: inout [PlanLine.ID: LineBooks]) throws {
        guard let freed else { return }
        for hold in try access.holds.list(of: freed.part)
        where hold.source == .line && freed.positions.contains(hold.position) && hold[.held].isPositive {
            let (line, period) = (PlanLine.ID(hold.pot.planLine), try Day(hold.pot.period))
            guard books[line] != nil else { continue }
            books[line]?.balances[period, default: [:]][.available, default: .zero] += hold[.held]
            books[line]?.balances[period, default: [:]][.held, default: .zero] -= hold[.held]
        }
    }

    /// From which period to which money has been carried.
    private func addCarries(of lines: [PlanLine.ID], to books: inout [PlanLine.ID: LineBooks]) throws {
        for row in try access.connection.rows(
            """
            SELECT e.plan_line_id, e.period AS target, a.period AS source, e.amount_pence FROM ledger_entries e
            JOIN ledger_postings p ON p.commissioner_id = e.commissioner_id AND p.sequence = e.sequence
                AND p.side = 'debit'
            JOIN ledger_accounts a ON a.id = p.account_id
            WHERE e.plan_line_id IN (\(list: lines)) AND e.code = 'CARRY'
            """)
        {
            books[try row.id("plan_line_id"), default: LineBooks()].carries.append(
                .init(from: try row.day("source"), to: try row.day("target"), amount: try row.money("amount_pence")))
        }
    }

    /// Units of order lines that one of these plan lines pays, wholly or in part.
    private static func units(paidBy lines: [PlanLine.ID]) -> Statement {
        """
        WITH touched AS (
            SELECT supplier_order_id, position FROM order_line_sources
            WHERE plan_line_id IN (\(list: lines))
            UNION SELECT supplier_order_id, position FROM order_line_covers
            WHERE plan_line_id IN (\(list: lines))),
        u AS (
            SELECT s.* FROM touched w JOIN order_line_sources s
                ON s.supplier_order_id = w.supplier_order_id AND s.position = w.position
            WHERE NOT EXISTS (SELECT 1 FROM order_line_covers c
                WHERE c.supplier_order_id = s.supplier_order_id AND c.position = s.position)
            UNION ALL SELECT c.* FROM touched w JOIN order_line_covers c
                ON c.supplier_order_id = w.supplier_order_id AND c.position = w.position)
        SELECT u.supplier_order_id, u.position, u.plan_line_id, u.period, u.units, l.unit, t.open,
            t.refused + t.cancelled_before + t.cancelled_after + t.returned AS fallen
        FROM u
        JOIN order_lines l ON l.supplier_order_id = u.supplier_order_id AND l.position = u.position
        JOIN line_tallies t ON t.supplier_order_id = u.supplier_order_id AND t.position = u.position
        ORDER BY u.supplier_order_id, u.position, u.period DESC, u.plan_line_id DESC
        """
    }

    /// Units ordered and not fallen away, as far as the line's cap counts them. What falls away, falls away from the
    /// end: the last period's units first.
    private func used(of lines: [PlanLine], freeing freed: FreedUnits?) throws -> [PlanLine.ID: [Day: Int]] {
        var found: [PlanLine.ID: [Day: Int]] = [:]
        var fallen: (line: String, units: Int) = ("", 0)
        try access.connection.eachRow(Self.units(paidBy: lines.map(\.id))) { row in
            let key = "\(try row.text("supplier_order_id"))/\(try row.integer("position"))"
            if key != fallen.line {
                let isFreed = try freed.map { freed in
                    try row.text("supplier_order_id") == freed.part.text
                        && freed.positions.contains(try row.integer("position"))
                }
                fallen = (key, try row.integer("fallen") + (isFreed ?? false ? try row.integer("open") : 0))
            }
            let units = try row.integer("units")
            let gone = min(units, fallen.units)
            fallen.units -= gone
            let id: PlanLine.ID = try row.id("plan_line_id")
            guard let cap = lines.first(where: { $0.id == id })?.cap, cap.counts(try row.text("unit")), units > gone
            else { return }
            found[id, default: [:]][try row.day("period"), default: 0] += units - gone
        }
        return found
    }
}

/// What the ledger has about one plan line.
private struct LineBooks {
    struct Carry {
        let from: Day
        let to: Day
        let amount: Money
    }

    /// By the first day of the period.
    var balances: [Day: [AccountKind: Money]] = [:]
    var sums: [Day: [PostingCode: Money]] = [:]
    var carries: [Carry] = []

    func purse(of line: PlanLine, over old: PlanLine?, from day: Day) -> Purse {
        var opened: [Day: Purse.Pot] = [:]
        for (first, sums) in balances {
            guard let available = sums[.available], let period = line.allocation.period(containing: first)
            else { continue }
            let becomes = period.last >= day ? available.after(old, line, in: period) : available
            opened[first] = Purse.Pot(available: becomes, carriedIn: carried(into: first))
        }
        // Money may have passed through periods whose own books are not open yet.
        if let last = carries.map(\.to).max() {
            for period in line.allocation.periods where period.first <= last && opened[period.first] == nil {
                opened[period.first] = Purse.Pot(
                    available: line.allocation.amount(for: period), carriedIn: carried(into: period.first))
            }
        }
        return Purse(allocation: line.allocation, carry: line.carry, opened: opened)
    }

    /// What came into a period from before it, or passed through it on its way to a later one.
    private func carried(into first: Day) -> Money {
        carries.filter { $0.from < first && first <= $0.to }.map(\.amount).total
    }
}

extension [PostingCode: Money] {
    fileprivate subscript(code: PostingCode) -> Money { self[code, default: .zero] }
}

extension Money {
    /// What a period has left when a line's amount changes: a rise gives the difference, a cut takes what is free.
    fileprivate func after(_ old: PlanLine?, _ new: PlanLine, in period: Period) -> Money {
        guard let old, let before = old.allocation.period(containing: period.first) else { return self }
        return max(.zero, self + new.allocation.amount(for: period) - old.allocation.amount(for: before))
    }
}
