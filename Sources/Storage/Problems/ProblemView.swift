import Identity
import Ledger
import Orders
import Relational
import Values

/// One problem as one of the three sides sees it. A supplier's page cannot show what this type does not carry: for a
/// supplier it holds first names, and nothing that was written for others.
package struct ProblemView: Sendable {
    package struct Statement: Sendable, Hashable {
        package let name: String
        package let side: ProblemSide
        package let text: String
        package let isForSupplier: Bool
        package let at: Moment
    }

    package struct Event: Sendable, Hashable {
        package let event: ProblemEvent
        /// Nil where time alone acted.
        package let name: String?
    }

    package let problem: Problem
    package let part: SupplierOrder
    package let order: Order.ID
    package let number: String
    package let line: OrderLine
    package let supplier: String
    package let holder: String
    package let commissioner: String
    package let statements: [Statement]
    package let events: [Event]
    /// What all its units cost together, as agreed now.
    package let whole: Money
    /// What went back to the commissioner because the period or the line it came from is closed. Of the whole part.
    package let givenUp: Money
}

extension ProblemStore {
    /// - Parameter side: who looks; whether the problem is theirs, the caller has asked.
    package func view(_ id: Problem.ID, for side: ProblemSide) throws -> ProblemView? {
        guard let problem = try find(id), let part = try access.supplierOrders.find(problem.supplierOrder),
            let order = try access.orders.find(part.order), let holder = try access.holders.find(order.holder),
            let line = part.line(problem.position)
        else { return nil }
        let names = Names(
            side: side, supplier: try access.suppliers.find([part.supplier])[part.supplier]?.name ?? "",
            holder: side == .supplier ? holder.knownAs : holder.name,
            commissioner: try access.holders.commissioner(holder.commissioner)?.name ?? "")
        return ProblemView(
            problem: problem, part: part, order: order.id, number: order.number, line: line,
            supplier: names.supplier, holder: names.holder, commissioner: names.commissioner,
            statements: try statements(of: id).filter { side != .supplier || $0.isForSupplier }.map { said in
                ProblemView.Statement(
                    name: try name(of: said.by, on: said.side, names), side: said.side, text: said.text,
                    isForSupplier: said.isForSupplier, at: said.at)
            },
            // What colleagues consider among themselves is for nobody else.
            events: try events(of: id).filter { side == .commissioner || $0.what != .proposeWriteOff }.map { event in
                ProblemView.Event(
                    event: event,
                    name: try event.by.map { try name(of: $0, on: event.what.side, names) })
            },
            whole: part.tally(problem.position)?.unitPrice.times(problem.units) ?? .zero,
            givenUp: try givenUp(of: part.id))
    }

    private struct Names {
        let side: ProblemSide
        let supplier: String
        let holder: String
        let commissioner: String
    }

    /// Suppliers read organisations and first names of others, and their own staff by name.
    private func name(of person: Person.ID, on side: ProblemSide, _ names: Names) throws -> String {
        if names.side == .supplier, side == .holder { return names.holder }
        if names.side == .supplier, side == .commissioner { return names.commissioner }
        return try access.people.find(person)?.name ?? ""
    }

    /// What came free of a part and went back to the commissioner.
    package func givenUp(of part: SupplierOrder.ID) throws -> Money {
        try access.connection.row(
            """
            SELECT COALESCE(SUM(amount_pence), 0) AS pence FROM ledger_entries
            WHERE supplier_order_id = \(part) AND hold_id IS NULL AND code IN ('REDUCE', 'SURPLUS')
            """)?.money("pence") ?? .zero
    }
}

extension ProblemAction {
    /// On whose side somebody acts who does this.
    package var side: ProblemSide {
        switch self {
        case .escalate, .replaced, .withdraw: .holder
        case .agree, .refuse, .goodsBack, .goodsMissing, .allowKeepingBack: .supplier
        case .silence, .decideForHolder, .decideForSupplier, .decideSplit, .settle, .refund, .keepBack, .late,
            .proposeWriteOff, .writeOff:
            .commissioner
        }
    }
}
