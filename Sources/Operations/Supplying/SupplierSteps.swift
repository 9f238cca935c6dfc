import Identity
import Orders
import Relational
import Storage
import Values

/// A supplier takes an order, or part of it.
package struct AcceptOrder: Operation {
    package let part: SupplierOrder.ID
    package let version: Int?
    /// How many units of which line are taken, by position; what is not named is taken whole.
    package let units: [Int: Int]
    /// Told to the holder; needed where less is taken than was ordered.
    package let note: String

    package init(part: SupplierOrder.ID, version: Int? = nil, units: [Int: Int] = [:], note: String = "") {
        self.part = part
        self.version = version
        self.units = units
        self.note = note
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try mustFit(note)
        var (part, clerk) = try suppliedPart(part, tx, principal, tools)
        try part.must(.accept)
        let lines = try part.answers(units)
        guard !note.isEmpty || !lines.contains(where: { $0.event == .refuse }) else { throw OrderRefusal.reasonMissing }
        try clerk.advance(&part, SupplierOrderStep(.accept, lines, note: note.isEmpty ? nil : note), seen: version)
        return part.id
    }
}

/// A supplier does not take an order.
package struct DeclineOrder: Operation {
    package let part: SupplierOrder.ID
    package let version: Int?
    /// Told to the holder.
    package let note: String

    package init(part: SupplierOrder.ID, version: Int? = nil, note: String) {
        self.part = part
        self.version = version
        self.note = note
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try mustFit(note)
        guard !note.isEmpty else { throw OrderRefusal.reasonMissing }
        var (part, clerk) = try suppliedPart(part, tx, principal, tools)
        try clerk.advance(&part, SupplierOrderStep(.decline, part.all(.open, .refuse), note: note), seen: version)
        return part.id
    }
}

/// A supplier says that something has been delivered, or a visit done.
package struct DeliverOrder: Operation {
    package let part: SupplierOrder.ID
    package let version: Int?
    /// Empty for everything that is to come.
    package let units: [Int: Int]
    package let note: String

    package init(part: SupplierOrder.ID, version: Int? = nil, units: [Int: Int] = [:], note: String = "") {
        self.part = part
        self.version = version
        self.units = units
        self.note = note
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try mustFit(note)
        var (part, clerk) = try suppliedPart(part, tx, principal, tools)
        try part.must(.deliver)
        let lines = try part.steps(.toCome, .deliver, units)
        try clerk.advance(&part, SupplierOrderStep(.deliver, lines, note: note.isEmpty ? nil : note), seen: version)
        return part.id
    }
}

/// A supplier says that some of what it accepted will not come.
package struct CloseShort: Operation {
    package let part: SupplierOrder.ID
    package let version: Int?
    /// Empty for everything that is to come.
    package let units: [Int: Int]
    package let note: String

    package init(part: SupplierOrder.ID, version: Int?, units: [Int: Int] = [:], note: String) {
        self.part = part
        self.version = version
        self.units = units
        self.note = note
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try mustFit(note)
        guard !note.isEmpty else { throw OrderRefusal.reasonMissing }
        var (part, clerk) = try suppliedPart(part, tx, principal, tools)
        try part.must(.closeShort)
        let lines = try part.steps(.toCome, .cancel, units)
        try clerk.advance(&part, SupplierOrderStep(.closeShort, lines, note: note), seen: version)
        return part.id
    }
}

/// A supplier answers a request to cancel.
package struct AnswerCancellation: Operation {
    package enum Reply: String, Sendable, Codable {
        case agree, refuse
    }

    package let part: SupplierOrder.ID
    package let version: Int?
    package let answer: Reply
    /// For everything that is cancelled together, pence; within the terms that were signed.
    package let fee: Money
    package let note: String

    package init(part: SupplierOrder.ID, version: Int?, answer: Reply, fee: Money = .zero, note: String = "") {
        self.part = part
        self.version = version
        self.answer = answer
        self.fee = fee
        self.note = note
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try mustFit(note)
        var (part, clerk) = try suppliedPart(part, tx, principal, tools)
        guard answer == .agree else {
            try clerk.advance(&part, SupplierOrderStep(.refuseToCancel, note: note), seen: version)
            return part.id
        }
        try part.must(.agreeToCancel)
        let asked = try tx.orders.lastStep(.askToCancel, of: part)
        let most = part.cancellationFeeMaximum(asked, today: tools.today)
        guard fee >= .zero, fee <= most.values.total else {
            throw OrderRefusal.feeAboveTerms(most: most.values.total)
        }
        var rest = fee
        let lines = asked.map { step in
            let own = min(rest, most[step.position] ?? .zero)
            rest -= own
            return LineStep(step.position, .toCome, .cancel, step.units, fee: own)
        }
        try clerk.advance(
            &part,
            SupplierOrderStep(.agreeToCancel, lines, note: note.isEmpty ? nil : note, holding: [.withinTerms]),
            seen: version)
        return part.id
    }
}

/// A supplier's own part, once it has been sent.
func suppliedPart(
    _ id: SupplierOrder.ID, _ tx: Transaction, _ principal: Principal, _ tools: Tools
) throws -> (SupplierOrder, OrderClerk) {
    let supplier = try principal.actingForSupplier()
    guard let part = try tx.supplierOrders.find(id, of: supplier), let order = try tx.orders.find(part.order),
        let holder = try tx.holders.find(order.holder)
    else { throw NotFound() }
    return (part, OrderClerk(tx: tx, principal: principal, tools: tools, holder: holder))
}

extension SupplierOrder {
    /// What is taken and what is not, of every unit that waits for an answer.
    /// - Parameter units: by position; what is not named is taken whole.
    func answers(_ units: [Int: Int]) throws(OrderRefusal) -> [LineStep] {
        var steps: [LineStep] = []
        for tally in tallies where tally[.open] > 0 {
            let taken = units[tally.position] ?? tally[.open]
            guard (0...tally[.open]).contains(taken) else {
                throw .unitsMissing(wanted: taken, there: tally[.open])
            }
            // Refused first: what is accepted is committed with all that is still held.
            if taken < tally[.open] { steps.append(LineStep(tally.position, .open, .refuse, tally[.open] - taken)) }
            if taken > 0 { steps.append(LineStep(tally.position, .open, .accept, taken)) }
        }
        guard steps.contains(where: { $0.event == .accept }) else { throw .nothingTaken }
        return steps
    }

    /// What cancelling so many units today may cost at most, by position.
    package func cancellationFeeMaximum(_ asked: [LineStep], today: Day) -> [Int: Money] {
        Dictionary(uniqueKeysWithValues: asked.compactMap { step in
            guard let line = line(step.position), let tally = tally(step.position) else { return nil }
            // The last occurrences are the ones that fall away.
            let occurrences = (step.units + line.quantity - 1) / max(1, line.quantity)
            let day = line.schedule.map { $0.days.suffix(occurrences).first ?? $0.first }
            let price = tally.unitPrice.times(step.units)
            return (step.position, line.cancelling.feeMaximum(of: price, comingOn: day, today: today))
        })
    }
}
