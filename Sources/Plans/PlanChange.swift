import Catalogue
import Values

/// What a new version of a plan does to the money of the version before it.
///
/// A line keeps its identifier and its calendar, and so its money. An amount that changes counts for the whole of the
/// current period at once: a rise gives the difference, a cut takes back only what is free.
package struct PlanChange: Sendable, Hashable {
    /// The lines of the new version in its order, then the removed ones in the order of the old version.
    package let lines: [LineChange]
    /// The first day on which the new version counts.
    package let day: Day
    /// Days of notice that the version before promised; nought where there was none.
    package let noticeDays: Int

    /// - Parameter old: nil for the first plan of a person.
    package init(from old: Plan?, to new: Plan, on day: Day) {
        let known = Dictionary(
            (old?.lines ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let kept = Set(new.lines.map(\.id))
        let removed = (old?.lines ?? []).filter { !kept.contains($0.id) }
        lines =
            new.lines.map { LineChange(from: known[$0.id], to: $0, on: day) }
            + removed.map { LineChange(from: $0, on: day) }
        self.day = day
        noticeDays = old?.narrative.noticeDays ?? 0
    }

    package subscript(line id: PlanLine.ID) -> LineChange? { lines.first { $0.line == id } }

    /// Is less given than before? Then notice, a reason and the right to a review apply (reference, A7).
    package var isCut: Bool { lines.contains(where: \.isCut) }

    /// The first day on which the change may take effect when people are told on this day.
    package func earliestEffect(told day: Day) -> Day { isCut ? day.adding(days: noticeDays) : day }

    /// What no version may do to a line that is there already, by field. The money of a line is kept by its periods,
    /// and by what it is for: with other ones it is another line, which needs its own identifier.
    package static func problems(from old: Plan?, to new: Plan) -> FieldProblems {
        var problems = FieldProblems()
        for line in new.lines {
            let field = "lines.\(line.id).allocation"
            guard let before = old?[line: line.id] else {
                if old != nil, line.kind != .extras, line.allocation.span.first < new.takesEffect {
                    problems.add(
                        field,
                        "“\(line.title)” must not begin before \(new.takesEffect.words), when this version counts")
                }
                continue
            }
            if before.allocation.every != line.allocation.every {
                problems.add(
                    field,
                    "“\(line.title)” gives money \(before.allocation.every.words) and cannot change to "
                        + "\(line.allocation.every.words): end it and add a new line")
            }
            if before.allocation.span.first != line.allocation.span.first {
                problems.add(
                    field,
                    "“\(line.title)” began on \(before.allocation.span.first.words) and cannot begin on another day: "
                        + "end it and add a new line")
            }
            if before.kind != line.kind {
                problems.add(
                    field, "“\(line.title)” cannot change what kind of line it is: end it and add a new line")
            }
        }
        return problems
    }
}

/// What a new version does to one line.
package struct LineChange: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case added, removed
        /// Gives more from now on.
        case raised
        /// Gives less from now on, or ends earlier.
        case cut
        /// Something else about it is different.
        case changed
        case unchanged
    }

    package enum Aspect: String, Sendable, CaseIterable {
        case title, kind, budget, amount, rhythm, dates, covers, limits, exclusive, outcomes, carry, cap, ceiling
        /// Above which approval is needed.
        case threshold
    }

    package let line: PlanLine.ID
    /// As it is now; of a removed line, as it was.
    package let title: String
    package let kind: Kind
    /// Nil for an added line.
    package let old: PlanLine?
    /// Nil for a removed line.
    package let new: PlanLine?
    /// What the line gives from the current period on, that whole period included; nought where there is no line.
    package let oldRemaining: Money
    package let newRemaining: Money
    /// What changes for the current period at once; below nought where money is taken back, as far as it is free.
    package let atOnce: Money
    /// In the order of `Aspect.allCases`; empty for added and removed lines.
    package let whatChanged: [Aspect]
    /// Gives less over the remaining time, or ends earlier. A line that had ended already takes nothing away.
    package let isCut: Bool

    /// Over the whole plan.
    package var oldTotal: Money { old?.allocation.total ?? .zero }
    package var newTotal: Money { new?.allocation.total ?? .zero }
    /// What the line gives more from the current period on; below nought where it gives less.
    package var difference: Money { newRemaining - oldRemaining }
    /// In one whole period.
    package var oldPeriod: Money { old?.allocation.amount ?? .zero }
    package var newPeriod: Money { new?.allocation.amount ?? .zero }

    init(from old: PlanLine?, to new: PlanLine, on day: Day) {
        self.init(old, new, id: new.id, title: new.title, on: day)
    }

    /// The line is removed.
    init(from old: PlanLine, on day: Day) {
        self.init(old, nil, id: old.id, title: old.title, on: day)
    }

    private init(_ old: PlanLine?, _ new: PlanLine?, id: PlanLine.ID, title: String, on day: Day) {
        line = id
        self.title = title
        self.old = old
        self.new = new
        oldRemaining = old?.allocation.remaining(from: day) ?? .zero
        newRemaining = new?.allocation.remaining(from: day) ?? .zero
        atOnce = (new?.allocation.given(on: day) ?? .zero) - (old?.allocation.given(on: day) ?? .zero)
        if let old, let new {
            whatChanged = Aspect.allCases.filter { $0.differs(old, new) }
        } else {
            whatChanged = []
        }
        let runs = old.map { day <= $0.allocation.span.last } ?? false
        let endsEarlier = old.map { before in
            new.map { $0.allocation.span.last < before.allocation.span.last } ?? before.allocation.amount.isPositive
        }
        isCut = runs && (newRemaining < oldRemaining || endsEarlier ?? false)
        kind =
            switch (old, new) {
            case (nil, _): .added
            case (_, nil): .removed
            case _ where isCut: .cut
            case _ where newRemaining > oldRemaining: .raised
            case _ where !whatChanged.isEmpty: .changed
            default: .unchanged
            }
    }
}

extension LineChange.Aspect {
    fileprivate func differs(_ old: PlanLine, _ new: PlanLine) -> Bool {
        switch self {
        case .title: old.title != new.title
        case .kind: old.kind != new.kind
        case .budget: old.budget != new.budget
        case .amount: old.allocation.amount != new.allocation.amount
        case .rhythm: old.allocation.every != new.allocation.every
        case .dates: old.allocation.span != new.allocation.span
        case .covers: old.covers.isOther(than: new.covers)
        case .limits: old.limits.isOther(than: new.limits)
        case .exclusive: old.isExclusive != new.isExclusive
        case .outcomes: Set(old.outcomes) != Set(new.outcomes)
        case .carry: old.carry != new.carry
        case .cap: old.cap != new.cap
        case .ceiling: old.priceCeiling != new.priceCeiling
        case .threshold: old.approvalAbove != new.approvalAbove
        }
    }
}

extension Covers {
    /// The order in which things are named means nothing.
    fileprivate func isOther(than other: Covers) -> Bool {
        Set(categories) != Set(other.categories) || Set(listings) != Set(other.listings)
            || Set(suppliers) != Set(other.suppliers)
    }
}

extension SupplierLimits {
    fileprivate func isOther(than other: SupplierLimits) -> Bool {
        Set(suppliers) != Set(other.suppliers) || Set(reaches) != Set(other.reaches)
    }
}

extension Allocation {
    /// What the period of this day gives, the whole of it; nothing outside the dates.
    fileprivate func given(on day: Day) -> Money { period(containing: day).map(amount(for:)) ?? .zero }

    /// What the period of this day and all later ones give; everything where the day comes before the first.
    func remaining(from day: Day) -> Money {
        periods.filter { $0.last >= day }.map(amount(for:)).total
    }

    /// What the periods that are over by this day gave.
    func past(before day: Day) -> Money { total - remaining(from: day) }
}
