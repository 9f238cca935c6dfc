import Plans
import Values

/// Hands out the money of a basket: to what is covered first, then to what has to be asked for, as far as it goes.
struct Funds {
    let facts: Facts
    let seen: [Consideration]
    private let before: Till
    private(set) var till: Till
    private var asked: [Int: Asked] = [:]
    private let covered: CoveredWishes

    /// What became of a wish that is not simply covered.
    private struct Asked {
        var reasons: [Reason]
        var placement: Placement?
        var extra = Money.zero
        var ways: [WayForward] = []
    }

    init(_ facts: Facts, till: Till, seen: [Consideration], covered: CoveredWishes) {
        self.facts = facts
        self.seen = seen
        before = till
        self.till = till
        self.covered = covered
        for placement in covered.placed.values { take(placement) }
    }

    /// Lines that pay only a part limit no units.
    private mutating func take(_ placement: Placement) {
        if placement.isWhole {
            _ = till.take(placement.lead)
            return
        }
        for portion in placement.portions {
            _ = till.take(portion.charge.amount, from: portion.line, on: portion.charge.day)
        }
    }

    private func giveBack(_ placement: Placement, to till: inout Till) {
        if placement.isWhole {
            till.giveBack(placement.lead)
            return
        }
        for portion in placement.portions {
            till.giveBack(portion.charge.amount, to: portion.line, on: portion.charge.day)
        }
    }

    /// Finds out what happens to a wish that is not covered; covered and blocked ones need nothing.
    mutating func ask(_ position: Int) {
        let wish = seen[position]
        guard covered.placed[position] == nil, !wish.isBlocked else { return }
        guard let candidate = best(of: wish) else {
            askForExtra(position)
            return
        }
        var answer = Asked(reasons: candidate.reasons)
        answer.ways = Ways(wish, facts, till).all(short: candidate)
        if candidate.severity != .block { pay(wish, by: candidate, &answer) }
        asked[position] = answer
    }

    /// The line with the least against it; of equals one that has enough, then one that has something, then the best.
    private func best(of wish: Consideration) -> Candidate? {
        let open = wish.payers.isEmpty ? wish.candidates : wish.payers
        let enough = open.first { till.fits($0) } ?? open.first { hasMoney(for: $0) }
        return enough ?? open.first { till.left($0.line, on: $0.charges[0].day).isPositive } ?? open.first
    }

    private func hasMoney(for candidate: Candidate) -> Bool {
        var till = till
        return candidate.charges.allSatisfy { till.take($0.amount, from: candidate.line, on: $0.day) }
    }

    private mutating func askForExtra(_ position: Int) {
        let wish = seen[position].wish
        let title = facts.categories[wish.listing.terms.category]?.title ?? wish.listing.terms.category.text
        let against = seen[position].extra?.reasons ?? []
        var answer = Asked(reasons: [.notInPlan(category: title)] + against)
        answer.extra = seen[position].extra?.total ?? wish.total
        asked[position] = answer
    }

    private mutating func pay(_ wish: Consideration, by candidate: Candidate, _ answer: inout Asked) {
        if till.take(candidate) {
            // There is money for it, but none was found for all that come before it in the fixed order as well. Were it
            // simply paid, taking out one of those could turn it into a request.
            answer.placement = Placement(whole: candidate)
            if !wish.isAsked { answer.reasons.append(.tooManyWays) }
            return
        }
        let title = facts.budget.lines[candidate.line].line.title
        if wish.wish.isRepeated {
            let fits = till.timesThatFit(candidate)
            answer.reasons.append(.runDoesNotFit(title: title, fits: fits, of: wish.wish.times))
            return
        }
        answer.reasons += shortOf(candidate, title: title)
        let charge = candidate.charges[0]
        let part = min(charge.amount, till.left(candidate.line, on: charge.day))
        answer.extra = charge.amount - part
        guard part.isPositive, till.take(part, from: candidate.line, on: charge.day) else { return }
        let portion = Placement.Portion(
            line: candidate.line, charge: Charge(day: charge.day, amount: part, units: charge.units))
        answer.placement = Placement(lead: candidate, portions: [portion])
    }

    /// What is short: units, money or both.
    private func shortOf(_ candidate: Candidate, title: String) -> [Reason] {
        let (line, charge) = (facts.budget.lines[candidate.line], candidate.charges[0])
        let last = line.line.allocation.period(containing: charge.day)?.last ?? candidate.last
        var reasons: [Reason] = []
        let units = till.unitsLeft(candidate.line, on: charge.day)
        if let cap = line.line.cap, charge.units > units {
            reasons.append(.overCap(title: title, cap: cap, left: units, last: last))
        }
        let left = till.left(candidate.line, on: charge.day)
        if charge.amount > left {
            reasons.append(.overLine(title: title, left: left, last: last, short: charge.amount - left))
        }
        if let usual = candidate.standsInFor.flatMap({ overCap(standingFor: $0, on: charge.day) }) {
            reasons.append(usual)
        }
        // It was not covered: whatever the cause, somebody is asked.
        return reasons.isEmpty ? [.tooManyWays] : reasons
    }

    /// The cap of the line that emergency money stands in for.
    private func overCap(standingFor usual: (line: Int, units: Int), on day: Day) -> Reason? {
        let line = facts.budget.lines[usual.line].line
        let left = till.unitsLeft(usual.line, on: day)
        guard usual.units > left, let cap = line.cap, let period = line.allocation.period(containing: day)
        else { return nil }
        return .overCap(title: line.title, cap: cap, left: left, last: period.last)
    }

    // MARK: Verdicts

    func verdict(of position: Int) -> Verdict {
        let wish = seen[position]
        let answer = asked[position]
        let placement = covered.placed[position]
        var reasons = wish.reasons + (placement?.lead.reasons ?? []) + (answer?.reasons ?? [])
        for line in Set((placement ?? answer?.placement)?.portions.map(\.line) ?? []).sorted()
        where facts.budget.lines[line].line.kind == .contingency {
            reasons.append(.usesContingency(title: facts.budget.lines[line].line.title))
        }
        let severity = reasons.map(\.severity).max()
        let outcome: Verdict.Outcome =
            switch severity {
            case nil, .warn: .inPlan
            case .refer: .needsApproval
            case .block: .notAllowed
            }
        let ways = Ways(wish, facts, till).ordered(outcome, reasons, found: answer?.ways ?? waysRoundLine(position))
        return Verdict(
            wish: wish.wish, outcome: outcome, reasons: unique(reasons),
            funding: outcome == .notAllowed ? nil : funding(of: position), waysForward: ways,
            showsBalances: facts.showsBalances)
    }

    /// For what a line can pay, but not without asking.
    private func waysRoundLine(_ position: Int) -> [WayForward] {
        guard let placement = covered.placed[position], seen[position].isAsked else { return [] }
        var till = till
        giveBack(placement, to: &till)
        return Ways(seen[position], facts, till).all(short: placement.lead)
    }

    private func unique(_ reasons: [Reason]) -> [Reason] {
        var seen: Set<Reason> = []
        return reasons.filter { seen.insert($0).inserted }
    }

    private func funding(of position: Int) -> Funding? {
        let wish = seen[position]
        let answer = asked[position]
        let placement = covered.placed[position] ?? answer?.placement
        guard let lead = placement?.lead ?? best(of: wish) ?? wish.extra else { return nil }
        let budget = lead.line >= 0 ? facts.budget.lines[lead.line].line.budget : extraBudget
        return Funding(
            sources: placement.map { sources($0, quantity: wish.wish.quantity) } ?? [],
            counts: placement.map { counts($0) } ?? [],
            extra: answer?.extra ?? .zero, budget: budget,
            unitPrice: lead.price.unit, isRelieved: lead.price.isRelieved, contribution: wish.wish.contribution,
            choice: choice(wish, placement), others: others(wish, than: lead))
    }

    private var extraBudget: PlanBudget.ID {
        facts.plan?.extras?.budget ?? facts.plan?.budgets.first?.id ?? PlanBudget.first
    }

    private func others(_ wish: Consideration, than lead: Candidate) -> [Funding.Other] {
        wish.all.filter { $0.id != lead.id && $0.severity != .block }
            .map { .init(line: $0.id, title: facts.budget.lines[$0.line].line.title) }
    }

    private func choice(_ wish: Consideration, _ placement: Placement?) -> Funding.Choice {
        guard let placement else { return .only }
        let lead = placement.lead
        if Set(placement.portions.map(\.line)).count > 1 { return .split }
        if wish.wish.choice == lead.id { return .chosen }
        if lead.isContingency { return .contingency }
        guard wish.all.count > 1, let first = wish.payers.first else { return .only }
        if first.id != lead.id { return .othersShort }
        return wish.payers.dropFirst().contains { $0.closeness == lead.closeness && !$0.isContingency }
            ? .endsFirst : .closest
    }

    /// Hours or numbers on the line that emergency money stands in for, by its periods.
    private func counts(_ placement: Placement) -> [Funding.Count] {
        guard let usual = placement.lead.standsInFor, usual.units > 0 else { return [] }
        let line = facts.budget.lines[usual.line].line
        let periods = placement.lead.charges.compactMap { line.allocation.period(containing: $0.day) }
        return Set(periods).sorted { $0.first < $1.first }.map { period in
            .init(line: line.id, period: period, units: usual.units * periods.count { $0 == period })
        }
    }

    /// One source for each line and period.
    private func sources(_ placement: Placement, quantity: Int) -> [Funding.Source] {
        struct Key: Hashable {
            let line: Int
            let period: Period
        }
        var sums: [Key: Money] = [:]
        var units: [Key: Int] = [:]
        for portion in placement.portions {
            let allocation = facts.budget.lines[portion.line].line.allocation
            guard let period = allocation.period(containing: portion.charge.day) else { continue }
            let key = Key(line: portion.line, period: period)
            sums[key, default: .zero] += portion.charge.amount
            units[key, default: 0] += quantity
        }
        return sums.sorted { ($0.key.period.first, $0.key.line) < ($1.key.period.first, $1.key.line) }.map { key, sum in
            let line = facts.budget.lines[key.line].line
            let day = max(key.period.first, facts.budget.lines[key.line].period.first)
            return Funding.Source(
                line: line.id, budget: line.budget, title: line.title, period: key.period, amount: sum,
                units: units[key] ?? 0,
                before: before.left(key.line, on: day), after: till.left(key.line, on: day))
        }
    }

    /// What the basket does to each line in its current period.
    var effects: [Judgement.LineEffect] {
        facts.budget.lines.indices.compactMap { position in
            let budget = facts.budget.lines[position]
            let (was, becomes) = (budget.left, till.left(position, on: budget.period.first))
            guard was != becomes else { return nil }
            return .init(
                line: budget.line.id, title: budget.line.title, before: was, after: becomes, last: budget.period.last)
        }
    }
}
