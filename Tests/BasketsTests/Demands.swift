import Baskets
import Plans
import TestSupport
import Values

/// Money and units asked of one line, by the number of the period: written apart from `Purse`, to compare with it.
struct Demands {
    var money: [Int: Int] = [:]
    var units: [Int: Int] = [:]

    /// Only what counts towards the line's cap: emergency money pays in its place.
    mutating func count(_ wish: Wish, on line: PlanLine, today: Day) {
        for day in wish.schedule?.days ?? [today] {
            guard let period = line.allocation.index(of: day) else { continue }
            if line.cap?.counts(wish.listing.terms.unit) == true { units[period, default: 0] += wish.quantity }
        }
    }

    /// False where one of the days is outside the line.
    mutating func add(_ wish: Wish, to line: PlanLine, today: Day) -> Bool {
        for day in wish.schedule?.days ?? [today] {
            guard let period = line.allocation.index(of: day) else { return false }
            money[period, default: 0] += wish.unitPrice.pence * wish.quantity
            if line.cap?.counts(wish.listing.terms.unit) == true { units[period, default: 0] += wish.quantity }
        }
        return true
    }

    func fit(_ line: PlanLine) -> Bool {
        if let cap = line.cap, units.values.contains(where: { $0 > cap.quantity }) { return false }
        return moneyFits(line)
    }

    func moneyFits(_ line: PlanLine) -> Bool {
        let own = line.allocation.periods.map { line.allocation.amount(for: $0).pence }
        switch line.carry {
        case .none: return money.allSatisfy { $0.value <= own[$0.key] }
        case .all: return fits(own) { _ in .max }
        case .upTo(let most): return fits(own) { _ in most.pence }
        case .periods(let count): return fitsByAge(own, count)
        }
    }

    /// One heap of money, of which so much goes from each period into the next.
    private func fits(_ own: [Int], carried: (Int) -> Int) -> Bool {
        var heap = 0
        for period in own.indices {
            heap = min(heap, carried(period)) + own[period] - (money[period] ?? 0)
            if heap < 0 { return false }
        }
        return true
    }

    /// Each period's money by itself; the oldest that may still be used goes first.
    private func fitsByAge(_ own: [Int], _ count: Int) -> Bool {
        var left = own
        for period in own.indices {
            var needed = money[period] ?? 0
            for source in max(0, period - count)...period {
                let part = min(needed, left[source])
                left[source] -= part
                needed -= part
            }
            if needed > 0 { return false }
        }
        return true
    }
}

extension Scene {
    /// Tries every line for every wish. Nil when nothing pays for all of them; otherwise the least number of wishes
    /// that need emergency money.
    func fewestEmergencies(_ wishes: [Wish]) -> Int? {
        var demands = [Demands](repeating: Demands(), count: lines.count)
        return place(wishes[...], &demands)
    }

    private func place(_ wishes: ArraySlice<Wish>, _ demands: inout [Demands]) -> Int? {
        guard let wish = wishes.first else { return 0 }
        var best: Int?
        for line in lines(for: wish) {
            let before = demands
            if add(wish, to: line, &demands), let rest = place(wishes.dropFirst(), &demands)
            {
                best = min(best ?? .max, rest + (lines[line].kind == .contingency ? 1 : 0))
            }
            demands = before
            if best == 0 { break }
        }
        return best
    }

    /// One wish on one line, alone.
    func canPay(_ wish: Wish, from line: Int) -> Bool {
        var demands = [Demands](repeating: Demands(), count: lines.count)
        return add(wish, to: line, &demands)
    }

    private func add(_ wish: Wish, to line: Int, _ demands: inout [Demands]) -> Bool {
        guard demands[line].add(wish, to: lines[line], today: today), demands[line].fit(lines[line])
        else { return false }
        guard lines[line].kind == .contingency, let counting = counting(wish) else { return true }
        demands[counting].count(wish, on: lines[counting], today: today)
        return demands[counting].fit(lines[counting])
    }

    /// Where every usual line counts hours or numbers, the closest goes on counting what emergency money pays.
    private func counting(_ wish: Wish) -> Int? {
        let usual = lines(for: wish).filter { lines[$0].kind != .contingency }
        guard usual.allSatisfy({ lines[$0].cap != nil }) else { return nil }
        return usual.min { left, right in
            func rank(_ position: Int) -> (Int, Day, PlanLine.ID) {
                let line = lines[position]
                return (
                    line.closeness(to: wish.listing, in: Cast.categories) ?? .max,
                    line.allocation.period(containing: today)?.last ?? line.allocation.span.last, line.id
                )
            }
            return rank(left) < rank(right)
        }
    }

    /// What the fundings of a judgement ask of each line, in money.
    func demands(of judgement: Judgement) -> [Demands] {
        lines.map { line in
            var demands = Demands()
            for source in judgement.verdicts.compactMap(\.funding).flatMap(\.sources) where source.line == line.id {
                guard let period = line.allocation.index(of: source.period.first) else { continue }
                demands.money[period, default: 0] += source.amount.pence
            }
            return demands
        }
    }
}
