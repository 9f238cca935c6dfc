import Catalogue
import Identity
import Ledger
import Plans
import Relational
import Storage
import Values

/// Books what periods leave over that can never be used any more: it is the commissioner's again (reference, workflow
/// 5.2, SURPLUS). What a line carries forward stays, and so does everything that is held or promised.
///
/// Late or never is no harm to anybody who shops: what may be used on a day follows from dates alone.
package enum SurplusClock {
    /// - Returns: how many periods were booked.
    static func strike(_ plan: Plan, in tx: Transaction, holder: Holder, with tools: Tools) throws -> Int {
        var count = 0
        for line in plan.lines where try tx.lapses.isDue(line.id, on: tools.today) {
            count += try book(line, in: tx, holder: holder, with: tools)
            let next = Purse.nextLapse(of: line.allocation, from: tools.today)
            try tx.lapses.note(line.id, dueOn: next)
        }
        return count
    }

    private static func book(
        _ line: PlanLine, in tx: Transaction, holder: Holder, with tools: Tools
    ) throws -> Int {
        let books = Books(commissioner: holder.commissioner.text)
        let recording = Recording(actor: OrderClerk.clock, now: tools.now, identifiers: tools.identifiers)
        let lapsed = try tx.budgets.purse(of: line).lapsed(before: tools.today)
        let opened = Set(try tx.journal.open(line.id.text, of: books.commissioner).map(\.period))
        var spare = try spare(of: line, opened, keeping: lapsed.map(\.period), books, tx)
        var count = 0
        for (period, amount) in lapsed {
            let pot = Books.Pot(planLine: line.id.text, period: period.first.description)
            if !opened.contains(pot.period) {
                let given = line.allocation.amount(for: period)
                // An earlier version may have given it back already.
                guard spare >= given else { continue }
                spare -= given
                try tx.journal.post(books.open(pot, given), as: recording)
            }
            try tx.journal.post(books.surplus(pot, amount), as: recording)
            count += 1
        }
        return count
    }

    /// What the line has for periods whose books are not open, without those that still need it.
    private static func spare(
        of line: PlanLine, _ opened: Set<String>, keeping lapsed: [Period], _ books: Books, _ tx: Transaction
    ) throws -> Money {
        let there = try tx.journal.balance(of: books.account(.allocated, owner: line.id.text)) ?? .zero
        let waiting = line.allocation.periods.filter { !opened.contains($0.first.description) && !lapsed.contains($0) }
        return there - waiting.map(line.allocation.amount(for:)).total
    }
}

extension Desk {
    private static let lapsesAtOnce = 50

    /// Lets the clock of periods strike for everybody, a bounded number of holders at a time.
    /// - Returns: how many periods were booked.
    @discardableResult
    package func strikeSurplusClock() async throws -> Int {
        let now = clock()
        let shelf = try await database.read { [keeper] in try keeper.shelf(in: $0) }
        var count = 0
        while true {
            let due = try await database.read { try $0.lapses.due(on: now.day, most: Desk.lapsesAtOnce) }
            guard !due.isEmpty else { return count }
            count += try await database.write { [identifiers, sealer] tx in
                let tools = Tools(now: now, identifiers: identifiers, sealer: sealer, shelf: shelf)
                return try due.map { id, version in
                    // What was replaced or has ended meanwhile is not due any more.
                    guard let plan = try tx.plans.find(id, version: version),
                        let holder = try tx.holders.find(plan.holder),
                        plan.status == .inForce || plan.status == .suspended
                    else { return 0 }
                    return try SurplusClock.strike(plan, in: tx, holder: holder, with: tools)
                }.reduce(0, +)
            }
        }
    }
}
