import Catalogue
import Foundation
import Identity
import Orders
import Outbox
import Relational
import Values

/// Documents of trade that suppliers sent, and where organisations are reached.
package struct DocumentStore<Access: Reading> { let access: Access }

extension Reading {
    package var documents: DocumentStore<Self> { DocumentStore(access: self) }
}

extension DocumentStore {
    /// One that was taken; nil where none of this number was.
    package func taken(
        _ kind: IncomingDocument.Kind, _ id: String, of supplier: Supplier.ID
    ) throws -> ReceivedDocument? {
        try access.connection.row(
            """
            SELECT \(sql: DocumentColumns.all) FROM documents_received
            WHERE supplier_id = \(supplier) AND kind = \(kind.rawValue) AND document_id = \(id) AND outcome = 'taken'
            """
        ).map(Self.document)
    }

    package func find(_ id: ReceivedDocument.ID, of supplier: Supplier.ID) throws -> ReceivedDocument? {
        try access.connection.row(
            """
            SELECT \(sql: DocumentColumns.all) FROM documents_received WHERE id = \(id) AND supplier_id = \(supplier)
            """
        ).map(Self.document)
    }

    /// The newest of a supplier.
    package func list(of supplier: Supplier.ID, most: Int) throws -> [ReceivedDocument] {
        try access.connection.rows(
            """
            SELECT \(sql: DocumentColumns.all) FROM documents_received
            WHERE supplier_id = \(supplier) ORDER BY id DESC LIMIT \(most)
            """
        ).map(Self.document)
    }

    /// The parts that a supplier may mean by what its document calls the order: our identifier of the part, the number
    /// that we gave it in the document, or the number that people say.
    package func parts(called reference: String, of supplier: Supplier.ID) throws -> [SupplierOrder] {
        if let part = try access.supplierOrders.find(SupplierOrder.ID(reference), of: supplier) { return [part] }
        let number = reference.split(separator: "-").prefix(2).joined(separator: "-")
        let parts = try access.connection.rows(
            """
            SELECT so.id FROM supplier_orders so JOIN orders o ON o.id = so.order_id
            WHERE o.number = \(number) AND so.supplier_id = \(supplier) ORDER BY so.position
            """
        ).compactMap { try access.supplierOrders.find(try $0.id("id"), of: supplier) }
        return reference == number ? parts : parts.filter { $0.documentID(number: number) == reference }
    }

    /// Messages to a supplier since a moment whose documents have not been put into its folder, oldest first.
    package func unput(
        to supplier: Supplier.ID, since: Moment, most: Int
    ) throws -> [(id: Message.ID, part: SupplierOrder.ID, kind: Message.Kind, occasion: String)] {
        try access.connection.rows(
            """
            SELECT m.id, m.supplier_order_id, m.kind, m.occasion FROM outbox_messages m
            WHERE m.recipient = \(Message.Recipient.supplier(supplier).code) AND m.at >= \(since)
                AND NOT EXISTS (SELECT 1 FROM documents_put p WHERE p.message_id = m.id)
            ORDER BY m.id LIMIT \(most)
            """
        ).map { (try $0.id("id"), try $0.id("supplier_order_id"), try $0.word("kind"), try $0.text("occasion")) }
    }

    package func exchange(of supplier: Supplier.ID) throws -> SupplierExchange {
        try access.connection.row("SELECT * FROM supplier_exchange WHERE supplier_id = \(supplier)").map { row in
            SupplierExchange(
                address: try row.optionalText("address").map { try ElectronicAddress($0) },
                profile: try row.word("profile"), version: try row.integer("version"))
        } ?? .unsaid
    }

    package func address(of commissioner: Commissioner.ID) throws -> ElectronicAddress? {
        try access.connection.row(
            "SELECT address FROM commissioner_addresses WHERE commissioner_id = \(commissioner)"
        ).map { try ElectronicAddress(try $0.text("address")) }
    }

    private static func document(_ row: Row) throws -> ReceivedDocument {
        let kind = try row.optionalText("kind")
        return ReceivedDocument(
            id: try row.id("id"), supplier: try row.id("supplier_id"), person: try row.id("person_id"),
            channel: try row.word("channel"), kind: kind.flatMap(IncomingDocument.Kind.init(rawValue:)),
            documentID: try row.optionalText("document_id"), supplierOrder: try row.optionalID("supplier_order_id"),
            digest: Digest(try row.text("digest")), size: try row.integer("size"),
            outcome: .init(code: try row.text("outcome")), reason: try row.text("reason"), at: try row.moment("at"))
    }
}

/// All but the contents, which may be large.
private enum DocumentColumns {
    static let all: StaticString = """
        id, supplier_id, person_id, channel, kind, document_id, supplier_order_id, digest, size, outcome, reason, at
        """
}

extension DocumentStore where Access: Writing {
    /// - Parameter contents: of what was taken.
    package func insert(_ document: ReceivedDocument, contents: [UInt8]?) throws {
        try access.connection.run(
            """
            INSERT INTO documents_received (id, supplier_id, person_id, channel, kind, document_id, supplier_order_id,
                digest, size, outcome, reason, contents, at)
            VALUES (\(document.id), \(document.supplier), \(document.person), \(document.channel.rawValue),
                \(document.kind?.rawValue), \(document.documentID), \(document.supplierOrder), \(document.digest),
                \(document.size), \(document.outcome.code), \(document.reason),
                \(contents.map { Data($0).base64EncodedString() }), \(document.at))
            """)
    }

    /// The document of a message has been put into its supplier's folder, or it has none.
    package func notePut(_ message: Message.ID, at now: Moment) throws {
        try access.connection.run(
            """
            INSERT INTO documents_put (message_id, at) VALUES (\(message), \(now)) ON CONFLICT (message_id) DO NOTHING
            """)
    }

    /// Saves if nobody else has saved since it was read.
    /// - Throws: `CatalogueRefusal.supplierChanged`.
    package func save(_ exchange: SupplierExchange, of supplier: Supplier.ID) throws {
        let changed = try access.connection.run(
            """
            INSERT INTO supplier_exchange (supplier_id, address, profile, version)
            VALUES (\(supplier), \(exchange.address?.description), \(exchange.profile.rawValue), \(exchange.version))
            ON CONFLICT (supplier_id) DO UPDATE SET address = excluded.address, profile = excluded.profile,
                version = excluded.version WHERE supplier_exchange.version = excluded.version - 1
            """)
        guard changed == 1 else { throw CatalogueRefusal.supplierChanged }
    }

    package func set(_ address: ElectronicAddress, of commissioner: Commissioner.ID) throws {
        try access.connection.run(
            """
            INSERT INTO commissioner_addresses (commissioner_id, address)
            VALUES (\(commissioner), \(address.description))
            ON CONFLICT (commissioner_id) DO UPDATE SET address = excluded.address
            """)
    }
}
