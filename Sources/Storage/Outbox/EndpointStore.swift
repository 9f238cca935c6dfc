import Outbox
import Relational
import Values

/// Where messages go.
package struct EndpointStore<Access: Reading> { let access: Access }

extension Reading {
    package var endpoints: EndpointStore<Self> { EndpointStore(access: self) }
}

extension EndpointStore {
    package func find(_ id: Endpoint.ID) throws -> Endpoint? {
        try access.connection.row("SELECT * FROM endpoints WHERE id = \(id)").map { try $0.endpoint() }
    }

    /// One of an owner's; nil for another's.
    package func find(_ id: Endpoint.ID, of owner: Message.Recipient) throws -> Endpoint? {
        try access.connection.row("SELECT * FROM endpoints WHERE id = \(id) AND owner = \(owner.code)")
            .map { try $0.endpoint() }
    }

    /// All of an owner's but those that were removed, oldest first.
    package func list(of owner: Message.Recipient) throws -> [Endpoint] {
        try access.connection.rows(
            "SELECT * FROM endpoints WHERE owner = \(owner.code) AND status <> 'removed' ORDER BY id"
        ).map { try $0.endpoint() }
    }
}

extension EndpointStore where Access: Writing {
    package func insert(_ endpoint: Endpoint) throws {
        try access.connection.run(
            """
            INSERT INTO endpoints (id, owner, channel, address, is_standard, scope, status, secret, former_secret,
                former_until, made_at, version)
            VALUES (\(endpoint.id), \(endpoint.owner.code), \(endpoint.channel.rawValue), \(endpoint.address),
                \(endpoint.isStandard ? 1 : 0), \(endpoint.scope.rawValue), \(endpoint.status.rawValue),
                \(endpoint.secret), \(endpoint.formerSecret), \(endpoint.formerUntil), \(endpoint.madeAt),
                \(endpoint.version))
            """)
    }

    /// - Throws: `DeliveryRefusal.changedMeanwhile`.
    package func save(_ endpoint: Endpoint) throws {
        let rows = try access.connection.run(
            """
            UPDATE endpoints SET address = \(endpoint.address), scope = \(endpoint.scope.rawValue),
                status = \(endpoint.status.rawValue), secret = \(endpoint.secret),
                former_secret = \(endpoint.formerSecret), former_until = \(endpoint.formerUntil),
                version = \(endpoint.version)
            WHERE id = \(endpoint.id) AND version = \(endpoint.version - 1)
            """)
        guard rows == 1 else { throw DeliveryRefusal.changedMeanwhile }
    }
}

extension Row {
    func endpoint() throws -> Endpoint {
        Endpoint(
            id: try id("id"), owner: try recipient("owner"), channel: try word("channel"), address: try text("address"),
            isStandard: try integer("is_standard") == 1, scope: try word("scope"), status: try word("status"),
            secret: try optionalText("secret"), formerSecret: try optionalText("former_secret"),
            formerUntil: try optionalMoment("former_until"), madeAt: try moment("made_at"),
            version: try integer("version"))
    }

    func recipient(_ column: String) throws -> Message.Recipient {
        guard let recipient = Message.Recipient(code: try text(column)) else {
            throw DecodingFailure(column: column, problem: "no recipient")
        }
        return recipient
    }
}
