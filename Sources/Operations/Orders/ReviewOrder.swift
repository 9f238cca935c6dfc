import Catalogue
import Identity
import Orders
import Relational
import Storage
import Values

/// Why the commissioner has to say how an order goes on.
package enum HoldReason: String, Sendable, Codable, CaseIterable {
    case supplierSuspended = "supplier_suspended"
    case holderDied = "holder_died"
    case planEnded = "plan_ended"
    /// A person's own decision, with words.
    case concern
}

/// The commissioner stops an order for a time, to look at how it goes on. What is booked goes on until they decide.
package struct PutOnHold: Operation {
    package let part: SupplierOrder.ID
    package let version: Int?
    package let note: String

    package init(part: SupplierOrder.ID, version: Int?, note: String) {
        self.part = part
        self.version = version
        self.note = note
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try mustFit(note)
        guard !note.isEmpty else { throw OrderRefusal.reasonMissing }
        var (part, clerk) = try overseenPart(part, tx, principal, tools)
        let step = SupplierOrderStep(.putOnHold, note: note, reason: HoldReason.concern.rawValue)
        try clerk.advance(&part, step, seen: version)
        return part.id
    }
}

/// The commissioner says how an order that is on hold goes on: as ordered, in part, or not at all.
package struct ReviewOrder: Operation {
    package enum Outcome: String, Sendable, Codable, CaseIterable {
        case goOn = "go_on"
        /// So many units of each line still come; the rest is cancelled.
        case finish
        case stop
    }

    /// For `finish`: how many units of which line still come; none of a line that is not named. The note is told to the
    /// holder and the supplier.
    package let said: PartAnswer
    package let outcome: Outcome

    package init(
        part: SupplierOrder.ID, version: Int?, outcome: Outcome, units: [Int: Int] = [:], note: String
    ) {
        said = PartAnswer(part: part, version: version, units: units, note: note)
        self.outcome = outcome
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> SupplierOrder.ID {
        try said.mustFit(withReason: true)
        var (part, clerk) = try overseenPart(said.part, tx, principal, tools)
        let step =
            switch outcome {
            case .goOn: goOn(part, clerk)
            case .finish: SupplierOrderStep(.finish, try part.cancelling(allBut: said.units), note: said.note)
            case .stop: SupplierOrderStep(.stop, try part.cancelling(allBut: [:]), note: said.note)
            }
        try clerk.advance(&part, step, seen: said.version)
        return part.id
    }

    /// A supplier that had not answered has its time again.
    private func goOn(_ part: SupplierOrder, _ clerk: OrderClerk) -> SupplierOrderStep {
        let limit = clerk.tools.now.adding(minutes: OrderLimits.answerDays * 1_440)
        return SupplierOrderStep(.goOn, note: said.note, expiresAt: part.count(.open) > 0 ? limit : nil)
    }
}

/// A part of an order of one of the commissioner's own holders.
func overseenPart(
    _ id: SupplierOrder.ID, _ tx: Transaction, _ principal: Principal, _ tools: Tools
) throws -> (SupplierOrder, OrderClerk) {
    let commissioner = try principal.actingForCommissioner()
    guard let part = try tx.supplierOrders.find(id), let order = try tx.orders.find(part.order),
        let holder = try tx.holders.find(order.holder), holder.commissioner == commissioner
    else { throw NotFound() }
    return (part, OrderClerk(tx: tx, principal: principal, tools: tools, holder: holder))
}

extension SupplierOrder {
    /// Cancels what has not come and what is not answered.
    /// - Parameter kept: units that still come, by position.
    /// - Throws: `OrderRefusal.unitsMissing` where more is to be kept than is to come.
    func cancelling(allBut kept: [Int: Int]) throws(OrderRefusal) -> [LineStep] {
        var steps = all(.open, .cancel)
        for tally in tallies {
            let keep = kept[tally.position] ?? 0
            guard (0...tally[.toCome]).contains(keep) else {
                throw .unitsMissing(wanted: keep, there: tally[.toCome])
            }
            if tally[.toCome] > keep {
                steps.append(LineStep(tally.position, .toCome, .cancel, tally[.toCome] - keep))
            }
        }
        return steps
    }
}
