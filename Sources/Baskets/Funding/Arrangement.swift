import Plans
import Values

/// What pays for one wish.
struct Placement: Sendable {
    struct Portion: Sendable, Hashable {
        let line: Int
        let charge: Charge
    }

    /// The line that pays, or the first of several.
    let lead: Candidate
    let portions: [Portion]

    /// One line pays all of it.
    var isWhole: Bool { portions.map(\.charge) == lead.charges && portions.allSatisfy { $0.line == lead.line } }

    init(whole candidate: Candidate) {
        lead = candidate
        portions = candidate.charges.map { Portion(line: candidate.line, charge: $0) }
    }

    init(lead: Candidate, portions: [Portion]) {
        self.lead = lead
        self.portions = portions
    }
}

/// Finds one candidate for each of some wishes, so that all of them are paid at once: exact, by trying.
///
/// Wishes come in one order whatever the basket's, and each tries its candidates in the order of preference; so the
/// first arrangement found is the one in which the earliest wishes have their best lines. Emergency money is touched
/// only where there is no other way, and then for as few wishes as possible.
struct Arrangement {
    /// One thing to be paid.
    struct Item {
        /// Position among the wishes of the basket.
        let wish: Int
        /// Those that may pay, the best first.
        let candidates: [Candidate]

        var usesEmergency: Bool { candidates.contains { $0.isContingency } }
        var withoutEmergency: Item { Item(wish: wish, candidates: candidates.filter { !$0.isContingency }) }
    }

    /// How many steps one search may take before it gives up: beyond that the person is told that no way was found.
    static let stepsMaximum = 20_000
    /// From here on, dead ends are remembered and looked for ahead.
    private static let stepsEasy = 200

    private let items: [Item]
    private var till: Till
    private var chosen: [Int]
    private var steps = 0
    /// How many more wishes may be paid from emergency money.
    private var emergencies: Int
    private var deadEnds: Set<DeadEnd> = []

    private struct DeadEnd: Hashable {
        let depth: Int
        let emergencies: Int
        let state: Till.State
    }

    enum Answer {
        /// What pays each item.
        case found([Placement])
        case impossible
        case gaveUp
    }

    /// - Parameter splitting: several lines may pay one item together, where no whole arrangement is found.
    static func find(_ items: [Item], in till: Till, splitting: Bool) -> Answer {
        let usual = items.map(\.withoutEmergency)
        let isUsual = usual.allSatisfy { !$0.candidates.isEmpty }
        let first = isUsual ? pay(usual, in: till, splitting: splitting) : .impossible
        if case .found = first { return first }
        guard items.contains(where: \.usesEmergency) else { return first }
        let second = pay(items, in: till, splitting: splitting)
        if case .impossible = second { return first }
        return second
    }

    private static func pay(_ items: [Item], in till: Till, splitting: Bool) -> Answer {
        let answer = whole(items, in: till, emergencies: items.count)
        if case .found(let placed) = answer {
            // Fewer might do.
            let used = placed.count { $0.lead.isContingency }
            for fewer in 1..<max(1, used) {
                let better = whole(items, in: till, emergencies: fewer)
                if case .found = better { return better }
            }
            return answer
        }
        guard splitting else { return answer }
        let split = SplitArrangement.find(items, in: till)
        if case .impossible = split { return answer }
        return split
    }

    private static func whole(_ items: [Item], in till: Till, emergencies: Int) -> Answer {
        var search = Arrangement(items: items, till: till, emergencies: emergencies)
        if search.place(0) {
            return .found(zip(items, search.chosen).map { Placement(whole: $0.candidates[$1]) })
        }
        return search.steps > stepsMaximum ? .gaveUp : .impossible
    }

    private init(items: [Item], till: Till, emergencies: Int) {
        self.items = items
        self.till = till
        self.emergencies = emergencies
        chosen = Array(repeating: 0, count: items.count)
    }

    private mutating func place(_ depth: Int) -> Bool {
        guard depth < items.count else { return true }
        steps += 1
        guard steps <= Arrangement.stepsMaximum else { return false }
        let isHard = steps > Arrangement.stepsEasy
        if isHard, isHopeless(from: depth) { return false }
        let here = isHard ? DeadEnd(depth: depth, emergencies: emergencies, state: till.state) : nil
        if let here, deadEnds.contains(here) { return false }
        for (index, candidate) in items[depth].candidates.enumerated() where take(candidate) {
            chosen[depth] = index
            if place(depth + 1) { return true }
            giveBack(candidate)
        }
        if let here, steps <= Arrangement.stepsMaximum { deadEnds.insert(here) }
        return false
    }

    private mutating func take(_ candidate: Candidate) -> Bool {
        guard !candidate.isContingency || emergencies > 0, till.take(candidate) else { return false }
        if candidate.isContingency { emergencies -= 1 }
        return true
    }

    private mutating func giveBack(_ candidate: Candidate) {
        till.giveBack(candidate)
        if candidate.isContingency { emergencies += 1 }
    }

    /// Is there an item ahead that no line could pay even now?
    private func isHopeless(from depth: Int) -> Bool {
        items[depth...].contains { item in !item.candidates.contains { till.fits($0) } }
    }
}
