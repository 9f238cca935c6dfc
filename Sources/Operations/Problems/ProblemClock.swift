import Identity
import Orders
import Outbox
import Relational
import Storage
import Values

/// Does what follows when nobody did anything by a day: the commissioner is asked, or a refund is overdue. Asked by
/// the server from time to time, and before whatever is done with a problem; pages show it without being asked.
package enum ProblemClock {
    /// How many are moved in one transaction.
    static let most = 100

    /// - Returns: how many problems were moved on.
    static func strike(in tx: Transaction, with tools: Tools) throws -> Int {
        let due = try tx.problems.due(at: tools.now, most: most)
        var count = 0
        for problem in due where problem.lateness(at: tools.now) != nil {
            guard let part = try tx.supplierOrders.find(problem.supplierOrder),
                let order = try tx.orders.find(part.order), let holder = try tx.holders.find(order.holder)
            else { continue }
            var clerk = ProblemClerk(
                orders: OrderClerk(tx: tx, person: nil, tools: tools, holder: holder), order: order, part: part,
                problem: problem)
            try clerk.strike()
            count += 1
        }
        return count
    }
}

extension Desk {
    /// Lets the clock of problems strike until nothing is due.
    /// - Returns: how many problems were moved on.
    @discardableResult
    package func strikeProblemClock() async throws -> Int {
        var count = 0
        while true {
            let now = self.now
            guard try await database.read({ try !$0.problems.due(at: now, most: 1).isEmpty }) else { return count }
            let shelf = try await database.read { [keeper] in try keeper.shelf(in: $0) }
            let moved = try await database.write { [identifiers, sealer] tx in
                try ProblemClock.strike(
                    in: tx, with: Tools(now: now, identifiers: identifiers, sealer: sealer, shelf: shelf))
            }
            if moved == 0 { return count }
            count += moved
        }
    }
}

extension ProblemClerk {
    /// Tells the other two that somebody wrote something.
    func tellOthers(than side: ProblemSide, withSupplier: Bool) throws {
        let parties = orders.parties(of: part)
        let written = try orders.tx.problems.statements(of: problem.id).count
        var others: [(kind: Message.Kind, recipient: Message.Recipient)] = []
        if side != .holder { others.append((.statementAdded, .holder(parties.holder))) }
        if side != .supplier, withSupplier { others.append((.statementAdded, .supplier(parties.supplier))) }
        if side != .commissioner { others.append((.statementAdded, .commissioner(parties.commissioner))) }
        try orders.send(others, about: part, occasion: "\(problem.id)/statement-\(written)")
    }
}
