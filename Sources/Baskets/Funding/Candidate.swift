import Plans
import Values

/// A plan line that could pay for a wish, with what it would have to pay, and what stands against it.
struct Candidate: Sendable {
    /// Position in the budget.
    let line: Int
    /// The usual line that emergency money stands in for, where that line counts hours or numbers: they are counted on.
    let standsInFor: (line: Int, units: Int)?
    let closeness: Int
    let isContingency: Bool
    let price: Price
    let charges: [Charge]
    /// Found by the rules about the line and its budget.
    let reasons: [Reason]
    /// The last day of the line's current period, for preferring money that lapses first.
    let last: Day
    let id: PlanLine.ID

    var severity: Severity? { reasons.map(\.severity).max() }
    /// May pay without anybody being asked.
    var isClean: Bool { severity.map { $0 < .refer } ?? true }
    var total: Money { charges.map(\.amount).total }

    /// The closest first; of equals the one whose period ends first; emergency money last.
    static func comes(_ left: Candidate, before right: Candidate) -> Bool {
        (left.isContingency ? 1 : 0, left.closeness, left.last, left.id)
            < (right.isContingency ? 1 : 0, right.closeness, right.last, right.id)
    }
}

/// What is paid on one day.
struct Charge: Sendable, Hashable {
    let day: Day
    let amount: Money
    /// How many units count towards the line's cap.
    let units: Int
}

extension Candidate {
    /// What a wish costs on each of its days. Units count where the line's cap counts them.
    static func charges(_ wish: Wish, price: Money, today: Day, cap: UsageCap? = nil) -> [Charge] {
        let units = cap.map { $0.counts(wish.listing.terms.unit) } ?? false ? wish.quantity : 0
        let contribution = wish.isRepeated ? .zero : wish.contribution
        let amount = max(.zero, price.times(wish.quantity) - contribution)
        return (wish.schedule?.days ?? [today]).map { Charge(day: $0, amount: amount, units: units) }
    }
}
