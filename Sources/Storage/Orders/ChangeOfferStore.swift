import Orders
import Relational
import Values

/// What suppliers offer in the place of lines, and what was signed when holders agreed.
package struct ChangeOfferStore<Access: Reading> { let access: Access }

extension Reading {
    package var changeOffers: ChangeOfferStore<Self> { ChangeOfferStore(access: self) }
}

extension ChangeOfferStore {
    /// The one that waits for the holder.
    package func open(of part: SupplierOrder.ID) throws -> ChangeOffer? {
        try access.connection.row("SELECT * FROM change_offers WHERE supplier_order_id = \(part) AND status = 'open'")
            .map(ChangeOfferStore.offer)
    }

    /// All that were ever made about a part, oldest first.
    package func list(of part: SupplierOrder.ID) throws -> [ChangeOffer] {
        try access.connection.rows("SELECT * FROM change_offers WHERE supplier_order_id = \(part) ORDER BY id")
            .map(ChangeOfferStore.offer)
    }

    /// The amendments of a part that were signed, oldest first.
    package func revisions(of part: SupplierOrder.ID) throws -> [OrderRevision] {
        try access.connection.rows(
            "SELECT * FROM order_revisions WHERE supplier_order_id = \(part) ORDER BY revision"
        ).map(ChangeOfferStore.revision)
    }

    /// Every signed amendment, one at a time, so that memory stays bounded.
    package func eachRevision(_ body: (OrderRevision) throws -> Void) throws {
        try access.connection.eachRow("SELECT * FROM order_revisions ORDER BY supplier_order_id, revision") { row in
            try body(try ChangeOfferStore.revision(row))
        }
    }

    private static func offer(_ row: Row) throws -> ChangeOffer {
        ChangeOffer(
            id: try row.id("id"), supplierOrder: try row.id("supplier_order_id"), lines: try row.json("lines"),
            note: try row.text("note"), offeredBy: try row.id("offered_by"), offeredAt: try row.moment("offered_at"),
            status: try row.word("status"))
    }

    private static func revision(_ row: Row) throws -> OrderRevision {
        OrderRevision(
            supplierOrder: try row.id("supplier_order_id"), revision: try row.integer("revision"),
            signature: Signature(
                document: try row.text("document"), seal: try row.text("seal"), keyID: try row.text("key_id")),
            signer: try row.id("signer_id"), signedAt: try row.moment("signed_at"))
    }
}

extension ChangeOfferStore where Access: Writing {
    package func insert(_ offer: ChangeOffer) throws {
        try access.connection.run(
            """
            INSERT INTO change_offers (id, supplier_order_id, lines, note, offered_by, offered_at, status)
            VALUES (\(offer.id), \(offer.supplierOrder), \(try StoredJSON.text(offer.lines)), \(offer.note),
                \(offer.offeredBy), \(offer.offeredAt), \(offer.status.rawValue))
            """)
    }

    /// Ends the offer that is open; does nothing where none is.
    package func close(of part: SupplierOrder.ID, as status: ChangeOffer.Status) throws {
        try access.connection.run(
            """
            UPDATE change_offers SET status = \(status.rawValue)
            WHERE supplier_order_id = \(part) AND status = 'open'
            """)
    }

    /// - Throws: `SigningKeyNotInUse`.
    package func insert(_ revision: OrderRevision) throws {
        try access.signingKeys.mustBeInUse(revision.signature.keyID)
        try access.connection.run(
            """
            INSERT INTO order_revisions (supplier_order_id, revision, document, seal, key_id, signer_id, signed_at)
            VALUES (\(revision.supplierOrder), \(revision.revision), \(revision.signature.document),
                \(revision.signature.seal), \(revision.signature.keyID), \(revision.signer), \(revision.signedAt))
            """)
    }
}
