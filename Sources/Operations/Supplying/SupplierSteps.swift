import Identity
import Orders
import Relational
import Storage
import Values

/// A supplier takes an order, or part of it: what is not named is taken whole. Why less is taken has to be said.
package struct AcceptOrder: AnsweringPart {
    package let said: PartAnswer
    package init(_ said: PartAnswer) { self.said = said }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try said.mustFit()
        var (part, clerk) = try suppliedPart(said.part, tx, principal, tools)
        try part.must(.accept)
        let lines = try part.answers(said.units)
        if lines.contains(where: { $0.event == .refuse }) { try said.mustFit(withReason: true) }
        try clerk.advance(&part, SupplierOrderStep(.accept, lines, note: said.noteOrNil), seen: said.version)
        return part.id
    }
}

/// A supplier does not take an order, and says why.
package struct DeclineOrder: AnsweringPart {
    package let said: PartAnswer
    package init(_ said: PartAnswer) { self.said = said }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try said.mustFit(withReason: true)
        var (part, clerk) = try suppliedPart(said.part, tx, principal, tools)
        let step = SupplierOrderStep(.decline, part.all(.open, .refuse), note: said.note)
        try clerk.advance(&part, step, seen: said.version)
        return part.id
    }
}

/// A supplier says that something has been delivered, or a visit done: everything that is to come where nothing is
/// named.
package struct DeliverOrder: Operation {
    package let said: PartAnswer
    /// Who took the goods in, or what the carrier calls the delivery; empty where there is no proof.
    package let proof: String

    package init(_ said: PartAnswer, proof: String = "") {
        self.said = said
        self.proof = proof
    }

    package init(
        part: SupplierOrder.ID, version: Int? = nil, units: [Int: Int] = [:], note: String = "", proof: String = ""
    ) {
        self.init(PartAnswer(part: part, version: version, units: units, note: note), proof: proof)
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try said.mustFit()
        let most = ProvedDelivery.proofCharactersMaximum
        guard proof.unicodeScalars.count <= most
        else { throw FieldProblems("proof", "Write at most \(most) characters") }
        var (part, clerk) = try suppliedPart(said.part, tx, principal, tools)
        try part.must(.deliver)
        let lines = try part.steps(.toCome, .deliver, said.units)
        try clerk.advance(&part, SupplierOrderStep(.deliver, lines, note: said.noteOrNil), seen: said.version)
        if !proof.isEmpty { try clerk.prove(part, lines, by: proof) }
        return part.id
    }
}

/// A supplier says that some of what it accepted will not come, and why: all that is to come where nothing is named.
package struct CloseShort: AnsweringPart {
    package let said: PartAnswer
    package init(_ said: PartAnswer) { self.said = said }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try said.mustFit(withReason: true)
        var (part, clerk) = try suppliedPart(said.part, tx, principal, tools)
        try part.must(.closeShort)
        let lines = try part.steps(.toCome, .cancel, said.units)
        try clerk.advance(&part, SupplierOrderStep(.closeShort, lines, note: said.note), seen: said.version)
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
        guard let request = try tx.orders.lastStep(.askToCancel, of: part) else { throw NotFound() }
        let asked = request.lines
        // The day of asking counts: an answer that takes its time makes nothing dearer.
        let most = part.cancellationFeeMaximum(asked, on: request.at.day)
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
    let supplier = try principal.actingForSupplier(to: .orders)
    guard let part = try tx.supplierOrders.find(id, of: supplier), let order = try tx.orders.find(part.order),
        let holder = try tx.holders.find(order.holder)
    else { throw NotFound() }
    return (part, OrderClerk(tx: tx, principal: principal, tools: tools, holder: holder))
}

extension SupplierOrder {
    /// What is taken and what is not, of every unit that waits for an answer.
    /// - Parameters:
    ///   - units: by position; what is not named is taken whole.
    ///   - left: positions that something else is offered for: they stay unanswered.
    /// - Throws: `OrderRefusal.unitsMissing` also for a position of which nothing waits, or that something else is
    ///   offered for: what is not understood must not pass for “all of it”.
    func answers(_ units: [Int: Int], leaving left: Set<Int> = []) throws(OrderRefusal) -> [LineStep] {
        for (position, wanted) in units.sorted(by: { $0.key < $1.key }) {
            let open = tally(position)?[.open]
            guard let open, !left.contains(position), open > 0 || wanted == 0
            else { throw .unitsMissing(wanted: wanted, there: 0) }
        }
        var steps: [LineStep] = []
        for tally in tallies where tally[.open] > 0 && !left.contains(tally.position) {
            let taken = units[tally.position] ?? tally[.open]
            guard (0...tally[.open]).contains(taken) else {
                throw .unitsMissing(wanted: taken, there: tally[.open])
            }
            // Refused first: what is accepted is committed with all that is still held.
            if taken < tally[.open] { steps.append(LineStep(tally.position, .open, .refuse, tally[.open] - taken)) }
            if taken > 0 { steps.append(LineStep(tally.position, .open, .accept, taken)) }
        }
        guard !left.isEmpty || steps.contains(where: { $0.event == .accept }) else { throw .nothingTaken }
        return steps
    }
}
