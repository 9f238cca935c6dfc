import Catalogue
import Orders
import Relational
import Values

extension InvoiceStore {
    /// A supplier's, the newest first.
    /// - Parameters:
    ///   - part: only those about it.
    ///   - before: after this one in the list.
    package func page(
        of supplier: Supplier.ID, about part: SupplierOrder.ID?, before: Invoice.ID?, most: Int
    ) throws -> [InvoiceItem] {
        try items(
            try access.connection.rows(
                """
                SELECT i.*, o.number AS order_number, s.name AS supplier_name FROM invoices i
                JOIN supplier_orders so ON so.id = i.supplier_order_id JOIN orders o ON o.id = so.order_id
                JOIN suppliers s ON s.id = i.supplier_id
                WHERE i.supplier_id = \(supplier) AND (\(part) IS NULL OR i.supplier_order_id = \(part))
                    AND (\(before) IS NULL OR i.id < \(before))
                ORDER BY i.id DESC LIMIT \(most)
                """))
    }

    /// One of a supplier's, with what its order is called.
    package func item(_ id: Invoice.ID, of supplier: Supplier.ID) throws -> InvoiceItem? {
        try items(
            try access.connection.rows(
                """
                SELECT i.*, o.number AS order_number, s.name AS supplier_name FROM invoices i
                JOIN supplier_orders so ON so.id = i.supplier_order_id JOIN orders o ON o.id = so.order_id
                JOIN suppliers s ON s.id = i.supplier_id WHERE i.supplier_id = \(supplier) AND i.id = \(id)
                """)
        ).first
    }
}

extension InvoiceStore {
    /// The numbers of invoices that were or will be paid, by the part that they are about.
    fileprivate func numbers(about parts: [SupplierOrder.ID]) throws -> [SupplierOrder.ID: [String]] {
        try access.connection.rows(
            """
            SELECT supplier_order_id, number FROM invoices
            WHERE supplier_order_id IN (\(list: parts)) AND status IN ('matched', 'paid') ORDER BY id
            """
        ).reduce(into: [:]) { found, row in
            found[try row.id("supplier_order_id"), default: []].append(try row.text("number"))
        }
    }
}

/// What was paid to a supplier at one time, for one order.
package struct Remittance: Sendable, Hashable {
    package let payment: Payment
    package let orderNumber: String
    package let commissioner: String
    /// The supplier's own numbers of invoices about the order that agree.
    package let invoices: [String]
}

extension PaymentStore {
    /// What was paid to a supplier, the newest first.
    package func remittances(
        of supplier: Supplier.ID, about part: SupplierOrder.ID?, before: Payment.ID?, most: Int
    ) throws -> [Remittance] {
        try remittances(
            try access.connection.rows(
                """
                SELECT p.*, o.number AS order_number, c.name AS commissioner_name FROM supplier_orders so
                JOIN payments p ON p.supplier_order_id = so.id JOIN orders o ON o.id = so.order_id
                JOIN holders h ON h.id = o.holder_id JOIN commissioners c ON c.id = h.commissioner_id
                WHERE so.supplier_id = \(supplier) AND (\(part) IS NULL OR so.id = \(part))
                    AND (\(before) IS NULL OR p.id < \(before))
                ORDER BY p.id DESC LIMIT \(most)
                """))
    }

    package func remittance(_ id: Payment.ID, of supplier: Supplier.ID) throws -> Remittance? {
        try remittances(
            try access.connection.rows(
                """
                SELECT p.*, o.number AS order_number, c.name AS commissioner_name FROM payments p
                JOIN supplier_orders so ON so.id = p.supplier_order_id JOIN orders o ON o.id = so.order_id
                JOIN holders h ON h.id = o.holder_id JOIN commissioners c ON c.id = h.commissioner_id
                WHERE p.id = \(id) AND so.supplier_id = \(supplier)
                """)
        ).first
    }

    private func remittances(_ rows: [Row]) throws -> [Remittance] {
        let payments = try rows.map(payment)
        let invoices = try access.invoices.numbers(about: payments.map(\.supplierOrder))
        return try zip(payments, rows).map { payment, row in
            Remittance(
                payment: payment, orderNumber: try row.text("order_number"),
                commissioner: try row.text("commissioner_name"), invoices: invoices[payment.supplierOrder] ?? [])
        }
    }
}
