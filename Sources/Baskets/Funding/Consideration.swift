import Catalogue
import Identity
import Plans
import Values

/// A wish with everything that can be said about it before the rest of the basket is looked at.
struct Consideration: Sendable {
    let wish: Wish
    /// Found by the rules about the wish itself.
    let reasons: [Reason]
    /// The lines that cover it, the best first.
    let all: [Candidate]
    /// The same, or only the one that the person chose.
    let candidates: [Candidate]
    /// The budget that extra money would go to, with the price that it would pay.
    let extra: Candidate?

    init(_ wish: Wish, _ facts: Facts) {
        self.wish = wish
        reasons = Rule.wishRules.flatMap { $0(wish, facts) }
        let isBlocked = reasons.contains { $0.severity == .block }
        let all = isBlocked ? [] : Consideration.candidates(for: wish, facts)
        let chosen = all.filter { $0.id == wish.choice }
        self.all = all
        candidates = chosen.isEmpty ? all : chosen
        extra = isBlocked || !candidates.isEmpty ? nil : Consideration.extra(for: wish, facts)
    }

    var isBlocked: Bool { reasons.contains { $0.severity == .block } }

    /// Those that may pay without anybody being asked.
    var clean: [Candidate] { candidates.filter(\.isClean) }

    /// Those that may pay: without asking, or else with.
    var payers: [Candidate] {
        let clean = clean
        return clean.isEmpty ? candidates.filter { $0.severity == .refer } : clean
    }

    /// Somebody decides, whatever money there is.
    var isAsked: Bool { reasons.contains { $0.severity == .refer } || clean.isEmpty }

    func item(at position: Int) -> Arrangement.Item? {
        let payers = payers
        return payers.isEmpty ? nil : Arrangement.Item(wish: position, candidates: payers)
    }

    /// One order for the wishes of a basket, whatever order they were put in: what need not be asked before what has to
    /// be, then the cheapest first.
    func comes(before other: Consideration) -> Bool { key.lexicographicallyPrecedes(other.key) }

    private var key: [Key] {
        let least = payers.map(\.total).min() ?? wish.total
        return [
            .number(isAsked ? 1 : 0), .number(least.pence), .number(wish.quantity), .number(wish.times),
            .text(wish.listing.id.text), .number(wish.schedule?.first.number ?? 0),
            .text(wish.schedule?.every.rawValue ?? ""), .text(wish.choice?.text ?? ""),
            .number(wish.contribution.pence), .number(wish.priceSeen.pence),
        ]
    }

    private enum Key: Comparable {
        case number(Int)
        case text(String)
    }

    // MARK: Candidates

    private static func candidates(for wish: Wish, _ facts: Facts) -> [Candidate] {
        var named: [(position: Int, closeness: Int)] = []
        for (position, budget) in facts.budget.lines.enumerated() {
            guard let closeness = budget.line.closeness(to: wish.listing, in: facts.categories) else { continue }
            named.append((position, closeness))
        }
        guard !named.isEmpty else { return [] }
        let exclusive = named.filter { facts.budget.lines[$0.position].line.isExclusive }
        var found = (exclusive.isEmpty ? named : exclusive)
            .map { candidate(wish, $0.position, closeness: $0.closeness, facts) }
        // Emergency money is for when the usual money is short, not a way round what was agreed about a line.
        let clean = found.filter(\.isClean).sorted { Candidate.comes($0, before: $1) }
        if let first = clean.first {
            // Nor round hours or numbers: where every usual line counts them, the closest goes on counting.
            let counts = clean.allSatisfy { facts.budget.lines[$0.line].line.cap != nil }
            found += emergency(wish, facts, counting: counts ? first : nil)
        }
        return found.sorted { Candidate.comes($0, before: $1) }
    }

    /// Emergency money may be used for what another line covers, and only for what it names, where it names something.
    private static func emergency(_ wish: Wish, _ facts: Facts, counting usual: Candidate?) -> [Candidate] {
        facts.budget.lines.enumerated().compactMap { position, budget in
            let line = budget.line
            guard line.kind == .contingency else { return nil }
            let closeness = line.covers.closeness(
                to: wish.listing.id, of: wish.supplier.id, in: wish.listing.terms.category, facts.categories)
            guard line.covers.isEmpty || closeness != nil else { return nil }
            return candidate(wish, position, closeness: closeness ?? .max, counting: usual, facts)
        }
    }

    private static func candidate(
        _ wish: Wish, _ position: Int, closeness: Int, counting usual: Candidate? = nil, _ facts: Facts
    ) -> Candidate {
        let funds = facts.budget.lines[position]
        let budget = facts.plan?[budget: funds.line.budget] ?? fallback
        let price = Price(of: wish.listing, from: budget, facts)
        let reasons = Rule.budgetRules.flatMap { $0(wish, budget, facts) }
            + Rule.lineRules.flatMap { $0(wish, funds.line, facts, price.unit) }
        return Candidate(
            line: position, standsInFor: usual.map { ($0.line, $0.charges.first?.units ?? 0) }, closeness: closeness,
            isContingency: funds.line.kind == .contingency, price: price,
            charges: Candidate.charges(wish, price: price.unit, today: facts.today, cap: funds.line.cap),
            reasons: reasons, last: funds.period.last, id: funds.line.id)
    }

    /// Extra money comes under the rules of the budget that keeps the line for extras.
    private static func extra(for wish: Wish, _ facts: Facts) -> Candidate? {
        guard let plan = facts.plan,
            let budget = plan.extras.flatMap({ plan[budget: $0.budget] }) ?? plan.budgets.first
        else { return nil }
        let price = Price(of: wish.listing, from: budget, facts)
        return Candidate(
            line: -1, standsInFor: nil, closeness: .max, isContingency: false, price: price,
            charges: Candidate.charges(wish, price: price.unit, today: facts.today),
            reasons: Rule.budgetRules.flatMap { $0(wish, budget, facts) }, last: plan.span.last,
            id: plan.extras?.id ?? PlanLine.ID(""))
    }

    /// Only for a plan whose line names a budget that it does not have: a page must open all the same.
    private static let fallback = PlanBudget(title: "", eligibility: .localOffer, management: .notional)
}
