import Orders
import Outbox
import Relational
import Values

/// Messages on their way, and what each attempt came to.
package struct DeliveryStore<Access: Reading> { let access: Access }

extension Reading {
    package var deliveries: DeliveryStore<Self> { DeliveryStore(access: self) }
}

extension DeliveryStore {
    package func find(_ id: Delivery.ID) throws -> Delivery? {
        try access.connection.row("SELECT * FROM deliveries WHERE id = \(id)").map { try $0.delivery() }
    }

    /// All deliveries of one message or bulletin.
    package func list(of cargo: Delivery.Cargo) throws -> [Delivery] {
        let sql: Statement =
            switch cargo {
            case .message(let id): "SELECT * FROM deliveries WHERE message_id = \(id) ORDER BY id"
            case .bulletin(let id): "SELECT * FROM deliveries WHERE bulletin_id = \(id) ORDER BY id"
            }
        return try access.connection.rows(sql).map { try $0.delivery() }
    }

    /// Endpoints for which something is due that a program carries out.
    package func endpointsDue(at now: Moment) throws -> [(id: Endpoint.ID, channel: Channel)] {
        try access.connection.rows(Self.question(ofEndpointsDueAt: now))
            .map { (try $0.id("id"), try $0.word("channel")) }
    }

    /// From one endpoint for which something waits to the next: one look into the index for each, however many others
    /// there are, and however much waits for each.
    package static func question(ofEndpointsDueAt now: Moment) -> Statement {
        """
        WITH RECURSIVE busy (id) AS (
            SELECT MIN(endpoint_id) FROM deliveries WHERE status = 'waiting'
            UNION ALL
            SELECT (SELECT MIN(d.endpoint_id) FROM deliveries d
                WHERE d.status = 'waiting' AND d.endpoint_id > busy.id)
            FROM busy WHERE busy.id IS NOT NULL)
        SELECT e.id, e.channel FROM busy CROSS JOIN endpoints e
        WHERE e.id = busy.id AND e.status = 'active' AND e.channel <> 'letter' AND EXISTS (
            SELECT 1 FROM deliveries d
            WHERE d.endpoint_id = e.id AND d.status = 'waiting' AND d.due_at <= \(now))
        """
    }

    /// What is due for an endpoint, the longest waiting first.
    package func due(for endpoint: Endpoint.ID, at now: Moment, most: Int) throws -> [Delivery.ID] {
        try access.connection.rows(
            """
            SELECT id FROM deliveries
            WHERE endpoint_id = \(endpoint) AND status = 'waiting' AND due_at <= \(now)
            ORDER BY due_at, id LIMIT \(most)
            """
        ).map { try $0.id("id") }
    }

    /// What waits for an endpoint that takes nothing any more, or past its deadline for one that is paused.
    package func stranded(at now: Moment, most: Int) throws -> [Delivery.ID] {
        try access.connection.rows(
            """
            SELECT d.id FROM endpoints e CROSS JOIN deliveries d
            WHERE e.status <> 'active' AND d.endpoint_id = e.id AND d.status = 'waiting'
                AND (e.status <> 'paused' OR d.deadline < \(now))
            LIMIT \(most)
            """
        ).map { try $0.id("id") }
    }

    /// Every attempt, oldest first.
    package func attempts(of delivery: Delivery.ID) throws -> [DeliveryAttempt] {
        try access.connection.rows(
            "SELECT * FROM delivery_attempts WHERE delivery_id = \(delivery) ORDER BY sequence"
        ).map { try $0.deliveryAttempt() }
    }
}

extension DeliveryStore where Access: Writing {
    /// Unique by message or bulletin, and endpoint: sending it on again does nothing.
    package func insert(_ delivery: Delivery) throws {
        try access.connection.run(
            """
            INSERT INTO deliveries (id, message_id, endpoint_id, status, attempts, due_at, deadline, call_since,
                delivered_at, version, bulletin_id)
            VALUES (\(delivery.id), \(delivery.message), \(delivery.endpoint), \(delivery.status.rawValue),
                \(delivery.attempts), \(delivery.dueAt), \(delivery.deadline), \(delivery.callSince),
                \(delivery.deliveredAt), \(delivery.version), \(delivery.bulletin))
            ON CONFLICT DO NOTHING
            """)
    }

    /// - Throws: `DeliveryRefusal.changedMeanwhile`.
    package func save(_ delivery: Delivery) throws {
        let rows = try access.connection.run(
            """
            UPDATE deliveries SET status = \(delivery.status.rawValue), attempts = \(delivery.attempts),
                due_at = \(delivery.dueAt), deadline = \(delivery.deadline), call_since = \(delivery.callSince),
                delivered_at = \(delivery.deliveredAt), version = \(delivery.version)
            WHERE id = \(delivery.id) AND version = \(delivery.version - 1)
            """)
        guard rows == 1 else { throw DeliveryRefusal.changedMeanwhile }
    }

    package func append(_ outcome: AttemptOutcome, to delivery: Delivery.ID, at now: Moment) throws {
        try access.connection.run(
            """
            INSERT INTO delivery_attempts (delivery_id, sequence, at, code, status, milliseconds)
            SELECT \(delivery), COALESCE(MAX(sequence), 0) + 1, \(now), \(outcome.code.rawValue), \(outcome.status),
                \(outcome.milliseconds) FROM delivery_attempts WHERE delivery_id = \(delivery)
            """)
    }

    package func append(_ note: DeliveryNote, to delivery: Delivery.ID) throws {
        try access.connection.run(
            """
            INSERT INTO delivery_notes (delivery_id, sequence, at, person_id, what, note)
            SELECT \(delivery), COALESCE(MAX(sequence), 0) + 1, \(note.at), \(note.person), \(note.what.rawValue),
                \(note.words) FROM delivery_notes WHERE delivery_id = \(delivery)
            """)
    }
}

extension Row {
    func delivery() throws -> Delivery {
        Delivery(
            id: try id("id"), cargo: try cargo(), endpoint: try id("endpoint_id"),
            status: try word("status"), attempts: try integer("attempts"), dueAt: try moment("due_at"),
            deadline: try moment("deadline"), callSince: try optionalMoment("call_since"),
            deliveredAt: try optionalMoment("delivered_at"), version: try integer("version"))
    }

    private func cargo() throws -> Delivery.Cargo {
        if let bulletin: Bulletin.ID = try optionalID("bulletin_id") { return .bulletin(bulletin) }
        return .message(try id("message_id"))
    }

    /// The newest, where the columns of a delivery are beside it.
    func lastAttempt() throws -> DeliveryAttempt? {
        guard let at = try optionalMoment("tried_at") else { return nil }
        return DeliveryAttempt(
            at: at,
            outcome: AttemptOutcome(
                try word("tried_code"), status: try integer("tried_status"),
                milliseconds: try integer("tried_milliseconds")))
    }

    func deliveryAttempt() throws -> DeliveryAttempt {
        DeliveryAttempt(
            at: try moment("at"),
            outcome: AttemptOutcome(
                try word("code"), status: try integer("status"), milliseconds: try integer("milliseconds")))
    }
}
