import Catalogue
import Identity
import Orders
import Relational
import Values

/// What a commissioner's staff did with a supplier, and why.
package struct SupplierMove: Sendable, Hashable {
    package let action: SupplierAction
    package let reason: String
    package let by: Person.ID
    package let at: Moment

    package init(action: SupplierAction, reason: String, by person: Person.ID, at: Moment) {
        self.action = action
        self.reason = reason
        self.by = person
        self.at = at
    }

    package static let reasonCharactersMaximum = 500
}

/// A supplier order that is not over, as its commissioner sees it.
package struct OpenOrder: Sendable {
    package let part: SupplierOrder
    package let order: Order.ID
    package let number: String
    package let holder: String
}

// Suppliers as a commissioner's staff look after them.

extension SupplierStore {
    /// By name, with those first that wait for somebody: applications to be read, then those that take no orders.
    /// - Parameter statuses: only suppliers that stand so.
    package func list(words: String, statuses: [SupplierStatus], skipping: Int, most: Int) throws -> [Supplier] {
        let rows = try access.connection.rows(
            """
            SELECT * FROM suppliers
            WHERE LOWER(name) LIKE \(SupplierStore.pattern(words)) AND status IN (\(list: statuses.map(\.rawValue)))
            ORDER BY CASE status WHEN 'in_review' THEN 0 WHEN 'suspended' THEN 1 WHEN 'approved' THEN 2 ELSE 3 END,
                name, id
            LIMIT \(most) OFFSET \(skipping)
            """)
        return try suppliers(rows)
    }

    package func count(words: String, statuses: [SupplierStatus]) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS suppliers FROM suppliers
            WHERE LOWER(name) LIKE \(SupplierStore.pattern(words)) AND status IN (\(list: statuses.map(\.rawValue)))
            """
        )?.integer("suppliers") ?? 0
    }

    private static func pattern(_ words: String) -> String {
        "%\(words.lowercased().filter { $0 != "%" && $0 != "_" })%"
    }

    /// Newest first, each with the name of who did it.
    package func moves(of supplier: Supplier.ID) throws -> [(move: SupplierMove, name: String)] {
        try access.connection.rows(
            """
            SELECT m.*, p.name FROM supplier_moves m JOIN people p ON p.id = m.person_id
            WHERE m.supplier_id = \(supplier) ORDER BY m.number DESC
            """
        ).map { row in
            let move = SupplierMove(
                action: try row.word("action"), reason: try row.text("reason"), by: try row.id("person_id"),
                at: try row.moment("at"))
            return (move, try row.text("name"))
        }
    }
}

extension SupplierStore where Access: Writing {
    package func append(_ move: SupplierMove, of supplier: Supplier.ID) throws {
        try access.connection.run(
            """
            INSERT INTO supplier_moves (supplier_id, number, action, reason, person_id, at)
            SELECT \(supplier), COUNT(*) + 1, \(move.action.rawValue), \(move.reason), \(move.by), \(move.at)
            FROM supplier_moves WHERE supplier_id = \(supplier)
            """)
    }
}

extension SupplierOrderStore {
    /// What a commissioner's own holders have open with a supplier, oldest first.
    package func open(with supplier: Supplier.ID, of commissioner: Commissioner.ID) throws -> [OpenOrder] {
        let open = SupplierOrderStatus.allCases.filter { !$0.isOver }.map(\.rawValue)
        return try access.connection.rows(
            """
            SELECT so.*, o.number, h.name AS holder FROM supplier_orders so JOIN orders o ON o.id = so.order_id
            JOIN holders h ON h.id = o.holder_id
            WHERE so.supplier_id = \(supplier) AND so.status IN (\(list: open)) AND h.commissioner_id = \(commissioner)
            ORDER BY so.id
            """
        ).map { row in
            let part = try supplierOrder(row)
            return OpenOrder(
                part: part, order: part.order, number: try row.text("number"), holder: try row.text("holder"))
        }
    }
}
