import Baskets
import Plans
import TestSupport
import Values

/// Can money flow from lines to wishes, when lines may pay together? Written apart from the judge: a network with
/// every period of every line, and the simplest search for the largest flow.
struct Flow {
    private var capacity: [[Int: Int]] = [[:], [:]]
    private let source = 0
    private let sink = 1

    /// Lines with a cap pay wholly or not at all, and lines of different budgets do not pay together: which of them
    /// does is tried.
    static func pays(_ scene: Scene) -> Bool {
        [false, true].contains { withEmergency in
            var whole = [Demands](repeating: Demands(), count: scene.lines.count)
            return pays(scene, scene.wishes[...], &whole, [], withEmergency)
        }
    }

    private static func pays(
        _ scene: Scene, _ wishes: ArraySlice<Wish>, _ whole: inout [Demands], _ joint: [(Wish, [Int])],
        _ withEmergency: Bool
    ) -> Bool {
        guard let wish = wishes.first else { return Flow(scene, joint).isEnough(joint) }
        let lines = scene.lines(for: wish).filter { withEmergency || scene.lines[$0].kind == .agreed }
        for line in lines where scene.lines[line].cap != nil {
            let before = whole[line]
            if whole[line].add(wish, to: scene.lines[line], today: scene.today), whole[line].fit(scene.lines[line]),
                pays(scene, wishes.dropFirst(), &whole, joint, withEmergency)
            {
                return true
            }
            whole[line] = before
        }
        let open = lines.filter { scene.lines[$0].cap == nil }
        return Set(open.map { scene.lines[$0].budget }).contains { budget in
            let together = open.filter { scene.lines[$0].budget == budget }
            return pays(scene, wishes.dropFirst(), &whole, joint + [(wish, together)], withEmergency)
        }
    }

    private init(_ scene: Scene, _ joint: [(Wish, [Int])]) {
        var nodes: [[Int: Int]] = []
        for line in scene.lines { nodes.append(add(line)) }
        for (wish, lines) in joint {
            for day in wish.schedule?.days ?? [scene.today] {
                let charge = node()
                capacity[source][charge] = wish.unitPrice.pence * wish.quantity
                for line in lines {
                    guard let period = scene.lines[line].allocation.index(of: day), let use = nodes[line][period] else {
                        continue
                    }
                    capacity[charge][use] = .max
                }
            }
        }
    }

    private mutating func node() -> Int {
        capacity.append([:])
        return capacity.count - 1
    }

    /// One node for the use of each period, and one for its money. Returns the first, by period.
    private mutating func add(_ line: PlanLine) -> [Int: Int] {
        let periods = line.allocation.periods
        let uses = periods.indices.map { _ in node() }
        let pots = periods.indices.map { _ in node() }
        for index in periods.indices {
            capacity[uses[index]][pots[index]] = .max
            capacity[pots[index]][sink] = line.allocation.amount(for: periods[index]).pence
            switch line.carry {
            case .none: break
            case .all: if index > 0 { capacity[pots[index]][pots[index - 1]] = .max }
            case .upTo(let most): if index > 0 { capacity[pots[index]][pots[index - 1]] = most.pence }
            case .periods(let count):
                for older in max(0, index - count)..<index { capacity[uses[index]][pots[older]] = .max }
            }
        }
        return Dictionary(uniqueKeysWithValues: zip(periods.indices, uses))
    }

    private func isEnough(_ joint: [(Wish, [Int])]) -> Bool {
        var flow = self
        while flow.augment() {}
        return flow.capacity[source].values.allSatisfy { $0 == 0 }
    }

    private mutating func augment() -> Bool {
        var before: [Int: Int] = [source: source]
        var queue = [source]
        var next = 0
        while next < queue.count, before[sink] == nil {
            for (node, left) in capacity[queue[next]] where left > 0 && before[node] == nil {
                before[node] = queue[next]
                queue.append(node)
            }
            next += 1
        }
        guard before[sink] != nil else { return false }
        var path: [(Int, Int)] = []
        var node = sink
        while node != source, let from = before[node] {
            path.append((from, node))
            node = from
        }
        let amount = path.map { capacity[$0][$1] ?? 0 }.min() ?? 0
        for (from, to) in path {
            if capacity[from][to] != .max { capacity[from][to, default: 0] -= amount }
            if capacity[to][from] != .max { capacity[to][from, default: 0] += amount }
        }
        return amount > 0
    }
}
