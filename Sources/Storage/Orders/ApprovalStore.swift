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

    package func find(_ id: Approval.ID) throws -> Approval? {
        try access.connection.row("SELECT * FROM approvals WHERE id = \(id)").map(ApprovalStore.approval)
    }

    package func find(supplierOrder: SupplierOrder.ID) throws -> Approval? {
        try access.connection.row("SELECT * FROM approvals WHERE supplier_order_id = \(supplierOrder)")
            .map(ApprovalStore.approval)
    }

    package func list(of order: Order.ID) throws -> [Approval] {
        try access.connection.rows("SELECT * FROM approvals WHERE order_id = \(order) ORDER BY id")
            .map(ApprovalStore.approval)
    }

    /// What a holder has asked for and nobody has decided yet, oldest first; what is approved and has not gone out is
    /// among it.
    package func waiting(of holder: Holder.ID) throws -> [Approval] {
        try access.connection.rows(
            """
            SELECT a.* FROM approvals a JOIN orders o ON o.id = a.order_id
            WHERE o.holder_id = \(holder)
                AND a.status IN ('pending', 'info_wanted', 'paused', 'approved', 'part_approved') ORDER BY a.id
            """
        ).map(ApprovalStore.approval)
    }

    /// Decisions of a holder's requests that somebody else looks at again, oldest first.
    package func reviewing(of holder: Holder.ID) throws -> [Approval] {
        try access.connection.rows(
            """
            SELECT a.* FROM approvals a JOIN orders o ON o.id = a.order_id
            WHERE o.holder_id = \(holder) AND a.status = 'reconsideration' ORDER BY a.id
            """
        ).map(ApprovalStore.approval)
    }

    /// Requests that do not follow their supplier yet: going on although it is suspended, or paused although it no
    /// longer is.
    package func turned(most: Int) throws -> [(id: Approval.ID, isSuspended: Bool)] {
        try access.connection.rows(
            """
            SELECT a.id, s.status FROM approvals a JOIN supplier_orders so ON so.id = a.supplier_order_id
            JOIN suppliers s ON s.id = so.supplier_id
            WHERE (s.status <> 'approved' AND a.status IN ('pending', 'info_wanted', 'approved', 'part_approved'))
                OR (s.status = 'approved' AND a.status = 'paused')
            ORDER BY a.id LIMIT \(most)
            """
        ).map { (try $0.id("id"), try $0.text("status") != "approved") }
    }

    /// Where time has something to do, the longest overdue first.
    package func striking(at now: Moment, most: Int) throws -> [Approval.ID] {
        try access.connection.rows(
            """
            SELECT id FROM approvals WHERE strikes_at <= \(now) ORDER BY strikes_at, id LIMIT \(most)
            """
        ).map { try $0.id("id") }
    }

    static func approval(_ row: Row) throws -> Approval {
        try approval(row, terms: try row.optionalJSON("terms") ?? .anybody)
    }

    static func approval(_ row: Row, terms: Approval.Terms) throws -> Approval {
        Approval(
            id: try row.id("id"), order: try row.id("order_id"), supplierOrder: try row.id("supplier_order_id"),
            content: Digest(try row.text("content_digest")), requestedBy: try row.id("requested_by"),
            requestedAt: try row.moment("requested_at"), planVersion: try row.optionalInteger("plan_version"),
            terms: terms,
            status: try row.word("status"), version: try row.integer("version"), round: try row.integer("round"),
            tier: try row.integer("tier"),
            clock: RequestClock(
                startedAt: try row.moment("started_at"), since: try row.moment("since"),
                rested: try row.integer("rested"), level: try row.integer("level"),
                reminders: try row.integer("reminders")),
            assignee: try row.optionalID("assignee_id"))
    }
}

extension ApprovalStore where Access: Writing {
    package func insert(_ approval: Approval, commissioner: Commissioner.ID) throws {
        let (hours, clock) = (approval.hours, approval.clock)
        try access.connection.run(
            """
            INSERT INTO approvals (id, order_id, supplier_order_id, commissioner_id, content_digest, plan_version,
                requested_by, requested_at, terms, status, version, round, tier, assignee_id, started_at, since, rested,
                level, reminders, due_at, expires_at, valid_until, strikes_at)
            VALUES (\(approval.id), \(approval.order), \(approval.supplierOrder), \(commissioner), \(approval.content),
                \(approval.planVersion), \(approval.requestedBy), \(approval.requestedAt),
                \(try StoredJSON.text(approval.terms)),
                \(approval.status.rawValue), \(approval.version), \(approval.round), \(approval.tier),
                \(approval.assignee), \(clock.startedAt), \(clock.since), \(clock.rested), \(clock.level),
                \(clock.reminders), \(hours.dueAt), \(hours.expiresAt), \(hours.validUntil), \(hours.strikesAt))
            """)
    }

    /// Saves where it stands if nobody else has saved since it was read.
    /// - Throws: `OrderRefusal.changedMeanwhile`.
    package func save(_ approval: Approval) throws {
        let (hours, clock) = (approval.hours, approval.clock)
        let changed = try access.connection.run(
            """
            UPDATE approvals SET content_digest = \(approval.content), plan_version = \(approval.planVersion),
                status = \(approval.status.rawValue), version = \(approval.version),
                round = \(approval.round), tier = \(approval.tier), assignee_id = \(approval.assignee),
                started_at = \(clock.startedAt), since = \(clock.since), rested = \(clock.rested),
                level = \(clock.level), reminders = \(clock.reminders), due_at = \(hours.dueAt),
                expires_at = \(hours.expiresAt), valid_until = \(hours.validUntil), strikes_at = \(hours.strikesAt)
            WHERE id = \(approval.id) AND version = \(approval.version - 1)
            """)
        guard changed == 1 else { throw OrderRefusal.changedMeanwhile }
    }
}
