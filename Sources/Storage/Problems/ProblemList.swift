import Catalogue
import Identity
import Orders
import Relational
import Values

/// Problems of one supplier or of one commissioner, oldest first.
package struct ProblemList: Sendable {
    package struct Item: Sendable, Hashable {
        package let problem: Problem
        package let number: String
        package let supplier: String
        /// The name; for a supplier the first name.
        package let holder: String
        package let title: String
    }

    package let items: [Item]
    package let isCut: Bool
}

extension ProblemStore {
    package static var listMaximum: Int { 200 }

    /// What a supplier has to answer, to do or to pay back.
    package func open(of supplier: Supplier.ID) throws -> ProblemList {
        try list(
            """
            SELECT p.*, o.number, s.name AS supplier, h.known_as AS holder, l.title FROM problems p
            JOIN supplier_orders so ON so.id = p.supplier_order_id JOIN suppliers s ON s.id = so.supplier_id
            JOIN orders o ON o.id = so.order_id JOIN holders h ON h.id = o.holder_id
            JOIN order_lines l ON l.supplier_order_id = p.supplier_order_id AND l.position = p.position
            WHERE so.supplier_id = \(supplier) AND p.status NOT IN ('closed', 'withdrawn')
            ORDER BY p.id LIMIT \(ProblemStore.listMaximum + 1)
            """)
    }

    /// What a commissioner decides: what was asked of it, by somebody or by time, and what is disputed.
    package func toDecide(by commissioner: Commissioner.ID, at now: Moment) throws -> ProblemList {
        try list(
            """
            SELECT p.*, o.number, s.name AS supplier, h.name AS holder, l.title FROM problems p
            JOIN supplier_orders so ON so.id = p.supplier_order_id JOIN suppliers s ON s.id = so.supplier_id
            JOIN orders o ON o.id = so.order_id JOIN holders h ON h.id = o.holder_id
            JOIN order_lines l ON l.supplier_order_id = p.supplier_order_id AND l.position = p.position
            WHERE h.commissioner_id = \(commissioner) AND (p.status IN ('escalated', 'disputed')
                OR (p.status IN ('open', 'agreed', 'replacing') AND p.due_at <= \(now)))
            ORDER BY CASE p.status WHEN 'disputed' THEN 1 ELSE 0 END, p.id LIMIT \(ProblemStore.listMaximum + 1)
            """)
    }

    /// What suppliers have to pay back to a commissioner: overdue first.
    package func refunds(to commissioner: Commissioner.ID) throws -> ProblemList {
        try list(
            """
            SELECT p.*, o.number, s.name AS supplier, h.name AS holder, l.title FROM problems p
            JOIN supplier_orders so ON so.id = p.supplier_order_id JOIN suppliers s ON s.id = so.supplier_id
            JOIN orders o ON o.id = so.order_id JOIN holders h ON h.id = o.holder_id
            JOIN order_lines l ON l.supplier_order_id = p.supplier_order_id AND l.position = p.position
            WHERE h.commissioner_id = \(commissioner) AND p.status IN ('refunding', 'overdue')
            ORDER BY COALESCE(p.due_at, 0), p.id LIMIT \(ProblemStore.listMaximum + 1)
            """)
    }

    private func list(_ sql: Statement) throws -> ProblemList {
        let rows = try access.connection.rows(sql)
        let most = ProblemStore.listMaximum
        return ProblemList(
            items: try rows.prefix(most).map { row in
                ProblemList.Item(
                    problem: try ProblemStore.problem(row), number: try row.text("number"),
                    supplier: try row.text("supplier"), holder: try row.text("holder"),
                    title: try row.text("title"))
            }, isCut: rows.count > most)
    }

    /// Whose problem it is: a holder's, a supplier's and a commissioner's page find only their own.
    package func isOf(_ holder: Holder.ID, _ id: Problem.ID) throws -> Bool {
        try access.connection.row(
            """
            SELECT 1 AS own FROM problems p JOIN supplier_orders so ON so.id = p.supplier_order_id
            JOIN orders o ON o.id = so.order_id WHERE p.id = \(id) AND o.holder_id = \(holder)
            """) != nil
    }

    package func isOf(_ supplier: Supplier.ID, _ id: Problem.ID) throws -> Bool {
        try access.connection.row(
            """
            SELECT 1 AS own FROM problems p JOIN supplier_orders so ON so.id = p.supplier_order_id
            WHERE p.id = \(id) AND so.supplier_id = \(supplier)
            """) != nil
    }

    package func isOf(_ commissioner: Commissioner.ID, _ id: Problem.ID) throws -> Bool {
        try access.connection.row(
            """
            SELECT 1 AS own FROM problems p JOIN supplier_orders so ON so.id = p.supplier_order_id
            JOIN orders o ON o.id = so.order_id JOIN holders h ON h.id = o.holder_id
            WHERE p.id = \(id) AND h.commissioner_id = \(commissioner)
            """) != nil
    }
}
