import Plans
import Values

/// Lets several lines pay one thing together, where the plan allows it: money flows from lines to charges, and what has
/// been placed is moved to another line, or makes room for another period, where that helps (augmenting paths). Exact.
///
/// Lines that limit hours or numbers pay for a thing wholly or not at all, and so do lines of different budgets: which
/// of them is found by trying.
struct SplitArrangement {
    /// How one item is paid.
    private enum Way {
        case whole(Candidate)
        /// Together they pay one price under the rules of one budget.
        case joint([Candidate])
    }

    /// One charge that lines pay together.
    private struct Demand {
        let item: Int
        let charge: Charge
        let candidates: [Candidate]
    }

    /// A period of a line.
    private struct Spot: Hashable {
        let line: Int
        let period: Int
    }

    /// A step of a path: the demand puts money on the spot.
    private struct Step {
        let demand: Int
        let spot: Spot
        /// Position of the step before it; nil at the start.
        let before: Int?
    }

    private static let stepsMaximum = 2_000

    private var till: Till
    private var whole: [Int: Candidate] = [:]
    private var demands: [Demand] = []
    /// How much each demand has on each line.
    private var flows: [[Int: Money]] = []

    static func find(_ items: [Arrangement.Item], in till: Till) -> Arrangement.Answer {
        let ways = items.map { SplitArrangement.ways($0, till) }
        var steps = 0
        guard let found = place(0, ways, SplitArrangement(till: till), &steps) else {
            return steps > stepsMaximum ? .gaveUp : .impossible
        }
        return .found(items.indices.map { found.placement(of: $0, items[$0]) })
    }

    private init(till: Till) {
        self.till = till
    }

    private static func place(
        _ item: Int, _ ways: [[Way]], _ state: SplitArrangement, _ steps: inout Int
    ) -> SplitArrangement? {
        guard item < ways.count else { return state }
        for way in ways[item] {
            steps += 1
            guard steps <= stepsMaximum else { return nil }
            var next = state
            guard next.pay(item, way) else { continue }
            if let found = place(item + 1, ways, next, &steps) { return found }
        }
        return nil
    }

    /// In the order of the best candidate of each.
    private static func ways(_ item: Arrangement.Item, _ till: Till) -> [Way] {
        var ways: [Way] = []
        var seen: Set<Int> = []
        for candidate in item.candidates where !seen.contains(candidate.line) {
            if till.isCapped(candidate.line) {
                ways.append(.whole(candidate))
                continue
            }
            let joint = item.candidates.filter {
                $0.price.unit == candidate.price.unit && till.budget(of: $0.line) == till.budget(of: candidate.line)
                    && !till.isCapped($0.line)
            }
            seen.formUnion(joint.map(\.line))
            ways.append(.joint(joint))
        }
        return ways
    }

    private mutating func pay(_ item: Int, _ way: Way) -> Bool {
        switch way {
        case .whole(let candidate):
            whole[item] = candidate
            return till.take(candidate)
        case .joint(let candidates):
            for charge in candidates[0].charges {
                demands.append(Demand(item: item, charge: charge, candidates: candidates))
                flows.append([:])
                guard meet(demands.count - 1) else { return false }
            }
            return true
        }
    }

    private mutating func meet(_ demand: Int) -> Bool {
        var open = demands[demand].charge.amount
        while open.isPositive {
            guard let path = path(from: demand) else { return false }
            let moved = push(path, atMost: open)
            guard moved.isPositive else { return false }
            open -= moved
        }
        return true
    }

    private func placement(of item: Int, _ wanted: Arrangement.Item) -> Placement {
        if let whole = whole[item] { return Placement(whole: whole) }
        var portions: [Placement.Portion] = []
        var lead: Candidate?
        for (demand, flow) in zip(demands, flows) where demand.item == item {
            let parts = demand.candidates.filter { flow[$0.line]?.isPositive == true }
            lead = lead ?? parts.first
            portions += parts.map { part in
                .init(
                    line: part.line,
                    charge: Charge(
                        day: demand.charge.day, amount: flow[part.line] ?? .zero, units: demand.charge.units))
            }
        }
        return Placement(lead: lead ?? wanted.candidates[0], portions: portions)
    }
}

// MARK: - Paths

extension SplitArrangement {
    private func spots(of demand: Int) -> [Spot] {
        demands[demand].candidates.compactMap { candidate in
            till.purses[candidate.line].allocation.index(of: demands[demand].charge.day)
                .map { Spot(line: candidate.line, period: $0) }
        }
    }

    /// Breadth first: the shortest way to a line that has money left.
    private func path(from demand: Int) -> [Step]? {
        var steps = spots(of: demand).map { Step(demand: demand, spot: $0, before: nil) }
        var seen = Set(steps.map(\.spot))
        var next = 0
        while next < steps.count {
            let step = steps[next]
            let day = demands[step.demand].charge.day
            if till.left(step.spot.line, on: day).isPositive { return trace(next, steps) }
            for other in demands.indices where other != step.demand && room(at: step, from: other).isPositive {
                for spot in spots(of: other) where spot.line != step.spot.line && seen.insert(spot).inserted {
                    steps.append(Step(demand: other, spot: spot, before: next))
                }
            }
            next += 1
        }
        return nil
    }

    /// How much a step could take if another demand left the line. They need not be in the same period: what is saved
    /// in one may be carried into another.
    private func room(at step: Step, from other: Int) -> Money {
        let line = step.spot.line
        guard let flow = flows[other][line], flow.isPositive else { return .zero }
        var purse = till.purses[line]
        purse.giveBack(flow, on: demands[other].charge.day)
        return min(flow, purse.left(on: demands[step.demand].charge.day))
    }

    private func trace(_ end: Int, _ steps: [Step]) -> [Step] {
        var path: [Step] = []
        var position: Int? = end
        while let here = position {
            path.append(steps[here])
            position = steps[here].before
        }
        return path.reversed()
    }

    /// Moves as much as the narrowest place of the path lets through; less where moves on one line get into each
    /// other's way.
    private mutating func push(_ path: [Step], atMost open: Money) -> Money {
        guard let end = path.last else { return .zero }
        var amount = min(open, till.left(end.spot.line, on: demands[end.demand].charge.day))
        for (step, following) in zip(path, path.dropFirst()) {
            amount = min(amount, room(at: step, from: following.demand))
        }
        while amount.isPositive {
            var trial = self
            if trial.move(amount, along: path) {
                self = trial
                return amount
            }
            amount = Money(pence: amount.pence / 2)
        }
        return .zero
    }

    private mutating func move(_ amount: Money, along path: [Step]) -> Bool {
        for position in path.indices.reversed() {
            let step = path[position]
            let day = demands[step.demand].charge.day
            if position > 0 {
                let from = path[position - 1].spot.line
                guard let flow = flows[step.demand][from], flow >= amount else { return false }
                till.giveBack(amount, to: from, on: day)
                flows[step.demand][from] = flow - amount
            }
            guard till.take(amount, from: step.spot.line, on: day) else { return false }
            flows[step.demand][step.spot.line, default: .zero] += amount
        }
        return true
    }
}

extension Till {
    func isCapped(_ line: Int) -> Bool { lines[line].line.cap != nil }
    func budget(of line: Int) -> PlanBudget.ID { lines[line].line.budget }
}
