import Catalogue
import Identity
import Orders
import Relational
import Values

/// What a commissioner owes: whatever has come, was confirmed and is not in question. Part by part: what came first is
/// not kept waiting for what comes later.
package struct PaymentQueue: Sendable {
    package struct Item: Sendable, Hashable {
        package let id: SupplierOrder.ID
        package let number: String
        package let supplierID: Supplier.ID
        package let supplier: String
        /// Finance needs no names.
        package let pseudonym: String
        /// Since when the oldest of it is owed: the first thing that came after the last payment.
        package let receivedAt: Moment
        /// Nil where nobody has confirmed one.
        package let account: BankAccount?
        /// Has the supplier given another, which waits for a call back?
        package let isAccountWaiting: Bool
        package let owed: Money
        /// Set aside until a problem is decided.
        package let disputed: Money
        /// The supplier's own numbers for it, of invoices that agree.
        package let invoices: [String]
    }

    /// What a supplier has to pay back, and agreed to have kept back.
    package struct Refund: Sendable, Hashable {
        package let problem: Problem.ID
        package let number: String
        package let supplier: Supplier.ID
        package let left: Money
    }

    /// After these something more of a part is owed.
    static let owing = ["confirm", "count_received", "settle", "agree_to_cancel", "pay_back"].map {
        "supplier-order.\($0)"
    }

    package let items: [Item]
    package let refunds: [Refund]
    package let isCut: Bool

    /// Those that can be kept back from a payment.
    package func refunds(for item: Item) -> [Refund] { refunds.filter { $0.supplier == item.supplierID } }
}

/// One payment that was made, as its list shows it.
package struct PaidItem: Sendable, Hashable {
    package let payment: Payment
    package let number: String
    package let supplier: String
    package let pseudonym: String
}

extension SupplierOrderStore {
    /// Oldest first, at most `inboxMaximum`.
    package func payments(due commissioner: Commissioner.ID) throws -> PaymentQueue {
        let most = SupplierOrderStore.inboxMaximum
        let rows = try access.connection.rows(
            """
            SELECT so.id, so.supplier_id, o.number, s.name, p.pseudonym, o.signed_at,
                (SELECT MIN(e.at) FROM order_events e WHERE e.supplier_order_id = so.id
                    AND e.what IN (\(list: PaymentQueue.owing))
                    AND e.at > COALESCE((SELECT MAX(y.paid_at) FROM payments y WHERE y.supplier_order_id = so.id
                        AND y.returned_at IS NULL), 0)) AS received_at,
                SUM(h.owed_pence) AS owed, SUM(h.disputed_pence) AS disputed
            FROM holds h JOIN supplier_orders so ON so.id = h.supplier_order_id
            JOIN suppliers s ON s.id = so.supplier_id
            JOIN orders o ON o.id = so.order_id JOIN holders p ON p.id = o.holder_id
            WHERE p.commissioner_id = \(commissioner)
            GROUP BY so.id, so.supplier_id, o.number, s.name, p.pseudonym, o.signed_at HAVING SUM(h.owed_pence) > 0
            ORDER BY received_at, so.id LIMIT \(most + 1)
            """)
        let accounts = try access.joining.accounts(of: try rows.prefix(most).map { try $0.id("supplier_id") })
        let invoices = try access.invoices.numbers(
            about: try rows.prefix(most).map { try $0.id("id") }, in: [.matched])
        let items = try rows.prefix(most).map { row in
            let supplier: Supplier.ID = try row.id("supplier_id")
            let known = accounts[supplier] ?? []
            return PaymentQueue.Item(
                id: try row.id("id"), number: try row.text("number"), supplierID: supplier,
                supplier: try row.text("name"), pseudonym: try row.text("pseudonym"),
                receivedAt: Moment(
                    milliseconds: try row.optionalInteger("received_at") ?? row.integer("signed_at")),
                account: known.first { $0.status == .inUse },
                isAccountWaiting: known.contains { $0.status == .proposed },
                owed: try row.money("owed"), disputed: try row.money("disputed"),
                invoices: invoices[try row.id("id")] ?? [])
        }
        return PaymentQueue(items: items, refunds: try refunds(to: commissioner), isCut: rows.count > most)
    }

    private func refunds(to commissioner: Commissioner.ID) throws -> [PaymentQueue.Refund] {
        try access.connection.rows(
            """
            SELECT p.id, o.number, so.supplier_id, p.refund_pence - p.refunded_pence AS rest FROM problems p
            JOIN supplier_orders so ON so.id = p.supplier_order_id JOIN orders o ON o.id = so.order_id
            JOIN holders h ON h.id = o.holder_id
            WHERE h.commissioner_id = \(commissioner) AND p.status IN ('refunding', 'overdue') AND p.may_keep_back = 1
            ORDER BY p.id
            """
        ).map { row in
            PaymentQueue.Refund(
                problem: try row.id("id"), number: try row.text("number"), supplier: try row.id("supplier_id"),
                left: try row.money("rest"))
        }
    }
}

extension PaymentStore {
    /// The newest payments of a commissioner.
    package func recent(of commissioner: Commissioner.ID, most: Int) throws -> [PaidItem] {
        try access.connection.rows(
            """
            SELECT p.*, o.number, s.name, h.pseudonym FROM payments p
            JOIN supplier_orders so ON so.id = p.supplier_order_id JOIN suppliers s ON s.id = so.supplier_id
            JOIN orders o ON o.id = so.order_id JOIN holders h ON h.id = o.holder_id
            WHERE h.commissioner_id = \(commissioner) ORDER BY p.paid_at DESC, p.id DESC LIMIT \(most)
            """
        ).map { row in
            PaidItem(
                payment: try payment(row), number: try row.text("number"), supplier: try row.text("name"),
                pseudonym: try row.text("pseudonym"))
        }
    }
}
