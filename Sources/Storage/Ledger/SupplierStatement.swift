import Catalogue
import Ledger
import Orders
import Relational
import Values

/// How the money of one order stands between a supplier and a commissioner. It names no holder, plan or budget.
package struct SupplierStatementLine: Sendable, Hashable {
    package let part: SupplierOrder.ID
    package let orderNumber: String
    package let commissioner: String
    package let signedOn: Day
    /// Delivered and confirmed.
    package var matched = Money.zero
    package var fees = Money.zero
    /// Agreed to be less, before it was paid.
    package var credited = Money.zero
    /// Owed, and not paid before a problem is decided.
    package var disputed = Money.zero
    package var owed = Money.zero
    package var sent = Money.zero
    package var paid = Money.zero
    /// To be paid back, and paid back already.
    package var refundDue = Money.zero
    package var refunded = Money.zero

    /// Whether something has still to move.
    package var isOpen: Bool { [owed, disputed, sent, refundDue].contains { $0 != .zero } }
}

extension SupplierOrderStore {
    /// Every order of a supplier with money in the books, newest first.
    package func statement(of supplier: Supplier.ID) throws -> [SupplierStatementLine] {
        var lines: [SupplierOrder.ID: SupplierStatementLine] = [:]
        try access.connection.eachRow(
            """
            SELECT e.supplier_order_id, a.kind, e.code, p.side, SUM(p.amount_pence) AS pence, o.number, o.signed_at,
                c.name
            FROM ledger_accounts a
            JOIN ledger_postings p ON p.account_id = a.id
            JOIN ledger_entries e ON e.commissioner_id = p.commissioner_id AND e.sequence = p.sequence
            JOIN supplier_orders so ON so.id = e.supplier_order_id
            JOIN orders o ON o.id = so.order_id
            JOIN commissioners c ON c.id = a.commissioner_id
            WHERE a.owner = \(supplier) AND a.kind IN ('payable', 'in_transit', 'supplier_receivable')
            GROUP BY e.supplier_order_id, a.kind, e.code, p.side, o.number, o.signed_at, c.name
            """
        ) { row in
            let id: SupplierOrder.ID = try row.id("supplier_order_id")
            var line = try lines[id] ?? SupplierStatementLine(
                part: id, orderNumber: try row.text("number"), commissioner: try row.text("name"),
                signedOn: try row.moment("signed_at").day)
            line.add(
                try row.money("pence"), kind: try row.word("kind"), code: try row.word("code"),
                side: try row.word("side"))
            lines[id] = line
        }
        return lines.values.sorted { $0.part > $1.part }
    }
}

extension SupplierStatementLine {
    /// Takes what was posted on one of the supplier's accounts, from one side, for one reason.
    fileprivate mutating func add(_ amount: Money, kind: AccountKind, code: PostingCode, side: Side) {
        let change = side == kind.normalSide ? amount : -amount
        switch kind {
        case .payable:
            owed += change
            switch code {
            case .match: matched += change
            case .cancelFee: fees += change
            case .creditNote: credited -= change
            case .dispute, .disputeEnd: disputed -= change
            default: break
            }
        case .inTransit:
            sent += change
            if code == .payOK { paid -= change }
        case .supplierReceivable:
            refundDue += change
            if code == .refundIn || code == .refundOffset { refunded -= change }
        default: break
        }
    }
}
