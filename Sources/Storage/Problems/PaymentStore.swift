import Identity
import Ledger
import Orders
import Relational
import Values

/// One payment of what was owed for a part.
package struct Payment: Sendable, Hashable {
    package typealias ID = Identifier<Payment>

    package let id: ID
    package let supplierOrder: SupplierOrder.ID
    /// What the bank or the finance system calls it.
    package let reference: String
    /// What it paid of each hold.
    package let amounts: [Hold.ID: Money]
    /// How many units of which line it paid, by position.
    package let units: [Int: Int]
    /// Refunds of the same supplier that were kept back: the bank carried the rest.
    package let keptBack: Money
    package let paidAt: Moment
    /// When it was recorded that the bank returned it.
    package let returnedAt: Moment?

    package init(
        id: ID, supplierOrder: SupplierOrder.ID, reference: String, amounts: [Hold.ID: Money], units: [Int: Int],
        keptBack: Money, paidAt: Moment, returnedAt: Moment? = nil
    ) {
        self.id = id
        self.supplierOrder = supplierOrder
        self.reference = reference
        self.amounts = amounts
        self.units = units
        self.keptBack = keptBack
        self.paidAt = paidAt
        self.returnedAt = returnedAt
    }

    package var total: Money { amounts.values.total }
}

/// Payments one by one.
package struct PaymentStore<Access: Reading> { let access: Access }

extension Reading {
    package var payments: PaymentStore<Self> { PaymentStore(access: self) }
}

extension PaymentStore {
    /// A commissioner's own payment; another commissioner's is not found.
    package func find(_ id: Payment.ID, of commissioner: Commissioner.ID) throws -> Payment? {
        try access.connection.row(
            """
            SELECT p.* FROM payments p JOIN supplier_orders so ON so.id = p.supplier_order_id
            JOIN orders o ON o.id = so.order_id JOIN holders h ON h.id = o.holder_id
            WHERE p.id = \(id) AND h.commissioner_id = \(commissioner)
            """
        ).map(payment)
    }

    func payment(_ row: Row) throws -> Payment {
        let id: Payment.ID = try row.id("id")
        var amounts: [Hold.ID: Money] = [:]
        for own in try access.connection.rows("SELECT * FROM payment_holds WHERE payment_id = \(id)") {
            amounts[try own.id("hold_id")] = try own.money("amount_pence")
        }
        var units: [Int: Int] = [:]
        for own in try access.connection.rows("SELECT * FROM payment_units WHERE payment_id = \(id)") {
            units[try own.integer("position")] = try own.integer("units")
        }
        return Payment(
            id: id, supplierOrder: try row.id("supplier_order_id"), reference: try row.text("reference"),
            amounts: amounts, units: units, keptBack: try row.money("kept_back_pence"),
            paidAt: try row.moment("paid_at"),
            returnedAt: try row.optionalInteger("returned_at").map(Moment.init(milliseconds:)))
    }
}

extension PaymentStore where Access: Writing {
    package func insert(_ payment: Payment) throws {
        try access.connection.run(
            """
            INSERT INTO payments (id, supplier_order_id, reference, kept_back_pence, paid_at, returned_at)
            VALUES (\(payment.id), \(payment.supplierOrder), \(payment.reference), \(payment.keptBack),
                \(payment.paidAt), \(payment.returnedAt))
            """)
        for (hold, amount) in payment.amounts.sorted(by: { $0.key < $1.key }) {
            try access.connection.run(
                """
                INSERT INTO payment_holds (payment_id, hold_id, amount_pence)
                VALUES (\(payment.id), \(hold), \(amount))
                """)
        }
        for (position, units) in payment.units.sorted(by: { $0.key < $1.key }) {
            try access.connection.run(
                """
                INSERT INTO payment_units (payment_id, position, units)
                VALUES (\(payment.id), \(position), \(units))
                """)
        }
    }

    /// - Throws: `ProblemRefusal.returnedBefore`.
    package func markReturned(_ id: Payment.ID, at now: Moment) throws {
        let changed = try access.connection.run(
            "UPDATE payments SET returned_at = \(now) WHERE id = \(id) AND returned_at IS NULL")
        guard changed == 1 else { throw ProblemRefusal.returnedBefore }
    }
}
