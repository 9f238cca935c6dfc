import Identity
import Orders
import Relational
import Values

/// Requests to commissioners.
package struct ApprovalStore<Access: Reading> { let access: Access }

extension Reading {
    package var approvals: ApprovalStore<Self> { ApprovalStore(access: self) }
}

extension ApprovalStore {
    /// A commissioner's own request; another commissioner's is not found.
    package func find(_ id: Approval.ID, of commissioner: Commissioner.ID) throws -> Approval? {
        try access.connection.row(
            """
            SELECT * FROM approvals WHERE id = \(id) AND commissioner_id = \(commissioner)
            """
        ).map(ApprovalStore.approval)
    }

    package func find(supplierOrder: SupplierOrder.ID) throws -> Approval? {
        try access.connection.row("SELECT * FROM approvals WHERE supplier_order_id = \(supplierOrder)")
            .map(ApprovalStore.approval)
    }

    package func list(of order: Order.ID) throws -> [Approval] {
        try access.connection.rows("SELECT * FROM approvals WHERE order_id = \(order) ORDER BY id")
            .map(ApprovalStore.approval)
    }

    /// What a holder has asked for and nobody has decided yet, oldest first.
    package func waiting(of holder: Holder.ID) throws -> [Approval] {
        try access.connection.rows(
            """
            SELECT a.* FROM approvals a JOIN orders o ON o.id = a.order_id
            WHERE o.holder_id = \(holder) AND a.status = 'waiting' ORDER BY a.id
            """
        ).map(ApprovalStore.approval)
    }

    static func approval(_ row: Row) throws -> Approval {
        Approval(
            id: try row.id("id"), order: try row.id("order_id"), supplierOrder: try row.id("supplier_order_id"),
            content: Digest(try row.text("content_digest")), requestedBy: try row.id("requested_by"),
            requestedAt: try row.moment("requested_at"), status: try row.word("status"),
            version: try row.integer("version"))
    }
}

extension ApprovalStore where Access: Writing {
    package func insert(_ approval: Approval, commissioner: Commissioner.ID) throws {
        try access.connection.run(
            """
            INSERT INTO approvals (id, order_id, supplier_order_id, commissioner_id, content_digest, requested_by,
                requested_at, status, version)
            VALUES (\(approval.id), \(approval.order), \(approval.supplierOrder), \(commissioner), \(approval.content),
                \(approval.requestedBy), \(approval.requestedAt), \(approval.status.rawValue), \(approval.version))
            """)
    }

    /// Saves the status if nobody else has saved since it was read.
    /// - Throws: `OrderRefusal.changedMeanwhile`.
    package func save(_ approval: Approval) throws {
        let changed = try access.connection.run(
            """
            UPDATE approvals SET status = \(approval.status.rawValue), version = \(approval.version)
            WHERE id = \(approval.id) AND version = \(approval.version - 1)
            """)
        guard changed == 1 else { throw OrderRefusal.changedMeanwhile }
    }
}
