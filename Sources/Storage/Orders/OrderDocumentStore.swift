import Orders
import Relational
import Values

/// What was sealed for suppliers: one document for each revision of a part, appended only. Parts that went out before
/// there were such documents have none.
package struct OrderDocumentStore<Access: Reading> { let access: Access }

extension Reading {
    package var orderDocuments: OrderDocumentStore<Self> { OrderDocumentStore(access: self) }
}

extension OrderDocumentStore {
    /// Oldest first.
    package func list(of part: SupplierOrder.ID) throws -> [OrderDocument] {
        try access.connection.rows(
            "SELECT * FROM order_documents WHERE supplier_order_id = \(part) ORDER BY revision"
        ).map(OrderDocumentStore.document)
    }

    /// The one that counts.
    package func latest(of part: SupplierOrder.ID) throws -> OrderDocument? {
        try access.connection.row(
            "SELECT * FROM order_documents WHERE supplier_order_id = \(part) ORDER BY revision DESC LIMIT 1"
        ).map(OrderDocumentStore.document)
    }

    /// Whether there is any.
    package func exist(of part: SupplierOrder.ID) throws -> Bool {
        try access.connection.row(
            "SELECT revision FROM order_documents WHERE supplier_order_id = \(part) LIMIT 1") != nil
    }

    /// Every one, by part and revision, one at a time, so that memory stays bounded.
    package func each(_ body: (OrderDocument) throws -> Void) throws {
        try access.connection.eachRow("SELECT * FROM order_documents ORDER BY supplier_order_id, revision") { row in
            try body(try OrderDocumentStore.document(row))
        }
    }

    /// Parts that went out with a document and have not one for each of these steps.
    /// - Parameter steps: as events are stored.
    package func incomplete(_ steps: [String]) throws -> [(part: SupplierOrder.ID, there: Int, steps: Int)] {
        try access.connection.rows(
            """
            SELECT id, there, steps FROM (
                SELECT so.id, (SELECT COUNT(*) FROM order_documents d WHERE d.supplier_order_id = so.id) AS there,
                    (SELECT COUNT(*) FROM order_events e WHERE e.order_id = so.order_id
                        AND e.supplier_order_id = so.id AND e.what IN (\(list: steps))) AS steps
                FROM order_documents first JOIN supplier_orders so ON so.id = first.supplier_order_id
                WHERE first.revision = 1 AND first.kind = 'order') AS parts
            WHERE there <> steps ORDER BY id
            """
        ).map { (try $0.id("id"), try $0.integer("there"), try $0.integer("steps")) }
    }

    private static func document(_ row: Row) throws -> OrderDocument {
        OrderDocument(
            supplierOrder: try row.id("supplier_order_id"), revision: try row.integer("revision"),
            kind: try row.word("kind"),
            signature: Signature(
                document: try row.text("document"), seal: try row.text("seal"), keyID: try row.text("key_id")),
            record: try row.text("record"), delivery: try row.text("delivery"), sealedAt: try row.moment("sealed_at"))
    }
}

extension OrderDocumentStore where Access: Writing {
    /// - Throws: `SigningKeyNotInUse`.
    package func insert(_ document: OrderDocument) throws {
        try access.signingKeys.mustBeInUse(document.signature.keyID)
        try access.connection.run(
            """
            INSERT INTO order_documents (supplier_order_id, revision, kind, document, seal, key_id, record, delivery,
                sealed_at)
            VALUES (\(document.supplierOrder), \(document.revision), \(document.kind.rawValue),
                \(document.signature.document), \(document.signature.seal), \(document.signature.keyID),
                \(document.record), \(document.delivery), \(document.sealedAt))
            """)
    }
}
