import Catalogue
import Orders
import Relational
import Values

/// What was paid to a supplier at one time, for one order.
package struct Remittance: Sendable, Hashable {
    package let payment: Payment
    package let orderNumber: String
    package let commissioner: String
    /// The supplier's own numbers of invoices about the order that agree.
    package let invoices: [String]
}

private enum RemittanceColumns {
    static let all: StaticString = """
        SELECT p.*, o.number AS order_number, c.name AS commissioner_name FROM supplier_orders so
        JOIN payments p ON p.supplier_order_id = so.id JOIN orders o ON o.id = so.order_id
        JOIN holders h ON h.id = o.holder_id JOIN commissioners c ON c.id = h.commissioner_id
        """
}

extension PaymentStore {
    /// What was paid to a supplier, the newest first.
    /// - Parameters:
    ///   - part: only what was paid for it.
    ///   - before: after this one in the list.
    package func remittances(
        of supplier: Supplier.ID, about part: SupplierOrder.ID?, before: Payment.ID?, most: Int
    ) throws -> [Remittance] {
        try remittances(
            try access.connection.rows(
                """
                \(sql: RemittanceColumns.all) WHERE so.supplier_id = \(supplier)
                    AND (\(part) IS NULL OR so.id = \(part)) AND (\(before) IS NULL OR p.id < \(before))
                ORDER BY p.id DESC LIMIT \(most)
                """))
    }

    package func remittance(_ id: Payment.ID, of supplier: Supplier.ID) throws -> Remittance? {
        try remittances(
            try access.connection.rows(
                "\(sql: RemittanceColumns.all) WHERE p.id = \(id) AND so.supplier_id = \(supplier)")
        ).first
    }

    private func remittances(_ rows: [Row]) throws -> [Remittance] {
        let payments = try rows.map(payment)
        let invoices = try access.invoices.numbers(about: payments.map(\.supplierOrder), in: [.matched, .paid])
        return try zip(payments, rows).map { payment, row in
            Remittance(
                payment: payment, orderNumber: try row.text("order_number"),
                commissioner: try row.text("commissioner_name"), invoices: invoices[payment.supplierOrder] ?? [])
        }
    }
}
