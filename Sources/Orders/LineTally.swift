import Values

/// How the units of one order line stand, and what was agreed about their price since it was signed.
///
/// The identities of workflow 4.5 hold by construction: `ordered` is the sum of all counts, and each of its terms is
/// a sum of some.
package struct LineTally: Sendable, Hashable {
    package let position: Int
    /// Quantity times occurrences, as signed.
    package let ordered: Int
    /// What one unit costs now: as signed, or less where an approval capped it. Pence with VAT.
    package private(set) var unitPrice: Money
    /// Owed for cancelling late.
    package private(set) var fee: Money
    /// Taken off what is owed, agreed before it was paid, beside what goes back altogether.
    package private(set) var credit: Money
    /// The same, agreed after it was paid.
    package private(set) var refund: Money
    /// Of each state, in the order of `UnitState.allCases`: tallies are asked far oftener than made.
    private var units: [Int]

    /// - Parameter units: of each state, in the order of `UnitState.allCases`.
    package init(
        position: Int, unitPrice: Money, fee: Money = .zero, credit: Money = .zero, refund: Money = .zero,
        units: [Int]
    ) {
        self.position = position
        self.unitPrice = unitPrice
        self.fee = fee
        self.credit = credit
        self.refund = refund
        self.units = units
        ordered = units.reduce(0, +)
    }

    package init(
        position: Int, unitPrice: Money, fee: Money = .zero, credit: Money = .zero, refund: Money = .zero,
        counts: [UnitState: Int]
    ) {
        self.init(
            position: position, unitPrice: unitPrice, fee: fee, credit: credit, refund: refund,
            units: UnitState.allCases.map { counts[$0] ?? 0 })
    }

    /// As it was signed: nothing answered yet.
    package init(of line: OrderLine) {
        self.init(
            position: line.position, unitPrice: line.unitPrice, counts: [.open: line.quantity * line.times])
    }

    package subscript(state: UnitState) -> Int { units[state.index] }

    package func count(_ states: UnitState...) -> Int { states.reduce(0) { $0 + self[$1] } }

    /// Everything that will come or has come, whatever became of it after that.
    package var live: Int { ordered - count(.refused, .cancelledBefore, .cancelledAfter, .returned) }
    package var accepted: Int { live - self[.open] + count(.cancelledAfter, .returned) }
    package var delivered: Int { accepted - count(.toCome, .cancelledAfter) }
    /// For which the supplier was, is or will at once be owed something.
    package var matched: Int { count(.received, .disputed, .credited, .paid, .contested, .refunded) }
    /// With which something is wrong.
    package var inQuestion: Int { count(.questioned, .disputed, .contested) }

    /// Takes one step of `UnitState.workflow` with several units, or changes what was agreed about the price.
    /// - Throws: `WorkflowRefusal` where the table has no such step, `OrderRefusal.unitsMissing` where there are not so
    ///   many units.
    package mutating func take(_ step: LineStep) throws {
        if let price = step.price {
            guard price <= unitPrice else { throw OrderRefusal.priceRaised }
            unitPrice = price
        }
        guard let event = step.event, step.units > 0 else { return add(step) }
        // Said with how many there are, where the table would only say that it is not enough.
        try UnitState.workflow.must(event, from: step.from)
        guard fulfils(.enough, step) else {
            throw OrderRefusal.unitsMissing(wanted: step.units, there: self[step.from])
        }
        let edge = try UnitState.workflow.edge(from: step.from, on: event) { fulfils($0, step) }
        add(step)
        units[step.from.index] -= step.units
        units[edge.to.index] += step.units
        dropReductions()
    }

    private func fulfils(_ guarded: UnitGuard, _ step: LineStep) -> Bool {
        switch guarded {
        case .enough: step.units <= self[step.from]
        case .feeFits: step.fee <= unitPrice.times(step.units)
        case .reductionFits: step.credit + step.refund <= min(reducible, unitPrice.times(step.units))
        }
    }

    private mutating func add(_ step: LineStep) {
        fee += step.fee
        credit += step.credit
        refund += step.refund
    }

    /// Units that are or will be owed for, without what goes back altogether.
    private var kept: Int { live - count(.credited, .refunded) }

    /// What can still be taken off the price of units that are kept: together never more than they cost.
    package var reducible: Money { max(.zero, unitPrice.times(kept) - credit - refund) }

    /// A unit that goes back altogether takes with it what was taken off its price before.
    private mutating func dropReductions() {
        let most = unitPrice.times(kept)
        refund = min(refund, most)
        credit = min(credit, most - refund)
    }
}

extension UnitState {
    fileprivate var index: Int {
        switch self {
        case .open: 0
        case .refused: 1
        case .cancelledBefore: 2
        case .toCome: 3
        case .cancelledAfter: 4
        case .unconfirmed: 5
        case .questioned: 6
        case .returned: 7
        case .received: 8
        case .disputed: 9
        case .credited: 10
        case .paid: 11
        case .contested: 12
        case .refunded: 13
        }
    }
}

/// What happens to some units of one line: kept with the event, so that every count can be derived again.
package struct LineStep: Sendable, Hashable, Codable {
    package let position: Int
    package let from: UnitState
    /// Nil where only money changes.
    package let event: UnitEvent?
    package let units: Int
    /// The new price of a unit, never higher; nil to leave it.
    package let price: Money?
    package let fee: Money
    package let credit: Money
    package let refund: Money

    package init(
        _ position: Int, _ from: UnitState, _ event: UnitEvent?, _ units: Int, price: Money? = nil,
        fee: Money = .zero, credit: Money = .zero, refund: Money = .zero
    ) {
        self.position = position
        self.from = from
        self.event = event
        self.units = units
        self.price = price
        self.fee = fee
        self.credit = credit
        self.refund = refund
    }
}
