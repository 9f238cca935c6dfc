import Values

/// Where the money of one plan line stands in one period. The four sums make up what the period gave.
package struct LineBudget: Sendable, Hashable {
    package let line: PlanLine
    package let period: Period
    /// Of this period's own money; can be spent now.
    package let available: Money
    /// Orders signed that the supplier has not accepted yet, and requests that wait for an answer.
    package let held: Money
    /// Suppliers have accepted; not yet received and confirmed.
    package let committed: Money
    /// Received and confirmed, owed to suppliers but not paid yet.
    package let owed: Money
    /// Paid to suppliers.
    package let paid: Money
    /// All periods of the line, with what may be carried between them.
    package let purse: Purse
    /// Units ordered so far that count towards the line's cap, by the first day of the period.
    package let used: [Day: Int]

    package init(
        line: PlanLine, period: Period, available: Money, held: Money, committed: Money, owed: Money, paid: Money,
        purse: Purse? = nil, used: [Day: Int] = [:]
    ) {
        self.line = line
        self.period = period
        self.available = available
        self.held = held
        self.committed = committed
        self.owed = owed
        self.paid = paid
        self.purse = purse
            ?? Purse(
                allocation: line.allocation, carry: line.carry, opened: [period.first: .init(available: available)])
        self.used = used
    }

    package var given: Money { available + held + committed + owed + paid }

    /// What can be spent in this period, with what earlier ones left over.
    package var left: Money { purse.left(on: period.first) }

    /// Of `left`, what comes from earlier periods.
    package var carried: Money { left - min(left, available) }
}

/// The budget of one plan on one day: each line that runs today, in its current period.
package struct Budget: Sendable, Hashable {
    package let lines: [LineBudget]

    package init(lines: [LineBudget]) {
        self.lines = lines
    }

    package subscript(line id: PlanLine.ID) -> LineBudget? { lines.first { $0.line.id == id } }
}
