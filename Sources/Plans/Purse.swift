import Values

/// The money of one plan line over all its periods, with what may be carried from one to the next.
///
/// Answers how much can still be taken for a day, now or later, without robbing what has been taken already.
package struct Purse: Sendable, Hashable {
    package let allocation: Allocation
    package let carry: CarryForward
    /// What is available in periods whose books are open, by the period's number; the others have their full amount.
    private let opened: [Int: Pot]
    /// Taken by this basket, by the number of the period.
    private var taken: [Int: Money] = [:]

    /// One period's own money, as the ledger has it.
    package struct Pot: Sendable, Hashable {
        package let available: Money
        /// What has come into it from earlier periods so far, or through it: money that went from the first period to
        /// the third came through the second.
        package let carriedIn: Money

        package init(available: Money, carriedIn: Money = .zero) {
            self.available = available
            self.carriedIn = carriedIn
        }
    }

    /// - Parameter opened: by the first day of the period.
    package init(allocation: Allocation, carry: CarryForward, opened: [Day: Pot] = [:]) {
        self.allocation = allocation
        self.carry = carry
        let numbered = opened.compactMap { first, pot in allocation.index(of: first).map { ($0, pot) } }
        self.opened = Dictionary(numbered, uniquingKeysWith: { first, _ in first })
    }

    /// The most that can be taken for a day; nought outside the line's dates. Takes with later dates are respected.
    package func left(on day: Day) -> Money {
        guard let index = allocation.index(of: day) else { return .zero }
        switch carry {
        case .none: return max(.zero, own(index) - (taken[index] ?? .zero))
        case .all: return leftWhenAllCarries(index)
        case .upTo, .periods: return leftByTrying(index)
        }
    }

    /// Takes an amount for a day; nothing changes and the answer is false when there is not enough.
    package mutating func take(_ amount: Money, on day: Day) -> Bool {
        guard let index = allocation.index(of: day), amount >= .zero, amount <= left(on: day) else { return false }
        if amount.isPositive { taken[index, default: .zero] += amount }
        return true
    }

    /// Undoes a take.
    package mutating func giveBack(_ amount: Money, on day: Day) {
        guard let index = allocation.index(of: day) else { return }
        let rest = (taken[index] ?? .zero) - amount
        taken[index] = rest == .zero ? nil : rest
    }

    /// What has been taken, by the number of the period: the same for the same takes, whatever their order.
    package var takes: [Int: Money] { taken }

    /// What older periods give to the period of a day, so that it can pay this amount: each with its period and amount.
    /// Less than the amount needs where they do not have it.
    ///
    /// Money that lapses after some periods is used before it does: the oldest first, and before the period's own.
    /// Any other money stays as early as it can, where most days can use it: the period's own is used first, then the
    /// newest. Several takes are booked in the order of their days; then every take that was possible finds its money.
    package func carries(of amount: Money, into day: Day) -> [(from: Period, amount: Money)] {
        guard let index = allocation.index(of: day) else { return [] }
        let older = sources(of: index)
        let (order, missing) =
            switch carry {
            case .periods: (older, amount)
            case .none, .all, .upTo: (older.reversed(), amount - own(index))
            }
        var needed = missing
        var moves: [(from: Period, amount: Money)] = []
        for source in order where needed.isPositive {
            let part = min(source.amount, needed)
            guard part.isPositive, let period = allocation.period(at: source.index) else { continue }
            moves.append((period, part))
            needed -= part
        }
        return moves
    }

    /// A period's own money: what the ledger says, or all of it where its books are not open yet.
    private func own(_ index: Int) -> Money {
        if let pot = opened[index] { return pot.available }
        return allocation.period(at: index).map(allocation.amount(for:)) ?? .zero
    }

    // MARK: Carrying

    /// No later day may see less than has been taken up to it.
    private func leftWhenAllCarries(_ index: Int) -> Money {
        var stock = Money.zero
        for older in 0...index { stock += own(older) - (taken[older] ?? .zero) }
        var least = stock
        var last = index
        for later in taken.keys.filter({ $0 > index }).sorted() {
            for between in (last + 1)...later { stock += own(between) }
            stock -= taken[later] ?? .zero
            last = later
            least = min(least, stock)
        }
        return max(.zero, least)
    }

    /// Halves the range until the most that still fits is found: about thirty trials.
    private func leftByTrying(_ index: Int) -> Money {
        guard fits(adding: .zero, at: index) else { return .zero }
        var (low, high) = (0, reach(index).pence)
        while low < high {
            let middle = (low + high + 1) / 2
            if fits(adding: Money(pence: middle), at: index) { low = middle } else { high = middle - 1 }
        }
        return Money(pence: low)
    }

    /// The most that could ever come together in a period.
    private func reach(_ index: Int) -> Money {
        var most = own(index)
        for older in stride(from: index - 1, through: first(before: index), by: -1) { most += own(older) }
        return most
    }

    private func first(before index: Int) -> Int {
        if case .periods(let count) = carry { max(0, index - count) } else { 0 }
    }

    /// Walks the periods in order, oldest money first, and sees whether every take finds its money.
    private func fits(adding amount: Money, at index: Int) -> Bool {
        var wanted = taken
        wanted[index, default: .zero] += amount
        guard let last = wanted.keys.max() else { return true }
        var walk = Walk(carry: carry)
        for period in first(before: wanted.keys.min() ?? 0)...last {
            walk.enter(period, own: own(period), carriedIn: opened[period]?.carriedIn ?? .zero)
            guard walk.take(wanted[period] ?? .zero) else { return false }
        }
        return true
    }

    // MARK: Lapsing

    /// What no day from this one on can use any more, by period, the oldest first.
    package func lapsed(before day: Day) -> [(period: Period, amount: Money)] {
        let periods = allocation.periods
        let over = periods.count { $0.last < day }
        let indexes: [(index: Int, amount: Money)]
        switch carry {
        case _ where over == periods.count: indexes = (0..<over).map { ($0, own($0)) }
        case .none: indexes = (0..<over).map { ($0, own($0)) }
        case .all: indexes = []
        case .periods(let count): indexes = (0..<max(0, over - count)).map { ($0, own($0)) }
        case .upTo: indexes = dropped(by: over)
        }
        return indexes.compactMap { index, amount in
            guard amount.isPositive, let period = allocation.period(at: index) else { return nil }
            return (period, amount)
        }
    }

    /// What was more than could be carried, on the way to this period.
    private func dropped(by index: Int) -> [(index: Int, amount: Money)] {
        let kept = Dictionary(sources(of: index).map { ($0.index, $0.amount) }, uniquingKeysWith: { first, _ in first })
        return (0..<index).map { ($0, own($0) - (kept[$0] ?? .zero)) }
    }

    /// The first day on which the money of another period may have lapsed; nil when all periods are over.
    package static func nextLapse(of allocation: Allocation, from day: Day) -> Day? {
        allocation.periods.first { $0.last >= day }?.last.adding(days: 1)
    }

    /// Which older periods have money that may be used in this one, oldest first.
    private func sources(of index: Int) -> [(index: Int, amount: Money)] {
        guard index > 0 else { return [] }
        switch carry {
        case .none: return []
        case .all: return (0..<index).map { ($0, own($0)) }
        case .periods: return (first(before: index)..<index).map { ($0, own($0)) }
        case .upTo:
            var walk = Walk(carry: carry)
            for period in 0...index {
                walk.enter(period, own: own(period), carriedIn: opened[period]?.carriedIn ?? .zero)
            }
            return walk.stock.filter { $0.index < index }
        }
    }
}

/// Money walking from period to period under the rule of the line.
private struct Walk {
    let carry: CarryForward
    private(set) var stock: [(index: Int, amount: Money)] = []

    init(carry: CarryForward) {
        self.carry = carry
    }

    mutating func enter(_ period: Int, own: Money, carriedIn: Money) {
        switch carry {
        case .none: stock = []
        case .all: break
        case .periods(let count): stock.removeAll { $0.index < period - count }
        case .upTo(let most): keep(max(.zero, most - carriedIn))
        }
        stock.append((period, own))
    }

    /// What does not fit lapses, the oldest first.
    private mutating func keep(_ most: Money) {
        var over = stock.map(\.amount).total - most
        while over.isPositive, let oldest = stock.first {
            if oldest.amount > over {
                stock[0].amount = oldest.amount - over
                return
            }
            over -= oldest.amount
            stock.removeFirst()
        }
    }

    /// Oldest money first; false when there is not enough.
    mutating func take(_ amount: Money) -> Bool {
        var needed = amount
        while needed.isPositive {
            guard let oldest = stock.first else { return false }
            let part = min(oldest.amount, needed)
            needed -= part
            if part == oldest.amount { stock.removeFirst() } else { stock[0].amount = oldest.amount - part }
        }
        return true
    }
}
