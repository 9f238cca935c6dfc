import Ledger
import Orders
import Relational
import Storage
import Values

/// What must hold after every single step, cheap enough to ask each time. The whole proof is `LedgerVerification`.
enum Invariants {
    @Sendable static func quick(_ snapshot: Snapshot) throws -> [String] {
        try balanced(snapshot) + promises(snapshot) + units(snapshot) + approvals(snapshot)
    }

    /// How long everything is that only grows: what a repeated command must not change.
    @Sendable static func lengths(_ snapshot: Snapshot) throws -> [Int] {
        let row = try snapshot.connection.row(
            """
            SELECT (SELECT COUNT(*) FROM ledger_entries) AS entries, (SELECT COUNT(*) FROM order_events) AS events,
                (SELECT COUNT(*) FROM outbox_messages) AS messages, (SELECT COUNT(*) FROM audit_records) AS records,
                (SELECT COUNT(*) FROM orders) AS orders, (SELECT COUNT(*) FROM holds) AS holds
            """)
        return try row.map { row in
            try ["entries", "events", "messages", "records", "orders", "holds"].map { try row.integer($0) }
        } ?? []
    }

    /// I1: debits are credits, over all accounts of each commissioner.
    private static func balanced(_ snapshot: Snapshot) throws -> [String] {
        var sums: [String: Int] = [:]
        try snapshot.connection.eachRow("SELECT commissioner_id, kind, balance_pence FROM ledger_accounts") { row in
            guard let kind = AccountKind(rawValue: try row.text("kind")) else { return }
            let pence = try row.integer("balance_pence")
            sums[try row.text("commissioner_id"), default: 0] += kind.normalSide == .debit ? pence : -pence
        }
        return sums.filter { $0.value != 0 }.map { "I1: the books of \($0.key) are out by \($0.value) pence" }
    }

    /// I4 and I26: what accounts have is what holds have put there.
    private static func promises(_ snapshot: Snapshot) throws -> [String] {
        let row = try snapshot.connection.row(
            """
            SELECT SUM(held_pence) AS held, SUM(committed_pence) AS committed, SUM(owed_pence) AS payable,
                SUM(disputed_pence) AS disputed, SUM(reserved_pence) AS fund_reserved,
                SUM(refund_due_pence) AS refund_expected, SUM(refund_due_pence) AS supplier_receivable
            FROM holds
            """)
        var problems: [String] = []
        for kind in [
            AccountKind.held, .committed, .payable, .disputed, .fundReserved, .refundExpected, .supplierReceivable,
        ] {
            let there = try snapshot.connection.row(
                "SELECT SUM(balance_pence) AS pence FROM ledger_accounts WHERE kind = \(kind.rawValue)"
            )?.optionalInteger("pence") ?? 0
            let promised = try row?.optionalInteger(kind.rawValue) ?? 0
            if there != promised { problems.append("I4: \(kind.rawValue) has \(there), holds say \(promised)") }
        }
        return problems
    }

    /// 4.5: no more is accepted, delivered or paid than was ordered, and what is over has nothing left to come.
    private static func units(_ snapshot: Snapshot) throws -> [String] {
        let over = SupplierOrderStatus.allCases.filter(\.isOver).map(\.rawValue)
        return try snapshot.connection.rows(
            """
            SELECT t.supplier_order_id FROM line_tallies t JOIN supplier_orders so ON so.id = t.supplier_order_id
            WHERE so.status IN (\(list: over)) AND t.open + t.to_come > 0
            """
        ).map { "supplier order \(try $0.text("supplier_order_id")) is over, and something is still to come" }
    }

    /// What lets a request go out: somebody says so, or a newer plan pays for it.
    private static let letsGo: [ApprovalAction] = [
        .approve, .approvePart, .change, .changePart, .authorise, .findNotNeeded,
    ]

    /// I15: nothing is at a supplier that nobody approved, and that no plan pays for.
    private static func approvals(_ snapshot: Snapshot) throws -> [String] {
        let unsent = ["awaiting_approval", "not_sent"]
        let steps = letsGo.map { OrderEvent.What.approval($0).code }
        return try snapshot.connection.rows(
            """
            SELECT so.id FROM supplier_orders so WHERE so.route = 'asked' AND so.status NOT IN (\(list: unsent))
                AND NOT EXISTS (
                    SELECT 1 FROM order_events e WHERE e.supplier_order_id = so.id AND e.what IN (\(list: steps)))
            """
        ).map { "I15: supplier order \(try $0.text("id")) went out without an approval" }
    }
}
