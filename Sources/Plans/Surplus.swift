import Values

/// R35: money that is left over because time has passed without it being used (reference, A8 and A9). What is meant
/// for the rest of a period is not left over.
package struct Surplus: Sendable, Hashable {
    /// Left over on all agreed lines that give money again and again.
    package let amount: Money
    /// What these lines give in one week.
    package let perWeek: Money

    package init(in budget: Budget, on day: Day) {
        let lines = budget.lines.filter { $0.line.kind == .agreed && $0.line.allocation.every != .once }
        amount = lines.map { Surplus.leftOver(of: $0, on: day) }.total
        perWeek = lines.map { $0.line.allocation.perYear.fraction(7, of: 365) }.total
    }

    package func isOver(weeks: Int) -> Bool { amount > perWeek.times(weeks) }

    private static func leftOver(of line: LineBudget, on day: Day) -> Money {
        let given = line.line.allocation.amount(for: line.period)
        let ahead = given.fraction(line.period.last - day + 1, of: line.period.days)
        return max(.zero, line.left - ahead)
    }
}
