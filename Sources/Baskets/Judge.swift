import Catalogue
import Plans
import Values

/// Judges wishes one after the other, so that the second knows what the first has used up.
///
/// Pure: the same facts and wishes give the same judgement. No clock, no storage, no floating point.
package struct Judge {
    private let facts: Facts
    private var left: [PlanLine.ID: Money]

    private init(_ facts: Facts) {
        self.facts = facts
        left = Dictionary(
            facts.budget.lines.map { ($0.line.id, $0.available) }, uniquingKeysWith: { first, _ in first })
    }

    /// The verdict on every wish and on all of them together.
    package static func judge(_ wishes: [Wish], given facts: Facts) -> Judgement {
        var judge = Judge(facts)
        let verdicts = wishes.map { judge.verdict(on: $0) }
        return Judgement(
            verdicts: verdicts, reasons: judge.reasons(aboutAll: verdicts), effects: judge.effects())
    }

    private mutating func verdict(on wish: Wish) -> Verdict {
        var reasons = Rule.all.compactMap { $0.judge(wish, facts) }
        var funding: Funding?
        if !reasons.contains(where: { $0.severity == .block }) {
            let (found, against) = fund(wish)
            funding = found
            reasons += against
        }
        let outcome: Verdict.Outcome =
            switch reasons.map(\.severity).max() {
            case nil: .inPlan
            case .refer: .needsApproval
            case .block: .notAllowed
            }
        return Verdict(
            wish: wish, outcome: outcome, reasons: reasons, funding: funding,
            waysForward: waysForward(for: wish, reasons: reasons))
    }

    /// The line that names the category most closely pays; among equals the one whose period ends first, so that
    /// money is used before it lapses. A line that has enough goes before one that has not.
    private mutating func fund(_ wish: Wish) -> (Funding, [Reason]) {
        let candidates = candidates(for: wish)
        guard let first = candidates.first else {
            let title = facts.categories[wish.listing.terms.category]?.title ?? wish.listing.terms.category.text
            return (.extra, [.notInPlan(category: title)])
        }
        guard let chosen = candidates.first(where: { left($0) >= wish.total }) else {
            let over = Reason.overLine(title: first.line.title, left: left(first), last: first.period.last)
            return (.extra, [over] + limits(of: first.line, on: wish))
        }
        let before = left(chosen)
        left[chosen.line.id] = before - wish.total
        let funding = Funding.line(
            chosen.line.id, title: chosen.line.title, before: before, after: before - wish.total,
            last: chosen.period.last)
        return (funding, limits(of: chosen.line, on: wish))
    }

    private func left(_ budget: LineBudget) -> Money { left[budget.line.id] ?? .zero }

    private func candidates(for wish: Wish) -> [LineBudget] {
        let category = wish.listing.terms.category
        return facts.budget.lines
            .compactMap { budget in
                budget.line.closeness(to: category, in: facts.categories).map { (closeness: $0, budget: budget) }
            }
            .sorted { left, right in
                (left.closeness, left.budget.period.last, left.budget.line.id)
                    < (right.closeness, right.budget.period.last, right.budget.line.id)
            }
            .map(\.budget)
    }

    /// R12 and R14: what the line itself sets as limits.
    private func limits(of line: PlanLine, on wish: Wish) -> [Reason] {
        var reasons: [Reason] = []
        if let ceiling = line.priceCeiling, wish.unitPrice > ceiling {
            reasons.append(.overPriceCeiling(ceiling: ceiling, title: line.title))
        }
        if let threshold = line.approvalAbove, wish.total > threshold {
            reasons.append(.overApprovalThreshold(threshold: threshold, title: line.title))
        }
        return reasons
    }

    /// R29: the largest order this person may sign.
    private func reasons(aboutAll verdicts: [Verdict]) -> [Reason] {
        guard let limit = facts.authority?.signLimit, verdicts.map(\.wish.total).total > limit else { return [] }
        return [.overSigningLimit(limit)]
    }

    private func effects() -> [Judgement.LineEffect] {
        facts.budget.lines.compactMap { budget in
            guard let after = left[budget.line.id], after != budget.available else { return nil }
            return Judgement.LineEffect(
                line: budget.line.id, title: budget.line.title, before: budget.available, after: after,
                last: budget.period.last)
        }
    }

    private func waysForward(for wish: Wish, reasons: [Reason]) -> [WayForward] {
        guard !reasons.isEmpty else { return [] }
        var ways: [WayForward] = []
        for reason in reasons {
            switch reason {
            case .overLine(_, let left, _):
                if let fits = wish.unitPrice.unitsAffordable(with: left), (1..<wish.quantity).contains(fits) {
                    ways.append(.lowerQuantity(to: fits))
                }
                ways.append(.lookForCheaper(category: wish.listing.terms.category))
            case .quantityAboveMaximum(let maximum):
                if wish.quantity > maximum { ways.append(.lowerQuantity(to: maximum)) }
            case .priceRose(_, let price): ways.append(.acceptPrice(price))
            case .overPriceCeiling, .outOfReach, .supplierSuspended, .listingWithdrawn, .supplierInsuranceEnded,
                .supplierCheckMissing:
                ways.append(.lookForCheaper(category: wish.listing.terms.category))
            default: break
            }
        }
        if !reasons.contains(where: { $0.severity == .block }) { ways.append(.askForApproval) }
        if reasons.contains(where: { $0.severity == .block }) { ways.append(.remove) }
        if let plan = facts.plan { ways.append(.talkToCoordinator(plan.coordinator)) }
        var seen: Set<WayForward> = []
        return ways.filter { seen.insert($0).inserted }
    }
}
