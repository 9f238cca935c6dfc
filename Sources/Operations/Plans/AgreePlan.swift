import Identity
import Ledger
import Plans
import Relational
import Storage
import Values

/// Stores an agreed version of a plan and opens its budget in the ledger: each line's whole allocation leaves the
/// commissioner's fund, and what was spent before the books were opened is recorded as such.
package enum AgreePlan {
    /// - Parameter spent: already spent in the current period, by plan line.
    /// - Throws: `LedgerRefusal.fundShort` when the fund cannot bear it.
    package static func agree(
        _ plan: Plan, commissioner: Commissioner.ID, spent: [PlanLine.ID: Money], source: Digest?, in tx: Transaction,
        as recording: Recording
    ) throws {
        try tx.plans.insert(plan, source: source)
        // The money of a plan that has ended is nobody's any more.
        guard plan.status != .ended else { return }
        let books = Books(commissioner: commissioner.text)
        for line in plan.lines {
            let total = line.allocation.total
            guard total.isPositive else { continue }
            guard try tx.journal.balance(of: books.account(.fund)) ?? .zero >= total else {
                throw LedgerRefusal.fundShort
            }
            try tx.journal.post(books.allocate(total, to: line.id.text), as: recording)
            if let spent = spent[line.id], spent.isPositive { try open(line, spent, books, tx, recording) }
        }
    }

    private static func open(
        _ line: PlanLine, _ spent: Money, _ books: Books, _ tx: Transaction, _ recording: Recording
    ) throws {
        guard let period = line.allocation.period(containing: recording.now.day) else { return }
        let pot = Books.Pot(planLine: line.id.text, period: period.first.description)
        let amount = line.allocation.amount(for: period)
        try tx.journal.post(books.open(pot, amount), as: recording)
        guard spent <= amount else {
            throw LedgerRefusal.insufficient(planLine: line.id.text, available: amount, needed: spent)
        }
        try tx.journal.post(books.opening(pot, spent), as: recording)
    }
}
