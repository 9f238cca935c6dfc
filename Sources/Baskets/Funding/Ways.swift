import Catalogue
import Plans
import Policies
import Values

/// The ways out of a verdict that is not simply "in your plan".
struct Ways {
    private let seen: Consideration
    private let facts: Facts
    /// What is left when everything that is covered has its money.
    private let till: Till

    init(_ seen: Consideration, _ facts: Facts, _ till: Till) {
        self.seen = seen
        self.facts = facts
        self.till = till
    }

    private var wish: Wish { seen.wish }

    /// Ways that depend on what is left: found before the wish itself takes what there is.
    func all(short candidate: Candidate) -> [WayForward] {
        var ways: [WayForward] = []
        if wish.isRepeated {
            let most = seen.candidates.map { timesThatFit($0) }.max() ?? 0
            if (1..<wish.times).contains(most) { ways.append(.fewerTimes(to: most)) }
        } else {
            let most = seen.candidates.map { quantityThatFits($0) }.max() ?? 0
            if (1..<wish.quantity).contains(most) { ways.append(.lowerQuantity(to: most)) }
        }
        let isOnlyTheLine = seen.reasons.allSatisfy { $0.severity < .refer }
        for other in seen.all where isOnlyTheLine && other.id != candidate.id && other.isClean && till.fits(other) {
            ways.append(.otherLine(other.id, title: facts.budget.lines[other.line].line.title))
        }
        if let wait = wait() { ways.append(wait) }
        return ways
    }

    /// Nothing but the size of the wish stands against the line, or against the wish.
    private func isOpen(_ candidate: Candidate) -> Bool {
        (candidate.reasons + seen.reasons).allSatisfy { reason in
            switch reason {
            case .overApprovalThreshold: true
            case .lineEnds, .reviewStopsRuns: wish.isRepeated
            case .policy(let rule): rule.isAboutTotal || reason.severity < .refer
            default: reason.severity < .refer
            }
        }
    }

    private func quantityThatFits(_ candidate: Candidate) -> Int {
        guard isOpen(candidate), wish.contribution == .zero, let charge = candidate.charges.first else { return 0 }
        var most = candidate.price.unit.unitsAffordable(with: till.left(candidate.line, on: charge.day)) ?? .max
        if charge.units > 0 { most = min(most, till.unitsLeft(candidate.line, on: charge.day)) }
        if let usual = candidate.standsInFor, usual.units > 0 {
            most = min(most, till.unitsLeft(usual.line, on: charge.day))
        }
        for (price, limit) in limits(candidate) { most = min(most, price.unitsAffordable(with: limit) ?? .max) }
        return most
    }

    private func timesThatFit(_ candidate: Candidate) -> Int {
        guard isOpen(candidate), let schedule = wish.schedule else { return 0 }
        var most = till.timesThatFit(candidate)
        for (price, limit) in limits(candidate) {
            most = min(most, price.times(wish.quantity).unitsAffordable(with: limit) ?? .max)
        }
        if let last = lastDelivery { most = min(most, schedule.days.count { $0 <= last }) }
        if seen.reasons.contains(where: { if case .reviewStopsRuns = $0 { true } else { false } }) {
            most = min(most, 1)
        }
        return most
    }

    /// Sums that one order line may not exceed without asking, each with the price of one unit that it counts.
    private func limits(_ candidate: Candidate) -> [(price: Money, limit: Money)] {
        var limits: [(Money, Money)] = []
        if let threshold = facts.budget.lines[candidate.line].line.approvalAbove {
            limits.append((candidate.price.unit, threshold))
        }
        for case .policy(let rule) in seen.reasons where rule.effect != .warn {
            if case .totalAbove(let threshold) = rule.condition { limits.append((wish.unitPrice, threshold)) }
        }
        return limits
    }

    /// R36: what is delivered later has to be asked for.
    private var lastDelivery: Day? { facts.plan?.span.last.adding(days: -facts.settings.endingDays) }

    /// The first day on which a line that is open to the wish will have enough.
    private func wait() -> WayForward? {
        guard wish.schedule == nil, seen.reasons.allSatisfy({ $0.severity < .refer }) else { return nil }
        var best: (day: Day, title: String)?
        for candidate in seen.candidates where candidate.isClean {
            guard let charge = candidate.charges.first, let day = firstDay(for: charge, candidate) else { continue }
            if best.map({ day < $0.day }) ?? true {
                best = (day, facts.budget.lines[candidate.line].line.title)
            }
        }
        return best.map { .waitUntil($0.day, title: $0.title) }
    }

    private func firstDay(for charge: Charge, _ candidate: Candidate) -> Day? {
        let allocation = facts.budget.lines[candidate.line].line.allocation
        guard var index = allocation.index(of: charge.day) else { return nil }
        while let period = allocation.period(at: index + 1) {
            index += 1
            let delivery = period.first.adding(days: wish.listing.terms.leadDays)
            if let lastDelivery, delivery > lastDelivery { return nil }
            if charge.amount <= till.left(candidate.line, on: period.first),
                charge.units <= till.unitsLeft(for: candidate, on: period.first)
            {
                return period.first
            }
        }
        return nil
    }

    /// All ways, in the order in which they are offered.
    func ordered(_ outcome: Verdict.Outcome, _ reasons: [Reason], found: [WayForward]) -> [WayForward] {
        let against = reasons.filter { $0.severity > .warn }
        guard !against.isEmpty else { return [] }
        var ways = found
        for reason in against {
            switch reason {
            case .quantityAboveMaximum(let most):
                if wish.quantity > most { ways.append(.lowerQuantity(to: most)) }
            case .quantityBelowMinimum(let least): ways.append(.raiseQuantity(to: least))
            case .weekFull(let week, let next):
                let earliest = facts.today.adding(days: wish.listing.terms.leadDays)
                if let next, next > week { ways.append(.startOn(max(next, earliest))) }
                ways.append(.lookForCheaper(category: wish.listing.terms.category))
            case .outOfStock(let left):
                let most = wish.isRepeated ? left / max(1, wish.quantity) : left
                if most > 0 { ways.append(wish.isRepeated ? .fewerTimes(to: most) : .lowerQuantity(to: most)) }
                ways.append(.lookForCheaper(category: wish.listing.terms.category))
            case .policy(let rule) where reason.severity == .block && wish.quantity > 0:
                if let fewer = underThreshold(of: rule) { ways.append(fewer) }
                ways.append(.lookForCheaper(category: wish.listing.terms.category))
            case .afterPlan(_, let last):
                let most = wish.schedule?.days.count { $0 <= last } ?? 0
                if most > 0 { ways.append(.fewerTimes(to: most)) }
            case .tooSoon(let earliest): ways.append(.startOn(earliest))
            case .supplierClosed(_, let day, let opens):
                let before = wish.schedule?.days.count { $0 < day } ?? 0
                if before > 0 { ways.append(.fewerTimes(to: before)) }
                if !wish.isRepeated { ways.append(.startOn(opens)) }
                ways.append(.lookForCheaper(category: wish.listing.terms.category))
            case .priceRose(_, let price): ways.append(.acceptPrice(price))
            case .overLine, .overPriceCeiling, .outOfReach, .supplierSuspended, .listingWithdrawn, .listingPaused,
                .policy, .supplierInsuranceEnded, .supplierCheckMissing, .supplierNotApproved,
                .supplierPapersEnded, .notFromSupplier, .household, .conflict:
                ways.append(.lookForCheaper(category: wish.listing.terms.category))
            default: break
            }
        }
        if outcome == .needsApproval { ways.append(.askForApproval) }
        if outcome == .notAllowed { ways.append(.remove) }
        if let plan = facts.plan { ways.append(.talkToCoordinator(plan.coordinator)) }
        return smallest(ways)
    }

    /// How much of it stays below a sum that is not allowed at all.
    private func underThreshold(of rule: PolicyRule) -> WayForward? {
        guard case .totalAbove(let threshold) = rule.condition else { return nil }
        let each = wish.isRepeated ? wish.unitPrice.times(wish.quantity) : wish.unitPrice
        guard let most = each.unitsAffordable(with: threshold), most > 0 else { return nil }
        return wish.isRepeated ? .fewerTimes(to: most) : .lowerQuantity(to: most)
    }

    /// Each way once; of two sizes the smaller, because it has to fit in every respect.
    private func smallest(_ ways: [WayForward]) -> [WayForward] {
        let quantity = ways.compactMap { if case .lowerQuantity(let most) = $0 { most } else { nil } }.min()
        let times = ways.compactMap { if case .fewerTimes(let most) = $0 { most } else { nil } }.min()
        var seen: Set<WayForward> = []
        return ways.filter { way in
            switch way {
            case .lowerQuantity(let most) where most != quantity: false
            case .fewerTimes(let most) where most != times: false
            default: seen.insert(way).inserted
            }
        }
    }
}

extension PolicyRule {
    /// Does buying less of it help?
    fileprivate var isAboutTotal: Bool { if case .totalAbove = condition { true } else { false } }
}
