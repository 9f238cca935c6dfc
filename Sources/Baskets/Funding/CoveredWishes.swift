import Plans
import Values

/// Which wishes of a basket are paid in full, and by which lines.
///
/// If everything can be paid at once, everything is. If not, wishes that compete for the same lines are taken in one
/// fixed order, the cheapest first, up to the first that cannot be paid together with those before it. So what is
/// covered stays covered when something else is taken out, and the order of the basket makes no difference.
struct CoveredWishes {
    /// What pays each covered wish, by the wish's position.
    private(set) var placed: [Int: Placement] = [:]
    private let till: Till
    private let splitting: Bool

    /// - Parameter items: in the fixed order.
    init(_ items: [Arrangement.Item], in till: Till, splitting: Bool) {
        self.till = till
        self.splitting = splitting
        // Of one thing alone it is the same question.
        let possible = items.count == 1 ? items : items.filter { arrangement(of: [$0]) != nil }
        if let all = arrangement(of: possible) {
            placed = all
            return
        }
        guard items.count > 1 else { return }
        let (contested, ample) = CoveredWishes.withoutAmple(possible, in: till)
        let proof = ample.merging(inOrder(contested)) { first, _ in first }
        // All covered wishes together have a best arrangement of their own; where finding it would take too long, the
        // one that proved them covered stands.
        placed = arrangement(of: possible.filter { proof[$0.wish] != nil }) ?? proof
    }

    private func arrangement(of items: [Arrangement.Item]) -> [Int: Placement]? {
        guard case .found(let chosen) = Arrangement.find(items, in: till, splitting: splitting) else { return nil }
        return Dictionary(uniqueKeysWithValues: zip(items.map(\.wish), chosen))
    }

    /// Lines that have enough for everything that could ever be asked of them settle their wishes; that may leave
    /// enough for all on the next line. What remains is contested.
    private static func withoutAmple(
        _ items: [Arrangement.Item], in till: Till
    ) -> (contested: [Arrangement.Item], settled: [Int: Placement]) {
        var contested = items
        var settled: [Int: Placement] = [:]
        var isChanged = true
        while isChanged {
            isChanged = false
            for line in Set(contested.flatMap { $0.candidates.map(\.line) }).sorted() {
                let here = contested.compactMap { item in
                    item.candidates.first { $0.line == line }.map { (item.wish, $0) }
                }
                var trial = till
                // Emergency money that counts on another line is not by itself.
                guard !here.isEmpty, here.allSatisfy({ $0.1.standsInFor == nil && trial.take($0.1) })
                else { continue }
                for (wish, candidate) in here { settled[wish] = Placement(whole: candidate) }
                let wishes = Set(here.map(\.0))
                contested.removeAll { wishes.contains($0.wish) }
                isChanged = true
            }
        }
        return (contested, settled)
    }

    /// Wishes that share lines, directly or through each other.
    private struct Rivals {
        var lines: Set<Int>
        var items: [Arrangement.Item] = []
        var placed: [Int: Placement] = [:]
        /// One could not be paid with those before it: nothing more is taken in.
        var isFull = false

        mutating func join(_ other: Rivals) {
            lines.formUnion(other.lines)
            items += other.items
            placed.merge(other.placed) { first, _ in first }
            isFull = isFull || other.isFull
        }
    }

    /// Goes through the wishes in their order. Each meets only those before it: what comes later takes nothing from it.
    private func inOrder(_ items: [Arrangement.Item]) -> [Int: Placement] {
        var all: [Rivals] = []
        for item in items {
            var rivals = Rivals(lines: Set(item.candidates.map(\.line)))
            let meets = { (other: Rivals) in !other.lines.isDisjoint(with: item.candidates.map(\.line)) }
            for other in all.filter(meets) { rivals.join(other) }
            all.removeAll(where: meets)
            rivals.items.append(item)
            if !rivals.isFull, let placed = arrangement(of: rivals.items) {
                rivals.placed = placed
            } else {
                rivals.isFull = true
            }
            all.append(rivals)
        }
        return all.reduce(into: [:]) { $0.merge($1.placed) { first, _ in first } }
    }
}
