import Plans
import Values

/// The money and the units of all plan lines while a basket is being funded: takes can be undone.
struct Till: Sendable {
    private(set) var purses: [Purse]
    let lines: [LineBudget]
    /// Units taken by this basket, by line and number of the period.
    private var units: [[Int: Int]]

    init(_ budget: Budget) {
        lines = budget.lines
        purses = budget.lines.map(\.purse)
        units = Array(repeating: [:], count: budget.lines.count)
    }

    /// Takes everything a candidate has to pay, or nothing.
    mutating func take(_ candidate: Candidate) -> Bool {
        for (done, charge) in candidate.charges.enumerated() where !take(charge, candidate) {
            for undo in candidate.charges[..<done] { giveBack(undo, candidate) }
            return false
        }
        return true
    }

    mutating func giveBack(_ candidate: Candidate) {
        for charge in candidate.charges { giveBack(charge, candidate) }
    }

    func fits(_ candidate: Candidate) -> Bool {
        if candidate.charges.count == 1, let charge = candidate.charges.first {
            return charge.amount <= purses[candidate.line].left(on: charge.day)
                && charge.units <= unitsLeft(for: candidate, on: charge.day)
                && isOpen(candidate.line, on: charge.day)
        }
        var till = self
        return till.take(candidate)
    }

    /// How many of a candidate's days fit, from the first on.
    func timesThatFit(_ candidate: Candidate) -> Int {
        var till = self
        var times = 0
        for charge in candidate.charges {
            guard till.take(charge, candidate) else { break }
            times += 1
        }
        return times
    }

    func left(_ line: Int, on day: Day) -> Money { purses[line].left(on: day) }

    /// Units that a candidate may still take in the period of a day; nought also where the line that emergency money
    /// stands in for has none left for it.
    func unitsLeft(for candidate: Candidate, on day: Day) -> Int {
        let own = unitsLeft(candidate.line, on: day)
        guard let usual = candidate.standsInFor, usual.units > 0 else { return own }
        let left = unitsLeft(usual.line, on: day)
        return left < usual.units ? -1 : own
    }

    /// Units of the line's cap that are left in the period of a day.
    func unitsLeft(_ line: Int, on day: Day) -> Int {
        let plan = lines[line].line
        guard let cap = plan.cap, let index = plan.allocation.index(of: day),
            let period = plan.allocation.period(at: index)
        else { return .max }
        return max(0, cap.quantity - (lines[line].used[period.first] ?? 0) - (units[line][index] ?? 0))
    }

    /// What has been taken so far, for telling states of the search apart.
    struct State: Hashable {
        let money: [[Int: Money]]
        let units: [[Int: Int]]
    }

    var state: State { State(money: purses.map(\.takes), units: units) }

    private func isOpen(_ line: Int, on day: Day) -> Bool { lines[line].line.allocation.span.contains(day) }

    private mutating func take(_ charge: Charge, _ candidate: Candidate) -> Bool {
        guard isOpen(candidate.line, on: charge.day),
            charge.units <= unitsLeft(for: candidate, on: charge.day),
            purses[candidate.line].take(charge.amount, on: charge.day)
        else { return false }
        count(charge.units, candidate.line, charge.day)
        if let usual = candidate.standsInFor { count(usual.units, usual.line, charge.day) }
        return true
    }

    /// Takes money alone: what a request takes as far as it goes.
    mutating func take(_ amount: Money, from line: Int, on day: Day) -> Bool {
        isOpen(line, on: day) && purses[line].take(amount, on: day)
    }

    mutating func giveBack(_ amount: Money, to line: Int, on day: Day) { purses[line].giveBack(amount, on: day) }

    private mutating func giveBack(_ charge: Charge, _ candidate: Candidate) {
        purses[candidate.line].giveBack(charge.amount, on: charge.day)
        count(-charge.units, candidate.line, charge.day)
        if let usual = candidate.standsInFor { count(-usual.units, usual.line, charge.day) }
    }

    private mutating func count(_ count: Int, _ line: Int, _ day: Day) {
        guard lines[line].line.cap != nil, let index = lines[line].line.allocation.index(of: day) else { return }
        units[line][index, default: 0] += count
    }
}
